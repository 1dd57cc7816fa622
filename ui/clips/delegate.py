"""Paints a clip as a row: spectrogram, title, facts, waveform and a star."""

from __future__ import annotations

import datetime
import math
from functools import lru_cache
from typing import NamedTuple

from PyQt6.QtCore import QLocale, QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF
from PyQt6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from bridge.library import Found
from ui.clips.model import Role
from ui.clips.takes import RowTakes
from ui.common.clip_words import facts, rendered_on, title, translate
from ui.common.theme import SMALL_PX, TEXT_PX, Colours, L, M, S, colours, font, mixed
from ui.pictures.envelope import paint_waveform
from ui.pictures.loader import PreviewLoader

ROW_PX = 60
_PICTURE = QSize(104, 40)
_WAVE = QSize(120, 32)
_FOLD = QSize(40, 20)
_STAR_PX = 28
# How far from the left the bracket around takes is.
_BRACKET_PX = 4
# How far the pictures of a stack lie apart.
_STACK_PX = 3
# The waveform is left out where less room would remain for text.
_LEAST_TEXT_PX = 190
_DOT = " · "


class RowParts(NamedTuple):
    """The parts of a row; no waveform where it does not fit. The fold mark is in a corner of the picture."""

    picture: QRect
    fold: QRect
    text: QRect
    wave: QRect | None
    star: QRect


def row_parts(row: QRect) -> RowParts:
    """The parts of a row that covers `row`."""
    inside = row.adjusted(S, 0, -S, 0)
    middle = row.center().y()
    picture = QRect(inside.left(), middle - _PICTURE.height() // 2, _PICTURE.width(), _PICTURE.height())
    fold = QRect(picture.bottomRight() - QPoint(_FOLD.width() - 1, _FOLD.height() - 1), _FOLD)
    star = QRect(inside.right() - _STAR_PX + 1, middle - _STAR_PX // 2, _STAR_PX, _STAR_PX)
    left, right = picture.right() + 1 + M, star.left() - S
    wave = None
    if right - left >= _LEAST_TEXT_PX + M + _WAVE.width():
        wave = QRect(right - _WAVE.width(), middle - _WAVE.height() // 2, _WAVE.width(), _WAVE.height())
        right = wave.left() - M
    return RowParts(picture, fold, QRect(left, row.top(), max(0, right - left), row.height()), wave, star)


class ClipsDelegate(QStyledItemDelegate):
    """Paints rows. `playing` are the digests of clips that play."""

    def __init__(self, previews: PreviewLoader) -> None:
        super().__init__()
        self._previews = previews
        self.playing: frozenset[str] = frozenset()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(_PICTURE.width() + _LEAST_TEXT_PX, ROW_PX)

    def updateEditorGeometry(
        self, editor: QWidget | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """A name is edited where it stands."""
        if editor is not None:
            where = row_parts(option.rect).text
            height = editor.sizeHint().height()
            editor.setGeometry(where.left() - S, where.center().y() - height // 2, where.width() + S, height)

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Paint a row; one still loading shows an empty picture."""
        if painter is None:
            return
        shown = colours(option.palette)
        painter.save()
        takes = index.data(Role.TAKES) or RowTakes()
        self._paint_ground(painter, option, shown, takes)
        parts = row_parts(option.rect)
        found = index.data(Role.FOUND)
        if isinstance(found, Found):
            self._paint_clip(painter, parts, found, shown, option, takes)
        else:
            painter.fillRect(parts.picture, QColor(shown.sunken))
        if takes.is_first:
            paint_fold(painter, parts, shown, takes)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, shown: Colours, takes: RowTakes
    ) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(shown.selected))
            painter.fillRect(
                QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), QColor(shown.accent)
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(mixed(shown.panel, shown.raised, 0.6)))
        if not takes.below:
            painter.setPen(QColor(mixed(shown.panel, shown.line, 0.6)))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        paint_bracket(painter, option.rect, QColor(shown.soft), takes)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(shown.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def _paint_clip(
        self,
        painter: QPainter,
        parts: RowParts,
        found: Found,
        shown: Colours,
        option: QStyleOptionViewItem,
        takes: RowTakes,
    ) -> None:
        digest, path = found.digest, found.clip.path
        is_gone = found.missing or (
            self._previews.is_known(digest) and self._previews.preview(digest, path) is None
        )
        is_playing = digest in self.playing
        scale = painter.device().devicePixelRatioF()  # type: ignore[union-attr]
        thumbnail = None if is_gone else self._previews.thumbnail(digest, path, _PICTURE, scale, shown)
        painter.fillRect(parts.picture, QColor(shown.sunken))
        if thumbnail is not None:
            painter.drawPixmap(parts.picture.topLeft(), thumbnail)
        if is_playing:
            painter.setPen(QPen(QColor(shown.accent), 2))
            painter.drawRect(parts.picture.adjusted(0, 0, -1, -1))
        ink = shown.soft if is_gone or takes.above else shown.text
        ink = shown.accent if is_playing and not is_gone else ink
        self._paint_words(painter, parts.text, found, shown, ink, is_gone=is_gone, folded=takes.folded)
        preview = None if is_gone or parts.wave is None else self._previews.preview(digest, path)
        if preview is not None and parts.wave is not None:
            ink = shown.accent if is_playing else mixed(shown.soft, shown.panel, 0.25)
            paint_waveform(painter, QRectF(parts.wave), preview, QColor(ink))
        if found.favourite or option.state & (
            QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected
        ):
            paint_star(painter, QRectF(parts.star), shown, filled=found.favourite)

    def _paint_words(
        self,
        painter: QPainter,
        where: QRect,
        found: Found,
        shown: Colours,
        ink: str,
        *,
        is_gone: bool,
        folded: int,
    ) -> None:
        large, small = font(TEXT_PX), font(SMALL_PX)
        middle = where.center().y()
        upper = QRect(where.left(), middle - L - 2, where.width(), L + 2)
        lower = QRect(where.left(), middle + 2, where.width(), L)
        _write(painter, upper, title(found), large, ink)
        if is_gone:
            _write(
                painter, lower, translate("clips", "The file is missing or can't be read"), small, shown.bad
            )
        else:
            words = [*facts(found, folded=folded), rendered_on(found, datetime.datetime.now())]
            _write(painter, lower, _DOT.join(words), small, shown.soft)


def _write(painter: QPainter, where: QRect, text: str, face: object, ink: str) -> None:
    painter.setFont(face)  # type: ignore[arg-type]
    painter.setPen(QColor(ink))
    metrics: QFontMetrics = painter.fontMetrics()
    line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width())
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


def paint_bracket(painter: QPainter, row: QRect, colour: QColor, takes: RowTakes) -> None:
    """Join a row to those beside it that are takes of the same batch: a bracket on its left."""
    if not takes.above and not takes.below:
        return
    x, arm = row.left() + _BRACKET_PX, row.left() + S - 1
    top = row.top() if takes.above else row.center().y() - _PICTURE.height() // 2
    bottom = row.bottom() if takes.below else row.center().y() + _PICTURE.height() // 2
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(x, top, x, bottom)
    for y, is_end in ((top, not takes.above), (bottom, not takes.below)):
        if is_end:
            painter.drawLine(x, y, arm, y)


def paint_fold(painter: QPainter, parts: RowParts, shown: Colours, takes: RowTakes) -> None:
    """The fold mark: how many takes there are, and a triangle, to the right where they are folded, down where
    not. Folded ones are a stack of pictures."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if takes.is_folded:
        painter.setPen(QPen(QColor(shown.soft), 1.5))
        for depth in (1, 2):
            edge = parts.picture.adjusted(_STACK_PX * depth, 0, -_STACK_PX * depth, _STACK_PX * depth)
            painter.drawLine(edge.bottomLeft(), edge.bottomRight())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shown.panel))
    painter.drawRect(parts.fold)
    painter.setBrush(QColor(shown.text))
    centre = QPointF(parts.fold.left() + 12, parts.fold.center().y() + 0.5)
    right = (QPointF(-2.5, -4.5), QPointF(3.5, 0), QPointF(-2.5, 4.5))
    corners = right if takes.is_folded else tuple(QPointF(each.y(), each.x()) for each in right)
    painter.drawPolygon(QPolygonF([centre + each for each in corners]))
    painter.setPen(QColor(shown.text))
    painter.setFont(font(SMALL_PX))
    painter.drawText(
        parts.fold.adjusted(19, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, QLocale().toString(takes.total)
    )
    painter.restore()


def paint_star(painter: QPainter, where: QRectF, shown: Colours, *, filled: bool) -> None:
    """A star of five points in the middle of `where`, 15 wide."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(where.center())
    painter.setPen(QPen(QColor(shown.accent if filled else shown.soft), 1.3))
    painter.setBrush(QColor(shown.accent) if filled else QColor(0, 0, 0, 0))
    painter.drawPath(_star(7.5))
    painter.restore()


@lru_cache(maxsize=4)
def _star(radius: float) -> QPainterPath:
    corners = []
    for point in range(10):
        reach = radius if point % 2 == 0 else radius * 0.42
        angle = math.pi * point / 5
        corners.append(QPointF(reach * math.sin(angle), -reach * math.cos(angle)))
    path = QPainterPath()
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    return path
