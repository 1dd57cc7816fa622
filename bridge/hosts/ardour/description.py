"""The description of Ardour."""

from __future__ import annotations

from bridge.hosts.description import Host, Offer, Option, Patience, Road, Script

ARDOUR = Host(
    id="ardour",
    title="Ardour",
    short="Ardour",
    patience=Patience(2.0, 60.0),
    is_measured=True,
    options=(Option("ardour_port", 3_819),),
    connect="bridge.hosts.ardour.connection:connect",
    places=(
        Offer("selected", "selected track, at the playhead", "the selected track, at the playhead"),
        Offer("next-free", "new track", "a new track, at the playhead"),
        Offer("arrangement:cursor", meaning="as `next-free`"),
    ),
    script=Script(
        what="Ardour: an action script (version 7)",
        own="riffbridge",
        folder="Ardour's folder",
        hint="Where Ardour keeps its settings, such as ~/.config/ardour8.",
        has_mailbox=True,
        code="bridge.hosts.ardour.installing",
    ),
    steps=(
        "In Ardour: Preferences, Control Surfaces: switch on Open Sound Control (OSC), and WebSockets Server "
        "for its exact tempo, also while it stands still.",
        "Edit, Lua Scripts, Script Manager; select the first row, choose Add/Set, and “Riffbridge”.",
    ),
    roads=(
        Road(
            "OSC and our script", "on a track, at the playhead", "playing 2 s, standing still 6 s",
            "found out while it plays", "found out after a bar",
        ),
        Road("and WebSocket", meter="", position="", playing=""),
    ),
)  # fmt: skip
