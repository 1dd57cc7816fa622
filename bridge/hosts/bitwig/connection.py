"""Bitwig Studio, through the OSC of the extension DrivenByMoss."""

from __future__ import annotations

from bridge.hosts.bitwig.placing import BitwigClipPlacer
from bridge.hosts.bitwig.translator import BitwigTranslator
from bridge.hosts.connection import HostConnection, Wiring
from bridge.hosts.osc_connection import OscConnection
from bridge.hosts.translator import PlacingTranslator


def connect(wiring: Wiring) -> list[HostConnection]:
    """Its time and its clips by one socket."""
    settings, translator = wiring.settings, PlacingTranslator(BitwigTranslator(), BitwigClipPlacer())
    port, to_port = settings.port("bitwig_port"), settings.port("bitwig_send_port")
    return [OscConnection(wiring.post, translator, wiring.on_end, port=port, to_port=to_port)]
