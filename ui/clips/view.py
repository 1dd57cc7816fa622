"""The clip browser: search, filters, sort order and the list."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
from PyQt6.QtCore import QEvent, QPoint, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import (
    QLineEdit,
    QMenu,
    QStackedLayout,
    QToolButton,
    QWidget,
)

from bridge.errors import RiffbridgeError
from bridge.library import Found, Sort
from bridge.library.query_text import MAX_CHARACTERS, SearchError, parse
from bridge.messages.answers import Answer, Done
from ui.clips.audition import Audition
from ui.clips.awaited_clip import AwaitedClip
from ui.clips.edits import ClipEdits
from ui.clips.extras_row import midi_file, show_stems
from ui.clips.filters import FilterRow, mistake_words
from ui.clips.list_view import ClipsList
from ui.clips.menu import ClipActions, fill_clips_menu
from ui.clips.model import ClipsModel
from ui.clips.search_completer import SearchCompleter
from ui.common.clip_selection import ClipSelection
from ui.common.derived_requests import again, new_take
from ui.common.link import Link
from ui.common.reveal import reveal
from ui.common.theme import CONTROL_PX, M, set_role
from ui.common.undo import Undo
from ui.common.widgets import Combo, hbox, icon_button, label, name_combo, single_shot, vbox
from ui.pictures.loader import PreviewLoader
from ui.placing.tracker import PlacementTracker

SEARCH_AFTER_MS = 30
# Clips of a batch arrive together: refresh once.
REFRESH_AFTER_MS = 50


class ClipsView(QWidget):
    """Search field, filters, sort order and the list. A clip that this window requested is selected when it
    arrives, unless another has been selected since it was requested.

    Going from one take to another of the same batch plays the other in place of the first. New clips play as
    they arrive if that is switched on.

    `selection_changed` carries the `ClipSelection`, the current clip first; `failed` a sentence about what
    went wrong; `hosts_requested` asks to see the hosts.
    """

    selection_changed = pyqtSignal(object)
    failed = pyqtSignal(str)
    hosts_requested = pyqtSignal()

    def __init__(
        self,
        link: Link,
        database: Path,
        export_folder: Path,
        previews: PreviewLoader,
        audition: Audition,
        placements: PlacementTracker | None = None,
        *,
        undo: Undo | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._audition, self._previews = link, audition, previews
        self.model = ClipsModel(database, export_folder, self)
        self.list = ClipsList(self.model, previews)
        self._placements = placements or PlacementTracker(link, parent=self)
        self.edits = ClipEdits(self.model, Undo(self) if undo is None else undo, self)
        self.menu = QMenu(self)
        self._search_timer = single_shot(self, SEARCH_AFTER_MS, self._search)
        self._refresh_timer = single_shot(self, REFRESH_AFTER_MS, self.refresh)
        self._count: int | None = None
        self._mistake = ""
        self._awaited = AwaitedClip(self.model, self.list)
        self._shown: Found | None = None
        self._lay_out()
        self._connect()
        self.model.refresh()

    def _lay_out(self) -> None:
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(MAX_CHARACTERS)
        self.search.setPlaceholderText(self.tr("Search clips"))
        self.search.setAccessibleName(self.tr("Search clips"))
        self.search.setToolTip(self.tr("Words, or terms such as key:Am tempo:120-130 tag:drums"))
        self.sort = Combo()
        self.sort.setToolTip(self.tr("Order of the list"))
        for order, name in self._orders().items():
            self.sort.addItem(name, order)
        self.favourites = QToolButton()
        self.favourites.setText("★")
        self.favourites.setCheckable(True)
        self.favourites.setFixedSize(CONTROL_PX, CONTROL_PX)
        self.favourites.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.favourites.setAccessibleName(self.tr("Favourites only"))
        self.favourites.setToolTip(self.tr("Favourites only"))
        tip = self.tr("Play new clips as they arrive")
        self.plays_new = icon_button("sound", self.tr("Play new clips"), tip)
        self.plays_new.setCheckable(True)
        self.count = label("", "small")
        self.empty = label("", "soft")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setMargin(M)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        bar = hbox(self.search, self.favourites, self.plays_new, self.sort, grows=self.search)
        self.filters = FilterRow()
        SearchCompleter(self.search, self.filters)
        parts = vbox(self, bar, self.filters, self._pages, self.count)
        parts.setStretch(2, 1)
        name_combo(self.sort, self.tr("Sort by"))

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
        self.search.textChanged.connect(self.filters.set_text)
        self.filters.changed.connect(self.search.setText)
        self.filters.values_wanted.connect(lambda: self.model.read_values(self.filters.set_values))
        self.search.returnPressed.connect(self._focus_list)
        self.sort.currentIndexChanged.connect(self._search)
        self.favourites.toggled.connect(self._search)
        self.list.selection_changed.connect(self.selection_changed)
        self.list.play_requested.connect(self._play)
        self.list.new_take_requested.connect(self._new_take)
        self.list.swap_requested.connect(self._swap)
        self.list.keep_requested.connect(self.edits.keep)
        self.list.discard_others_requested.connect(self.edits.discard_others)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.favourite_toggled.connect(self.model.set_favourite)
        self.list.delete_requested.connect(self.edits.delete)
        self.edits.restored.connect(self._previews.forget)  # it may have been looked for while it was gone
        self.model.renamed.connect(self.edits.rename)
        self.list.failed.connect(self.failed)
        self.list.selection_changed.connect(self._show_count)
        self.list.selection_changed.connect(self._audition_take)
        self.model.counted.connect(self._counted)
        self.model.failed.connect(self._model_failed)
        self._audition.changed.connect(self._show_playing)
        self._link.answered.connect(self._answered)
        self._link.requested.connect(lambda _: self._awaited.requested())
        self._link.snapshot.connect(lambda _: None if self._count else self._show_empty())

    # ---- actions ----

    def _play(self, found: Found) -> None:
        self._audition.toggle(found.clip)

    def _new_take(self, found: Found, count: int) -> None:
        self._link.request(new_take(found.clip.job, count))

    def _audition_take(self, selection: ClipSelection) -> None:
        """Play the take that is selected after another of its batch."""
        before, self._shown = self._shown, selection.found[0] if selection.found else None
        if before is None or self._shown is None or selection.count > 1 or self._shown.missing:
            return
        if self._shown.clip.job.is_beside(before.clip.job):
            self._audition.switch_to(self._shown.clip)

    def _swap(self) -> None:
        """Play the other one of two selected clips."""
        self.list.swap()
        found = self.list.selected_clips()
        if len(found) == 2 and not found[0].missing:
            self._audition.switch_to(found[0].clip)

    def make_again(self, found: Found) -> None:
        """Render a clip whose file is missing, as it was."""
        self._link.request(again(found.clip.job))

    def _show_midi(self, found: Found) -> None:
        try:
            reveal(midi_file(found))
        except RiffbridgeError as error:
            self.failed.emit(str(error))

    def _open_menu(self, where: QPoint) -> None:
        """The context menu of the selected clips."""
        if (selection := self.list.clip_selection()).found:
            deleted = self.list.numbers_to_delete()
            do = ClipActions(
                play=self._play,
                new_take=self._new_take,
                keep=self.edits.keep,
                discard_others=self.edits.discard_others,
                swap=self._swap,
                midi=self._show_midi,
                stems=lambda found: show_stems(found, self._link),
                to_strip=self.list.add_to_strip,
                rename=lambda: self.list.edit(self.list.currentIndex()),
                again=self.make_again,
                delete=lambda: self.edits.delete(deleted),
                deleted=len(deleted),
                show_hosts=self.hosts_requested.emit,
            )
            fill_clips_menu(self.menu, selection, self._placements, do)
            self.menu.popup((self.list.viewport() or self.list).mapToGlobal(where))

    def select_when_listed(self, digest: str) -> None:
        """Select this clip as soon as the list has it, unless another is selected by then."""
        self._awaited.wait_for(digest)

    def refresh(self) -> None:
        """Reload: clips may have come or gone."""
        self.model.refresh()

    def show_library(self, database: Path, export_folder: Path) -> None:
        """Switch to another library."""
        self.model.show_library(database, export_folder)

    def close_library(self) -> None:
        """Stop reading; before the application ends."""
        self._search_timer.stop()
        self._refresh_timer.stop()
        self.model.close()

    def _search(self) -> None:
        self._search_timer.stop()
        try:
            query = parse(self.search.text(), datetime.date.today())
        except SearchError as error:
            self._mistake = mistake_words(error)
            self._show_count()
            return
        self._mistake = ""
        if self.favourites.isChecked():
            query = msgspec.structs.replace(query, favourite=True)
        self.model.set_query(query, self.sort.currentData())

    def _answered(self, answer: Answer) -> None:
        if not isinstance(answer, Done):
            return
        self._previews.forget(answer.clip.job.digest)  # its file may have been missing until now
        if self._link.is_own(answer.sender) and self._awaited.is_news(answer.clip.job, self._shown):
            self._awaited.wait_for(answer.clip.job.digest)
            if self.plays_new.isChecked():
                self._audition.play_new(answer.clip)
        if not self._refresh_timer.isActive():
            self._refresh_timer.start()

    # ---- the list ----

    def _counted(self, count: int) -> None:
        self._count = count
        self._show_count()
        self._show_empty()
        self._pages.setCurrentIndex(0 if count else 1)
        self._awaited.listed()

    def _show_empty(self) -> None:
        """Say that no clip matches, that there is none, or that the first is on its way."""
        shot = self._link.last
        if self.search.text() or self.favourites.isChecked():
            self.empty.setText(self.tr("No clips match."))
        elif shot is not None and (shot.running is not None or shot.waiting):
            self.empty.setText(self.tr("Your first clip is being rendered."))
        else:
            self.empty.setText(self.tr("No clips yet. Describe a loop and press Render."))

    def _show_count(self) -> None:
        set_role(self.count, "failure" if self._mistake else "small")
        if self._mistake:
            self.count.setText(self._mistake)
            return
        if self._count is None:
            return
        text = self.tr("%Ln clips", "", self._count)
        if (selected := len(self.list.selected_numbers())) > 1:
            text += " · " + self.tr("%Ln selected", "", selected)
        self.count.setText(text)

    def _model_failed(self, why: str) -> None:
        if self._count is None:
            self.empty.setText(why)
            self._pages.setCurrentIndex(1)
        self.failed.emit(why)

    def _show_playing(self) -> None:
        self.list.rows.playing = self._audition.playing
        if (viewport := self.list.viewport()) is not None:
            viewport.update()

    def event(self, event: QEvent | None) -> bool:
        # Other programs may have changed the library meanwhile.
        if event is not None and event.type() == QEvent.Type.WindowActivate:
            self.model.reload()
        return super().event(event)

    # ---- keyboard ----

    def _focus_list(self) -> None:
        """Move the keyboard focus to the list."""
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            # Focus makes a row the current one, but does not select it.
            if not self.list.has_selection:
                self.list.selectRow(max(0, self.list.currentIndex().row()))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """In the search field, Down moves to the list and Escape clears it."""
        if event is None:
            return
        if self.search.hasFocus() and event.key() == Qt.Key.Key_Down:
            self._focus_list()
        elif self.search.hasFocus() and event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)
