-- A stand-in for REAPER: the part of its ReaScript API that our scripts use, with the checks that REAPER makes
-- (how many arguments, of which types, pointers that live), and a project behind it. Runs Lua that it reads.
--
-- usage: lua stand_in.lua ; each line of stdin is Lua; each is answered by "= RESULT" or "! ERROR".

local world = { clock = 100, projects = {}, current = nil, sabotage = nil, calls = 0, console = {}, boxes = {},
  ext = {}, guids = 0, frozen_ui = 0, arranged = 0, inputs = nil, script = nil, sources = 0 }

-- ---- projects ----

local function object(kind, fields) fields.kind, fields.lives = kind, true return fields end

local function guid()
  world.guids = world.guids + 1
  return ("{%08X-0000-4000-8000-%012X}"):format(world.guids, world.guids)
end

local function new_track(name)
  return object("MediaTrack*", { guid = guid(), name = name or "", selected = false, frozen = false, locked = false,
    items = {} })
end

fresh = {}

-- Tempo and meter from the start, then changes: { bar = 3, bpm = , num = , den = } on bar lines.
local function tempo_map(changes)
  local map = {}
  for _, change in ipairs(changes) do
    local last = map[#map]
    local part = { measure = (change.bar or 1) - 1, bpm = change.bpm, num = change.num or 4, den = change.den or 4 }
    if last then
      part.qn = last.qn + (part.measure - last.measure) * last.num * 4 / last.den
      part.time = last.time + (part.qn - last.qn) * 60 / last.bpm
    else
      part.qn, part.time = 0, 0
    end
    map[#map + 1] = part
  end
  return map
end

function new_project(changes, file)
  local project = object("ReaProject*", { map = tempo_map(changes or { { bpm = 120 } }), tracks = {}, cursor = 0,
    play = 0, at = 0, file = file or "", rate = 1, undo = {}, depth = 0 })
  world.projects[#world.projects + 1] = project
  world.current = project
  return project
end

function add_track(name, selected)
  local track = new_track(name)
  track.selected = selected or false
  table.insert(world.current.tracks, track)
  return track
end

local function die(project)
  project.lives = false
  for _, track in ipairs(project.tracks) do
    track.lives = false
    for _, item in ipairs(track.items) do item.lives = false end
  end
end

function close_project()
  die(world.current)
  new_project()
end

function select_track(number)
  for at, track in ipairs(world.current.tracks) do track.selected = at == number end
end

local function copy_tracks(project)
  local tracks = {}
  for at, track in ipairs(project.tracks) do
    local items = {}
    for i, item in ipairs(track.items) do items[i] = item end
    tracks[at] = { track = track, items = items }
  end
  return tracks
end

function undo()
  local step = table.remove(world.current.undo)
  if not step then return false end
  world.current.tracks = {}
  for at, each in ipairs(step.tracks) do
    world.current.tracks[at] = each.track
    each.track.items = each.items
  end
  return step.text
end

-- Each item as a line: track, position, length, rate, name and what else decides how it sounds.
function items()
  local lines = {}
  for number, track in ipairs(world.current.tracks) do
    for _, item in ipairs(track.items) do
      local take = item.takes[1] or { values = {} }
      lines[#lines + 1] = ("%d|%.17g|%.17g|%.17g|%s|%d %d %d|%s"):format(number, item.values.D_POSITION,
        item.values.D_LENGTH, take.values.D_PLAYRATE or 0, take.name or "", item.values.B_LOOPSRC,
        item.values.C_BEATATTACHMODE, take.values.B_PPITCH or 0, take.source and take.source.path or "")
    end
  end
  return table.concat(lines, "\\n")
end

local function part_at(project, what, value)
  local found = project.map[1]
  for _, part in ipairs(project.map) do if part[what] <= value then found = part end end
  return found
end

-- ---- the interface ----

local TYPES = { P = "ReaProject*", T = "MediaTrack*", I = "MediaItem*", K = "MediaItem_Take*", S = "PCM_source*" }
local PLAIN = { n = "number", s = "string", b = "boolean", f = "function" }
local api = {}

-- `form` has a letter for each argument: those of TYPES, of PLAIN, and i for an integer.
local function declare(name, form, body)
  api[name] = function(...)
    world.calls = world.calls + 1
    if world.sabotage and world.calls >= world.sabotage.at then
      local act = world.sabotage.act
      world.sabotage = nil
      act()
    end
    local count = select("#", ...)
    if count ~= #form then error(("%s: expected %d arguments, got %d"):format(name, #form, count), 2) end
    for at = 1, #form do
      local letter, value = form:sub(at, at), (select(at, ...))
      local wrong
      if TYPES[letter] then
        wrong = type(value) ~= "table" or value.kind ~= TYPES[letter] or not value.lives
      elseif letter == "i" then
        wrong = math.tointeger(value) == nil
      else
        wrong = type(value) ~= PLAIN[letter] or value ~= value
      end
      if wrong then error(("bad argument #%d to '%s' (%s expected)"):format(at, name, TYPES[letter] or letter), 2) end
    end
    return body(...)
  end
end

declare("time_precise", "", function() return world.clock end)
declare("defer", "f", function(callback) world.deferred = callback end)
declare("atexit", "f", function(callback) world.at_exit = callback end)
declare("get_action_context", "", function() return false, "", 0, 55555, -1, -1, -1 end)
declare("set_action_options", "i", function() end)
declare("SetToggleCommandState", "iii", function(_, _, on) world.light = on return true end)
declare("RefreshToolbar2", "ii", function() end)
declare("genGuid", "s", guid)
declare("GetResourcePath", "", function() return RESOURCES or "/nowhere" end)
declare("ShowMessageBox", "ssi", function(text) world.boxes[#world.boxes + 1] = text return 1 end)
declare("ShowConsoleMsg", "s", function(text) world.console[#world.console + 1] = text end)
declare("GetExtState", "ss", function(section, key) return world.ext[section .. key] or "" end)
declare("SetExtState", "sssb", function(section, key, value) world.ext[section .. key] = value end)
declare("GetUserInputs", "siss", function(_, count, captions, values)
  local _, lines = values:gsub("\n", "")
  if not captions:find("separator=\n", 1, true) or lines ~= count - 1 then error("the fields do not match", 2) end
  if not world.inputs then return false, values end
  return true, world.inputs
end)
declare("EnumProjects", "i", function(at)
  if at ~= -1 then error("only the current one is known here", 2) end
  return world.current, world.current and world.current.file or ""
end)
declare("GetProjectPathEx", "P", function() return "/projects" end)
declare("GetPlayStateEx", "P", function(project) return project.play end)
declare("GetPlayPositionEx", "P", function(project) return project.at end)
declare("GetCursorPositionEx", "P", function(project) return project.cursor end)
declare("Master_GetPlayRate", "P", function(project) return project.rate end)
declare("TimeMap_GetTimeSigAtTime", "Pn", function(project, at)
  local part = part_at(project, "time", at)
  return part.num, part.den, part.bpm
end)
declare("TimeMap2_timeToQN", "Pn", function(project, at)
  local part = part_at(project, "time", at)
  return part.qn + (at - part.time) * part.bpm / 60
end)
declare("TimeMap2_QNToTime", "Pn", function(project, qn)
  local part = part_at(project, "qn", qn)
  return part.time + (qn - part.qn) * 60 / part.bpm
end)
declare("TimeMap2_beatsToTime", "Pni", function(project, beats, measure)
  local part = part_at(project, "measure", measure)
  local qn = part.qn + ((measure - part.measure) * part.num + beats) * 4 / part.den
  return part.time + (qn - part.qn) * 60 / part.bpm
end)
declare("TimeMap2_timeToBeats", "Pn", function(project, at)
  local part = part_at(project, "time", at)
  local beats = (at - part.time) * part.bpm / 60 * part.den / 4
  local bars = math.floor(beats / part.num + 1e-9)
  return beats - bars * part.num, part.measure + bars, part.num, beats, part.den
end)
declare("CountTracks", "P", function(project) return #project.tracks end)
declare("GetTrack", "Pi", function(project, at) return project.tracks[at + 1] end)
declare("GetTrackGUID", "T", function(track) return track.guid end)
declare("GetTrackName", "T", function(track) return true, track.name end)
declare("GetSelectedTrack2", "Pib", function(project, at)
  for _, track in ipairs(project.tracks) do
    if track.selected then
      if at == 0 then return track end
      at = at - 1
    end
  end
end)
-- Unlike the others it takes anything for a pointer.
api.ValidatePtr2 = function(project, pointer, kind)
  if type(project) ~= "table" or not project.lives then return false end
  return type(pointer) == "table" and pointer.kind == kind and pointer.lives
end
declare("GetMediaTrackInfo_Value", "Ts", function(track, name)
  if name ~= "IP_TRACKNUMBER" then return 0.0 end
  for at, each in ipairs(world.current.tracks) do if each == track then return at + 0.0 end end
  return 0.0
end)
declare("GetSetMediaTrackInfo_String", "Tssb", function(track, name, value, is_set)
  if name == "P_NAME" and is_set then track.name = value end
  return name == "P_NAME", track.name
end)
declare("GetTrackStateChunk", "Tsb", function(track)
  local lines = { "<TRACK " .. track.guid, '  NAME "' .. track.name .. '"', "  PEAKCOL 16576" }
  if track.locked then lines[#lines + 1] = "  LOCK 1" end
  if track.frozen then lines[#lines + 1] = "  <FREEZE 1 3 44100\n  >" end
  for _ in ipairs(track.items) do lines[#lines + 1] = "  <ITEM\n    LOCK 0\n  >" end
  return true, table.concat(lines, "\n") .. "\n>"
end)
declare("InsertTrackAtIndex", "ib", function(at)
  if at < 0 or at > #world.current.tracks then error("no such place for a track", 2) end
  table.insert(world.current.tracks, at + 1, new_track(""))
end)
declare("DeleteTrack", "T", function(track)
  for at, each in ipairs(world.current.tracks) do
    if each == track then table.remove(world.current.tracks, at) end
  end
  track.lives = false
end)
declare("CountTrackMediaItems", "T", function(track) return #track.items end)
declare("GetTrackMediaItem", "Ti", function(track, at) return track.items[at + 1] end)
declare("AddMediaItemToTrack", "T", function(track)
  local item = object("MediaItem*", { takes = {}, values = { D_POSITION = 0, D_LENGTH = 1, B_LOOPSRC = 0,
    C_BEATATTACHMODE = -1, D_FADEINLEN = 0.01, D_FADEOUTLEN = 0.01 } })
  table.insert(track.items, item)
  added = (added or 0) + 1
  fresh[#fresh + 1] = item
  return item
end)
declare("DeleteTrackMediaItem", "TI", function(track, item)
  for at, each in ipairs(track.items) do if each == item then table.remove(track.items, at) end end
  item.lives = false
  added = added - 1
  return true
end)
declare("AddTakeToMediaItem", "I", function(item)
  local take = object("MediaItem_Take*", { values = { D_PLAYRATE = 1.0, B_PPITCH = 0 }, name = "" })
  table.insert(item.takes, take)
  return take
end)
declare("GetMediaItemInfo_Value", "Is", function(item, name) return item.values[name] or 0.0 end)
declare("SetMediaItemInfo_Value", "Isn", function(item, name, value)
  if item.values[name] == nil or (name:sub(1, 2) == "D_" and value < 0) then return false end
  item.values[name] = value
  return true
end)
declare("SetMediaItemTakeInfo_Value", "Ksn", function(take, name, value)
  if take.values[name] == nil or (name == "D_PLAYRATE" and value <= 0) then return false end
  take.values[name] = value
  return true
end)
declare("GetSetMediaItemTakeInfo_String", "Kssb", function(take, name, value, is_set)
  if name == "P_NAME" and is_set then take.name = value end
  return name == "P_NAME", take.name
end)
declare("SetMediaItemTake_Source", "KS", function(take, source)
  take.source = source
  return true
end)
declare("UpdateItemInProject", "I", function() end)
declare("file_exists", "s", function(path)
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end)
declare("PCM_Source_CreateFromFile", "s", function(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local head = file:read(12) or ""
  file:close()
  if head:sub(1, 4) ~= "RIFF" then return nil end
  world.sources = world.sources + 1
  return object("PCM_source*", { path = path })
end)
declare("PCM_Source_Destroy", "S", function(source)
  source.lives = false
  world.sources = world.sources - 1
end)
declare("GetMediaSourceLength", "S", function() return 1.0, false end)
declare("Undo_BeginBlock2", "P", function(project)
  project.depth = project.depth + 1
  project.before = copy_tracks(project)
end)
declare("Undo_EndBlock2", "Psi", function(project, text, flags)
  project.depth = project.depth - 1
  if flags ~= 0 then table.insert(project.undo, { text = text, tracks = project.before }) end
end)
declare("PreventUIRefresh", "i", function(by) world.frozen_ui = world.frozen_ui + by end)
declare("UpdateArrange", "", function() world.arranged = world.arranged + 1 end)
declare("Main_OnCommand", "ii", function(command) world.command = command end)

reaper = setmetatable({}, {
  __index = function(_, name) return api[name] or (name ~= "set_action_options" and error("REAPER has no " .. name, 2)) end,
})

-- ---- the script ----

-- Run the action `path`; from REAPER 7 on, or as 6 does.
function run(path, version)
  if (version or 7) < 7 then api.set_action_options = nil end
  world.deferred, world.at_exit = nil, nil
  dofile(path)
end

-- Time goes by; what was deferred is called. A script that fails ends, as in REAPER. True if it still runs.
function tick(seconds)
  world.clock = world.clock + (seconds or 0.06)
  local callback = world.deferred
  world.deferred = nil
  if not callback then return false end
  local went, message = pcall(callback)
  if not went then error("the script failed: " .. tostring(message)) end
  return world.deferred ~= nil
end

function quit()
  if world.at_exit then world.at_exit() end
  world.deferred, world.at_exit = nil, nil
end

-- From the call after the next `after` on, something has happened: `act`.
function sabotage(after, act) world.sabotage = { at = world.calls + after, act = act } end

-- Undo blocks and stops of painting that are open, how many items have been added in all, and of those added since
-- this was last asked how many are still there: neither deleted nor of a project that was closed.
function balance()
  local living = 0
  for _, item in ipairs(fresh) do if item.lives then living = living + 1 end end
  fresh = {}
  return ("%d %d %d %d"):format(world.current.depth, world.frozen_ui, added or 0, living)
end

W = world
new_project()
for line in io.lines() do
  local code, wrong = load(line)
  local went, result
  if code then went, result = pcall(code) else went, result = false, wrong end
  result = tostring(result):gsub("\n", " ")
  io.write(went and "= " or "! ", result, "\n")
  io.flush()
end
