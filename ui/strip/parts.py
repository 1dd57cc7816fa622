"""The contents of the strip: clips in order, how often each plays, and the transitions between them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated

import msgspec

from bridge.pieces.arrangement import MAX_ROUNDS, MAX_TRANSITION_BARS, CrossfadeBeats, Rounds

# A lane of this many blocks is about as much as anybody scrolls through.
MAX_PARTS = 200
Digest = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class StripPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clip, by its digest, that plays `rounds` times; then a transition of so many bars, if it isn't the
    last."""

    clip: Digest
    rounds: Rounds = 1
    transition: Annotated[int, msgspec.Meta(ge=0, le=MAX_TRANSITION_BARS)] = 0


class Strip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parts that play one after another, and how long they fade into one another, in beats."""

    parts: tuple[StripPart, ...] = ()
    crossfade_beats: CrossfadeBeats = 0.0

    def added(self, clips: Sequence[str], at: int | None = None) -> Strip:
        """With these clips before the part `at`, or at the end, as many as there is room for."""
        at = len(self.parts) if at is None else at
        new = tuple(StripPart(each) for each in clips[: MAX_PARTS - len(self.parts)])
        return self._with((*self.parts[:at], *new, *self.parts[at:]))

    def removed(self, rows: Collection[int]) -> Strip:
        """Without the parts in these rows."""
        return self._with(tuple(part for row, part in enumerate(self.parts) if row not in rows))

    def moved(self, rows: Collection[int], at: int) -> Strip:
        """With the parts in these rows, in order, before the one that is now in row `at`."""
        taken = tuple(part for row, part in enumerate(self.parts) if row in rows)
        before = tuple(part for row, part in enumerate(self.parts[:at]) if row not in rows)
        after = tuple(part for row, part in enumerate(self.parts[at:], at) if row not in rows)
        return self._with((*before, *taken, *after))

    def changed(self, row: int, **changes: int) -> Strip:
        """With the part in `row` changed; a number out of range stays at the range's end."""
        part = msgspec.structs.replace(self.parts[row], **changes)
        part = msgspec.structs.replace(
            part,
            rounds=min(MAX_ROUNDS, max(1, part.rounds)),
            transition=min(MAX_TRANSITION_BARS, max(0, part.transition)),
        )
        return self._with((*self.parts[:row], part, *self.parts[row + 1 :]))

    def listed(self, rows: Collection[int] | None = None) -> tuple[str, ...]:
        """The parts, or those in `rows`, as `riffbridge join` reads them; see `bridge.pieces.part_list`."""
        chosen = range(len(self.parts)) if rows is None else sorted(rows)
        words: list[str] = []
        for row in chosen:
            part = self.parts[row]
            words.append(part.clip if part.rounds == 1 else f"{part.clip}*{part.rounds}")
            if part.transition and row + 1 in chosen:
                words.append(f"~{part.transition}")
        return tuple(words)

    def _with(self, parts: tuple[StripPart, ...]) -> Strip:
        return msgspec.structs.replace(self, parts=parts)


def write_strip(strip: Strip) -> str:
    """`strip` as one line of text."""
    return msgspec.json.encode(strip).decode()


def read_strip(text: str) -> Strip:
    """What `write_strip` wrote; an empty strip where it isn't that."""
    try:
        strip = msgspec.json.decode(text, type=Strip)
    except (msgspec.MsgspecError, ValueError):
        return Strip()
    return msgspec.structs.replace(strip, parts=strip.parts[:MAX_PARTS])
