"""Makes the sample bank from a soundfont: single notes, as FluidSynth plays them.

    python -m bridge.training.bank --to FOLDER [--font PATH] [--only PROGRAM …]

Records every preset that the composer may name, and those of `MORE`: a note every few semitones, in up to
four velocity layers. Presets that are mono in effect are stored as mono. Run again, it writes the same bytes.
Needs: apt-get install fluidsynth musescore-general-soundfont
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np

from bridge.composing.instruments import instruments
from bridge.playing.samples import BANK_RATE_HZ, DRUM_BANK, INDEX, Index, Preset, Sound, Take
from bridge.sound.files.encoding import Label, encode_sound
from bridge.training.fluid import FluidSynth, library_version
from bridge.training.single_notes import Recording, record
from bridge.vocabulary.files import FileFormat

FONT = Path("/usr/share/sounds/sf3/MuseScore_General_Full.sf3")
COPYRIGHT = Path("/usr/share/doc/musescore-general-soundfont/copyright")
LICENCE = "MIT; see LICENCE.txt in bridge/playing/bank"
_README = """# The sample bank

Single notes of the soundfont {font}, recorded from FluidSynth {version} with
`python -m bridge.training.bank --to bridge/playing/bank`, from Debian's packages `fluidsynth` and
`musescore-general-soundfont`. The soundfont is under the MIT licence; parts of it are CC0 or in the public
domain. `LICENCE.txt` is its copyright notice as Debian ships it.

Each file is the header of an Ogg Vorbis stream, followed by the rest of that stream for each note.
`index.json` says where each note is, and how it is played.

| file | instrument | bank:program | notes | seconds | kB |
|---|---|---|---|---|---|
{rows}
"""

_BEYOND = 3  # semitones that voicings and walking basses go beyond an instrument's range
_SPACING = 4  # semitones between recorded notes
_CLOSER = frozenset({27, 42, 45, 46, 57, 66})  # programs whose samples change more often: every 3 semitones
_DRUM_PIECES = range(35, 82)
_MONO_DB = -38.0
_SAME = 0.95  # correlation above which two pieces of kits are the same
_PEAK = 0.8
_QUALITY, _DRUM_QUALITY = 0.4, 0.5


@dataclass(frozen=True)
class Row:
    """A preset to record, from `lowest` to `highest`, every `spacing` semitones."""

    name: str
    program: int
    lowest: int
    highest: int
    bank: int = 0
    spacing: int = _SPACING

    @property
    def drums(self) -> bool:
        return self.bank == DRUM_BANK

    @property
    def pitches(self) -> list[int]:
        if self.drums:
            return list(_DRUM_PIECES)
        count = -(-(self.highest - self.lowest) // self.spacing)
        span = self.highest - self.lowest
        return sorted({round(self.lowest + span * (place + 0.5) / count) for place in range(count)})


# Presets that no instrument names yet, but that people ask for.
MORE = (
    Row("celesta", 8, 60, 98, spacing=6),
    Row("glockenspiel", 9, 72, 103, spacing=6),
    Row("xylophone", 13, 60, 96, spacing=6),
    Row("tubular bells", 14, 55, 79, spacing=6),
    Row("dulcimer", 15, 50, 84, spacing=5),
    Row("church organ", 19, 40, 84),
    Row("ukulele", 24, 57, 84, 8),
    Row("mandolin", 25, 55, 88, 16),
    Row("12-string guitar", 25, 45, 79, 8, 5),
    Row("viola", 41, 48, 79),
    Row("contrabass", 43, 28, 55, spacing=3),
    Row("tremolo strings", 44, 40, 86, spacing=6),
    Row("timpani", 47, 36, 57, spacing=5),
    Row("voice oohs", 53, 48, 80),
    Row("orchestra hit", 55, 48, 72, spacing=6),
    Row("tuba", 58, 28, 55, spacing=5),
    Row("french horn", 60, 41, 72, spacing=5),
    Row("soprano saxophone", 64, 56, 86, spacing=5),
    Row("baritone saxophone", 67, 36, 67, spacing=5),
    Row("english horn", 69, 52, 81, spacing=5),
    Row("bassoon", 70, 34, 67, spacing=5),
    Row("piccolo", 72, 74, 103, spacing=6),
    Row("recorder", 74, 60, 91, spacing=6),
    Row("pan flute", 75, 60, 91, spacing=6),
    Row("shakuhachi", 77, 55, 86, spacing=6),
    Row("tin whistle", 78, 67, 96, spacing=6),
    Row("ocarina", 79, 60, 91, spacing=6),
    Row("sitar", 104, 45, 79),
    Row("shamisen", 106, 50, 81, spacing=5),
    Row("koto", 107, 48, 84),
    Row("bagpipes", 109, 48, 79, spacing=5),
    Row("fiddle", 110, 55, 91, spacing=3),
    Row("taiko", 116, 36, 60, spacing=6),
    Row("orchestral kit", 48, 0, 0, 128),
)

# Harpsichords, organs and bellows: velocity does not change their sound.
UNTOUCHED = frozenset({6, 16, 18, 19, 20, 21, 23, 109})


def rows() -> list[Row]:
    """All presets to record, the composer's acoustic instruments first."""
    played: dict[tuple[int, int], Row] = {}
    for entry in instruments().values():
        if entry.electronic:
            continue
        key = (entry.bank, entry.program)
        spacing = 3 if entry.program in _CLOSER else _SPACING
        low, high = entry.lowest - _BEYOND, entry.highest + _BEYOND
        first = played.get(key, Row(entry.name, entry.program, low, high, entry.bank, spacing))
        played[key] = replace(first, lowest=min(first.lowest, low), highest=max(first.highest, high))
    for row in MORE:
        played.setdefault((row.bank, row.program), row)
    return list(played.values())


def _is_shared(note: Recording, others: Mapping[tuple[int, int], Sound]) -> bool:
    """Whether the standard kit has the same piece, at any level."""
    other = others.get((note.pitch, note.velocity))
    if other is None:
        return False
    frames = min(other.shape[1], note.sound.shape[1])
    one, two = other[:, :frames].ravel(), note.sound[:, :frames].ravel()
    return bool(one @ two > _SAME * np.sqrt((one @ one) * (two @ two)))


def write(row: Row, notes: list[Recording], folder: Path) -> Preset:
    """Write a preset's file; returns its entry in the index."""
    both = np.concatenate([note.sound for note in notes], axis=1)
    middle, side = (both[0] + both[1]) / 2, (both[0] - both[1]) / 2
    mono = 10 * np.log10(max((side**2).mean(), 1e-14) / max((middle**2).mean(), 1e-14)) < _MONO_DB
    label = Label(
        rate_hz=BANK_RATE_HZ,
        file_format=FileFormat.OGG,
        title=row.name,
        licence=LICENCE,
        serial=1 + row.bank * 128 + row.program,
        vorbis_quality=_DRUM_QUALITY if row.drums else _QUALITY,
    )
    takes: list[Take] = []
    content = b""
    for note in notes:
        sound = note.sound.mean(axis=0, keepdims=True) if mono else note.sound
        peak = max(float(np.abs(sound).max()), 1e-9)
        stream = encode_sound(sound * np.float32(_PEAK / peak), label)
        head = _head_bytes(stream)
        content = content or stream[:head]
        scale, release = float(f"{peak / _PEAK:.5g}"), round(note.release_db_s, 1)
        place, size = len(content), len(stream) - head
        takes.append(Take(note.pitch, note.velocity, place, size, sound.shape[1], scale, release, note.loop))
        content += stream[head:]
    file = f"{row.bank:03d}-{row.program:03d}.takes"
    (folder / file).write_bytes(content)
    return Preset(
        bank=row.bank,
        program=row.program,
        name=row.name,
        file=file,
        head=takes[0].place,
        channels=1 if mono else 2,
        touch=row.drums or row.program not in UNTOUCHED,
        takes=tuple(takes),
    )


def _head_bytes(stream: bytes) -> int:
    """The length of a Vorbis stream's header pages, which alone have granule position 0."""
    place = 0
    while stream[place + 6 : place + 14] == bytes(8):
        segments = stream[place + 26]
        place += 27 + segments + sum(stream[place + 27 : place + 27 + segments])
    return place


def make_bank(folder: Path, font: Path, only: Iterable[int] = ()) -> None:
    """Record all presets, or `only` some programs, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [row for row in rows() if not only or row.program in set(only)]
    began = time.monotonic()
    presets: list[Preset] = []
    standard: dict[tuple[int, int], Sound] = {}
    with FluidSynth(font, BANK_RATE_HZ) as synth:
        for row in wanted:
            notes = record(synth, row.bank, row.program, row.pitches)
            if row.drums:
                notes = [note for note in notes if not _is_shared(note, standard)]
                standard = standard or {(note.pitch, note.velocity): note.sound for note in notes}
            presets.append(write(row, notes, folder))
            size = (folder / presets[-1].file).stat().st_size
            seconds = sum(take.frames for take in presets[-1].takes) / BANK_RATE_HZ
            print(f"{row.name}: {len(notes)} notes, {seconds:.0f} s, {size / 1e3:.0f} kB, "
                  f"{time.monotonic() - began:.0f} s so far", file=sys.stderr, flush=True)  # fmt: skip
    index = Index(font.stem, tuple(presets))
    (folder / INDEX).write_bytes(msgspec.json.encode(index))
    (folder / "README.md").write_text(_describe(index, folder))
    (folder / "LICENCE.txt").write_bytes(COPYRIGHT.read_bytes())


def _describe(index: Index, folder: Path) -> str:
    rows = [
        f"| {preset.file} | {preset.name} | {preset.bank}:{preset.program} | {len(preset.takes)} "
        f"| {sum(take.frames for take in preset.takes) / BANK_RATE_HZ:.0f} "
        f"| {(folder / preset.file).stat().st_size / 1000:.0f} |"
        for preset in index.presets
    ]
    return _README.format(font=index.font, version=library_version(), rows="\n".join(rows))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bridge.training.bank", description="Make the sample bank from a soundfont."
    )
    parser.add_argument("--to", type=Path, required=True, help="folder for the bank")
    parser.add_argument("--font", type=Path, default=FONT, help="an .sf2 or .sf3 file")
    parser.add_argument("--only", type=int, nargs="*", default=(), help="programs to record (default: all)")
    given = parser.parse_args(arguments)
    make_bank(given.to, given.font, given.only)


if __name__ == "__main__":
    main()
