"""Renders from the selected clip: vary it, or morph it with another clip."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from bridge.library import Found
from bridge.requests.bounds import DEFAULT_STRENGTH
from ui.common.clip_words import title
from ui.common.derived_requests import can_morph, morph, vary
from ui.common.link import Link
from ui.common.theme import S
from ui.common.widgets import Elided, icon_button, label

_PERCENT_PX = 38


class DeriveRows(QWidget):
    """Two rows, each a slider and a button. While `is_picking`, the clip that is chosen next becomes the
    one to blend with."""

    picking = pyqtSignal(bool)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._found: Found | None = None
        self._target: Found | None = None
        self.strength, percent = self._slider(
            self.tr("Strength in percent: how much is redrawn"), round(DEFAULT_STRENGTH * 100), 5
        )
        self.vary = QPushButton(self.tr("Vary"))
        self.vary.setToolTip(self.tr("Draw part of this clip anew"))
        self.vary.clicked.connect(self.request_variation)
        self.amount, blend_percent = self._slider(self.tr("Blend: 0 % this clip, 100 % the other"), 50, 0)
        self.morph = QPushButton(self.tr("Blend"))
        self.morph.clicked.connect(self.request_morph)
        self.pick = QPushButton(self.tr("Blend with…"))
        self.pick.setCheckable(True)
        self.pick.setToolTip(self.tr("Then choose the other clip in the list"))
        self.pick.toggled.connect(self._picking)
        self.target = Elided("", "small")
        self._clear = icon_button("close", self.tr("Blend with no clip"), self.tr("Blend with no clip"))
        self._clear.clicked.connect(lambda: self.set_target(None))
        self._morphing = (self.amount, blend_percent, self.morph, self._clear)
        self._lay_out(percent, blend_percent)
        self.set_clip(None)

    def _lay_out(self, percent: QLabel, blend_percent: QLabel) -> None:
        other = QHBoxLayout()
        other.setSpacing(S)
        other.addWidget(self.pick)
        other.addWidget(self.target, 1)
        other.addWidget(self._clear)
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(S)
        rows.setVerticalSpacing(S)
        rows.setColumnStretch(0, 1)
        for column, widget in enumerate((self.strength, percent, self.vary)):
            rows.addWidget(widget, 0, column)
        rows.addLayout(other, 1, 0, 1, 3)
        for column, widget in enumerate((self.amount, blend_percent, self.morph)):
            rows.addWidget(widget, 2, column)

    def _slider(self, name: str, value: int, least: int) -> tuple[QSlider, QLabel]:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(least, 100)
        slider.setPageStep(10)
        slider.setAccessibleName(name)
        slider.setToolTip(name)
        percent = label("", "small")
        percent.setFixedWidth(_PERCENT_PX)
        percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        slider.valueChanged.connect(lambda number: percent.setText(f"{number} %"))
        slider.setValue(value)
        return slider, percent

    @property
    def is_picking(self) -> bool:
        return self.pick.isChecked()

    def set_clip(self, found: Found | None) -> None:
        """The clip that all is made from."""
        self._found = found
        self._update()

    def set_target(self, found: Found | None) -> None:
        """The clip to blend with; one that is between two itself, or whose file is gone, cannot be it."""
        why = "" if found is None else self._target_problem(found)
        self._target = None if why else found
        self.pick.setChecked(False)
        self._update()
        if why:
            self.target.set_text(why)

    def _target_problem(self, found: Found) -> str:
        if not can_morph(found.clip.job):
            return self.tr("A blend cannot be blended again; choose a clip that is none.")
        return self.tr("Its file is gone; choose another clip.") if found.missing else ""

    def request_variation(self) -> None:
        """Render a variation of the clip."""
        if self._found is not None:
            request = vary(self._found.clip.job, self.strength.value() / 100)
            self._link.request(request, source_clip=self._found.digest)

    def request_morph(self) -> None:
        """Render a morph of the two."""
        if self._found is not None and self._target is not None:
            request = morph(self._found.clip.job, self.amount.value() / 100)
            self._link.request(request, source_clip=self._found.digest, goal_clip=self._target.digest)

    def _picking(self, is_picking: bool) -> None:
        self._update()
        self.picking.emit(is_picking)

    def _update(self) -> None:
        is_there = self._found is not None and not self._found.missing
        self.vary.setEnabled(is_there)
        self.strength.setEnabled(is_there)
        self.pick.setEnabled(is_there and self._found is not None and can_morph(self._found.clip.job))
        for widget in self._morphing:
            widget.setVisible(self._target is not None and self.pick.isEnabled())
        if self.is_picking:
            self.target.set_text(self.tr("Choose the other clip in the list"))
        else:
            self.target.set_text("" if self._target is None else title(self._target))
