"""Small pieces that several parts of the window are made of."""

from __future__ import annotations

from itertools import pairwise

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent
from PyQt6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.common.icons import icon
from ui.common.theme import CONTROL_PX, M, S, set_role


def label(text: str, role: str = "", buddy: QWidget | None = None) -> QLabel:
    """A label in one of the theme's roles; a `&` in it leads to its `buddy`."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        set_role(made, role)
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def field(caption: str, widget: QWidget, accessible: str = "") -> QWidget:
    """`widget` under a small caption, whose letter after `&` leads to it, and which names it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(caption, "small", widget))
    column.addWidget(widget)
    widget.setAccessibleName(accessible or caption.replace("&", ""))
    return holder


def name_combo(box: QComboBox, words: str) -> QComboBox:
    """`box`, named. On X11 and Wayland Qt tells screen readers a box's choice in place of its name, and the
    name only by a label beside it: so there is one, which is not shown. `box` must be in its place."""
    box.setAccessibleName(words)
    beside = label(words, buddy=box)
    beside.setParent(box.parentWidget())
    beside.hide()
    return box


def icon_button(name: str, accessible: str, tip: str, role: str = "quiet") -> QToolButton:
    """A square button with an icon, which says in words what it does."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(CONTROL_PX, CONTROL_PX)
    button.setAccessibleName(accessible)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if role:
        set_role(button, role)
    return button


class Elided(QLabel):
    """A line of text that ends in `…` where there is no room, and is whole in its tool tip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)
        if role:
            set_role(self, role)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show `text`."""
        if text != self.text():
            self.setText(text)
            self.setToolTip(text)
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
    """Let Tab lead from each of these to the next: what is made later would come last in the window."""
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
    """Let screen readers read its parts as they lie; a splitter puts each new one before all others."""
    for at in range(splitter.count()):
        if (part := splitter.widget(at)) is not None:
            part.raise_()


class Panel(QFrame):
    """A part of the window: a heading, a place beside it for what belongs to all of it, and the rest."""

    def __init__(self, title: str, *beside: QWidget) -> None:
        super().__init__()
        set_role(self, "panel")
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(M, S, M, M)
        self.body.setSpacing(S)
        head = QHBoxLayout()
        head.setSpacing(S)
        self.title = label(title, "heading")
        head.addWidget(self.title)
        head.addStretch(1)
        for widget in beside:
            head.addWidget(widget)
        self.body.addLayout(head)
