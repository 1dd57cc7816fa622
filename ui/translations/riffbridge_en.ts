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
        <name>ClipsView</name>
        <message numerus="yes">
            <source>%Ln clips</source>
            <translation>
                <numerusform>%Ln clip</numerusform>
                <numerusform>%Ln clips</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln chosen</source>
            <translation>
                <numerusform>%Ln chosen</numerusform>
                <numerusform>%Ln chosen</numerusform>
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
            <source>%Ln files are gone</source>
            <translation>
                <numerusform>%Ln file is gone</numerusform>
                <numerusform>%Ln files are gone</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HostScript</name>
        <message numerus="yes">
            <source>Removed, %n files.</source>
            <translation>
                <numerusform>Removed, %n file.</numerusform>
                <numerusform>Removed, %n files.</numerusform>
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
        <name>PlacementTracker</name>
        <message numerus="yes">
            <source>At most %n clips are placed at once; choose fewer.</source>
            <translation>
                <numerusform>At most %n clip is placed at once; choose fewer.</numerusform>
                <numerusform>At most %n clips are placed at once; choose fewer.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n clips placed, the first in {where}.</source>
            <translation>
                <numerusform>%n clip placed, the first in {where}.</numerusform>
                <numerusform>%n clips placed, the first in {where}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlayerBar</name>
        <message numerus="yes">
            <source>%n more play</source>
            <translation>
                <numerusform>%n more plays</numerusform>
                <numerusform>%n more play</numerusform>
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
            <source>%Ln under way</source>
            <translation>
                <numerusform>%Ln under way</numerusform>
                <numerusform>%Ln under way</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message numerus="yes">
            <source>%Ln loops are asked for.</source>
            <translation>
                <numerusform>%Ln loop is asked for.</numerusform>
                <numerusform>%Ln loops are asked for.</numerusform>
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
            <source>%n bars</source>
            <translation>
                <numerusform>%n bar</numerusform>
                <numerusform>%n bars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>drop</name>
        <message numerus="yes">
            <source>A text of %Ln characters is no prompt; drop a sentence.</source>
            <translation>
                <numerusform>A text of %Ln character is no prompt; drop a sentence.</numerusform>
                <numerusform>A text of %Ln characters is no prompt; drop a sentence.</numerusform>
            </translation>
        </message>
    </context>
</TS>
