"""`riffbridge render`, from words to bytes on disk, with a tiny model of the starter's shape."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from bridge.engine.loading import LoadedModel
from bridge.engine.render import render
from bridge.errors import BadRequest, Cancelled
from bridge.library import Library, Query
from bridge.playing.jobs import Sound, play_job
from bridge.playing.loudness import loudness
from bridge.sound.files.clips import describe, read_certificate, write_clip
from bridge.sound.files.reading import read_audio
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, Progress
from bridge.vocabulary.music import Meter
from tests.commands.command_line import Type, sound_bytes
from tests.support.factories import job
from tests.support.midi_file import read_midi

FAST = ("--steps", 2, "--seed", 7)


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_words_to_an_exact_loop(typed: Type, tmp_path: Path) -> None:
    done = typed("render", "bossa nova with electric guitar", "--bpm", 124, "--bars", 2, *FAST, "-o", "a.wav")
    assert (done.status, done.out) == (0, "a.wav\n")
    sound, rate_hz = soundfile.read(tmp_path / "a.wav")
    assert (len(sound), rate_hz) == (170_710, 44_100)
    assert loudness(sound.T.astype(np.float32), rate_hz) == pytest.approx(-14, abs=1)
    assert read_certificate(tmp_path / "a.wav").job.guide == "played"
    assert "100%" in done.err
    assert left_behind(tmp_path) == ["a.wav"]


def test_the_same_order_gives_the_same_bytes_and_like_makes_them_again(typed: Type, tmp_path: Path) -> None:
    words = ("render", "house", "--bpm", 120, "--bars", 1, "--count", 2, *FAST)
    first, second = typed(*words, "--midi", "-o", "a.flac").paths
    assert first.read_bytes() != second.read_bytes()
    again = typed(*words, "-o", "b.flac").paths
    assert [path.read_bytes() for path in again] == [first.read_bytes(), second.read_bytes()]
    [like] = typed("render", "--like", second, "--midi", "-o", "c.flac").paths
    assert like.read_bytes() == second.read_bytes()
    songs = [path.with_suffix(".mid").read_bytes() for path in (first, second, like)]
    assert songs[2] == songs[1] != songs[0]
    assert read_midi(songs[1])[2][0].end == 4 * 960


def test_stems_are_the_mix_before_the_master(typed: Type, tmp_path: Path) -> None:
    words = ("render", "drums and strings", "--bars", 1, "--bpm", 170, "--seed", 3, "--steps", 1, "--stems")
    done = typed(*words, "--strength", 0, "-o", "loud.wav", "--json")
    assert json.loads(done.out)["extras"] == ["loud.stems"], done.err
    job = read_certificate(tmp_path / "loud.wav").job
    assert_sum(stems_of(tmp_path / "loud.stems"), play_job(job, job.rate_hz).T)
    done = typed(*words, "--strength", 0.5, "--loudness", "off", "-o", "coloured.wav")
    assert done.status == 0, done.err
    coloured = stems_of(tmp_path / "coloured.stems")
    assert_sum(coloured, soundfile.read(tmp_path / "coloured.wav")[0])
    assert coloured.keys() == stems_of(tmp_path / "loud.stems").keys() >= {"drums"}


def assert_sum(stems: Mapping[str, Sound], mix: Sound) -> None:
    """Within -60 dB."""
    assert np.std(sum(stems.values()) - mix) < 1e-3 * np.std(mix)


def stems_of(folder: Path) -> dict[str, Sound]:
    return {path.stem: soundfile.read(path)[0] for path in folder.iterdir()}


@pytest.mark.parametrize("name, kind", [("a.ogg", "OGG"), ("a.flac", "FLAC"), ("a.wav", "WAV")])
def test_every_format_has_the_same_length_and_its_certificate(
    typed: Type, tmp_path: Path, name: str, kind: str
) -> None:
    done = typed(
        "render", "dub", "--bpm", 93.5, "--bars", 1, "--key", "F#m", "--rate", 48000, *FAST, "-o", name
    )
    assert done.status == 0
    facts = soundfile.info(tmp_path / name)
    assert (facts.format, facts.frames, facts.samplerate) == (
        kind,
        loop_frames(1, Meter(), 93.5, 48_000),
        48_000,
    )
    certificate = read_certificate(tmp_path / name)
    assert (certificate.job.prompt, str(certificate.job.key), certificate.job.seed) == ("dub", "F#m", 7)
    assert certificate.licence == "CC0-1.0"


def test_without_a_place_it_goes_to_the_export_folder_under_a_name_that_tells(
    typed: Type, tmp_path: Path
) -> None:
    words = ("render", "Dub & Techno", "--bars", 1, "--key", "Am", *FAST)
    [first], [second] = typed(*words).paths, typed(*words).paths
    assert first.parent == tmp_path / "exports"
    assert re.match(r"dub-techno_\d+bpm_1bar_Am_", first.name) and second.stem == first.stem + "-2"
    with Library.open(tmp_path / "library.sqlite", first.parent) as library:
        assert [found.clip.path for found in library.search(Query())] == [first]


def test_a_place_without_an_ending_is_a_folder(typed: Type, tmp_path: Path) -> None:
    paths = typed(
        "render", "x", "--bars", 1, "--count", 2, *FAST, "--format", "ogg", "-o", "new/folder/"
    ).paths
    assert len(set(paths)) == 2
    assert all((tmp_path / path).is_file() and path.suffix == ".ogg" for path in paths)
    assert {path.parent for path in paths} == {Path("new/folder")}


@pytest.mark.parametrize(
    "meter, bars, bpm", [("3/4", 1, 90), ("6/8", 2, 200), ("7/8", 1, 140), ("4/4", 1, 300), ("4/4", 2, 40)]
)
def test_meters_and_tempi_that_the_model_never_learnt(
    typed: Type, tmp_path: Path, meter: str, bars: int, bpm: int
) -> None:
    done = typed("render", "x", "--meter", meter, "--bars", bars, "--bpm", bpm, *FAST, "-o", "a.wav")
    assert done.status == 0, done.err
    assert soundfile.info(tmp_path / "a.wav").frames == loop_frames(bars, Meter.parse(meter), bpm, 44_100)


def test_json_tells_all(typed: Type) -> None:
    done = typed("render", "x", "--bars", 1, "--bpm", 120, *FAST, "-o", "a.wav", "--json")
    facts = json.loads(done.out)
    assert (facts["path"], facts["frames"], facts["grid"]) == ("a.wav", 88_200, "exact")
    assert facts["seam"] <= 1.0
    assert facts["job"]["prompt"] == "x"


def test_a_source_is_fitted_and_redrawn(typed: Type, drum_loop: Path, tmp_path: Path) -> None:
    words = ("render", "drums", "--bars", 1, "--bpm", 107, *FAST, "--source", drum_loop)
    little = typed(*words, "--strength", 0.2, "-o", "little.wav")
    much = typed(*words, "--strength", 1, "-o", "much.wav")
    assert little.status == much.status == 0, little.err + much.err
    assert soundfile.info(tmp_path / "little.wav").frames == loop_frames(1, Meter(), 107, 44_100)
    assert (tmp_path / "little.wav").read_bytes() != (tmp_path / "much.wav").read_bytes()
    assert read_certificate(tmp_path / "little.wav").parent is None
    child = typed(*words[:-1], "little.wav", "--midi", "-o", "child.wav")
    assert child.status == 0, child.err
    assert "starts from a sound, so it has no score" in child.err
    little_digest = read_certificate(tmp_path / "little.wav").job.digest
    assert read_certificate(tmp_path / "child.wav").parent == little_digest
    drum_loop.write_bytes(drum_loop.read_bytes() + b"\0\0")
    changed = typed("render", "--like", "little.wav", "-o", "again.wav")
    assert (changed.status, "has changed" in changed.sentence) == (2, True)


def test_a_clip_is_extended_filled_and_morphed(typed: Type, tmp_path: Path) -> None:
    words = ("render", "--steps", 2)
    [clip] = typed(*words, "house", "--bpm", 107, "--bars", 1, "--seed", 7, "-o", "a.wav").paths
    own = read_certificate(clip).job
    longer = read_certificate(typed(*words, "--source", clip, "--extend", "-o", "b.wav").paths[0])
    assert (longer.job.bars, longer.job.source_bars, longer.parent) == (2, 1, own.digest)
    assert (longer.job.prompt, longer.job.tempo_bpm, longer.job.key) == ("house", 107.0, own.key)
    filled = read_certificate(typed(*words, "--source", clip, "--fill", "1:2.5", "-o", "c.wav").paths[0])
    assert filled.job.gap == InpaintSpan(1.0, 2.5)
    morph = (*words, "--source", clip, "--to", "dub", "--seed-to", 9)
    between = read_certificate(typed(*morph, "--blend", 0.25, "-o", "d.wav").paths[0])
    assert (between.job.goal, between.job.seed) == (MorphTarget("dub", 9, 0.25), 7)
    [same] = typed(*morph, "--blend", 0, "-o", "e.wav").paths
    assert same.read_bytes() == clip.read_bytes()


def test_riffusion_shaped_models_land_on_the_bar_too(typed: Type, sd_folder: Path, tmp_path: Path) -> None:
    done = typed(
        "render", "funk", "--model", sd_folder, "--bpm", 124, "--bars", 2, "--steps", 1, "--strength", 1,
        "-o", "a.wav",
    )  # fmt: skip
    assert done.status == 0, done.err
    assert soundfile.info(tmp_path / "a.wav").frames == 170_710
    assert read_certificate(tmp_path / "a.wav").grid != "exact"
    assert typed("render", "funk", "--model", sd_folder, "--bars", 1, "--steps", 1, "-o", "b.wav").status == 0
    led = read_certificate(tmp_path / "b.wav")
    assert (led.job.guide, led.job.strength, led.grid) == ("played", 0.6, "exact")


def test_hosts_are_not_told_of_a_key_that_the_model_may_not_keep_to(typed: Type, sd_folder: Path) -> None:
    words = ("render", "funk", "--key", "Am", "--bars", 1, "--steps", 1, "--strength", 1)
    kept, loose = typed(*words), typed(*words, "--model", sd_folder)
    assert "_Am_" in kept.out and "_Am_" not in loose.out
    assert "not known to keep" in loose.err and "not known to keep" not in kept.err
    roots = [describe(done.paths[0])["acid"]["root_note"] for done in (kept, loose)]
    assert roots == [69, None]
    assert str(read_certificate(loose.paths[0]).job.key) == "Am"


@pytest.mark.parametrize(
    "words, said",
    [
        (("x", "--bpm", "3159345"), "bpm: “3159345” isn't a number from 20 to 999"),
        (("x", "--bpm", "nan"), "from 20 to 999"),
        (("x", "--bars", "0"), "from 1 to 64"),
        (("x" * 10_000,), "10,000 characters"),
        (("x", "--key", "H"), "isn't a key"),
        (("x", "--meter", "4/5"), "meter"),
        (("x", "--steps", "many"), "steps: “many” isn't a whole number from 1 to 200"),
        (("x", "--count", "1000"), "count"),
        (("x", "--model", "nowhere"), "no model"),
        (("x", "--scheduler", "nonesuch"), "nonesuch"),
        (("x", "--preset", "nonesuch"), "no preset"),
        (("x", "--device", "abacus", "--strength", "0.4"), "abacus"),
        (("x", "--format", "mp3"), "“mp3” isn't supported"),
        (("x", "--format", "ogg", "-o", "a.wav"), "Make them agree"),
        (("x", "-o", "a.aiff"), "“aiff” isn't supported"),
        (("x", "--rate", "12345"), "rate"),
        (("x", "--source", "gone.wav"), "gone.wav"),
        (("--like", "gone.wav"), "gone.wav"),
        ((), "Give a prompt"),
        (("x", "--extend"), "nothing to extend"),
        (("x", "--fill", "four"), "such as 4:8"),
        (("x", "--fill", ":", "--extend"), "extend and fill can't be combined"),
        (("x", "--blend", "0.5"), "nothing to morph to"),
        (("words", "--like", "a.wav", "--seed-to", "1"), "Leave out the prompt, --seed-to."),
        (("--like", "a.wav", "--bpm", "120", "--key", "Am"), "Leave out --bpm, --key."),
        (("x", "--bars", "0", "--key", "H"), "from 1 to 64. key: “H” isn't a key."),
        (("x", "--meter", "5/16", "--bars", "1", "--strength", "0.4"), "whole multiples"),
    ],
)
def test_wrong_orders_get_one_sentence_and_leave_nothing(
    typed: Type, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = typed("render", *words)
    assert done.status == 2
    assert said in done.sentence
    assert done.out == ""
    assert left_behind(tmp_path) == []


def test_sources_that_are_no_sound(typed: Type, tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("not a sound")
    (tmp_path / "cut.flac").write_bytes(sound_bytes("FLAC")[:60])
    (tmp_path / "empty.wav").write_bytes(b"")
    for name in ("text.wav", "cut.flac", "empty.wav", "."):
        done = typed("render", "x", "--source", name, "-o", "out.wav")
        assert done.status == 2 and name in done.sentence, name
    assert not (tmp_path / "out.wav").exists()


def test_folders_that_are_no_models(typed: Type, tmp_path: Path, starter_folder: Path) -> None:
    (tmp_path / "empty").mkdir()
    shutil.copytree(starter_folder, tmp_path / "damaged")
    weights = tmp_path / "damaged" / "unet" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    for folder in ("empty", "damaged"):
        done = typed("render", "x", "--model", tmp_path / folder, "--strength", 1, "-o", "out.wav")
        assert done.status == 2 and folder in done.sentence
    assert not (tmp_path / "out.wav").exists()


def test_nowhere_to_write(typed: Type, tmp_path: Path) -> None:
    done = typed("render", "x", "-o", "no/such/folder/a.wav")
    assert done.status == 1 and "no folder" in done.sentence
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "file").write_text("")
    assert typed("render", "x", *FAST, "--bars", 1, "-o", tmp_path / "file" / "a.wav").status == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_a_disk_that_refuses(
    typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    done = typed("render", "x", "--bars", 1, *FAST, "-o", "a.wav")
    assert done.status == 1
    assert "a.wav" in done.sentence
    assert left_behind(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs /dev/full")
def test_a_broken_pipe_is_no_crash(typed: Type, tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bridge", "presets"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_cancelling_stops_within_a_step_and_leaves_nothing(
    typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[float] = []

    def stop_at_half(progress: Progress) -> None:
        seen.append(progress.fraction)
        if progress.fraction >= 0.4:
            raise Cancelled("Cancelled.")

    monkeypatch.setattr("bridge.commands.render.ProgressLine", lambda: stop_at_half)
    done = typed("render", "x", "--bars", 1, "--steps", 8, "--strength", 1, "-o", "a.wav")
    assert (done.status, done.sentence) == (1, "riffbridge: Cancelled.")
    assert seen[-1] < 0.6
    assert left_behind(tmp_path) == []


def test_progress_grows_from_nothing_to_all(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Progress] = []
    monkeypatch.setattr("bridge.commands.render.ProgressLine", lambda: seen.append)
    words = ("render", "x", "--bars", 1, "--steps", 5, "--strength", 0.99, "-o", "a.wav")
    assert typed(*words).status == 0
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions) and fractions[-1] == 1.0
    assert len([progress for progress in seen if progress.stage == "colouring"]) == 5
    assert all(progress.seconds_left is not None for progress in seen[1:-1])


def test_takes_of_different_batches_are_refused() -> None:
    with pytest.raises(BadRequest, match="one batch"):
        render([(job(seed=1), Path("a.wav")), (job(seed=2), Path("b.wav"))], None)  # type: ignore[arg-type]


def test_a_model_that_has_changed_is_not_passed_off_as_the_same(starter: LoadedModel, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="has changed"):
        render([(job(model_sha256="0" * 64, source=None), tmp_path / "a.wav")], starter)
    assert left_behind(tmp_path) == []


def test_no_memory_for_the_phases_is_said_in_a_sentence(
    typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise torch.OutOfMemoryError("full")

    monkeypatch.setattr("bridge.engine.decoding.decode", full)
    done = typed("render", "x", "--bars", 1, "--strength", 1, *FAST, "-o", "a.wav")
    assert (done.status, "not enough memory" in done.sentence) == (1, True)
    assert left_behind(tmp_path) == []


def test_like_computes_with_as_many_threads_as_the_clip_was_rendered_with(typed: Type) -> None:
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(3)
        typed("render", "dub", "--bars", 1, "--steps", 1, "--strength", 0.5, "--seed", 1, "-o", "a.wav")
        assert json.loads(typed("inspect", "a.wav", "--json").out)["certificate"]["threads"] == 3
        torch.set_num_threads(1)
        done = typed("render", "--like", "a.wav", "-o", "b.wav")
        assert torch.get_num_threads() == 3 and "differs" not in done.err
        assert Path("a.wav").read_bytes() == Path("b.wav").read_bytes()
    finally:
        torch.set_num_threads(before)


def test_like_says_if_the_sound_is_not_that_of_the_original(typed: Type) -> None:
    typed("render", "dub", "--bars", 1, "--seed", 1, "-o", "a.wav")
    path = Path("a.wav")
    sound, _ = read_audio(path)
    sound[:, 9] = 0.25
    write_clip(path, sound, read_certificate(path))
    assert (
        "The sound differs from the original by up to -" in typed("render", "--like", path, "-o", "b.wav").err
    )
