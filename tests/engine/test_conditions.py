"""What the network is given beside latents."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import msgspec
import pytest
import torch

from bridge.composing.roles import ROLES
from bridge.composing.score import Score
from bridge.composing.scoring import score_of
from bridge.engine import arrangement
from bridge.engine.arrangement import Arranged
from bridge.engine.canvas import Canvas, canvas_for
from bridge.engine.conditioning_channels import conditioning_channels
from bridge.engine.conditions import conditions, draw_sketches, lay_beside
from bridge.engine.diffusion import sample
from bridge.engine.loading import LoadedModel, load
from bridge.engine.orders import SamplingOrder
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_info
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import PromptParser
from bridge.vocabulary.jobs import MorphTarget
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.prompts import ParsedPrompt
from tests.support.factories import job
from tests.support.tiny_starter import build_tiny_starter

CANVAS = Canvas(columns=128, quarters=Fraction(4), quarters_per_bar=Fraction(4), tempo_bpm=124.0)
KEY = Key(0, "minor")
STARTER = read_info(STARTER_FOLDER)
NAMES = frozenset(entry.name for entry in lexicon().entries)


def arranged(parsed: ParsedPrompt, seed: int, count: int = 2) -> tuple[Arranged, ...]:
    scores = (scored(parsed, seed + take) for take in range(count))
    return tuple(arrangement.arranged(score, parsed, CANVAS, NAMES) for score in scores)


def scored(parsed: ParsedPrompt, seed: int) -> Score:
    score = score_of(job(bars=1, key=KEY, seed=seed, parsed=(parsed,)))
    assert score is not None
    return score


HOUSE = ParsedPrompt("house", ("piano",), ("pad", "lead", "percussion"))
ORDER = SamplingOrder(
    prompt="house , piano", steps=2, guidance=1.0, seed=3, count=2, columns=128, quarters=Fraction(4),
    key=KEY, arranged=arranged(HOUSE, 3),
)  # fmt: skip


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    return load(build_tiny_starter(tmp_path_factory.mktemp("tiny")))


def sketches(model: LoadedModel, order: SamplingOrder) -> torch.Tensor:
    assert model.timbres is not None
    drawn = draw_sketches(model, model.timbres, order)
    return lay_beside(model, order, drawn)


def test_each_clip_has_a_score_of_its_own_seed(model: LoadedModel) -> None:
    both = sketches(model, ORDER)
    assert not torch.equal(both[0], both[1])
    assert ORDER.alone(1).arranged == arranged(HOUSE, 4, 1)
    assert torch.equal(both[1], sketches(model, ORDER.alone(1))[0])
    assert both.shape[-2:] == (8, 8) and both.abs().max() > 0


def test_what_leads_away_knows_of_nothing(model: LoadedModel) -> None:
    plain = conditions(model, ORDER, guided=False)
    guided = conditions(model, ORDER, guided=True)
    assert plain.beside is not None and guided.beside is not None
    assert torch.allclose(guided.words[2:], plain.words, atol=1e-6)
    assert torch.equal(guided.beside[2:], plain.beside)
    assert guided.beside[:2, conditioning_channels(32) :].abs().max() == 0


def test_without_a_score_nothing_is_sketched(model: LoadedModel) -> None:
    assert sketches(model, replace(ORDER, arranged=())).abs().max() == 0


def test_what_is_kept_is_not_sketched(model: LoadedModel) -> None:
    kept = torch.arange(128) < 64
    order = replace(ORDER.alone(0), kept=kept, source=torch.zeros(1, 256, 128))
    held, free = sketches(model, order), sketches(model, ORDER.alone(0))
    assert held[..., :4].abs().max() == 0
    assert torch.equal(held[..., 4:], free[..., 4:])
    detail, whole = (conditions(model, each, guided=False).detail for each in (order, ORDER.alone(0)))
    assert detail is not None and whole is not None
    assert detail[..., :64].abs().max() == 0
    assert torch.equal(detail[..., 64:], whole[..., 64:])


def test_what_the_autoencoder_loses_of_a_sketch_is_laid_over_what_is_drawn(model: LoadedModel) -> None:
    assert model.timbres is not None
    told = conditions(model, ORDER, guided=True)
    levels = torch.stack([sketch.levels[:1] for sketch in draw_sketches(model, model.timbres, ORDER)])
    coarse = model.codec.decode(model.codec.encode(levels))
    assert told.detail is not None and (coarse - levels).abs().max() > 0.05
    assert torch.allclose(coarse + told.detail, levels, atol=1e-5)
    assert conditions(model, replace(ORDER, arranged=()), guided=False).detail is None


def test_between_two_scores(model: LoadedModel) -> None:
    other = arranged(ParsedPrompt("techno"), 9)

    def at(blend: float) -> tuple[torch.Tensor, torch.Tensor]:
        order = replace(ORDER, goal=MorphTarget(prompt="techno", seed=9, blend=blend), goal_arranged=other)
        return sketches(model, order), conditions(model, order, guided=False).words

    (first, first_words), (half, _), (last, last_words) = at(0.0), at(0.5), at(1.0)
    alone = replace(ORDER, seed=9, arranged=other)
    assert torch.equal(first, sketches(model, ORDER))
    assert torch.allclose(last, sketches(model, alone), atol=1e-4)
    assert torch.allclose(half, (first + last) / 2, atol=1e-4)
    assert torch.allclose(first_words, conditions(model, ORDER, guided=False).words, atol=1e-6)
    assert torch.allclose(last_words, conditions(model, alone, guided=False).words, atol=1e-6)


def test_the_sketch_changes_what_is_drawn(model: LoadedModel) -> None:
    assert not torch.equal(sample(model, ORDER), sample(model, replace(ORDER, arranged=())))
    assert torch.equal(sample(model, ORDER), sample(model, ORDER))


def test_the_model_is_told_all_that_is_played_and_hears_it_so() -> None:
    [(score, words)] = arranged(ParsedPrompt("house", ("piano",), ("pad",), ("warm",)), 5, 1)
    said = PromptParser(lexicon()).parse(words)
    assert said.genre == "house" and "piano" in said.instruments and said.moods == ("warm",)
    assert set(said.instruments) == {stem.instrument.name for stem in score.stems}
    assert set(said.without) == set(ROLES) - score.roles
    assert words.endswith("tempo 120")


def test_the_model_is_not_told_what_it_does_not_know() -> None:
    asked = ParsedPrompt("house", ("piano",), moods=("warm",))
    score, words = arrangement.arranged(scored(asked, 5), asked, CANVAS, {"piano", "909 kit"})
    assert "piano" in words and "house" not in words and "warm" not in words
    assert score == arranged(asked, 5, 1)[0].score


@pytest.mark.parametrize(
    ("bars", "meter", "tempo_bpm"),
    [(4, "4/4", 120.0), (4, "4/4", 240.0), (1, "4/4", 240.0), (1, "7/8", 124.0), (2, "6/8", 40.0)],
)
def test_an_arrangement_is_the_job_s_score_on_its_canvas(bars: int, meter: str, tempo_bpm: float) -> None:
    order = job(
        bars=bars,
        meter=Meter.parse(meter),
        tempo_bpm=tempo_bpm,
        parsed=(ParsedPrompt("samba"),),
        count=2,
        take=1,
    )
    score = score_of(order)
    assert score is not None
    assert (score.quarters, score.tempo_bpm, score.meter) == (order.loop.quarters, tempo_bpm, order.meter)
    canvas = canvas_for(order, STARTER, 8)
    found = arrangement.arranged(score, ParsedPrompt("samba"), canvas, NAMES).score
    assert (found.quarters, found.tempo_bpm) == (canvas.quarters, canvas.tempo_bpm)
    [note, same] = [each.stems[0].notes[0].start_quarter / float(each.quarters) for each in (score, found)]
    assert note == same
    assert score == score_of(msgspec.structs.replace(order, seed=order.seed + 1, take=0))
