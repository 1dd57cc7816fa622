"""What is known of each file in the inbox, and what is to be done with it next. No file is touched here.

A file goes one way:

    SETTLING → (stood still, and read) → READY → (asked) → ASKED → (done, or failed) → LEAVING → gone
             → (stood still for long, and is no request)         → LEAVING

and begins again whenever it is another version of itself. An answer names the version that it is for,
so that one which comes late, or is for what an earlier run of the bridge asked, moves nothing else.

A sound that a request names is not varied for itself, stays where it is while any request needs it, and
then goes where the last of them goes. A request with a place is done once its clips are placed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from bridge.inbox.listing import DONE, REFUSED, Look, is_written
from bridge.messages.answers import Done, Failed, Joined, Placed
from bridge.vocabulary.requests import ClipRequest, PieceRequest

# Asked for at a time: the rest waits in the folder, which is a queue too, and leaves room for others.
MAX_UNDERWAY = 64
AGAIN_S = 5.0
# A session that is full or stopping means a later time, not never.
_LATER = ("busy", "stopping")
# What goes wrong with a clip only once it is there.
_NOT_PLACED = ("no-host", "no-place", "no-file", "host")


class Stage(Enum):
    """How far a file is."""

    SETTLING = auto()
    READY = auto()
    ASKED = auto()
    LEAVING = auto()


class Fate(NamedTuple):
    """Where a file goes, and, if it is refused, why."""

    folder: str
    why: str | None = None


_FINE = Fate(DONE)


@dataclass
class Entry:
    """One file. `due_s` is when the next thing may be done with it; `still_s` since when it stands still."""

    name: str
    look: Look | None
    still_s: float
    due_s: float
    stage: Stage = Stage.SETTLING
    tried: bool = False
    request: ClipRequest | PieceRequest | None = None
    asked: str = ""  # the version that was asked for
    takes: dict[str, set[int]] = field(default_factory=dict)  # that are done, by version
    fate: Fate = _FINE
    put_off: bool = False

    @property
    def needs(self) -> set[str]:
        """The other files that its request starts from and goes to."""
        if isinstance(self.request, PieceRequest):
            return set(self.request.beside)
        named = (self.request.source, self.request.goal_source) if self.request is not None else ()
        return {path.name for path in named if path is not None} - {self.name}

    @property
    def varies_itself(self) -> bool:
        """Whether it is a sound, dropped to be varied."""
        source = self.request.source if isinstance(self.request, ClipRequest) else None
        return source is not None and source.name == self.name


class Ledger:
    """All files of the inbox. A file is read once it has stood still for `settle_s`, and again, for
    the last time, after `grace_s`, if it made no sense then."""

    def __init__(self, settle_s: float, grace_s: float) -> None:
        self._settle_s = settle_s
        self._grace_s = max(grace_s, settle_s)
        self._entries: dict[str, Entry] = {}

    @property
    def underway(self) -> int:
        """How many are asked for and not answered."""
        return sum(entry.stage is Stage.ASKED for entry in self._entries.values())

    # ---- what is seen ----

    def saw(self, files: Mapping[str, Look], now_s: float) -> None:
        """The inbox holds `files`, and no others."""
        for name, entry in list(self._entries.items()):
            if name in files:
                continue
            if entry.stage is Stage.ASKED:
                entry.look = None  # its answer is still to come
            else:
                del self._entries[name]
        for name, look in sorted(files.items()):
            known = self._entries.get(name)
            if known is None:
                self._entries[name] = Entry(name, look, now_s, now_s + self._settle_s)
            elif known.look is None or known.look.mark != look.mark:
                known.look, known.still_s = look, now_s
                if known.stage is not Stage.ASKED:
                    self._settle(known)

    def to_read(self, now_s: float) -> list[tuple[str, Look, bool]]:
        """What has stood still and was not understood yet: name, look, and whether it is the last try."""
        return [
            (entry.name, entry.look, now_s >= entry.still_s + self._grace_s)
            for entry in self._entries.values()
            if entry.stage is Stage.SETTLING and entry.due_s <= now_s and entry.look is not None
        ]

    def understood(self, name: str, request: ClipRequest | PieceRequest, now_s: float) -> None:
        """The file is a request."""
        entry = self._entries[name]
        entry.stage, entry.request, entry.due_s = Stage.READY, request, now_s

    def unfinished(self, name: str, why: str, now_s: float) -> None:
        """The file makes no sense: it has until its grace is over."""
        entry = self._entries[name]
        if entry.tried and now_s >= entry.still_s + self._grace_s:
            self.refuse(name, why, now_s)
        else:
            entry.tried = True
            entry.due_s = entry.still_s + self._grace_s

    def refuse(self, name: str, why: str, now_s: float) -> None:
        """The file is none that can be done."""
        self._leave(self._entries[name], Fate(REFUSED, why), now_s)

    def put_off(self, name: str, now_s: float) -> bool:
        """The system refused something about the file: the same again, later. Says if that is new."""
        entry = self._entries[name]
        first, entry.put_off, entry.due_s = not entry.put_off, True, now_s + AGAIN_S
        return first

    # ---- what is asked ----

    def to_ask(self, now_s: float) -> list[Entry]:
        """The requests to make now, as many as there is room for; each is taken for asked."""
        room = MAX_UNDERWAY - self.underway
        # A request may be about to name the sound that came with it.
        expecting = any(
            entry.stage is Stage.SETTLING and not entry.tried and is_written(entry.name)
            for entry in self._entries.values()
        )
        claimed = self._claimed()
        asked: list[Entry] = []
        for entry in list(self._entries.values()):
            if len(asked) >= room:
                break
            if entry.stage is not Stage.READY or entry.due_s > now_s or entry.look is None:
                continue
            if entry.varies_itself and (expecting or entry.name in claimed):
                continue
            if not all(self._is_there(name, entry, now_s) for name in entry.needs):
                continue
            entry.stage, entry.asked = Stage.ASKED, entry.look.mark
            asked.append(entry)
        return asked

    def _is_there(self, name: str, entry: Entry, now_s: float) -> bool:
        """Whether the sound `name` that `entry` needs is there; refuses the request if it will not be."""
        sound = self._entries.get(name)
        if sound is not None and sound.look is not None:
            if sound.stage is Stage.LEAVING and sound.request is None:
                self._leave(entry, Fate(REFUSED, f"“{name}” beside it isn't a sound."), now_s)
            return sound.request is not None
        if now_s >= entry.still_s + self._grace_s:
            why = f"There is no sound “{name}” beside it. Drop both together."
            self._leave(entry, Fate(REFUSED, why), now_s)
        else:
            entry.due_s = entry.still_s + self._grace_s
        return False

    def _claimed(self) -> set[str]:
        """The sounds that requests need."""
        users = (entry for entry in self._entries.values() if entry.stage in (Stage.READY, Stage.ASKED))
        return {name for entry in users for name in entry.needs}

    # ---- what is answered ----

    def answered(self, answer: Done | Joined | Placed | Failed, now_s: float) -> None:
        """A clip is there or in its place, or there will be none. A request is over with its last clip."""
        entry = self._entries.get(answer.sender.id)
        if entry is None:
            return
        mark = answer.sender.address
        if isinstance(answer, Done) and answer.place is not None:
            return  # it is still to be placed
        if isinstance(answer, Joined):
            self._over(entry, mark, _FINE, now_s)
        elif isinstance(answer, Done | Placed):
            takes = entry.takes.setdefault(mark, set())
            takes.add(answer.clip.job.take)
            if len(takes) >= answer.clip.job.count:
                self._over(entry, mark, _FINE, now_s)
        elif answer.failure.kind not in _LATER:
            made = "Rendered, but not placed: " if answer.failure.kind in _NOT_PLACED else ""
            self._over(entry, mark, Fate(REFUSED, made + answer.failure.message), now_s)
        elif entry.stage is Stage.ASKED and entry.asked == mark:
            entry.stage, entry.due_s = Stage.READY, now_s + AGAIN_S
            if entry.look is None or entry.look.mark != mark:
                self._begin_again(entry)

    def _over(self, entry: Entry, mark: str, fate: Fate, now_s: float) -> None:
        """The version `mark` has its answer; what lies there now may be another."""
        entry.takes.pop(mark, None)
        if entry.look is not None and entry.look.mark == mark:
            self._leave(entry, fate, now_s)
        elif entry.stage is Stage.ASKED:
            self._begin_again(entry)

    def _begin_again(self, entry: Entry) -> None:
        if entry.look is None:
            del self._entries[entry.name]
        else:
            self._settle(entry)

    # ---- what leaves ----

    def to_move(self, now_s: float) -> list[tuple[str, Look, Fate]]:
        """What is to be moved now."""
        claimed = self._claimed()
        return [
            (entry.name, entry.look, entry.fate)
            for entry in self._entries.values()
            if entry.stage is Stage.LEAVING
            and entry.due_s <= now_s
            and entry.look is not None
            and entry.name not in claimed
        ]

    def moved(self, name: str) -> None:
        """The file is where it should be, or nowhere."""
        self._entries.pop(name, None)

    def next_s(self, now_s: float) -> float | None:
        """The next instant after `now_s` at which something is to be done, if nothing happens before."""
        waiting = (entry.due_s for entry in self._entries.values() if entry.stage is not Stage.ASKED)
        return min((due_s for due_s in waiting if due_s > now_s), default=None)

    def _leave(self, entry: Entry, fate: Fate, now_s: float) -> None:
        needs = entry.needs
        entry.stage, entry.fate, entry.due_s, entry.takes = Stage.LEAVING, fate, now_s, {}
        for name in needs - self._claimed():
            beside = self._entries.get(name)
            if beside is not None and beside.stage is Stage.READY:
                self._leave(beside, fate, now_s)

    def _settle(self, entry: Entry) -> None:
        entry.stage, entry.tried, entry.request = Stage.SETTLING, False, None
        entry.due_s = entry.still_s + self._settle_s
