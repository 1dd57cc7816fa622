<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Announcer</name>
        <message>
            <source>{clip} is done: {facts}.</source>
            <translation>{clip} ist fertig: {facts}.</translation>
        </message>
        <message>
            <source>It failed: {why}</source>
            <translation>Fehlgeschlagen: {why}</translation>
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
            <source>Another number of bars</source>
            <translation>Eine andere Zahl von Takten</translation>
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
            <translation>steht</translation>
        </message>
        <message>
            <source>Bar and beat {place}, {state}</source>
            <translation>Takt und Schlag {place}, {state}</translation>
        </message>
        <message>
            <source>Bar and beat, playing</source>
            <translation>Takt und Schlag, läuft</translation>
        </message>
        <message>
            <source>Bar and beat; {state}</source>
            <translation>Takt und Schlag; {state}</translation>
        </message>
    </context>
    <context>
        <name>BridgeMonitor</name>
        <message>
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <source>The engine stopped and is starting again; nothing is lost.</source>
            <translation>Die Engine ist stehen geblieben und startet neu; nichts ist verloren.</translation>
        </message>
        <message>
            <source>The engine does not start; the next request tries it again.</source>
            <translation>Die Engine startet nicht; die nächste Anfrage versucht es noch einmal.</translation>
        </message>
    </context>
    <context>
        <name>BridgeThread</name>
        <message>
            <source>The bridge could not start: {why}.</source>
            <translation>Die Bridge konnte nicht starten: {why}.</translation>
        </message>
        <message>
            <source>The bridge made a mistake and stopped: {name}.</source>
            <translation>Die Bridge hat einen Fehler gemacht und ist stehen geblieben: {name}.</translation>
        </message>
    </context>
    <context>
        <name>ClipsList</name>
        <message>
            <source>Clips</source>
            <translation>Clips</translation>
        </message>
        <message>
            <source>{n} clips are too many to drag; export them to a folder, or choose {most} at most.</source>
            <translation>{n} Clips sind zu viele zum Ziehen; exportiere sie in einen Ordner oder wähle höchstens {most}.</translation>
        </message>
        <message>
            <source>The clips are still being read; drag them again.</source>
            <translation>Die Clips werden noch gelesen; zieh sie gleich noch einmal.</translation>
        </message>
    </context>
    <context>
        <name>ClipsView</name>
        <message>
            <source>Search clips</source>
            <translation>Clips suchen</translation>
        </message>
        <message>
            <source>Favourites only</source>
            <translation>Nur Favoriten</translation>
        </message>
        <message>
            <source>Order of the clips</source>
            <translation>Reihenfolge der Clips</translation>
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
            <source>No clips yet. Write what the loop should be, and press Render.</source>
            <translation>Noch keine Clips. Schreib, was für ein Loop es sein soll, und drück auf Rendern.</translation>
        </message>
        <message>
            <source>No clip is like that.</source>
            <translation>So einen Clip gibt es nicht.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln clips</source>
            <translation>
                <numerusform>%Ln Clip</numerusform>
                <numerusform>%Ln Clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln chosen</source>
            <translation>
                <numerusform>%Ln gewählt</numerusform>
                <numerusform>%Ln gewählt</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DeriveRows</name>
        <message>
            <source>Strength in percent: how much is redrawn</source>
            <translation>Stärke in Prozent: wie viel neu gezeichnet wird</translation>
        </message>
        <message>
            <source>Vary</source>
            <translation>Variieren</translation>
        </message>
        <message>
            <source>Draw part of this clip anew</source>
            <translation>Einen Teil dieses Clips neu zeichnen</translation>
        </message>
        <message>
            <source>Blend: 0 % this clip, 100 % the other</source>
            <translation>Mischung: 0 % dieser Clip, 100 % der andere</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Mischen</translation>
        </message>
        <message>
            <source>Blend with…</source>
            <translation>Mischen mit…</translation>
        </message>
        <message>
            <source>Then choose the other clip in the list</source>
            <translation>Dann den anderen Clip in der Liste wählen</translation>
        </message>
        <message>
            <source>Blend with no clip</source>
            <translation>Mit keinem Clip mischen</translation>
        </message>
        <message>
            <source>A blend cannot be blended again; choose a clip that is none.</source>
            <translation>Eine Mischung lässt sich nicht noch einmal mischen; wähl einen Clip, der keine ist.</translation>
        </message>
        <message>
            <source>Its file is gone; choose another clip.</source>
            <translation>Seine Datei fehlt; wähl einen anderen Clip.</translation>
        </message>
        <message>
            <source>Choose the other clip in the list</source>
            <translation>Wähl den anderen Clip in der Liste</translation>
        </message>
    </context>
    <context>
        <name>ExportRow</name>
        <message>
            <source>Folder to export to</source>
            <translation>Ordner für den Export</translation>
        </message>
        <message>
            <source>Choose the folder</source>
            <translation>Ordner wählen</translation>
        </message>
        <message>
            <source>Format to export as</source>
            <translation>Format für den Export</translation>
        </message>
        <message>
            <source>Give the whole path of a folder, such as {path}.</source>
            <translation>Gib den ganzen Pfad eines Ordners an, etwa {path}.</translation>
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
            <source>Exporting: {n} of {all}</source>
            <translation>Export: {n} von {all}</translation>
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
            <source>%Ln files are gone</source>
            <translation>
                <numerusform>%Ln Datei fehlt</numerusform>
                <numerusform>%Ln Dateien fehlen</numerusform>
            </translation>
        </message>
        <message>
            <source>A folder to export to</source>
            <translation>Ein Ordner, in den exportiert wird</translation>
        </message>
    </context>
    <context>
        <name>FlagControl</name>
        <message>
            <source>On</source>
            <translation>An</translation>
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
            <source>Tap the beat, from the one; three taps are a tempo</source>
            <translation>Tipp den Beat von der Eins an; drei Schläge sind ein Tempo</translation>
        </message>
        <message>
            <source>Tap the tempo</source>
            <translation>Tempo tippen</translation>
        </message>
        <message>
            <source>Meter {meter}</source>
            <translation>Taktart {meter}</translation>
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
            <source>Removed, %n files.</source>
            <translation>
                <numerusform>Entfernt, %n Datei.</numerusform>
                <numerusform>Entfernt, %n Dateien.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not removed because they were changed: {names}</source>
            <translation>Nicht entfernt, weil geändert: {names}</translation>
        </message>
    </context>
    <context>
        <name>TempoField</name>
        <message>
            <source>Tempo in beats a minute</source>
            <translation>Tempo in Schlägen pro Minute</translation>
        </message>
        <message>
            <source>Beats a minute; type a tempo to lead with it</source>
            <translation>Schläge in der Minute; wer hier ein Tempo tippt, gibt es vor</translation>
        </message>
    </context>
    <context>
        <name>HostsButton</name>
        <message>
            <source>No host is connected</source>
            <translation>Kein Host verbunden</translation>
        </message>
        <message>
            <source>Hosts and scripts. {words}.</source>
            <translation>Hosts und Skripte. {words}.</translation>
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
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <source>Again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>The same request with a new seed</source>
            <translation>Dieselbe Anfrage mit neuem Seed</translation>
        </message>
        <message>
            <source>Reveal</source>
            <translation>Im Ordner</translation>
        </message>
        <message>
            <source>Show the file in its folder</source>
            <translation>Die Datei in ihrem Ordner zeigen</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <source>Choose a clip to see what it is.</source>
            <translation>Wähl einen Clip, um zu sehen, was er ist.</translation>
        </message>
        <message>
            <source>Its file is gone or cannot be read.</source>
            <translation>Seine Datei fehlt oder lässt sich nicht lesen.</translation>
        </message>
        <message>
            <source>Spectrogram and waveform of {title}</source>
            <translation>Spektrogramm und Wellenform von {title}</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
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
        <name>LoopView</name>
        <message>
            <source>Click or drag to play from there; arrow keys move by a beat</source>
            <translation>Klicken oder ziehen spielt von dort; Pfeiltasten gehen um einen Schlag</translation>
        </message>
        <message>
            <source>Beat {beat} of {beats}</source>
            <translation>Schlag {beat} von {beats}</translation>
        </message>
    </context>
    <context>
        <name>ModelOffer</name>
        <message>
            <source>Fetching {name}</source>
            <translation>{name} wird geholt</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Vorhanden</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <source>Get</source>
            <translation>Holen</translation>
        </message>
        <message>
            <source>Fetching…</source>
            <translation>Wird geholt…</translation>
        </message>
        <message>
            <source>Stopped; it goes on from here the next time.</source>
            <translation>Angehalten; das nächste Mal geht es hier weiter.</translation>
        </message>
        <message>
            <source>{done:.2f} of {all:.1f} GB</source>
            <translation>{done:.2f} von {all:.1f} GB</translation>
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
        <name>PadCell</name>
        <message>
            <source>learns: play the note</source>
            <translation>lernt: spiel die Note</translation>
        </message>
        <message>
            <source>Pad {number}</source>
            <translation>Pad {number}</translation>
        </message>
    </context>
    <context>
        <name>PadEditor</name>
        <message>
            <source>&amp;Assign</source>
            <translation>&amp;Belegen</translation>
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
            <source>As the preset says</source>
            <translation>Wie das Preset sagt</translation>
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
            <source>When its round is over</source>
            <translation>Wenn sein Durchlauf endet</translation>
        </message>
        <message>
            <source>At once</source>
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
            <source>Comes in</source>
            <translation>Einsatz</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keins</translation>
        </message>
        <message>
            <source>Pad {number}</source>
            <translation>Pad {number}</translation>
        </message>
        <message>
            <source>A loop in words</source>
            <translation>Ein Loop in Worten</translation>
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
            <translation>Den &amp;gewählten Clip nehmen</translation>
        </message>
        <message>
            <source>Fresh &amp;variation</source>
            <translation>Neue Va&amp;riation</translation>
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
            <translation>Zu den &amp;Favoriten</translation>
        </message>
        <message>
            <source>Stop &amp;learning</source>
            <translation>Nicht mehr &amp;lernen</translation>
        </message>
        <message>
            <source>&amp;Learn a MIDI note</source>
            <translation>MIDI-Note &amp;lernen</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>&amp;Abbrechen</translation>
        </message>
        <message>
            <source>Cl&amp;ear</source>
            <translation>&amp;Leeren</translation>
        </message>
    </context>
    <context>
        <name>PadSetMenu</name>
        <message>
            <source>Other sounds for all pads</source>
            <translation>Andere Klänge für alle Pads</translation>
        </message>
        <message>
            <source>Sounds</source>
            <translation>Klänge</translation>
        </message>
        <message>
            <source>Sounds of the pads: {title}</source>
            <translation>Klänge der Pads: {title}</translation>
        </message>
    </context>
    <context>
        <name>Pads</name>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>Play the note for pad {n}</source>
            <translation>Pad {n} lernt…</translation>
        </message>
        <message>
            <source>The bridge is not running; a pad can be given a sound once it is.</source>
            <translation>Die Bridge läuft nicht; sobald sie läuft, kann ein Pad einen Klang bekommen.</translation>
        </message>
        <message>
            <source>No clip is selected; choose one in the list, or drag it onto the pad.</source>
            <translation>Es ist kein Clip gewählt; wähl einen in der Liste, oder zieh ihn auf das Pad.</translation>
        </message>
    </context>
    <context>
        <name>PlaceRow</name>
        <message>
            <source>Another place</source>
            <translation>Ein anderer Ort</translation>
        </message>
        <message>
            <source>Place in a host…</source>
            <translation>In einen Host legen…</translation>
        </message>
        <message>
            <source>Place {n} in {place}</source>
            <translation>{n} ablegen: {place}</translation>
        </message>
        <message>
            <source>Place in {place}</source>
            <translation>Ablegen: {place}</translation>
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
            <translation>Kein Host ist verbunden. Richte einen in den Einstellungen unter Hosts ein.</translation>
        </message>
        <message numerus="yes">
            <source>At most %n clips are placed at once; choose fewer.</source>
            <translation>
                <numerusform>Höchstens %n Clip wird auf einmal abgelegt; wähl weniger.</numerusform>
                <numerusform>Höchstens %n Clips werden auf einmal abgelegt; wähl weniger.</numerusform>
            </translation>
        </message>
        <message>
            <source>The clip's file is gone; ask for it again.</source>
            <translation>Die Datei des Clips fehlt; ruf ihn noch einmal ab.</translation>
        </message>
        <message>
            <source>Waiting for {host}…</source>
            <translation>Warten auf {host}…</translation>
        </message>
        <message>
            <source>{n} of {all} placed; “{name}” was not: {why}</source>
            <translation>{n} von {all} abgelegt; „{name}“ nicht: {why}</translation>
        </message>
        <message>
            <source>Placed in {where}.</source>
            <translation>Abgelegt: {where}.</translation>
        </message>
        <message numerus="yes">
            <source>%n clips placed, the first in {where}.</source>
            <translation>
                <numerusform>%n Clip abgelegt, der erste: {where}.</numerusform>
                <numerusform>%n Clips abgelegt, der erste: {where}.</numerusform>
            </translation>
        </message>
        <message>
            <source>The bridge ended before the host answered; see there whether the clip has come.</source>
            <translation>Die Bridge endete, bevor der Host antwortete; sieh dort nach, ob der Clip angekommen ist.</translation>
        </message>
    </context>
    <context>
        <name>PlayerBar</name>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <source>The bridge is not running.</source>
            <translation>Die Bridge läuft nicht.</translation>
        </message>
        <message>
            <source>What plays</source>
            <translation>Was spielt</translation>
        </message>
        <message>
            <source>Level in percent</source>
            <translation>Pegel in Prozent</translation>
        </message>
        <message>
            <source>Silence everything at once (Esc)</source>
            <translation>Alles sofort verstummen lassen (Esc)</translation>
        </message>
        <message>
            <source>Stop everything</source>
            <translation>Alles anhalten</translation>
        </message>
        <message>
            <source>+{n}</source>
            <translation>+{n}</translation>
        </message>
        <message numerus="yes">
            <source>%n more play</source>
            <translation>
                <numerusform>%n weiterer spielt</numerusform>
                <numerusform>%n weitere spielen</numerusform>
            </translation>
        </message>
        <message>
            <source>Level: {percent} %</source>
            <translation>Pegel: {percent} %</translation>
        </message>
        <message>
            <source>No sound</source>
            <translation>Kein Ton</translation>
        </message>
        <message>
            <source>There is no sound device.</source>
            <translation>Es gibt kein Audiogerät.</translation>
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
            <source>{device}: {latency} from call to ear{dropouts}</source>
            <translation>{device}: {latency} vom Auftrag bis zum Ohr{dropouts}</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Hier</translation>
        </message>
    </context>
    <context>
        <name>PlayingClipButton</name>
        <message>
            <source>{what}: press to stop it at the next bar, with Shift at once; drag its lower edge or use the arrow keys to move it by beats</source>
            <translation>{what}: drücken hält beim nächsten Takt an, mit Umschalt sofort; am unteren Rand ziehen oder Pfeiltasten verschieben um Schläge</translation>
        </message>
        <message>
            <source>Stop {what}</source>
            <translation>{what} anhalten</translation>
        </message>
    </context>
    <context>
        <name>Program</name>
        <message>
            <source>The bridge starts anew with it: what plays stops, what waits is not lost.</source>
            <translation>Die Bridge startet damit neu: was spielt, hört auf, was wartet, geht nicht verloren.</translation>
        </message>
        <message>
            <source>{name} is here; choose it under Model.</source>
            <translation>{name} ist da; wähl es unter Modell.</translation>
        </message>
    </context>
    <context>
        <name>QueueView</name>
        <message>
            <source>Queue</source>
            <translation>Warteschlange</translation>
        </message>
        <message>
            <source>Nothing waits. What you ask for is made here.</source>
            <translation>Nichts wartet. Was du bestellst, entsteht hier.</translation>
        </message>
        <message>
            <source>Requests in the queue</source>
            <translation>Anfragen in der Warteschlange</translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>und %Ln weitere</numerusform>
                <numerusform>und %Ln weitere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln under way</source>
            <translation>
                <numerusform>%Ln in Arbeit</numerusform>
                <numerusform>%Ln in Arbeit</numerusform>
            </translation>
        </message>
        <message>
            <source>the engine is starting</source>
            <translation>die Engine startet</translation>
        </message>
        <message>
            <source>the bridge is not running</source>
            <translation>die Bridge läuft nicht</translation>
        </message>
        <message>
            <source>the engine does not start</source>
            <translation>die Engine startet nicht</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>bereit</translation>
        </message>
    </context>
    <context>
        <name>RequestBar</name>
        <message>
            <source>Request</source>
            <translation>Anfrage</translation>
        </message>
        <message>
            <source>What else the request says; press to take it away</source>
            <translation>Was die Anfrage sonst noch sagt; drücken nimmt es weg</translation>
        </message>
        <message>
            <source>&amp;Render</source>
            <translation>&amp;Rendern</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>Dice</source>
            <translation>Würfeln</translation>
        </message>
        <message>
            <source>Another idea (Ctrl+D)</source>
            <translation>Eine andere Idee (Strg+D)</translation>
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
            <source>Make the loop (Return)</source>
            <translation>Den Loop machen (Eingabetaste)</translation>
        </message>
        <message>
            <source>Render</source>
            <translation>Rendern</translation>
        </message>
        <message>
            <source>&amp;Preset</source>
            <translation>&amp;Preset</translation>
        </message>
        <message>
            <source>&amp;Tempo</source>
            <translation>&amp;Tempo</translation>
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
            <source>None</source>
            <translation>Keins</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>A loop in words: warm jazz with upright bass and Rhodes…</source>
            <translation>Ein Loop in Worten: warmer Jazz mit Kontrabass und Rhodes…</translation>
        </message>
        <message>
            <source>Take away: {what}</source>
            <translation>Wegnehmen: {what}</translation>
        </message>
    </context>
    <context>
        <name>SeedEdit</name>
        <message>
            <source>random</source>
            <translation>zufällig</translation>
        </message>
        <message>
            <source>Keep the seed</source>
            <translation>Seed behalten</translation>
        </message>
        <message>
            <source>Keep this seed for the next loop</source>
            <translation>Diesen Seed für den nächsten Loop behalten</translation>
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
            <source>Changes are kept at once.</source>
            <translation>Änderungen gelten sofort.</translation>
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
            <source>Choose a sound to start from</source>
            <translation>Einen Sound wählen, von dem ausgegangen wird</translation>
        </message>
        <message>
            <source>Remove the source</source>
            <translation>Quelle entfernen</translation>
        </message>
        <message>
            <source>Start from nothing again</source>
            <translation>Wieder von nichts ausgehen</translation>
        </message>
        <message>
            <source>Strength in percent: how much of the source is redrawn</source>
            <translation>Stärke in Prozent: wie viel von der Quelle neu gezeichnet wird</translation>
        </message>
        <message>
            <source>Strength: how much of the source is redrawn</source>
            <translation>Stärke: wie viel von der Quelle neu gezeichnet wird</translation>
        </message>
        <message>
            <source>A sound to start from</source>
            <translation>Ein Sound, von dem ausgegangen wird</translation>
        </message>
        <message>
            <source>Sounds ({endings})</source>
            <translation>Sounds ({endings})</translation>
        </message>
    </context>
    <context>
        <name>TempoEdit</name>
        <message>
            <source>Auto</source>
            <translation>Auto</translation>
        </message>
        <message>
            <source>Beats a minute; Auto takes the host's tempo, or else the preset's</source>
            <translation>Schläge in der Minute; Auto nimmt das Tempo des Hosts, sonst das des Presets</translation>
        </message>
    </context>
    <context>
        <name>TempoSourceMenu</name>
        <message>
            <source>No host</source>
            <translation>Kein Host</translation>
        </message>
        <message>
            <source>Nobody tells a tempo; type one, or tap it</source>
            <translation>Niemand gibt ein Tempo vor; schreib eins oder tipp es</translation>
        </message>
        <message>
            <source>Leads the tempo; press to choose another</source>
            <translation>Gibt das Tempo vor; drücken, um jemand anderen zu wählen</translation>
        </message>
        <message>
            <source>{source}, silent</source>
            <translation>{source}, stumm</translation>
        </message>
        <message>
            <source>It has fallen silent; its last tempo is kept</source>
            <translation>Verstummt; das letzte Tempo gilt weiter</translation>
        </message>
        <message>
            <source>Leads the tempo: {source}</source>
            <translation>Gibt das Tempo vor: {source}</translation>
        </message>
        <message>
            <source>Nobody is heard</source>
            <translation>Niemand ist zu hören</translation>
        </message>
        <message>
            <source>In the usual order</source>
            <translation>In der üblichen Reihenfolge</translation>
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
        <message numerus="yes">
            <source>%Ln loops are asked for.</source>
            <translation>
                <numerusform>%Ln Loop ist bestellt.</numerusform>
                <numerusform>%Ln Loops sind bestellt.</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel them</source>
            <translation>Abbrechen</translation>
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
        <name>_CompletionPopup</name>
        <message>
            <source>Completions</source>
            <translation>Ergänzungen</translation>
        </message>
    </context>
    <context>
        <name>_RowView</name>
        <message>
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <source>Try it once more</source>
            <translation>Noch einmal versuchen</translation>
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
            <source>Dismiss</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fehlgeschlagen</translation>
        </message>
        <message>
            <source>is being made</source>
            <translation>entsteht</translation>
        </message>
        <message>
            <source>waits</source>
            <translation>wartet</translation>
        </message>
        <message>
            <source>asked</source>
            <translation>angefragt</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} s</translation>
        </message>
    </context>
    <context>
        <name>certificate</name>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Drawn</source>
            <translation>Gezeichnet</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>Pegel</translation>
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
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Entstanden</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>seed {seed}, {steps} steps, guidance {guidance}</source>
            <translation>Seed {seed}, {steps} Schritte, Guidance {guidance}</translation>
        </message>
        <message>
            <source>take {take} of {count}</source>
            <translation>Take {take} von {count}</translation>
        </message>
        <message>
            <source>Without</source>
            <translation>Ohne</translation>
        </message>
        <message>
            <source>{name}, {percent} % redrawn</source>
            <translation>{name}, {percent} % neu gezeichnet</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>{percent} % of “{prompt}”, seed {seed}</source>
            <translation>{percent} % von „{prompt}“, Seed {seed}</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Mischung</translation>
        </message>
        <message>
            <source>{frames} frames, {seconds} s at {rate} kHz</source>
            <translation>{frames} Samples, {seconds} s bei {rate} kHz</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>still</translation>
        </message>
        <message>
            <source>peak {peak} dBFS</source>
            <translation>Spitze {peak} dBFS</translation>
        </message>
        <message>
            <source>not measured</source>
            <translation>nicht gemessen</translation>
        </message>
        <message>
            <source>inaudible ({seam})</source>
            <translation>unhörbar ({seam})</translation>
        </message>
        <message>
            <source>may be heard ({seam})</source>
            <translation>vielleicht zu hören ({seam})</translation>
        </message>
        <message>
            <source>exact, drawn on it</source>
            <translation>exakt, darauf gezeichnet</translation>
        </message>
        <message>
            <source>As it is</source>
            <translation>Wie es ist</translation>
        </message>
        <message>
            <source>WAV float</source>
            <translation>WAV Float</translation>
        </message>
    </context>
    <context>
        <name>clips</name>
        <message>
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <source>Again, with another seed</source>
            <translation>Noch einmal, mit anderem Seed</translation>
        </message>
        <message numerus="yes">
            <source>Place %n clips in a host</source>
            <translation>
                <numerusform>%n Clip in einen Host legen</numerusform>
                <numerusform>%n Clips in einen Host legen</numerusform>
            </translation>
        </message>
        <message>
            <source>Show in its folder</source>
            <translation>Im Ordner zeigen</translation>
        </message>
        <message>
            <source>Its file is gone or cannot be read</source>
            <translation>Seine Datei fehlt oder ist nicht lesbar</translation>
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
            <source>{bars} of {meter}</source>
            <translation>{bars} im {meter}-Takt</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>its file is gone</source>
            <translation>seine Datei fehlt</translation>
        </message>
    </context>
    <context>
        <name>drop</name>
        <message>
            <source>Start from this clip</source>
            <translation>Von diesem Clip ausgehen</translation>
        </message>
        <message>
            <source>Take these words as the prompt</source>
            <translation>Diese Worte als Prompt nehmen</translation>
        </message>
        <message>
            <source>Take the words in “{name}”</source>
            <translation>Die Worte in „{name}“ nehmen</translation>
        </message>
        <message>
            <source>Take the request in “{name}”</source>
            <translation>Die Anfrage in „{name}“ nehmen</translation>
        </message>
        <message>
            <source>Start from “{name}”</source>
            <translation>Von „{name}“ ausgehen</translation>
        </message>
        <message>
            <source>{n} clips: a loop from each</source>
            <translation>{n} Clips: aus jedem ein Loop</translation>
        </message>
        <message>
            <source>{n} files: a loop from each of the first {most}</source>
            <translation>{n} Dateien: aus jeder der ersten {most} ein Loop</translation>
        </message>
        <message>
            <source>{n} files: a loop from each</source>
            <translation>{n} Dateien: aus jeder ein Loop</translation>
        </message>
        <message>
            <source>{n} more could not be used.</source>
            <translation>{n} weitere waren nicht zu gebrauchen.</translation>
        </message>
        <message>
            <source>Of {count} files the first {most} were taken; drop the rest after.</source>
            <translation>Von {count} Dateien wurden die ersten {most} genommen; zieh die übrigen danach her.</translation>
        </message>
        <message>
            <source>It is a folder; drop the sounds in it.</source>
            <translation>Das ist ein Ordner; zieh die Sounds darin her.</translation>
        </message>
        <message>
            <source>It is being written; drop it again.</source>
            <translation>Sie wird gerade geschrieben; zieh sie noch einmal her.</translation>
        </message>
        <message>
            <source>It is not there, or may not be read.</source>
            <translation>Sie ist nicht da oder darf nicht gelesen werden.</translation>
        </message>
        <message numerus="yes">
            <source>A text of %Ln characters is no prompt; drop a sentence.</source>
            <translation>
                <numerusform>Ein Text von %Ln Zeichen ist kein Prompt; zieh einen Satz her.</numerusform>
                <numerusform>Ein Text von %Ln Zeichen ist kein Prompt; zieh einen Satz her.</numerusform>
            </translation>
        </message>
        <message>
            <source>A text cannot bring “{name}” along; drop that sound itself.</source>
            <translation>Ein Text kann „{name}“ nicht mitbringen; zieh den Sound selbst her.</translation>
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
            <translation>Das Skript ist von einer anderen Version oder für andere Ordner. Installiere es neu.</translation>
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
            <translation>Installiere hier das Skript und folge dann den Schritten.</translation>
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
            <translation>Auf diesem Rechner nicht gefunden. Wähle den Ordner aus.</translation>
        </message>
        <message>
            <source>Give the whole path of a folder, such as {path}.</source>
            <translation>Gib den ganzen Pfad eines Ordners an, etwa {path}.</translation>
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
            <translation>Tempo übernehmen und Clips einfügen.</translation>
        </message>
        <message>
            <source>Restart Live.</source>
            <translation>Starte Live neu.</translation>
        </message>
        <message>
            <source>In Live's settings, under Link, Tempo &amp; MIDI, choose Riffbridge as a control surface; leave its input and output at None.</source>
            <translation>Wähle in Lives Einstellungen unter Link, Tempo &amp; MIDI Riffbridge als Bedienoberfläche; Ein- und Ausgang bleiben auf „Keine“.</translation>
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
            <translation>In Lives User Library. Wo die liegt, zeigen Lives Einstellungen unter Library.</translation>
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
            <translation>In REAPER: Actions, Show action list, New action, Load ReaScript; riffbridge.lua und riffbridge-request.lua in Scripts/Riffbridge wählen.</translation>
        </message>
        <message>
            <source>Run the action “riffbridge” once in each session; it stays on in the background.</source>
            <translation>Die Aktion „riffbridge“ in jeder Sitzung einmal ausführen; sie bleibt im Hintergrund an.</translation>
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
            <translation>Lege DrivenByMoss in Bitwigs Extensions-Ordner.</translation>
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
            <translation>Edit, Lua Scripts, Script Manager: wähle die erste Zeile, dann Add/Set und „Riffbridge“.</translation>
        </message>
        <message>
            <source>selected track, at the playhead</source>
            <translation>ausgewählte Spur, am Abspielkopf</translation>
        </message>
        <message>
            <source>Ardour's folder</source>
            <translation>Ordner von Ardour</translation>
        </message>
        <message>
            <source>Where Ardour keeps its settings, such as ~/.config/ardour8.</source>
            <translation>Wo Ardour seine Einstellungen hat, etwa ~/.config/ardour8.</translation>
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
            <source>D</source>
            <translation>D</translation>
        </message>
        <message>
            <source>D#</source>
            <translation>Dis</translation>
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
            <source>A</source>
            <translation>A</translation>
        </message>
        <message>
            <source>A#</source>
            <translation>Ais</translation>
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
        <name>pads</name>
        <message>
            <source>{percent} % rendered</source>
            <translation>zu {percent} % gerendert</translation>
        </message>
        <message>
            <source>not made yet</source>
            <translation>noch nicht gemacht</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>leer</translation>
        </message>
        <message>
            <source>waits to be rendered</source>
            <translation>wartet aufs Rendern</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>bereit</translation>
        </message>
        <message>
            <source>comes in soon</source>
            <translation>setzt gleich ein</translation>
        </message>
        <message>
            <source>playing</source>
            <translation>spielt</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fehlgeschlagen</translation>
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
            <source>How the hosts stand, and Riffbridge's scripts in them</source>
            <translation>Wie die Hosts stehen, und Riffbridges Skripte in ihnen</translation>
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
            <translation>Ablegen</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>Turn it on under Hosts…</source>
            <translation>Schalte ihn unter Hosts… ein.</translation>
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
        <name>queue</name>
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
            <source>without</source>
            <translation>ohne</translation>
        </message>
        <message>
            <source>meter</source>
            <translation>Taktart</translation>
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
            <source>scheduler</source>
            <translation>Scheduler</translation>
        </message>
        <message>
            <source>count</source>
            <translation>Anzahl</translation>
        </message>
        <message>
            <source>rate in Hz</source>
            <translation>Rate in Hz</translation>
        </message>
        <message>
            <source>format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>use</source>
            <translation>Verwendung</translation>
        </message>
        <message>
            <source>towards</source>
            <translation>hin zu</translation>
        </message>
        <message>
            <source>its seed</source>
            <translation>dessen Seed</translation>
        </message>
        <message>
            <source>its key</source>
            <translation>dessen Tonart</translation>
        </message>
        <message>
            <source>blend</source>
            <translation>Mischung</translation>
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
            <source>bars of the source</source>
            <translation>Takte der Quelle</translation>
        </message>
        <message>
            <source>drawn at BPM</source>
            <translation>gezeichnet bei BPM</translation>
        </message>
        <message>
            <source>to</source>
            <translation>nach</translation>
        </message>
    </context>
    <context>
        <name>settings</name>
        <message>
            <source>The defaults hold until that is mended.</source>
            <translation>Bis das behoben ist, gelten die Vorgaben.</translation>
        </message>
        <message>
            <source>The system's own</source>
            <translation>Das des Systems</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Ton</translation>
        </message>
        <message>
            <source>Play clips here</source>
            <translation>Clips hier abspielen</translation>
        </message>
        <message>
            <source>Without it, the bridge only writes files.</source>
            <translation>Ohne das schreibt die Bridge nur Dateien.</translation>
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
            <source>How clips that play come to the new tempo.</source>
            <translation>Wie Clips, die spielen, zum neuen Tempo kommen.</translation>
        </message>
        <message>
            <source>Play faster or slower at once</source>
            <translation>Sofort schneller oder langsamer spielen</translation>
        </message>
        <message>
            <source>Draw anew, take over on a bar</source>
            <translation>Neu zeichnen, auf einem Takt übernehmen</translation>
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
            <source>Quarter notes a minute.</source>
            <translation>Viertel in der Minute.</translation>
        </message>
        <message>
            <source>Ableton Link</source>
            <translation>Ableton Link</translation>
        </message>
        <message>
            <source>Meter under Link</source>
            <translation>Taktart bei Link</translation>
        </message>
        <message>
            <source>Where no host tells its own, such as 4/4: Link knows of beats alone.</source>
            <translation>Wo kein Host seine nennt, etwa 4/4: Link kennt nur Schläge.</translation>
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
            <source>Where requests and hosts' words come in.</source>
            <translation>Wo Anfragen und Worte von Hosts ankommen.</translation>
        </message>
        <message>
            <source>OSC address</source>
            <translation>OSC-Adresse</translation>
        </message>
        <message>
            <source>127.0.0.1 keeps it to this machine; 0.0.0.0 lets the network in.</source>
            <translation>127.0.0.1 bleibt auf diesem Rechner; 0.0.0.0 lässt das Netz herein.</translation>
        </message>
        <message>
            <source>Pads and MIDI</source>
            <translation>Pads und MIDI</translation>
        </message>
        <message>
            <source>Pads</source>
            <translation>Pads</translation>
        </message>
        <message>
            <source>The usual</source>
            <translation>Die üblichen</translation>
        </message>
        <message>
            <source>MIDI</source>
            <translation>MIDI</translation>
        </message>
        <message>
            <source>Inputs</source>
            <translation>Eingänge</translation>
        </message>
        <message>
            <source>Outputs</source>
            <translation>Ausgänge</translation>
        </message>
        <message>
            <source>Render ahead</source>
            <translation>Vorausrendern</translation>
        </message>
        <message>
            <source>Idle time goes into what pads may want next.</source>
            <translation>Freie Zeit geht in das, was Pads als Nächstes brauchen könnten.</translation>
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
            <source>Where every loop is written.</source>
            <translation>Wohin jeder Loop geschrieben wird.</translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Eingangsordner</translation>
        </message>
        <message>
            <source>Sounds and requests dropped in here are rendered.</source>
            <translation>Sounds und Anfragen, die hier landen, werden gerendert.</translation>
        </message>
        <message>
            <source>Your presets</source>
            <translation>Deine Presets</translation>
        </message>
        <message>
            <source>Keep at most, GB</source>
            <translation>Höchstens behalten, GB</translation>
        </message>
        <message>
            <source>The oldest clips that are no favourites go first. Empty keeps everything.</source>
            <translation>Die ältesten Clips, die keine Favoriten sind, gehen zuerst. Leer behält alles.</translation>
        </message>
        <message>
            <source>Whatever is fastest</source>
            <translation>Was am schnellsten ist</translation>
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
            <source>Models' folder</source>
            <translation>Ordner der Modelle</translation>
        </message>
        <message>
            <source>More models</source>
            <translation>Weitere Modelle</translation>
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
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Spoken from the next start on.</source>
            <translation>Gilt ab dem nächsten Start.</translation>
        </message>
        <message>
            <source>An address is needed; 127.0.0.1 is this machine's own.</source>
            <translation>Eine Adresse wird gebraucht; 127.0.0.1 ist die dieses Rechners.</translation>
        </message>
        <message>
            <source>a whole number</source>
            <translation>eine ganze Zahl</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>eine Zahl</translation>
        </message>
        <message>
            <source>“{text}” is not {what}.</source>
            <translation>„{text}“ ist nicht {what}.</translation>
        </message>
        <message>
            <source>Give more than 0 GB, or leave it empty to keep everything.</source>
            <translation>Gib mehr als 0 GB an, oder lass es leer, um alles zu behalten.</translation>
        </message>
        <message>
            <source>Give a whole path, such as {path}.</source>
            <translation>Gib einen ganzen Pfad an, etwa {path}.</translation>
        </message>
        <message>
            <source>This is a file; give a folder.</source>
            <translation>Das ist eine Datei; gib einen Ordner an.</translation>
        </message>
        <message>
            <source>“{path}” may not be written to; choose another folder.</source>
            <translation>In „{path}“ darf nicht geschrieben werden; wähl einen anderen Ordner.</translation>
        </message>
    </context>
    <context>
        <name>sources</name>
        <message>
            <source>, silent</source>
            <translation>, stumm</translation>
        </message>
    </context>
    <context>
        <name>window</name>
        <message>
            <source>The system refused: {why}.</source>
            <translation>Das System hat abgelehnt: {why}.</translation>
        </message>
        <message>
            <source>The window made a mistake: {name}.</source>
            <translation>Das Fenster hat einen Fehler gemacht: {name}.</translation>
        </message>
    </context>
</TS>
