"""Names that any disk takes, that say what is in the file, and that never fall on another."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.sound.files.names import MAX_SLUG_LENGTH, clip_name, free_path, name_new, slug
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import SourceAudio
from bridge.vocabulary.music import Key
from tests.support.factories import job

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
texts = st.text(max_size=120)
scripted = st.text(st.characters(codec="utf-8"), max_size=60)


def test_a_name_says_what_is_inside() -> None:
    order = job()
    assert clip_name(order) == f"bossa-nova-electric-guitar_124bpm_2bars_Am_{order.digest[:4]}.wav"


def test_a_name_has_its_key_as_musicians_write_it() -> None:
    assert "_Bb_" in clip_name(job(key=Key(10, "major")))


def test_a_name_with_all_else() -> None:
    order = job(prompt="The Drums!", tempo_bpm=93.5, bars=1, key=None, file_format=FileFormat.OGG)
    assert clip_name(order) == f"drums_93.5bpm_1bar_{order.digest[:4]}.ogg"
    assert "_F#_" in clip_name(job(key=Key(6, "major")))


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/in/Pad E.wav", "pad-e"),
        ("/in/pad_90bpm_4bars.wav", "pad"),
        ("/in/BassLoop 124,5 BPM.aif", "bassloop"),
        ("/in/124bpm.wav", "loop"),
        ("x1bpm.wav", "x1bpm"),
    ],
)
def test_a_sound_without_words_gives_its_name(path: str, named: str) -> None:
    source = SourceAudio(path=path, sha256="0" * 64)
    assert clip_name(job(prompt="", source=source)).startswith(f"{named}_124bpm_2bars_Am_")
    assert clip_name(job(prompt="dub", source=source)).startswith("dub_124bpm_")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ünïcode ça va? naïve", "unicode-ca-va-naive"),
        ("don't stop, ’til you’re in the groove", "dont-stop-til-youre-groove"),
        ("हिन्दी संगीत", "हिन्दी-संगीत"),
        ("がぎ ｶﾞ", "がぎ-ガ"),
        ("한국어 노래", "한국어-노래"),
        ("СТРАССЕ straße", "страссе-strasse"),
        ("the and", "the-and"),
        ("808/909: kick & snare\\..", "808-909-kick-snare"),
        ("COM¹", "com1"),
        ("🎸 !!", "loop"),
        ("", "loop"),
        ("\u0301x", "x"),
        ("b\u202egnp.exe", "b-gnp-exe"),
        ("x" * 50, "x" * 40),
        (f"{'x' * 19} {'y' * 20}", f"{'x' * 19}-{'y' * 20}"),  # 40 with the hyphen
        (f"{'x' * 20} {'y' * 20}", "x" * 20),
        (f"{'x' * 40} y", "x" * 40),
        (f"{'x' * 41} y", "x" * 40),
        ("one two three four five six seven eight nine ten", "one-two-three-four-five-six-seven-eight"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(texts | scripted)
@settings(max_examples=300)
def test_any_words_make_a_name_that_every_disk_takes(prompt: str) -> None:
    name = slug(prompt)
    assert 1 <= len(name) <= MAX_SLUG_LENGTH
    assert name == unicodedata.normalize("NFC", name)
    assert all(each == "-" or unicodedata.category(each)[0] in "LNM" for each in name)
    assert name[0] != "-" and name[-1] != "-"
    assert slug(name) == name


@given(scripted, st.floats(20, 999), st.integers(1, 64), st.sampled_from(FileFormat))
def test_whole_names_are_short_and_not_reserved(
    prompt: str, tempo_bpm: float, bars: int, file_format: FileFormat
) -> None:
    order = job(prompt=prompt, tempo_bpm=tempo_bpm, bars=bars, file_format=file_format)
    name = clip_name(order)
    assert len(name.encode()) <= 240
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name.split(".")[0].lower() not in RESERVED
    assert name.endswith(file_format.suffix) and name == clip_name(order)


def test_two_who_chose_the_same_free_name_keep_both_files(tmp_path: Path) -> None:
    path = free_path(tmp_path, "piece.wav")
    names = []
    for each in (b"one", b"two", b"three"):
        (part := tmp_path / ".part").write_bytes(each)
        names.append(name_new(part, path).name)
    assert names == ["piece.wav", "piece-2.wav", "piece-3.wav"]
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == dict(
        zip(names, (b"one", b"two", b"three"), strict=True)
    )


def test_a_free_path_falls_on_nothing(tmp_path: Path) -> None:
    found = []
    for _ in range(3):
        path = free_path(tmp_path, "a_93.5bpm.wav")
        path.touch()
        found.append(path.name)
    assert found == ["a_93.5bpm.wav", "a_93.5bpm-2.wav", "a_93.5bpm-3.wav"]


def test_a_path_spoken_for_is_not_free(tmp_path: Path) -> None:
    assert free_path(tmp_path, "a.wav", [tmp_path / "a.wav", tmp_path / "a-2.wav"]) == tmp_path / "a-3.wav"


def test_a_link_to_nowhere_is_not_free(tmp_path: Path) -> None:
    try:
        (tmp_path / "a.wav").symlink_to(tmp_path / "gone.wav")
    except OSError:
        pytest.skip("this system lets us make no links")
    assert free_path(tmp_path, "a.wav") == tmp_path / "a-2.wav"
