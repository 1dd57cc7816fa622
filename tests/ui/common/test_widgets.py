"""What the shared widgets do for whoever uses them."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QApplication, QComboBox, QPushButton, QSlider, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.support.window.gestures import press
from ui.common.chips import Chip, ChipRow, Look
from ui.common.widgets import scroll_area, vbox


def read(control: QSlider | QSpinBox | QComboBox) -> int:
    return control.currentIndex() if isinstance(control, QComboBox) else control.value()


@pytest.mark.parametrize("kind", [QSlider, QSpinBox, QComboBox])
@pytest.mark.parametrize("turn", [-120, 120])
def test_the_wheel_scrolls_past_a_control_and_leaves_it_as_it_is(
    qapp: QApplication, kind: type[QSlider | QSpinBox | QComboBox], turn: int
) -> None:
    content, control = QWidget(), kind()
    vbox(content, control)
    if isinstance(control, QComboBox):
        control.addItems(["one", "two", "three"])
        control.setCurrentIndex(1)
    else:
        control.setValue(50)
    area = scroll_area(content)
    before = read(control)
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    qapp.sendEvent(control, wheel)
    assert read(control) == before and not wheel.isAccepted()  # so that it comes to the area
    assert control.focusPolicy() != Qt.FocusPolicy.WheelFocus
    area.deleteLater()


def test_delete_on_a_chip_that_cannot_be_taken_out_does_nothing(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.show_chips([Chip("A minor", Look.FRAME)])
    [chip] = [each for each in row.findChildren(QPushButton) if each.text() == "A minor"]
    with qtbot.assertNotEmitted(row.chosen):
        press(chip, Qt.Key.Key_Delete)
