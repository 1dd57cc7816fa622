"""Writes a piece as a project for a DAW: sounds, notes and credits along with it, whole or not at all.

The same piece and sounds give the same bytes, whatever the day.
"""

import contextlib
import shutil
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path, PurePath

import msgspec
import numpy as np

from bridge.composing.midi_file import NoteTrack, note_tracks
from bridge.errors import BadFile, RiffbridgeError
from bridge.pieces import dawproject, reaper_project
from bridge.pieces.arrangement import Arrangement, Place
from bridge.pieces.session import About, Media, Session, session_of, source_name
from bridge.playing.extras import whole_score
from bridge.requests.stored import read_job
from bridge.sound.files import riff
from bridge.sound.files.atomic import atomic_write, replacing, whole_folder
from bridge.sound.files.names import slug
from bridge.sound.files.reading import Sound, open_sound, read_audio
from bridge.untrusted import read_bytes

CREDITS_FILE = "CREDITS.txt"
MEDIA_SUFFIX = ".media"
# More than a loop of 90 s has at 192 kHz, in stereo and in floats.
_MAX_FILE_BYTES = 1 << 28
# A zip's least date, so that no clock is in it.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# Hears how many of how many sounds are written. May raise `Cancelled`.
OnSound = Callable[[int, int], None]


def write_dawproject(
    path: Path, piece: Arrangement, loops: Mapping[Place, Path], about: About, on_sound: OnSound
) -> None:
    """Write `piece` as a `.dawproject`; `loops` are the files of all its parts, each as long as a round.

    Raises `BadFile` for a loop that can't be read, and `StorageFailed`.
    """
    sounds = _sounds(piece, loops, with_gain=True)
    media: dict[_Sound, Media] = {}
    with replacing(path) as part, zipfile.ZipFile(part, "w") as archive:
        for number, sound in enumerate(sounds, 1):
            on_sound(number - 1, len(sounds))
            data, media[sound] = _media(sound, number)
            _add(archive, f"{dawproject.AUDIO_FOLDER}/{media[sound].file}", data)
        session = _session(piece, loops, {place: media[sound] for place, sound in _places(sounds)}, about)
        _add(archive, dawproject.PROJECT, dawproject.project_xml(session), zipfile.ZIP_DEFLATED)
        _add(archive, dawproject.METADATA, dawproject.metadata_xml(session), zipfile.ZIP_DEFLATED)
        _add(archive, CREDITS_FILE, about.credits.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
    on_sound(len(sounds), len(sounds))


def write_reaper_project(
    path: Path, piece: Arrangement, loops: Mapping[Place, Path], about: About, on_sound: OnSound
) -> None:
    """Write `piece` as a `.rpp`, and its sounds into a folder beside it; the project comes last.

    Raises what `write_dawproject` does.
    """
    sounds = _sounds(piece, loops, with_gain=False)
    media: dict[_Sound, Media] = {}
    beside = path.with_suffix(MEDIA_SUFFIX)
    is_new = not beside.exists()
    with whole_folder(beside) as folder:
        for number, sound in enumerate(sounds, 1):
            on_sound(number - 1, len(sounds))
            data, media[sound] = _media(sound, number)
            atomic_write(folder / media[sound].file, data)
        session = _session(piece, loops, {place: media[sound] for place, sound in _places(sounds)}, about)
        atomic_write(folder / CREDITS_FILE, about.credits.encode("utf-8", "replace"))
    try:
        atomic_write(path, reaper_project.project_text(session, beside.name).encode("utf-8", "replace"))
    except BaseException:
        if is_new:
            shutil.rmtree(beside, ignore_errors=True)
        raise
    on_sound(len(sounds), len(sounds))


class _Sound(msgspec.Struct, frozen=True):
    """A loop's file, what its part calls it, and how much louder it is to be written."""

    path: Path
    name: str
    gain_db: float


# Which places play each sound, in order of their first.
_Sounds = dict[_Sound, list[Place]]


def _sounds(piece: Arrangement, loops: Mapping[Place, Path], *, with_gain: bool) -> _Sounds:
    found: _Sounds = {}
    for number, lane in enumerate(piece.lanes):
        for place, part in enumerate(lane.parts):
            gain_db = dawproject.gain_in_sound_db(lane.gain_db, part.gain_db) if with_gain else 0.0
            sound = _Sound(loops[number, place], PurePath(source_name(part)).stem, gain_db)
            found.setdefault(sound, []).append((number, place))
    return found


def _places(sounds: _Sounds) -> Iterator[tuple[Place, _Sound]]:
    return ((place, sound) for sound, places in sounds.items() for place in places)


def _media(sound: _Sound, number: int) -> tuple[bytes, Media]:
    """The sound as a WAV: the file itself if it is one and needs no gain."""
    path, name = sound.path, f"{number:03d}-{slug(sound.name)}.wav"
    if not sound.gain_db and path.suffix.lower() == ".wav":
        with open_sound(path) as opened:
            media = Media(name, opened.frames, opened.samplerate, opened.channels)
        return _read(path), media
    samples, rate_hz = read_audio(path)
    samples *= np.float32(10 ** (sound.gain_db / 20))
    return _float_wave(samples, rate_hz), Media(name, samples.shape[1], rate_hz, samples.shape[0])


def _float_wave(samples: Sound, rate_hz: int) -> bytes:
    """`samples` `[C, N]` as a WAV in floats, which may lie beyond full scale."""
    channels, frames = samples.shape
    form = struct.pack("<HHIIHHH", 3, channels, rate_hz, 4 * channels * rate_hz, 4 * channels, 32, 0)
    data = samples.T.astype("<f4").tobytes()
    return riff.wave_file([(b"fmt ", form), (b"fact", frames.to_bytes(4, "little")), (b"data", data)])


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path, _MAX_FILE_BYTES)
    except OSError as error:
        raise BadFile(f"“{path}” can't be read: {error.strerror}.") from error


def _session(
    piece: Arrangement, loops: Mapping[Place, Path], media: Mapping[Place, Media], about: About
) -> Session:
    return session_of(piece, media, notes_of(piece, loops), about)


def notes_of(piece: Arrangement, loops: Mapping[Place, Path]) -> dict[Place, list[NoteTrack]]:
    """The notes of each part whose loop has a score that is as long."""
    known: dict[tuple[Path, int], list[NoteTrack]] = {}
    found: dict[Place, list[NoteTrack]] = {}
    for number, lane in enumerate(piece.lanes):
        for place, part in enumerate(lane.parts):
            if (loop := loops.get((number, place))) is None:
                continue
            if (loop, part.bars) not in known:
                known[loop, part.bars] = _notes(loop, part.bars * piece.quarters_per_bar)
            if known[loop, part.bars]:
                found[number, place] = known[loop, part.bars]
    return found


def _notes(loop: Path, quarters: Fraction) -> list[NoteTrack]:
    with contextlib.suppress(RiffbridgeError):
        job = read_job(loop)
        if job.loop.quarters == quarters and (score := whole_score(job)) is not None:
            return note_tracks(score)
    return []


def _add(archive: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_STORED) -> None:
    info = zipfile.ZipInfo(name, _ZIP_DATE)
    info.compress_type, info.external_attr, info.create_system = method, 0o644 << 16, 3
    archive.writestr(info, data)
