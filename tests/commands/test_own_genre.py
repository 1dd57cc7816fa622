"""A genre of the user's own is asked for in words, composed and rendered by the model that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.composing.genre_files import genres
from bridge.engine.canvas import canvas_for
from bridge.engine.loading import load
from bridge.engine.render import sampling_order
from bridge.models.catalogue import STARTER_FOLDER
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest
from tests.commands.command_line import Type

ZOUK = """
name = "zouk"
like = "reggaeton"
moods = ["warm", "moonlit"]
tempo_bpm = [88, 100]

[players]
lead = ["soft lead"]

[words]
en = "zouk love"
fr = "zouk antillais"
"""


@pytest.fixture
def zouk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own genre."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "riffbridge" / "genres" / "zouk.toml"
    path.parent.mkdir(parents=True)
    path.write_text(ZOUK)
    return path


def resolved(prompt: str, **asked: object) -> RenderJob:
    request = ClipRequest(prompt=prompt, seed=4, **asked)  # type: ignore[arg-type]
    [job] = resolve(request, Reader(Settings(model="starter")).read(request))
    return job


def test_it_is_asked_for_in_words_composed_and_rendered(typed: Type, zouk: Path, tmp_path: Path) -> None:
    model = load(STARTER_FOLDER)
    words = ("render", "moonlit zouk antillais with flute, no drums", "--model", "starter", "--seed", 4)
    done = typed(*words, "--bars", 1, "--bpm", 200, "--steps", 2, "-o", "zouk.wav")
    assert done.status == 0 and "Ignored" not in done.err
    job = read_certificate(tmp_path / "zouk.wav").job
    assert isinstance(job.parsed, tuple)
    [parsed] = job.parsed
    assert (parsed.genre, parsed.instruments, parsed.moods) == ("zouk", ("flute",), ("moonlit",))
    assert parsed.unknown == () and parsed.genre_sha256 == genres()["zouk"].sha256
    [(score, told)] = sampling_order(job, model, canvas_for(job, model.info, model.column_step)).arranged
    assert score.genre == "zouk" and "flute" in {stem.instrument.name for stem in score.stems}
    # The model, which learnt neither, is told the relative, and no mood.
    assert told.startswith("reggaeton , ") and "moonlit" not in told
    assert typed("render", "--like", "zouk.wav", "-o", "again.wav").status == 0
    assert (tmp_path / "again.wav").read_bytes() == (tmp_path / "zouk.wav").read_bytes()


@pytest.mark.parametrize("change", ["changed", "gone", "wrong"])
def test_a_clip_is_not_made_again_from_another_genre(typed: Type, zouk: Path, change: str) -> None:
    typed("render", "zouk", "--bars", 1, "--bpm", 240, "--steps", 1, "-o", "zouk.wav")
    match change:
        case "changed":
            zouk.write_text(ZOUK.replace("soft lead", "flute"))
        case "gone":
            zouk.unlink()
        case _:
            zouk.write_text("name =")
    done = typed("render", "--like", "zouk.wav", "-o", "again.wav")
    assert done.status == 2 and "The genre zouk has changed since you asked" in done.sentence


def test_a_wrong_file_is_told_of_where_its_words_are_missed(typed: Type, zouk: Path) -> None:
    zouk.write_text(ZOUK.replace("soft lead", "kazoo"))
    done = typed("render", "zouky house", "--bars", 1, "--bpm", 240, "--steps", 1, "-o", "a.wav")
    assert done.status == 0
    assert "Ignored zouky. Did you mean zouk?" in done.err
    assert "zouk.toml: players.lead: “kazoo” isn't an instrument" in done.err


def test_other_prompts_keep_their_digests(zouk: Path) -> None:
    prompts = ("house with piano", "soca", "nothing of that", "calypso, no drums")
    with_it = {prompt: resolved(prompt) for prompt in prompts}
    named = resolved("zouk"), resolved("zouk antillais, flute")
    zouk.unlink()
    assert with_it == {prompt: resolved(prompt) for prompt in prompts}
    without = resolved("zouk"), resolved("zouk antillais, flute")
    assert not {each.digest for each in named} & {each.digest for each in without}


def test_a_change_of_the_file_takes_effect_with_the_next_request_and_is_another_clip(zouk: Path) -> None:
    def genre_of(prompt: str) -> str | None:
        parsed = resolved(prompt).parsed
        assert isinstance(parsed, tuple)
        return parsed[0].genre

    before = resolved("zouk love")
    assert (genre_of("soca"), genre_of("compas")) == ("cumbia", None)
    zouk.write_text(ZOUK.replace('"zouk love"', '"zouk love, compas, soca"'))
    assert (genre_of("soca"), genre_of("compas")) == ("cumbia", "zouk"), "a word of ours stays ours"
    assert resolved("zouk love").digest != before.digest
