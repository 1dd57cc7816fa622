"""AbletonOSC, as its documentation and its source have it, on the stand-in of Live's object model.

It takes in what has come once a tick, answers at the port that it has for all who ask, numbers tracks and
slots from 0, answers no methods, and complains without saying of what.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Any

from bridge.osc.codec import Argument, Message, decode, encode
from tests.support.live.object_model import Song

# A tick is 100 ms in Live.
TICK_S = 0.01
SONG = ("tempo", "signature_numerator", "signature_denominator", "is_playing", "current_song_time")


class AbletonOsc:
    """AbletonOSC in Live, with `song` open; what it is told comes to `port`, what it says goes to
    `reply_port`, once that is known. `lacks` are addresses that this version of it does not have."""

    def __init__(self, song: Song, *, lacks: frozenset[str] = frozenset()) -> None:
        self.song, self.lacks = song, lacks
        self.reply_port = 0
        self.heard: list[Message] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def say(self, address: str, *arguments: Argument) -> None:
        if self.reply_port:
            self._socket.sendto(encode(Message(address, arguments)), ("127.0.0.1", self.reply_port))

    def select(self, track: int) -> None:
        """Somebody selects a track, from 0: who listens is told."""
        self.song.view.track = self.song.all_tracks[track]
        self.say("/live/view/get/selected_track", track)

    def close(self) -> None:
        self._ends.set()
        self._thread.join()
        self._socket.close()

    def _run(self) -> None:
        while not self._ends.wait(TICK_S):
            try:
                while True:
                    for message in decode(self._socket.recv(65_535)):
                        assert isinstance(message, Message)
                        self.heard.append(message)
                        self._answer(message)
            except BlockingIOError:
                pass

    def _answer(self, asked: Message) -> None:
        handler = None if asked.address in self.lacks else self._handler(asked.address)
        if handler is None:
            self.say("/live/error", f"Unknown OSC address: {asked.address}")
            return
        try:
            answer = handler(*asked.arguments)
        except Exception as error:
            self.say("/live/error", f"Error handling OSC message: {error}")
            return
        if answer is not None:
            self.say(asked.address.replace("/start_listen/", "/get/"), *answer)

    def _handler(self, address: str) -> Callable[..., tuple[Any, ...] | None] | None:
        song, view = self.song, self.song.view
        room, _, what = address.removeprefix("/live/").partition("/")
        if room == "song" and what.rpartition("/")[2] in SONG:
            return lambda: (getattr(song, what.rpartition("/")[2]),)
        handlers: dict[str, Callable[..., tuple[Any, ...] | None]] = {
            "/live/test": lambda: ("ok",),
            "/live/application/get/version": lambda: (12, 1),
            "/live/song/start_listen/beat": lambda: (int(song.current_song_time),),
            "/live/song/get/track_names": lambda: tuple(track.name for track in song.tracks),
            "/live/song/get/num_tracks": lambda: (len(song.tracks),),
            "/live/song/get/num_scenes": lambda: (len(song.scenes),),
            "/live/view/start_listen/selected_track": lambda: (song.all_tracks.index(view.track),),
            "/live/view/start_listen/selected_scene": lambda: (view.scene,),
            "/live/clip_slot/get/has_clip": lambda t, s: (t, s, self._slot(t, s).has_clip),
            "/live/clip_slot/get/is_triggered": lambda t, s: (t, s, bool(self._slot(t, s).fired)),
            "/live/clip_slot/fire": lambda t, s: self._slot(t, s).fire(),
        }
        if what.startswith("stop_listen/"):
            return lambda: None
        return handlers.get(address)

    def _slot(self, track: int, slot: int) -> Any:
        return self.song.tracks[track].clip_slots[slot]


__all__ = ["AbletonOsc"]
