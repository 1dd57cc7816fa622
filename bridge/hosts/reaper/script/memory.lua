-- Which orders have been begun and how they ended, in a file that outlives REAPER: none is done twice.

local memory = {}
memory.__index = memory

-- More than anybody asks for again; the oldest are forgotten when the script starts.
local MOST = 1000

-- `mail` reads and writes notes. A line is an id and "begun", or its answer: a note with \r for line ends.
function memory.open(mail, path)
  local self = setmetatable({ mail = mail, path = path, notes = {}, ids = {} }, memory)
  for line in (mail.read(path) or ""):gmatch("([^\n]*)\n") do
    local id, note = line:match("^([%w%-]+) (.*)$")
    if id then self:_keep(id, note) end
  end
  if #self.ids > MOST then self:_shorten() end
  return self
end

function memory:_keep(id, note)
  if not self.notes[id] then self.ids[#self.ids + 1] = id end
  self.notes[id] = note
end

function memory:_shorten()
  local lines = {}
  for at = #self.ids - MOST + 1, #self.ids do
    lines[#lines + 1] = self.ids[at] .. " " .. self.notes[self.ids[at]] .. "\n"
  end
  self.mail.write(self.path, table.concat(lines))
end

function memory:_add(id, note)
  self:_keep(id, note)
  local file = io.open(self.path, "ab")
  if not file then return false end
  local written = file:write(id, " ", note, "\n")
  return file:close() and written and true or false
end

-- Note that `id` is about to be done. False if it cannot be noted: then it must not be done.
function memory:begin(id)
  if self:_add(id, "begun") then return true end
  self.notes[id] = nil
  table.remove(self.ids)
  return false
end

-- Note the fields of the answer to `id`.
function memory:finish(id, fields) self:_add(id, (self.mail.format(fields):gsub("\n", "\r"))) end

-- The fields of the answer that `id` was given; nil if it was never begun.
function memory:answer(id)
  local note = self.notes[id]
  if note == "begun" then
    return {
      ended = "failed",
      kind = "host",
      text = "REAPER ended while it placed this clip; see whether it is there, and ask again if it is not.",
    }
  end
  return note and self.mail.parse((note:gsub("\r", "\n")))
end

return memory
