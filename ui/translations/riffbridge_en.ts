<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>BarsPicker</name>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n bar</numerusform>
                <numerusform>%n bars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClipEdits</name>
        <message numerus="yes">
            <source>Delete %Ln clips</source>
            <translation>
                <numerusform>Delete %Ln clip</numerusform>
                <numerusform>Delete %Ln clips</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClipsModel</name>
        <message numerus="yes">
            <source>%n takes. Press → to show them; Del deletes them all.</source>
            <translation>
                <numerusform>%n take. Press → to show it; Del deletes it.</numerusform>
                <numerusform>%n takes. Press → to show them; Del deletes them all.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClipsView</name>
        <message numerus="yes">
            <source>%Ln clips</source>
            <translation>
                <numerusform>%Ln clip</numerusform>
                <numerusform>%Ln clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln selected</numerusform>
                <numerusform>%Ln selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportRow</name>
        <message numerus="yes">
            <source>Export %Ln clips</source>
            <translation>
                <numerusform>Export %Ln clip</numerusform>
                <numerusform>Export %Ln clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Exported %Ln clips</source>
            <translation>
                <numerusform>Exported %Ln clip</numerusform>
                <numerusform>Exported %Ln clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files are missing</source>
            <translation>
                <numerusform>%Ln file is missing</numerusform>
                <numerusform>%Ln files are missing</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HostScript</name>
        <message numerus="yes">
            <source>Removed %n files.</source>
            <translation>
                <numerusform>Removed %n file.</numerusform>
                <numerusform>Removed %n files.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MarkRow</name>
        <message numerus="yes">
            <source>%n more bars</source>
            <translation>
                <numerusform>%n more bar</numerusform>
                <numerusform>%n more bars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n bar</numerusform>
                <numerusform>%n bars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PadEditor</name>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n bar</numerusform>
                <numerusform>%n bars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PadSets</name>
        <message numerus="yes">
            <source>%Ln pad sets can't be read.</source>
            <translation>
                <numerusform>%Ln pad set can't be read.</numerusform>
                <numerusform>%Ln pad sets can't be read.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PanelController</name>
        <message numerus="yes">
            <source>Deleted %Ln clips.</source>
            <translation>
                <numerusform>Deleted %Ln clip.</numerusform>
                <numerusform>Deleted %Ln clips.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlacementTracker</name>
        <message numerus="yes">
            <source>Placed %n clips, the first in {where}.</source>
            <translation>
                <numerusform>Placed %n clip, the first in {where}.</numerusform>
                <numerusform>Placed %n clips, the first in {where}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlayerBar</name>
        <message numerus="yes">
            <source>%n more playing</source>
            <translation>
                <numerusform>%n more playing</numerusform>
                <numerusform>%n more playing</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>, %n dropouts</source>
            <translation>
                <numerusform>, %n dropout</numerusform>
                <numerusform>, %n dropouts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QueueView</name>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln active</source>
            <translation>
                <numerusform>%Ln active</numerusform>
                <numerusform>%Ln active</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StripList</name>
        <message numerus="yes">
            <source>%Ln bars</source>
            <translation>
                <numerusform>%Ln bar</numerusform>
                <numerusform>%Ln bars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StripModel</name>
        <message numerus="yes">
            <source>%Ln rounds</source>
            <translation>
                <numerusform>%Ln round</numerusform>
                <numerusform>%Ln rounds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>after a transition of %Ln bars</source>
            <translation>
                <numerusform>after a transition of %Ln bar</numerusform>
                <numerusform>after a transition of %Ln bars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StripPanel</name>
        <message numerus="yes">
            <source>%Ln clips</source>
            <translation>
                <numerusform>%Ln clip</numerusform>
                <numerusform>%Ln clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln bars</source>
            <translation>
                <numerusform>%Ln bar</numerusform>
                <numerusform>%Ln bars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln clips are missing. Remove them, or make them again.</source>
            <translation>
                <numerusform>%Ln clip is missing. Remove it, or make it again.</numerusform>
                <numerusform>%Ln clips are missing. Remove them, or make them again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TakesRow</name>
        <message numerus="yes">
            <source>Discard %n other takes</source>
            <translation>
                <numerusform>Discard %n other take</numerusform>
                <numerusform>Discard %n other takes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message numerus="yes">
            <source>Rendering %Ln loops.</source>
            <translation>
                <numerusform>Rendering %Ln loop.</numerusform>
                <numerusform>Rendering %Ln loops.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>clips</name>
        <message numerus="yes">
            <source>Place %n clips in a host</source>
            <translation>
                <numerusform>Place %n clip in a host</numerusform>
                <numerusform>Place %n clips in a host</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %n clips</source>
            <translation>
                <numerusform>Delete %n clip</numerusform>
                <numerusform>Delete %n clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n bar</numerusform>
                <numerusform>%n bars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n takes</source>
            <translation>
                <numerusform>%n take</numerusform>
                <numerusform>%n takes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>drop</name>
        <message numerus="yes">
            <source>Vary %n clips</source>
            <translation>
                <numerusform>Vary %n clip</numerusform>
                <numerusform>Vary %n clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Render a loop from each of %n files</source>
            <translation>
                <numerusform>Render a loop from %n file</numerusform>
                <numerusform>Render a loop from each of %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more items can't be used.</source>
            <translation>
                <numerusform>%n more item can't be used.</numerusform>
                <numerusform>%n more items can't be used.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln characters are too many for a prompt.</source>
            <translation>
                <numerusform>%Ln character is too many for a prompt.</numerusform>
                <numerusform>%Ln characters are too many for a prompt.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>training</name>
        <message numerus="yes">
            <source>%Ln loops</source>
            <translation>
                <numerusform>%Ln loop</numerusform>
                <numerusform>%Ln loops</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln bars</source>
            <translation>
                <numerusform>%Ln bar</numerusform>
                <numerusform>%Ln bars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln refused</source>
            <translation>
                <numerusform>%Ln refused</numerusform>
                <numerusform>%Ln refused</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n minutes left</source>
            <translation>
                <numerusform>about %n minute left</numerusform>
                <numerusform>about %n minutes left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n hours left</source>
            <translation>
                <numerusform>about %n hour left</numerusform>
                <numerusform>about %n hours left</numerusform>
            </translation>
        </message>
    </context>
</TS>
