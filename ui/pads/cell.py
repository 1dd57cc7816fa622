"""One pad."""

from __future__ import annotations

from PyQt6.QtCore import QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PyQt6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from bridge.stage.views import PadState, PadView
from ui.common.theme import RADIUS_PX, SMALL_PX, XS, S, colours, font
from ui.common.widgets import plain_tip
from ui.dragging.drop import DragContent, drag_content
from ui.pads.style import PadStyle, corner_words, level_words, pad_style, paint_sign, state_words, wrapped

_SIGN_PX = 13
_BAR_PX = 3
_LEAST = QSize(48, 33)
# Lower pads have no padding.
_PADDED_PX = 64
# Each step is a repaint; more of them could not be told apart.
PULSE_STEPS = 10


class PadCell(QAbstractButton):
    """Shows a `PadView`. Its grid handles keys.

    `hit` carries the pad's number and whether Shift was held. It is emitted as the button goes down: a pad is
    an instrument. `menu_requested` carries a screen position, `dropped` a `DragContent`."""

    hit = pyqtSignal(int, bool)
    menu_requested = pyqtSignal(int, object)
    dropped = pyqtSignal(int, object)

    def __init__(self, pad: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PadView(pad=pad)
        self._is_learning = self._is_under = False
        self._pulse, self._through = 0, 0.0
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._update_name()

    @property
    def pad(self) -> int:
        return self.view.pad

    def show_pad(self, view: PadView, *, is_learning: bool) -> None:
        if (view, is_learning) == (self.view, self._is_learning):
            return
        self.view, self._is_learning = view, is_learning
        if view.state not in (PadState.PLAYING, PadState.CUED):
            self._pulse, self._through = 0, 0.0
        self._update_name()
        self.update()

    def show_motion(self, pulse: float, through: float) -> None:
        """How near the beat it is (`pulse`), and how far through the loop; both in 0..1."""
        step = round(pulse * PULSE_STEPS)
        moved_px = abs(through - self._through) * self.width() * self.devicePixelRatioF()
        if step != self._pulse or moved_px >= 1:
            self._pulse, self._through = step, through
            self.update()

    def _update_name(self) -> None:
        state = self.tr("learning: play a MIDI note") if self._is_learning else state_words(self.view)
        plan, number = self.view.plan, self.tr("Pad {number}").format(number=self.pad)
        level = level_words(plan)
        if plan is not None and level and not plan.muted:
            level = self.tr("level {percent}").format(percent=level)
        parts = [number, self.view.title, state, level]
        name = ", ".join(each for each in parts if each)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(plain_tip(name))

    # ---- painting ----

    def sizeHint(self) -> QSize:
        return QSize(64, 64)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        shown = colours(self.palette())
        style = pad_style(
            self.view,
            shown,
            is_learning=self._is_learning,
            is_under=self._is_under,
            pulse=self._pulse / PULSE_STEPS,
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.edge), 1))
        painter.setBrush(QColor(style.ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_PX, RADIUS_PX)
        self._paint_words(painter, style)
        self._paint_bar(painter, style)
        if self.hasFocus():
            painter.setPen(QPen(QColor(shown.text if style.is_lit else shown.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)
        painter.end()

    def _paint_words(self, painter: QPainter, style: PadStyle) -> None:
        air = S - 2 if self.height() >= _PADDED_PX else XS // 2
        inside = self.rect().adjusted(S - 1, air, -S + 1, -air - 2)
        painter.setFont(font(SMALL_PX))
        metrics = painter.fontMetrics()
        shown = colours(self.palette())
        painter.setPen(QColor(style.ink if style.is_lit else shown.soft))
        words = corner_words(self.pad, self.view.plan, metrics, inside.width() - _SIGN_PX)
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, words)
        corner = QRectF(inside.right() - _SIGN_PX + 1, inside.top(), _SIGN_PX, _SIGN_PX)
        paint_sign(painter, corner, style.sign, style.mark, self.view.progress)
        painter.setPen(QColor(style.ink))
        line_px = metrics.height()
        room = inside.height() - _SIGN_PX - 2
        lines = wrapped(self.view.title, metrics, inside.width(), max(1, min(4, room // line_px)))
        base = inside.bottom() - metrics.descent()
        for number, line in enumerate(reversed(lines)):
            painter.drawText(inside.left(), base - number * line_px, line)

    def _paint_bar(self, painter: QPainter, style: PadStyle) -> None:
        """Along the lower edge: render progress, or how far through the loop."""
        is_rendering = self.view.state is PadState.RENDERING
        share = self.view.progress if is_rendering else self._through
        if share <= 0 or not (is_rendering or style.is_lit):
            return
        whole = QRectF(RADIUS_PX, self.height() - _BAR_PX - 1, self.width() - 2 * RADIUS_PX, _BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.mark))
        painter.drawRoundedRect(
            QRectF(whole.left(), whole.top(), whole.width() * share, _BAR_PX), _BAR_PX / 2, _BAR_PX / 2
        )

    # ---- pointer ----

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self.hit.emit(self.pad, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        if event is not None:
            self.menu_requested.emit(self.pad, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        # Left to the grid.
        if event is not None:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent | None) -> None:
        if event is not None:
            event.ignore()

    def enterEvent(self, event: QEnterEvent | None) -> None:
        self._show_under(True)

    def leaveEvent(self, event: object) -> None:
        self._show_under(False)

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        if event is not None and _fits(drag_content(event.mimeData())):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._show_under(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        self._show_under(False)

    def dropEvent(self, event: QDropEvent | None) -> None:
        self._show_under(False)
        if event is not None and _fits(content := drag_content(event.mimeData())):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(self.pad, content)

    def _show_under(self, is_under: bool) -> None:
        if is_under != self._is_under:
            self._is_under = is_under
            self.update()


def _fits(content: DragContent) -> bool:
    return bool(content.clips or content.text)
