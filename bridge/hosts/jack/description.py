"""The description of JACK transport."""

from __future__ import annotations

from bridge.hosts.description import Host, Patience, Road

JACK = Host(
    id="jack",
    title="JACK transport",
    short="JACK",
    patience=Patience(1.0, 1.0),
    is_default=True,
    listens=("Connect", "Sync tempo with Ardour, Hydrogen, Qtractor, Carla and others on a JACK server."),
    connect="bridge.hosts.jack.connection:connect",
    steps=(
        "Start a JACK server, or PipeWire with its JACK.",
        "Make one program the timebase master, such as Ardour (Transport Masters, JACK Transport), Hydrogen "
        "(J.TRANS, Master) or Carla (Use JACK Transport).",
    ),
    roads=(Road(position="yes, to the frame", goes="at once"),),
)
