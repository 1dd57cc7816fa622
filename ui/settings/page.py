"""The settings page. Each value is checked while it is entered, and saved as soon as it is valid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from PyQt6.QtCore import QPoint, Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bridge.settings import Settings
from ui.common.background import Background
from ui.common.theme import XL, L, M, S, set_role
from ui.common.widgets import bare, icon_button, label, scroll_area
from ui.settings.fields import Section, sections
from ui.settings.hosts_panel import HostsPanel
from ui.settings.machine import Machine
from ui.settings.model_offer import ModelOffer, downloadable_models
from ui.settings.setting_row import SettingRow
from ui.settings.values import folder_problem

_CAPTION_PX, _WIDTH_PX, _SCROLL_BAR_PX = 176, 720, 10
_HOSTS = "hosts"


class SettingsPage(QWidget):
    """`changed` carries new `Settings` after each valid change; `theme_chosen` a scheme, `language_chosen`
    one of `ui.common.i18n`'s, `model_downloaded` a name; `back_requested` closes the page, `train_requested`
    opens the one that trains on the user's own loops."""

    changed = pyqtSignal(object)
    theme_chosen = pyqtSignal(str)
    language_chosen = pyqtSignal(str)
    model_downloaded = pyqtSignal(str)
    back_requested = pyqtSignal()
    train_requested = pyqtSignal()

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
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH_PX)
        column = bare(QVBoxLayout(inner), M)
        column.setContentsMargins(0, 0, 0, XL)
        for section in sections():
            column.addWidget(self._section(section))
            if hosts is not None and any(field.name == _HOSTS for field in section.fields):
                hosts.committed.connect(self._committed)
                column.addWidget(hosts)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, M, L, 0)
        outer.setSpacing(M)
        outer.addLayout(_centered(self._head()))
        holder = QWidget()
        holder.setLayout(_centered(inner))
        self._area = scroll_area(holder)
        outer.addWidget(self._area, 1)
        self.show_settings(settings)
        self.rows["theme"].control.show_value(theme)
        self.rows["language"].show_value(language)

    @property
    def settings(self) -> Settings:
        return self._settings

    # ---- layout ----

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
        row.addWidget(label(self.tr("Changes are saved automatically."), "small"))
        return head

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
                continue  # the hosts panel has them
            caption = label(field.caption, "soft")
            caption.setMinimumHeight(28)
            grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
            if field.kind == "models":
                grid.addWidget(self._more_models(), at, 1)
                continue
            if field.kind == "training":
                grid.addWidget(self._training(), at, 1, Qt.AlignmentFlag.AlignLeft)
                continue
            row = SettingRow(field, self._check_folder)
            row.committed.connect(self._committed)
            caption.setBuddy(row.control)
            self.rows[field.name] = row
            grid.addWidget(row, at, 1)
        return frame

    def _more_models(self) -> QWidget:
        holder = QWidget()
        column = bare(QVBoxLayout(holder))
        # A download may take an hour, and nothing else may wait for it.
        downloads = Background(self)
        for entry in downloadable_models(Path(self._settings.models_folder)):
            offer = ModelOffer(entry, downloads)
            offer.downloaded.connect(self.model_downloaded)
            self._offers.append(offer)
            column.addWidget(offer)
        return holder

    def _training(self) -> QWidget:
        button = QPushButton(self.tr("Train on your own loops…"))
        button.setToolTip(self.tr("Give a model the sound of a folder of loops"))
        button.clicked.connect(self.train_requested)
        return button

    # ---- values ----

    def show_settings(self, settings: Settings) -> None:
        """Show `settings`."""
        self._settings = settings
        for name, row in self.rows.items():
            if name in settings.__struct_fields__:
                row.show_value(getattr(settings, name))
        if self.hosts is not None:
            self.hosts.show_settings(settings)

    def offer(self, machine: Machine) -> None:
        """Offer what was found on this computer."""
        found = {
            "midi_in": machine.midi_in,
            "midi_out": machine.midi_out,
            "models": machine.models,
            "pad_sets": machine.pad_sets,
        }
        for row in self.rows.values():
            if row.field.offers in found:
                row.control.offer(found[row.field.offers])

    def offer_devices(self, names: Sequence[str]) -> None:
        """Offer these audio devices."""
        for row in self.rows.values():
            if row.field.offers == "audio":
                row.control.offer(tuple((name, name) for name in names))

    def go_to(self, name: str) -> None:
        """Move to the setting called `name`."""
        if name == _HOSTS and self.hosts is not None:
            self.hosts.setFocus()
            self._show_top(self.hosts)
        elif (row := self.rows.get(name)) is not None:
            row.control.setFocus()
            self._area.ensureWidgetVisible(row)

    def _show_top(self, part: QWidget) -> None:
        """Scroll `part` to the top, as far as possible."""
        holder, bar = self._area.widget(), self._area.verticalScrollBar()
        if holder is not None and bar is not None:
            bar.setValue(part.mapTo(holder, QPoint(0, 0)).y())

    def close_down(self) -> None:
        """Cancel downloads."""
        for offer in self._offers:
            offer.stop()

    def _committed(self, name: str, value: Any) -> None:
        if name in ("theme", "language"):
            (self.theme_chosen if name == "theme" else self.language_chosen).emit(value)
            return
        changed = msgspec.structs.replace(self._settings, **{name: value})
        if changed != self._settings:
            self._settings = changed
            if self.hosts is not None:
                self.hosts.show_settings(changed)
            self.changed.emit(changed)

    def _check_folder(self, folder: str, then: Callable[[str], None]) -> None:
        self._background.submit(lambda: folder_problem(folder), then, then)


def _centered(widget: QWidget) -> QHBoxLayout:
    row = bare(QHBoxLayout())
    row.addStretch(1)
    row.addWidget(widget, 100)
    row.addStretch(1)
    return row
