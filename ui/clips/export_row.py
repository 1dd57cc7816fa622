"""Exports the selected clips to a folder, optionally in another format."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QStandardPaths, pyqtSignal
from PyQt6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from bridge.settings import expanded
from ui.clips.exporting import Export, Exported
from ui.clips.facts import format_names
from ui.common.background import Background
from ui.common.clip_selection import ClipSelection, selection_of
from ui.common.folder_button import FolderButton
from ui.common.link import Link
from ui.common.theme import XS, set_role, style_by
from ui.common.widgets import Elided, hbox, name_combo, vbox


class ExportRow(QWidget):
    """Folder, format and a button, which stops an export that runs; below them, the result. `exported`
    carries it as an `Exported`."""

    exported = pyqtSignal(object)

    def __init__(self, background: Background, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._selection = selection_of(())
        self._running: Export | None = None
        self.format = QComboBox()
        for form, name in format_names().items():
            self.format.addItem(name, form)
        self.folder = QLineEdit(desktop())
        self.folder.setAccessibleName(self.tr("Export folder"))
        self.folder.textChanged.connect(self._update)
        self.button = QPushButton()
        self.button.clicked.connect(self.press)
        self.browse = FolderButton(
            self.tr("Choose a folder"), lambda: link.known_hosts, self.folder.text, self.folder.setText
        )
        self.status = Elided("", "small")
        self.status.hide()
        where = hbox(self.folder, self.browse, grows=self.folder, spacing_px=XS)
        vbox(self, where, hbox(self.format, self.button, grows=self.format), self.status)
        name_combo(self.format, self.tr("Export format"))
        self.set_selection(self._selection)

    def set_selection(self, selection: ClipSelection) -> None:
        """The clips to export."""
        self._selection = selection
        self._update()

    def press(self) -> None:
        """Start the export, or stop it."""
        if self._running is not None:
            self._running.stop()
            return
        folder = self._path()
        if folder is None or not self._has_files:
            return
        export = self._running = Export(self._selection, folder, self.format.currentData())
        export.progressed.connect(self._progressed)
        self._update()
        self._background.submit(export.run, self._done, lambda why: self._done(Exported(why=why)))

    def close_down(self) -> None:
        """Stop the export; before the application ends."""
        if self._running is not None:
            self._running.stop()

    @property
    def _has_files(self) -> bool:
        return any(not each.missing for each in self._selection.found) or not self._selection.is_read

    def _path(self) -> Path | None:
        """The folder, if it is written as a full path."""
        path = expanded(self.folder.text().strip()) if self.folder.text().strip() else None
        return path if path is not None and path.is_absolute() else None

    def _update(self) -> None:
        is_valid = self._path() is not None
        style_by(self.folder, "wrong", "false" if is_valid else "true")
        self.button.setText(self._caption())
        self.button.setEnabled(self._running is not None or (is_valid and self._has_files))
        if not is_valid:
            example = self.tr("Enter a full folder path, such as {path}.").format(path=desktop())
            self._show_status(example, "failure")
        elif self.status.property("role") == "failure":
            self.status.hide()

    def _caption(self) -> str:
        if self._running is not None:
            return self.tr("Stop")
        count = self._selection.count
        return self.tr("Export %Ln clips", "", count) if count > 1 else self.tr("Export")

    def _progressed(self, seen: int) -> None:
        if self._running is not None and self._running.count > 1:
            text = self.tr("Exporting {n} of {total}…")
            self._show_status(text.format(n=f"{seen:,}", total=f"{self._running.count:,}"), "small")

    def _done(self, made: Exported) -> None:
        self._running = None
        self._update()
        if made.written == 1 and made.first is not None:
            parts = [self.tr("Exported {name}").format(name=made.first.name)]
        else:
            parts = [self.tr("Exported %Ln clips", "", made.written)] if made.written else []
        if made.gone:
            parts.append(self.tr("%Ln files are missing", "", made.gone))
        if made.why:
            parts.append(made.why)
        self._show_status("; ".join(parts), "failure" if made.gone or made.why else "small")
        self.exported.emit(made)

    def _show_status(self, text: str, role: str) -> None:
        set_role(self.status, role)
        self.status.set_text(text)
        self.status.show()


def desktop() -> str:
    """The desktop's folder, or home."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    return place if place and Path(place).is_dir() else str(Path.home())
