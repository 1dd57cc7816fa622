"""Projects for DAWs say where everything is, whoever reads them, and are written whole or not at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from fractions import Fraction
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
import rpp
import soundfile
from hypothesis import given, settings

from bridge.composing.midi_file import NoteSpan, NoteTrack
from bridge.errors import Cancelled
from bridge.pieces.arrangement import Arrangement, Lane, Part, Place
from bridge.pieces.dawproject import metadata_xml, project_xml
from bridge.pieces.projects import write_dawproject, write_reaper_project
from bridge.pieces.reaper_project import project_text
from bridge.pieces.session import About, Media, Session, session_of
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.music import Meter
from tests.support import dawproject
from tests.support.library import drawn, job
from tests.support.pieces import arrangements

NOTES = [NoteTrack("bass (sub bass)", 0, 38, [NoteSpan(40, 0, 960, 100), NoteSpan(43, 960, 1_440, 90)])]
ABOUT = About(artist="Ana\x07", licence="CC0-1.0", credits="Credits\n\n1. a\x00\n   “b”")


def session(piece: Arrangement) -> Session:
    """With a sound for every part, and notes for every second one."""
    places = [(lane, part) for lane, each in enumerate(piece.lanes) for part in range(len(each.parts))]
    media = {place: Media(f"{number}.wav", 44_101, 44_100, 2) for number, place in enumerate(places)}
    return session_of(piece, media, dict.fromkeys(places[::2], NOTES), ABOUT)


@settings(max_examples=15, deadline=None)
@given(arrangements())
def test_a_dawproject_keeps_to_the_format_and_has_every_part_at_its_bar(piece: Arrangement) -> None:
    dawproject.check(metadata_xml(session(piece)))
    root = dawproject.check(project_xml(session(piece)))
    tempo, meter = root.find("Transport/Tempo"), root.find("Transport/TimeSignature")
    assert tempo is not None and float(tempo.get("value", "")) == piece.tempo_bpm
    assert meter is not None
    assert Meter(int(meter.get("numerator", "")), int(meter.get("denominator", ""))) == piece.meter
    tracks = list(dawproject.items(root).values())
    found = iter([track for track in tracks if all(item.file for item in track)])
    bar = piece.quarters_per_bar
    for lane in piece.lanes:
        assert [(item.start, item.length, item.round, item.muted) for item in next(found)] == [
            (
                *map(float, ((part.start_bar - 1) * bar, part.bars * part.rounds * bar, part.bars * bar)),
                part.muted,
            )
            for part in lane.parts
        ]
    assert next(found, None) is None
    parts = sum(len(lane.parts) for lane in piece.lanes)
    assert sum(item.notes for item in chain(*tracks)) == len(NOTES[0].notes) * -(-parts // 2)


@settings(max_examples=15, deadline=None)
@given(arrangements())
def test_a_reader_that_is_not_ours_finds_every_part_in_a_reaper_project(piece: Arrangement) -> None:
    root = rpp.loads(project_text(session(piece), "x.media"))
    assert [*map(float, root.find("TEMPO")[1:4])] == [
        pytest.approx(piece.tempo_bpm), piece.meter.numerator, piece.meter.denominator
    ]  # fmt: skip
    tracks = [track for track in root.findall("TRACK") if track.find(".//SOURCE").attrib == ["WAVE"]]
    assert len(tracks) == len(piece.lanes)
    for track, lane in zip(tracks, piece.lanes, strict=True):
        assert float(track.find("VOLPAN")[1]) == pytest.approx(10 ** (lane.gain_db / 20))
        items = track.findall("ITEM")
        for item, part in zip(items, lane.parts, strict=True):
            seconds = piece.seconds_at(part.start_bar - 1), piece.seconds_at(part.bars * part.rounds)
            found = [float(item.find(name)[1]) for name in ("POSITION", "LENGTH")]
            assert found == pytest.approx([float(each) for each in seconds])
            assert item.find("MUTE")[1] == str(int(part.muted))
            assert item.find("SOURCE").find("FILE")[1].startswith("x.media/")


def test_a_reaper_project_has_notes_in_ticks_and_begins_long_repeats_anew() -> None:
    part = Part(source="a.wav", start_bar=1, bars=1, rounds=70)
    piece = Arrangement(tempo_bpm=120.0, lanes=(Lane(name='it\'s a "lane"', parts=(part,)),))
    sounds, notes = rpp.loads(project_text(session(piece), "m")).findall("TRACK")
    assert sounds.find("NAME")[1] == 'it\'s a "lane"'
    lengths = [float(item.find("LENGTH")[1]) for item in sounds.findall("ITEM")]
    assert lengths == [64, 64, 12]
    events = [" ".join(line[1:]) for line in notes.find("ITEM").find("SOURCE") if line[0] == "E"]
    assert events == [
        "0 c0 26 00", "0 90 28 64", "960 80 28 00", "0 90 2b 5a", "480 80 2b 00", "2400 b0 7b 00"
    ]  # fmt: skip


@pytest.fixture
def loops(tmp_path: Path) -> dict[Place, Path]:
    """A clip of ours, and an OGG of somebody else's."""
    (tmp_path / "loops").mkdir()
    ours, theirs = tmp_path / "loops" / "ours.wav", tmp_path / "loops" / "theirs.ogg"
    drawn(job(rate_hz=44_100, tempo_bpm=120.0, bars=2), ours)
    soundfile.write(theirs, np.full((88_200, 2), 0.5), 44_100)
    return {(0, 0): ours, (0, 1): theirs, (1, 0): ours}


PIECE = Arrangement(
    tempo_bpm=120.0,
    title="Mine",
    lanes=(
        Lane(
            parts=(
                Part(source="ours.wav", start_bar=1, bars=2),
                Part(source="theirs.ogg", start_bar=3, bars=1, rounds=2, gain_db=12.0),
            )
        ),
        Lane(gain_db=12.0, parts=(Part(source="ours.wav", start_bar=1, bars=2, gain_db=-6.0),)),
    ),
)
Write = Callable[[Path, Arrangement, dict[Place, Path], About, Callable[[int, int], None]], None]


def said(done: int, total: int) -> None:
    assert 0 <= done <= total


def test_a_dawproject_holds_its_sounds_at_their_levels(tmp_path: Path, loops: dict[Place, Path]) -> None:
    path = tmp_path / "piece.dawproject"
    write_dawproject(path, PIECE, loops, ABOUT, said)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        root = dawproject.check(archive.read("project.xml"))
        assert b"<Title>Mine</Title>" in archive.read("metadata.xml")
        assert archive.read("CREDITS.txt").startswith(b"Credits")
        (first, loud), (soft,) = dawproject.items(root).values()
        assert archive.read(first.file) == loops[0, 0].read_bytes()
        sounds = [soundfile.read(io.BytesIO(archive.read(item.file))) for item in (loud, soft)]
    assert (loud.seconds, loud.round) == (2.0, 4.0)
    assert np.abs(sounds[0][0][1_000:-1_000]).max() == pytest.approx(0.5 * 10**0.6, rel=0.05)
    # The lane's 12 dB are 6 on the fader, and 6 in the sound, whose part takes them away again.
    assert np.abs(sounds[1][0]).max() == pytest.approx(0.5, rel=0.01)


def test_a_reaper_project_lies_beside_its_sounds(tmp_path: Path, loops: dict[Place, Path]) -> None:
    path = tmp_path / "piece.rpp"
    write_reaper_project(path, PIECE, loops, ABOUT, said)
    root = rpp.loads(path.read_text(encoding="utf-8"))
    files = [source.find("FILE")[1] for source in root.findall(".//SOURCE")]
    assert files == ["piece.media/001-ours.wav", "piece.media/002-theirs.wav", "piece.media/001-ours.wav"]
    for name in files:
        assert soundfile.info(tmp_path / name).frames > 0
    assert read_certificate(tmp_path / files[0]) == read_certificate(loops[0, 0])
    assert (tmp_path / "piece.media" / "CREDITS.txt").is_file()


@pytest.mark.parametrize(
    ("write", "suffix"), [(write_dawproject, ".dawproject"), (write_reaper_project, ".rpp")]
)
def test_the_same_piece_gives_the_same_bytes_and_a_cancelled_one_nothing(
    tmp_path: Path, loops: dict[Place, Path], write: Write, suffix: str
) -> None:
    paths = [tmp_path / each / f"piece{suffix}" for each in "ab"]
    for path in paths:
        path.parent.mkdir()
        write(path, PIECE, loops, ABOUT, said)
    assert paths[0].read_bytes() == paths[1].read_bytes()

    def cancel(done: int, total: int) -> None:
        if done:
            raise Cancelled("Cancelled.")

    cancelled = tmp_path / f"cancelled{suffix}"
    with pytest.raises(Cancelled):
        write(cancelled, PIECE, loops, ABOUT, cancel)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "loops"]


def test_rates_are_those_of_most_sounds() -> None:
    parts = tuple(Part(source="a", start_bar=bar, bars=1) for bar in (1, 2, 3))
    piece = Arrangement(tempo_bpm=120.0, lanes=(Lane(parts=parts),))
    rates = (48_000, 44_100, 44_100)
    media = {(0, place): Media("a.wav", 9, rate_hz, 1) for place, rate_hz in enumerate(rates)}
    assert session_of(piece, media, {}, About()).rate_hz == 44_100
    assert media[0, 0].seconds == Fraction(9, 48_000)
