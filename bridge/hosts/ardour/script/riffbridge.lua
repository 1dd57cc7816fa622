ardour {
	["type"] = "EditorAction",
	name = "Riffbridge",
	license = "GPL",
	author = "Riffbridge",
	description = [[Takes the clip that Riffbridge has laid into its mailbox and imports it at the playhead.
Put it into the first row of the Script Manager (Edit, Lua Scripts); Riffbridge triggers it there.]]
}

-- Ardour keeps but the function that the factory gives: so all is in it, and nothing is read from elsewhere.
function factory () return function ()
	local mailbox = "@MAILBOX@"
	local library = "@LIBRARY@"

	local escapes = { ["\\\\"] = "\\", ["\\n"] = "\n", ["\\r"] = "\r" }

	local function parse (note)
		if note:sub (1, 13) ~= "riffbridge 1\n" or note:sub (-5) ~= "\nend\n" then return nil end
		local fields = {}
		for name, value in note:sub (14, -5):gmatch ("([%w_]+) ([^\n]*)\n") do
			fields[name] = value:gsub ("\\.", escapes)
		end
		return fields
	end

	-- Whoever renames the order has it, and nobody else.
	local function take ()
		local taken = mailbox .. "/taken.note"
		os.remove (taken)
		if not os.rename (mailbox .. "/order.note", taken) then return nil end
		local file = io.open (taken, "rb")
		local order = file and parse (file:read ("a"))
		if file then file:close () end
		os.remove (taken)
		return order
	end

	local function answer (id, ended, name, text)
		local path = mailbox .. "/answer-" .. id .. ".note"
		local file = io.open (path .. ".part", "wb")
		if not file then return end
		file:write ("riffbridge 1\n", "ended ", ended, "\nid ", id, "\nkind no-file\n", name, " ", text, "\nend\n")
		file:close ()
		os.rename (path .. ".part", path)
	end

	local function regions ()
		local count = 0
		for _ in ARDOUR.RegionFactory.regions ():iter () do count = count + 1 end
		return count
	end

	local order = take ()
	if not order or not (order.id or ""):match ("^[%w%-]+$") then return end
	local path = order.path or ""
	if path:sub (1, #library + 1) ~= library .. "/" or ("/" .. path .. "/"):find ("/../", 1, true) then
		answer (order.id, "failed", "text", "That file is not in the library; run “riffbridge install ardour” again.")
		return
	end
	local sound = io.open (path, "rb")
	if not sound then
		answer (order.id, "failed", "text", "The file is not there any more.")
		return
	end
	sound:close ()

	local before, at = regions (), Session:transport_sample ()
	local files = C.StringVector ()
	files:push_back (path)
	local mode = order.track == "selected" and Editing.ImportToTrack or Editing.ImportAsTrack
	Editor:do_import (files, Editing.ImportDistinctFiles, mode, ARDOUR.SrcQuality.SrcBest,
		ARDOUR.MidiTrackNameSource.SMFTrackName, ARDOUR.MidiTempoMapDisposition.SMFTempoIgnore,
		Temporal.timepos_t (at), ARDOUR.PluginInfo (), ARDOUR.Track (), false)
	if regions () > before then
		answer (order.id, "placed", "where", "arrangement:cursor")
	else
		answer (order.id, "failed", "text", "Ardour did not import the file.")
	end
end end
