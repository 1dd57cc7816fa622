"""Small widgets, layouts and dialogs that several parts of the window share."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from PyQt6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PyQt6.QtGui import QPainter, QPaintEvent
from PyQt6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QSplitter,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.common.icons import icon
from ui.common.theme import CONTROL_PX, S, set_role

L = TypeVar("L", bound=QBoxLayout | QGridLayout)


def label(text: str, role: str = "", buddy: QWidget | None = None, *, wraps: bool = False) -> QLabel:
    """A plain-text label in one of the theme's roles; a `&` in it is its `buddy`'s mnemonic.

    One that `wraps` holds sentences, which can be selected with the mouse.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        set_role(made, role)
    if buddy is not None:
        made.setBuddy(buddy)
    if wraps:
        made.setWordWrap(True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def bare(layout: L, spacing_px: int = S) -> L:
    """`layout` without margins."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing_px)
    return layout


def hbox(*widgets: QWidget, grows: QWidget | None = None, spacing_px: int = S) -> QHBoxLayout:
    """These side by side; spare room goes to the one that `grows`."""
    made = bare(QHBoxLayout(), spacing_px)
    for widget in widgets:
        made.addWidget(widget, 1 if widget is grows else 0)
    return made


def vbox(holder: QWidget, *items: QWidget | QLayout, spacing_px: int = S) -> QVBoxLayout:
    """Lay these out in `holder`, one below the other."""
    made = bare(QVBoxLayout(holder), spacing_px)
    for item in items:
        if isinstance(item, QLayout):
            made.addLayout(item)
        else:
            made.addWidget(item)
    return made


def field(caption: str, widget: QWidget, *beside: QWidget) -> QWidget:
    """`widget` under a small caption, which names it and has its mnemonic after `&`; others `beside` it."""
    holder = QWidget()
    row = hbox(widget, *beside, grows=widget, spacing_px=2)
    vbox(holder, label(caption, "small", widget), row, spacing_px=2)
    widget.setAccessibleName(caption.replace("&", ""))
    return holder


def line() -> QFrame:
    """A horizontal rule."""
    made = QFrame()
    set_role(made, "line")
    return made


def scroll_area(content: QWidget) -> QScrollArea:
    """A frameless area that scrolls `content` vertically and stays out of the Tab order.

    The wheel scrolls it and changes no value of `content`, which is complete by now.
    """
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(content)
    wheel = _WheelScrolls(made)
    for kind in (QSlider, QAbstractSpinBox, QComboBox):
        for control in content.findChildren(kind):
            control.installEventFilter(wheel)
            if control.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


class _WheelScrolls(QObject):
    """Leaves wheel events over a control to what is around it: who scrolls past a slider or a list of choices
    would change it unawares."""

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is None or event.type() != QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


class Combo(QComboBox):
    """A combo box whose list is as wide as its longest entry."""

    def showPopup(self) -> None:
        if (view := self.view()) is not None and (style := self.style()) is not None:
            bar_px = style.pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            view.setMinimumWidth(max(self.width(), view.sizeHintForColumn(0) + bar_px + 2 * S))
        super().showPopup()


def name_combo(box: QComboBox, name: str) -> None:
    """Give `box`, which must be in its layout, an accessible name.

    On X11 and Wayland Qt reports a combo box's value as its name, unless a label has it as its buddy: so
    there is one, hidden.
    """
    box.setAccessibleName(name)
    hidden = label(name, buddy=box)
    hidden.setParent(box.parentWidget())
    hidden.hide()


def plain_tip(text: str) -> str:
    """`text` as a tooltip that shows it as it is. Qt takes what looks like HTML for that, and would load the
    picture that somebody wrote into a prompt."""
    if "<" not in text and "&lt;" not in text:
        return text
    return f"<p>{escape(text)}</p>".replace("\n", "<br>")


def icon_button(name: str, accessible: str, tip: str = "", role: str = "quiet") -> QToolButton:
    """A square button with an icon; `tip` is its tooltip where that says more than its `accessible` name."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(CONTROL_PX, CONTROL_PX)
    button.setAccessibleName(accessible)
    button.setToolTip(tip or accessible)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if role:
        set_role(button, role)
    return button


class FoldButton(QToolButton):
    """A triangle, with a caption or alone, that is checked while what it folds is open."""

    def __init__(self, caption: str = "", *, is_open: bool = False) -> None:
        super().__init__()
        if caption:
            self.setText(caption)
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(True)
        self.setChecked(is_open)
        set_role(self, "fold" if caption else "triangle")
        self.toggled.connect(self._point)
        self._point(is_open)

    def _point(self, is_open: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)


def single_shot(parent: QObject, after_ms: int, call: Callable[[], object]) -> QTimer:
    """A timer that makes `call` once, so long after each `start`. `call` must be a bound method: PyQt lets go
    of it with its object, while a lambda that Python has collected is still called, and ends the process."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(call)
    return timer


def open_below(popup: QWidget, button: QWidget, size: QSize, least_px: int) -> None:
    """Open `popup` below `button`, within its window: as large as `size`, or as there is room."""
    window = button.window() or button
    corner = button.mapTo(window, QPoint(0, button.height() + 2))
    popup.resize(size.width(), max(least_px, min(size.height(), window.height() - corner.y() - S)))
    left = max(0, min(corner.x(), window.width() - size.width() - S))
    popup.move(window.mapToGlobal(QPoint(left, corner.y())))
    popup.show()


def choose_folder(parent: QWidget, caption: str, start: str, then: Callable[[str], object]) -> None:
    """Open a dialog at the folder `start`; `then` gets the folder that is chosen."""
    dialog = QFileDialog(parent, caption, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda folder: then(str(Path(folder))))
    _open(dialog)


def choose_file(parent: QWidget, caption: str, name_filter: str, then: Callable[[Path], object]) -> None:
    """Open a dialog; `then` gets the file that is chosen."""
    dialog = QFileDialog(parent, caption)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(name_filter)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    _open(dialog)


def _open(dialog: QFileDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(False)
    dialog.show()


class Elided(QLabel):
    """A line of text that ends in `…` where it does not fit; its tooltip has all of it."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)
        if role:
            set_role(self, role)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show `text`, also as tooltip and accessible name."""
        if text != self.text():
            self.setText(text)
            self.setToolTip(plain_tip(text))
            self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height() + 2)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


def tab_through(*widgets: QWidget) -> None:
    """Set the Tab order: widgets made later would otherwise come last in the window."""
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)


def focusable_before(place: QWidget) -> list[QWidget]:
    """The widget, if there is one, from which Tab would come to `place`."""
    before = place.previousInFocusChain()
    while before is not None and before is not place:
        if before.focusPolicy() & Qt.FocusPolicy.TabFocus and before.focusProxy() is None:
            return [before]
        before = before.previousInFocusChain()
    return []


def in_reading_order(splitter: QSplitter) -> None:
    """Put the parts of `splitter` in reading order for screen readers; Qt has the newest first."""
    for at in range(splitter.count()):
        if (part := splitter.widget(at)) is not None:
            part.raise_()
