-- A clip onto a track, on the grid: which track, where, how long, at which rate. Plain REAPER, no extensions.
--
-- The item is as long as the clip's quarter notes are by the project's tempo map, and its rate has the clip
-- fill that length once: where the tempo does not change inside, that is host tempo / clip tempo.

local place = {}

-- Two items that share less than this do not overlap.
local TOUCH_S = 1e-6
local BUILD_MISSING_PEAKS = 40047

local function refuse(kind, text, ...) error({ kind = kind, text = text:format(...) }, 0) end

local function number_of(order, name, low, high)
  local value = tonumber(order[name])
  if not value or value ~= value or value < low or value > high then
    refuse("bad-request", "The order's “%s” is not a number from %g to %g.", name, low, high)
  end
  return value
end

-- The path, if it lies in the folder of the library and there is a file.
local function checked_path(order, library)
  local path = order.path or ""
  local function plain(text) return (text:gsub("\\", "/"):gsub("/+$", "")) end
  local inside = plain(path):sub(1, #plain(library) + 1) == plain(library) .. "/"
  if not inside or ("/" .. plain(path) .. "/"):find("/../", 1, true) then
    refuse("bad-request",
      "“%s” is not in the library folder %s; after a change of folder, run “riffbridge install reaper” again.",
      path, library)
  end
  if not reaper.file_exists(path) then refuse("no-file", "There is no file “%s” any more.", path) end
  return path
end

local function track_number(track)
  return math.floor(reaper.GetMediaTrackInfo_Value(track, "IP_TRACKNUMBER"))
end

local function check_track(project, track)
  if not track or not reaper.ValidatePtr2(project, track, "MediaTrack*") then
    refuse("no-place", "That track is not there any more; select one and ask again.")
  end
  local read, chunk = reaper.GetTrackStateChunk(track, "", false)
  if not read then refuse("no-place", "Track %d cannot be read; select another.", track_number(track)) end
  if chunk:find("\n%s*<FREEZE") then
    refuse("no-place", "Track %d is frozen; unfreeze it or select another.", track_number(track))
  end
  local own = chunk:sub(2):match("^[^<]*")
  if own:find("\n%s*LOCK [1-9]") then
    refuse("no-place", "Track %d is locked; unlock it or select another.", track_number(track))
  end
end

local function track_called(project, guid)
  for at = 0, reaper.CountTracks(project) - 1 do
    local track = reaper.GetTrack(project, at)
    if reaper.GetTrackGUID(track) == guid then return track end
  end
end

-- The track that the order names; nil for a new one. `named` is whether it must be that one and no other.
local function find_track(project, order)
  local wanted = order.track or "selected"
  if wanted == "new" then return nil, false end
  if wanted == "selected" then return reaper.GetSelectedTrack2(project, 0, false), false end
  if wanted:sub(1, 1) == "{" then
    local track = track_called(project, wanted)
    if not track then refuse("no-place", "The track that this was asked for on is not there any more.") end
    return track, false
  end
  local count, number = reaper.CountTracks(project), math.tointeger(tonumber(wanted))
  if not number or number < 1 or number > count then
    refuse("no-place", "There is no track %s; the project has %d.", wanted, count)
  end
  return reaper.GetTrack(project, number - 1), true
end

local function find_position(project, order)
  local kind, value = (order.at or "cursor"):match("^(%a+)%s*(%S*)$")
  if kind == "cursor" then return reaper.GetCursorPositionEx(project) end
  local number = tonumber(value)
  if kind == "bar" and number and number >= 1 and number <= 1e6 then
    return reaper.TimeMap2_beatsToTime(project, 0, math.floor(number) - 1)
  elseif kind == "quarter" and number and number >= 0 and number <= 1e7 then
    return reaper.TimeMap2_QNToTime(project, number)
  end
  refuse("bad-request", "“%s” is no place; give cursor, bar and its number, or quarter and its number.",
    tostring(order.at))
end

local function is_free(track, from, to)
  for at = 0, reaper.CountTrackMediaItems(track) - 1 do
    local item = reaper.GetTrackMediaItem(track, at)
    local start = reaper.GetMediaItemInfo_Value(item, "D_POSITION")
    local stop = start + reaper.GetMediaItemInfo_Value(item, "D_LENGTH")
    if start < to - TOUCH_S and stop > from + TOUCH_S then return false end
  end
  return true
end

local function open_source(path)
  local source = reaper.PCM_Source_CreateFromFile(path)
  if not source then refuse("no-file", "REAPER cannot read “%s”.", path) end
  local length, in_quarters = reaper.GetMediaSourceLength(source)
  if in_quarters or not length or length <= 0 then
    reaper.PCM_Source_Destroy(source)
    refuse("no-file", "REAPER finds no sound in “%s”.", path)
  end
  return source
end

-- What is to be done, all of it checked before anything is changed.
local function plan(project, order, library)
  local path = checked_path(order, library)
  local quarters = number_of(order, "quarters", 1 / 64, 4096)
  local tempo = number_of(order, "tempo", 20, 999)
  local track, named = find_track(project, order)
  if track then check_track(project, track) end
  local from = find_position(project, order)
  local first = reaper.TimeMap2_timeToQN(project, from)
  local to = reaper.TimeMap2_QNToTime(project, first + quarters)
  local after = reaper.CountTracks(project)
  if track and not is_free(track, from, to) then
    if named then
      refuse("no-place", "Track %d has an item there already; choose another place.", track_number(track))
    end
    track, after = nil, track_number(track)
  end
  return {
    path = path, track = track, after = after, from = from, length = to - from,
    rate = quarters * 60 / tempo / (to - from), name = order.name or "Riffbridge",
  }
end

local function must(done, text)
  if not done then refuse("host", "REAPER refused: %s.", text) end
  return done
end

-- The item with its take. `made` tells what there is to take away again if this fails.
local function build(project, planned, source, made)
  local track = planned.track
  if not track then
    reaper.InsertTrackAtIndex(planned.after, true)
    track = must(reaper.GetTrack(project, planned.after), "no track could be made")
    made.track = track
    reaper.GetSetMediaTrackInfo_String(track, "P_NAME", planned.name, true)
  end
  local item = must(reaper.AddMediaItemToTrack(track), "no item could be made")
  made.item, made.on = item, track
  local take = must(reaper.AddTakeToMediaItem(item), "no take could be made")
  must(reaper.SetMediaItemTake_Source(take, source), "the sound could not be put into the item")
  made.owns_source = true
  local values = {
    { "D_POSITION", planned.from }, { "D_LENGTH", planned.length }, { "B_LOOPSRC", 1 }, { "C_BEATATTACHMODE", 1 },
    -- The loop closes without a seam; fades would make one.
    { "D_FADEINLEN", 0 }, { "D_FADEOUTLEN", 0 },
  }
  for _, each in ipairs(values) do
    must(reaper.SetMediaItemInfo_Value(item, each[1], each[2]), each[1] .. " could not be set")
  end
  must(reaper.SetMediaItemTakeInfo_Value(take, "D_PLAYRATE", planned.rate), "the rate could not be set")
  must(reaper.SetMediaItemTakeInfo_Value(take, "B_PPITCH", 1), "the pitch could not be kept")
  reaper.GetSetMediaItemTakeInfo_String(take, "P_NAME", planned.name, true)
  reaper.UpdateItemInProject(item)
  return track
end

local function take_away(project, source, made)
  if made.item and reaper.ValidatePtr2(project, made.item, "MediaItem*") then
    reaper.DeleteTrackMediaItem(made.on, made.item)
  end
  if made.track and reaper.ValidatePtr2(project, made.track, "MediaTrack*") then reaper.DeleteTrack(made.track) end
  if not made.owns_source then reaper.PCM_Source_Destroy(source) end
end

local function where(project, track, from)
  local beat, bar = reaper.TimeMap2_timeToBeats(project, from)
  local text = ("track:%d/bar:%d"):format(track_number(track), bar + 1)
  if beat < 0.005 then return text end
  return text .. "/beat:" .. ("%.2f"):format(beat + 1):gsub("%.?0+$", "")
end

-- One step for undo, and nothing left behind where it fails.
local function carry_out(project, planned)
  local source, made = open_source(planned.path), {}
  reaper.Undo_BeginBlock2(project)
  reaper.PreventUIRefresh(1)
  local built, track = pcall(build, project, planned, source, made)
  local cleaned = built or pcall(take_away, project, source, made)
  reaper.PreventUIRefresh(-1)
  pcall(reaper.Undo_EndBlock2, project, "Riffbridge: place " .. planned.name, built and -1 or 0)
  reaper.UpdateArrange()
  if not built then
    if not cleaned and type(track) ~= "table" then track = { kind = "host", text = tostring(track) } end
    error(track, 0)
  end
  -- It is placed, whatever happens now.
  pcall(reaper.Main_OnCommand, BUILD_MISSING_PEAKS, 0)
  local told, text = pcall(where, project, track, planned.from)
  return told and text or "somewhere"
end

-- Carry out `order`; the fields of its answer. Nothing in it is raised.
function place.order(order, library)
  local done, result = pcall(function()
    local project = reaper.EnumProjects(-1)
    if not project then refuse("no-place", "No project is open in REAPER.") end
    return carry_out(project, plan(project, order, library))
  end)
  if done then return { ended = "placed", where = result } end
  if type(result) == "table" then return { ended = "failed", kind = result.kind, text = result.text } end
  return { ended = "failed", kind = "host", text = "REAPER refused: " .. tostring(result):gsub("%.$", "") .. "." }
end

return place
