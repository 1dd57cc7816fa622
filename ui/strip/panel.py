"""The strip at the foot of the window: its lane, and what can be done with the piece."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import msgspec
from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QComboBox, QFrame, QPushButton, QToolButton, QWidget

from bridge.messages.events import JoinAsked
from bridge.messages.orders import Sender
from bridge.vocabulary.clips import Piece
from bridge.vocabulary.files import FileFormat, PieceForm
from ui.clips.audition import Audition
from ui.clips.export_row import desktop
from ui.common.background import os_error_message
from ui.common.clip_words import percent
from ui.common.folder_button import FolderButton
from ui.common.icons import icon
from ui.common.link import Link
from ui.common.reveal import reveal
from ui.common.state import WindowState
from ui.common.theme import XS, M, set_role
from ui.common.undo import Undo
from ui.common.widgets import Elided, hbox, name_combo, single_shot, vbox
from ui.dragging.drag import clips_in
from ui.dragging.files_button import FilesButton
from ui.pictures.loader import PreviewLoader
from ui.strip.list_view import StripList
from ui.strip.model import LookUp, StripModel
from ui.strip.parts import Strip
from ui.strip.piece_maker import PieceMaker
from ui.strip.player import MAX_PLAYED_S, PiecePlayer, tempo_to_play

_FOLDED, _FORM, _FOLDER = "strip/folded", "strip/form", "strip/folder"
_REFRESH_AFTER_MS = 100
_NOBODY = Sender("", "", "")
_CROSSFADES = (0.0, 0.5, 1.0, 2.0, 4.0)


class StripPanel(QFrame):
    """`changed` carries the `Strip` whenever it is another; `said` a sentence about how a piece ended.

    `look_up` reads clips of the library; `refresh` has them read again.
    """

    changed = pyqtSignal(object)
    said = pyqtSignal(str)

    def __init__(
        self,
        link: Link,
        look_up: LookUp,
        previews: PreviewLoader,
        audition: Audition,
        undo: Undo,
        state: WindowState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._undo, self._state = link, undo, state
        self._refresh_timer = single_shot(self, _REFRESH_AFTER_MS, self._refresh)
        self._exported: Path | None = None
        self._told = ("", "small")
        self._then: Callable[[Piece], object] = lambda piece: None
        self._is_for_play = False
        self.model = StripModel(look_up, self)
        self.list = StripList(self.model, previews)
        self.player = PiecePlayer(link, audition, self)
        self._maker = PieceMaker(link, self)
        self._make()
        self._lay_out()
        self._connect()
        self._fold(self._kept(_FOLDED) == "yes")
        self._update()

    def _make(self) -> None:
        self.setAccessibleName(self.tr("Strip"))
        self.fold = QToolButton()
        self.fold.setText(self.tr("Strip"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fold.setCheckable(True)
        self.fold.setToolTip(self.tr("Show or hide the lane"))
        set_role(self.fold, "fold")
        self.summary, self.status = Elided("", "small"), Elided("", "small")
        self.play = QPushButton(icon("play"), "")
        self.play.setToolTip(self.tr("Play the piece in a loop, or the selected parts if there are several"))
        self.joints = QComboBox()
        for beats in _CROSSFADES:
            self.joints.addItem(self._joint_name(beats), beats)
        self.joints.setToolTip(self.tr("How the parts follow one another"))
        self.form = QComboBox()
        for name, form, file_format in self._forms():
            self.form.addItem(name, (form, file_format))
        self.form.setCurrentIndex(max(0, self.form.findText(self._kept(_FORM))))
        self.folder = FolderButton(
            self.tr("Choose the folder for pieces"),
            lambda: self._link.known_hosts,
            lambda: str(self._folder),
            self._folder_chosen,
        )
        self.export = QPushButton(icon("get"), "")
        self.show_file = FilesButton(self.tr("Show piece"), self._exported_files)
        self.show_file.setToolTip(self.tr("Click to show the piece in its folder, or drag it into your DAW"))
        self.show_file.hide()

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
        set_role(self, "panel")
        tools = (self.joints, self.form, self.folder, self.export)
        head = hbox(self.fold, self.play, self.summary, self.status, self.show_file, *tools)
        head.setStretch(2, 1)
        head.setStretch(3, 1)
        column = vbox(self, head, self.list)
        column.setContentsMargins(M, XS, M, XS)
        name_combo(self.joints, self.tr("Joints"))
        name_combo(self.form, self.tr("Piece format"))
        self._tools = (self.play, self.status, *tools)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.fold.toggled.connect(lambda is_open: self._fold(not is_open))
        self.list.edited.connect(self._edit)
        self.list.selected.connect(self._update)
        self.list.play_requested.connect(self._press_play)
        self.play.clicked.connect(self._press_play)
        self.export.clicked.connect(self._press_export)
        self.joints.activated.connect(self._joints_chosen)
        self.form.activated.connect(lambda: self._keep(_FORM, self.form.currentText()))
        self.show_file.clicked.connect(self._show_exported)
        self.model.looked_up.connect(self._update)
        self._maker.progressed.connect(self._progressed)
        self._maker.made.connect(self._made)
        self._maker.failed.connect(self._failed)
        self.player.changed.connect(self._update)
        self.player.moved.connect(self._move_head)
        self._link.stage.connect(lambda view: self._show_summary())

    # ---- the strip ----

    @property
    def strip(self) -> Strip:
        return self.model.strip

    def show_strip(self, strip: Strip) -> None:
        """Show `strip`, such as one that was kept."""
        if strip == self.strip:
            return
        was_empty = not self.strip.parts
        self.model.show_strip(strip)
        self.joints.setCurrentIndex(max(0, self.joints.findData(strip.crossfade_beats)))
        if was_empty and strip.parts and self._kept(_FOLDED) != "yes":
            self._fold(False)
        self._show_status("")
        self._update()
        self.changed.emit(strip)

    def add(self, clips: list[str]) -> None:
        """Put these clips, by their digests, at the end."""
        if clips:
            self._fold(False)
            self.list.add(clips)

    def refresh(self) -> None:
        """Look the clips up again, soon: they may have come, gone or changed."""
        if self.strip.parts and not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def close_down(self) -> None:
        """Stop joining, and remove what was joined for playing; before the application ends."""
        self._refresh_timer.stop()
        self._maker.cancel()
        self.player.close()

    def _refresh(self) -> None:
        self.model.refresh()

    def _edit(self, strip: Strip, words: str) -> None:
        before = self.strip
        if strip != before:
            self._undo.do(words, lambda: self.show_strip(strip), lambda: self.show_strip(before))

    def _joints_chosen(self) -> None:
        strip = msgspec.structs.replace(self.strip, crossfade_beats=self.joints.currentData())
        self._edit(strip, self.tr("Change the joints"))

    # ---- playing and exporting ----

    @property
    def _rows(self) -> list[int] | None:
        """The rows to play: those selected if there are several, else all."""
        rows = self.list.rows
        return rows if 1 < len(rows) < len(self.strip.parts) else None

    def _tempo_bpm(self) -> float:
        return tempo_to_play(self._link) or self.model.jobs[0].tempo_bpm

    def _seconds(self, rows: Collection[int] | None = None) -> float:
        bars = sum(length for _, length in self._bars(rows))
        return bars * float(self.model.jobs[0].meter.quarters_per_bar) * 60 / self._tempo_bpm()

    def _bars(self, rows: Collection[int] | None) -> list[tuple[int, int]]:
        """The rows that play, or all, and their lengths in bars, with row -1 for a transition."""
        parts = self.strip.parts
        chosen = range(len(parts)) if rows is None else sorted(rows)
        found = []
        for row in chosen:
            if (clip := self.model.found_at(row)) is not None:
                found.append((row, clip.clip.job.bars * parts[row].rounds))
            if parts[row].transition and row + 1 in chosen:
                found.append((-1, parts[row].transition))
        return found

    def _press_play(self) -> None:
        if self._maker.is_busy:
            if self._is_for_play:
                self._maker.cancel()
        elif self.player.is_playing:
            self.player.stop()
        elif self._is_whole:
            self._play(self._rows)

    def _play(self, rows: list[int] | None) -> None:
        if self._seconds(rows) > MAX_PLAYED_S:
            minutes = round(MAX_PLAYED_S / 60)
            self._show_status(
                self.tr("Up to {n} minutes can be played here. Export the piece instead.").format(n=minutes),
                "failure",
            )
            return
        try:
            asked = self.player.order(self.strip.listed(rows), self._tempo_bpm(), self.strip.crossfade_beats)
        except OSError as error:
            self._show_status(os_error_message(error), "failure")
            return
        if self.player.has(asked):
            self.player.play()
            return
        like, bars, title = self.model.jobs[0], self._bars(rows), self.tr("Strip")

        def made(piece: Piece) -> None:
            self.player.take(asked, piece, like, bars, title)
            self._show_status("")
            self.player.play()

        self._ask(asked, made, is_for_play=True)

    def _press_export(self) -> None:
        if self._maker.is_busy:
            if not self._is_for_play:
                self._maker.cancel()
            return
        if not self._is_whole:
            return
        form, file_format = self.form.currentData()
        asked = JoinAsked(
            sender=_NOBODY,
            parts=self.strip.listed(),
            tempo_bpm=self._tempo_bpm(),
            crossfade_beats=self.strip.crossfade_beats,
            file_format=file_format,
            form=form,
            into=self._folder,
        )
        self._ask(asked, self._show_export, is_for_play=False)

    def _ask(self, asked: JoinAsked, then: Callable[[Piece], object], *, is_for_play: bool) -> None:
        self._then, self._is_for_play = then, is_for_play
        self._maker.ask(asked)
        self._progressed(0.0)
        self._update()

    def _progressed(self, share: float) -> None:
        self._show_status(self.tr("Joining… {percent}").format(percent=percent(share)))

    def _made(self, piece: Piece) -> None:
        self._then(piece)
        self._update()

    def _failed(self, why: str) -> None:
        self._show_status(why, "failure")
        self._update()
        if why:
            self.said.emit(why)

    def _show_export(self, piece: Piece) -> None:
        self._exported = piece.path
        words = self.tr("Exported {name}").format(name=piece.path.name)
        self._show_status(words)
        self.show_file.show()
        self.said.emit(words)

    def _exported_files(self) -> list[Path]:
        return [] if self._exported is None else [self._exported]

    def _show_exported(self) -> None:
        for path in self._exported_files():
            reveal(path)

    # ---- what is shown ----

    @property
    def _is_whole(self) -> bool:
        """Whether each part has its clip."""
        parts = self.strip.parts
        return bool(parts) and len(self.model.jobs) == len(parts) and not self.model.gone

    def _update(self) -> None:
        has_parts, is_busy = bool(self.strip.parts), self._maker.is_busy
        for each in self._tools:
            each.setVisible(has_parts)
        self.list.setVisible(has_parts and self.fold.isChecked())
        self.fold.setEnabled(has_parts)
        is_joining = is_busy and self._is_for_play
        is_exporting = is_busy and not self._is_for_play
        is_playing = self.player.is_playing
        play = self.tr("Play piece") if self._rows is None else self.tr("Play selection")
        self.play.setText(self.tr("Cancel") if is_joining else self.tr("Stop piece") if is_playing else play)
        self.play.setIcon(icon("stop" if is_joining or is_playing else "play"))
        self.play.setEnabled(is_joining or is_playing or (self._is_whole and not is_busy))
        self.export.setText(self.tr("Cancel") if is_exporting else self.tr("Export piece"))
        self.export.setToolTip(self.tr("Write the piece to {folder}").format(folder=self._folder))
        self.export.setEnabled(is_exporting or (self._is_whole and not is_busy))
        self._show_told()
        self._show_summary()

    def _show_summary(self) -> None:
        parts = self.strip.parts
        if not parts:
            self.summary.set_text(self.tr("Drag clips here, or select some and press T, to line them up."))
            return
        words = [self.tr("%Ln clips", "", len(parts)), self.tr("%Ln bars", "", self.model.bars)]
        if self._is_whole:
            minutes, seconds = divmod(round(self._seconds()), 60)
            words += [f"{minutes}:{seconds:02d}", self.tr("{n} BPM").format(n=f"{self._tempo_bpm():.6g}")]
        self.summary.set_text(" · ".join(words))

    def _show_status(self, words: str, role: str = "small") -> None:
        self._told = (words, role)
        self.show_file.hide()
        self._show_told()

    def _show_told(self) -> None:
        """What is missing; else what was told last."""
        words, role = self._told
        if gone := self.model.gone:
            words = self.tr("%Ln clips are missing. Remove them, or make them again.", "", gone)
            role = "failure"
        set_role(self.status, role)
        self.status.set_text(words)

    def _move_head(self) -> None:
        self.list.blocks.playing = self.player.place
        if (viewport := self.list.viewport()) is not None:
            viewport.update()

    # ---- folding, and what is remembered ----

    def _fold(self, is_folded: bool) -> None:
        self.fold.setChecked(not is_folded)
        self.fold.setArrowType(Qt.ArrowType.RightArrow if is_folded else Qt.ArrowType.DownArrow)
        self.list.setVisible(bool(self.strip.parts) and not is_folded)
        self._keep(_FOLDED, "yes" if is_folded else "no")

    @property
    def _folder(self) -> Path:
        kept = Path(self._kept(_FOLDER) or desktop())
        return kept if kept.is_absolute() else Path(desktop())

    def _folder_chosen(self, folder: str) -> None:
        self._keep(_FOLDER, folder)
        self._update()

    def _kept(self, name: str) -> str:
        return "" if self._state is None else self._state.text(name)

    def _keep(self, name: str, value: str) -> None:
        if self._state is not None and self._kept(name) != value:
            self._state.keep(name, value)

    # ---- drops beside the lane ----

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        if event is not None and clips_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent | None) -> None:
        if event is not None and (clips := clips_in(event.mimeData())):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.add(clips)
