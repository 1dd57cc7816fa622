"""Handles for the selected clip: its sound at the tempo that leads, its notes and its parts, to be dragged
into another program or shown in their folder."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtWidgets import QWidget

from bridge.errors import RiffbridgeError
from bridge.library import Found
from bridge.messages.answers import Answer, Done
from bridge.sound.files import extras
from bridge.vocabulary.files import Extra
from ui.common.derived_requests import with_stems
from ui.common.link import Link
from ui.common.reveal import reveal
from ui.common.widgets import Elided, hbox, vbox
from ui.dragging.files_button import FilesButton
from ui.dragging.tempo_copy import TempoCopies


def midi_file(found: Found) -> Path:
    """The MIDI file beside a clip, written if it isn't there. Raises `RiffbridgeError`."""
    clip = found.clip
    if extras.missing(clip.path, (Extra.MIDI,)):
        # Composing isn't needed to open a window.
        from bridge.playing.extras import write_midi

        write_midi(clip.job, clip.path)
    return extras.path_of(Extra.MIDI, clip.path)


def show_stems(found: Found, link: Link) -> bool:
    """Show the stems beside a clip, or have them rendered; whether they are there."""
    files = extras.stems(found.clip.path)
    if files:
        reveal(files[0])
    else:
        link.request(with_stems(found.clip.job))
    return bool(files)


class ExtrasRow(QWidget):
    """Buttons for the sound at the tempo that leads, for the MIDI file, which is written on demand, and for
    the stems, which are rendered on demand; below them a message, if there is one."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._found: Found | None = None
        self._copies = TempoCopies(link, self)
        self.audio = FilesButton("", self._audio_files)
        # While the pointer is on its way.
        self.audio.pressed.connect(self._ask_for_copy)
        self.audio.clicked.connect(self._show_audio)
        self.midi = FilesButton(self.tr("MIDI"), self._midi_files)
        self.midi.clicked.connect(self._show_midi)
        self.stems = FilesButton(self.tr("Stems"), self._stem_files)
        self.stems.clicked.connect(self._show_stems)
        self.status = Elided("", "small")
        self.status.hide()
        vbox(self, hbox(self.audio, self.midi, self.stems, grows=self.audio), self.status)
        link.answered.connect(self._answered)
        link.stage.connect(lambda view: self._show_tempo())
        self._copies.failed.connect(self._say)
        self._copies.made.connect(self._copy_made)
        self.set_clip(None)

    def set_clip(self, found: Found | None) -> None:
        """The clip whose notes and parts these are."""
        self._found = found
        self.status.hide()
        job = None if found is None or found.missing else found.clip.job
        self.audio.setEnabled(job is not None)
        self._show_tempo()
        why = self.tr("This clip isn't made from a score")
        self.midi.setEnabled(job is not None and job.has_notes)
        self.midi.setToolTip(
            self.tr("Drag into your DAW, or click to show the file") if self.midi.isEnabled() else why
        )
        self.stems.setEnabled(job is not None and job.has_parts)
        tip = self.tr("Click to render each part as a file of its own; then drag them into your DAW")
        self.stems.setToolTip(tip if self.stems.isEnabled() else why)

    def _show_tempo(self) -> None:
        """Say on the handle which tempo its file has, and in its tooltip which one the list's has."""
        if self._found is None:
            self.audio.setText(self.tr("Audio"))
            return
        own_bpm, tempo_bpm = self._found.clip.job.tempo_bpm, self._copies.tempo_bpm(self._found.clip)
        self.audio.setText(self.tr("Audio · {tempo} BPM").format(tempo=f"{tempo_bpm:.5g}"))
        tip = self.tr("Drag into your DAW, or click to show the file")
        if own_bpm != tempo_bpm:
            as_is = self.tr("Dragged from the list, it keeps its own tempo, {tempo} BPM.")
            tip += "\n" + as_is.format(tempo=f"{own_bpm:.5g}")
        self.audio.setToolTip(tip)

    def _ask_for_copy(self) -> None:
        if self._found is not None:
            self._copies.ask(self._found.clip)

    def _audio_files(self) -> list[Path]:
        if self._found is None:
            return []
        if (path := self._copies.wait(self._found.clip)) is None:
            self._say(self.tr("The clip is being decoded for this tempo. Drag again in a moment."))
            return []
        return [path]

    def _copy_made(self) -> None:
        """Say so where somebody has tried to drag it before."""
        if self._found is not None and self.status.isVisible() and self._copies.path(self._found.clip):
            self._say(self.tr("The clip is ready. Drag it into your DAW."))

    def _show_audio(self) -> None:
        for path in self._audio_files():
            reveal(path)

    def _midi_files(self) -> list[Path]:
        if self._found is None:
            return []
        try:
            return [midi_file(self._found)]
        except RiffbridgeError as error:
            self._say(str(error))
            return []

    def _show_midi(self) -> None:
        for path in self._midi_files():
            reveal(path)

    def _stem_files(self) -> list[Path]:
        found = [] if self._found is None else extras.stems(self._found.clip.path)
        if not found:
            self._say(self.tr("Click Stems to render them first."))
        return found

    def _show_stems(self) -> None:
        if self._found is not None and not show_stems(self._found, self._link):
            self._say(self.tr("Rendering the stems. They will lie beside the clip."))

    def _answered(self, answer: Answer) -> None:
        """Say so when the stems are there."""
        if not isinstance(answer, Done) or self._found is None or not self.status.isVisible():
            return
        if answer.clip.job.digest == self._found.digest and extras.stems(self._found.clip.path):
            self._say(self.tr("The stems are ready. Drag them into your DAW."))

    def _say(self, text: str) -> None:
        self.status.set_text(text)
        self.status.show()
