"""Loads clip previews in the background and keeps recent ones in memory.

Without a preview yet, ask again when `ready` is emitted. The latest request is served first, as its row is in
view; the oldest are dropped.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from PyQt6.QtCore import QObject, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QImage, QPixmap

from bridge.errors import RiffbridgeError
from ui.common.background import Background
from ui.common.theme import DARK, Colours, mixed
from ui.pictures.preview import COLUMNS, ROWS, ClipPreview, read_preview
from ui.pictures.preview_store import PreviewStore, previews_folder

# 110 kB each. No screen shows more rows at once, and the disk has the others.
IN_MEMORY = 64
THUMBNAILS = 256
MOST_WAITING = 64

Read = Callable[[Path], ClipPreview]


class PreviewLoader(QObject):
    """For the window's thread. `close` before the application ends."""

    # The digest of a clip whose preview is there now, or whose file cannot be read.
    ready = pyqtSignal(str)

    def __init__(
        self, parent: QObject | None = None, *, folder: Path | None = None, read: Read = read_preview
    ) -> None:
        super().__init__(parent)
        self._store = PreviewStore(folder or previews_folder())
        self._read = read
        self._background = Background(self)
        self._waiting: OrderedDict[str, Path] = OrderedDict()
        self._busy: str | None = None
        self._previews: OrderedDict[str, ClipPreview | None] = OrderedDict()
        self._thumbnails: OrderedDict[tuple[str, int, int, str], QPixmap] = OrderedDict()

    def preview(self, digest: str, path: Path) -> ClipPreview | None:
        """The preview of the clip at `path`; `None` while it loads."""
        if digest in self._previews:
            self._previews.move_to_end(digest)
            return self._previews[digest]
        if digest != self._busy:
            self._waiting[digest] = path
            self._waiting.move_to_end(digest)
            while len(self._waiting) > MOST_WAITING:
                self._waiting.popitem(last=False)
            self._next()
        return None

    def is_known(self, digest: str) -> bool:
        """Whether loading has ended: without a preview, the file cannot be read."""
        return digest in self._previews

    def thumbnail(self, digest: str, path: Path, size: QSize, scale: float, shown: Colours) -> QPixmap | None:
        """The spectrogram at `size` (device-independent pixels), for a screen scaled by `scale`."""
        if (preview := self.preview(digest, path)) is None:
            return None
        pixels = size * scale
        key = (digest, pixels.width(), pixels.height(), shown.ground)
        if key not in self._thumbnails:
            image = spectrogram_image(preview, shown).scaled(
                pixels,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._thumbnails[key] = QPixmap.fromImage(image)
            while len(self._thumbnails) > THUMBNAILS:
                self._thumbnails.popitem(last=False)
        self._thumbnails.move_to_end(key)
        pixmap = self._thumbnails[key]
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def forget(self, digest: str) -> None:
        """Try again to read a file that could not be read."""
        if self._previews.get(digest, ()) is None:
            del self._previews[digest]

    def close(self) -> None:
        self._waiting.clear()
        self._background.close()

    def _next(self) -> None:
        if self._busy is not None or not self._waiting:
            return
        digest, path = self._waiting.popitem()
        self._busy = digest

        def loaded(preview: ClipPreview | None) -> None:
            self._busy = None
            self._previews[digest] = preview
            while len(self._previews) > IN_MEMORY:
                self._previews.popitem(last=False)
            self.ready.emit(digest)
            self._next()

        self._background.submit(lambda: self._load(digest, path), loaded, lambda why: loaded(None))

    def _load(self, digest: str, path: Path) -> ClipPreview | None:
        """In the background: from the cache on disk, or from the sound."""
        if not path.is_file():
            return None
        if (kept := self._store.get(digest)) is not None:
            return kept
        try:
            preview = self._read(path)
        except RiffbridgeError:
            return None
        self._store.put(digest, preview)
        return preview


def spectrogram_image(preview: ClipPreview, shown: Colours) -> QImage:
    """The spectrogram in the scheme's colours, high notes on top."""
    levels = np.ascontiguousarray(preview.levels)
    image = QImage(levels.tobytes(), COLUMNS, ROWS, COLUMNS, QImage.Format.Format_Indexed8)
    image.setColorTable(list(colour_table(shown)))
    # A copy: the bytes are freed with `levels`.
    return image.convertToFormat(QImage.Format.Format_RGB32)


@lru_cache(maxsize=4)
def colour_table(shown: Colours) -> tuple[int, ...]:
    """256 colours from silence to the loudest, in the accent's hue. Lightness is monotonic: louder always
    looks louder."""
    quiet = shown.sunken if shown is DARK else mixed(shown.sunken, shown.ground, 0.5)
    loud = mixed(shown.accent, "#ffffff", 0.72) if shown is DARK else mixed(shown.accent, "#000000", 0.55)
    stops = [
        (0.0, quiet),
        (0.35, mixed(quiet, shown.accent, 0.22)),
        (0.75, shown.accent if shown is DARK else mixed(shown.accent, quiet, 0.15)),
        (1.0, loud),
    ]
    at = np.linspace(0, 1, 256)
    places = [stop for stop, _ in stops]
    channels = np.array([QColor(colour).getRgb()[:3] for _, colour in stops], dtype=float)
    red, green, blue = (np.rint(np.interp(at, places, channels[:, each])).astype(int) for each in range(3))
    return tuple(int(0xFF000000 | r << 16 | g << 8 | b) for r, g, b in zip(red, green, blue, strict=True))
