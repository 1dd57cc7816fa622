"""The pads, four by four as on a drum machine, pad 1 at the bottom left."""

from __future__ import annotations

import time
from collections.abc import Callable

from PyQt6.QtCore import QPoint, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QGuiApplication, QKeyEvent
from PyQt6.QtWidgets import QGridLayout, QMenu, QWidget

from bridge.stage.views import PADS, PadState, StageView
from ui.common.beats import position_at, through_clip
from ui.common.theme import XS
from ui.pads.cell import PadCell

ACROSS = 4
_MOVES_EVERY_MS = 33
_LETTERS = "zxcvasdfqwer1234"
# X11 and Wayland codes of the same keys, whatever the keyboard layout.
_SCAN_CODES = (*range(52, 56), *range(38, 42), *range(24, 28), *range(10, 14))
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_LEVEL_KEYS = {"m": "mute", "+": "louder", "-": "softer"}
_CANCELLABLE = (PadState.WAITING, PadState.RENDERING)


class PadGrid(QWidget):
    """Shows the stage's pads. The keys 1234 qwer asdf zxcv hit them, with Shift for a new take; arrow keys
    select a pad, which Space hits, the menu key opens, M mutes, and + and - make louder and softer.

    `hit` carries a pad and whether hard; `action_requested` the menu's action (`edit`, `learn`, `clear` …)
    and the pad; `dropped` a pad and what was dropped on it.
    """

    hit = pyqtSignal(int, bool)
    action_requested = pyqtSignal(str, int)
    dropped = pyqtSignal(int, object)

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock, self._view = clock, StageView()
        self._current = 1
        self.cells = {pad: PadCell(pad) for pad in range(1, PADS + 1)}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(XS)
        for pad, cell in self.cells.items():
            row, column = divmod(pad - 1, ACROSS)
            grid.addWidget(cell, ACROSS - 1 - row, column)
            cell.hit.connect(self._hit)
            cell.menu_requested.connect(self._show_menu)
            cell.dropped.connect(self.dropped)
        self.setAccessibleName(self.tr("Pads"))
        self._make_current(self._current)
        self._move_timer = QTimer(self)
        self._move_timer.setInterval(_MOVES_EVERY_MS)
        self._move_timer.timeout.connect(self._move)

    def show_view(self, view: StageView) -> None:
        """Show the pads of `view`."""
        self._view = view
        for pad in view.pads:
            self.cells[pad.pad].show_pad(pad, is_learning=view.learning == pad.pad)
        is_moving = any(pad.state in (PadState.PLAYING, PadState.CUED) for pad in view.pads)
        if is_moving and not self._move_timer.isActive():
            self._move_timer.start()
        elif not is_moving:
            self._move_timer.stop()

    def _move(self) -> None:
        """Pulse the playing and cued pads, and move their progress."""
        view, now_s = self._view, self._clock()
        if view.beats is None:
            return
        # Decays from the beat like a struck pad.
        pulse = (1 - position_at(view.beats, now_s).through_beat) ** 2
        for pad in view.pads:
            if pad.state in (PadState.PLAYING, PadState.CUED) and pad.clip is not None:
                quarters = float(pad.clip.job.loop.quarters)
                since = pad.beat if pad.beat is not None else 0.0
                through = through_clip(view, since, quarters, now_s)
                self.cells[pad.pad].show_motion(pulse, through)

    # ---- the keyboard ----

    @property
    def current(self) -> int:
        """The selected pad."""
        return self._current

    def _choose(self, pad: int) -> None:
        self._make_current(pad)
        self.cells[pad].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_current(self, pad: int) -> None:
        """Only the selected pad is in the Tab order."""
        self.cells[self._current].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = pad
        self.cells[pad].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.cells[pad])

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None:
            return
        shift = Qt.KeyboardModifier.ShiftModifier
        plain = not event.modifiers() & ~(shift | Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key()) if event.key() in _KNOWN else None
        if not plain:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self._go(*_ARROWS[key])
        elif (step := _LEVEL_KEYS.get(event.text())) is not None:
            self.action_requested.emit(step, self._current)
        elif event.isAutoRepeat():
            event.accept()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._hit(self._current, bool(event.modifiers() & shift))
        elif (pad := pad_of_key(event)) is not None:
            # An empty pad is ignored: a wrong key must not open the editor.
            if self.cells[pad].view.plan is not None:
                self._hit(pad, bool(event.modifiers() & shift))
        else:
            super().keyPressEvent(event)

    def _go(self, across: int, up: int) -> None:
        row, column = divmod(self._current - 1, ACROSS)
        row, column = (row + up) % ACROSS, (column + across) % ACROSS
        self._choose(row * ACROSS + column + 1)

    def _hit(self, pad: int, is_hard: bool) -> None:
        self._choose(pad)
        if self.cells[pad].view.plan is None:
            self.action_requested.emit("edit", pad)
        else:
            self.hit.emit(pad, is_hard)

    # ---- the menu ----

    def menu(self, pad: int) -> QMenu:
        """The context menu of `pad`."""
        view = self.cells[pad].view
        menu = QMenu(self)
        self._add(menu, self.tr("&Edit…"), "edit", pad)
        self._add(menu, self.tr("Use the &selected clip"), "use", pad)
        if view.plan is not None:
            menu.addSeparator()
            self._add(menu, self.tr("Un&mute") if view.plan.muted else self.tr("&Mute"), "mute", pad)
            self._add(menu, self.tr("New &take"), "new-take", pad)
            self._add(menu, self.tr("&Next preset"), "next-preset", pad)
            self._add(menu, self.tr("&Previous preset"), "previous-preset", pad)
            if view.clip is not None:
                self._add(menu, self.tr("Add to &favourites"), "favourite", pad)
        menu.addSeparator()
        if self._view.learning == pad:
            self._add(menu, self.tr("Stop MIDI &learn"), "unlearn", pad)
        else:
            self._add(menu, self.tr("MIDI &learn"), "learn", pad)
        if view.state in _CANCELLABLE:
            self._add(menu, self.tr("&Cancel"), "cancel", pad)
        if view.plan is not None:
            self._add(menu, self.tr("Cl&ear"), "clear", pad)
        return menu

    def _add(self, menu: QMenu, words: str, what: str, pad: int) -> None:
        action = menu.addAction(words)
        if action is not None:
            action.triggered.connect(lambda: self.action_requested.emit(what, pad))

    def _show_menu(self, pad: int, where: QPoint) -> None:
        self._choose(pad)
        menu = self.menu(pad)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)


_KNOWN = {*_ARROWS, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


def pad_of_key(event: QKeyEvent) -> int | None:
    """The pad of a key, by its physical position where that is known, else by its letter."""
    code = event.nativeScanCode()
    if code and QGuiApplication.platformName() in ("xcb", "wayland"):
        return _SCAN_CODES.index(code) + 1 if code in _SCAN_CODES else None
    letter = chr(event.key()).lower() if event.key() < 128 else ""
    return _LETTERS.index(letter) + 1 if letter and letter in _LETTERS else None
