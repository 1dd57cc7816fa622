"""Line icons in the text's colour, crisp at every scale.

They take their colour from the palette each time they are painted, so they follow a change of theme.
"""

from __future__ import annotations

from functools import lru_cache

from PyQt6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PyQt6.QtSvg import QSvgRenderer

# In a 16 × 16 box, stroke width 1.4.
_SHAPES = {
    "dice": '<rect x="2.5" y="2.5" width="11" height="11" rx="2.5"/>'
    '<g fill="currentColor" stroke="none"><circle cx="5.6" cy="5.6" r="1.1"/>'
    '<circle cx="10.4" cy="10.4" r="1.1"/>'
    '<circle cx="10.4" cy="5.6" r="1.1"/><circle cx="5.6" cy="10.4" r="1.1"/></g>',
    "lock": '<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
    "unlock": '<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/>'
    '<path d="M5.5 7V4.6a2.5 2.5 0 0 1 4.8-.9"/>',
    "close": '<path d="M4 4l8 8M12 4l-8 8"/>',
    "settings": '<path d="M2 5h5M11 5h3M2 11h3M9 11h5"/>'
    '<circle cx="9" cy="5" r="2"/><circle cx="7" cy="11" r="2"/>',
    "play": '<path d="M5 3.2v9.6L12.6 8z"/>',
    "stop": '<rect x="4" y="4" width="8" height="8" rx="1"/>',
    "back": '<path d="M9.5 3.5 5 8l4.5 4.5"/>',
    "folder": '<path d="M2 12.5v-9h4l1.5 2H14v7z"/>',
    "sound": '<path d="M2.5 6.5v3M5.5 4v8M8.5 2v12M11.5 5v6M13.5 7v2"/>',
    "refresh": '<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3"/>',
    "hosts": '<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M2 6.5h12M5.5 6.5V13M9 9.7h2.5"/>',
    "notes": '<path d="M5.8 11.8V3.6L13 2.2v8.2"/><circle cx="4.1" cy="11.8" r="1.7"/>'
    '<circle cx="11.3" cy="10.4" r="1.7"/>',
    "help": '<circle cx="8" cy="8" r="6"/><path d="M6 6.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.6-.9 1.3"/>'
    '<circle cx="8" cy="11.4" r=".5" fill="currentColor"/>',
    "loras": '<path d="M8 2.3 14 5.2 8 8.1 2 5.2z"/><path d="M2 8.1l6 2.9 6-2.9M2 10.9l6 2.9 6-2.9"/>',
    "get": '<path d="M8 2.5v7.5M4.8 7.2 8 10.4l3.2-3.2M3 13.5h10"/>',
}


def icon(name: str) -> QIcon:
    """The icon called `name`, in the colour of button text, or of the accent when checked."""
    return QIcon(_Engine(name))


class _Engine(QIconEngine):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        return _Engine(self._name)

    def paint(self, painter: QPainter | None, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        if painter is None:
            return
        palette = QGuiApplication.palette()
        role = QPalette.ColorRole.Accent if state == QIcon.State.On else QPalette.ColorRole.ButtonText
        group = QPalette.ColorGroup.Disabled if mode == QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        _renderer(self._name, palette.color(group, role).name()).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        pixmap = QPixmap(size * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap


@lru_cache(maxsize=128)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    shape = _SHAPES[name].replace("currentColor", colour)
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
        f'<g fill="none" stroke="{colour}" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round">'
        f"{shape}</g></svg>"
    )
    return QSvgRenderer(QByteArray(text.encode()))
