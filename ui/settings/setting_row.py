"""A setting with its hint, or what is wrong with the value entered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from ui.common.theme import XS, set_role
from ui.common.widgets import label, vbox
from ui.settings.controls import Control, control_for
from ui.settings.fields import Field
from ui.settings.values import InvalidValue, parse_value


class SettingRow(QWidget):
    """`committed` carries the setting's name and a valid value."""

    committed = pyqtSignal(str, object)

    def __init__(self, field: Field, check_folder: Callable[[str, Callable[[str], None]], None]) -> None:
        super().__init__()
        self.field = field
        self._check_folder = check_folder
        self._shown: Any = None
        self.control: Control = control_for(field)
        self.message = label(field.hint, "small", wraps=True)
        vbox(self, self.control, self.message, spacing_px=XS)
        self._show_error("")
        self.control.edited.connect(self._edited)
        self.control.committed.connect(self._entered)

    @property
    def error(self) -> str:
        """What is wrong with the value; empty if it is valid."""
        return self.message.text() if self.message.property("role") == "failure" else ""

    def show_value(self, value: Any) -> None:
        self._shown = value
        self.control.show_value(value)
        self._show_error("")

    def _edited(self, written: Any) -> None:
        try:
            self._parse(written)
        except InvalidValue as error:
            self._show_error(str(error))
        else:
            self._show_error("")

    def _entered(self, written: Any) -> None:
        try:
            value = self._parse(written)
        except InvalidValue as error:
            self._show_error(str(error))
            return
        if value == self._shown:
            self._show_error("")
        elif self.field.kind == "folder":
            self._check_folder(value, lambda problem: self._commit(value, problem))
        else:
            self._commit(value, "")

    def _commit(self, value: Any, problem: str) -> None:
        self._show_error(problem)
        if not problem:
            self._shown = value
            self.committed.emit(self.field.name, value)

    def _parse(self, written: Any) -> Any:
        return written if self.field.kind in ("theme", "language") else parse_value(self.field, written)

    def _show_error(self, wrong: str) -> None:
        self.message.setText(wrong or self.field.hint)
        set_role(self.message, "failure" if wrong else "small")
        self.message.setVisible(bool(wrong or self.field.hint))
        self.control.set_invalid(bool(wrong))
