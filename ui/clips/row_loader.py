"""Loads clips by their numbers in the background, and keeps recent ones in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PyQt6.QtCore import QObject, pyqtSignal

from bridge.library import Found
from ui.clips.reader import ClipsReader
from ui.common.background import Background
from ui.common.widgets import single_shot

# Of about 3 kB each.
IN_MEMORY = 1_000


class RowLoader(QObject):
    """`loaded` is emitted when clips have come, `lost` when none of those requested exist any more, `failed`
    with a sentence."""

    loaded = pyqtSignal()
    lost = pyqtSignal()
    failed = pyqtSignal(str)

    def __init__(self, reader: ClipsReader, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._background = reader, background
        self._rows: OrderedDict[int, Found] = OrderedDict()
        self._stale: set[int] = set()
        self._in_view: Sequence[int] = ()
        self._requested: Sequence[int] = ()
        self._is_loading = False
        self._timer = single_shot(self, 0, self._load)

    def get(self, number: int) -> Found | None:
        """The clip with this number, if it is loaded."""
        return self._rows.get(number)

    def load_view(self, numbers: Sequence[int]) -> None:
        """Load these soon. Only the last call counts: earlier rows were scrolled past."""
        self._in_view = numbers
        self._start()

    def load(self, numbers: Sequence[int]) -> None:
        """Load these soon, in view or not."""
        self._requested = numbers
        self._start()

    def reload(self) -> None:
        """Load all again when they are next looked at: they may have changed."""
        self._stale = set(self._rows)

    def is_fresh(self, number: int) -> bool:
        """Whether the clip is loaded as it is now."""
        return number in self._rows and number not in self._stale

    def set_favourites(self, favourites: dict[int, bool]) -> bool:
        """Change loaded clips; returns whether any has changed."""
        changed = [
            each
            for each, found in self._rows.items()
            if favourites.get(each, found.favourite) != found.favourite
        ]
        for number in changed:
            self._rows[number] = msgspec.structs.replace(self._rows[number], favourite=favourites[number])
        return bool(changed)

    def favourite(self, number: int) -> bool | None:
        """Whether the clip is a favourite, if it is loaded."""
        found = self._rows.get(number)
        return None if found is None else found.favourite

    def reset(self, reader: ClipsReader) -> None:
        """Forget all clips, and load from `reader`."""
        self._reader, self._is_loading = reader, False
        self._rows.clear()
        self._stale.clear()

    def stop(self) -> None:
        """Start no more loading."""
        self._timer.stop()

    def _start(self) -> None:
        if not self._is_loading and not self._timer.isActive():
            self._timer.start()

    def _load(self) -> None:
        if self._is_loading:
            return
        wanted = dict.fromkeys([*self._requested, *self._in_view])
        self._requested, self._in_view = (), ()
        page = [each for each in wanted if not self.is_fresh(each)]
        if not page:
            return
        reader, self._is_loading = self._reader, True

        def if_current(then: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda result: then(result) if reader is self._reader else None

        self._background.submit(lambda: reader.rows(page), if_current(self._take), if_current(self._failed))

    def _take(self, rows: dict[int, Found]) -> None:
        self._is_loading = False
        self._rows |= rows
        self._stale.difference_update(rows)
        while len(self._rows) > IN_MEMORY:
            self._rows.popitem(last=False)
        (self.loaded if rows else self.lost).emit()
        if self._in_view or self._requested:
            self._timer.start()

    def _failed(self, why: str) -> None:
        self._is_loading = False
        self.failed.emit(why)
