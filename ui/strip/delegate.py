"""Paints a part of the strip: its joint, then picture, title and facts of its clip."""

from __future__ import annotations

from typing import NamedTuple

from PyQt6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPen
from PyQt6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.common.clip_words import length
from ui.common.theme import RADIUS_PX, SMALL_PX, XS, Colours, S, colours, font
from ui.pictures.loader import PreviewLoader
from ui.strip.model import Block, Role

BLOCK_PX = 72
_WIDTH_PX, _JOINT_PX, _GAP_PX = 132, 68, 6
_PICTURE_PX = 32
_LINE_PX = 15


class Parts(NamedTuple):
    """Where the parts of a block are: its joint (empty where there is none), its card, and the picture in
    it."""

    joint: QRect
    card: QRect
    picture: QRect


def block_px(*, is_low: bool) -> int:
    """The height of a block; a low one has no picture."""
    return BLOCK_PX - _PICTURE_PX if is_low else BLOCK_PX


def block_parts(room: QRect, *, is_low: bool = False) -> Parts:
    """The parts of a block at the top of `room`."""
    height_px = block_px(is_low=is_low)
    card = QRect(room.right() - _WIDTH_PX + 1, room.top(), _WIDTH_PX, height_px)
    joint = QRect(room.left(), room.top(), max(0, card.left() - room.left()), height_px)
    picture = QRect(card.left() + XS, card.top() + XS, card.width() - 2 * XS, 0 if is_low else _PICTURE_PX)
    return Parts(joint, card, picture)


class StripDelegate(QStyledItemDelegate):
    """`playing` is the row that sounds, if any, and how far it is, in 0..1; `is_low` leaves pictures out."""

    def __init__(self, previews: PreviewLoader) -> None:
        super().__init__()
        self._previews = previews
        self.is_low = False
        self.playing: tuple[int, float] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        block = index.data(Role.BLOCK)
        has_words = isinstance(block, Block) and (block.joint or block.between)
        before = 0 if index.row() == 0 else _JOINT_PX if has_words else _GAP_PX
        return QSize(before + _WIDTH_PX, block_px(is_low=self.is_low))

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        block = index.data(Role.BLOCK)
        if painter is None or not isinstance(block, Block):
            return
        shown, parts = colours(option.palette), block_parts(option.rect, is_low=self.is_low)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_joint(painter, parts.joint, block, shown)
        self._paint_card(painter, parts, option, shown)
        self._paint_picture(painter, parts.picture, block, shown)
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        _paint_words(painter, parts, block, name, shown)
        if self.playing is not None and self.playing[0] == index.row():
            head = parts.picture.left() + round(self.playing[1] * (parts.picture.width() - 1))
            over = parts.card if self.is_low else parts.picture
            painter.fillRect(head, over.top(), 2, over.height(), QColor(shown.text))
        painter.restore()

    def _paint_card(
        self, painter: QPainter, parts: Parts, option: QStyleOptionViewItem, shown: Colours
    ) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(QColor(shown.selected if is_chosen else shown.raised))
        painter.setPen(QPen(QColor(shown.accent if is_chosen or has_focus else shown.line), 1 + has_focus))
        painter.drawRoundedRect(QRectF(parts.card).adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)

    def _paint_picture(self, painter: QPainter, where: QRect, block: Block, shown: Colours) -> None:
        painter.fillRect(where, QColor(shown.sunken))
        if block.found is None or block.is_gone:
            return
        scale = painter.device().devicePixelRatioF()  # type: ignore[union-attr]
        digest, path = block.found.digest, block.found.clip.path
        picture = self._previews.thumbnail(digest, path, where.size(), scale, shown)
        if picture is not None:
            painter.drawPixmap(where.topLeft(), picture)


def _paint_words(painter: QPainter, parts: Parts, block: Block, name: str, shown: Colours) -> None:
    card, top = parts.card, parts.picture.bottom() + 2
    line = QRect(card.left() + S, top, card.width() - 2 * S, _LINE_PX)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(font(SMALL_PX))
    metrics = painter.fontMetrics()
    painter.setPen(QColor(shown.bad if block.is_gone else shown.text))
    painter.drawText(line, left, metrics.elidedText(name, Qt.TextElideMode.ElideRight, line.width()))
    below = line.translated(0, _LINE_PX + 1)
    if block.part.rounds > 1:
        painter.setPen(QColor(shown.accent))
        painter.setFont(font(SMALL_PX, bold=True))
        rounds = f"×{block.part.rounds}"
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, rounds)
        below.setRight(below.right() - painter.fontMetrics().horizontalAdvance(rounds) - XS)
        painter.setFont(font(SMALL_PX))
    if block.found is not None:
        job = block.found.clip.job
        key = [] if job.key is None else [job.key.short]
        facts = " · ".join((f"{job.tempo_bpm:.4g}", *key, length(job)))
        painter.setPen(QColor(shown.soft))
        painter.drawText(below, left, metrics.elidedText(facts, Qt.TextElideMode.ElideRight, below.width()))


def _paint_joint(painter: QPainter, where: QRect, block: Block, shown: Colours) -> None:
    """What changes at the joint, in lines; over them the bars of transition."""
    lines = [(f"~{block.between}", shown.accent)] if block.between else []
    lines += [(words, shown.soft) for words in block.joint]
    painter.setFont(font(SMALL_PX))
    top = where.center().y() - len(lines) * _LINE_PX // 2
    for number, (words, ink) in enumerate(lines):
        painter.setPen(QColor(ink))
        line = QRect(where.left(), top + number * _LINE_PX, where.width(), _LINE_PX)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)
