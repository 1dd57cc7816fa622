"""Models that can be fetched: what each is, its size and licence, how far it is, and how it ended."""

from __future__ import annotations

import threading
from pathlib import Path

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from bridge.errors import Cancelled
from bridge.models.catalogue import Entry, entries
from ui.common.background import Background
from ui.common.theme import S
from ui.common.widgets import label


class ModelOffer(QWidget):
    """One model of the catalogue that comes from a hub. `downloaded` carries its name."""

    downloaded = pyqtSignal(str)
    _moved = pyqtSignal(int)

    def __init__(self, entry: Entry, background: Background) -> None:
        super().__init__()
        self._entry, self._background = entry, background
        self._cancelled = threading.Event()
        self._is_downloading = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        row = QHBoxLayout()
        row.setSpacing(S)
        self._about = label(self._facts(), "soft")
        self.button = QPushButton()
        self.button.clicked.connect(self._pressed)
        row.addWidget(self._about, 1)
        row.addWidget(self.button)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Fetching {name}").format(name=entry.name))
        self.word = label("", "small")
        self.word.setWordWrap(True)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.word)
        self._moved.connect(self._show_progress)
        self._show()

    @property
    def about(self) -> str:
        """What it says of the model: title, size, licence."""
        return self._about.text()

    @property
    def _gigabytes(self) -> float:
        files = self._entry.hub.files if self._entry.hub else ()
        return sum(file.size_bytes or 0 for file in files) / 1e9

    def _facts(self) -> str:
        info = self._entry.info
        return f"{info.title or self._entry.name} · {self._gigabytes:.1f} GB · {info.licence}"

    def _show(self, word: str = "") -> None:
        there = self._entry.is_present and not self._is_downloading
        self.button.setText(
            self.tr("Here") if there else self.tr("Stop") if self._is_downloading else self.tr("Get")
        )
        self.button.setAccessibleName(f"{self.button.text()} {self._entry.name}")
        self.button.setEnabled(not there)
        self.bar.setVisible(self._is_downloading)
        self.word.setText(word)
        self.word.setVisible(bool(word))

    def _pressed(self) -> None:
        if self._is_downloading:
            self._cancelled.set()
            return
        self._cancelled.clear()
        self._is_downloading = True
        self.bar.setValue(0)
        self._show(self.tr("Fetching…"))
        self._background.submit(self._download, lambda _: self._over(), self._over)

    def stop(self) -> None:
        """Call off what is being fetched; it goes on there another time."""
        self._cancelled.set()

    def _download(self) -> None:
        """In another thread: the download, which tells of itself and can be called off between blocks."""

        def on_bytes(done: int, total: int) -> None:
            if self._cancelled.is_set():
                raise Cancelled(self.tr("Stopped; it goes on from here the next time."))
            self._moved.emit(round(1000 * done / max(1, total)))

        # What speaks HTTP is slow to import, and most windows never fetch anything.
        from bridge.models.download import download

        assert self._entry.hub is not None
        download(self._entry.hub, self._entry.folder, on_bytes)

    def _show_progress(self, per_mille: int) -> None:
        self.bar.setValue(per_mille)
        done = self._gigabytes * per_mille / 1000
        self.word.setText(self.tr("{done:.2f} of {all:.1f} GB").format(done=done, all=self._gigabytes))

    def _over(self, why: str = "") -> None:
        self._is_downloading = False
        self._show(why)
        if not why:
            self.downloaded.emit(self._entry.name)


def downloadable_models(models_folder: Path) -> list[Entry]:
    """The models that can be fetched."""
    return [entry for entry in entries(models_folder) if entry.hub is not None]
