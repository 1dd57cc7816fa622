"""Clips out into a folder, as they are or in another format, without a dialog in the way."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QStandardPaths, Qt, pyqtSignal
from PyQt6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from bridge.settings import expanded
from ui.clips.certificate_words import format_names
from ui.clips.exporting import Export, Exported
from ui.common.background import Background
from ui.common.clip_selection import ClipSelection, selection_of
from ui.common.theme import XS, S, repolish, set_role
from ui.common.widgets import Elided, icon_button, name_combo


class ExportRow(QWidget):
    """A format, a folder, a button, and below them what came of it. `exported` has an `Exported`. While it
    goes on the button stops it."""

    exported = pyqtSignal(object)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._selection = selection_of(())
        self._running: Export | None = None
        self.format = QComboBox()
        for form, name in format_names().items():
            self.format.addItem(name, form)
        self.folder = QLineEdit(desktop())
        self.folder.setAccessibleName(self.tr("Folder to export to"))
        self.folder.textChanged.connect(self._judge)
        self.button = QPushButton()
        self.button.clicked.connect(self.press)
        browse = icon_button("folder", self.tr("Choose the folder"), self.tr("Choose the folder"))
        browse.clicked.connect(self._choose)
        self.status = Elided("", "small")
        self.status.hide()
        self._lay_out(browse)
        self.set_selection(self._selection)

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
        column.addWidget(self.status)
        name_combo(self.format, self.tr("Format to export as"))

    def set_selection(self, selection: ClipSelection) -> None:
        """What is exported when the button is pressed."""
        self._selection = selection
        self._judge()

    def press(self) -> None:
        """Copy the clips, in the background; or stop doing so."""
        if self._running is not None:
            self._running.stop()
            return
        folder = self._path()
        if folder is None or not self._is_something:
            return
        export = self._running = Export(self._selection, folder, self.format.currentData())
        export.progressed.connect(self._progressed)
        self._judge()
        self._background.submit(export.run, self._done, lambda why: self._done(Exported(why=why)))

    def close_down(self) -> None:
        """Stop what goes on; before the application ends."""
        if self._running is not None:
            self._running.stop()

    @property
    def _is_something(self) -> bool:
        return any(not each.missing for each in self._selection.found) or not self._selection.is_read

    def _path(self) -> Path | None:
        """The folder that is written there; only a whole path says where that is."""
        path = expanded(self.folder.text().strip()) if self.folder.text().strip() else None
        return path if path is not None and path.is_absolute() else None

    def _judge(self) -> None:
        is_right = self._path() is not None
        self.folder.setProperty("wrong", "false" if is_right else "true")
        repolish(self.folder)
        self.button.setText(self._what())
        self.button.setEnabled(self._running is not None or (is_right and self._is_something))
        if not is_right:
            self._say(
                self.tr("Give the whole path of a folder, such as {path}.").format(path=desktop()), "failure"
            )
        elif self.status.property("role") == "failure":
            self.status.hide()

    def _what(self) -> str:
        if self._running is not None:
            return self.tr("Stop")
        count = self._selection.count
        return self.tr("Export %Ln clips", "", count) if count > 1 else self.tr("Export")

    def _progressed(self, seen: int) -> None:
        if self._running is not None and self._running.count > 1:
            text = self.tr("Exporting: {n} of {all}")
            self._say(text.format(n=f"{seen:,}", all=f"{self._running.count:,}"), "small")

    def _done(self, made: Exported) -> None:
        self._running = None
        self._judge()
        if made.written == 1 and made.first is not None:
            said = [self.tr("Exported {name}").format(name=made.first.name)]
        else:
            said = [self.tr("Exported %Ln clips", "", made.written)] if made.written else []
        if made.gone:
            said.append(self.tr("%Ln files are gone", "", made.gone))
        if made.why:
            said.append(made.why)
        self._say("; ".join(said), "failure" if made.gone or made.why else "small")
        self.exported.emit(made)

    def _say(self, text: str, role: str) -> None:
        set_role(self.status, role)
        self.status.set_text(text)
        self.status.show()

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
