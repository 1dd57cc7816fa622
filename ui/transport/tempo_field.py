"""The field that shows the tempo that leads, and sets one."""

from __future__ import annotations

import re

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PyQt6.QtWidgets import QDoubleSpinBox, QWidget

from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM

# Decimal comma or point, whatever the language.
_TEMPO = re.compile(r"\d{1,3}([.,]\d{0,2})?", re.ASCII)
# From Auto, the first step leads here, not to the slowest tempo.
_COMMON_BPM = 120.0


class TempoField(QDoubleSpinBox):
    """BPM with two decimals, as in hosts; the lowest value is `Auto`: nobody sets a tempo, and each loop has
    its own. Return or leaving the field sets what is typed, Escape undoes it; an empty field is Auto."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(MIN_TEMPO_BPM - 1, MAX_TEMPO_BPM)
        self.setDecimals(2)
        self.setSpecialValueText(self.tr("Auto"))
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setValue(self.minimum())
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Tempo in BPM"))
        self.setToolTip(
            self.tr(
                "BPM for new loops, pads and previews. Auto: each loop has its own, from your words or its "
                "preset. Type to set one; clear the field for Auto."
            )
        )

    @property
    def tempo_bpm(self) -> float | None:
        """What is set; `None` for Auto."""
        return self.value() if self.value() >= MIN_TEMPO_BPM else None

    def show_tempo(self, tempo_bpm: float | None) -> None:
        """Show the tempo that leads, if any, unless the field has the focus."""
        value = self.minimum() if tempo_bpm is None else tempo_bpm
        if not self.hasFocus() and round(value, 2) != self.value():
            self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(False)

    # ---- text ----

    def textFromValue(self, value: float) -> str:
        return f"{value:.2f}"

    def valueFromText(self, text: str | None) -> float:
        try:
            return float((text or "").replace(",", "."))
        except ValueError:
            return self.minimum()

    def validate(self, text: str | None, at: int) -> tuple[QValidator.State, str, int]:
        written, auto = text or "", self.specialValueText()
        if written in ("", auto):
            return QValidator.State.Acceptable, written, at
        if auto.startswith(written):
            return QValidator.State.Intermediate, written, at
        if _TEMPO.fullmatch(written) is None:
            return QValidator.State.Invalid, written, at
        fits = MIN_TEMPO_BPM <= self.valueFromText(written) <= MAX_TEMPO_BPM
        return (QValidator.State.Acceptable if fits else QValidator.State.Intermediate), written, at

    # ---- hands ----

    def stepBy(self, steps: int) -> None:
        if self.tempo_bpm is None:
            self.setValue(_COMMON_BPM)
        else:
            self.setValue(max(MIN_TEMPO_BPM, self.value() + steps))

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        # Only with the focus, not while the pointer passes over it.
        if event is not None and self.hasFocus():
            super().wheelEvent(event)
        elif event is not None:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        edit = self.lineEdit()
        shown = self.textFromValue(self.value()) if self.tempo_bpm is not None else self.specialValueText()
        is_written = edit is not None and edit.text() != shown
        if event is not None and event.key() == Qt.Key.Key_Escape and is_written and edit is not None:
            edit.setText(shown)
            edit.selectAll()
        else:
            super().keyPressEvent(event)
