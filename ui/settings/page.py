"""The settings as a page of the window: each is checked as it is written, and kept when it is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from PyQt6.QtCore import QPoint, Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from bridge.settings import Settings
from ui.common.background import Background
from ui.common.theme import XL, XS, L, M, S, set_role
from ui.common.widgets import icon_button, label
from ui.settings.controls import Control, control_for
from ui.settings.hosts_panel import HostsPanel
from ui.settings.machine import Machine
from ui.settings.model_offer import ModelOffer, downloadable_models
from ui.settings.table import Field, InvalidValue, Section, folder_problem, read, sections

_CAPTION_PX, _WIDTH_PX, _SCROLL_BAR_PX = 176, 720, 10
_HOSTS = "hosts"


class SettingsPage(QWidget):
    """`changed` carries the new `Settings` whenever one was given another, right value; `theme_chosen`
    the scheme, `language_chosen` one of `ui.common.i18n`'s, `model_downloaded` a name; `back_requested`
    closes the page."""

    changed = pyqtSignal(object)
    theme_chosen = pyqtSignal(str)
    language_chosen = pyqtSignal(str)
    model_downloaded = pyqtSignal(str)
    back_requested = pyqtSignal()

    def __init__(
        self,
        settings: Settings,
        theme: str,
        background: Background,
        *,
        language: str = "",
        hosts: HostsPanel | None = None,
    ) -> None:
        super().__init__()
        self._settings, self._background, self.hosts = settings, background, hosts
        self.rows: dict[str, SettingRow] = {}
        self._offers: list[ModelOffer] = []
        set_role(self, "ground")
        self.setAccessibleName(self.tr("Settings"))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, XL)
        column.setSpacing(M)
        for section in sections():
            column.addWidget(self._section(section))
            if hosts is not None and any(field.name == _HOSTS for field in section.fields):
                hosts.given.connect(self._given)
                column.addWidget(hosts)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, M, L, 0)
        outer.setSpacing(M)
        outer.addLayout(_in_the_middle(self._head()))
        self._area = self._scrolling(column)
        outer.addWidget(self._area, 1)
        self.show_settings(settings)
        self.rows["theme"].control.show_value(theme)
        self.rows["language"].show_value(language)

    @property
    def settings(self) -> Settings:
        return self._settings

    # ---- how it is laid out ----

    def _head(self) -> QWidget:
        head = QWidget()
        head.setMaximumWidth(_WIDTH_PX)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, _SCROLL_BAR_PX, 0)
        row.setSpacing(S)
        self.back = icon_button("back", self.tr("Back"), self.tr("Back (Esc)"))
        self.back.clicked.connect(self.back_requested)
        row.addWidget(self.back)
        row.addWidget(label(self.tr("Settings"), "heading"))
        row.addStretch(1)
        row.addWidget(label(self.tr("Changes are kept at once."), "small"))
        return head

    def _scrolling(self, column: QVBoxLayout) -> QScrollArea:
        """`column`, no wider than is pleasant to read."""
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH_PX)
        inner.setLayout(column)
        holder = QWidget()
        holder.setLayout(_in_the_middle(inner))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        return area

    def _section(self, section: Section) -> QFrame:
        frame = QFrame()
        set_role(frame, "panel")
        frame.setAccessibleName(section.title)
        grid = QGridLayout(frame)
        grid.setContentsMargins(L, M, L, L)
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(M)
        grid.setColumnMinimumWidth(0, _CAPTION_PX)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(section.title, "heading"), 0, 0, 1, 2)
        for at, field in enumerate(section.fields, start=1):
            if field.name == _HOSTS and self.hosts is not None:
                continue  # they have a part of their own
            caption = label(field.caption, "soft")
            caption.setMinimumHeight(28)
            grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
            if field.kind == "models":
                grid.addWidget(self._more_models(), at, 1)
                continue
            row = SettingRow(field, self._check_folder)
            row.committed.connect(self._given)
            caption.setBuddy(row.control)
            self.rows[field.name] = row
            grid.addWidget(row, at, 1)
        return frame

    def _more_models(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        # Fetching takes an hour, and must not keep anything else from being looked up.
        fetching = Background(self)
        for entry in downloadable_models(Path(self._settings.models_folder)):
            offer = ModelOffer(entry, fetching)
            offer.downloaded.connect(self.model_downloaded)
            self._offers.append(offer)
            column.addWidget(offer)
        return holder

    # ---- what is in it ----

    def show_settings(self, settings: Settings) -> None:
        """Show `settings`, as if somebody had written them."""
        self._settings = settings
        for name, row in self.rows.items():
            if name in settings.__struct_fields__:
                row.show_value(getattr(settings, name))
        if self.hosts is not None:
            self.hosts.show_settings(settings)

    def offer(self, machine: Machine) -> None:
        """Offer what was found on this machine."""
        found = {
            "midi_in": machine.midi_in,
            "midi_out": machine.midi_out,
            "models": machine.models,
            "tables": machine.tables,
        }
        for row in self.rows.values():
            if row.field.offers in found:
                row.control.offer(found[row.field.offers])

    def offer_devices(self, names: Sequence[str]) -> None:
        """Offer these sound devices."""
        for row in self.rows.values():
            if row.field.offers == "audio":
                row.control.offer(tuple((name, name) for name in names))

    def go_to(self, name: str) -> None:
        """Lead to the setting called `name`."""
        if name == _HOSTS and self.hosts is not None:
            self.hosts.setFocus()
            self._show_top(self.hosts)
        elif (row := self.rows.get(name)) is not None:
            row.control.setFocus()
            self._area.ensureWidgetVisible(row)

    def _show_top(self, part: QWidget) -> None:
        """Scroll until `part` begins at the top, as far as there is room."""
        holder, bar = self._area.widget(), self._area.verticalScrollBar()
        if holder is not None and bar is not None:
            bar.setValue(part.mapTo(holder, QPoint(0, 0)).y())

    def close_down(self) -> None:
        """Call off what is being fetched."""
        for offer in self._offers:
            offer.stop()

    def _given(self, name: str, value: Any) -> None:
        if name == "theme":
            self.theme_chosen.emit(value)
            return
        if name == "language":
            self.language_chosen.emit(value)
            return
        changed = msgspec.structs.replace(self._settings, **{name: value})
        if changed != self._settings:
            self._settings = changed
            if self.hosts is not None:
                self.hosts.show_settings(changed)
            self.changed.emit(changed)

    def _check_folder(self, folder: str, then: Callable[[str], None]) -> None:
        self._background.submit(lambda: folder_problem(folder), then, then)


def _in_the_middle(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(widget, 100)
    row.addStretch(1)
    return row


class SettingRow(QWidget):
    """A control, and under it what it is for, or what is wrong with what is written in it.

    `committed` carries the setting's name and a value that is right.
    """

    committed = pyqtSignal(str, object)

    def __init__(self, field: Field, check_folder: Callable[[str, Callable[[str], None]], None]) -> None:
        super().__init__()
        self.field = field
        self._check_folder = check_folder
        self._shown: Any = None
        self.control: Control = control_for(field)
        self.message = label(field.hint, "small")
        self.message.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(self.control)
        column.addWidget(self.message)
        self._say("")
        self.control.edited.connect(self._edited)
        self.control.committed.connect(self._given)

    @property
    def error(self) -> str:
        """What is wrong; empty if nothing is."""
        return self.message.text() if self.message.property("role") == "failure" else ""

    def show_value(self, value: Any) -> None:
        self._shown = value
        self.control.show_value(value)
        self._say("")

    def _edited(self, written: Any) -> None:
        """While somebody writes: say what is wrong, keep nothing yet."""
        try:
            self._read(written)
        except InvalidValue as error:
            self._say(str(error))
        else:
            self._say("")

    def _given(self, written: Any) -> None:
        try:
            value = self._read(written)
        except InvalidValue as error:
            self._say(str(error))
            return
        if value == self._shown:
            self._say("")
        elif self.field.kind == "folder":
            self._check_folder(value, lambda trouble: self._settle(value, trouble))
        else:
            self._settle(value, "")

    def _settle(self, value: Any, trouble: str) -> None:
        self._say(trouble)
        if not trouble:
            self._shown = value
            self.committed.emit(self.field.name, value)

    def _read(self, written: Any) -> Any:
        return written if self.field.kind in ("theme", "language") else read(self.field, written)

    def _say(self, wrong: str) -> None:
        self.message.setText(wrong or self.field.hint)
        set_role(self.message, "failure" if wrong else "small")
        self.message.setVisible(bool(wrong or self.field.hint))
        self.control.set_invalid(bool(wrong))
