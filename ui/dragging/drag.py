"""Drags clips out of the window, as files for other programs.

Always as copies: the library keeps its file, and hosts may go on reading it where it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from PyQt6.QtCore import QMimeData, QPoint, QPointF, QRectF, QSize, Qt, QUrl
from PyQt6.QtGui import QColor, QDrag, QFont, QPainter, QPixmap
from PyQt6.QtWidgets import QWidget

from bridge.library import Found
from ui.common.clip_words import title
from ui.common.theme import RADIUS_PX, SMALL_PX, S, colours, font
from ui.pictures.envelope import paint_waveform
from ui.pictures.loader import PreviewLoader

CLIPS_MIME = "application/x-riffbridge-clips"
T = TypeVar("T")
_SIZE = QSize(184, 56)
_COUNT_PX = 20


def dragged(found: Sequence[Found]) -> list[Found]:
    """Those whose files exist."""
    return [each for each in found if each.clip.path.is_file()]


def mime_of(found: Sequence[Found]) -> QMimeData:
    """The clips' files, their paths as text, and their digests for our own pads."""
    existing = dragged(found)
    mime = mime_of_files([each.clip.path for each in existing])
    if existing:
        mime.setData(CLIPS_MIME, json.dumps([each.digest for each in existing]).encode())
    return mime


def mime_of_files(paths: Sequence[Path]) -> QMimeData:
    """The files, and their paths as text; empty for no files."""
    mime = QMimeData()
    if paths:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        mime.setText("\n".join(map(str, paths)))
    return mime


def clips_in(mime: QMimeData | None) -> list[str]:
    """The digests of dragged clips from this window."""
    return list_in(mime, CLIPS_MIME, str)


def list_in(mime: QMimeData | None, mime_type: str, kind: type[T]) -> list[T]:
    """The list that `mime` has as JSON under `mime_type`; empty unless all of it is of this `kind`: any
    program may say that it has one."""
    if mime is None or not mime.hasFormat(mime_type):
        return []
    try:
        found: list[T] = msgspec.json.decode(bytes(mime.data(mime_type).data()), type=list[kind])  # type: ignore[valid-type]
    except (msgspec.MsgspecError, ValueError):
        return []
    return found


def drag_out(source: QWidget, found: Sequence[Found], previews: PreviewLoader) -> Qt.DropAction:
    """Drag these clips until they are dropped."""
    mime = mime_of(found)
    return drag_mime(source, mime, found, previews) if mime.hasUrls() else Qt.DropAction.IgnoreAction


def drag_mime(
    source: QWidget, mime: QMimeData, found: Sequence[Found], previews: PreviewLoader
) -> Qt.DropAction:
    """Drag `mime`, with a picture of these clips, until it is dropped."""
    drag = QDrag(source)
    drag.setMimeData(mime)
    if existing := dragged(found):
        drag.setPixmap(drag_picture(existing, previews, source))
        drag.setHotSpot(QPoint(S, S))
    return drag.exec(Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)


def drag_picture(found: Sequence[Found], previews: PreviewLoader, on: QWidget) -> QPixmap:
    """A card with the first clip's waveform and title, and the number of clips."""
    shown, scale = colours(on.palette()), on.devicePixelRatioF()
    pixmap = QPixmap(_SIZE * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    card = QRectF(QPointF(0.5, 4.5), _SIZE.toSizeF()).adjusted(0, 0, -5, -5)
    painter.setPen(QColor(shown.accent))
    painter.setBrush(QColor(shown.raised))
    painter.drawRoundedRect(card, RADIUS_PX, RADIUS_PX)
    inside = card.adjusted(S, 4, -S, -4)
    painter.setPen(QColor(shown.text))
    painter.setFont(font(SMALL_PX))
    name = painter.fontMetrics().elidedText(
        title(found[0]), Qt.TextElideMode.ElideRight, int(inside.width()) - _COUNT_PX
    )
    painter.drawText(inside, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
    preview = previews.preview(found[0].digest, found[0].clip.path)
    if preview is not None:
        paint_waveform(painter, inside.adjusted(0, 18, 0, 0), preview, QColor(shown.accent))
    if len(found) > 1:
        _paint_count(painter, card, len(found), QColor(shown.accent), QColor(shown.on_accent))
    painter.end()
    return pixmap


def _paint_count(painter: QPainter, card: QRectF, count: int, ground: QColor, ink: QColor) -> None:
    text = str(count) if count < 1000 else "999+"
    bold: QFont = font(SMALL_PX, bold=True)
    painter.setFont(bold)
    width = max(_COUNT_PX, painter.fontMetrics().horizontalAdvance(text) + S)
    badge = QRectF(card.right() - width + 4, card.top() - 4, width, _COUNT_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(badge, _COUNT_PX / 2, _COUNT_PX / 2)
    painter.setPen(ink)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
