"""The clips: a search, an order, favourites only, and the list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bridge.events import Answer, Done
from bridge.library import Query, Sort
from ui.audition import Audition
from ui.clips_list import ClipsList
from ui.clips_model import ClipsModel
from ui.link import Link
from ui.pictures import Pictures
from ui.remakes import again
from ui.theme import CONTROL_PX, M, S, set_role
from ui.widgets import label

SEARCH_AFTER_MS = 30
# A batch of clips comes within a moment: the list is asked for once.
REFRESH_AFTER_MS = 50


class ClipsView(QWidget):
    """See the module. `chosen` says which clips (`Found`) are selected, the current one first; `failed`
    says, in a sentence, what could not be done.

    `database` is read here with a connection of its own; `show_library` changes it.
    """

    chosen = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(
        self,
        link: Link,
        database: Path,
        export_folder: Path,
        pictures: Pictures,
        audition: Audition,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._audition, self._pictures = link, audition, pictures
        self.model = ClipsModel(database, export_folder, self)
        self.list = ClipsList(self.model, pictures)
        self._search_timer = self._once(SEARCH_AFTER_MS, self._look)
        self._refresh_timer = self._once(REFRESH_AFTER_MS, self.refresh)
        self._count: int | None = None
        self._lay_out()
        self._connect()
        self.model.refresh()

    def _once(self, after_ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(call)
        return timer

    def _lay_out(self) -> None:
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search clips"))
        self.search.setAccessibleName(self.tr("Search clips"))
        self.sort = QComboBox()
        self.sort.setAccessibleName(self.tr("Order of the clips"))
        for order, name in self._orders().items():
            self.sort.addItem(name, order)
        self.favourites = QToolButton()
        self.favourites.setText("★")
        self.favourites.setCheckable(True)
        self.favourites.setFixedSize(CONTROL_PX, CONTROL_PX)
        self.favourites.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.favourites.setAccessibleName(self.tr("Favourites only"))
        self.favourites.setToolTip(self.tr("Favourites only"))
        self.count = label("", "small")
        self.empty = QLabel()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setMargin(M)
        set_role(self.empty, "soft")
        bar = QHBoxLayout()
        bar.setSpacing(S)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.favourites)
        bar.addWidget(self.sort)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(bar)
        column.addLayout(self._pages, 1)
        column.addWidget(self.count)

    def _orders(self) -> dict[Sort, str]:
        return {
            Sort.NEWEST: self.tr("Newest"),
            Sort.OLDEST: self.tr("Oldest"),
            Sort.NAME: self.tr("Name"),
            Sort.TEMPO: self.tr("Tempo"),
            Sort.KEY: self.tr("Key"),
            Sort.BARS: self.tr("Bars"),
        }

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda: self._search_timer.start())
        self.search.returnPressed.connect(self._enter_list)
        self.sort.currentIndexChanged.connect(self._look)
        self.favourites.toggled.connect(self._look)
        self.list.chosen.connect(self.chosen)
        self.list.played.connect(lambda found: self._audition.toggle(found.clip))
        self.list.again.connect(lambda found: self._link.request(again(found.clip.job)))
        self.list.starred.connect(self.model.set_favourite)
        self.model.counted.connect(self._counted)
        self.model.failed.connect(self._refused)
        self._audition.changed.connect(self._sounds)
        self._link.answered.connect(self._heard)

    # ---- what is asked for ----

    def focus_search(self) -> None:
        """Let whoever types search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def refresh(self) -> None:
        """Look again for what has come or gone."""
        self.model.refresh()

    def show_library(self, database: Path, export_folder: Path) -> None:
        """Show another library from now on."""
        self.model.show_library(database, export_folder)

    def close_library(self) -> None:
        """Ask nothing more; before the application ends."""
        self._search_timer.stop()
        self._refresh_timer.stop()
        self.model.close()

    def _look(self) -> None:
        self._search_timer.stop()
        favourite = True if self.favourites.isChecked() else None
        query = Query(words=self.search.text(), favourite=favourite, missing=None)
        self.model.look_for(query, self.sort.currentData())

    def _heard(self, answer: Answer) -> None:
        if not isinstance(answer, Done):
            return
        self._pictures.forget(answer.clip.job.digest)  # its file may have been gone until now
        if not self._refresh_timer.isActive():
            self._refresh_timer.start()

    # ---- what is shown ----

    def _counted(self, count: int) -> None:
        self._count = count
        self.count.setText(self.tr("1 clip") if count == 1 else self.tr("{n} clips").format(n=f"{count:,}"))
        is_all = not self.search.text() and not self.favourites.isChecked()
        if is_all:
            self.empty.setText(self.tr("No clips yet. Write what the loop should be, and press Render."))
        else:
            self.empty.setText(self.tr("No clip is like that."))
        self._pages.setCurrentIndex(0 if count else 1)

    def _refused(self, why: str) -> None:
        if self._count is None:
            self.empty.setText(why)
            self._pages.setCurrentIndex(1)
        self.failed.emit(why)

    def _sounds(self) -> None:
        self.list.rows.playing = self._audition.playing
        if (viewport := self.list.viewport()) is not None:
            viewport.update()

    # ---- keyboard ----

    def _enter_list(self) -> None:
        """Return in the search goes to what was found."""
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            # The focus makes a row the current one, but chooses none.
            if not self.list.chosen_rows():
                self.list.selectRow(max(0, self.list.currentIndex().row()))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Down in the search goes to the list; Escape empties the search."""
        if event is None:
            return
        if self.search.hasFocus() and event.key() == Qt.Key.Key_Down:
            self._enter_list()
        elif self.search.hasFocus() and event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)
