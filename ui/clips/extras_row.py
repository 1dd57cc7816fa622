"""Handles for the selected clip: its sound and its stems at the tempo that leads, and its notes, to be
dragged into another program or shown in their folder."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtWidgets import QWidget

from bridge.errors import RiffbridgeError
from bridge.library import Found
from bridge.sound.files import extras
from bridge.vocabulary.files import Extra
from ui.common.clip_words import percent
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
    """Buttons for the sound and the stems at the tempo that leads, and for the MIDI file, all made on demand;
    below them a message, if there is one."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._found: Found | None = None
        self._copies = TempoCopies(link, self)
        self._waiting_for: bool | None = None  # whether for stems, where somebody waits
        self.audio = FilesButton("", self._audio_files)
        # While the pointer is on its way.
        self.audio.pressed.connect(lambda: self._ask(stems=False))
        self.audio.clicked.connect(self._show_audio)
        self.midi = FilesButton(self.tr("MIDI"), self._midi_files)
        self.midi.clicked.connect(self._show_midi)
        self.stems = FilesButton(self.tr("Stems"), self._stem_files)
        self.stems.pressed.connect(lambda: self._ask(stems=True))
        self.stems.clicked.connect(self._show_stems)
        self.status = Elided("", "small")
        self.status.hide()
        vbox(self, hbox(self.audio, self.midi, self.stems, grows=self.audio), self.status)
        link.stage.connect(lambda view: self._show_tempo())
        self._copies.failed.connect(self._copy_failed)
        self._copies.made.connect(self._copy_made)
        self._copies.progressed.connect(self._show_progress)
        self.set_clip(None)

    def set_clip(self, found: Found | None) -> None:
        """The clip whose notes and parts these are."""
        self._found, self._waiting_for = found, None
        self.status.hide()
        job = None if found is None or found.missing else found.clip.job
        self.audio.setEnabled(job is not None)
        self._show_tempo()
        why = self.tr("This clip isn't made from a score")
        self.midi.setEnabled(job is not None and job.has_notes)
        self.midi.setToolTip(
            self.tr("Drag into your DAW, or click to show the file") if self.midi.isEnabled() else why
        )
        has_stems = found is not None and job is not None and bool(extras.stems(found.clip.path))
        self.stems.setEnabled(has_stems or (job is not None and job.has_parts))
        tip = self.tr(
            "Each part as its own file, at the same tempo as Audio. Drag them into your DAW, or click to "
            "render or show them."
        )
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

    def _ask(self, *, stems: bool) -> None:
        if self._found is not None:
            self._copies.ask(self._found.clip, stems=stems)

    def _audio_files(self) -> list[Path]:
        words = self.tr("The clip is being decoded for this tempo. Drag again in a moment.")
        return self._wait(words, stems=False)

    def _stem_files(self) -> list[Path]:
        words = self.tr("The stems are being rendered for this tempo. Drag again in a moment.")
        return self._wait(words, stems=True)

    def _wait(self, words: str, *, stems: bool) -> list[Path]:
        """The files; if they aren't there soon, none, and `words` are said."""
        if self._found is None:
            return []
        files = self._copies.wait(self._found.clip, stems=stems)
        if not files and self._copies.is_asked(self._found.clip, stems=stems):
            self._waiting_for = stems
            self._say(words)
        return files

    def _copy_made(self) -> None:
        """Say so where somebody waits for it."""
        if self._found is None or self._waiting_for is None:
            return
        if self._copies.files(self._found.clip, stems=self._waiting_for):
            clip = self.tr("The clip is ready. Drag it into your DAW.")
            stems = self.tr("The stems are ready. Drag them into your DAW.")
            self._say(stems if self._waiting_for else clip)
            self._waiting_for = None
        elif not self._copies.is_asked(self._found.clip, stems=self._waiting_for):
            # It was made for the tempo before.
            self._waiting_for = None
            self.status.hide()

    def _copy_failed(self, why: str) -> None:
        self._waiting_for = None
        self._say(why)

    def _show_progress(self, fraction: float, digest: str) -> None:
        if self._waiting_for and self._found is not None and digest == self._found.digest:
            self._say(self.tr("Rendering the stems: {share}").format(share=percent(fraction)))

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

    def _show_stems(self) -> None:
        if self._found is None:
            return
        if files := self._copies.files(self._found.clip, stems=True):
            reveal(files[0])
        elif self._copies.is_asked(self._found.clip, stems=True):
            self._waiting_for = True
            self._show_progress(0.0, self._found.digest)

    def _say(self, text: str) -> None:
        self.status.set_text(text)
        self.status.show()
