-- Notes that the bridge and REAPER leave for each other in one folder, the mailbox.
--
-- A note is lines of "name value" between "riffbridge 1" and "end", so that half a one is seen to be
-- half. It appears whole: it is written beside its place and renamed. Who renames a note to take it has it alone.

local mail = {}

local HEAD = "riffbridge 1"
local ESCAPES = { ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r" }
local ESCAPED = { ["\\\\"] = "\\", ["\\n"] = "\n", ["\\r"] = "\r" }

-- Numbers are read back as the same; a language with decimal commas has no say.
local function text_of(value)
  if math.type(value) == "float" then return (string.format("%.17g", value):gsub(",", ".")) end
  return (tostring(value):gsub("[\\\n\r]", ESCAPES))
end

-- A table of names and values as a note; names are in order, so that the same table is the same note.
function mail.format(fields)
  local lines = {}
  for name, value in pairs(fields) do lines[#lines + 1] = name .. " " .. text_of(value) end
  table.sort(lines)
  table.insert(lines, 1, HEAD)
  lines[#lines + 1] = "end\n"
  return table.concat(lines, "\n")
end

-- The names and values (all text) of a note, or nil if it is none, or half a one.
function mail.parse(note)
  if note:sub(1, #HEAD + 1) ~= HEAD .. "\n" or note:sub(-5) ~= "\nend\n" then return nil end
  local fields = {}
  for line in note:sub(#HEAD + 2, -5):gmatch("[^\n]+") do
    local name, value = line:match("^([%w_]+) (.*)$")
    if not name then return nil end
    fields[name] = value:gsub("\\.", ESCAPED)
  end
  return fields
end

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

mail.read = read

-- Write `text` as the file `path`, whole or not at all; whether it went.
function mail.write(path, text)
  local part = path .. ".part"
  local file = io.open(part, "wb")
  if not file then return false end
  local written = file:write(text)
  local closed = file:close()
  if not (written and closed) then
    os.remove(part)
    return false
  end
  if os.rename(part, path) then return true end
  os.remove(path) -- Windows renames onto nothing that is there
  if os.rename(part, path) then return true end
  os.remove(part)
  return false
end

-- What `riffbridge install reaper` has written down: the folders `mailbox` and `library`, and the `version`; or
-- nil. It did so beside these scripts, or in its own folder where ReaPack has put them into another.
function mail.places(scripts_folder)
  local own = reaper.GetResourcePath() .. "/Scripts/Riffbridge/"
  return mail.parse(read(scripts_folder .. "places.note") or read(own .. "places.note") or "")
end

-- Take the order that lies in the mailbox, if there is one. Of several REAPERs, each with a `name` of its own,
-- only one succeeds.
function mail.take(mailbox, name)
  local taken = mailbox .. "/taken-" .. name .. ".note"
  if not os.rename(mailbox .. "/order.note", taken) then return nil end
  local order = mail.parse(read(taken) or "")
  os.remove(taken)
  if order and order.id and order.id:match("^[%w%-]+$") then return order end
  return nil
end

function mail.answer(mailbox, id, fields)
  fields.id = id
  return mail.write(mailbox .. "/answer-" .. id .. ".note", mail.format(fields))
end

return mail
