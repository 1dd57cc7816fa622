"""Filters under the search field: a button with a menu for each thing that clips can be searched by.

They write and read the text of the search field, in its own language (`bridge.library.query_text`).
"""

from __future__ import annotations

from contextlib import suppress

from PyQt6.QtCore import QCoreApplication, QSize, pyqtSignal
from PyQt6.QtGui import QEnterEvent, QResizeEvent
from PyQt6.QtWidgets import QPushButton, QSizePolicy, QWidget

from bridge.errors import BadRequest
from bridge.library.query import Values
from bridge.library.query_edits import offered, values_of, with_values
from bridge.library.query_text import FIELDS, SearchError
from bridge.vocabulary.music import Key
from ui.common.chips import CHIP_PX
from ui.common.clip_words import key_words
from ui.common.menu_button import MenuButton
from ui.common.theme import XS, set_role, style_by
from ui.common.widgets import plain_tip

translate = QCoreApplication.translate

_LONGEST_PX = 150
_MOST_VALUES = 200


class FilterRow(QWidget):
    """`changed` carries the text of the search as a filter changes it; `values_wanted` asks for `set_values`.

    Buttons that don't fit in a line go into the next.
    """

    changed = pyqtSignal(str)
    values_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._values = "", Values()
        self._buttons = {field: self._made(field) for field in self._titles()}
        self._clear = QPushButton(self.tr("Clear filters"), self)
        set_role(self._clear, "chip")
        style_by(self._clear, "look", "filter")
        self._clear.clicked.connect(self._clear_all)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._show()

    def _titles(self) -> dict[str, str]:
        return {
            "tempo": self.tr("Tempo"),
            "key": self.tr("Key"),
            "bars": self.tr("Bars"),
            "date": self.tr("Date"),
            "model": self.tr("Model"),
            "tag": self.tr("Tag"),
        }

    def _made(self, field: str) -> MenuButton:
        button = MenuButton(self)
        set_role(button, "chip")
        button.choices.aboutToShow.connect(lambda: self._fill(field))
        button.choices.aboutToShow.connect(self.values_wanted)
        return button

    def set_text(self, text: str) -> None:
        """Show the filters that are in `text`."""
        self._text = text
        self._show()

    def set_values(self, values: Values) -> None:
        """Offer these, also in a menu that is open."""
        if values != self._values:
            self._values = values
            for field, button in self._buttons.items():
                if button.choices.isVisible():
                    self._fill(field)

    @property
    def values(self) -> Values:
        """The values that `set_values` was last given."""
        return self._values

    def enterEvent(self, event: QEnterEvent | None) -> None:
        # New clips may have arrived, and a menu may open next.
        self.values_wanted.emit()
        super().enterEvent(event)

    # ---- menus ----

    def _fill(self, field: str) -> None:
        menu, chosen = self._buttons[field].choices, values_of(self._text, field)
        menu.clear()
        for value in ("", *list(offered(field, self._values))[:_MOST_VALUES]):
            words = self._words(field, value) if value else self.tr("Any")
            action = menu.addAction(words.replace("&", "&&"))
            assert action is not None
            action.setCheckable(True)
            action.setChecked(value in chosen if value else not chosen)
            action.triggered.connect(lambda _=False, value=value: self._choose(field, value))

    def _choose(self, field: str, value: str) -> None:
        """Switch the filter `value` on or off. Only tags can have several values at once."""
        chosen = values_of(self._text, field)
        if value in chosen:
            chosen.remove(value)
        elif field == "tag" and value:
            chosen.append(value)
        else:
            chosen = [value] if value else []
        self.changed.emit(with_values(self._text, field, *chosen))

    def _clear_all(self) -> None:
        text = self._text
        for field in FIELDS:
            text = with_values(text, field)
        self.changed.emit(text)

    def _words(self, field: str, value: str) -> str:
        """The words for a value; one that can't be read stays as it was written."""
        match field:
            case "tempo" if any(map(str.isdecimal, value)):
                return translate("clips", "{tempo} BPM").format(tempo=value.replace("-", "–"))
            case "key":
                modes = {
                    "minor": self.tr("Any minor key"),
                    "major": self.tr("Any major key"),
                    "none": self.tr("No key"),
                }
                with suppress(BadRequest):
                    return modes.get(value) or key_words(Key.parse(value))
            case "bars" if value.isdecimal():
                return translate("clips", "%n bars", "", int(value))
            case "date":
                days = {
                    "today": self.tr("Today"),
                    "yesterday": self.tr("Yesterday"),
                    "week": self.tr("Last 7 days"),
                    "month": self.tr("Last 30 days"),
                    "year": self.tr("Last 365 days"),
                }
                return days.get(value, value)
        return value

    # ---- buttons ----

    def _show(self) -> None:
        """Show on each button what it filters by."""
        for field, title in self._titles().items():
            shown = ", ".join(self._words(field, each) for each in values_of(self._text, field))
            tip = f"{title}: {shown}" if shown else self.tr("Filter by {what}").format(what=title)
            button = self._buttons[field]
            button.setMaximumWidth(_LONGEST_PX)
            button.set_text(shown or title)
            button.setToolTip(plain_tip(tip))
            button.setAccessibleName(f"{title}: {shown}" if shown else title)
            style_by(button, "look", "filter on" if shown else "filter")
        self._clear.setVisible(any(values_of(self._text, field) for field in FIELDS))
        self._place()

    def _place(self) -> None:
        """Lay the buttons out from the left, in as many lines as they need."""
        x = y = 0
        for button in (*self._buttons.values(), self._clear):
            if button.isHidden():
                continue
            width = min(button.sizeHint().width(), _LONGEST_PX, max(1, self.width()))
            if x and x + width > self.width():
                x, y = 0, y + CHIP_PX + XS
            button.setGeometry(x, y, width, CHIP_PX)
            x += width + XS
        self.setFixedHeight(y + CHIP_PX)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(80, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def mistake_words(error: SearchError) -> str:
    """A sentence about a search term that can't be read."""
    if error.is_unknown_field:
        return translate("search", "“{given}:” is unknown. Did you mean {field}:?").format(
            given=error.given, field=error.field
        )
    sentence = {
        "tempo": translate("search", "“{given}” isn't a tempo. Use 120, 120-130 or >120."),
        "key": translate("search", "“{given}” isn't a key. Use Am, F#, minor, major or none."),
        "bars": translate("search", "“{given}” isn't a number of bars. Use 4, 2-8 or >4."),
        "date": translate("search", "“{given}” isn't a date. Use today, week, 2026-11-22 or 2026-11."),
        "tag": translate("search", "“{given}” isn't a tag. Use letters or digits."),
        "is": translate("search", "“{given}” is unknown. Use is:favourite or is:missing."),
    }[error.field]
    return sentence.format(given=error.given)
