"""The sampling loop on tiny models of both kinds: a folder and words in, levels out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import msgspec
import pytest
import torch
from torch import Tensor

from bridge.engine import conditioning_channels as hints_room
from bridge.engine import diffusion
from bridge.engine.clock import clock_channels
from bridge.engine.device import PROCESSOR, Placement
from bridge.engine.diffusion import sample
from bridge.engine.loading import LoadedModel, load
from bridge.engine.schedulers import fitting_schedulers, make_scheduler, timesteps_from
from bridge.errors import BadRequest, Cancelled, OutOfMemory
from bridge.vocabulary.jobs import MorphTarget
from bridge.vocabulary.music import Key
from tests.engine.sampling import ORDER, same, source_for


@pytest.fixture(params=["sd", "starter"])
def model(request: pytest.FixtureRequest) -> LoadedModel:
    loaded: LoadedModel = request.getfixturevalue(request.param)
    return loaded


def test_a_folder_and_words_make_levels(model: LoadedModel) -> None:
    levels = sample(model, ORDER)
    assert levels.shape == (1, 1, model.info.format.mel_bins, 64)
    assert levels.dtype == torch.float32
    assert 0 <= levels.min() < levels.max() <= 1


def test_the_same_order_is_the_same_bytes(model: LoadedModel) -> None:
    first = sample(model, ORDER)
    torch.manual_seed(99)  # nobody looks at the global generator
    assert same(first, sample(model, ORDER))
    assert not same(first, sample(model, replace(ORDER, seed=8)))


def test_each_clip_of_a_batch_has_its_own_seed(model: LoadedModel) -> None:
    # The last of its kind's samplers: one that lays noise on between steps, where there is one.
    for name in ("default", fitting_schedulers(model.scheduler_config)[-1]):
        order = replace(ORDER, scheduler=name)
        both = sample(model, replace(order, count=2))
        assert not torch.equal(both[0], both[1])
        for clip, seed in zip(both, (7, 8), strict=True):
            alone = sample(model, replace(order, seed=seed))[0]
            assert torch.allclose(clip, alone, atol=1e-4)


def test_progress_once_a_step(model: LoadedModel) -> None:
    heard: list[tuple[int, int]] = []
    name = fitting_schedulers(model.scheduler_config)[0]  # one that looks once at a step
    sample(model, replace(ORDER, steps=3, scheduler=name), lambda step, steps: heard.append((step, steps)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_cancel_within_one_step(model: LoadedModel) -> None:
    heard = []

    def stop_at_second(step: int, steps: int) -> None:
        heard.append(step)
        if step == 2:
            raise Cancelled("enough")

    with pytest.raises(Cancelled, match="enough"):
        sample(model, replace(ORDER, steps=10), stop_at_second)
    assert heard == [1, 2]


def test_strength_says_how_much_of_the_source_is_left_to_begin_with(model: LoadedModel) -> None:
    source = source_for(model)
    encoded = model.codec.encode(source[None]).flatten()
    noise = diffusion.noise_of(model, ORDER)()
    likeness = []
    for strength in (0.1, 0.5, 1.0):
        scheduler = make_scheduler("default", model.scheduler_config)
        timesteps = timesteps_from(scheduler, 10, strength, model.device)
        order = replace(ORDER, source=source, strength=strength)
        latents = diffusion.encode_source(model, order, noise)
        start = diffusion.start_latents(model, order, scheduler, timesteps, latents, noise).flatten()
        likeness.append(float(torch.corrcoef(torch.stack([encoded, start]))[0, 1]))
    assert likeness[0] > 0.7 > likeness[1] > likeness[2]
    assert abs(likeness[2]) < 0.2


def test_a_cooler_model_starts_from_less_noise_but_under_a_source_from_all_of_it(model: LoadedModel) -> None:
    cool = replace(model, info=msgspec.structs.replace(model.info, temperature=0.5))
    scheduler = make_scheduler("default", model.scheduler_config)
    timesteps = timesteps_from(scheduler, 10, 1.0, model.device)
    noise = diffusion.noise_of(model, ORDER)()
    plain, cooler = (
        diffusion.start_latents(each, ORDER, scheduler, timesteps, None, noise) for each in (model, cool)
    )
    assert torch.equal(cooler, plain / 2)
    order = replace(ORDER, source=source_for(model), strength=1.0)
    latents = diffusion.encode_source(model, order, noise)
    over, under = (
        diffusion.start_latents(each, order, scheduler, timesteps, latents, noise) for each in (model, cool)
    )
    assert torch.equal(over, under)
    assert not same(sample(model, ORDER), sample(cool, ORDER))


def test_a_source_is_heard(model: LoadedModel) -> None:
    order = replace(ORDER, source=source_for(model), strength=0.5)
    assert same(sample(model, order), sample(model, order))
    assert not same(sample(model, order), sample(model, replace(order, source=source_for(model).flip(-1))))


def test_strength_says_how_many_steps_are_taken(model: LoadedModel) -> None:
    heard: list[int] = []
    name = fitting_schedulers(model.scheduler_config)[0]
    order = replace(ORDER, steps=4, scheduler=name, source=source_for(model), strength=0.5)
    sample(model, order, lambda step, steps: heard.append(steps))
    assert heard == [2, 2]


def test_without_guidance_the_unet_runs_on_the_prompt_alone(
    model: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches = []
    forward = model.unet.forward

    def counted(latents: Tensor, *args: object, **kwargs: object) -> object:
        batches.append(len(latents))
        return forward(latents, *args, **kwargs)

    monkeypatch.setattr(model.unet, "forward", counted)
    first = sample(model, replace(ORDER, guidance=1.0))
    assert set(batches) == {1}
    assert same(first, sample(model, replace(ORDER, guidance=1.0, negative="drums")))
    batches.clear()
    sample(model, ORDER)
    assert set(batches) == {2}


def test_words_are_heard(model: LoadedModel) -> None:
    plain = sample(model, ORDER)
    assert not same(plain, sample(model, replace(ORDER, prompt="bright techno")))
    assert not same(plain, sample(model, replace(ORDER, negative="drums")))
    assert not same(plain, sample(model, replace(ORDER, prompt="warm (dub:2)")))


def test_between_two_both_are_heard(model: LoadedModel) -> None:
    goal = MorphTarget("bright techno", 70, 0.5)
    between = sample(model, replace(ORDER, goal=goal))
    assert same(between, sample(model, replace(ORDER, goal=goal)))
    for other in (
        MorphTarget("bright techno", 70, 0.6),
        MorphTarget("bright techno", 71, 0.5),
        MorphTarget("calm dub", 70, 0.5),
    ):
        assert not same(between, sample(model, replace(ORDER, goal=other)))


def test_the_ends_of_a_morph_are_the_two_that_it_lies_between(model: LoadedModel) -> None:
    first, second = sample(model, ORDER), sample(model, replace(ORDER, prompt="bright techno", seed=70))
    for blend, end in ((0.0, first), (1.0, second)):
        at_end = sample(model, replace(ORDER, goal=MorphTarget("bright techno", 70, blend)))
        assert torch.allclose(at_end, end, atol=1e-4)
    near = sample(model, replace(ORDER, goal=MorphTarget("bright techno", 70, 0.1)))
    assert (near - first).abs().mean() < (near - second).abs().mean()


def test_each_clip_of_a_batch_morphs_to_its_own_seed(model: LoadedModel) -> None:
    order = replace(ORDER, count=2, goal=MorphTarget("bright techno", 70, 0.5))
    alone = replace(ORDER, seed=8, goal=MorphTarget("bright techno", 71, 0.5))
    assert torch.allclose(sample(model, order)[1], sample(model, alone)[0], atol=1e-4)
    assert torch.equal(
        diffusion.sample_singly(model, order, lambda step, steps: None)[1], sample(model, alone)[0]
    )


def test_a_prompt_of_two_hundred_words(model: LoadedModel) -> None:
    words = [f"word{i}" for i in range(200)]
    whole = sample(model, replace(ORDER, prompt=" ".join(words)))
    assert not same(whole, sample(model, replace(ORDER, prompt=" ".join(words[:-1]))))


@pytest.mark.parametrize("with_source", [False, True])
def test_every_fitting_sampler_draws(model: LoadedModel, with_source: bool) -> None:
    order = replace(ORDER, steps=4, source=source_for(model) if with_source else None, strength=0.5)
    drawn = [
        sample(model, replace(order, scheduler=name))
        for name in ["default", *fitting_schedulers(model.scheduler_config)]
    ]
    assert all(levels.isfinite().all() and levels.std() > 0.001 for levels in drawn)


def test_the_clock_is_heard_by_a_model_that_has_one(sd: LoadedModel, starter: LoadedModel) -> None:
    order = replace(ORDER, columns=128, quarters=Fraction(4), quarters_per_bar=Fraction(4))
    other = replace(order, quarters_per_bar=Fraction(2))
    assert not same(sample(starter, order), sample(starter, other))
    assert same(sample(sd, order), sample(sd, other))


def test_the_key_is_seen_by_a_model_with_a_map_of_it(sd: LoadedModel, starter: LoadedModel) -> None:
    order = replace(ORDER, columns=128, quarters=Fraction(4))
    other = replace(order, key=Key.parse("Am"))
    assert not same(sample(starter, order), sample(starter, other))
    assert same(sample(sd, order), sample(sd, other))


def test_a_turned_clip_is_still_the_same_loop(starter: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noise turned by whole bars gives the picture turned by whole bars: there is no edge."""
    order = replace(ORDER, columns=256, quarters=Fraction(8), quarters_per_bar=Fraction(4))
    # A loop of two bars whose own hand is still: only bars and beats are told.
    monkeypatch.setattr(hints_room, "clock_channels", still_clock)
    straight = sample(starter, order)
    noise = diffusion.noise_of(starter, order)()
    monkeypatch.setattr(diffusion, "noise_of", lambda model, order: lambda: noise.roll(8, -1))
    assert torch.allclose(sample(starter, order), straight.roll(128, -1), atol=1e-3)


def still_clock(width: int, quarters: Fraction, quarters_per_bar: Fraction, rows: int) -> Tensor:
    clock = clock_channels(width, quarters, quarters_per_bar, rows)
    clock[:2] = 0
    return clock


@pytest.mark.parametrize(
    "change, complaint",
    [
        ({"columns": 65}, "draws columns by"),
        ({"steps": 0}, "0 steps"),
        ({"count": 0}, "0 clips"),
        ({"strength": 1.5}, "strength of 1.5"),
        ({"source": torch.rand(1, 3, 64)}, "source is"),
        ({"scheduler": "eulr"}, "isn't a sampler.*supports default"),
    ],
)
def test_what_cannot_be_drawn(sd: LoadedModel, change: dict[str, object], complaint: str) -> None:
    with pytest.raises(BadRequest, match=complaint):
        sample(sd, replace(ORDER, **change))  # type: ignore[arg-type]


def test_a_sampler_of_the_other_kind_is_refused(sd: LoadedModel, starter: LoadedModel) -> None:
    with pytest.raises(BadRequest, match=r"predict flow; for this one use default, ddim"):
        sample(sd, replace(ORDER, scheduler="flow-euler"))
    with pytest.raises(BadRequest, match=r"predict noise; for this one use default, flow-euler"):
        sample(starter, replace(ORDER, scheduler="dpm++"))


def fail_for_want_of_memory(model: LoadedModel, monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Let the U-Net run out of memory at its first `times` looks; returns the batches it sees."""
    batches: list[int] = []
    forward = model.unet.forward

    def scripted(latents: Tensor, *args: object, **kwargs: object) -> object:
        batches.append(len(latents))
        if len(batches) <= times:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return forward(latents, *args, **kwargs)

    monkeypatch.setattr(model.unet, "forward", scripted)
    return batches


def test_a_batch_too_large_is_drawn_a_clip_at_a_time(
    starter: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = replace(ORDER, count=2)
    expected = sample(starter, order)
    batches = fail_for_want_of_memory(starter, monkeypatch, times=1)
    told: list[str] = []
    heard: list[tuple[int, int]] = []
    levels = sample(starter, order, lambda step, steps: heard.append((step, steps)), told.append)
    assert torch.allclose(levels, expected, atol=1e-4)
    assert batches == [4, 2, 2, 2, 2]
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert told == ["Not enough memory on the processor; trying on the processor, a clip at a time."]


def test_a_batch_too_large_for_the_autoencoder_is_decoded_one_by_one(
    sd: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = replace(ORDER, count=2)
    expected = sample(sd, order)
    decoder: Any = sd.codec.module
    batches: list[int] = []
    forward = decoder.decode

    def scripted(latents: Tensor) -> object:
        batches.append(len(latents))
        if len(batches) == 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return forward(latents)

    monkeypatch.setattr(decoder, "decode", scripted)
    told: list[str] = []
    assert torch.allclose(sample(sd, order, tell=told.append), expected, atol=1e-4)
    assert (batches, told) == ([2, 1, 1], [])


def test_a_device_too_small_leaves_it_to_the_processor(
    starter: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The placement stands in for a device; what it would do in half precision is not the point."""
    device = replace(starter, placement=Placement(torch.device("cpu"), torch.float64))
    fail_for_want_of_memory(starter, monkeypatch, times=1)
    told: list[str] = []
    levels = sample(device, ORDER, tell=told.append)
    starter.moved(PROCESSOR)
    assert told == ["Not enough memory on cpu (float64); trying on the processor."]
    assert torch.equal(levels, sample(starter, ORDER))


@pytest.mark.parametrize("folder", ["sd_folder", "starter_folder"])
def test_half_precision_draws_nearly_the_same(request: pytest.FixtureRequest, folder: str) -> None:
    """bfloat16 on the processor: slow, but it shows that every part gets the type it needs."""
    path = request.getfixturevalue(folder)
    exact = sample(load(path), ORDER)
    rough = sample(load(path, Placement(torch.device("cpu"), torch.bfloat16)), ORDER)
    assert rough.dtype == torch.float32
    assert 0 < (rough - exact).abs().mean() < 0.05


def test_no_room_anywhere(starter: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_for_want_of_memory(starter, monkeypatch, times=99)
    with pytest.raises(OutOfMemory, match="fewer clips or bars"):
        sample(starter, replace(ORDER, count=2))
