"""A control for each kind of setting."""

from __future__ import annotations

from typing import Any

from PyQt6.QtCore import QPoint, pyqtSignal
from PyQt6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.common.theme import set_role, style_by
from ui.common.widgets import bare, choose_folder, icon_button, name_combo
from ui.settings.fields import Field

Offers = tuple[tuple[str, str], ...]


class Control(QWidget):
    """Emits `edited` while the value is being written, `committed` when it is complete."""

    committed = pyqtSignal(object)
    edited = pyqtSignal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.row = bare(QHBoxLayout(self))

    def set_input(self, widget: QWidget) -> None:
        """Use `widget` for input."""
        widget.setAccessibleName(self.field.caption)
        widget.setAccessibleDescription(self.field.hint)
        self.setFocusProxy(widget)
        self.row.addWidget(widget, 1)
        if isinstance(widget, QComboBox):
            name_combo(widget, self.field.caption)

    def show_value(self, value: Any) -> None:
        """Show `value`, without emitting anything."""
        raise NotImplementedError

    def offer(self, offers: Offers) -> None:
        """Offer values and titles found on this computer."""

    def set_invalid(self, wrong: bool) -> None:
        """Mark the value as invalid or valid."""
        if (inner := self.focusProxy()) is not None:
            style_by(inner, "wrong", "true" if wrong else "false")


class TextControl(Control):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = QLineEdit()
        self.set_input(self.edit)
        self.edit.textEdited.connect(lambda text: self.edited.emit(text))
        self.edit.editingFinished.connect(lambda: self.committed.emit(self.edit.text()))
        if field.kind in ("whole", "number"):
            self.edit.setMaximumWidth(112)
            self.row.addStretch(1)

    def show_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else f"{value:g}" if isinstance(value, float) else str(value))


class FolderControl(TextControl):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        button = icon_button("folder", self.tr("Choose a folder"), role="")
        button.clicked.connect(lambda: choose_folder(self, field.caption, self.edit.text(), self._chosen))
        self.row.addWidget(button)

    def _chosen(self, folder: str) -> None:
        self.edit.setText(folder)
        self.committed.emit(self.edit.text())


class FlagControl(Control):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = QCheckBox(self.tr("On"))
        self.set_input(self.box)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.row.addStretch(1)
        self.box.clicked.connect(lambda checked: self.committed.emit(checked))

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class ChoiceControl(Control):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = QComboBox()
        self.set_input(self.box)
        self._offers: Offers = ()
        self._value = ""
        self.box.activated.connect(lambda: self.committed.emit(self.box.currentData()))
        self.offer(())

    def offer(self, offers: Offers) -> None:
        self._offers = offers
        self.box.clear()
        for value, title in (*self.field.choices, *offers):
            self.box.addItem(title, value)
        self.show_value(self._value)

    def show_value(self, value: Any) -> None:
        self._value = str(value)
        at = self.box.findData(self._value)
        if at < 0:
            # Keep a value that is not there now, such as an unplugged audio device.
            self.box.addItem(self._value, self._value)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)


class NamesControl(Control):
    """Any of some names. If they are found on this computer, none means all."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.button = QPushButton()
        set_role(self.button, "choice")
        self.set_input(self.button)
        self.menu = QMenu(self.button)
        self.button.clicked.connect(self._open)
        self._names: tuple[str, ...] = ()
        self._offers = field.choices
        self._fill()

    def offer(self, offers: Offers) -> None:
        self._offers = offers
        self._fill()

    def show_value(self, value: Any) -> None:
        self._names = tuple(value)
        self._fill()

    def _fill(self) -> None:
        self.menu.clear()
        known = dict(self._offers)
        for name in (*known, *(each for each in self._names if each not in known)):
            action = self.menu.addAction(known.get(name, name))
            if action is not None:
                action.setCheckable(True)
                action.setChecked(name in self._names)
                action.triggered.connect(lambda checked, name=name: self._toggle(name, checked))
        if not known and not self._names and (none := self.menu.addAction(self.tr("None found"))) is not None:
            none.setEnabled(False)
        nothing = self.tr("All") if self.field.offers else self.tr("None")
        self.button.setText(", ".join(known.get(name, name) for name in self._names) or nothing)

    def _open(self) -> None:
        self.menu.setMinimumWidth(self.button.width())
        self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def _toggle(self, name: str, checked: bool) -> None:
        others = [each for each in self._names if each != name]
        self._names = (*others, name) if checked else tuple(others)
        self._fill()
        self.committed.emit(list(self._names))


def control_for(field: Field) -> Control:
    """The control for `field`."""
    kinds: dict[str, type[Control]] = {
        "folder": FolderControl,
        "flag": FlagControl,
        "choice": ChoiceControl,
        "theme": ChoiceControl,
        "language": ChoiceControl,
        "names": NamesControl,
    }
    return kinds.get(field.kind, TextControl)(field)
