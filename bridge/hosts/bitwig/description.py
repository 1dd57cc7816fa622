"""The description of Bitwig Studio."""

from __future__ import annotations

from bridge.hosts.description import Host, Offer, Option, Patience, Road

BITWIG = Host(
    id="bitwig",
    title="Bitwig Studio",
    short="Bitwig",
    patience=Patience(2.0, 60.0),
    # DrivenByMoss sends to 9000 unless told otherwise, where REAPER's device is by default: hence 9001.
    options=(Option("bitwig_port", 9_001), Option("bitwig_send_port", 8_000)),
    connect="bridge.hosts.bitwig.connection:connect",
    unit="slot",
    places=(
        Offer("selected", "selected slot", "the selected slot"),
        Offer("next-free", "next free slot", "the first empty slot of the track in which one is selected"),
        Offer("track:2/slot:5", meaning="that slot"),
    ),
    steps=(
        "Put DrivenByMoss into Bitwig's extensions folder.",
        "In Bitwig: Settings, Controllers, Add controller, “Open Sound Control”; there, host to send to "
        "127.0.0.1, port to send to 9001, port to receive on 8000. Restart Bitwig.",
    ),
    roads=(Road("DrivenByMoss", "in a slot", "playing 2 s, standing still 35 s"),),
)
