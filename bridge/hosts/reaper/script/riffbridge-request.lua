-- @description Riffbridge: ask for a loop in words, onto the selected track at the cursor
-- @author Riffbridge
-- @noindex

local folder = debug.getinfo(1, "S").source:match("^@(.*[/\\])") or ""
local mail = dofile(folder .. "mail.lua")

local function say(text) reaper.ShowMessageBox(text, "Riffbridge", 0) end

local places = mail.places(folder)
if not places then
  say("Run “riffbridge install reaper” in a terminal first.")
  return
end
local mailbox = places.mailbox
local project = reaper.EnumProjects(-1)
local go, answers = reaper.GetUserInputs(
  "Riffbridge", 2, "A loop in words,Bars,extrawidth=240,separator=\n", reaper.GetExtState("riffbridge", "prompt") .. "\n2")
if not go or not project then return end
local prompt, bars = answers:match("^(.-)\n(.*)$")
bars = math.tointeger(tonumber(bars))
if not prompt or not prompt:find("%S") then
  say("Say in words what the loop shall be, such as: bossa nova with electric guitar.")
  return
elseif not bars or bars < 1 or bars > 64 then
  say("A loop has 1 to 64 bars.")
  return
end
reaper.SetExtState("riffbridge", "prompt", prompt, true)

local cursor = reaper.GetCursorPositionEx(project)
local quarter = reaper.TimeMap2_timeToQN(project, cursor)
local numerator, denominator = reaper.TimeMap_GetTimeSigAtTime(project, cursor)
local track = reaper.GetSelectedTrack2(project, 0, false)
local id = reaper.genGuid(""):gsub("[{}]", "")
local written = mail.write(mailbox .. "/ask-" .. id .. ".note", mail.format({
  id = id,
  prompt = prompt,
  bars = bars,
  -- The tempo there, over the whole loop, so that it need not be stretched.
  tempo = 60 * bars * numerator * 4 / denominator
    / (reaper.TimeMap2_QNToTime(project, quarter + bars * numerator * 4 / denominator) - cursor),
  numerator = math.floor(numerator),
  denominator = math.floor(denominator),
  track = track and reaper.GetTrackGUID(track) or "new",
  quarter = quarter,
}))
if not written then say("The request could not be written to " .. mailbox .. ".") end
