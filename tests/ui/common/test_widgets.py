"""What the shared widgets do for whoever uses them."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QApplication, QComboBox, QSlider, QSpinBox, QWidget

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
