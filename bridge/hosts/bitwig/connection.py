"""Bitwig Studio, through the OSC of the extension DrivenByMoss."""

from __future__ import annotations

from bridge.hosts.bitwig.placing import BitwigClipPlacer
from bridge.hosts.bitwig.translator import BitwigTranslator
from bridge.hosts.connection import HostConnection, Wiring
from bridge.hosts.osc_connection import OscConnection


def connect(wiring: Wiring) -> list[HostConnection]:
    """Its time and its clips by one socket."""
    port, to_port = (wiring.settings.port(name) for name in ("bitwig_port", "bitwig_send_port"))
    time, placer = BitwigTranslator(), BitwigClipPlacer()
    return [OscConnection(wiring.post, time, wiring.on_end, placer=placer, port=port, to_port=to_port)]
