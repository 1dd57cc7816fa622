"""Ardour as a source of time and a placer: OSC for all but the exact tempo, which its WebSocket tells."""

from __future__ import annotations

from bridge.hosts.ardour.placing import ABSENT
from bridge.hosts.ardour.tempo_socket import TempoSocket
from bridge.hosts.ardour.translator import ArdourTranslator
from bridge.hosts.peer import Post
from bridge.hosts.placing_peer import ClipPlacer, PlacingPeer


class ArdourPeer(PlacingPeer):
    """Its OSC surface is at `to_port`; `tempo` is listened to as long as that is."""

    def __init__(self, post: Post, hand: ClipPlacer, *, to_port: int, tempo: TempoSocket) -> None:
        self._tempo = tempo
        translator = ArdourTranslator(tempo.tempo_bpm)
        super().__init__(post, translator, hand, port=0, to_port=to_port, why_absent=ABSENT)

    def start(self) -> None:
        self._tempo.start()
        super().start()

    def stop(self) -> None:
        super().stop()
        self._tempo.stop()
