"""The file formats of clips and pieces, and the files that may lie beside them."""

from __future__ import annotations

from enum import StrEnum

# By how much Vorbis raises the peaks of a mastered loop at most: .3 dB were measured.
LOSSY_ROOM_DB = 0.5


class FileFormat(StrEnum):
    """What a clip is written as; a WAV's samples may be 16 or 24 bits or 32-bit float."""

    WAV16 = "wav16"
    WAV24 = "wav24"
    WAV_FLOAT = "wavf"
    FLAC = "flac"
    OGG = "ogg"

    @property
    def suffix(self) -> str:
        return ".wav" if self.name.startswith("WAV") else f".{self.value}"


class PieceForm(StrEnum):
    """What a piece is written as: one sound, a project for a DAW, or a folder with a sound for each lane."""

    SOUND = "sound"
    DAWPROJECT = ".dawproject"
    REAPER = ".rpp"
    LANES = "lanes"


class Extra(StrEnum):
    """What may be written beside a clip: its notes as a MIDI file, and each part as a sound of its own."""

    MIDI = "midi"
    STEMS = "stems"
