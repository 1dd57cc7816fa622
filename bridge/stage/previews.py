"""Decodes clips that are played beside the pads for the current tempo. Pure.

A clip is launched at once, at first by varispeed. Once it is decoded for the tempo, that version takes over:
mostly before the bar on which it starts, else when its round is complete.
"""

from __future__ import annotations

from typing import NamedTuple

from bridge.lru_cache import LruCache
from bridge.messages import events as ev
from bridge.messages.orders import Priority, Sender
from bridge.stage import effects as fx
from bridge.stage.effects import StageEffect
from bridge.stage.pending_requests import PendingRequests
from bridge.stage.quantum import boundary
from bridge.timing import SAME_BPM, instant_of
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport
from bridge.vocabulary.requests import ClipRequest

_MOST_REMEMBERED = 64


class _Waiting(NamedTuple):
    launch: fx.Launch
    sender: Sender


class Previews:
    """The clips that are being decoded, by slot."""

    def __init__(self, asking: PendingRequests) -> None:
        self._asking = asking
        self._waiting: dict[str, _Waiting] = {}  # by slot
        self._stands_for: LruCache[str, str] = LruCache(_MOST_REMEMBERED)

    @property
    def stands_for(self) -> dict[str, str]:
        """The ids of decoded clips, each with the id of the clip that it was decoded from."""
        return dict(self._stands_for.items())

    def launched(self, launch: fx.Launch, tempo_bpm: float) -> list[StageEffect]:
        """A clip was launched while the tempo is `tempo_bpm`."""
        effects = self.drop(launch.slot)
        if abs(launch.clip.job.tempo_bpm - tempo_bpm) < SAME_BPM:
            return effects
        sender = self._asking.sender()
        self._waiting[launch.slot] = _Waiting(launch, sender)
        asked = ev.RequestCame(
            sender=sender,
            request=ClipRequest(tempo_bpm=tempo_bpm, origin="preview"),
            source_clip=launch.clip.job.digest,
            as_is=True,
            # Nobody has asked to keep it: it goes where clips go that are rendered ahead.
            priority=Priority.IDLE,
            slot=f"preview {launch.slot}",
        )
        return [*effects, fx.TellHub(asked)]

    def drop(self, slot: str) -> list[StageEffect]:
        """Cancel what is decoded for `slot`: another clip plays there, or none, or it was moved."""
        waiting = self._waiting.pop(slot, None)
        return [] if waiting is None else [fx.TellHub(ev.CancelAsked(waiting.sender))]

    def drop_all(self) -> list[StageEffect]:
        """Cancel all: nothing plays any more."""
        return [effect for slot in list(self._waiting) for effect in self.drop(slot)]

    def done(self, id: str, clip: Clip, beats: Transport, now_s: float) -> list[StageEffect]:
        """`clip`, asked for under `id`, is decoded: launch it in its slot. Other ids are ignored."""
        slot = next((slot for slot, each in self._waiting.items() if each.sender.id == id), None)
        if slot is None:
            return []
        old = self._waiting.pop(slot).launch
        self._stands_for.put(clip.job.digest, old.clip.job.digest)
        beat, offset = old.beat, old.offset
        if instant_of(beats, old.beat) <= now_s:
            beat, offset = boundary(beats, now_s, "clip", old.clip, since=old.beat - old.offset), 0.0
        return [fx.Launch(slot, clip, beat, old.gain, offset)]
