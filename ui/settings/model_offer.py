"""A model to download: title, size, licence, progress and result."""

from __future__ import annotations

import threading
from pathlib import Path

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QProgressBar, QPushButton, QWidget

from bridge.errors import Cancelled
from bridge.models.catalogue import Entry, entries
from ui.common.background import Background
from ui.common.widgets import hbox, label, vbox


class ModelOffer(QWidget):
    """A model of the catalogue. `downloaded` carries its name."""

    downloaded = pyqtSignal(str)
    _moved = pyqtSignal(int)

    def __init__(self, entry: Entry, background: Background) -> None:
        super().__init__()
        self._entry, self._background = entry, background
        self._cancelled = threading.Event()
        self._is_downloading = False
        self._about = label(self._facts(), "soft")
        self.button = QPushButton()
        self.button.clicked.connect(self._pressed)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Downloading {name}").format(name=entry.name))
        self.status = label("", "small", wraps=True)
        vbox(self, hbox(self._about, self.button, grows=self._about), self.bar, self.status)
        self._moved.connect(self._show_progress)
        self._show()

    @property
    def about(self) -> str:
        """Title, size and licence."""
        return self._about.text()

    @property
    def _gigabytes(self) -> float:
        files = self._entry.hub.files if self._entry.hub else ()
        return sum(file.size_bytes or 0 for file in files) / 1e9

    def _facts(self) -> str:
        info = self._entry.info
        return f"{info.title or self._entry.name} · {self._gigabytes:.1f} GB · {info.licence}"

    def _show(self, status: str = "") -> None:
        is_installed = self._entry.is_present and not self._is_downloading
        words = self.tr("Installed") if is_installed else self.tr("Download")
        self.button.setText(self.tr("Stop") if self._is_downloading else words)
        self.button.setAccessibleName(f"{self.button.text()} {self._entry.name}")
        self.button.setEnabled(not is_installed)
        self.bar.setVisible(self._is_downloading)
        self.status.setText(status)
        self.status.setVisible(bool(status))

    def _pressed(self) -> None:
        if self._is_downloading:
            self._cancelled.set()
            return
        self._cancelled.clear()
        self._is_downloading = True
        self.bar.setValue(0)
        self._show(self.tr("Downloading…"))
        self._background.submit(self._download, lambda _: self._finished(), self._finished)

    def stop(self) -> None:
        """Stop the download; another one resumes it."""
        self._cancelled.set()

    def _download(self) -> None:
        """Download, in another thread; `stop` cancels it between blocks."""

        def on_bytes(done: int, total: int) -> None:
            if self._cancelled.is_set():
                raise Cancelled(self.tr("Paused. Download again to resume."))
            self._moved.emit(round(1000 * done / max(1, total)))

        # Slow to import, and most sessions download nothing.
        from bridge.models.download import download

        assert self._entry.hub is not None
        download(self._entry.hub, self._entry.folder, on_bytes)

    def _show_progress(self, per_mille: int) -> None:
        self.bar.setValue(per_mille)
        done = self._gigabytes * per_mille / 1000
        self.status.setText(self.tr("{done:.2f} of {all:.1f} GB").format(done=done, all=self._gigabytes))

    def _finished(self, why: str = "") -> None:
        self._is_downloading = False
        self._show(why)
        if not why:
            self.downloaded.emit(self._entry.name)


def downloadable_models(models_folder: Path) -> list[Entry]:
    """The models that can be downloaded."""
    return [entry for entry in entries(models_folder) if entry.hub is not None]
