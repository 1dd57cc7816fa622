"""The description of Ableton Live."""

from __future__ import annotations

from bridge.hosts.description import Host, Offer, Option, Patience, Road, Script

LIVE = Host(
    id="live",
    aliases=("ableton",),
    title="Ableton Live",
    short="Live",
    patience=Patience(5.0, 5.0),
    is_default=True,
    options=(
        Option("live_port", 11_000, "ableton_port"),
        Option("live_reply_port", 11_001, "ableton_reply_port"),
    ),
    connect="bridge.hosts.live.connection:connect",
    unit="slot",
    launches=True,
    places=(
        Offer(
            "selected", "selected slot", "the highlighted slot, else where the selected track and scene cross"
        ),
        Offer("selected+fire", "selected slot, launched"),
        Offer(
            "next-free", "next free slot",
            "the first empty slot from the selected scene down, in the selected track, else in the next "
            "audio track",
        ),
        Offer("track:2/slot:5", meaning="that slot, counted from 1"),
        Offer(
            "track:2/bar:5",
            meaning="that track's arrangement, from that bar on; bars are counted in the current meter",
        ),
        Offer(
            "arrangement:cursor", "arrangement, at the cursor",
            "the selected track's arrangement, at the song position",
        ),
        Offer("…+fire", meaning="after a slot: launched at Live's own quantization"),
    ),
    script=Script(
        what="Ableton Live: a Remote Script (12.0.5 or later)",
        own="Riffbridge",
        folder="Remote Scripts folder",
        hint="In Live's User Library. Live's settings, under Library, show where that is.",
        code="bridge.hosts.live.installing",
    ),
    steps=(
        "Restart Live.",
        "In Live's settings, under Link, Tempo & MIDI, choose Riffbridge as a control surface; leave its "
        "input and output at None.",
    ),
    roads=(
        Road("our script", "in a slot, in the arrangement", "at once, or in 4 s if it crashed"),
        Road("by AbletonOSC", "by drag and drop", "after 5 s"),
    ),
)  # fmt: skip
