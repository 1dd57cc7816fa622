"""The description of REAPER."""

from __future__ import annotations

from bridge.hosts.description import Host, Offer, Option, Patience, Road, Script

REAPER = Host(
    id="reaper",
    title="REAPER",
    short="REAPER",
    patience=Patience(2.0, 60.0),
    is_always_on=True,
    listens=("OSC device too", "Only needed without the script, which always connects."),
    options=(Option("reaper_port", 9_000), Option("reaper_meter", "4/4")),
    connect="bridge.hosts.reaper.connection:connect",
    unit="bar",
    places=(
        Offer(
            "selected", "selected track, at the cursor",
            "the selected track at the edit cursor; without one, a new track",
        ),
        Offer("next-free", "new track", "a new track at the edit cursor"),
        Offer("track:2/slot:5", meaning="as `track:2/bar:5`"),
        Offer("track:2/bar:5", meaning="that track, from that bar on, by the project's tempo map"),
        Offer("arrangement:cursor", meaning="as `selected`"),
    ),
    script=Script(
        what="REAPER: two scripts (version 6 or later)",
        own="Scripts/Riffbridge",
        folder="Resource folder",
        hint="In REAPER: Options, Show REAPER resource path.",
        has_mailbox=True,
        code="bridge.hosts.reaper.installing",
    ),
    steps=(
        "In REAPER: Actions, Show action list, New action, Load ReaScript; choose riffbridge.lua and "
        "riffbridge-request.lua in Scripts/Riffbridge.",
        "Run the action “riffbridge” once in each session; it stays on in the background.",
    ),
    roads=(
        Road("our scripts", "on a track, on the grid", "at once, or in 5 s if it crashed", "exact, as heard"),
        Road(
            "by its OSC device", "by drag and drop", "playing 2 s, standing still 10 min",
            meter="no: a setting",
        ),
    ),
)  # fmt: skip
