"""A row of chips: a few words each, some of which can be pressed. It wraps into two lines, then says “+3”."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import msgspec
from PyQt6.QtCore import QPoint, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QResizeEvent
from PyQt6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui.common.theme import XS, set_role, style_by
from ui.common.widgets import plain_tip

CHIP_PX = 22
_MOST_LINES = 2
_MORE_PX = 44
_LONGEST_PX = 240


class Look(StrEnum):
    """What a chip says about its words. Each look differs in more than its colour."""

    HEARD = "heard"
    FRAME = "frame"  # what nobody typed: a tempo from the host
    SETTING = "setting"  # a field of the request
    REPLACED = "replaced"
    UNKNOWN = "unknown"
    UNUSED = "unused"
    PROBLEM = "problem"


class Choice(msgspec.Struct, frozen=True):
    """Something to do about a chip, in words, and what it does, for whoever carries it out."""

    words: str
    action: object


class Chip(msgspec.Struct, frozen=True):
    """Pressed, a chip with one of `choices` does it; one with several opens a menu."""

    text: str
    look: Look = Look.HEARD
    state: str = ""
    tip: str = ""
    choices: tuple[Choice, ...] = ()


class ChipRow(QWidget):
    """`chosen` carries the action of the choice that was made. One chip at a time is in the Tab order; the
    arrow keys, Home and End move between them, and Delete makes the last choice, which takes out."""

    chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None, *, most_lines: int = _MOST_LINES) -> None:
        super().__init__(parent)
        self._chips: tuple[Chip, ...] = ()
        self._buttons: list[_ChipButton] = []
        self._most_lines, self._is_open = most_lines, False
        self._menu = QMenu(self)
        self._more = QPushButton("…", self)
        set_role(self._more, "chip")
        self._more.clicked.connect(self._unfold)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(CHIP_PX)

    @property
    def chips(self) -> tuple[Chip, ...]:
        return self._chips

    @property
    def texts(self) -> list[str]:
        """What the chips say."""
        return [chip.text for chip in self._chips]

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these."""
        if tuple(chips) == self._chips:
            return
        self._chips = tuple(chips)
        while len(self._buttons) < len(chips):
            self._buttons.append(self._made(len(self._buttons)))
        for button, chip in zip(self._buttons, self._chips, strict=False):
            button.show_chip(chip)
        if not chips:
            self._is_open = False
        self.setAccessibleDescription(", ".join(self.texts))
        self._place()

    def press(self, at: int) -> None:
        """Make the choice of the chip at `at`, or offer its choices."""
        choices = self._chips[at].choices
        if len(choices) == 1:
            self.chosen.emit(choices[0].action)
        elif choices:
            self._menu.clear()
            for choice in choices:
                if (entry := self._menu.addAction(choice.words.replace("&", "&&"))) is not None:
                    entry.triggered.connect(lambda _=False, action=choice.action: self.chosen.emit(action))
            button = self._buttons[at]
            self._menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _made(self, at: int) -> _ChipButton:
        button = _ChipButton(self, lambda key: self._key(at, key))
        button.clicked.connect(lambda: self.press(at))
        return button

    def _unfold(self) -> None:
        self._is_open = True
        self._place()
        self._focus(len(self._shown()) - 1, -1)

    # ---- keyboard ----

    def _shown(self) -> list[_ChipButton]:
        return [button for button in self._buttons[: len(self._chips)] if not button.isHidden()]

    def _key(self, at: int, key: Qt.Key) -> bool:
        """Whether `key` was for the row."""
        choices = self._chips[at].choices
        if not choices:  # another chip has the focus by now
            return False
        match key:
            case Qt.Key.Key_Left:
                self._focus(at - 1, -1)
            case Qt.Key.Key_Right:
                self._focus(at + 1, 1)
            case Qt.Key.Key_Home:
                self._focus(0, 1)
            case Qt.Key.Key_End:
                self._focus(len(self._shown()) - 1, -1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.chosen.emit(choices[-1].action)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.press(at)
            case _:
                return False
        return True

    def _focus(self, at: int, step: int) -> None:
        """Focus the chip at `at`, or the next one in this direction that can be pressed."""
        shown = self._shown()
        while 0 <= at < len(shown) and not self._chips[at].choices:
            at += step
        if 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._let_tab_in(at)

    def _let_tab_in(self, at: int | None) -> None:
        # A click leaves the keyboard where it is: in the prompt.
        for place, button in enumerate(self._shown()):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if place == at else Qt.FocusPolicy.NoFocus)

    # ---- places ----

    def _place(self) -> None:
        """Lay the chips out from the left, and hide those for which there is no line."""
        buttons = self._buttons[: len(self._chips)]
        most = len(buttons) if self._is_open else self._most_lines
        x = line = shown = 0
        for number, button in enumerate(buttons):
            width = min(button.sizeHint().width(), self.width())
            is_last = number == len(buttons) - 1
            room = self.width() - (0 if is_last or line < most - 1 else _MORE_PX + XS)
            if x and x + width > room:
                if line == most - 1:
                    break
                x, line = 0, line + 1
            button.setGeometry(x, line * (CHIP_PX + XS), width, CHIP_PX)
            x += width + XS
            shown += 1
        for number, button in enumerate(self._buttons):
            button.setVisible(number < shown)
        left = len(buttons) - shown
        self._more.setVisible(left > 0)
        if left:
            self._more.setText(self.tr("+{n}").format(n=left))
            self._more.setAccessibleName(self.tr("Show {n} more").format(n=left))
            self._more.setToolTip(", ".join(self.texts[shown:]))
            self._more.setGeometry(x, line * (CHIP_PX + XS), _MORE_PX, CHIP_PX)
        self.setFixedHeight((line + 1) * (CHIP_PX + XS) - XS)
        live = [number for number, chip in enumerate(self._chips[:shown]) if chip.choices]
        focused = next((number for number in live if self._buttons[number].hasFocus()), None)
        self._let_tab_in(next(iter(live), None) if focused is None else focused)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(80, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_MORE_PX, self.height())


class _ChipButton(QPushButton):
    """One chip; `takes_key` is asked whether a key is for its row."""

    def __init__(self, parent: QWidget, takes_key: Callable[[Qt.Key], bool]) -> None:
        super().__init__(parent)
        self._takes_key = takes_key
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self, "chip")

    def show_chip(self, chip: Chip) -> None:
        text = f"{chip.text}?" if chip.look is Look.UNKNOWN else chip.text
        if chip.look is Look.SETTING:
            text = f"{text} ✕"
        if chip.look is not Look.PROBLEM:
            text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _LONGEST_PX)
        self.setText(text.replace("&", "&&"))
        self.setToolTip(plain_tip(chip.tip))
        self.setAccessibleName(", ".join(filter(None, (chip.text, chip.state))))
        self.setAccessibleDescription(chip.tip)
        style_by(self, "look", f"{chip.look}{'' if chip.choices else ' still'}")

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is None or event.modifiers() or not self._takes_key(Qt.Key(event.key())):
            super().keyPressEvent(event)
