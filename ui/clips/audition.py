"""Plays clips from the window: one at a time, in its own slot, in sync with the tempo source."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from PyQt6.QtCore import QObject, pyqtSignal

from bridge.lru_cache import LruCache
from bridge.player.port import VoiceView
from bridge.stage.events import PlayAsked, SeekAsked, StopAsked
from bridge.stage.views import StageView
from bridge.timing import SAME_BPM
from bridge.vocabulary.clips import Clip
from ui.common.link import Link

SLOT = "window"
_MOST_MIXES = 64


class Audition(QObject):
    """`changed` is emitted when other clips play, in any slot."""

    changed = pyqtSignal()

    def __init__(
        self, link: Link, parent: QObject | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._link, self._clock = link, clock
        self._voices: tuple[VoiceView, ...] = ()
        self._read_at_s = clock()
        self._playing: frozenset[str] = frozenset()
        self._stands_for: Mapping[str, str] = {}
        self._mixes: LruCache[str, str] = LruCache(_MOST_MIXES)
        link.stage.connect(self._view_changed)
        link.detached.connect(self._bridge_gone)

    @property
    def playing(self) -> frozenset[str]:
        """The digests of clips that play or are about to."""
        return self._playing

    def toggle(self, clip: Clip) -> None:
        """Start `clip` on the next bar, or stop it if it plays here already."""
        now_s = self._clock()
        if any(each.slot == SLOT and self._digest(each) == clip.job.digest for each in self._voices):
            self._link.post_stage(StopAsked(SLOT, now_s))
        else:
            self.play(clip)

    def play(self, clip: Clip) -> None:
        """Start `clip` on the next bar."""
        self._link.post_stage(PlayAsked(SLOT, clip, self._clock()))

    def switch_to(self, clip: Clip, *, stands_for: str = "") -> None:
        """Play `clip` in place of what plays here, from the next beat on; from the next bar where nothing
        does. A mix of a clip's stems `stands_for` the clip with that digest."""
        if stands_for:
            self._mixes.put(clip.job.digest, stands_for)
        self._link.post_stage(
            PlayAsked(SLOT, clip, self._clock(), takes_over=True, may_retime=not stands_for)
        )

    def play_new(self, clip: Clip) -> None:
        """Play a clip that has just come, in place of what plays here if that has its tempo."""
        tempos_bpm = [each.clip.job.tempo_bpm for each in self._voices if each.slot == SLOT]
        takes_over = any(abs(clip.job.tempo_bpm - each) < SAME_BPM for each in tempos_bpm)
        self._link.post_stage(PlayAsked(SLOT, clip, self._clock(), takes_over=takes_over))

    def seek(self, clip: Clip, quarter: float) -> None:
        """Move `clip` to `quarter` wherever it plays, keeping its place in the beat; start it from there if
        it does not."""
        if not (slots := self._slots(clip)):
            self._link.post_stage(PlayAsked(SLOT, clip, self._clock(), offset=quarter))
        for slot in slots:
            self._link.post_stage(SeekAsked(slot, quarter))

    def skip(self, clip: Clip, quarters: float) -> None:
        """Move `clip` by so many quarters, wherever it plays."""
        for slot in self._slots(clip):
            self._link.post_stage(SeekAsked(slot, quarters, relative=True))

    def _digest(self, voice: VoiceView) -> str:
        """The id of the clip that plays, at whatever tempo and with whichever stems."""
        digest = self._stands_for.get(voice.clip.job.digest, voice.clip.job.digest)
        return self._mixes.get(digest) or digest

    def _slots(self, clip: Clip) -> list[str]:
        """The slots where `clip` plays, or is cued with nothing playing before it."""
        now_s, digest = self._clock(), clip.job.digest
        sounding = {each.slot: self._digest(each) for each in self._voices if each.starts_at_s <= now_s}
        slots = (each.slot for each in self._voices if self._digest(each) == digest)
        return [slot for slot in slots if sounding.get(slot, digest) == digest]

    def stop_all(self) -> None:
        """Stop everything at once."""
        self._link.post_stage(StopAsked(None, self._clock()))

    def position(self, digest: str, *, cued: bool = False) -> float | None:
        """How far through the clip playback is now, in 0..1; `None` if it doesn't play. With `cued`, a clip
        that is about to play is where it will begin."""
        now_s = self._clock()
        for voice in self._voices:
            if self._digest(voice) == digest and (cued or voice.starts_at_s <= now_s):
                elapsed_s = max(0.0, now_s - max(self._read_at_s, voice.starts_at_s))
                seconds = voice.clip.frames / voice.clip.rate_hz
                return (voice.position + elapsed_s / seconds) % 1.0
        return None

    def _view_changed(self, view: StageView) -> None:
        self._voices, self._read_at_s = view.player.voices, self._clock()
        self._stands_for = view.stands_for
        playing = frozenset(map(self._digest, self._voices))
        if playing != self._playing:
            self._playing = playing
            self.changed.emit()

    def _bridge_gone(self) -> None:
        self._view_changed(StageView())
