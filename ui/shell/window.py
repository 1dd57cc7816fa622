"""The main window: layout, shortcuts, drops, and remembered sizes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PyQt6.QtCore import QByteArray, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PyQt6.QtWidgets import QLineEdit, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from bridge.stage.events import StopAsked
from ui.common.link import Link
from ui.common.panel import Panel
from ui.common.shortcuts import shortcuts
from ui.common.state import WindowState
from ui.common.theme import ASSETS, L, M, S, set_role
from ui.common.widgets import in_reading_order
from ui.dragging.drag import clips_in
from ui.queue.view import QueueView
from ui.request.bar import RequestBar
from ui.settings.page import SettingsPage
from ui.shell.folding_column import FoldingColumn
from ui.shell.help_button import HelpButton
from ui.shell.help_page import HelpPage
from ui.shell.notices import Notices
from ui.training.page import TrainingPage

_WIDTHS, _HEIGHTS = [344, 576, 360], [430, 150]
# A lower window begins with the queue folded, so that the pads have room for their names.
_LOW_PX = 720
# A 1920×1080 screen at 200 %, less the desktop's own bars.
_SMALLEST = (956, 500)
_LEFT_PX, _CLIPS_PX, _INSPECTOR_PX = 240, 360, 300
_QUEUE_PX = 72
_QUITTING = "quitting"  # the notice
_GEOMETRY, _FOLDED = "window/geometry", "window/folded"


@dataclass(frozen=True)
class Panels:
    """The window's panels; `None` leaves one out. Shortcuts focus `search` and call the others."""

    transport_bar: QWidget | None = None
    pads: QWidget | None = None
    clips: QWidget | None = None
    inspector: QWidget | None = None
    search: QLineEdit | None = None
    play: Callable[[], object] = lambda: None
    place: Callable[[], object] = lambda: None
    undo: Callable[[], object] = lambda: None
    redo: Callable[[], object] = lambda: None
    strip: QWidget | None = None


class Window(QMainWindow):
    """`painted` is emitted after the first paint, `closed` after its state is saved."""

    painted = pyqtSignal()
    closed = pyqtSignal()

    def __init__(
        self,
        link: Link,
        bar: RequestBar,
        queue: QueueView,
        settings: SettingsPage,
        training: TrainingPage,
        panels: Panels,
        state: WindowState,
        details: Callable[[], str] = lambda: "",
    ) -> None:
        """`details` returns the versions and the log, for a problem report."""
        super().__init__()
        self._link, self._state, self._panels = link, state, panels
        self._is_painted = False
        self.bar, self.queue, self.settings, self.training = bar, queue, settings, training
        self._quits = False
        self.setWindowTitle("Riffbridge")
        self.setWindowIcon(QIcon(str(ASSETS / "riffbridge.svg")))
        self.setMinimumSize(*_SMALLEST)
        self.notices = Notices()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._body())
        self._pages.addWidget(settings)
        self._pages.addWidget(training)
        self.help, self.help_button = HelpPage(details), HelpButton()
        self._pages.addWidget(self.help)
        bar.add_to_corner(self.help_button)
        self.setCentralWidget(self._central())
        self._shortcuts()
        bar.settings_requested.connect(self._toggle_settings)
        bar.refused.connect(lambda why: self.notices.post("drop", why, "bad"))
        bar.batch_requested.connect(self._batch_requested)
        self.setAcceptDrops(True)
        settings.back_requested.connect(self.show_main)
        settings.train_requested.connect(self.show_training)
        bar.train_requested.connect(self.show_training)
        training.back_requested.connect(self.show_main)
        training.ended.connect(lambda: self.notices.withdraw(_QUITTING))
        self.help.back_requested.connect(self.show_main)
        self.help_button.chosen.connect(self.show_help)
        self._restore()
        if training.run is not None:
            self._offer_to_resume(training.run.request.name)

    # ---- layout ----

    def _central(self) -> QWidget:
        central = QWidget()
        set_role(central, "ground")
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        if self._panels.transport_bar is not None:
            column.addWidget(self._panels.transport_bar)
        self.notices.setParent(central)  # here in the Tab order
        column.addWidget(self._pages, 1)
        self._pages.currentChanged.connect(self._place_notices)
        self._place_notices()
        return central

    def _place_notices(self) -> None:
        """Over the list, where nobody plays; on another page over that."""
        over = self._list if self._pages.currentIndex() == 0 else self._pages.currentWidget()
        self.notices.lie_over(over or self._pages)

    def _body(self) -> QWidget:
        panels = self._panels
        self._left = FoldingColumn()
        self._left.setMinimumWidth(_LEFT_PX)
        self._foldable: dict[str, Panel] = {"queue": self.queue}
        if panels.pads is not None:
            self._foldable["pads"] = _panel(self.tr("Pads"), panels.pads)
        # The queue scrolls; the pads cannot.
        self.queue.folded.connect(
            lambda is_folded: self.queue.setMinimumHeight(0 if is_folded else _QUEUE_PX)
        )
        for panel in self._foldable.values():
            panel.make_foldable()
        self.queue.setMinimumHeight(_QUEUE_PX)
        for panel in reversed(self._foldable.values()):
            self._left.add_panel(panel)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.addWidget(self._left)
        self._list: QWidget | None = None
        right = (
            (self.tr("Clips"), panels.clips, _CLIPS_PX),
            (self.tr("Clip"), panels.inspector, _INSPECTOR_PX),
        )
        for title, part, least_px in right:
            if part is not None:
                panel = _panel(title, part)
                panel.setMinimumWidth(least_px)
                self._columns.addWidget(panel)
                self._list = self._list or panel
        for splitter in (self._left.splitter, self._columns):
            splitter.setHandleWidth(S)
            splitter.setChildrenCollapsible(False)
            in_reading_order(splitter)
        self._columns.setStretchFactor(1, 1)
        self._columns.setSizes(_WIDTHS)
        self._left.splitter.setSizes(_HEIGHTS if panels.pads is not None else [1])
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(L, M, L, L)
        column.addWidget(self._columns, 1)
        if panels.strip is not None:
            column.addWidget(panels.strip)
        return body

    def show_settings(self, at: str = "") -> None:
        """Show the settings, and move to the one called `at`."""
        self._pages.setCurrentWidget(self.settings)
        self.settings.back.setFocus()
        if at:
            self.settings.go_to(at)

    def show_help(self, part: str) -> None:
        """Show the help page, at `part`."""
        self.help.show_part(part)
        self._pages.setCurrentWidget(self.help)
        self.help.buttons[part].setFocus()

    def show_training(self, folder: str = "") -> None:
        """Show the page that trains on the user's own loops, and read `folder` on it."""
        self._pages.setCurrentWidget(self.training)
        self.training.form.folder.setFocus()
        self.notices.withdraw("training")
        if folder:
            self.training.choose_folder(folder)

    def _offer_to_resume(self, name: str) -> None:
        """Say that a training of an earlier window isn't done."""
        words = self.tr("The training “{name}” was stopped. You can resume it.").format(name=name)
        self.notices.post("training", words, action=self.tr("Show"), do=self.show_training)

    @property
    def shows_training(self) -> bool:
        return self._pages.currentWidget() is self.training

    def show_main(self) -> None:
        """Show the main page."""
        self._pages.setCurrentIndex(0)
        self.bar.prompt.setFocus()

    @property
    def shows_settings(self) -> bool:
        return self._pages.currentWidget() is self.settings

    def _toggle_settings(self) -> None:
        if self.shows_settings:
            self.show_main()
        else:
            self.show_settings()

    # ---- keyboard ----

    def _shortcuts(self) -> None:
        calls: dict[str, Callable[[], object]] = {
            "prompt": self._to_prompt,
            "render": self.bar.submit,
            "takes": self.bar.submit_takes,
            "random": self.bar.roll,
            "search": self._to_search,
            "place": self._panels.place,
            "cancel": self.queue.cancel_all,
            "undo": self._panels.undo,
            "redo": self._panels.redo,
            "settings": self._toggle_settings,
            "quit": self.close,
        }
        # Only where no widget has taken the key: a shortcut would take it first.
        self._untaken: dict[str, Callable[[], object]] = {
            "play": self._panels.play,
            "stop": self._stop,
            "help": lambda: self.show_help("shortcuts"),
        }
        self._keys: dict[str, str] = {}
        self.shortcuts: list[QShortcut] = []
        for each in shortcuts():
            for sequence in each.sequences if each.place == "window" else ():
                if (call := calls.get(each.name)) is not None:
                    self.shortcuts.append(QShortcut(sequence, self))
                    self.shortcuts[-1].activated.connect(call)
                else:
                    self._keys[sequence.toString()] = each.name

    def _to_prompt(self) -> None:
        self.bar.prompt.setFocus()
        self.bar.prompt.selectAll()

    def _to_search(self) -> None:
        if self._panels.search is not None:
            self.show_main()
            self._panels.search.setFocus()
            self._panels.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        name = None if event is None else self._keys.get(pressed(event))
        if event is None or name is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._untaken[name]()

    def _stop(self) -> None:
        """Stop what plays, and leave the settings or the help."""
        self._link.post_stage(StopAsked(None, time.monotonic()))
        if self._pages.currentIndex():
            self.show_main()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # After its children are painted, too.
            QTimer.singleShot(0, self.painted.emit)

    # ---- drops ----

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        # The bar takes drops anywhere in the window, except our own clips on their way out.
        if event is not None and not clips_in(event.mimeData()) and self.bar.show_drop_hint(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        self.bar.clear_drop_hint()

    def dropEvent(self, event: QDropEvent | None) -> None:
        self.bar.dropEvent(event)

    def _batch_requested(self, ids: Sequence[str]) -> None:
        def cancel() -> None:
            for each in ids:
                self._link.cancel(each)

        count = self.tr("Rendering %Ln loops.", "", len(ids))
        self.notices.post("dropped", count, action=self.tr("Cancel all"), do=cancel)

    # ---- remembered state ----

    def bring_to_front(self) -> None:
        """Show the window in front of others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def quit(self) -> None:
        """Close the window, also while a training runs."""
        self._quits = True
        self.close()

    def _agrees_to_stop_training(self) -> bool:
        """Whether a training that runs may be stopped. The first time, say so: to close again is to agree."""
        if not self.training.is_training or self._quits or _QUITTING in self.notices.sentences:
            return True
        words = self.tr("Quitting stops the training. You can resume it later.")
        self.notices.post(_QUITTING, words, "bad", action=self.tr("Quit"), do=self.quit)
        return False

    def closeEvent(self, event: QCloseEvent | None) -> None:
        if event is not None and not self._agrees_to_stop_training():
            event.ignore()
            return
        self._state.keep(_GEOMETRY, self.saveGeometry())
        for name, splitter in self._splitters().items():
            self._state.keep(name, splitter.saveState())
        by_choice = self._left.is_folded_by_choice
        folded = [name for name, panel in self._foldable.items() if by_choice(panel)]
        self._state.keep(_FOLDED, folded or [""])
        self.closed.emit()
        super().closeEvent(event)

    def _splitters(self) -> dict[str, QSplitter]:
        """By the names of their saved states, which include the number of parts."""
        both = {"columns": self._columns, "left": self._left.splitter}
        return {f"window/{name}-{each.count()}": each for name, each in both.items()}

    def _restore(self) -> None:
        kept: QByteArray | None
        if (kept := self._state.data(_GEOMETRY)) is None or not self.restoreGeometry(kept):
            self.resize(1280, 800)
        screen = self.screen()
        height = min(self.height(), screen.availableGeometry().height() if screen is not None else _LOW_PX)
        folded = self._state.texts(_FOLDED) or (["queue"] if height < _LOW_PX else [])
        for name, panel in self._foldable.items():
            panel.set_folded(name in folded)
        for name, splitter in self._splitters().items():
            if (kept := self._state.data(name)) is not None:
                splitter.restoreState(kept)


def pressed(event: QKeyEvent) -> str:
    """The key of `event` by Qt's portable name, without Shift: some keyboards need it for `?`."""
    name = QKeySequence(event.keyCombination()).toString()
    return name.replace("Shift+", "").replace("Num+", "")


def _panel(title: str, part: QWidget) -> Panel:
    if isinstance(part, Panel):
        return part
    panel = Panel(title)
    panel.body.addWidget(part, 1)
    return panel
