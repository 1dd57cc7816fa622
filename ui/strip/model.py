"""The list model of the strip: its parts, each with its clip."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from PyQt6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, pyqtSignal

from bridge.library import Found
from bridge.pieces.neighbours import key_change
from bridge.timing import SAME_BPM
from bridge.vocabulary.jobs import RenderJob
from ui.common.clip_words import key_words, length, tempo, title
from ui.common.widgets import plain_tip
from ui.strip.parts import Strip, StripPart

NOWHERE = QModelIndex()
# Looks clips up by their digests, and calls back with those that there are.
LookUp = Callable[[Sequence[str], Callable[[Mapping[str, Found]], object]], None]


class Role(IntEnum):
    """`BLOCK` is a `Block`."""

    BLOCK = Qt.ItemDataRole.UserRole + 1


class Block(NamedTuple):
    """A part as it is shown: `found` is its clip, `None` while it is looked up; `joint` is what changes
    from the part before it to this one: tempo, then key, such as “124 → 90”, “Am → C”; and `between` the bars
    of transition there."""

    part: StripPart
    found: Found | None
    is_gone: bool
    joint: tuple[str, ...]
    between: int


class StripModel(QAbstractListModel):
    """Shows `strip`; `looked_up` is emitted when clips have been looked up."""

    looked_up = pyqtSignal()

    def __init__(self, look_up: LookUp, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look_up = look_up
        self.strip = Strip()
        # By digest; `None` for those that aren't in the library.
        self._known: dict[str, Found | None] = {}

    def show_strip(self, strip: Strip) -> None:
        """Show `strip` instead."""
        self.beginResetModel()
        self.strip = strip
        self.endResetModel()
        self.refresh()

    def refresh(self) -> None:
        """Look the clips up again: they may have come, gone or changed."""
        digests = list(dict.fromkeys(part.clip for part in self.strip.parts))

        def found(clips: Mapping[str, Found]) -> None:
            # Those that were removed stay known: undo brings them back.
            self._known = {**self._known, **dict.fromkeys(digests), **clips}
            if count := self.rowCount():
                self.dataChanged.emit(self.index(0), self.index(count - 1))
            self.looked_up.emit()

        if digests:
            self._look_up(digests, found)

    def block(self, row: int) -> Block:
        """The part in `row`, as it is shown."""
        part, found = self.strip.parts[row], self.found_at(row)
        is_gone = found.missing if found is not None else part.clip in self._known
        if row == 0:
            return Block(part, found, is_gone, (), 0)
        before, between = self.found_at(row - 1), self.strip.parts[row - 1].transition
        return Block(part, found, is_gone, _changes(_job(before), _job(found)), between)

    def found_at(self, row: int) -> Found | None:
        """The clip in `row`; `None` if there is none, or until it is looked up."""
        return self._known.get(self.strip.parts[row].clip)

    @property
    def jobs(self) -> list[RenderJob]:
        """The jobs of the clips that are known, in order."""
        found = (self.found_at(row) for row in range(len(self.strip.parts)))
        return [each.clip.job for each in found if each is not None]

    @property
    def gone(self) -> int:
        """How many parts have no clip, or one whose file is missing."""
        return sum(self.block(row).is_gone for row in range(len(self.strip.parts)))

    @property
    def is_whole(self) -> bool:
        """Whether there are parts, and each has its clip."""
        parts = self.strip.parts
        return bool(parts) and len(self.jobs) == len(parts) and not self.gone

    def lengths(self, rows: Collection[int] | None = None) -> list[tuple[int, int]]:
        """The parts, or those in `rows`, as row and length in bars, with row -1 for a transition; without
        those whose clips aren't known."""
        parts = self.strip.parts
        chosen = range(len(parts)) if rows is None else sorted(rows)
        found = []
        for row in chosen:
            if (clip := self.found_at(row)) is not None:
                found.append((row, clip.clip.job.bars * parts[row].rounds))
            if parts[row].transition and row + 1 in chosen:
                found.append((-1, parts[row].transition))
        return found

    def seconds(self, tempo_bpm: float, rows: Collection[int] | None = None) -> float:
        """How long the parts, or those in `rows`, take at this tempo."""
        bars = sum(bars for _, bars in self.lengths(rows))
        return bars * float(self.jobs[0].meter.quarters_per_bar) * 60 / tempo_bpm

    # ---- Qt's ----

    def rowCount(self, parent: QModelIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.strip.parts)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The block, its title, its tooltip, or the text for screen readers."""
        if not 0 <= index.row() < len(self.strip.parts):
            return None
        block = self.block(index.row())
        if role == Role.BLOCK:
            return block
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(block)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(block)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join((self.name(block), *self._facts(block))))
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return usual | Qt.ItemFlag.ItemNeverHasChildren if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def name(self, block: Block) -> str:
        """What the block is called."""
        if block.found is not None:
            return title(block.found)
        return self.tr("Deleted clip") if block.is_gone else self.tr("Loading…")

    def _facts(self, block: Block) -> Iterable[str]:
        if block.found is not None:
            job = block.found.clip.job
            key = [] if job.key is None else [key_words(job.key)]
            yield ", ".join((tempo(job), *key, length(job)))
        if block.part.rounds > 1:
            yield self.tr("%Ln rounds", "", block.part.rounds)
        if block.is_gone and block.found is not None:
            yield self.tr("The file is missing")
        if block.joint:
            yield self.tr("Changes here: {change}").format(change=" · ".join(block.joint))
        if block.between:
            yield self.tr("after a transition of %Ln bars", "", block.between)

    def _spoken(self, block: Block) -> str:
        return ", ".join((self.name(block), *self._facts(block)))


def _changes(before: RenderJob | None, after: RenderJob | None) -> tuple[str, ...]:
    """What changes from one clip to the next; see `Block`."""
    if before is None or after is None:
        return ()
    changes = []
    if abs(before.tempo_bpm - after.tempo_bpm) >= SAME_BPM:
        changes.append(f"{before.tempo_bpm:.4g} → {after.tempo_bpm:.4g}")
    if change := key_change(before, after):
        changes.append(change)
    return tuple(changes)


def _job(found: Found | None) -> RenderJob | None:
    return None if found is None else found.clip.job
