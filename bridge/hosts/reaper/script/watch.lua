-- What REAPER is doing, for the bridge: tempo, meter, position, track, project.

local watch = {}

-- Too short for the tempo to change inside, long enough for sixteen digits.
local SPAN_S = 1 / 1024
-- A position that moves is said so often; that nothing moves, each second.
local MOVING_S, STANDING_S = 0.1, 1.0

-- Quarter notes a minute at `at`, as they are heard. The tempo map counts quarters in any meter.
local function tempo_at(project, at)
  local quarters = reaper.TimeMap2_timeToQN(project, at + SPAN_S) - reaper.TimeMap2_timeToQN(project, at)
  return quarters / SPAN_S * 60 * reaper.Master_GetPlayRate(project)
end

-- The state as fields; nil where no project is open.
function watch.state()
  local project, file = reaper.EnumProjects(-1)
  if not project then return nil end
  local play = reaper.GetPlayStateEx(project)
  local moves = play & 5 ~= 0 and play & 2 == 0
  local cursor = reaper.GetCursorPositionEx(project)
  local at = moves and reaper.GetPlayPositionEx(project) or cursor
  local numerator, denominator = reaper.TimeMap_GetTimeSigAtTime(project, at)
  local state = {
    playing = moves and 1 or 0,
    tempo = tempo_at(project, at),
    numerator = math.floor(numerator),
    denominator = math.floor(denominator),
    quarter = reaper.TimeMap2_timeToQN(project, at),
    cursor = reaper.TimeMap2_timeToQN(project, cursor),
    project = file or "",
    folder = reaper.GetProjectPathEx(project),
  }
  local track = reaper.GetSelectedTrack2(project, 0, false)
  if track then
    local named, name = reaper.GetTrackName(track)
    state.track = math.floor(reaper.GetMediaTrackInfo_Value(track, "IP_TRACKNUMBER"))
    state.track_name = named and name or ""
  end
  return state
end

-- A function that says of a state whether it is to be told at `now` (seconds): at once where more has
-- changed than the position.
function watch.teller(format)
  local told, told_at = nil, -math.huge
  return function(state, now)
    local gist = {}
    for name, value in pairs(state) do
      if name ~= "quarter" or state.playing == 0 then gist[name] = value end
    end
    gist = format(gist)
    local pause = state.playing == 1 and MOVING_S or STANDING_S
    if gist == told and now < told_at + pause then return false end
    told, told_at = gist, now
    return true
  end
end

return watch
