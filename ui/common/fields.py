"""Input fields for bars, key and seed."""

from __future__ import annotations

from collections.abc import Collection

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QIntValidator, QValidator
from PyQt6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSlider,
    QToolButton,
    QWidget,
)

from bridge.requests.bounds import DEFAULT_BARS, MAX_SEED
from bridge.requests.context import draw_seed
from bridge.vocabulary.files import Extra
from bridge.vocabulary.music import KEYS, Key
from ui.common.clip_words import percent
from ui.common.icons import icon
from ui.common.theme import CONTROL_PX, set_role
from ui.common.widgets import Combo, bare, icon_button, label

USUAL_BARS = (1, 2, 4, 8)
_PERCENT_PX = 38
OTHER_BARS = (3, 5, 6, 7, 12, 16, 24, 32, 64)


class BarsPicker(QWidget):
    """Buttons for common numbers of bars; the others are in the menu of `…`."""

    changed = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = DEFAULT_BARS
        self._group = QButtonGroup(self)
        row = bare(QHBoxLayout(self), 2)
        for bars in USUAL_BARS:
            button = QPushButton(str(bars))
            # Screen readers then say "1 of 5".
            button.setAutoExclusive(True)
            set_role(button, "digit")
            self._make(button, self.tr("%n bars", "", bars))
            self._group.addButton(button, bars)
            row.addWidget(button)
        self._others = QToolButton()
        self._make(self._others, self.tr("More lengths"))
        self._others.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._others)
        for bars in OTHER_BARS:
            action = menu.addAction(self.tr("%n bars", "", bars))
            if action is not None:
                action.triggered.connect(lambda _=False, bars=bars: self.set_bars(bars))
        self._others.setMenu(menu)
        self._group.addButton(self._others, 0)
        row.addWidget(self._others)
        self._group.idClicked.connect(lambda number: self.set_bars(number or self._bars))
        self.setFocusProxy(self._group.button(USUAL_BARS[0]))
        self.set_bars(DEFAULT_BARS)

    def _make(self, button: QAbstractButton, accessible: str) -> None:
        button.setCheckable(True)
        button.setFixedSize(QSize(CONTROL_PX, CONTROL_PX))
        button.setAccessibleName(accessible)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def bars(self) -> int:
        return self._bars

    def set_bars(self, bars: int) -> None:
        changed, self._bars = bars != self._bars, bars
        is_usual = bars in USUAL_BARS
        button = self._group.button(bars) if is_usual else self._others
        if button is not None:
            button.setChecked(True)
            self.setFocusProxy(button)
        self._others.setText("…" if is_usual else str(bars))
        another = self.tr("More lengths")
        self._others.setAccessibleName(another if is_usual else f"{self.tr('%n bars', '', bars)}; {another}")
        if changed:
            self.changed.emit(bars)


class KeyPicker(Combo):
    """The 24 keys, or any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(self.tr("Any"), None)
        for key in KEYS:
            self.addItem(key.short, key)
        self.setMaxVisibleItems(25)

    @property
    def key(self) -> Key | None:
        chosen = self.currentData()
        return chosen if isinstance(chosen, Key) else None

    def set_key(self, key: Key | None) -> None:
        self.setCurrentIndex(0 if key is None else 1 + KEYS.index(key))


class ExtrasButton(QToolButton):
    """A menu of what else is written beside the clip: its notes, its parts."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        menu = QMenu(self)
        texts = {Extra.MIDI: self.tr("Also write a MIDI file"), Extra.STEMS: self.tr("Also write stems")}
        self._actions = {extra: menu.addAction(text) for extra, text in texts.items()}
        for action in self._actions.values():
            assert action is not None
            action.setCheckable(True)
            action.toggled.connect(self._update)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setCheckable(True)
        self.setIcon(icon("notes"))
        self.setIconSize(QSize(16, 16))
        self.setAccessibleName(self.tr("MIDI and stems"))
        self.setToolTip(self.tr("MIDI and stems"))

    @property
    def extras(self) -> tuple[Extra, ...]:
        """What is chosen."""
        return tuple(extra for extra, action in self._actions.items() if action and action.isChecked())

    def set_extras(self, extras: Collection[Extra]) -> None:
        """Choose `extras`."""
        for extra, action in self._actions.items():
            if action is not None:
                action.setChecked(extra in extras)

    def _update(self) -> None:
        self.setChecked(bool(self.extras))
        self.changed.emit()


class SeedEdit(QWidget):
    """The last seed used, and a lock that keeps it for the next loop; `changed` when either changes."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = bare(QHBoxLayout(self), 2)
        self._edit = QLineEdit()
        self._edit.setPlaceholderText(self.tr("Random"))
        self._edit.setValidator(_SeedValidator(self._edit))
        self._edit.setFixedWidth(106)
        self._edit.textEdited.connect(lambda text: self._lock.setChecked(bool(text)))
        self._lock = icon_button(
            "unlock", self.tr("Lock seed"), self.tr("Use the same seed for the next loop")
        )
        self._lock.setCheckable(True)
        self._lock.toggled.connect(self._toggled)
        self._edit.textChanged.connect(lambda: self.changed.emit())
        row.addWidget(self._edit)
        row.addWidget(self._lock)
        self.setFocusProxy(self._edit)

    def _toggled(self, locked: bool) -> None:
        self._lock.setIcon(icon("lock" if locked else "unlock"))
        self.changed.emit()

    @property
    def is_locked(self) -> bool:
        return self._lock.isChecked()

    def set_locked(self, locked: bool) -> None:
        self._lock.setChecked(locked)

    def set_seed(self, seed: int | None) -> None:
        self._edit.setText("" if seed is None else str(seed))

    def take(self) -> int:
        """The seed for the next request: the locked one, or a new one, which is then shown."""
        written = self._edit.text()
        if self.is_locked and written:
            return int(written)
        seed = draw_seed()
        self.set_seed(seed)
        return seed

    def setAccessibleName(self, name: str | None) -> None:
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)


class _SeedValidator(QIntValidator):
    """Accepts 0 to 2³² − 1; Qt's own validator ends at half of that."""

    def validate(self, text: str | None, at: int) -> tuple[QValidator.State, str, int]:
        written = text or ""
        if not written:
            return QValidator.State.Intermediate, written, at
        fits = written.isascii() and written.isdigit() and len(written) <= 10 and int(written) <= MAX_SEED
        return (QValidator.State.Acceptable if fits else QValidator.State.Invalid), written, at


def percent_slider(name: str, percent_value: int, lowest: int) -> tuple[QSlider, QLabel]:
    """A slider from `lowest` to 100 percent, with `name` as its tooltip, and a label that shows its value."""
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(lowest, 100)
    slider.setPageStep(10)
    slider.setAccessibleName(name)
    slider.setToolTip(name)
    shown = label("", "small")
    shown.setFixedWidth(_PERCENT_PX)
    shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    slider.valueChanged.connect(lambda value: shown.setText(percent(value / 100)))
    slider.setValue(percent_value)
    return slider, shown
