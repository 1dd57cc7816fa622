"""Renders from the selected clip: vary it, or morph it into another clip."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QGridLayout, QPushButton, QWidget

from bridge.library import Found
from bridge.requests.bounds import DEFAULT_STRENGTH
from ui.common.clip_words import title
from ui.common.derived_requests import can_morph, morph, vary
from ui.common.fields import percent_slider
from ui.common.link import Link
from ui.common.widgets import Elided, bare, hbox, icon_button


class DeriveRows(QWidget):
    """A slider and a button for each. While `is_picking`, the next clip selected becomes the morph target."""

    picking = pyqtSignal(bool)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._found: Found | None = None
        self._target: Found | None = None
        self.strength, strength_percent = percent_slider(
            self.tr("Strength: how much of the clip changes"), round(100 * DEFAULT_STRENGTH), 5
        )
        self.vary = QPushButton(self.tr("Vary"))
        self.vary.setToolTip(self.tr("Render a variation of this clip"))
        self.vary.clicked.connect(self.request_variation)
        self.amount, amount_percent = percent_slider(
            self.tr("From this clip (0%) to the other (100%)"), 50, 0
        )
        self.morph = QPushButton(self.tr("Morph"))
        self.morph.clicked.connect(self.request_morph)
        self.pick = QPushButton(self.tr("Morph into…"))
        self.pick.setCheckable(True)
        self.pick.setToolTip(self.tr("Click, then select the other clip in the list"))
        self.pick.toggled.connect(self._picking)
        self.target = Elided("", "small")
        self._clear = icon_button("close", self.tr("Don't morph"))
        self._clear.clicked.connect(lambda: self.set_target(None))
        self._morphing = (self.amount, amount_percent, self.morph, self._clear)
        rows = bare(QGridLayout(self))
        rows.setColumnStretch(0, 1)
        for column, widget in enumerate((self.strength, strength_percent, self.vary)):
            rows.addWidget(widget, 0, column)
        rows.addLayout(hbox(self.pick, self.target, self._clear, grows=self.target), 1, 0, 1, 3)
        for column, widget in enumerate((self.amount, amount_percent, self.morph)):
            rows.addWidget(widget, 2, column)
        self.set_clip(None)

    @property
    def is_picking(self) -> bool:
        return self.pick.isChecked()

    def set_clip(self, found: Found | None) -> None:
        """The clip to render from."""
        self._found = found
        self._update()

    def set_target(self, found: Found | None) -> None:
        """The clip to morph into; if it cannot be one, say why."""
        problem = "" if found is None else self._target_problem(found)
        self._target = None if problem else found
        self.pick.setChecked(False)
        self._update()
        if problem:
            self.target.set_text(problem)

    def _target_problem(self, found: Found) -> str:
        if not can_morph(found.clip.job):
            return self.tr("You can't morph a morph. Choose another clip.")
        return self.tr("The file is missing. Choose another clip.") if found.missing else ""

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
            self.target.set_text(self.tr("Select the other clip in the list"))
        else:
            self.target.set_text("" if self._target is None else title(self._target))
