"""The line above the lane: play, what the piece is, how it is joined, and its export."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QComboBox, QPushButton, QWidget

from bridge.vocabulary.files import FileFormat, PieceForm
from ui.clips.export_row import desktop
from ui.common.folder_button import FolderButton
from ui.common.icons import icon
from ui.common.link import Link
from ui.common.reveal import reveal
from ui.common.state import WindowState
from ui.common.theme import set_role
from ui.common.widgets import Elided, FoldButton, hbox, name_combo
from ui.dragging.files_button import FilesButton

_FOLDED, _FORM, _FOLDER = "strip/folded", "strip/form", "strip/folder"
_CROSSFADES = (0.0, 0.5, 1.0, 2.0, 4.0)


class StripHead(QWidget):
    """`folded` carries whether the lane is hidden. Fold, format and folder are remembered in `state`."""

    folded = pyqtSignal(bool)

    def __init__(self, link: Link, state: WindowState | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._state = link, state
        self._exported: Path | None = None
        self._make()
        self._lay_out()
        self.fold.toggled.connect(self._fold)
        self.form.activated.connect(lambda: self._keep(_FORM, self._form_name))
        self.show_piece.clicked.connect(self._show_exported)
        self.fold.setChecked(self._kept(_FOLDED) != "yes")

    def _make(self) -> None:
        self.fold = FoldButton(self.tr("Strip"))
        self.fold.setToolTip(self.tr("Show or hide the lane"))
        self.summary, self.status = Elided("", "small"), Elided("", "small")
        self.play = QPushButton(icon("play"), "")
        self.play.setToolTip(self.tr("Play the piece in a loop, or the selected parts if there are several"))
        self.joints = QComboBox()
        for beats in _CROSSFADES:
            self.joints.addItem(self._joint_name(beats), beats)
        self.joints.setToolTip(self.tr("How one part leads into the next"))
        self.form = QComboBox()
        for name, form, file_format in self._forms():
            self.form.addItem(name, (form, file_format))
            if self._kept(_FORM) == str(file_format or form):
                self.form.setCurrentIndex(self.form.count() - 1)
        caption = self.tr("Choose the folder for pieces")
        hosts, start = lambda: self._link.known_hosts, lambda: str(self.folder)
        self.choose = FolderButton(caption, hosts, start, self.set_folder)
        self.export = QPushButton(icon("get"), "")
        self.show_piece = FilesButton(
            self.tr("Show piece"), lambda: [self._exported] if self._exported else []
        )
        self.show_piece.setToolTip(self.tr("Click to show the piece in its folder, or drag it into your DAW"))

    def _forms(self) -> list[tuple[str, PieceForm, FileFormat | None]]:
        return [
            ("WAV", PieceForm.SOUND, FileFormat.WAV24),
            ("FLAC", PieceForm.SOUND, FileFormat.FLAC),
            ("OGG", PieceForm.SOUND, FileFormat.OGG),
            ("DAWproject", PieceForm.DAWPROJECT, None),
            ("REAPER", PieceForm.REAPER, None),
            (self.tr("Lanes"), PieceForm.LANES, None),
        ]

    def _joint_name(self, beats: float) -> str:
        if not beats:
            return self.tr("Hard joints")
        return self.tr("{n}-beat fades").format(n="½" if beats == 0.5 else f"{beats:g}")

    def _lay_out(self) -> None:
        tools = (self.joints, self.form, self.choose, self.export)
        row = hbox(self.fold, self.play, self.summary, self.status, self.show_piece, *tools)
        row.setStretch(2, 1)
        row.setStretch(3, 1)
        self.setLayout(row)
        name_combo(self.joints, self.tr("Joints"))
        name_combo(self.form, self.tr("Piece format"))
        self._tools = (self.play, *tools)
        self.tell("")

    # ---- what is shown ----

    def show_parts(self, has_parts: bool) -> None:
        """Show what can be done with a piece, if there are any parts."""
        for each in self._tools:
            each.setVisible(has_parts)
        self.fold.setEnabled(has_parts)

    def show_play(self, words: str, *, is_stop: bool, is_on: bool) -> None:
        """What the play button does now."""
        self.play.setText(words)
        self.play.setIcon(icon("stop" if is_stop else "play"))
        self.play.setEnabled(is_on)

    def show_export(self, words: str, *, is_on: bool) -> None:
        """What the export button does now."""
        self.export.setText(words)
        self.export.setToolTip(self.tr("Write the piece to {folder}").format(folder=self.folder))
        self.export.setEnabled(is_on)

    def tell(self, words: str, role: str = "small", exported: Path | None = None) -> None:
        """Show a sentence, and a handle for a piece that was `exported`."""
        set_role(self.status, role)
        self.status.set_text(words)
        self.status.setVisible(bool(words))
        self._exported = exported
        self.show_piece.setVisible(exported is not None)

    def _show_exported(self) -> None:
        if self._exported is not None:
            reveal(self._exported)

    # ---- what is remembered ----

    @property
    def is_folded(self) -> bool:
        return not self.fold.isChecked()

    def set_folded(self, is_folded: bool) -> None:
        """Hide the lane or show it."""
        self.fold.setChecked(not is_folded)

    def _fold(self, is_open: bool) -> None:
        self._keep(_FOLDED, "no" if is_open else "yes")
        self.folded.emit(not is_open)

    @property
    def folder(self) -> Path:
        """Where pieces are exported to."""
        kept = Path(self._kept(_FOLDER) or desktop())
        return kept if kept.is_absolute() else Path(desktop())

    def set_folder(self, folder: str) -> None:
        """Export pieces to this folder."""
        self._keep(_FOLDER, folder)
        self.show_export(self.export.text(), is_on=self.export.isEnabled())

    @property
    def _form_name(self) -> str:
        form, file_format = self.form.currentData()
        return str(file_format or form)

    def _kept(self, name: str) -> str:
        return "" if self._state is None else self._state.text(name)

    def _keep(self, name: str, value: str) -> None:
        if self._state is not None and self._kept(name) != value:
            self._state.keep(name, value)
