"""Launches slots through AbletonOSC. Pure.

AbletonOSC does not answer `fire`, and its errors do not say what they are about. So we ask first how large
the set is, and whether there is a clip. Then we fire the slot once, since a second time might stop the clip,
and ask again: AbletonOSC works in order, so this answer comes after the launch.

    asked ── has_clip ─→ fired ── is_triggered ─→ (ended)
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bridge.hosts.connection import Launch
from bridge.hosts.live.names import UNKNOWN
from bridge.messages.events import PlacementEnded
from bridge.messages.orders import Failure, FailureKind
from bridge.osc.codec import Argument, Message

# A lost question is repeated. Live does not answer while it loads a set or shows a dialogue; a launch that
# comes much too late is useless.
AGAIN_EVERY_S, WITHIN_S = 0.5, 2.0

TRACKS, SCENES = "/live/song/get/num_tracks", "/live/song/get/num_scenes"
FIRE = "/live/clip_slot/fire"
HAS_CLIP, IS_TRIGGERED = "/live/clip_slot/get/has_clip", "/live/clip_slot/get/is_triggered"

SILENT = "AbletonOSC doesn't answer. Nothing was launched; try again."
UNSURE = "AbletonOSC stopped answering. Check in Live whether the slot was launched."


class _Open(msgspec.Struct):
    launch: Launch
    again_at_s: float
    end_by_s: float
    is_fired: bool = False

    @property
    def slot(self) -> tuple[int, int]:
        """Track and slot as AbletonOSC counts them, from 0."""
        return self.launch.track - 1, self.launch.slot - 1

    def questions(self) -> list[Message]:
        if self.is_fired:
            return [Message(IS_TRIGGERED, self.slot)]
        return [Message(TRACKS), Message(SCENES), Message(HAS_CLIP, self.slot)]


class Launches:
    """The launches under way. Call `take_ended` after each call."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._ended: list[PlacementEnded] = []

    def launch(self, launch: Launch, at_s: float) -> list[Message]:
        """Begin a launch."""
        began = _Open(launch, at_s + AGAIN_EVERY_S, at_s + WITHIN_S)
        self._open.append(began)
        return began.questions()

    def tick(self, at_s: float) -> list[Message]:
        said: list[Message] = []
        for each in list(self._open):
            if at_s >= each.end_by_s:
                self._fail(each, "host", UNSURE if each.is_fired else SILENT)
            elif at_s >= each.again_at_s:
                each.again_at_s = at_s + AGAIN_EVERY_S
                said += each.questions()
        return said

    def hear(self, message: Message, at_s: float) -> list[Message]:
        """Take in answers about launches; ignore the rest."""
        match message.address, message.arguments:
            case "/live/song/get/num_tracks", (int(count),):
                self._refuse_beyond(tracks=count)
            case "/live/song/get/num_scenes", (int(count),):
                self._refuse_beyond(scenes=count)
            case "/live/clip_slot/get/has_clip", (int(track), int(slot), has_clip):
                return self._take_has_clip((track, slot), has_clip, at_s)
            case "/live/clip_slot/get/is_triggered", (int(track), int(slot), _):
                if (found := self._first((track, slot), is_fired=True)) is not None:
                    self._end(found, PlacementEnded(found.launch.id, where=f"live:{found.launch.where}"))
            case "/live/error", (str(text),):
                self._take_error(text)
        return []

    def end_all(self, kind: FailureKind, text: str) -> None:
        """End all launches: no answers will come."""
        for each in list(self._open):
            self._fail(each, kind, UNSURE if each.is_fired else text)

    def take_ended(self) -> list[PlacementEnded]:
        """What has ended since this was last called, each once."""
        ended, self._ended = self._ended, []
        return ended

    def _take_has_clip(self, slot: tuple[int, int], has_clip: Argument, at_s: float) -> list[Message]:
        if (found := self._first(slot, is_fired=False)) is None:
            return []
        if not has_clip:
            text = f"Slot {found.launch.slot} of track {found.launch.track} is empty. Choose one with a clip."
            self._fail(found, "no-place", text)
            return []
        found.is_fired = True
        found.again_at_s, found.end_by_s = at_s + AGAIN_EVERY_S, at_s + WITHIN_S
        return [Message(FIRE, slot), *found.questions()]

    def _refuse_beyond(self, *, tracks: int | None = None, scenes: int | None = None) -> None:
        for each in [each for each in self._open if not each.is_fired]:
            launch = each.launch
            if tracks is not None and launch.track > tracks:
                self._fail(each, "no-place", f"There is no track {launch.track}. The set has {tracks}.")
            elif scenes is not None and launch.slot > scenes:
                self._fail(each, "no-place", f"There is no slot {launch.slot}. The set has {scenes} scenes.")

    def _take_error(self, text: str) -> None:
        """End launches that an older AbletonOSC does not support; other errors do not name their request."""
        for address in (HAS_CLIP, FIRE, IS_TRIGGERED):
            if text.startswith(UNKNOWN) and text.endswith(address):
                self.end_all("host", f"This AbletonOSC doesn't know {address}. Update it.")

    def _first(self, slot: Sequence[int], *, is_fired: bool) -> _Open | None:
        """The oldest one for `slot` that has come so far: questions are answered in order."""
        ours = (each for each in self._open if each.slot == slot and each.is_fired == is_fired)
        return next(ours, None)

    def _fail(self, each: _Open, kind: FailureKind, text: str) -> None:
        self._end(each, PlacementEnded(each.launch.id, failure=Failure(kind, text)))

    def _end(self, each: _Open, ended: PlacementEnded) -> None:
        self._open.remove(each)
        self._ended.append(ended)
