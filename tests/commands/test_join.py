"""`riffbridge join`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

from bridge.sound.dsp.convert import sound_to_levels
from bridge.sound.files.clips import read_certificate, write_sound
from bridge.sound.files.encoding import Label
from bridge.sound.files.reading import read_audio
from bridge.sound.picture import read_png
from bridge.vocabulary.files import FileFormat
from tests.commands.command_line import Type

PLAYED = ("--bpm", 240, "--bars", 1, "--strength", 0, "--steps", 2)


@pytest.fixture
def clips(typed: Type) -> list[str]:
    """Two clips of a bar at 240 BPM."""
    names = ["one.wav", "two.wav"]
    for seed, name in enumerate(names):
        typed("render", "bossa nova with electric guitar", *PLAYED, "--seed", seed, "--alone", "-o", name)
    return names


def test_clips_become_a_piece_and_an_arrangement_that_gives_it_again(typed: Type, clips: list[str]) -> None:
    one, two = clips
    done = typed(
        "join",
        one,
        f"{two}*2",
        one,
        "-o",
        "piece.flac",
        "--arrangement",
        "piece.toml",
        "--artist",
        "Cy",
        "--json",
    )
    facts = json.loads(done.out)
    assert (facts["bars"], facts["frames"], facts["rate_hz"]) == (4, 4 * 44_100, 44_100)
    again = typed("join", "piece.toml", "-o", "again.flac")
    assert (done.status, again.status) == (0, 0)
    assert Path("piece.flac").read_bytes() == Path("again.flac").read_bytes()
    assert typed("inspect", "again.flac").out.splitlines()[0].endswith("written by Riffbridge")
    assert "\n  ARTIST: Cy\n" in typed("inspect", "again.flac").out
    assert sorted(path.name for path in Path().glob("*.flac")) == ["again.flac", "piece.flac"]


def test_another_tempo_renders_clips_again_and_fits_other_sounds(
    typed: Type, clips: list[str], drum_loop: Path
) -> None:
    done = typed("join", clips[0], drum_loop, "--bpm", 90, "-o", "piece.wav")
    assert done.status == 0, done.err
    assert read_audio(Path("piece.wav"))[0].shape[-1] == round(3 * 4 * 60 / 90 * 44_100)
    assert f"“{drum_loop}” is stretched from 100 to 90 BPM" in done.err
    assert clips[0] not in done.err


def test_a_sound_without_a_beat_is_joined_where_its_bars_are_written(typed: Type) -> None:
    drone = (0.3 * np.sin(2 * np.pi * 110 * np.arange(88_200) / 44_100)).astype(np.float32)
    label = Label(rate_hz=44_100, file_format=FileFormat.WAV24)
    write_sound(Path("drone.wav"), drone[None], label)
    part = "[[lane.part]]\nsource = 'drone.wav'\nbars = 1\nrounds = 2"
    Path("drone.toml").write_text(f"bpm = 120\n[[lane]]\n{part}")
    done = typed("join", "drone.toml", "-o", "piece.wav")
    assert done.status == 0, done.err
    sound, _ = read_audio(Path("piece.wav"))
    np.testing.assert_allclose(sound[0, 100:88_000], drone[100:88_000], atol=1e-6)


def test_words_are_rendered_to_clips_beside_the_piece(typed: Type) -> None:
    words = "electric guitar in E minor", "guitar and strings, zzyzx * 1", "guitar in F# major"
    for folder in (out := Path("out"), plans := Path("plans")):
        folder.mkdir()
    plan = ("--arrangement", plans / "piece.toml")
    for _ in "ab":
        done = typed("join", *words, *PLAYED, "--seed", 3, "-o", out / "piece.ogg", *plan)
        assert done.status == 0, done.err
        assert "Ignored (not known): zzyzx." in done.err
    *clips, piece = sorted(out.iterdir())
    assert ([path.suffix for path in clips], piece.name) == ([".wav"] * 3, "piece.ogg")
    # In the first one's key, unless they name their own.
    keys = {read_certificate(path).job.prompt: read_certificate(path).job.key for path in clips}
    assert [str(keys[each.removesuffix(" * 1")]) for each in words] == ["Em", "Em", "F#"]
    [lane] = msgspec.toml.decode((plans / "piece.toml").read_bytes())["lane"]
    assert sorted((plans / part["source"]).resolve() for part in lane["part"]) == [
        path.resolve() for path in clips
    ]


def test_the_picture_decodes_to_the_piece(typed: Type, clips: list[str]) -> None:
    done = typed("join", *clips, "-o", "piece.wav", "--picture", "piece.png")
    assert done.status == 0, done.err
    picture = read_png(Path("piece.png"))
    assert picture.levels.shape == (2, 512, 200)
    assert typed("decode", "piece.png", "-o", "back.wav").status == 0
    (piece, _), (back, _) = read_audio(Path("piece.wav")), read_audio(Path("back.wav"))
    assert piece.shape == back.shape
    again = sound_to_levels(back, picture.form, None)
    assert np.abs(again - picture.levels).mean() < 0.03


def test_a_transition_is_drawn_between_two_clips(typed: Type, clips: list[str]) -> None:
    one, two = clips
    done = typed("join", one, "~1", two, "-o", "piece.wav", "--json", "--credits")
    assert json.loads(done.out)["bars"] == 3, done.err
    credits = Path("CREDITS.txt").read_text(encoding="utf-8")
    assert "transition from one.wav to two.wav\n   Prompt: “bossa nova with electric guitar”\n" in credits
    assert "states no licence" not in credits
    sound, _ = read_audio(Path("piece.wav"))
    assert (sound[:, 44_100:88_200] ** 2).mean() > 1e-5


def test_what_cannot_be_joined_is_refused_in_a_sentence(typed: Type, clips: list[str]) -> None:
    for words, sentence in {
        ("gone.wav",): "There is no sound file gone.wav.",
        ("house",): "To render words, give at least two in quotes.",
        ("one.wav*0",): "“one.wav*0” has 0 rounds. Use 1 to 999.",
        ("one.wav", "~9", "one.wav"): "“~9” has 9 bars. Use 1 to 8.",
        ("~2", "one.wav"): "a transition needs a clip before and after it.",
        ("~2",): "There is nothing to join.",
        ("one.wav", "--crossfade", "99"): "crossfade: “99” isn't a number from 0 to 16.",
        ("piece.toml", "one.wav"): "An arrangement file sets everything. Leave out one.wav.",
        ("piece.toml", "--bpm", "90"): "Leave out --bpm.",
        ("piece.toml",): "piece.toml can't be read",
        (
            "one.wav",
            "-o",
            "one.wav",
        ): "“one.wav” is an input and would be overwritten. Choose another output.",
        ("one.wav", "--picture", "one.wav"): "“one.wav” is an input",
        ("x" * 300, "one.wav"): "isn't a clip. Use a clip's id, or its file name without a folder.",
        ("one.wav", "--meter", "5/4"): "“one.wav” has 0.8 bars of 5/4. Use the meter 4/4.",
    }.items():
        done = typed("join", *words)
        assert (done.status, done.out) == (2, "")
        assert sentence in done.err
    assert not list(Path("exports").iterdir())
