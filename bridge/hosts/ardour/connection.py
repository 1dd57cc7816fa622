"""Ardour: OSC for its time and clips, and its WebSocket surface for the exact tempo."""

from __future__ import annotations

from pathlib import Path

from bridge.hosts.ardour.placing import ArdourClipPlacer
from bridge.hosts.ardour.tempo_socket import TempoSocket
from bridge.hosts.ardour.translator import ArdourTranslator
from bridge.hosts.connection import HostConnection, Wiring
from bridge.hosts.mailbox.folder import mailbox_folder
from bridge.hosts.osc_connection import OscConnection


class ArdourConnection(OscConnection):
    """Ardour by OSC; its WebSocket is connected for as long."""

    def __init__(self, wiring: Wiring) -> None:
        settings, self._tempo = wiring.settings, TempoSocket()
        time = ArdourTranslator(self._tempo.tempo_bpm)
        placer = ArdourClipPlacer(mailbox_folder(Path(settings.library_file), "ardour"))
        port = settings.port("ardour_port")
        super().__init__(wiring.post, time, wiring.on_end, placer=placer, port=0, to_port=port)

    def start(self) -> None:
        self._tempo.start()
        super().start()

    def stop(self) -> None:
        super().stop()
        self._tempo.stop()


def connect(wiring: Wiring) -> list[HostConnection]:
    """Its time and its clips by one socket, and the exact tempo by another."""
    return [ArdourConnection(wiring)]
