"""One control for each kind of setting: shows a value, says when somebody has given another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PyQt6.QtCore import QPoint, Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.common.theme import S, repolish, set_role
from ui.common.widgets import icon_button, name_combo
from ui.settings.table import Field

Offers = tuple[tuple[str, str], ...]


class Control(QWidget):
    """Emits `edited` while the value is being written, `committed` when it is complete."""

    committed = pyqtSignal(object)
    edited = pyqtSignal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(S)

    def put(self, widget: QWidget) -> None:
        """Make `widget` what this control is filled in by."""
        widget.setAccessibleName(self.field.caption)
        widget.setAccessibleDescription(self.field.hint)
        self.setFocusProxy(widget)
        self.row.addWidget(widget, 1)
        if isinstance(widget, QComboBox):
            name_combo(widget, self.field.caption)

    def show_value(self, value: Any) -> None:
        """Show `value`, without saying so."""
        raise NotImplementedError

    def offer(self, offers: Offers) -> None:
        """Offer what was found on this machine: values and titles."""

    def set_invalid(self, wrong: bool) -> None:
        """Mark what is written as wrong, or as right."""
        if (inner := self.focusProxy()) is not None:
            inner.setProperty("wrong", "true" if wrong else "false")
            repolish(inner)


class TextControl(Control):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = QLineEdit()
        self.put(self.edit)
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
        button = icon_button("folder", self.tr("Choose a folder"), self.tr("Choose a folder"), role="")
        button.clicked.connect(self._choose)
        self.row.addWidget(button)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.field.caption, self.edit.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setModal(False)
        dialog.fileSelected.connect(self._chosen)
        dialog.show()

    def _chosen(self, folder: str) -> None:
        self.edit.setText(str(Path(folder)))
        self.committed.emit(self.edit.text())


class FlagControl(Control):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = QCheckBox(self.tr("On"))
        self.put(self.box)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.row.addStretch(1)
        self.box.clicked.connect(lambda checked: self.committed.emit(checked))

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class ChoiceControl(Control):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = QComboBox()
        self.put(self.box)
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
            # What is set and not there now (an interface that is unplugged) stays to be seen.
            self.box.addItem(self._value, self._value)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)


class NamesControl(Control):
    """Any of some names; where they are found on this machine, none means all."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.button = QPushButton()
        set_role(self.button, "choice")
        self.put(self.button)
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
    """The control that fits."""
    kinds: dict[str, type[Control]] = {
        "folder": FolderControl,
        "flag": FlagControl,
        "choice": ChoiceControl,
        "theme": ChoiceControl,
        "language": ChoiceControl,
        "names": NamesControl,
    }
    return kinds.get(field.kind, TextControl)(field)
