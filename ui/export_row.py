"""Clips out into a folder, as they are or in another format, without a dialog in the way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt6.QtCore import QStandardPaths, Qt, pyqtSignal
from PyQt6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from bridge.library import Found
from bridge.library.exporting import export_clip
from ui.background import Background
from ui.certificate_words import format_names
from ui.theme import XS, S, repolish, set_role
from ui.widgets import Elided, icon_button


class ExportRow(QWidget):
    """A format, a folder, a button, and below them what came of it. `exported` has the paths."""

    exported = pyqtSignal(object)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._found: tuple[Found, ...] = ()
        self._is_busy = False
        self.format = QComboBox()
        self.format.setAccessibleName(self.tr("Format to export as"))
        for form, name in format_names().items():
            self.format.addItem(name, form)
        self.folder = QLineEdit(desktop())
        self.folder.setAccessibleName(self.tr("Folder to export to"))
        self.folder.textChanged.connect(self._judge)
        self.button = QPushButton()
        self.button.clicked.connect(self.export)
        browse = icon_button("folder", self.tr("Choose the folder"), self.tr("Choose the folder"))
        browse.clicked.connect(self._choose)
        self.said = Elided("", "small")
        self.said.hide()
        self._lay_out(browse)
        self.set_clips(())

    def _lay_out(self, browse: QWidget) -> None:
        where = QHBoxLayout()
        where.setSpacing(XS)
        where.addWidget(self.folder, 1)
        where.addWidget(browse)
        how = QHBoxLayout()
        how.setSpacing(S)
        how.addWidget(self.format, 1)
        how.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(where)
        column.addLayout(how)
        column.addWidget(self.said)

    def set_clips(self, found: Sequence[Found]) -> None:
        """What is exported when the button is pressed."""
        self._found = tuple(found)
        many = self.tr("Export {n} clips").format(n=len(found))
        self.button.setText(many if len(found) > 1 else self.tr("Export"))
        self._judge()

    def export(self) -> None:
        """Copy the clips, in the background."""
        folder, form, clips = self._path(), self.format.currentData(), [each.clip for each in self._found]
        if folder is None or not clips or self._is_busy:
            return
        self._is_busy = True
        self._judge()

        def work() -> list[Path]:
            return [export_clip(clip, folder, form) for clip in clips]

        self._background.submit(work, self._done, self._failed)

    def _path(self) -> Path | None:
        """The folder that is written there; only a whole path says where that is."""
        path = Path(self.folder.text().strip()).expanduser() if self.folder.text().strip() else None
        return path if path is not None and path.is_absolute() else None

    def _judge(self) -> None:
        is_right = self._path() is not None
        self.folder.setProperty("wrong", "false" if is_right else "true")
        repolish(self.folder)
        self.button.setEnabled(is_right and bool(self._found) and not self._is_busy)
        if not is_right:
            self._say(
                self.tr("Give the whole path of a folder, such as {path}.").format(path=desktop()), "failure"
            )
        elif self.said.property("role") == "failure":
            self.said.hide()

    def _done(self, paths: list[Path]) -> None:
        self._is_busy = False
        self._judge()
        text = self.tr("Exported {name}") if len(paths) == 1 else self.tr("Exported {n} clips")
        self._say(text.format(name=paths[0].name, n=len(paths)), "small")
        self.exported.emit(paths)

    def _failed(self, why: str) -> None:
        self._is_busy = False
        self._judge()
        self._say(why, "failure")

    def _say(self, text: str, role: str) -> None:
        set_role(self.said, role)
        self.said.say(text)
        self.said.show()

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("A folder to export to"), self.folder.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.setModal(False)
        dialog.show()


def desktop() -> str:
    """Where things are put for the moment."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    return place if place and Path(place).is_dir() else str(Path.home())
