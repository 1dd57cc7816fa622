<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AllPads</name>
        <message>
            <source>Back to the pads</source>
            <translation>Zurück zu den Pads</translation>
        </message>
        <message>
            <source>Back to the pads (Esc)</source>
            <translation>Zurück zu den Pads (Esc)</translation>
        </message>
        <message>
            <source>Mixed</source>
            <translation>Gemischt</translation>
        </message>
        <message>
            <source>Key of all pads</source>
            <translation>Tonart aller Pads</translation>
        </message>
        <message>
            <source>All pads</source>
            <translation>Alle Pads</translation>
        </message>
    </context>
    <context>
        <name>Announcer</name>
        <message>
            <source>{clip} is ready: {facts}.</source>
            <translation>{clip} ist fertig: {facts}.</translation>
        </message>
        <message>
            <source>Rendering failed: {why}</source>
            <translation>Rendern fehlgeschlagen: {why}</translation>
        </message>
    </context>
    <context>
        <name>BarsPicker</name>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n Takt</numerusform>
                <numerusform>%n Takte</numerusform>
            </translation>
        </message>
        <message>
            <source>More lengths</source>
            <translation>Weitere Längen</translation>
        </message>
    </context>
    <context>
        <name>BeatDisplay</name>
        <message>
            <source>playing</source>
            <translation>läuft</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>gestoppt</translation>
        </message>
        <message>
            <source>Bar and beat: {position}, {state}</source>
            <translation>Takt und Schlag: {position}, {state}</translation>
        </message>
        <message>
            <source>Bar and beat, playing</source>
            <translation>Takt und Schlag, läuft</translation>
        </message>
        <message>
            <source>Bar and beat, {state}</source>
            <translation>Takt und Schlag, {state}</translation>
        </message>
    </context>
    <context>
        <name>BridgeMonitor</name>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>The engine stopped and is restarting. The queue is kept.</source>
            <translation>Die Engine wurde beendet und startet neu. Die Warteschlange bleibt erhalten.</translation>
        </message>
        <message>
            <source>The engine failed to start. Your next request tries again.</source>
            <translation>Die Engine konnte nicht starten. Deine nächste Anfrage versucht es erneut.</translation>
        </message>
    </context>
    <context>
        <name>BridgeThread</name>
        <message>
            <source>Couldn't start the engine: {why}.</source>
            <translation>Die Engine konnte nicht starten: {why}.</translation>
        </message>
    </context>
    <context>
        <name>BriefRow</name>
        <message>
            <source>Understood as</source>
            <translation>Verstanden als</translation>
        </message>
    </context>
    <context>
        <name>ChipRow</name>
        <message>
            <source>+{n}</source>
            <translation>+{n}</translation>
        </message>
        <message>
            <source>Show {n} more</source>
            <translation>{n} weitere zeigen</translation>
        </message>
    </context>
    <context>
        <name>ClipButtons</name>
        <message>
            <source>New take</source>
            <translation>Neuer Take</translation>
        </message>
        <message>
            <source>Render again with a new seed</source>
            <translation>Mit neuem Seed noch einmal rendern</translation>
        </message>
        <message>
            <source>New take ×{n}</source>
            <translation>Neuer Take ×{n}</translation>
        </message>
        <message>
            <source>Render {n} new takes (Shift+Return in the list)</source>
            <translation>{n} neue Takes rendern (Umschalt+Eingabe in der Liste)</translation>
        </message>
        <message>
            <source>Show file</source>
            <translation>Datei anzeigen</translation>
        </message>
        <message>
            <source>Show the file in its folder</source>
            <translation>Die Datei in ihrem Ordner anzeigen</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <source>Make it again</source>
            <translation>Neu erzeugen</translation>
        </message>
        <message>
            <source>Render the missing file as it was</source>
            <translation>Die fehlende Datei genauso neu rendern</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove this clip from the list</source>
            <translation>Diesen Clip aus der Liste entfernen</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
    </context>
    <context>
        <name>ClipEdits</name>
        <message>
            <source>Keep a take</source>
            <translation>Take behalten</translation>
        </message>
        <message numerus="yes">
            <source>Delete %Ln clips</source>
            <translation>
                <numerusform>%Ln Clip löschen</numerusform>
                <numerusform>%Ln Clips löschen</numerusform>
            </translation>
        </message>
        <message>
            <source>and {n} more</source>
            <translation>und {n} weitere</translation>
        </message>
        <message>
            <source>Not deleted: {clips}. {why}</source>
            <translation>Nicht gelöscht: {clips}. {why}</translation>
        </message>
        <message>
            <source>Rename a clip</source>
            <translation>Clip umbenennen</translation>
        </message>
        <message>
            <source>Tag a clip</source>
            <translation>Clip-Tags ändern</translation>
        </message>
    </context>
    <context>
        <name>ClipsList</name>
        <message>
            <source>Clips</source>
            <translation>Clips</translation>
        </message>
        <message>
            <source>You can drag up to {n} clips at once. Export them to a folder instead.</source>
            <translation>Du kannst bis zu {n} Clips auf einmal ziehen. Exportiere sie stattdessen in einen Ordner.</translation>
        </message>
        <message>
            <source>The clips are still loading. Drag them again.</source>
            <translation>Die Clips werden noch geladen. Zieh sie noch einmal.</translation>
        </message>
    </context>
    <context>
        <name>ClipsModel</name>
        <message numerus="yes">
            <source>%n takes. Press → to show them; Del deletes them all.</source>
            <translation>
                <numerusform>%n Take. → zeigt ihn, Entf löscht ihn.</numerusform>
                <numerusform>%n Takes. → zeigt sie einzeln, Entf löscht alle.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClipsView</name>
        <message>
            <source>Search clips</source>
            <translation>Clips suchen</translation>
        </message>
        <message>
            <source>Words, or terms such as key:Am tempo:120-130 tag:drums</source>
            <translation>Wörter oder Angaben wie key:Am tempo:120-130 tag:drums</translation>
        </message>
        <message>
            <source>Order of the list</source>
            <translation>Reihenfolge der Liste</translation>
        </message>
        <message>
            <source>Favourites only</source>
            <translation>Nur Favoriten</translation>
        </message>
        <message>
            <source>Play new clips as they arrive</source>
            <translation>Neue Clips gleich abspielen</translation>
        </message>
        <message>
            <source>Play new clips</source>
            <translation>Neue Clips abspielen</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>Sortieren nach</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>Neueste</translation>
        </message>
        <message>
            <source>Oldest</source>
            <translation>Älteste</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Tempo</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Tonart</translation>
        </message>
        <message>
            <source>Bars</source>
            <translation>Takte</translation>
        </message>
        <message>
            <source>No clips match.</source>
            <translation>Keine passenden Clips.</translation>
        </message>
        <message>
            <source>Your first clip is being rendered.</source>
            <translation>Dein erster Clip wird gerendert.</translation>
        </message>
        <message>
            <source>No clips yet. Describe a loop and press Render.</source>
            <translation>Noch keine Clips. Beschreib einen Loop und drück auf „Rendern“.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln clips</source>
            <translation>
                <numerusform>%Ln Clip</numerusform>
                <numerusform>%Ln Clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln ausgewählt</numerusform>
                <numerusform>%Ln ausgewählt</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DeriveRows</name>
        <message>
            <source>Strength: how much of the clip changes</source>
            <translation>Stärke: wie viel sich am Clip ändert</translation>
        </message>
        <message>
            <source>Vary</source>
            <translation>Variieren</translation>
        </message>
        <message>
            <source>Render a variation of this clip</source>
            <translation>Eine Variation dieses Clips rendern</translation>
        </message>
        <message>
            <source>From this clip (0%) to the other (100%)</source>
            <translation>Von diesem Clip (0 %) zum anderen (100 %)</translation>
        </message>
        <message>
            <source>Morph</source>
            <translation>Morphen</translation>
        </message>
        <message>
            <source>Morph into…</source>
            <translation>Morphen zu…</translation>
        </message>
        <message>
            <source>Click, then select the other clip in the list</source>
            <translation>Klick, dann wähl den anderen Clip in der Liste aus</translation>
        </message>
        <message>
            <source>Don't morph</source>
            <translation>Nicht morphen</translation>
        </message>
        <message>
            <source>You can't morph a morph. Choose another clip.</source>
            <translation>Ein Morph lässt sich nicht noch einmal morphen. Wähl einen anderen Clip.</translation>
        </message>
        <message>
            <source>The file is missing. Choose another clip.</source>
            <translation>Die Datei fehlt. Wähl einen anderen Clip.</translation>
        </message>
        <message>
            <source>Select the other clip in the list</source>
            <translation>Wähl den anderen Clip in der Liste aus</translation>
        </message>
    </context>
    <context>
        <name>ExportRow</name>
        <message>
            <source>Export folder</source>
            <translation>Exportordner</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Ordner wählen</translation>
        </message>
        <message>
            <source>Export format</source>
            <translation>Exportformat</translation>
        </message>
        <message>
            <source>Enter a full folder path, such as {path}.</source>
            <translation>Gib einen vollständigen Ordnerpfad ein, zum Beispiel {path}.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message numerus="yes">
            <source>Export %Ln clips</source>
            <translation>
                <numerusform>%Ln Clip exportieren</numerusform>
                <numerusform>%Ln Clips exportieren</numerusform>
            </translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
        <message>
            <source>Exporting {n} of {total}…</source>
            <translation>Exportiere {n} von {total}…</translation>
        </message>
        <message>
            <source>Exported {name}</source>
            <translation>{name} exportiert</translation>
        </message>
        <message numerus="yes">
            <source>Exported %Ln clips</source>
            <translation>
                <numerusform>%Ln Clip exportiert</numerusform>
                <numerusform>%Ln Clips exportiert</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files are missing</source>
            <translation>
                <numerusform>%Ln Datei fehlt</numerusform>
                <numerusform>%Ln Dateien fehlen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExtrasButton</name>
        <message>
            <source>Also write a MIDI file</source>
            <translation>Auch eine MIDI-Datei schreiben</translation>
        </message>
        <message>
            <source>Also write stems</source>
            <translation>Auch Stems schreiben</translation>
        </message>
        <message>
            <source>MIDI and stems</source>
            <translation>MIDI und Stems</translation>
        </message>
    </context>
    <context>
        <name>ExtrasRow</name>
        <message>
            <source>MIDI</source>
            <translation>MIDI</translation>
        </message>
        <message>
            <source>Stems</source>
            <translation>Stems</translation>
        </message>
        <message>
            <source>This clip isn't made from a score</source>
            <translation>Dieser Clip hat keine Partitur</translation>
        </message>
        <message>
            <source>Drag into your DAW, or click to show the file</source>
            <translation>In die DAW ziehen, oder klicken, um die Datei zu zeigen</translation>
        </message>
        <message>
            <source>Each part as its own file, at the same tempo as Audio. Drag them into your DAW, or click to render or show them.</source>
            <translation>Jede Stimme als eigene Datei, im selben Tempo wie „Audio“. In die DAW ziehen, oder klicken, um sie zu rendern oder zu zeigen.</translation>
        </message>
        <message>
            <source>Audio</source>
            <translation>Audio</translation>
        </message>
        <message>
            <source>Audio · {tempo} BPM</source>
            <translation>Audio · {tempo} BPM</translation>
        </message>
        <message>
            <source>Dragged from the list, it keeps its own tempo, {tempo} BPM.</source>
            <translation>Aus der Liste kommt er unverändert, mit {tempo} BPM.</translation>
        </message>
        <message>
            <source>The clip is being decoded for this tempo. Drag again in a moment.</source>
            <translation>Der Clip wird für dieses Tempo berechnet. Zieh ihn gleich noch einmal.</translation>
        </message>
        <message>
            <source>The stems are being rendered for this tempo. Drag again in a moment.</source>
            <translation>Die Stems werden für dieses Tempo gerendert. Zieh gleich noch einmal.</translation>
        </message>
        <message>
            <source>The clip is ready. Drag it into your DAW.</source>
            <translation>Der Clip ist fertig. Zieh ihn in deine DAW.</translation>
        </message>
        <message>
            <source>The stems are ready. Drag them into your DAW.</source>
            <translation>Die Stems sind fertig. Zieh sie in deine DAW.</translation>
        </message>
        <message>
            <source>Rendering the stems: {share}</source>
            <translation>Stems werden gerendert: {share}</translation>
        </message>
    </context>
    <context>
        <name>FactsTable</name>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
    </context>
    <context>
        <name>FilterRow</name>
        <message>
            <source>Clear filters</source>
            <translation>Filter löschen</translation>
        </message>
        <message>
            <source>Tempo</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Tonart</translation>
        </message>
        <message>
            <source>Bars</source>
            <translation>Takte</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Any</source>
            <translation>Beliebig</translation>
        </message>
        <message>
            <source>Any minor key</source>
            <translation>Jede Molltonart</translation>
        </message>
        <message>
            <source>Any major key</source>
            <translation>Jede Durtonart</translation>
        </message>
        <message>
            <source>No key</source>
            <translation>Ohne Tonart</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Gestern</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>Letzte 7 Tage</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>Letzte 30 Tage</translation>
        </message>
        <message>
            <source>Last 365 days</source>
            <translation>Letzte 365 Tage</translation>
        </message>
        <message>
            <source>Filter by {what}</source>
            <translation>Filtern nach {what}</translation>
        </message>
    </context>
    <context>
        <name>FlagControl</name>
        <message>
            <source>On</source>
            <translation>Ein</translation>
        </message>
    </context>
    <context>
        <name>FolderButton</name>
        <message>
            <source>{host} project</source>
            <translation>Projekt in {host}</translation>
        </message>
        <message>
            <source>Another folder…</source>
            <translation>Anderer Ordner …</translation>
        </message>
    </context>
    <context>
        <name>FolderControl</name>
        <message>
            <source>Choose a folder</source>
            <translation>Ordner wählen</translation>
        </message>
    </context>
    <context>
        <name>FolderPanel</name>
        <message>
            <source>Read the folder again</source>
            <translation>Den Ordner neu lesen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Reading the folder</source>
            <translation>Der Ordner wird gelesen</translation>
        </message>
        <message>
            <source>Loops</source>
            <translation>Loops</translation>
        </message>
        <message>
            <source>Reading: {share}</source>
            <translation>Wird gelesen: {share}</translation>
        </message>
        <message>
            <source>Choose a folder with five loops or more that share a sound: an instrument, a kit, a style. You then see each with its tempo, bars, key and words.</source>
            <translation>Wähle einen Ordner mit mindestens fünf Loops, die einen Klang teilen: ein Instrument, ein Kit, einen Stil. Du siehst dann Tempo, Takte, Tonart und Wörter von jedem.</translation>
        </message>
    </context>
    <context>
        <name>HelpButton</name>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Help (F1)</source>
            <translation>Hilfe (F1)</translation>
        </message>
        <message>
            <source>Show hints again</source>
            <translation>Hinweise erneut zeigen</translation>
        </message>
    </context>
    <context>
        <name>HelpPage</name>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Back (Esc)</source>
            <translation>Zurück (Esc)</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>&amp;Copy details</source>
            <translation>Details &amp;kopieren</translation>
        </message>
        <message>
            <source>Copy versions and the log, to report a problem</source>
            <translation>Versionen und Protokoll kopieren, um ein Problem zu melden</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>Kopiert.</translation>
        </message>
    </context>
    <context>
        <name>Hints</name>
        <message>
            <source>Close the hint</source>
            <translation>Hinweis schließen</translation>
        </message>
    </context>
    <context>
        <name>HostCard</name>
        <message>
            <source>Set up…</source>
            <translation>Einrichten…</translation>
        </message>
        <message>
            <source>Set up {host}</source>
            <translation>{host} einrichten</translation>
        </message>
    </context>
    <context>
        <name>HostScript</name>
        <message>
            <source>Choose a folder</source>
            <translation>Ordner wählen</translation>
        </message>
        <message>
            <source>Install the {host} script</source>
            <translation>{host}-Skript installieren</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Version {version} is installed.</source>
            <translation>Version {version} ist installiert.</translation>
        </message>
        <message>
            <source>Files to write:</source>
            <translation>Diese Dateien werden geschrieben:</translation>
        </message>
        <message>
            <source>Version {version} is installed. Files to replace it with:</source>
            <translation>Version {version} ist installiert. Diese Dateien ersetzen sie:</translation>
        </message>
        <message>
            <source>Files to remove: {names}</source>
            <translation>Diese Dateien werden entfernt: {names}</translation>
        </message>
        <message>
            <source>Folder to create: {folder}</source>
            <translation>Dieser Ordner wird angelegt: {folder}</translation>
        </message>
        <message>
            <source>Installing…</source>
            <translation>Wird installiert…</translation>
        </message>
        <message>
            <source>Installed. Next steps:</source>
            <translation>Installiert. Nächste Schritte:</translation>
        </message>
        <message>
            <source>Removing…</source>
            <translation>Wird entfernt…</translation>
        </message>
        <message numerus="yes">
            <source>Removed %n files.</source>
            <translation>
                <numerusform>%n Datei entfernt.</numerusform>
                <numerusform>%n Dateien entfernt.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not removed because they were changed: {names}</source>
            <translation>Nicht entfernt, weil sie geändert wurden: {names}</translation>
        </message>
    </context>
    <context>
        <name>HostsButton</name>
        <message>
            <source>No host is connected</source>
            <translation>Kein Host verbunden</translation>
        </message>
        <message>
            <source>{words}. Click to set up hosts.</source>
            <translation>{words}. Klick, um Hosts einzurichten.</translation>
        </message>
        <message>
            <source>Hosts: {words}</source>
            <translation>Hosts: {words}</translation>
        </message>
    </context>
    <context>
        <name>HostsPanel</name>
        <message>
            <source>Hosts and their scripts</source>
            <translation>Hosts und ihre Skripte</translation>
        </message>
        <message>
            <source>Hosts</source>
            <translation>Hosts</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>Understood as</source>
            <translation>Verstanden als</translation>
        </message>
        <message>
            <source>Select a clip to see its details.</source>
            <translation>Wähl einen Clip aus, um seine Details zu sehen.</translation>
        </message>
        <message>
            <source>The file is missing or can't be read.</source>
            <translation>Die Datei fehlt oder ist nicht lesbar.</translation>
        </message>
        <message>
            <source>Spectrogram and waveform of {title}</source>
            <translation>Spektrogramm und Wellenform von {title}</translation>
        </message>
    </context>
    <context>
        <name>KeyPicker</name>
        <message>
            <source>Any</source>
            <translation>Frei</translation>
        </message>
    </context>
    <context>
        <name>Lane</name>
        <message>
            <source>M</source>
            <translation>M</translation>
        </message>
        <message>
            <source>Mute {stem}</source>
            <translation>{stem} stumm schalten</translation>
        </message>
        <message>
            <source>S</source>
            <translation>S</translation>
        </message>
        <message>
            <source>Solo {stem}</source>
            <translation>{stem} allein hören</translation>
        </message>
    </context>
    <context>
        <name>LoopTable</name>
        <message>
            <source>Sounds in the folder</source>
            <translation>Sounds im Ordner</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Tempo</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Bars</source>
            <translation>Takte</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Tonart</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Wörter</translation>
        </message>
        <message>
            <source>No key was heard</source>
            <translation>Keine Tonart erkannt</translation>
        </message>
    </context>
    <context>
        <name>LoopView</name>
        <message>
            <source>Click to play from there. Drag to mark a range (Shift: off the beat), or drag the end to extend the loop; R renders what is marked. Keys: Shift+arrows mark beats, E adds a bar.
Ctrl+wheel, pinch, + and − zoom; a double click shows the whole loop.</source>
            <translation>Klick spielt von dort. Ziehen markiert einen Bereich (Umschalt: frei), Ziehen am Ende verlängert den Loop; R rendert das Markierte. Tasten: Umschalt+Pfeile markieren Schläge, E hängt einen Takt an.
Strg+Mausrad, Fingerzoom, + und − zoomen; ein Doppelklick zeigt den ganzen Loop.</translation>
        </message>
        <message>
            <source>Beat {beat} of {beats}</source>
            <translation>Schlag {beat} von {beats}</translation>
        </message>
    </context>
    <context>
        <name>LoraList</name>
        <message>
            <source>LoRAs</source>
            <translation>LoRAs</translation>
        </message>
        <message>
            <source>A LoRA gives the model another sound; 100% is as trained. One that you trained needs its name in the prompt.</source>
            <translation>Eine LoRA gibt dem Modell einen anderen Klang; 100 % ist wie trainiert. Eine selbst trainierte braucht ihren Namen im Prompt.</translation>
        </message>
        <message>
            <source>None yet. Train one, or put its file into “loras” in your models folder.</source>
            <translation>Noch keine. Trainiere eine, oder leg ihre Datei in „loras“ im Modellordner.</translation>
        </message>
        <message>
            <source>Train on your own loops…</source>
            <translation>Mit eigenen Loops trainieren …</translation>
        </message>
        <message>
            <source>Make a LoRA that sounds like a folder of loops</source>
            <translation>Eine LoRA machen, die wie die Loops in einem Ordner klingt</translation>
        </message>
        <message>
            <source>At most {n} LoRAs at once. Turn another one off first.</source>
            <translation>Höchstens {n} LoRAs zugleich. Schalte erst eine andere aus.</translation>
        </message>
        <message>
            <source>Weight of {lora}</source>
            <translation>Gewicht von {lora}</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
    </context>
    <context>
        <name>LorasControl</name>
        <message>
            <source>LoRAs</source>
            <translation>LoRAs</translation>
        </message>
        <message>
            <source>LoRAs: {loras}</source>
            <translation>LoRAs: {loras}</translation>
        </message>
        <message>
            <source>LoRAs: none. Train one on your own loops.</source>
            <translation>LoRAs: keine. Trainiere eine mit deinen eigenen Loops.</translation>
        </message>
    </context>
    <context>
        <name>LossChart</name>
        <message>
            <source>If the held-out loss keeps rising, the model copies your loops. Train for fewer steps.</source>
            <translation>Steigt der Verlust der zurückgehaltenen Loops immer weiter, kopiert das Modell deine Loops. Trainiere kürzer.</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <source>Held-out loss</source>
            <translation>Verlust, zurückgehaltene Loops</translation>
        </message>
    </context>
    <context>
        <name>MarkRow</name>
        <message>
            <source>Clear the mark</source>
            <translation>Nichts markieren</translation>
        </message>
        <message>
            <source>Clear the mark (Esc)</source>
            <translation>Nichts markieren (Esc)</translation>
        </message>
        <message>
            <source>Fill</source>
            <translation>Füllen</translation>
        </message>
        <message>
            <source>Render this part again (R)</source>
            <translation>Diesen Teil neu rendern (R)</translation>
        </message>
        <message numerus="yes">
            <source>%n more bars</source>
            <translation>
                <numerusform>%n Takt mehr</numerusform>
                <numerusform>%n Takte mehr</numerusform>
            </translation>
        </message>
        <message>
            <source>Extend to {bars}</source>
            <translation>Auf {bars} verlängern</translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n Takt</numerusform>
                <numerusform>%n Takte</numerusform>
            </translation>
        </message>
        <message>
            <source>Extend the loop to this point (R)</source>
            <translation>Den Loop bis dorthin fortsetzen (R)</translation>
        </message>
        <message>
            <source>Mark less than the whole loop</source>
            <translation>Einen Teil stehen lassen</translation>
        </message>
        <message>
            <source>Render {n} takes of it</source>
            <translation>{n} Takes davon rendern</translation>
        </message>
    </context>
    <context>
        <name>ModelOffer</name>
        <message>
            <source>Downloading {name}</source>
            <translation>{name} wird geladen</translation>
        </message>
        <message>
            <source>Installed</source>
            <translation>Installiert</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Laden</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <source>Downloading…</source>
            <translation>Wird geladen…</translation>
        </message>
        <message>
            <source>Paused. Download again to resume.</source>
            <translation>Pausiert. Klick auf „Laden“, um fortzufahren.</translation>
        </message>
        <message>
            <source>{done:.2f} of {all:.1f} GB</source>
            <translation>{done:.2f} von {all:.1f} GB</translation>
        </message>
    </context>
    <context>
        <name>NamePage</name>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Speichern</translation>
        </message>
        <message>
            <source>Back to the pads</source>
            <translation>Zurück zu den Pads</translation>
        </message>
        <message>
            <source>Back to the pads (Esc)</source>
            <translation>Zurück zu den Pads (Esc)</translation>
        </message>
    </context>
    <context>
        <name>NamesControl</name>
        <message>
            <source>None found</source>
            <translation>Nichts gefunden</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keine</translation>
        </message>
    </context>
    <context>
        <name>Notices</name>
        <message>
            <source>Notices</source>
            <translation>Hinweise</translation>
        </message>
    </context>
    <context>
        <name>OutputMeter</name>
        <message>
            <source>Output meter</source>
            <translation>Ausgangspegel</translation>
        </message>
        <message>
            <source>Output: silent</source>
            <translation>Ausgang: still</translation>
        </message>
        <message>
            <source>Output: peak {peak} dB, RMS {rms} dB</source>
            <translation>Ausgang: Spitze {peak} dB, RMS {rms} dB</translation>
        </message>
    </context>
    <context>
        <name>PadCell</name>
        <message>
            <source>learning: play a MIDI note</source>
            <translation>lernt: spiel eine MIDI-Note</translation>
        </message>
        <message>
            <source>Pad {number}</source>
            <translation>Pad {number}</translation>
        </message>
        <message>
            <source>level {percent}</source>
            <translation>Pegel {percent}</translation>
        </message>
    </context>
    <context>
        <name>PadEditor</name>
        <message>
            <source>&amp;Assign</source>
            <translation>&amp;Zuweisen</translation>
        </message>
        <message>
            <source>Back to the pads</source>
            <translation>Zurück zu den Pads</translation>
        </message>
        <message>
            <source>Back to the pads (Esc)</source>
            <translation>Zurück zu den Pads (Esc)</translation>
        </message>
        <message>
            <source>From preset</source>
            <translation>Aus dem Preset</translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n Takt</numerusform>
                <numerusform>%n Takte</numerusform>
            </translation>
        </message>
        <message>
            <source>On the next bar</source>
            <translation>Auf dem nächsten Takt</translation>
        </message>
        <message>
            <source>On the next beat</source>
            <translation>Auf dem nächsten Schlag</translation>
        </message>
        <message>
            <source>At the end of the loop</source>
            <translation>Am Ende des Loops</translation>
        </message>
        <message>
            <source>Immediately</source>
            <translation>Sofort</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Preset</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>Bars</source>
            <translation>Takte</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Tonart</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>Pad {number}</source>
            <translation>Pad {number}</translation>
        </message>
        <message>
            <source>Describe a loop</source>
            <translation>Beschreib einen Loop</translation>
        </message>
    </context>
    <context>
        <name>PadGrid</name>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>&amp;Edit…</source>
            <translation>&amp;Bearbeiten…</translation>
        </message>
        <message>
            <source>Use the &amp;selected clip</source>
            <translation>&amp;Ausgewählten Clip verwenden</translation>
        </message>
        <message>
            <source>Un&amp;mute</source>
            <translation>Stu&amp;mm aus</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>Stu&amp;mm</translation>
        </message>
        <message>
            <source>New &amp;take</source>
            <translation>Neuer &amp;Take</translation>
        </message>
        <message>
            <source>&amp;Next preset</source>
            <translation>&amp;Nächstes Preset</translation>
        </message>
        <message>
            <source>&amp;Previous preset</source>
            <translation>&amp;Voriges Preset</translation>
        </message>
        <message>
            <source>Add to &amp;favourites</source>
            <translation>Zu &amp;Favoriten hinzufügen</translation>
        </message>
        <message>
            <source>Stop MIDI &amp;learn</source>
            <translation>MIDI-&amp;Lernen beenden</translation>
        </message>
        <message>
            <source>MIDI &amp;learn</source>
            <translation>MIDI &amp;lernen</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>A&amp;bbrechen</translation>
        </message>
        <message>
            <source>Cl&amp;ear</source>
            <translation>L&amp;eeren</translation>
        </message>
    </context>
    <context>
        <name>PadSetMenu</name>
        <message>
            <source>Choose a pad set</source>
            <translation>Pad-Set wählen</translation>
        </message>
        <message>
            <source>&amp;Key of all pads</source>
            <translation>&amp;Tonart aller Pads</translation>
        </message>
        <message>
            <source>&amp;All pads…</source>
            <translation>&amp;Alle Pads…</translation>
        </message>
        <message>
            <source>&amp;New set…</source>
            <translation>&amp;Neues Set…</translation>
        </message>
        <message>
            <source>&amp;Save a copy…</source>
            <translation>&amp;Kopie speichern…</translation>
        </message>
        <message>
            <source>&amp;Rename…</source>
            <translation>&amp;Umbenennen…</translation>
        </message>
        <message>
            <source>R&amp;eset</source>
            <translation>&amp;Zurücksetzen</translation>
        </message>
        <message>
            <source>Any</source>
            <translation>Beliebig</translation>
        </message>
        <message>
            <source>Pad set</source>
            <translation>Pad-Set</translation>
        </message>
        <message>
            <source>Pad set: {title}</source>
            <translation>Pad-Set: {title}</translation>
        </message>
    </context>
    <context>
        <name>PadSets</name>
        <message numerus="yes">
            <source>%Ln pad sets can't be read.</source>
            <translation>
                <numerusform>%Ln Pad-Set kann nicht gelesen werden.</numerusform>
                <numerusform>%Ln Pad-Sets können nicht gelesen werden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a pad set</source>
            <translation>Pad-Set wählen</translation>
        </message>
        <message>
            <source>Set the key of all pads</source>
            <translation>Tonart aller Pads ändern</translation>
        </message>
        <message>
            <source>Reset the pad set</source>
            <translation>Pad-Set zurücksetzen</translation>
        </message>
        <message>
            <source>New pad set</source>
            <translation>Neues Pad-Set</translation>
        </message>
        <message>
            <source>My pads</source>
            <translation>Meine Pads</translation>
        </message>
        <message>
            <source>{name} copy</source>
            <translation>{name} (Kopie)</translation>
        </message>
        <message>
            <source>Pad set</source>
            <translation>Pad-Set</translation>
        </message>
        <message>
            <source>Save a copy</source>
            <translation>Kopie speichern</translation>
        </message>
        <message>
            <source>Rename the pad set</source>
            <translation>Pad-Set umbenennen</translation>
        </message>
    </context>
    <context>
        <name>Pads</name>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>Play a note for pad {n}</source>
            <translation>Pad {n} lernt…</translation>
        </message>
        <message>
            <source>Clear a pad</source>
            <translation>Pad leeren</translation>
        </message>
        <message>
            <source>Change a pad</source>
            <translation>Pad ändern</translation>
        </message>
        <message>
            <source>Change a level</source>
            <translation>Pegel ändern</translation>
        </message>
        <message>
            <source>The engine is not running. The pad was not changed.</source>
            <translation>Die Engine läuft nicht. Das Pad wurde nicht geändert.</translation>
        </message>
        <message>
            <source>Select a clip in the list first, or drag one onto the pad.</source>
            <translation>Wähl zuerst einen Clip in der Liste aus oder zieh einen auf das Pad.</translation>
        </message>
    </context>
    <context>
        <name>Panel</name>
        <message>
            <source>Show {panel}</source>
            <translation>{panel} zeigen</translation>
        </message>
        <message>
            <source>Show or hide {panel}</source>
            <translation>{panel} zeigen oder verbergen</translation>
        </message>
    </context>
    <context>
        <name>PanelController</name>
        <message numerus="yes">
            <source>Deleted %Ln clips.</source>
            <translation>
                <numerusform>%Ln Clip gelöscht.</numerusform>
                <numerusform>%Ln Clips gelöscht.</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
    </context>
    <context>
        <name>PieceMaker</name>
        <message>
            <source>The engine restarted. Try again.</source>
            <translation>Die Engine wurde neu gestartet. Versuch es noch einmal.</translation>
        </message>
    </context>
    <context>
        <name>PlaceRow</name>
        <message>
            <source>More places</source>
            <translation>Weitere Orte</translation>
        </message>
        <message>
            <source>Place in host…</source>
            <translation>In Host einfügen…</translation>
        </message>
        <message>
            <source>Place {n} clips in {place}</source>
            <translation>{n} Clips einfügen in {place}</translation>
        </message>
        <message>
            <source>Place in {place}</source>
            <translation>Einfügen in {place}</translation>
        </message>
        <message>
            <source>{what} (Ctrl+P)</source>
            <translation>{what} (Strg+P)</translation>
        </message>
    </context>
    <context>
        <name>PlacementTracker</name>
        <message>
            <source>No host is connected. Set one up under Hosts in the settings.</source>
            <translation>Kein Host verbunden. Richte in den Einstellungen unter „Hosts“ einen ein.</translation>
        </message>
        <message>
            <source>You can place up to {n} clips at once.</source>
            <translation>Du kannst bis zu {n} Clips auf einmal einfügen.</translation>
        </message>
        <message>
            <source>The file is missing. Render the clip again.</source>
            <translation>Die Datei fehlt. Rendere den Clip noch einmal.</translation>
        </message>
        <message>
            <source>Waiting for {host}…</source>
            <translation>Warten auf {host}…</translation>
        </message>
        <message>
            <source>Placed {n} of {total}. “{name}” failed: {why}</source>
            <translation>{n} von {total} eingefügt. Fehler bei „{name}“: {why}</translation>
        </message>
        <message>
            <source>Placed in {where}.</source>
            <translation>Eingefügt in {where}.</translation>
        </message>
        <message numerus="yes">
            <source>Placed %n clips, the first in {where}.</source>
            <translation>
                <numerusform>%n Clip eingefügt, der erste in {where}.</numerusform>
                <numerusform>%n Clips eingefügt, der erste in {where}.</numerusform>
            </translation>
        </message>
        <message>
            <source>The engine stopped before the host answered. Check in the host.</source>
            <translation>Die Engine wurde beendet, bevor der Host geantwortet hat. Sieh im Host nach.</translation>
        </message>
    </context>
    <context>
        <name>PlayerBar</name>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <source>The engine is not running.</source>
            <translation>Die Engine läuft nicht.</translation>
        </message>
        <message>
            <source>Player</source>
            <translation>Player</translation>
        </message>
        <message>
            <source>Level in percent</source>
            <translation>Pegel in Prozent</translation>
        </message>
        <message>
            <source>Stop all clips (Esc)</source>
            <translation>Alle Clips stoppen (Esc)</translation>
        </message>
        <message>
            <source>Stop all clips</source>
            <translation>Alle Clips stoppen</translation>
        </message>
        <message>
            <source>+{n}</source>
            <translation>+{n}</translation>
        </message>
        <message numerus="yes">
            <source>%n more playing</source>
            <translation>
                <numerusform>%n weiterer läuft</numerusform>
                <numerusform>%n weitere laufen</numerusform>
            </translation>
        </message>
        <message>
            <source>Level: {percent}</source>
            <translation>Pegel: {percent}</translation>
        </message>
        <message>
            <source>Starting audio…</source>
            <translation>Audio startet …</translation>
        </message>
        <message>
            <source>No audio device</source>
            <translation>Kein Audiogerät</translation>
        </message>
        <message>
            <source>{ms} ms</source>
            <translation>{ms} ms</translation>
        </message>
        <message numerus="yes">
            <source>, %n dropouts</source>
            <translation>
                <numerusform>, %n Aussetzer</numerusform>
                <numerusform>, %n Aussetzer</numerusform>
            </translation>
        </message>
        <message>
            <source>{device}. Output latency: {latency}{dropouts}</source>
            <translation>{device}. Ausgabelatenz: {latency}{dropouts}</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorhören</translation>
        </message>
    </context>
    <context>
        <name>PlayingClipButton</name>
        <message>
            <source>{what}
Click to stop on the next bar, Shift-click to stop now.
Drag the lower edge or press arrow keys to move by beats.</source>
            <translation>{what}
Klick stoppt auf dem nächsten Takt, Umschalt+Klick sofort.
Unterkante ziehen oder Pfeiltasten: um Schläge springen.</translation>
        </message>
        <message>
            <source>Stop {what}</source>
            <translation>{what} stoppen</translation>
        </message>
    </context>
    <context>
        <name>PresetBrowser</name>
        <message>
            <source>Presets</source>
            <translation>Presets</translation>
        </message>
        <message>
            <source>Search presets</source>
            <translation>Presets suchen</translation>
        </message>
        <message>
            <source>Play example</source>
            <translation>Beispiel hören</translation>
        </message>
        <message>
            <source>Render two bars of this preset and play them. The example stays in your clips.</source>
            <translation>Zwei Takte dieses Presets rendern und abspielen. Das Beispiel bleibt bei deinen Clips.</translation>
        </message>
        <message>
            <source>Use preset</source>
            <translation>Preset verwenden</translation>
        </message>
        <message>
            <source>No preset</source>
            <translation>Kein Preset</translation>
        </message>
        <message>
            <source>No preset matches.</source>
            <translation>Kein Preset passt.</translation>
        </message>
        <message>
            <source>Rendering…</source>
            <translation>Rendert …</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
    </context>
    <context>
        <name>PresetButton</name>
        <message>
            <source>None</source>
            <translation>Keins</translation>
        </message>
        <message>
            <source>Preset: {title}</source>
            <translation>Preset: {title}</translation>
        </message>
    </context>
    <context>
        <name>Program</name>
        <message>
            <source>The engine is restarting. Playback stops; the queue is kept.</source>
            <translation>Die Engine startet neu. Die Wiedergabe stoppt, die Warteschlange bleibt erhalten.</translation>
        </message>
        <message>
            <source>{name} is ready. Choose it under Model.</source>
            <translation>{name} ist bereit. Wähl es unter „Modell“.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
    </context>
    <context>
        <name>QueueView</name>
        <message>
            <source>Queue</source>
            <translation>Warteschlange</translation>
        </message>
        <message>
            <source>Queue empty. Your loops render here.</source>
            <translation>Warteschlange leer. Hier werden deine Loops gerendert.</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Anfragen</translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>und %Ln weitere</numerusform>
                <numerusform>und %Ln weitere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln active</source>
            <translation>
                <numerusform>%Ln aktiv</numerusform>
                <numerusform>%Ln aktiv</numerusform>
            </translation>
        </message>
        <message>
            <source>engine starting…</source>
            <translation>Engine startet…</translation>
        </message>
        <message>
            <source>engine not running</source>
            <translation>Engine läuft nicht</translation>
        </message>
        <message>
            <source>engine failed to start</source>
            <translation>Engine startet nicht</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>bereit</translation>
        </message>
    </context>
    <context>
        <name>RequestBar</name>
        <message>
            <source>Prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>Random prompt</source>
            <translation>Zufälliger Prompt</translation>
        </message>
        <message>
            <source>Random prompt (Ctrl+D)</source>
            <translation>Zufälliger Prompt (Strg+D)</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Settings (Ctrl+,)</source>
            <translation>Einstellungen (Strg+,)</translation>
        </message>
        <message>
            <source>&amp;Render</source>
            <translation>&amp;Rendern</translation>
        </message>
        <message>
            <source>Render the loop (Return)</source>
            <translation>Den Loop rendern (Eingabetaste)</translation>
        </message>
        <message>
            <source>Render</source>
            <translation>Rendern</translation>
        </message>
        <message>
            <source>Render ×{n}</source>
            <translation>Rendern ×{n}</translation>
        </message>
        <message>
            <source>Render {n} takes to choose from (Ctrl+Shift+Return)</source>
            <translation>{n} Takes zur Auswahl rendern (Strg+Umschalt+Eingabe)</translation>
        </message>
        <message>
            <source>&amp;Preset</source>
            <translation>&amp;Preset</translation>
        </message>
        <message>
            <source>&amp;Bars</source>
            <translation>Ta&amp;kte</translation>
        </message>
        <message>
            <source>&amp;Key</source>
            <translation>T&amp;onart</translation>
        </message>
        <message>
            <source>S&amp;eed</source>
            <translation>S&amp;eed</translation>
        </message>
        <message>
            <source>&amp;Model</source>
            <translation>&amp;Modell</translation>
        </message>
        <message>
            <source>S&amp;ource</source>
            <translation>&amp;Quelle</translation>
        </message>
        <message>
            <source>Words, tempo, bars and key to start from; your own words are added</source>
            <translation>Worte, Tempo, Takte und Tonart für den Anfang; deine eigenen Worte kommen dazu</translation>
        </message>
        <message>
            <source>Length of the loop in bars</source>
            <translation>Länge des Loops in Takten</translation>
        </message>
        <message>
            <source>Key of the loop. Any: your words', the host's, or a random one</source>
            <translation>Tonart des Loops. Beliebig: die deiner Worte, die des Hosts oder eine zufällige</translation>
        </message>
        <message>
            <source>The same request with the same seed renders the same loop</source>
            <translation>Dieselbe Anfrage mit demselben Seed ergibt denselben Loop</translation>
        </message>
        <message>
            <source>Model that colours the loop. Default: the one in the settings</source>
            <translation>Modell, das den Loop färbt. Standard: das aus den Einstellungen</translation>
        </message>
        <message>
            <source>Sound or clip to start from. Drop it here, or click to choose</source>
            <translation>Klang oder Clip als Ausgangspunkt. Hier ablegen oder zum Auswählen klicken</translation>
        </message>
        <message>
            <source>Request</source>
            <translation>Anfrage</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>Describe a loop, such as warm jazz with upright bass and Rhodes</source>
            <translation>Beschreib einen Loop, zum Beispiel: warm jazz with upright bass and Rhodes</translation>
        </message>
    </context>
    <context>
        <name>RunPanel</name>
        <message>
            <source>Stop</source>
            <translation>Stoppen</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Try it</source>
            <translation>Ausprobieren</translation>
        </message>
        <message>
            <source>Stop training</source>
            <translation>Training stoppen</translation>
        </message>
        <message>
            <source>Stop after the current step. Progress is kept.</source>
            <translation>Nach dem laufenden Schritt stoppen. Der Fortschritt bleibt erhalten.</translation>
        </message>
        <message>
            <source>Choose what was trained, with the words of one of your loops</source>
            <translation>Das Trainierte auswählen, mit den Wörtern eines deiner Loops</translation>
        </message>
        <message>
            <source>Training “{name}”</source>
            <translation>Training „{name}“</translation>
        </message>
        <message>
            <source>Progress of {title}</source>
            <translation>Fortschritt: {title}</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Go on from the last step that was saved</source>
            <translation>Beim letzten gespeicherten Schritt weitermachen</translation>
        </message>
    </context>
    <context>
        <name>SeedEdit</name>
        <message>
            <source>Random</source>
            <translation>Zufällig</translation>
        </message>
        <message>
            <source>Lock seed</source>
            <translation>Seed sperren</translation>
        </message>
        <message>
            <source>Use the same seed for the next loop</source>
            <translation>Denselben Seed für den nächsten Loop verwenden</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Back (Esc)</source>
            <translation>Zurück (Esc)</translation>
        </message>
        <message>
            <source>Changes are saved automatically.</source>
            <translation>Änderungen werden automatisch gespeichert.</translation>
        </message>
        <message>
            <source>Train on your own loops…</source>
            <translation>Mit eigenen Loops trainieren …</translation>
        </message>
        <message>
            <source>Give a model the sound of a folder of loops</source>
            <translation>Einem Modell den Klang deiner Loops geben</translation>
        </message>
    </context>
    <context>
        <name>SourceZone</name>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>Drop a sound…</source>
            <translation>Sound ablegen…</translation>
        </message>
        <message>
            <source>Choose a source sound</source>
            <translation>Einen Sound als Quelle wählen</translation>
        </message>
        <message>
            <source>Strength: how much the model changes. Auto is the model's default, 0 for the starter.</source>
            <translation>Stärke: wie viel das Modell verändert. Auto ist der Standard des Modells, beim Starter 0.</translation>
        </message>
        <message>
            <source>Remove source</source>
            <translation>Quelle entfernen</translation>
        </message>
        <message>
            <source>auto</source>
            <translation>auto</translation>
        </message>
        <message>
            <source>Sounds ({patterns})</source>
            <translation>Sounds ({patterns})</translation>
        </message>
    </context>
    <context>
        <name>StripHead</name>
        <message>
            <source>Strip</source>
            <translation>Leiste</translation>
        </message>
        <message>
            <source>Show or hide the lane</source>
            <translation>Leiste ein- oder ausklappen</translation>
        </message>
        <message>
            <source>Play the piece in a loop, or the selected parts if there are several</source>
            <translation>Spielt das Stück als Loop, oder die gewählten Teile, wenn es mehrere sind</translation>
        </message>
        <message>
            <source>How one part leads into the next</source>
            <translation>Wie die Teile aufeinander folgen</translation>
        </message>
        <message>
            <source>Choose the folder for pieces</source>
            <translation>Ordner für Stücke wählen</translation>
        </message>
        <message>
            <source>Show piece</source>
            <translation>Stück zeigen</translation>
        </message>
        <message>
            <source>Click to show the piece in its folder, or drag it into your DAW</source>
            <translation>Klicken zeigt das Stück im Ordner; oder zieh es in deine DAW</translation>
        </message>
        <message>
            <source>Lanes</source>
            <translation>Einzelspuren</translation>
        </message>
        <message>
            <source>Hard joints</source>
            <translation>Harte Nähte</translation>
        </message>
        <message>
            <source>{n}-beat fades</source>
            <translation>Blende {n} Schläge</translation>
        </message>
        <message>
            <source>Joints</source>
            <translation>Nähte</translation>
        </message>
        <message>
            <source>Piece format</source>
            <translation>Format des Stücks</translation>
        </message>
        <message>
            <source>Write the piece to {folder}</source>
            <translation>Schreibt das Stück nach {folder}</translation>
        </message>
    </context>
    <context>
        <name>StripList</name>
        <message>
            <source>Parts of the piece</source>
            <translation>Teile des Stücks</translation>
        </message>
        <message>
            <source>Remove from the strip</source>
            <translation>Aus der Leiste entfernen</translation>
        </message>
        <message>
            <source>Move on the strip</source>
            <translation>In der Leiste verschieben</translation>
        </message>
        <message>
            <source>Change the rounds</source>
            <translation>Durchläufe ändern</translation>
        </message>
        <message>
            <source>Change the transition</source>
            <translation>Übergang ändern</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <source>One more round</source>
            <translation>Ein Durchlauf mehr</translation>
        </message>
        <message>
            <source>One fewer round</source>
            <translation>Ein Durchlauf weniger</translation>
        </message>
        <message>
            <source>Move left</source>
            <translation>Nach links</translation>
        </message>
        <message>
            <source>Move right</source>
            <translation>Nach rechts</translation>
        </message>
        <message>
            <source>Transition after this part</source>
            <translation>Übergang danach</translation>
        </message>
        <message numerus="yes">
            <source>%Ln bars</source>
            <translation>
                <numerusform>%Ln Takt</numerusform>
                <numerusform>%Ln Takte</numerusform>
            </translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keiner</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Add to the strip</source>
            <translation>In die Leiste legen</translation>
        </message>
    </context>
    <context>
        <name>StripModel</name>
        <message>
            <source>Deleted clip</source>
            <translation>Gelöschter Clip</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>Lädt …</translation>
        </message>
        <message numerus="yes">
            <source>%Ln rounds</source>
            <translation>
                <numerusform>%Ln Durchlauf</numerusform>
                <numerusform>%Ln Durchläufe</numerusform>
            </translation>
        </message>
        <message>
            <source>The file is missing</source>
            <translation>Die Datei fehlt</translation>
        </message>
        <message>
            <source>Changes here: {change}</source>
            <translation>An der Naht: {change}</translation>
        </message>
        <message numerus="yes">
            <source>after a transition of %Ln bars</source>
            <translation>
                <numerusform>davor %Ln Takt Übergang</numerusform>
                <numerusform>davor %Ln Takte Übergang</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StripPanel</name>
        <message>
            <source>Strip</source>
            <translation>Leiste</translation>
        </message>
        <message>
            <source>Change the joints</source>
            <translation>Nähte ändern</translation>
        </message>
        <message>
            <source>Joining… {percent}</source>
            <translation>Wird verbunden … {percent}</translation>
        </message>
        <message>
            <source>Exported {name}</source>
            <translation>{name} exportiert</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Play piece</source>
            <translation>Stück abspielen</translation>
        </message>
        <message>
            <source>Play selection</source>
            <translation>Auswahl abspielen</translation>
        </message>
        <message>
            <source>Stop piece</source>
            <translation>Stück stoppen</translation>
        </message>
        <message>
            <source>Export piece</source>
            <translation>Stück exportieren</translation>
        </message>
        <message>
            <source>Drag clips here, or select some and press T, to line them up.</source>
            <translation>Zieh Clips hierher, oder wähl welche und drück T, um sie aneinanderzureihen.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln clips</source>
            <translation>
                <numerusform>%Ln Clip</numerusform>
                <numerusform>%Ln Clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln bars</source>
            <translation>
                <numerusform>%Ln Takt</numerusform>
                <numerusform>%Ln Takte</numerusform>
            </translation>
        </message>
        <message>
            <source>{n} BPM</source>
            <translation>{n} BPM</translation>
        </message>
        <message numerus="yes">
            <source>%Ln clips are missing. Remove them, or make them again.</source>
            <translation>
                <numerusform>%Ln Clip fehlt. Entfern ihn oder render ihn neu.</numerusform>
                <numerusform>%Ln Clips fehlen. Entfern sie oder render sie neu.</numerusform>
            </translation>
        </message>
        <message>
            <source>Up to {n} minutes can be played here. Export the piece instead.</source>
            <translation>Hier lassen sich bis zu {n} Minuten abspielen. Exportier das Stück stattdessen.</translation>
        </message>
    </context>
    <context>
        <name>TagsRow</name>
        <message>
            <source>Separated by commas</source>
            <translation>Mit Kommas getrennt</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Tags</translation>
        </message>
        <message>
            <source>Tags, separated by commas. Search finds clips by them.</source>
            <translation>Tags, mit Kommas getrennt. Die Suche findet Clips danach.</translation>
        </message>
    </context>
    <context>
        <name>TakesRow</name>
        <message>
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Keep this take as a favourite (K)</source>
            <translation>Diesen Take als Favoriten behalten (K)</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Put this take into the trash (Del)</source>
            <translation>Diesen Take in den Papierkorb legen (Entf)</translation>
        </message>
        <message>
            <source>Put the other takes into the trash (Shift+Del)</source>
            <translation>Die anderen Takes in den Papierkorb legen (Umschalt+Entf)</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>Behalten ✓</translation>
        </message>
        <message numerus="yes">
            <source>Discard %n other takes</source>
            <translation>
                <numerusform>%n anderen Take verwerfen</numerusform>
                <numerusform>%n andere Takes verwerfen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TempoCopies</name>
        <message>
            <source>This clip has no stems.</source>
            <translation>Dieser Clip hat keine Stems.</translation>
        </message>
        <message>
            <source>The engine restarted. Try again.</source>
            <translation>Die Engine wurde neu gestartet. Versuch es noch einmal.</translation>
        </message>
    </context>
    <context>
        <name>TempoField</name>
        <message>
            <source>Auto</source>
            <translation>Auto</translation>
        </message>
        <message>
            <source>Tempo in BPM</source>
            <translation>Tempo in BPM</translation>
        </message>
        <message>
            <source>BPM for new loops, pads and previews. Auto: each loop has its own, from your words or its preset. Type to set one; clear the field for Auto.</source>
            <translation>BPM für neue Loops, Pads und Vorhören. Auto: Jeder Loop hat sein eigenes Tempo, aus deinen Worten oder dem Preset. Eintippen setzt es, leeren heißt Auto.</translation>
        </message>
    </context>
    <context>
        <name>TempoSourceMenu</name>
        <message>
            <source>No source</source>
            <translation>Keine Quelle</translation>
        </message>
        <message>
            <source>Each loop has its own tempo. Type or tap one for all.</source>
            <translation>Jeder Loop hat sein eigenes Tempo. Tippe oder klopfe eines für alle.</translation>
        </message>
        <message>
            <source>Tempo source. Click to choose another.</source>
            <translation>Tempoquelle. Klick, um eine andere zu wählen.</translation>
        </message>
        <message>
            <source>{source}, stopped</source>
            <translation>{source}, gestoppt</translation>
        </message>
        <message>
            <source>The source has stopped. Its last tempo is kept.</source>
            <translation>Die Quelle wurde gestoppt. Ihr letztes Tempo gilt weiter.</translation>
        </message>
        <message>
            <source>Tempo source: {source}</source>
            <translation>Tempoquelle: {source}</translation>
        </message>
        <message>
            <source>No source connected</source>
            <translation>Keine Quelle verbunden</translation>
        </message>
        <message>
            <source>Clear {tempo} BPM</source>
            <translation>{tempo} BPM löschen</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
    </context>
    <context>
        <name>TrainingForm</name>
        <message>
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>Choose a folder, or drop one here</source>
            <translation>Ordner wählen oder ablegen</translation>
        </message>
        <message>
            <source>WAV, FLAC, MP3, OGG and AIFF files, also in its subfolders</source>
            <translation>WAV-, FLAC-, MP3-, OGG- und AIFF-Dateien, auch in Unterordnern</translation>
        </message>
        <message>
            <source>Choose the folder of your loops</source>
            <translation>Ordner mit deinen Loops wählen</translation>
        </message>
        <message>
            <source>Name of the LoRA, and the word in a prompt that turns it on</source>
            <translation>Name der LoRA und zugleich das Wort, das sie in einem Prompt einschaltet</translation>
        </message>
        <message>
            <source>Model that learns your loops. The starter needs no graphics card.</source>
            <translation>Modell, das deine Loops lernt. Der Starter braucht keine Grafikkarte.</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>Trainieren</translation>
        </message>
        <message>
            <source>More options</source>
            <translation>Weitere Optionen</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>How long to train. Default: {small} for the starter, {large} for larger models.</source>
            <translation>Wie lange trainiert wird. Standard: {small} für den Starter, {large} für größere Modelle.</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keine</translation>
        </message>
        <message>
            <source>How often to render a clip, so that you hear the progress</source>
            <translation>Wie oft ein Clip gerendert wird, damit du den Fortschritt hörst</translation>
        </message>
        <message>
            <source> steps</source>
            <translation> Schritte</translation>
        </message>
        <message>
            <source>Meter of sounds that don't state one</source>
            <translation>Taktart der Sounds, die keine angeben</translation>
        </message>
        <message>
            <source>Train the whole model</source>
            <translation>Ganzes Modell trainieren</translation>
        </message>
        <message>
            <source>Writes a new model in place of a LoRA. It takes far more memory and renders no previews.</source>
            <translation>Schreibt ein neues Modell statt einer LoRA. Das braucht viel mehr Speicher und rendert keine Vorschau.</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <source>Preview every</source>
            <translation>Vorschau alle</translation>
        </message>
        <message>
            <source>Meter</source>
            <translation>Taktart</translation>
        </message>
        <message>
            <source>Folder of loops</source>
            <translation>Ordner mit Loops</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
    </context>
    <context>
        <name>TrainingPage</name>
        <message>
            <source>Train on your own loops</source>
            <translation>Mit eigenen Loops trainieren</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Back (Esc)</source>
            <translation>Zurück (Esc)</translation>
        </message>
        <message>
            <source>Runs on this computer. Nothing is sent anywhere.</source>
            <translation>Läuft auf diesem Computer. Nichts wird gesendet.</translation>
        </message>
    </context>
    <context>
        <name>TransportBar</name>
        <message>
            <source>T&amp;ap</source>
            <translation>T&amp;ap</translation>
        </message>
        <message>
            <source>Tempo</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Tap on the beat, starting on 1. Three taps set the tempo.</source>
            <translation>Im Takt tappen, auf der Eins beginnen. Drei Schläge legen das Tempo fest.</translation>
        </message>
        <message>
            <source>Tap tempo</source>
            <translation>Tempo tappen</translation>
        </message>
        <message>
            <source>Meter {meter}</source>
            <translation>Taktart {meter}</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>Clips</source>
            <translation>Clips</translation>
        </message>
        <message>
            <source>Clip</source>
            <translation>Clip</translation>
        </message>
        <message>
            <source>The training “{name}” was stopped. You can resume it.</source>
            <translation>Das Training „{name}“ wurde gestoppt. Du kannst es fortsetzen.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message numerus="yes">
            <source>Rendering %Ln loops.</source>
            <translation>
                <numerusform>%Ln Loop wird gerendert.</numerusform>
                <numerusform>%Ln Loops werden gerendert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel all</source>
            <translation>Alle abbrechen</translation>
        </message>
        <message>
            <source>Quitting stops the training. You can resume it later.</source>
            <translation>Beenden stoppt das Training. Du kannst es später fortsetzen.</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
    </context>
    <context>
        <name>_CompletionPopup</name>
        <message>
            <source>Completions</source>
            <translation>Vorschläge</translation>
        </message>
    </context>
    <context>
        <name>_Notice</name>
        <message>
            <source>Dismiss</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>_Row</name>
        <message>
            <source>Pad {number}</source>
            <translation>Pad {number}</translation>
        </message>
        <message>
            <source>Level of pad {number} in percent</source>
            <translation>Pegel von Pad {number} in Prozent</translation>
        </message>
        <message>
            <source>Mute pad {number}</source>
            <translation>Pad {number} stummschalten</translation>
        </message>
        <message>
            <source>Empty</source>
            <translation>Leer</translation>
        </message>
        <message>
            <source>Level: {percent}</source>
            <translation>Pegel: {percent}</translation>
        </message>
    </context>
    <context>
        <name>_RowView</name>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Progress of {title}</source>
            <translation>Fortschritt von {title}</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stoppen</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fehlgeschlagen</translation>
        </message>
        <message>
            <source>training</source>
            <translation>trainiert</translation>
        </message>
        <message>
            <source>rendering</source>
            <translation>wird gerendert</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>wartet</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>gesendet</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} s</translation>
        </message>
    </context>
    <context>
        <name>brief</name>
        <message>
            <source>{some} and {last}</source>
            <translation>{some} und {last}</translation>
        </message>
        <message>
            <source>no {part}</source>
            <translation>ohne {part}</translation>
        </message>
        <message>
            <source>only {parts}</source>
            <translation>nur {parts}</translation>
        </message>
    </context>
    <context>
        <name>certificate</name>
        <message>
            <source>Prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>Morph</source>
            <translation>Morph</translation>
        </message>
        <message>
            <source>Without</source>
            <translation>Ohne</translation>
        </message>
        <message>
            <source>Loop point</source>
            <translation>Loop-Punkt</translation>
        </message>
        <message>
            <source>Rendered</source>
            <translation>Gerendert</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Generated with</source>
            <translation>Erzeugt mit</translation>
        </message>
        <message>
            <source>From source</source>
            <translation>Aus Quelle</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <source>Peak</source>
            <translation>Spitzenpegel</translation>
        </message>
        <message>
            <source>Seam</source>
            <translation>Naht</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Raster</translation>
        </message>
        <message>
            <source>ID</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Rendered by</source>
            <translation>Gerendert von</translation>
        </message>
        <message>
            <source>composed and played</source>
            <translation>komponiert und gespielt</translation>
        </message>
        <message>
            <source>{percent} into “{prompt}”</source>
            <translation>{percent} zu „{prompt}“</translation>
        </message>
        <message>
            <source>seamless</source>
            <translation>nahtlos</translation>
        </message>
        <message>
            <source>may be audible</source>
            <translation>eventuell hörbar</translation>
        </message>
        <message>
            <source>{frames} samples, {seconds} s at {rate} kHz</source>
            <translation>{frames} Samples, {seconds} s bei {rate} kHz</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>still</translation>
        </message>
        <message>
            <source>exact</source>
            <translation>exakt</translation>
        </message>
        <message>
            <source>Original format</source>
            <translation>Originalformat</translation>
        </message>
        <message>
            <source>WAV float</source>
            <translation>WAV Float</translation>
        </message>
    </context>
    <context>
        <name>chips</name>
        <message>
            <source>Remove: {what}</source>
            <translation>Entfernen: {what}</translation>
        </message>
        <message>
            <source>setting</source>
            <translation>Einstellung</translation>
        </message>
        <message>
            <source>problem</source>
            <translation>Problem</translation>
        </message>
        <message>
            <source>Take out “{words}”</source>
            <translation>„{words}“ streichen</translation>
        </message>
        <message>
            <source>Click to take out “{words}”.</source>
            <translation>Klicken, um „{words}“ zu streichen.</translation>
        </message>
        <message>
            <source>Not used: other words override it. Click to take it out.</source>
            <translation>Nicht verwendet: Andere Worte gehen vor. Klicken, um es zu streichen.</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>nicht verwendet</translation>
        </message>
        <message>
            <source>Understood as: {meaning}.</source>
            <translation>Verstanden als: {meaning}.</translation>
        </message>
        <message>
            <source>Not known. Click for what it may mean.</source>
            <translation>Unbekannt. Klicken, um zu sehen, was gemeint sein kann.</translation>
        </message>
        <message>
            <source>Not known; it changes nothing. Click to take it out.</source>
            <translation>Unbekannt; es ändert nichts. Klicken, um es zu streichen.</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <source>Turns a LoRA on.</source>
            <translation>Schaltet eine LoRA ein.</translation>
        </message>
        <message>
            <source>Add “{word}” to the prompt</source>
            <translation>„{word}“ in den Prompt schreiben</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>“{word}” isn't available; {name} stands in for it.</source>
            <translation>„{word}“ gibt es nicht; dafür spielt {name}.</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>ersetzt</translation>
        </message>
        <message>
            <source>Use “{word}”</source>
            <translation>„{word}“ verwenden</translation>
        </message>
        <message>
            <source>Use {value} for this loop</source>
            <translation>{value} für diesen Loop verwenden</translation>
        </message>
        <message>
            <source>Set by: {source}</source>
            <translation>Gesetzt von: {source}</translation>
        </message>
        <message>
            <source>Use {value} for everything</source>
            <translation>{value} für alles verwenden</translation>
        </message>
        <message>
            <source>the settings</source>
            <translation>den Einstellungen</translation>
        </message>
        <message>
            <source>the preset</source>
            <translation>dem Preset</translation>
        </message>
        <message>
            <source>Not known; it changed nothing.</source>
            <translation>Unbekannt; es hat nichts geändert.</translation>
        </message>
    </context>
    <context>
        <name>clips</name>
        <message>
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <source>New take</source>
            <translation>Neuer Take</translation>
        </message>
        <message>
            <source>New take ×{n}</source>
            <translation>Neuer Take ×{n}</translation>
        </message>
        <message>
            <source>Hear the other</source>
            <translation>Den anderen anhören</translation>
        </message>
        <message>
            <source>Keep this take</source>
            <translation>Diesen Take behalten</translation>
        </message>
        <message>
            <source>Discard the other takes</source>
            <translation>Die anderen Takes verwerfen</translation>
        </message>
        <message numerus="yes">
            <source>Place %n clips in a host</source>
            <translation>
                <numerusform>%n Clip in Host einfügen</numerusform>
                <numerusform>%n Clips in Host einfügen</numerusform>
            </translation>
        </message>
        <message>
            <source>Add to strip</source>
            <translation>In die Leiste legen</translation>
        </message>
        <message>
            <source>Write MIDI file</source>
            <translation>MIDI-Datei schreiben</translation>
        </message>
        <message>
            <source>Render stems</source>
            <translation>Stems rendern</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Im Ordner anzeigen</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <source>Make it again</source>
            <translation>Neu erzeugen</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message numerus="yes">
            <source>Delete %n clips</source>
            <translation>
                <numerusform>%n Clip löschen</numerusform>
                <numerusform>%n Clips löschen</numerusform>
            </translation>
        </message>
        <message>
            <source>{tempo} BPM</source>
            <translation>{tempo} BPM</translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n Takt</numerusform>
                <numerusform>%n Takte</numerusform>
            </translation>
        </message>
        <message>
            <source>The file is missing or can't be read</source>
            <translation>Die Datei fehlt oder ist nicht lesbar</translation>
        </message>
        <message>
            <source>take {take} of {count}</source>
            <translation>Take {take} von {count}</translation>
        </message>
        <message numerus="yes">
            <source>%n takes</source>
            <translation>
                <numerusform>%n Take</numerusform>
                <numerusform>%n Takes</numerusform>
            </translation>
        </message>
        <message>
            <source>{n}%</source>
            <translation>{n} %</translation>
        </message>
        <message>
            <source>{title}, fill</source>
            <translation>{title}, Fill</translation>
        </message>
        <message>
            <source>{title}, extended</source>
            <translation>{title}, verlängert</translation>
        </message>
        <message>
            <source>{title}, morph</source>
            <translation>{title}, Morph</translation>
        </message>
        <message>
            <source>{title}, variation</source>
            <translation>{title}, Variation</translation>
        </message>
        <message>
            <source>{takes}, folded</source>
            <translation>{takes}, eingeklappt</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>file missing</source>
            <translation>Datei fehlt</translation>
        </message>
    </context>
    <context>
        <name>drop</name>
        <message>
            <source>Use this clip as the source</source>
            <translation>Diesen Clip als Quelle verwenden</translation>
        </message>
        <message>
            <source>Use this text as the prompt</source>
            <translation>Diesen Text als Prompt verwenden</translation>
        </message>
        <message>
            <source>Train on the loops in {name}</source>
            <translation>Mit den Loops in {name} trainieren</translation>
        </message>
        <message>
            <source>Use the text in {name} as the prompt</source>
            <translation>Den Text in {name} als Prompt verwenden</translation>
        </message>
        <message>
            <source>Load the request in {name}</source>
            <translation>Die Anfrage in {name} laden</translation>
        </message>
        <message>
            <source>Use {name} as the source</source>
            <translation>{name} als Quelle verwenden</translation>
        </message>
        <message numerus="yes">
            <source>Vary %n clips</source>
            <translation>
                <numerusform>%n Clip variieren</numerusform>
                <numerusform>%n Clips variieren</numerusform>
            </translation>
        </message>
        <message>
            <source>Render a loop from each of the first {n} files</source>
            <translation>Aus den ersten {n} Dateien je einen Loop rendern</translation>
        </message>
        <message numerus="yes">
            <source>Render a loop from each of %n files</source>
            <translation>
                <numerusform>Aus %n Datei einen Loop rendern</numerusform>
                <numerusform>Aus %n Dateien je einen Loop rendern</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more items can't be used.</source>
            <translation>
                <numerusform>%n weiteres Objekt ist nicht verwendbar.</numerusform>
                <numerusform>%n weitere Objekte sind nicht verwendbar.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only the first {n} of {total} files were used. Drop the rest separately.</source>
            <translation>Nur die ersten {n} von {total} Dateien wurden verwendet. Leg die übrigen getrennt ab.</translation>
        </message>
        <message>
            <source>This is a folder. Drop the sounds in it.</source>
            <translation>Das ist ein Ordner. Leg die Sounds daraus ab.</translation>
        </message>
        <message>
            <source>The file is still being written. Drop it again.</source>
            <translation>Die Datei wird noch geschrieben. Leg sie noch einmal ab.</translation>
        </message>
        <message>
            <source>Can't read the file.</source>
            <translation>Die Datei ist nicht lesbar.</translation>
        </message>
        <message>
            <source>This file is an arrangement. Put it in the inbox folder to get its piece.</source>
            <translation>Diese Datei ist ein Arrangement. Lege sie in den Eingangsordner, dann entsteht das Stück.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln characters are too many for a prompt.</source>
            <translation>
                <numerusform>%Ln Zeichen ist zu viel für einen Prompt.</numerusform>
                <numerusform>%Ln Zeichen sind zu viele für einen Prompt.</numerusform>
            </translation>
        </message>
        <message>
            <source>The text names the sound “{name}”, which can't come with it. Drop the sound itself.</source>
            <translation>Der Text nennt den Sound „{name}“, kann ihn aber nicht mitbringen. Leg den Sound selbst ab.</translation>
        </message>
    </context>
    <context>
        <name>help</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>What's new</source>
            <translation>Neuigkeiten</translation>
        </message>
        <message>
            <source>Manual</source>
            <translation>Handbuch</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Über</translation>
        </message>
        <message>
            <source>These pages are in English.</source>
            <translation>Diese Seiten sind auf Englisch.</translation>
        </message>
        <message>
            <source>Type words, get loops, play them from pads in sync with your DAW.</source>
            <translation>Wörter tippen, Loops bekommen, sie von Pads im Takt deiner DAW spielen.</translation>
        </message>
        <message>
            <source>Everything runs on this computer. Nothing is sent anywhere.</source>
            <translation>Alles läuft auf diesem Computer. Nichts wird irgendwohin gesendet.</translation>
        </message>
        <message>
            <source>Program: {licence}.</source>
            <translation>Programm: {licence}.</translation>
        </message>
        <message>
            <source>{model}: {licence}. Use it, and what you make with it, for anything.</source>
            <translation>{model}: {licence}. Du darfst es und alles, was du damit machst, für jeden Zweck verwenden.</translation>
        </message>
        <message>
            <source>Its samples are made from MuseScore_General: MIT, parts CC0 or in the public domain.</source>
            <translation>Seine Samples stammen aus MuseScore_General: MIT, teils CC0 oder gemeinfrei.</translation>
        </message>
        <message>
            <source>{model}: {licence}, which restricts some uses.</source>
            <translation>{model}: {licence}, die manche Nutzung einschränkt.</translation>
        </message>
        <message>
            <source>Every clip names the licence of the model that made it.</source>
            <translation>Jeder Clip nennt die Lizenz des Modells, das ihn erzeugt hat.</translation>
        </message>
        <message>
            <source>Riffbridge builds on {riffusion}, by Seth Forsgren and Hayk Martiros.</source>
            <translation>Riffbridge baut auf {riffusion} von Seth Forsgren und Hayk Martiros auf.</translation>
        </message>
        <message>
            <source>Guide: from the first loop to a finished set</source>
            <translation>Anleitung: vom ersten Loop zum fertigen Set</translation>
        </message>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>DAWs and tempo</source>
            <translation>DAWs und Tempo</translation>
        </message>
        <message>
            <source>MIDI and stems</source>
            <translation>MIDI und Stems</translation>
        </message>
        <message>
            <source>Genres and words</source>
            <translation>Genres und Wörter</translation>
        </message>
        <message>
            <source>Pieces</source>
            <translation>Stücke</translation>
        </message>
        <message>
            <source>LoRAs</source>
            <translation>LoRAs</translation>
        </message>
        <message>
            <source>Command line</source>
            <translation>Befehlszeile</translation>
        </message>
        <message>
            <source>OSC</source>
            <translation>OSC</translation>
        </message>
    </context>
    <context>
        <name>hints</name>
        <message>
            <source>Type words here, then press Return.</source>
            <translation>Tipp hier Wörter ein und drück die Eingabetaste.</translation>
        </message>
        <message>
            <source>Press a pad to play its loop.</source>
            <translation>Drück ein Pad, um seinen Loop zu spielen.</translation>
        </message>
        <message>
            <source>Drag a clip into your DAW.</source>
            <translation>Zieh einen Clip in deine DAW.</translation>
        </message>
    </context>
    <context>
        <name>hosts</name>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>needs attention</source>
            <translation>braucht Aufmerksamkeit</translation>
        </message>
        <message>
            <source>The script is of another version or for other folders. Reinstall it.</source>
            <translation>Das Skript ist von einer anderen Version oder für andere Ordner. Installier es neu.</translation>
        </message>
        <message>
            <source>script is outdated</source>
            <translation>Skript ist veraltet</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>verbunden</translation>
        </message>
        <message>
            <source>tempo only</source>
            <translation>nur Tempo</translation>
        </message>
        <message>
            <source>script not running</source>
            <translation>Skript läuft nicht</translation>
        </message>
        <message>
            <source>Install the script here, then follow the steps.</source>
            <translation>Installier hier das Skript und folge dann den Schritten.</translation>
        </message>
        <message>
            <source>script not installed</source>
            <translation>Skript nicht installiert</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>nicht verbunden</translation>
        </message>
        <message>
            <source>the engine is not running</source>
            <translation>die Engine läuft nicht</translation>
        </message>
        <message>
            <source>version {version}</source>
            <translation>Version {version}</translation>
        </message>
        <message>
            <source>script {version}</source>
            <translation>Skript {version}</translation>
        </message>
        <message>
            <source>{tempo} BPM</source>
            <translation>{tempo} BPM</translation>
        </message>
        <message>
            <source>track {track}</source>
            <translation>Spur {track}</translation>
        </message>
        <message>
            <source>slot {slot}</source>
            <translation>Slot {slot}</translation>
        </message>
        <message>
            <source>Not found on this computer. Choose its folder.</source>
            <translation>Auf diesem Computer nicht gefunden. Wähl den Ordner.</translation>
        </message>
        <message>
            <source>Enter a full folder path, such as {path}.</source>
            <translation>Gib einen vollständigen Ordnerpfad ein, zum Beispiel {path}.</translation>
        </message>
        <message>
            <source>Ableton Link</source>
            <translation>Ableton Link</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Verbinden</translation>
        </message>
        <message>
            <source>Sync tempo and place clips.</source>
            <translation>Tempo abgleichen und Clips einfügen.</translation>
        </message>
        <message>
            <source>Restart Live.</source>
            <translation>Starte Live neu.</translation>
        </message>
        <message>
            <source>In Live's settings, under Link, Tempo &amp; MIDI, choose Riffbridge as a control surface; leave its input and output at None.</source>
            <translation>Wähl in Lives Einstellungen unter Link, Tempo &amp; MIDI Riffbridge als Bedienoberfläche; Ein- und Ausgang bleiben auf „Keine“.</translation>
        </message>
        <message>
            <source>selected slot</source>
            <translation>ausgewählter Slot</translation>
        </message>
        <message>
            <source>selected slot, launched</source>
            <translation>ausgewählter Slot, gestartet</translation>
        </message>
        <message>
            <source>next free slot</source>
            <translation>nächster freier Slot</translation>
        </message>
        <message>
            <source>arrangement, at the cursor</source>
            <translation>Arrangement, am Cursor</translation>
        </message>
        <message>
            <source>Remote Scripts folder</source>
            <translation>Ordner „Remote Scripts“</translation>
        </message>
        <message>
            <source>In Live's User Library. Live's settings, under Library, show where that is.</source>
            <translation>In Lives User Library. Lives Einstellungen zeigen unter Library, wo sie liegt.</translation>
        </message>
        <message>
            <source>OSC device too</source>
            <translation>Auch OSC-Gerät</translation>
        </message>
        <message>
            <source>Only needed without the script, which always connects.</source>
            <translation>Nur ohne das Skript nötig, das sich immer verbindet.</translation>
        </message>
        <message>
            <source>In REAPER: Actions, Show action list, New action, Load ReaScript; choose riffbridge.lua and riffbridge-request.lua in Scripts/Riffbridge.</source>
            <translation>In REAPER: Actions, Show action list, New action, Load ReaScript; wähl riffbridge.lua und riffbridge-request.lua in Scripts/Riffbridge.</translation>
        </message>
        <message>
            <source>Run the action “riffbridge” once in each session; it stays on in the background.</source>
            <translation>Führ die Aktion „riffbridge“ in jeder Sitzung einmal aus; sie bleibt im Hintergrund aktiv.</translation>
        </message>
        <message>
            <source>selected track, at the cursor</source>
            <translation>ausgewählte Spur, am Cursor</translation>
        </message>
        <message>
            <source>new track</source>
            <translation>neue Spur</translation>
        </message>
        <message>
            <source>Resource folder</source>
            <translation>Ressourcenordner</translation>
        </message>
        <message>
            <source>In REAPER: Options, Show REAPER resource path.</source>
            <translation>In REAPER: Options, Show REAPER resource path.</translation>
        </message>
        <message>
            <source>Put DrivenByMoss into Bitwig's extensions folder.</source>
            <translation>Leg DrivenByMoss in Bitwigs Extensions-Ordner.</translation>
        </message>
        <message>
            <source>In Bitwig: Settings, Controllers, Add controller, “Open Sound Control”; there, host to send to 127.0.0.1, port to send to 9001, port to receive on 8000. Restart Bitwig.</source>
            <translation>In Bitwig: Settings, Controllers, Add controller, „Open Sound Control“; dort „host to send to“ 127.0.0.1, „port to send to“ 9001, „port to receive on“ 8000. Starte Bitwig neu.</translation>
        </message>
        <message>
            <source>In Ardour: Preferences, Control Surfaces: switch on Open Sound Control (OSC), and WebSockets Server for its exact tempo, also while it stands still.</source>
            <translation>In Ardour: Schalte unter Preferences, Control Surfaces „Open Sound Control (OSC)“ ein, und „WebSockets Server“ für das genaue Tempo, auch im Stillstand.</translation>
        </message>
        <message>
            <source>Edit, Lua Scripts, Script Manager; select the first row, choose Add/Set, and “Riffbridge”.</source>
            <translation>Edit, Lua Scripts, Script Manager: wähl die erste Zeile, dann Add/Set und „Riffbridge“.</translation>
        </message>
        <message>
            <source>selected track, at the playhead</source>
            <translation>ausgewählte Spur, am Abspielkopf</translation>
        </message>
        <message>
            <source>Ardour's folder</source>
            <translation>Ardours Ordner</translation>
        </message>
        <message>
            <source>Where Ardour keeps its settings, such as ~/.config/ardour8.</source>
            <translation>Wo Ardour seine Einstellungen speichert, zum Beispiel ~/.config/ardour8.</translation>
        </message>
        <message>
            <source>Sync tempo with Ardour, Hydrogen, Qtractor, Carla and others on a JACK server.</source>
            <translation>Tempo abgleichen mit Ardour, Hydrogen, Qtractor, Carla und anderen an einem JACK-Server.</translation>
        </message>
        <message>
            <source>Start a JACK server, or PipeWire with its JACK.</source>
            <translation>Starte einen JACK-Server oder PipeWire mit JACK.</translation>
        </message>
        <message>
            <source>Make one program the timebase master, such as Ardour (Transport Masters, JACK Transport), Hydrogen (J.TRANS, Master) or Carla (Use JACK Transport).</source>
            <translation>Mach ein Programm zum Timebase-Master, etwa Ardour (Transport Masters, JACK Transport), Hydrogen (J.TRANS, Master) oder Carla (Use JACK Transport).</translation>
        </message>
        <message>
            <source>MIDI clock</source>
            <translation>MIDI-Clock</translation>
        </message>
        <message>
            <source>OSC</source>
            <translation>OSC</translation>
        </message>
        <message>
            <source>Tapped tempo</source>
            <translation>Getapptes Tempo</translation>
        </message>
        <message>
            <source>Typed tempo</source>
            <translation>Eingegebenes Tempo</translation>
        </message>
    </context>
    <context>
        <name>keys</name>
        <message>
            <source>C</source>
            <translation>C</translation>
        </message>
        <message>
            <source>C#</source>
            <translation>Cis</translation>
        </message>
        <message>
            <source>Db</source>
            <translation>Des</translation>
        </message>
        <message>
            <source>D</source>
            <translation>D</translation>
        </message>
        <message>
            <source>Eb</source>
            <translation>Es</translation>
        </message>
        <message>
            <source>E</source>
            <translation>E</translation>
        </message>
        <message>
            <source>F</source>
            <translation>F</translation>
        </message>
        <message>
            <source>F#</source>
            <translation>Fis</translation>
        </message>
        <message>
            <source>G</source>
            <translation>G</translation>
        </message>
        <message>
            <source>G#</source>
            <translation>Gis</translation>
        </message>
        <message>
            <source>Ab</source>
            <translation>As</translation>
        </message>
        <message>
            <source>A</source>
            <translation>A</translation>
        </message>
        <message>
            <source>Bb</source>
            <translation>B</translation>
        </message>
        <message>
            <source>B</source>
            <translation>H</translation>
        </message>
        <message>
            <source>{note} minor</source>
            <translation>{note}-Moll</translation>
        </message>
        <message>
            <source>{note} major</source>
            <translation>{note}-Dur</translation>
        </message>
    </context>
    <context>
        <name>music</name>
        <message>
            <source>drums</source>
            <translation>Schlagzeug</translation>
        </message>
        <message>
            <source>percussion</source>
            <translation>Percussion</translation>
        </message>
        <message>
            <source>bass</source>
            <translation>Bass</translation>
        </message>
        <message>
            <source>chords</source>
            <translation>Akkorde</translation>
        </message>
        <message>
            <source>pad</source>
            <translation>Fläche</translation>
        </message>
        <message>
            <source>lead</source>
            <translation>Melodie</translation>
        </message>
        <message>
            <source>upright bass</source>
            <translation>Kontrabass</translation>
        </message>
        <message>
            <source>electric bass</source>
            <translation>E-Bass</translation>
        </message>
        <message>
            <source>picked bass</source>
            <translation>Bass mit Plektrum</translation>
        </message>
        <message>
            <source>fretless bass</source>
            <translation>bundloser Bass</translation>
        </message>
        <message>
            <source>slap bass</source>
            <translation>Slap-Bass</translation>
        </message>
        <message>
            <source>piano</source>
            <translation>Klavier</translation>
        </message>
        <message>
            <source>electric piano</source>
            <translation>E-Piano</translation>
        </message>
        <message>
            <source>fm piano</source>
            <translation>FM-Piano</translation>
        </message>
        <message>
            <source>clavinet</source>
            <translation>Clavinet</translation>
        </message>
        <message>
            <source>vibraphone</source>
            <translation>Vibraphon</translation>
        </message>
        <message>
            <source>marimba</source>
            <translation>Marimba</translation>
        </message>
        <message>
            <source>organ</source>
            <translation>Orgel</translation>
        </message>
        <message>
            <source>rock organ</source>
            <translation>Rockorgel</translation>
        </message>
        <message>
            <source>accordion</source>
            <translation>Akkordeon</translation>
        </message>
        <message>
            <source>melodica</source>
            <translation>Melodica</translation>
        </message>
        <message>
            <source>nylon guitar</source>
            <translation>Konzertgitarre</translation>
        </message>
        <message>
            <source>acoustic guitar</source>
            <translation>Akustikgitarre</translation>
        </message>
        <message>
            <source>jazz guitar</source>
            <translation>Jazzgitarre</translation>
        </message>
        <message>
            <source>clean guitar</source>
            <translation>cleane E-Gitarre</translation>
        </message>
        <message>
            <source>muted guitar</source>
            <translation>gedämpfte Gitarre</translation>
        </message>
        <message>
            <source>overdriven guitar</source>
            <translation>angezerrte Gitarre</translation>
        </message>
        <message>
            <source>distorted guitar</source>
            <translation>verzerrte Gitarre</translation>
        </message>
        <message>
            <source>banjo</source>
            <translation>Banjo</translation>
        </message>
        <message>
            <source>harpsichord</source>
            <translation>Cembalo</translation>
        </message>
        <message>
            <source>harp</source>
            <translation>Harfe</translation>
        </message>
        <message>
            <source>violin</source>
            <translation>Violine</translation>
        </message>
        <message>
            <source>cello</source>
            <translation>Cello</translation>
        </message>
        <message>
            <source>pizzicato strings</source>
            <translation>Pizzicato-Streicher</translation>
        </message>
        <message>
            <source>strings</source>
            <translation>Streicher</translation>
        </message>
        <message>
            <source>choir</source>
            <translation>Chor</translation>
        </message>
        <message>
            <source>trumpet</source>
            <translation>Trompete</translation>
        </message>
        <message>
            <source>muted trumpet</source>
            <translation>gedämpfte Trompete</translation>
        </message>
        <message>
            <source>trombone</source>
            <translation>Posaune</translation>
        </message>
        <message>
            <source>brass</source>
            <translation>Blechbläser</translation>
        </message>
        <message>
            <source>saxophone</source>
            <translation>Saxophon</translation>
        </message>
        <message>
            <source>alto saxophone</source>
            <translation>Altsaxophon</translation>
        </message>
        <message>
            <source>clarinet</source>
            <translation>Klarinette</translation>
        </message>
        <message>
            <source>oboe</source>
            <translation>Oboe</translation>
        </message>
        <message>
            <source>flute</source>
            <translation>Flöte</translation>
        </message>
        <message>
            <source>steel drums</source>
            <translation>Steeldrums</translation>
        </message>
        <message>
            <source>kalimba</source>
            <translation>Kalimba</translation>
        </message>
        <message>
            <source>sub bass</source>
            <translation>Subbass</translation>
        </message>
        <message>
            <source>808 bass</source>
            <translation>808-Bass</translation>
        </message>
        <message>
            <source>synth bass</source>
            <translation>Synthbass</translation>
        </message>
        <message>
            <source>square bass</source>
            <translation>Rechteckbass</translation>
        </message>
        <message>
            <source>acid bass</source>
            <translation>Acid-Bass</translation>
        </message>
        <message>
            <source>reese bass</source>
            <translation>Reese-Bass</translation>
        </message>
        <message>
            <source>wobble bass</source>
            <translation>Wobble-Bass</translation>
        </message>
        <message>
            <source>pluck synth</source>
            <translation>Pluck-Synth</translation>
        </message>
        <message>
            <source>synth stab</source>
            <translation>Synth-Stab</translation>
        </message>
        <message>
            <source>dub chord</source>
            <translation>Dub-Akkord</translation>
        </message>
        <message>
            <source>supersaw</source>
            <translation>Supersaw</translation>
        </message>
        <message>
            <source>house organ</source>
            <translation>House-Orgel</translation>
        </message>
        <message>
            <source>warm pad</source>
            <translation>warme Fläche</translation>
        </message>
        <message>
            <source>glass pad</source>
            <translation>gläserne Fläche</translation>
        </message>
        <message>
            <source>dark pad</source>
            <translation>dunkle Fläche</translation>
        </message>
        <message>
            <source>synth strings</source>
            <translation>Synth-Streicher</translation>
        </message>
        <message>
            <source>saw lead</source>
            <translation>Sägezahn-Lead</translation>
        </message>
        <message>
            <source>square lead</source>
            <translation>Rechteck-Lead</translation>
        </message>
        <message>
            <source>soft lead</source>
            <translation>weicher Lead</translation>
        </message>
        <message>
            <source>bell</source>
            <translation>Glocke</translation>
        </message>
        <message>
            <source>music box</source>
            <translation>Spieluhr</translation>
        </message>
        <message>
            <source>acoustic kit</source>
            <translation>akustisches Schlagzeug</translation>
        </message>
        <message>
            <source>room kit</source>
            <translation>Schlagzeug im Raum</translation>
        </message>
        <message>
            <source>power kit</source>
            <translation>kräftiges Schlagzeug</translation>
        </message>
        <message>
            <source>jazz kit</source>
            <translation>Jazz-Schlagzeug</translation>
        </message>
        <message>
            <source>brush kit</source>
            <translation>Schlagzeug mit Besen</translation>
        </message>
        <message>
            <source>909 kit</source>
            <translation>909-Drums</translation>
        </message>
        <message>
            <source>808 kit</source>
            <translation>808-Drums</translation>
        </message>
        <message>
            <source>linn kit</source>
            <translation>Linn-Drums</translation>
        </message>
        <message>
            <source>lofi kit</source>
            <translation>Lo-Fi-Drums</translation>
        </message>
        <message>
            <source>break kit</source>
            <translation>Breakbeat-Drums</translation>
        </message>
        <message>
            <source>techno kit</source>
            <translation>Techno-Drums</translation>
        </message>
        <message>
            <source>hand percussion</source>
            <translation>Handpercussion</translation>
        </message>
        <message>
            <source>808 percussion</source>
            <translation>808-Percussion</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>guitar</source>
            <translation>Gitarre</translation>
        </message>
        <message>
            <source>mallets</source>
            <translation>Mallets</translation>
        </message>
        <message>
            <source>synth</source>
            <translation>Synthesizer</translation>
        </message>
        <message>
            <source>bells</source>
            <translation>Glocken</translation>
        </message>
        <message>
            <source>woodwind</source>
            <translation>Holzbläser</translation>
        </message>
        <message>
            <source>voices</source>
            <translation>Stimmen</translation>
        </message>
        <message>
            <source>half time</source>
            <translation>Half Time</translation>
        </message>
        <message>
            <source>double time</source>
            <translation>Double Time</translation>
        </message>
        <message>
            <source>one drop</source>
            <translation>One Drop</translation>
        </message>
        <message>
            <source>four on the floor</source>
            <translation>Four on the Floor</translation>
        </message>
        <message>
            <source>blast beat</source>
            <translation>Blastbeat</translation>
        </message>
        <message>
            <source>ghost notes</source>
            <translation>Ghost Notes</translation>
        </message>
        <message>
            <source>hat rolls</source>
            <translation>Hi-Hat-Wirbel</translation>
        </message>
        <message>
            <source>drum roll</source>
            <translation>Trommelwirbel</translation>
        </message>
        <message>
            <source>drum fills</source>
            <translation>Drum-Fills</translation>
        </message>
        <message>
            <source>no fills</source>
            <translation>ohne Fills</translation>
        </message>
        <message>
            <source>double kick</source>
            <translation>Doppelpedal</translation>
        </message>
        <message>
            <source>taiko</source>
            <translation>Taiko</translation>
        </message>
        <message>
            <source>no hats</source>
            <translation>ohne Hi-Hats</translation>
        </message>
        <message>
            <source>no kick</source>
            <translation>ohne Bassdrum</translation>
        </message>
        <message>
            <source>no snare</source>
            <translation>ohne Snare</translation>
        </message>
        <message>
            <source>no claps</source>
            <translation>ohne Claps</translation>
        </message>
        <message>
            <source>no cymbals</source>
            <translation>ohne Becken</translation>
        </message>
        <message>
            <source>walking bass</source>
            <translation>Walking Bass</translation>
        </message>
        <message>
            <source>octave bass</source>
            <translation>Oktavbass</translation>
        </message>
        <message>
            <source>driving bass</source>
            <translation>treibender Bass</translation>
        </message>
        <message>
            <source>off-beat bass</source>
            <translation>Offbeat-Bass</translation>
        </message>
        <message>
            <source>arpeggio</source>
            <translation>Arpeggio</translation>
        </message>
        <message>
            <source>stabs</source>
            <translation>kurze Akkordschläge</translation>
        </message>
        <message>
            <source>off-beat chords</source>
            <translation>Offbeat-Akkorde</translation>
        </message>
        <message>
            <source>waltz</source>
            <translation>Walzer</translation>
        </message>
        <message>
            <source>sustained</source>
            <translation>gehalten</translation>
        </message>
        <message>
            <source>power chords</source>
            <translation>Powerchords</translation>
        </message>
        <message>
            <source>seventh chords</source>
            <translation>Septakkorde</translation>
        </message>
        <message>
            <source>suspended chords</source>
            <translation>Vorhaltsakkorde</translation>
        </message>
        <message>
            <source>triads</source>
            <translation>Dreiklänge</translation>
        </message>
        <message>
            <source>drone</source>
            <translation>Bordun</translation>
        </message>
        <message>
            <source>staccato</source>
            <translation>staccato</translation>
        </message>
        <message>
            <source>legato</source>
            <translation>legato</translation>
        </message>
        <message>
            <source>glissando</source>
            <translation>Glissando</translation>
        </message>
        <message>
            <source>tremolo</source>
            <translation>Tremolo</translation>
        </message>
        <message>
            <source>swung</source>
            <translation>geswingt</translation>
        </message>
        <message>
            <source>straight feel</source>
            <translation>gerade gespielt</translation>
        </message>
        <message>
            <source>melody</source>
            <translation>Melodie</translation>
        </message>
        <message>
            <source>only kick</source>
            <translation>nur Kick</translation>
        </message>
        <message>
            <source>only snare</source>
            <translation>nur Snare</translation>
        </message>
        <message>
            <source>only claps</source>
            <translation>nur Claps</translation>
        </message>
        <message>
            <source>only rim</source>
            <translation>nur Rimshot</translation>
        </message>
        <message>
            <source>only hats</source>
            <translation>nur Hi-Hats</translation>
        </message>
        <message>
            <source>only cymbals</source>
            <translation>nur Becken</translation>
        </message>
        <message>
            <source>only toms</source>
            <translation>nur Toms</translation>
        </message>
        <message>
            <source>aggressive</source>
            <translation>aggressiv</translation>
        </message>
        <message>
            <source>anthemic</source>
            <translation>hymnisch</translation>
        </message>
        <message>
            <source>bittersweet</source>
            <translation>bittersüß</translation>
        </message>
        <message>
            <source>bouncy</source>
            <translation>hüpfend</translation>
        </message>
        <message>
            <source>breezy</source>
            <translation>luftig</translation>
        </message>
        <message>
            <source>bright</source>
            <translation>hell</translation>
        </message>
        <message>
            <source>brutal</source>
            <translation>brutal</translation>
        </message>
        <message>
            <source>calm</source>
            <translation>ruhig</translation>
        </message>
        <message>
            <source>catchy</source>
            <translation>eingängig</translation>
        </message>
        <message>
            <source>celebratory</source>
            <translation>feierlich</translation>
        </message>
        <message>
            <source>cheerful</source>
            <translation>fröhlich</translation>
        </message>
        <message>
            <source>chill</source>
            <translation>entspannt</translation>
        </message>
        <message>
            <source>cinematic</source>
            <translation>filmisch</translation>
        </message>
        <message>
            <source>clicky</source>
            <translation>klickend</translation>
        </message>
        <message>
            <source>colourful</source>
            <translation>bunt</translation>
        </message>
        <message>
            <source>cool</source>
            <translation>cool</translation>
        </message>
        <message>
            <source>cozy</source>
            <translation>gemütlich</translation>
        </message>
        <message>
            <source>crushing</source>
            <translation>zermalmend</translation>
        </message>
        <message>
            <source>dancing</source>
            <translation>tanzbar</translation>
        </message>
        <message>
            <source>dark</source>
            <translation>dunkel</translation>
        </message>
        <message>
            <source>deep</source>
            <translation>tief</translation>
        </message>
        <message>
            <source>delicate</source>
            <translation>zart</translation>
        </message>
        <message>
            <source>dramatic</source>
            <translation>dramatisch</translation>
        </message>
        <message>
            <source>dreamy</source>
            <translation>verträumt</translation>
        </message>
        <message>
            <source>driving</source>
            <translation>treibend</translation>
        </message>
        <message>
            <source>dry</source>
            <translation>trocken</translation>
        </message>
        <message>
            <source>dusty</source>
            <translation>staubig</translation>
        </message>
        <message>
            <source>earthy</source>
            <translation>erdig</translation>
        </message>
        <message>
            <source>easygoing</source>
            <translation>unbeschwert</translation>
        </message>
        <message>
            <source>elegant</source>
            <translation>elegant</translation>
        </message>
        <message>
            <source>energetic</source>
            <translation>energiegeladen</translation>
        </message>
        <message>
            <source>epic</source>
            <translation>episch</translation>
        </message>
        <message>
            <source>ethereal</source>
            <translation>ätherisch</translation>
        </message>
        <message>
            <source>euphoric</source>
            <translation>euphorisch</translation>
        </message>
        <message>
            <source>fast</source>
            <translation>schnell</translation>
        </message>
        <message>
            <source>festive</source>
            <translation>festlich</translation>
        </message>
        <message>
            <source>fiery</source>
            <translation>feurig</translation>
        </message>
        <message>
            <source>floating</source>
            <translation>schwebend</translation>
        </message>
        <message>
            <source>frantic</source>
            <translation>hektisch</translation>
        </message>
        <message>
            <source>funky</source>
            <translation>funkig</translation>
        </message>
        <message>
            <source>furious</source>
            <translation>rasend</translation>
        </message>
        <message>
            <source>gentle</source>
            <translation>sanft</translation>
        </message>
        <message>
            <source>glamorous</source>
            <translation>glamourös</translation>
        </message>
        <message>
            <source>glittering</source>
            <translation>glitzernd</translation>
        </message>
        <message>
            <source>glorious</source>
            <translation>glorreich</translation>
        </message>
        <message>
            <source>graceful</source>
            <translation>anmutig</translation>
        </message>
        <message>
            <source>gritty</source>
            <translation>dreckig</translation>
        </message>
        <message>
            <source>groovy</source>
            <translation>groovig</translation>
        </message>
        <message>
            <source>happy</source>
            <translation>glücklich</translation>
        </message>
        <message>
            <source>hard</source>
            <translation>hart</translation>
        </message>
        <message>
            <source>hazy</source>
            <translation>dunstig</translation>
        </message>
        <message>
            <source>head nodding</source>
            <translation>kopfnickend</translation>
        </message>
        <message>
            <source>heartfelt</source>
            <translation>gefühlvoll</translation>
        </message>
        <message>
            <source>heavy</source>
            <translation>schwer</translation>
        </message>
        <message>
            <source>homely</source>
            <translation>heimelig</translation>
        </message>
        <message>
            <source>hopeful</source>
            <translation>hoffnungsvoll</translation>
        </message>
        <message>
            <source>hot</source>
            <translation>heiß</translation>
        </message>
        <message>
            <source>huge</source>
            <translation>riesig</translation>
        </message>
        <message>
            <source>hypnotic</source>
            <translation>hypnotisch</translation>
        </message>
        <message>
            <source>icy</source>
            <translation>eisig</translation>
        </message>
        <message>
            <source>industrial</source>
            <translation>industriell</translation>
        </message>
        <message>
            <source>intimate</source>
            <translation>intim</translation>
        </message>
        <message>
            <source>island</source>
            <translation>tropisch</translation>
        </message>
        <message>
            <source>jangly</source>
            <translation>klimpernd</translation>
        </message>
        <message>
            <source>joyful</source>
            <translation>freudig</translation>
        </message>
        <message>
            <source>laid back</source>
            <translation>lässig</translation>
        </message>
        <message>
            <source>late night</source>
            <translation>nächtlich</translation>
        </message>
        <message>
            <source>lively</source>
            <translation>lebhaft</translation>
        </message>
        <message>
            <source>loud</source>
            <translation>laut</translation>
        </message>
        <message>
            <source>mechanical</source>
            <translation>mechanisch</translation>
        </message>
        <message>
            <source>meditative</source>
            <translation>besinnlich</translation>
        </message>
        <message>
            <source>mellow</source>
            <translation>mild</translation>
        </message>
        <message>
            <source>menacing</source>
            <translation>bedrohlich</translation>
        </message>
        <message>
            <source>moody</source>
            <translation>melancholisch</translation>
        </message>
        <message>
            <source>neon</source>
            <translation>Neonlicht</translation>
        </message>
        <message>
            <source>nostalgic</source>
            <translation>nostalgisch</translation>
        </message>
        <message>
            <source>passionate</source>
            <translation>leidenschaftlich</translation>
        </message>
        <message>
            <source>peaceful</source>
            <translation>friedlich</translation>
        </message>
        <message>
            <source>playful</source>
            <translation>verspielt</translation>
        </message>
        <message>
            <source>rainy</source>
            <translation>regnerisch</translation>
        </message>
        <message>
            <source>raw</source>
            <translation>roh</translation>
        </message>
        <message>
            <source>relaxed</source>
            <translation>entspannt</translation>
        </message>
        <message>
            <source>relentless</source>
            <translation>unerbittlich</translation>
        </message>
        <message>
            <source>retro</source>
            <translation>retro</translation>
        </message>
        <message>
            <source>rolling</source>
            <translation>rollend</translation>
        </message>
        <message>
            <source>romantic</source>
            <translation>romantisch</translation>
        </message>
        <message>
            <source>rousing</source>
            <translation>mitreißend</translation>
        </message>
        <message>
            <source>rustic</source>
            <translation>rustikal</translation>
        </message>
        <message>
            <source>serene</source>
            <translation>gelassen</translation>
        </message>
        <message>
            <source>shiny</source>
            <translation>glänzend</translation>
        </message>
        <message>
            <source>skippy</source>
            <translation>stolpernd</translation>
        </message>
        <message>
            <source>sleepy</source>
            <translation>schläfrig</translation>
        </message>
        <message>
            <source>slick</source>
            <translation>geschmeidig</translation>
        </message>
        <message>
            <source>smoky</source>
            <translation>verraucht</translation>
        </message>
        <message>
            <source>smooth</source>
            <translation>glatt</translation>
        </message>
        <message>
            <source>soaring</source>
            <translation>aufsteigend</translation>
        </message>
        <message>
            <source>soulful</source>
            <translation>seelenvoll</translation>
        </message>
        <message>
            <source>spacious</source>
            <translation>räumlich</translation>
        </message>
        <message>
            <source>sparse</source>
            <translation>spärlich</translation>
        </message>
        <message>
            <source>stately</source>
            <translation>erhaben</translation>
        </message>
        <message>
            <source>sultry</source>
            <translation>schwül</translation>
        </message>
        <message>
            <source>summery</source>
            <translation>sommerlich</translation>
        </message>
        <message>
            <source>sunny</source>
            <translation>sonnig</translation>
        </message>
        <message>
            <source>swaggering</source>
            <translation>großspurig</translation>
        </message>
        <message>
            <source>swaying</source>
            <translation>wiegend</translation>
        </message>
        <message>
            <source>sweaty</source>
            <translation>schweißtreibend</translation>
        </message>
        <message>
            <source>sweet</source>
            <translation>süß</translation>
        </message>
        <message>
            <source>swinging</source>
            <translation>swingend</translation>
        </message>
        <message>
            <source>tender</source>
            <translation>zärtlich</translation>
        </message>
        <message>
            <source>tense</source>
            <translation>angespannt</translation>
        </message>
        <message>
            <source>tight</source>
            <translation>straff</translation>
        </message>
        <message>
            <source>twangy</source>
            <translation>näselnd</translation>
        </message>
        <message>
            <source>understated</source>
            <translation>dezent</translation>
        </message>
        <message>
            <source>uplifting</source>
            <translation>erhebend</translation>
        </message>
        <message>
            <source>urgent</source>
            <translation>dringend</translation>
        </message>
        <message>
            <source>velvety</source>
            <translation>samtig</translation>
        </message>
        <message>
            <source>warm</source>
            <translation>warm</translation>
        </message>
        <message>
            <source>weary</source>
            <translation>müde</translation>
        </message>
        <message>
            <source>wild</source>
            <translation>wild</translation>
        </message>
        <message>
            <source>wistful</source>
            <translation>sehnsüchtig</translation>
        </message>
        <message>
            <source>high register</source>
            <translation>hohe Lage</translation>
        </message>
        <message>
            <source>low register</source>
            <translation>tiefe Lage</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>dicht</translation>
        </message>
        <message>
            <source>slow</source>
            <translation>langsam</translation>
        </message>
        <message>
            <source>major</source>
            <translation>Dur</translation>
        </message>
        <message>
            <source>minor</source>
            <translation>Moll</translation>
        </message>
    </context>
    <context>
        <name>notes</name>
        <message>
            <source>You typed {said}; {who} sets {own}.</source>
            <translation>Du hast {said} geschrieben; {own} gilt durch: {who}.</translation>
        </message>
        <message>
            <source>You typed {said}; nothing here has a key.</source>
            <translation>Du hast {said} geschrieben; hier hat nichts eine Tonart.</translation>
        </message>
        <message>
            <source>Can't use {figure}.</source>
            <translation>{figure} geht nicht.</translation>
        </message>
        <message>
            <source>{word} isn't available; using {name} instead.</source>
            <translation>{word} gibt es nicht; stattdessen: {name}.</translation>
        </message>
        <message>
            <source>Ignored {word}. Did you mean {name}?</source>
            <translation>{word} wurde ignoriert. Meintest du {name}?</translation>
        </message>
        <message>
            <source>Ignored (not known): {words}.</source>
            <translation>Ignoriert (unbekannt): {words}.</translation>
        </message>
        <message>
            <source>The LoRA {name} is off. To use it, put “{word}” in the prompt.</source>
            <translation>Die LoRA {name} ist aus. Schreib „{word}“ in den Prompt, um sie zu nutzen.</translation>
        </message>
        <message>
            <source>the host or the request</source>
            <translation>Host oder Anfrage</translation>
        </message>
        <message>
            <source>the field</source>
            <translation>Eingabefeld</translation>
        </message>
    </context>
    <context>
        <name>pads</name>
        <message>
            <source>{percent} rendered</source>
            <translation>{percent} gerendert</translation>
        </message>
        <message>
            <source>not rendered</source>
            <translation>nicht gerendert</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>leer</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>wartet</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>bereit</translation>
        </message>
        <message>
            <source>cued</source>
            <translation>startet gleich</translation>
        </message>
        <message>
            <source>playing</source>
            <translation>läuft</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fehlgeschlagen</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>stumm</translation>
        </message>
        <message>
            <source>M</source>
            <comment>mute</comment>
            <translation>M</translation>
        </message>
    </context>
    <context>
        <name>place</name>
        <message>
            <source>{host}: {why}</source>
            <translation>{host}: {why}</translation>
        </message>
        <message>
            <source>Hosts…</source>
            <translation>Hosts…</translation>
        </message>
        <message>
            <source>Connect and set up hosts</source>
            <translation>Hosts verbinden und einrichten</translation>
        </message>
        <message>
            <source>Slot</source>
            <translation>Slot</translation>
        </message>
        <message>
            <source>Bar</source>
            <translation>Takt</translation>
        </message>
        <message>
            <source>Track</source>
            <translation>Spur</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Einfügen</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>Turn it on under Hosts…</source>
            <translation>Schalte ihn unter „Hosts…“ ein.</translation>
        </message>
        <message>
            <source>needs attention</source>
            <translation>braucht Aufmerksamkeit</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>nicht verbunden</translation>
        </message>
        <message>
            <source>track {track}, bar {bar}</source>
            <translation>Spur {track}, Takt {bar}</translation>
        </message>
        <message>
            <source>track {track}, slot {slot}</source>
            <translation>Spur {track}, Slot {slot}</translation>
        </message>
        <message>
            <source>at the cursor</source>
            <translation>am Cursor</translation>
        </message>
        <message>
            <source>{place}, launched</source>
            <translation>{place}, gestartet</translation>
        </message>
        <message>
            <source>{host}: {place}</source>
            <translation>{host}: {place}</translation>
        </message>
        <message>
            <source>track {track} “{name}”</source>
            <translation>Spur {track} „{name}“</translation>
        </message>
        <message>
            <source>track {track}</source>
            <translation>Spur {track}</translation>
        </message>
        <message>
            <source>slot {slot}</source>
            <translation>Slot {slot}</translation>
        </message>
        <message>
            <source>{place}, beat {beat}</source>
            <translation>{place}, Schlag {beat}</translation>
        </message>
        <message>
            <source>arrangement, from beat {beat}</source>
            <translation>Arrangement, ab Schlag {beat}</translation>
        </message>
        <message>
            <source>at the playhead</source>
            <translation>am Abspielkopf</translation>
        </message>
        <message>
            <source>{host}, {place}</source>
            <translation>{host}, {place}</translation>
        </message>
    </context>
    <context>
        <name>player</name>
        <message>
            <source>The player is starting…</source>
            <translation>Der Player startet …</translation>
        </message>
        <message>
            <source>The player stopped. Restarting it…</source>
            <translation>Der Player ist abgebrochen. Er wird neu gestartet …</translation>
        </message>
        <message>
            <source>Changing the audio device…</source>
            <translation>Das Audiogerät wird gewechselt …</translation>
        </message>
        <message>
            <source>No audio device. Plug one in, or start a sound server.</source>
            <translation>Kein Audiogerät. Schließ eines an oder starte einen Soundserver.</translation>
        </message>
        <message>
            <source>The audio device “{name}” is disconnected. Reconnecting…</source>
            <translation>Das Audiogerät „{name}“ ist getrennt. Neue Verbindung wird gesucht …</translation>
        </message>
    </context>
    <context>
        <name>queue</name>
        <message>
            <source>Training “{name}”</source>
            <translation>Training „{name}“</translation>
        </message>
        <message>
            <source>stopping…</source>
            <translation>wird gestoppt …</translation>
        </message>
        <message>
            <source>pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>inbox</source>
            <translation>Eingang</translation>
        </message>
    </context>
    <context>
        <name>request</name>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>preset</source>
            <translation>Preset</translation>
        </message>
        <message>
            <source>without</source>
            <translation>ohne</translation>
        </message>
        <message>
            <source>BPM</source>
            <translation>BPM</translation>
        </message>
        <message>
            <source>bars</source>
            <translation>Takte</translation>
        </message>
        <message>
            <source>meter</source>
            <translation>Taktart</translation>
        </message>
        <message>
            <source>key</source>
            <translation>Tonart</translation>
        </message>
        <message>
            <source>seed</source>
            <translation>Seed</translation>
        </message>
        <message>
            <source>count</source>
            <translation>Anzahl</translation>
        </message>
        <message>
            <source>model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>LoRAs</source>
            <translation>LoRAs</translation>
        </message>
        <message>
            <source>strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <source>guide</source>
            <translation>Vorlage</translation>
        </message>
        <message>
            <source>steps</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <source>guidance</source>
            <translation>Guidance</translation>
        </message>
        <message>
            <source>sampler</source>
            <translation>Sampler</translation>
        </message>
        <message>
            <source>rendered at BPM</source>
            <translation>gerendert bei BPM</translation>
        </message>
        <message>
            <source>source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>extend</source>
            <translation>verlängern</translation>
        </message>
        <message>
            <source>source BPM</source>
            <translation>BPM der Quelle</translation>
        </message>
        <message>
            <source>source bars</source>
            <translation>Takte der Quelle</translation>
        </message>
        <message>
            <source>source licence</source>
            <translation>Lizenz der Quelle</translation>
        </message>
        <message>
            <source>source author</source>
            <translation>Urheber der Quelle</translation>
        </message>
        <message>
            <source>fill</source>
            <translation>füllen</translation>
        </message>
        <message>
            <source>from quarter</source>
            <translation>ab Viertel</translation>
        </message>
        <message>
            <source>to quarter</source>
            <translation>bis Viertel</translation>
        </message>
        <message>
            <source>morph into</source>
            <translation>morphen zu</translation>
        </message>
        <message>
            <source>morph into clip</source>
            <translation>morphen zu Clip</translation>
        </message>
        <message>
            <source>morph amount</source>
            <translation>Morph-Anteil</translation>
        </message>
        <message>
            <source>target seed</source>
            <translation>Ziel-Seed</translation>
        </message>
        <message>
            <source>target key</source>
            <translation>Ziel-Tonart</translation>
        </message>
        <message>
            <source>sample rate</source>
            <translation>Samplerate</translation>
        </message>
        <message>
            <source>format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>loudness</source>
            <translation>Lautheit</translation>
        </message>
        <message>
            <source>place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>MIDI</source>
            <translation>MIDI</translation>
        </message>
        <message>
            <source>stems</source>
            <translation>Stems</translation>
        </message>
    </context>
    <context>
        <name>search</name>
        <message>
            <source>“{given}:” is unknown. Did you mean {field}:?</source>
            <translation>„{given}:“ ist unbekannt. Meinst du {field}:?</translation>
        </message>
        <message>
            <source>“{given}” isn't a tempo. Use 120, 120-130 or &gt;120.</source>
            <translation>„{given}“ ist kein Tempo. Schreib 120, 120-130 oder &gt;120.</translation>
        </message>
        <message>
            <source>“{given}” isn't a key. Use Am, F#, minor, major or none.</source>
            <translation>„{given}“ ist keine Tonart. Schreib Am, F#, minor, major oder none.</translation>
        </message>
        <message>
            <source>“{given}” isn't a number of bars. Use 4, 2-8 or &gt;4.</source>
            <translation>„{given}“ ist keine Taktzahl. Schreib 4, 2-8 oder &gt;4.</translation>
        </message>
        <message>
            <source>“{given}” isn't a date. Use today, week, 2026-11-22 or 2026-11.</source>
            <translation>„{given}“ ist kein Datum. Schreib today, week, 2026-11-22 oder 2026-11.</translation>
        </message>
        <message>
            <source>“{given}” isn't a tag. Use letters or digits.</source>
            <translation>„{given}“ ist kein Tag. Nimm Buchstaben oder Ziffern.</translation>
        </message>
        <message>
            <source>“{given}” is unknown. Use is:favourite or is:missing.</source>
            <translation>„{given}“ ist unbekannt. Schreib is:favourite oder is:missing.</translation>
        </message>
    </context>
    <context>
        <name>settings</name>
        <message>
            <source>Using defaults until this is fixed.</source>
            <translation>Bis das behoben ist, gelten die Standardwerte.</translation>
        </message>
        <message>
            <source>Enter an address, such as 127.0.0.1 for this computer.</source>
            <translation>Gib eine Adresse ein, zum Beispiel 127.0.0.1 für diesen Computer.</translation>
        </message>
        <message>
            <source>“{text}” isn't a whole number.</source>
            <translation>„{text}“ ist keine ganze Zahl.</translation>
        </message>
        <message>
            <source>“{text}” isn't a number.</source>
            <translation>„{text}“ ist keine Zahl.</translation>
        </message>
        <message>
            <source>Enter more than 0 GB, or leave it empty to keep all clips.</source>
            <translation>Gib mehr als 0 GB ein oder lass das Feld leer, um alle Clips zu behalten.</translation>
        </message>
        <message>
            <source>Enter a full path, such as {path}.</source>
            <translation>Gib einen vollständigen Pfad ein, zum Beispiel {path}.</translation>
        </message>
        <message>
            <source>This is a file. Choose a folder.</source>
            <translation>Das ist eine Datei. Wähl einen Ordner.</translation>
        </message>
        <message>
            <source>Can't write to {path}. Choose another folder.</source>
            <translation>In {path} kann nicht geschrieben werden. Wähl einen anderen Ordner.</translation>
        </message>
        <message>
            <source>System default</source>
            <translation>Systemstandard</translation>
        </message>
        <message>
            <source>Audio</source>
            <translation>Audio</translation>
        </message>
        <message>
            <source>Play clips</source>
            <translation>Clips abspielen</translation>
        </message>
        <message>
            <source>If off, clips are only saved as files.</source>
            <translation>Ist das aus, werden Clips nur als Dateien gespeichert.</translation>
        </message>
        <message>
            <source>Audio device</source>
            <translation>Audiogerät</translation>
        </message>
        <message>
            <source>When the tempo changes</source>
            <translation>Bei Tempowechsel</translation>
        </message>
        <message>
            <source>How playing clips follow tempo changes.</source>
            <translation>Wie laufende Clips Tempowechseln folgen.</translation>
        </message>
        <message>
            <source>Change speed immediately</source>
            <translation>Geschwindigkeit sofort ändern</translation>
        </message>
        <message>
            <source>Re-render, switch on the next bar</source>
            <translation>Neu rendern, auf dem nächsten Takt wechseln</translation>
        </message>
        <message>
            <source>Tempo and hosts</source>
            <translation>Tempo und Hosts</translation>
        </message>
        <message>
            <source>Tempo without a host</source>
            <translation>Tempo ohne Host</translation>
        </message>
        <message>
            <source>In BPM.</source>
            <translation>In BPM.</translation>
        </message>
        <message>
            <source>Ableton Link</source>
            <translation>Ableton Link</translation>
        </message>
        <message>
            <source>Meter with Link</source>
            <translation>Taktart bei Link</translation>
        </message>
        <message>
            <source>Link shares beats, not the meter. Used when no host sends one.</source>
            <translation>Link überträgt Schläge, aber keine Taktart. Gilt, wenn kein Host eine sendet.</translation>
        </message>
        <message>
            <source>Hosts</source>
            <translation>Hosts</translation>
        </message>
        <message>
            <source>Sync tempo with these and place clips in them.</source>
            <translation>Mit diesen das Tempo abgleichen und Clips in sie einfügen.</translation>
        </message>
        <message>
            <source>OSC port</source>
            <translation>OSC-Port</translation>
        </message>
        <message>
            <source>Port for incoming OSC messages.</source>
            <translation>Port für eingehende OSC-Nachrichten.</translation>
        </message>
        <message>
            <source>OSC address</source>
            <translation>OSC-Adresse</translation>
        </message>
        <message>
            <source>127.0.0.1 accepts this computer only, 0.0.0.0 also others.</source>
            <translation>127.0.0.1 lässt nur diesen Computer zu, 0.0.0.0 auch andere.</translation>
        </message>
        <message>
            <source>Pads and MIDI</source>
            <translation>Pads und MIDI</translation>
        </message>
        <message>
            <source>Pad set</source>
            <translation>Pad-Set</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>MIDI</source>
            <translation>MIDI</translation>
        </message>
        <message>
            <source>MIDI inputs</source>
            <translation>MIDI-Eingänge</translation>
        </message>
        <message>
            <source>MIDI outputs</source>
            <translation>MIDI-Ausgänge</translation>
        </message>
        <message>
            <source>Pre-render pads</source>
            <translation>Pads vorab rendern</translation>
        </message>
        <message>
            <source>Use idle time to pre-render likely next pads.</source>
            <translation>Leerlauf nutzen, um wahrscheinliche nächste Pads vorab zu rendern.</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Clips</source>
            <translation>Clips</translation>
        </message>
        <message>
            <source>All loops are saved here.</source>
            <translation>Hier werden alle Loops gespeichert.</translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Eingangsordner</translation>
        </message>
        <message>
            <source>Sounds and request files put here are rendered.</source>
            <translation>Sounds und Anfragedateien in diesem Ordner werden gerendert.</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>Presets</translation>
        </message>
        <message>
            <source>Library limit (GB)</source>
            <translation>Größe der Bibliothek (GB)</translation>
        </message>
        <message>
            <source>Oldest non-favourites are deleted first. Leave empty to keep all.</source>
            <translation>Die ältesten Clips, die keine Favoriten sind, werden zuerst gelöscht. Leer lassen, um alle zu behalten.</translation>
        </message>
        <message>
            <source>Automatic (fastest)</source>
            <translation>Automatisch (am schnellsten)</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Render on</source>
            <translation>Rendern auf</translation>
        </message>
        <message>
            <source>Models folder</source>
            <translation>Modellordner</translation>
        </message>
        <message>
            <source>More models</source>
            <translation>Weitere Modelle</translation>
        </message>
        <message>
            <source>Your own sound</source>
            <translation>Eigener Klang</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Match system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Darstellung</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Design</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Takes effect after restart.</source>
            <translation>Gilt nach einem Neustart.</translation>
        </message>
    </context>
    <context>
        <name>shortcuts</name>
        <message>
            <source>Go to the prompt</source>
            <translation>Zum Prompt</translation>
        </message>
        <message>
            <source>Render the loop</source>
            <translation>Loop rendern</translation>
        </message>
        <message>
            <source>Render four takes</source>
            <translation>Vier Takes rendern</translation>
        </message>
        <message>
            <source>Random prompt</source>
            <translation>Zufälliger Prompt</translation>
        </message>
        <message>
            <source>Search clips</source>
            <translation>Clips suchen</translation>
        </message>
        <message>
            <source>Play or stop the selected clip</source>
            <translation>Gewählten Clip spielen oder stoppen</translation>
        </message>
        <message>
            <source>Stop all clips</source>
            <translation>Alle Clips stoppen</translation>
        </message>
        <message>
            <source>Place the selected clip in your DAW</source>
            <translation>Gewählten Clip in die DAW einfügen</translation>
        </message>
        <message>
            <source>Cancel all of your requests</source>
            <translation>Alle eigenen Aufträge abbrechen</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>This list</source>
            <translation>Diese Liste</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Earlier and later prompts</source>
            <translation>Frühere und spätere Prompts</translation>
        </message>
        <message>
            <source>Complete the word</source>
            <translation>Wort vervollständigen</translation>
        </message>
        <message>
            <source>Play or stop the clip</source>
            <translation>Clip spielen oder stoppen</translation>
        </message>
        <message>
            <source>New take, or keep this one of several</source>
            <translation>Neuer Take, oder diesen von mehreren behalten</translation>
        </message>
        <message>
            <source>Four new takes</source>
            <translation>Vier neue Takes</translation>
        </message>
        <message>
            <source>Fold or unfold takes</source>
            <translation>Takes ein- oder ausklappen</translation>
        </message>
        <message>
            <source>Keep this take</source>
            <translation>Diesen Take behalten</translation>
        </message>
        <message>
            <source>Discard the other takes</source>
            <translation>Die anderen Takes verwerfen</translation>
        </message>
        <message>
            <source>Switch between two clips that you compare</source>
            <translation>Zwischen zwei verglichenen Clips wechseln</translation>
        </message>
        <message>
            <source>Add to favourites or remove</source>
            <translation>Zu Favoriten hinzufügen oder entfernen</translation>
        </message>
        <message>
            <source>Add to the strip</source>
            <translation>Zur Spur hinzufügen</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Move by a beat</source>
            <translation>Um einen Schlag springen</translation>
        </message>
        <message>
            <source>Go to the first or last beat</source>
            <translation>Zum ersten oder letzten Schlag</translation>
        </message>
        <message>
            <source>Mark beats to fill</source>
            <translation>Schläge zum Füllen markieren</translation>
        </message>
        <message>
            <source>Render what is marked</source>
            <translation>Das Markierte rendern</translation>
        </message>
        <message>
            <source>Extend by a bar more or less</source>
            <translation>Um einen Takt mehr oder weniger verlängern</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Hineinzoomen</translation>
        </message>
        <message>
            <source>Move the part in view</source>
            <translation>Den sichtbaren Teil verschieben</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Herauszoomen</translation>
        </message>
        <message>
            <source>Show the whole loop</source>
            <translation>Den ganzen Loop zeigen</translation>
        </message>
        <message>
            <source>Play or stop a pad. With Shift: new take</source>
            <translation>Pad spielen oder stoppen. Mit Umschalt: neuer Take</translation>
        </message>
        <message>
            <source>Play or stop the selected pad</source>
            <translation>Gewähltes Pad spielen oder stoppen</translation>
        </message>
        <message>
            <source>Select a pad</source>
            <translation>Pad wählen</translation>
        </message>
        <message>
            <source>Mute or unmute the selected pad</source>
            <translation>Gewähltes Pad stumm schalten oder nicht</translation>
        </message>
        <message>
            <source>Make the selected pad louder or softer</source>
            <translation>Gewähltes Pad lauter oder leiser</translation>
        </message>
        <message>
            <source>Open the pad's menu</source>
            <translation>Menü des Pads öffnen</translation>
        </message>
        <message>
            <source>Play or stop the piece, or several parts</source>
            <translation>Das Stück oder mehrere Teile abspielen oder stoppen</translation>
        </message>
        <message>
            <source>One more or one fewer round</source>
            <translation>Ein Durchlauf mehr oder weniger</translation>
        </message>
        <message>
            <source>Change the transition after a part</source>
            <translation>Übergang nach einem Teil ändern</translation>
        </message>
        <message>
            <source>Move parts</source>
            <translation>Teile verschieben</translation>
        </message>
        <message>
            <source>Remove parts</source>
            <translation>Teile entfernen</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Überall</translation>
        </message>
        <message>
            <source>In the prompt</source>
            <translation>Im Prompt</translation>
        </message>
        <message>
            <source>In the list of clips</source>
            <translation>In der Clipliste</translation>
        </message>
        <message>
            <source>In the waveform</source>
            <translation>In der Wellenform</translation>
        </message>
        <message>
            <source>On the pads</source>
            <translation>Auf den Pads</translation>
        </message>
        <message>
            <source>On the strip</source>
            <translation>In der Leiste</translation>
        </message>
    </context>
    <context>
        <name>sources</name>
        <message>
            <source>, stopped</source>
            <translation>, gestoppt</translation>
        </message>
    </context>
    <context>
        <name>trainer</name>
        <message>
            <source>It is silent.</source>
            <translation>Stille.</translation>
        </message>
        <message>
            <source>It is shorter than a bar.</source>
            <translation>Kürzer als ein Takt.</translation>
        </message>
        <message>
            <source>Its tempo is out of range. Put it into its name, such as pad_120bpm.wav.</source>
            <translation>Das Tempo liegt außerhalb des Bereichs. Schreib es in den Namen, etwa pad_120bpm.wav.</translation>
        </message>
        <message>
            <source>No tempo is heard in it. Put it into its name, such as pad_120bpm.wav.</source>
            <translation>Kein Tempo erkannt. Schreib es in den Namen, etwa pad_120bpm.wav.</translation>
        </message>
        <message>
            <source>It is the same sound as {file}.</source>
            <translation>Derselbe Sound wie {file}.</translation>
        </message>
        <message>
            <source>There is no folder {folder}. Name the folder of your loops.</source>
            <translation>Den Ordner {folder} gibt es nicht. Wähle den Ordner mit deinen Loops.</translation>
        </message>
        <message>
            <source>{folder} holds no sounds. Put WAV, FLAC, OGG, MP3 or AIFF files into it.</source>
            <translation>{folder} enthält keine Sounds. Leg WAV-, FLAC-, OGG-, MP3- oder AIFF-Dateien hinein.</translation>
        </message>
        <message>
            <source>{path} exists already. Choose another name, or move it away.</source>
            <translation>{path} gibt es schon. Wähle einen anderen Namen oder verschieb die Datei.</translation>
        </message>
        <message>
            <source>“{name}” was begun with other loops, words, model or options. Choose another name.</source>
            <translation>„{name}“ wurde mit anderen Loops, Wörtern, anderem Modell oder anderen Optionen begonnen. Wähle einen anderen Namen.</translation>
        </message>
        <message>
            <source>“{name}” already has a meaning in prompts. A word of your own is better: {own}.</source>
            <translation>„{name}“ hat in Prompts schon eine Bedeutung. Besser ist ein eigenes Wort: {own}.</translation>
        </message>
        <message>
            <source>Resuming at step {step} of {steps}.</source>
            <translation>Macht bei Schritt {step} von {steps} weiter.</translation>
        </message>
        <message>
            <source>This training has already reached step {step}. Ask for more steps to continue it.</source>
            <translation>Schritt {step} ist schon erreicht. Erhöhe die Zahl der Schritte, um weiter zu trainieren.</translation>
        </message>
        <message>
            <source>Set aside to measure progress, and not trained on: {files}.</source>
            <translation>Nicht mittrainiert, um den Fortschritt zu messen: {files}.</translation>
        </message>
        <message>
            <source>Progress isn't measured: that takes five loops or more.</source>
            <translation>Der Fortschritt wird nicht gemessen: Dafür braucht es mindestens fünf Loops.</translation>
        </message>
    </context>
    <context>
        <name>training</name>
        <message>
            <source>Windows keeps this name for a device. Choose another.</source>
            <translation>Windows hält diesen Namen für ein Gerät frei. Wähle einen anderen.</translation>
        </message>
        <message>
            <source>Use up to 40 letters, digits, - and _, and begin with a letter.</source>
            <translation>Nimm höchstens 40 Buchstaben ohne Umlaute, Ziffern, - und _, und beginne mit einem Buchstaben.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln loops</source>
            <translation>
                <numerusform>%Ln Loop</numerusform>
                <numerusform>%Ln Loops</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln bars</source>
            <translation>
                <numerusform>%Ln Takt</numerusform>
                <numerusform>%Ln Takte</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln refused</source>
            <translation>
                <numerusform>%Ln abgelehnt</numerusform>
                <numerusform>%Ln abgelehnt</numerusform>
            </translation>
        </message>
        <message>
            <source>{file}: refused. {why}</source>
            <translation>{file}: abgelehnt. {why}</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>noch weniger als eine Minute</translation>
        </message>
        <message numerus="yes">
            <source>about %n minutes left</source>
            <translation>
                <numerusform>noch etwa %n Minute</numerusform>
                <numerusform>noch etwa %n Minuten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n hours left</source>
            <translation>
                <numerusform>noch etwa %n Stunde</numerusform>
                <numerusform>noch etwa %n Stunden</numerusform>
            </translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Startet …</translation>
        </message>
        <message>
            <source>Stopping after this step…</source>
            <translation>Stoppt nach diesem Schritt …</translation>
        </message>
        <message>
            <source>Stopped. Resume goes on from the last step that was saved.</source>
            <translation>Gestoppt. „Fortsetzen“ macht beim letzten gespeicherten Schritt weiter.</translation>
        </message>
        <message>
            <source>Stopped at {share}. Resume goes on from there.</source>
            <translation>Bei {share} gestoppt. „Fortsetzen“ macht dort weiter.</translation>
        </message>
        <message>
            <source>Done. Choose “{name}” under Model.</source>
            <translation>Fertig. Wähle „{name}“ unter Modell.</translation>
        </message>
        <message>
            <source>Done. Choose “{name}” under LoRAs, and put it in your prompt.</source>
            <translation>Fertig. Wähle „{name}“ unter LoRAs und schreib es in deinen Prompt.</translation>
        </message>
        <message>
            <source>Step {step} of {steps}: loss {loss}</source>
            <translation>Schritt {step} von {steps}: Verlust {loss}</translation>
        </message>
        <message>
            <source>Step {step} of {steps}: loss {loss}, held out {held_out}</source>
            <translation>Schritt {step} von {steps}: Verlust {loss}, zurückgehalten {held_out}</translation>
        </message>
        <message>
            <source>The preview of step {step} is among your clips.</source>
            <translation>Die Vorschau von Schritt {step} ist bei deinen Clips.</translation>
        </message>
        <message>
            <source>You can try the LoRA as it was at step {step}.</source>
            <translation>Du kannst die LoRA ausprobieren, wie sie bei Schritt {step} war.</translation>
        </message>
        <message>
            <source>From its certificate.</source>
            <translation>Aus seinem Zertifikat.</translation>
        </message>
        <message>
            <source>From the file's loop data.</source>
            <translation>Aus den Loop-Daten der Datei.</translation>
        </message>
        <message>
            <source>From its tempo tag.</source>
            <translation>Aus seinem Tempo-Tag.</translation>
        </message>
        <message>
            <source>From its name.</source>
            <translation>Aus seinem Namen.</translation>
        </message>
        <message>
            <source>From its length.</source>
            <translation>Aus seiner Länge.</translation>
        </message>
        <message>
            <source>Detected in the sound.</source>
            <translation>Im Klang erkannt.</translation>
        </message>
        <message>
            <source>If it is wrong, put the tempo into the file's name: loop_90bpm.wav.</source>
            <translation>Falls es nicht stimmt, schreib das Tempo in den Dateinamen: loop_90bpm.wav.</translation>
        </message>
        <message>
            <source>Listening to your loops</source>
            <translation>Deine Loops werden angehört</translation>
        </message>
        <message>
            <source>Preparing</source>
            <translation>Vorbereitung</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Training</translation>
        </message>
    </context>
    <context>
        <name>window</name>
        <message>
            <source>System error: {why}.</source>
            <translation>Systemfehler: {why}.</translation>
        </message>
        <message>
            <source>Something went wrong ({name}). The log has the details.</source>
            <translation>Etwas ist schiefgelaufen ({name}). Details stehen im Log.</translation>
        </message>
    </context>
</TS>
