"""What a prompt is read as: one instrument is a solo, and a mood bends the music and not the instrument."""

from __future__ import annotations

from statistics import mean

import msgspec
import pytest
from msgspec.structs import replace

from bridge.composing.arranging import arrange
from bridge.composing.score import Score
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_info
from bridge.prompts.brief import read_brief
from bridge.prompts.entries import lexicon
from bridge.prompts.lexicon import PromptParser
from bridge.requests.resolve import ResolveContext, resolve
from bridge.settings import Settings
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest

STARTER = read_info(STARTER_FOLDER)
PARSER = PromptParser(lexicon())
SINGLE = (
    "piano", "flute", "strings", "violin", "sad piano", "warm cello", "Klavier", "solo flute", "une guitare",
    "slow organ, 4 bars", "piano, no drums", "saxophone melody", "harp loop", "dark choir", "banjo riff",
)  # fmt: skip
MOODS = ("happy", "sad", "dark", "calm", "aggressive", "busy", "sparse", "slow", "fast", "quiet")


def job_for(prompt: str, seed: int) -> RenderJob:
    context = ResolveContext(
        settings=Settings(),
        model=STARTER,
        model_sha256="f" * 64,
        fresh_seed=seed,
        prompt_parser=PARSER,
    )
    return resolve(ClipRequest(prompt=prompt), context)[0]


def play(prompt: str, seed: int) -> Score:
    job = job_for(prompt, seed)
    assert job.parsed
    heard = job.parsed[0]
    return arrange(
        seed,
        genre=heard.genre,
        players=heard.instruments,
        without=heard.without,
        moods=heard.moods,
        tempo_bpm=job.tempo_bpm,
        bars=job.bars,
        meter=job.meter,
        key=job.key,
        shape=heard.shape,
        edition=heard.edition,
        figures=heard.figures,
    )


@pytest.mark.parametrize("prompt", SINGLE)
def test_one_instrument_is_a_solo(prompt: str) -> None:
    for seed in range(8):
        score = play(prompt, seed)
        assert not score.roles & {"drums", "percussion", "bass"}
        assert len({stem.instrument for stem in score.stems}) == 1


@pytest.mark.parametrize(
    "prompt", ["piano house", "piano and drums", "piano trio", "piano with a rhythm section"]
)
def test_a_band_is_still_a_band(prompt: str) -> None:
    assert any(len(play(prompt, seed).stems) > 1 for seed in range(4))
    assert any(play(prompt, seed).roles & {"drums", "bass"} for seed in range(4))


def test_a_mood_does_not_choose_a_genre_against_the_instrument() -> None:
    assert all(play("sad piano", seed).stems[0].instrument.name == "piano" for seed in range(20))
    assert "trap" not in {play("sad piano", seed).genre for seed in range(20)}


def features(score: Score) -> dict[str, float]:
    notes = [note for stem in score.stems for note in stem.notes]
    pitches = [n.pitch for stem in score.stems if not stem.instrument.is_kit for n in stem.notes]
    return {
        "tempo": score.tempo_bpm / 6,
        "density": len(notes) / 4,
        "register": mean(pitches) / 2,
        "dynamics": mean(note.velocity for note in notes) / 4,
        "length": 10 * mean(note.length_quarters for note in notes),
        "mode": 10.0 * (score.key.mode == "minor"),
    }


@pytest.mark.parametrize("mood", MOODS)
def test_a_mood_is_in_the_score_at_the_same_seed(mood: str) -> None:
    differing = []
    for seed in range(6):
        plain, bent = features(play("piano house", seed)), features(play(f"{mood} piano house", seed))
        differing.append(sum(abs(plain[each] - bent[each]) >= 0.5 for each in plain))
    assert mean(differing) >= 2


def test_moods_choose_the_mode_and_the_tempo_where_nobody_says() -> None:
    for seed in range(20):
        key = job_for("sad piano", seed).key
        assert key is not None and key.mode == "minor"
    assert (
        read_brief(PARSER, "sad piano").mode == "minor" and read_brief(PARSER, "happy piano").mode == "major"
    )
    slow, usual, fast = (job_for(f"{word} house", 1).tempo_bpm for word in ("slow", "", "fast"))
    assert slow < 0.7 * usual and fast > 1.2 * usual
    assert job_for("slow house, 124 bpm", 1).tempo_bpm == 124


def test_a_prompt_of_which_nothing_new_is_understood_is_read_as_before() -> None:
    for prompt in ("house with piano", "techno drums only", "kazoo", "", "no drums, bass and pad"):
        assert replace(read_brief(PARSER, prompt).parsed, edition=0) == PARSER.parse(prompt)


@pytest.mark.parametrize(
    "prompt", (*SINGLE, *MOODS, "sad piano", "house with piano", "no drums, bass and pad")
)
def test_a_job_read_again_has_the_same_name(prompt: str) -> None:
    """A whole number where a fraction belongs would be written otherwise than it is read."""
    job = job_for(prompt, 1)
    assert msgspec.json.decode(msgspec.json.encode(job), type=RenderJob).digest == job.digest
