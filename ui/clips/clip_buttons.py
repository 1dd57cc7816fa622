"""The inspector's buttons for the clip as a whole: play, new takes, its file; make a missing one again."""

from __future__ import annotations

from PyQt6.QtCore import QMimeData, QUrl, pyqtSignal
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QGridLayout, QPushButton, QWidget

from bridge.library import Found
from ui.common.derived_requests import TAKES
from ui.common.icons import icon
from ui.common.reveal import reveal
from ui.common.widgets import bare, hbox


class ClipButtons(QWidget):
    """A clip whose file is missing can be made again or removed instead of played.

    `play_requested`, `again_requested` and `remove_requested` carry the clip, `takes_requested` the clip and
    how many takes to render.
    """

    play_requested = pyqtSignal(object)
    takes_requested = pyqtSignal(object, int)
    again_requested = pyqtSignal(object)
    remove_requested = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self.play = QPushButton()
        self.play.clicked.connect(lambda: self.play_requested.emit(self._found))
        self.new_take = QPushButton(icon("refresh"), self.tr("New take"))
        self.new_take.setToolTip(self.tr("Render again with a new seed"))
        self.new_take.clicked.connect(lambda: self.takes_requested.emit(self._found, 1))
        self.new_takes = QPushButton(f"×{TAKES}")
        self.new_takes.setAccessibleName(self.tr("New take ×{n}").format(n=TAKES))
        self.new_takes.setToolTip(self.tr("Render {n} new takes (Shift+Return in the list)").format(n=TAKES))
        self.new_takes.clicked.connect(lambda: self.takes_requested.emit(self._found, TAKES))
        self.reveal = QPushButton(self.tr("Show file"))
        self.reveal.setToolTip(self.tr("Show the file in its folder"))
        self.reveal.clicked.connect(self._reveal)
        self.copy = QPushButton(self.tr("Copy path"))
        self.copy.clicked.connect(self._copy_path)
        self.again = QPushButton(icon("refresh"), self.tr("Make it again"))
        self.again.setToolTip(self.tr("Render the missing file as it was"))
        self.again.clicked.connect(lambda: self.again_requested.emit(self._found))
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.setToolTip(self.tr("Remove this clip from the list"))
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self._found))
        self._lay_out()
        self.show_playing(False)

    def _lay_out(self) -> None:
        buttons = bare(QGridLayout())
        buttons.setColumnStretch(0, 1)
        buttons.setColumnStretch(1, 2)
        takes = hbox(self.new_take, self.new_takes, grows=self.new_take, spacing_px=2)
        buttons.addWidget(self.play, 0, 0)
        buttons.addLayout(takes, 0, 1)
        buttons.addWidget(self.reveal, 1, 0)
        buttons.addWidget(self.copy, 1, 1)
        # Of a missing clip, in the places of what can't be done then.
        buttons.addWidget(self.again, 0, 0)
        buttons.addWidget(self.remove, 1, 0)
        self.setLayout(buttons)

    def set_clip(self, found: Found) -> None:
        """The clip that the buttons are for."""
        self._found = found
        for button in (self.play, self.reveal, self.copy):
            button.setVisible(not found.missing)
        for button in (self.again, self.remove):
            button.setVisible(found.missing)

    def show_playing(self, is_playing: bool) -> None:
        """Offer to stop the clip if it plays."""
        self.play.setText(self.tr("Stop") if is_playing else self.tr("Play"))
        self.play.setIcon(icon("stop" if is_playing else "play"))

    def _reveal(self) -> None:
        if self._found is not None:
            reveal(self._found.clip.path)

    def _copy_path(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self._found is not None and clipboard is not None:
            # Text for text fields, a file for file managers.
            mime = QMimeData()
            mime.setText(str(self._found.clip.path))
            mime.setUrls([QUrl.fromLocalFile(str(self._found.clip.path))])
            clipboard.setMimeData(mime)
