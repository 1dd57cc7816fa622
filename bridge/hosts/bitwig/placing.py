"""Places clips in Bitwig's launcher, through DrivenByMoss's `insertFile`. Pure.

`insertFile` is not answered, but DrivenByMoss reports for each slot on its page (eight tracks by eight scenes
by default) whether it has a clip. So full slots are left alone, and a clip is placed once its slot is full.
"""

from __future__ import annotations

import re

import msgspec

from bridge.hosts.connection import Placement
from bridge.hosts.translator import Said, Translator
from bridge.hosts.transport_tracker import number
from bridge.messages.events import PlacementEnded
from bridge.messages.orders import Failure, FailureKind
from bridge.osc.codec import Message

TELLS_WITHIN_S = 5.0
PAGE_TRACKS, PAGE_SLOTS = 8, 8
_TOLD = re.compile(r"/track/(\d{1,3})/clip/(\d{1,4})/(hasContent|isSelected)", re.ASCII)
_TOLD_OF_TRACK = re.compile(r"/track/(\d{1,3})/canHoldAudioData", re.ASCII)

Slot = tuple[int, int]


class _UnderWay(msgspec.Struct, frozen=True):
    id: str
    until_s: float


class BitwigClipPlacer(Translator):
    """Places clips by `insertFile`, one at a time in each slot."""

    places = True

    def __init__(self) -> None:
        super().__init__()
        self._full: set[Slot] = set()
        self._without_audio: set[int] = set()
        self._selected: Slot | None = None
        self._under_way: dict[Slot, _UnderWay] = {}

    def place(self, placement: Placement, at_s: float) -> list[Said]:
        slot = self._slot_of(placement)
        if isinstance(slot, Failure):
            self._ended.append(PlacementEnded(placement.id, failure=slot))
            return []
        self._under_way[slot] = _UnderWay(placement.id, at_s + TELLS_WITHIN_S)
        address = f"/track/{slot[0]}/clip/{slot[1]}/insertFile"
        return [Message(address, (str(placement.clip.path.resolve()),))]

    def hear(self, message: Message, at_s: float) -> list[Said]:
        value = number(message.arguments)
        if value is not None and (track := _TOLD_OF_TRACK.fullmatch(message.address)) is not None:
            (self._without_audio.discard if value else self._without_audio.add)(int(track[1]))
        if value is None or (found := _TOLD.fullmatch(message.address)) is None:
            return []
        slot, is_so = (int(found[1]), int(found[2])), value != 0
        if found[3] == "isSelected":
            self._selected = slot if is_so else None if self._selected == slot else self._selected
        elif is_so:
            self._full.add(slot)
            if (under_way := self._under_way.pop(slot, None)) is not None:
                where = f"bitwig:track:{slot[0]}/slot:{slot[1]}"
                self._ended.append(PlacementEnded(under_way.id, where=where))
        else:
            self._full.discard(slot)
        return []

    def tick(self, at_s: float) -> list[Said]:
        for slot, under_way in list(self._under_way.items()):
            if at_s >= under_way.until_s:
                self._fail(slot, "Bitwig did not report the clip in its slot. Check whether it is there.")
        return []

    def stop(self) -> list[Said]:
        for slot in list(self._under_way):
            self._fail(slot, "The bridge ended before Bitwig reported the clip in its slot. Check it.")
        self._full.clear()
        self._selected = None
        return []

    def _fail(self, slot: Slot, text: str) -> None:
        self._ended.append(PlacementEnded(self._under_way.pop(slot).id, failure=Failure("host", text)))

    def _slot_of(self, placement: Placement) -> Slot | Failure:
        place = placement.place
        if place.fire or place.where in ("bar", "cursor"):
            return _no_place("Clips go into Bitwig's slots, and are launched there. Use track:1/slot:2.")
        if place.where == "next-free":
            first = (self._selected or (1, 1))[0]
            if first in self._without_audio:
                return _no_place(f"Track {first} holds no audio. Select a slot of an audio track.")
            free = ((first, slot) for slot in range(1, PAGE_SLOTS + 1) if self._is_free((first, slot)))
            return next(free, None) or _no_place(f"No slot of track {first} is free on Bitwig's page.")
        slot = (place.track, place.slot) if place.where == "slot" else self._selected
        if slot is None:
            return _no_place("No slot is selected in Bitwig. Select one, or use track:1/slot:2.")
        if slot[0] > PAGE_TRACKS or slot[1] > PAGE_SLOTS:
            return _no_place(
                f"DrivenByMoss reaches {PAGE_TRACKS} tracks and {PAGE_SLOTS} slots of what Bitwig shows."
            )
        if slot[0] in self._without_audio:
            return _no_place(f"Track {slot[0]} holds no audio. Choose an audio or hybrid track.")
        if not self._is_free(slot):
            return _no_place(f"Slot {slot[1]} of track {slot[0]} already has a clip. Choose another.")
        return slot

    def _is_free(self, slot: Slot) -> bool:
        return slot not in self._full and slot not in self._under_way


def _no_place(text: str, kind: FailureKind = "no-place") -> Failure:
    return Failure(kind, text)
