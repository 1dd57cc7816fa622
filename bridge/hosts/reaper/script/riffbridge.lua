-- @description Riffbridge: clips onto the grid, and the bridge follows this project
-- @author Riffbridge
-- @about Runs in the background. Tells the bridge tempo, meter and position; places clips that the bridge sends.
-- @provides
--   [main] .
--   [main] riffbridge-request.lua
--   mail.lua
--   memory.lua
--   place.lua
--   watch.lua

local TELL_S = 0.05

local folder = debug.getinfo(1, "S").source:match("^@(.*[/\\])") or ""
local mail = dofile(folder .. "mail.lua")
local memory = dofile(folder .. "memory.lua")
local place = dofile(folder .. "place.lua")
local watch = dofile(folder .. "watch.lua")

local places = mail.places(folder)
if not places then
  reaper.ShowMessageBox("Run “riffbridge install reaper” in a terminal first, then start this again.", "Riffbridge", 0)
  return
end

local mailbox, library, version = places.mailbox, places.library, places.version
local done = memory.open(mail, mailbox .. "/memory")
local is_news = watch.teller(mail.format)
local told_at, turn = -math.huge, 0
local own_name = reaper.genGuid(""):gsub("[{}]", "")

-- The answer to an order: given before, or from carrying it out now.
local function answer(order)
  if order.what == "tell" then
    reaper.ShowConsoleMsg("Riffbridge: " .. (order.text or "") .. "\n")
    return { ended = "placed", where = "the console" }
  end
  local before = done:answer(order.id)
  if before then return before end
  if not done:begin(order.id) then
    return { ended = "failed", kind = "storage", text = "The mailbox " .. mailbox .. " cannot be written to." }
  end
  local fields = place.order(order, library)
  done:finish(order.id, fields)
  return fields
end

local function take_orders()
  local order = mail.take(mailbox, own_name)
  if not order then return end
  local went, fields = pcall(answer, order)
  if not went then fields = { ended = "failed", kind = "host", text = "The script failed: " .. tostring(fields) } end
  mail.answer(mailbox, order.id, fields)
end

local function tell_state(now)
  local state = watch.state()
  if not state or not is_news(state, now) then return end
  turn = turn + 1
  state.turn, state.version = turn, version
  mail.write(mailbox .. "/state.note", mail.format(state))
end

-- REAPER calls this some thirty times a second. To look for an order is one renaming, which mostly fails at once.
local function look()
  local now = reaper.time_precise()
  take_orders()
  if now >= told_at + TELL_S then
    told_at = now
    -- A project may be closed at any time; then there is something to tell next time.
    pcall(tell_state, now)
  end
  reaper.defer(look)
end

local _, _, section, command = reaper.get_action_context()
local function light(on)
  reaper.SetToggleCommandState(section, command, on)
  reaper.RefreshToolbar2(section, command)
end

reaper.atexit(function()
  light(0)
  mail.write(mailbox .. "/state.note", mail.format({ gone = 1, turn = turn + 1, version = version }))
end)
-- From REAPER 7 on, starting it again ends it, without asking.
if reaper.set_action_options then reaper.set_action_options(1) end
light(1)
look()
