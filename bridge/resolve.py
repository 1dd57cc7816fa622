"""From what was asked to what will be done: every default is decided here, once.

The order of deciding is: the request, then the host's transport (tempo and meter), then the preset,
then the model's own defaults or the settings'. Nothing is read, drawn or timed here: whoever calls
brings the preset, the model's description, the source's hash and a seed for requests without one.
"""

from __future__ import annotations

import math
import random
from typing import TypeVar

import msgspec

from bridge.engine.info import ModelInfo
from bridge.engine.lexicon import Listener
from bridge.engine.prompting import is_pitched
from bridge.errors import BadRequest
from bridge.presets import Preset
from bridge.settings import Settings
from bridge.timing import loop_frames
from bridge.vocabulary import (
    PHASE_ITERATIONS,
    ClipRequest,
    Key,
    Loop,
    Meter,
    PhaseMethod,
    RenderJob,
    SourceAudio,
    Transport,
)

MAX_PROMPT_CHARACTERS = 2_000
MAX_COUNT = 16
MAX_STEPS = 200
MAX_SEED = 2**32 - 1
MAX_GUIDANCE = 30.0
DEFAULT_BARS = 2
DEFAULT_STRENGTH = 0.6
RATES_HZ = (22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000)

T = TypeVar("T")
Number = TypeVar("Number", int, float)


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a request is resolved against, all of it read beforehand; `listener` is the model's, if it
    has a lexicon."""

    settings: Settings
    model: ModelInfo
    model_sha256: str
    fresh_seed: int
    preset: Preset | None = None
    transport: Transport | None = None
    source: SourceAudio | None = None
    listener: Listener | None = None


def resolve(request: ClipRequest, around: Surroundings) -> list[RenderJob]:
    """The jobs of one batch, one for each take. Raises `BadRequest` for what cannot be rendered."""
    preset, model = around.preset, around.model
    loop = _loop(request, around)
    rate_hz = first(request.rate_hz, around.settings.rate_hz)
    if rate_hz not in RATES_HZ:
        raise BadRequest(
            f"A rate of {rate_hz} Hz is not offered; give one of {', '.join(map(str, RATES_HZ))}."
        )
    loop_frames(loop.bars, loop.meter, loop.tempo_bpm, rate_hz)
    steps = first(request.steps, preset.steps if preset else None, model.default_steps)
    guidance = first(request.guidance, preset.guidance if preset else None, model.default_guidance)
    negative = first(request.negative, preset.negative if preset else None, "")
    count = within("count", first(request.count, 1), 1, MAX_COUNT)
    prompt = _prompt(request, preset)
    seed = within("seed", first(request.seed, around.fresh_seed), 0, MAX_SEED)
    key = loop.key
    if key is None and model.follows_key and is_pitched(around.listener, prompt, negative):
        key = key_of_seed(seed)
    job = RenderJob(
        prompt=prompt,
        negative=_text("negative prompt", negative),
        model=model.id,
        model_sha256=around.model_sha256,
        tempo_bpm=float(loop.tempo_bpm),
        bars=loop.bars,
        meter=loop.meter,
        key=key,
        seed=seed,
        count=count,
        take=0,
        steps=within("steps", steps, 1, MAX_STEPS),
        guidance=within("guidance", guidance, 0.0, MAX_GUIDANCE),
        scheduler=first(request.scheduler, model.default_scheduler),
        source=around.source,
        strength=_strength(request, around.source),
        rate_hz=rate_hz,
        file_format=first(request.file_format, around.settings.file_format),
        phase_method=PhaseMethod.BEST,
        phase_iterations=PHASE_ITERATIONS[PhaseMethod.BEST],
    )
    return [msgspec.structs.replace(job, take=take) for take in range(count)]


def _loop(request: ClipRequest, around: Surroundings) -> Loop:
    """The music's frame: the request's, else the host's, else the preset's, else the defaults."""
    preset, host = around.preset, around.transport
    return Loop(
        tempo_bpm=first(
            request.tempo_bpm,
            host.tempo_bpm if host else None,
            preset.tempo_bpm if preset else None,
            around.settings.default_tempo_bpm,
        ),
        bars=first(request.bars, preset.bars if preset else None, DEFAULT_BARS),
        meter=first(
            request.meter,
            host.meter if host else None,
            Meter.parse(preset.meter) if preset else None,
            Meter(),
        ),
        key=request.key or (Key.parse(preset.key) if preset and preset.key else None),
    )


def key_of_seed(seed: int) -> Key:
    """The key for whoever names none: a model that keeps to keys draws surer in one than in none."""
    draw = random.Random(f"{seed}/key")
    return Key(draw.randrange(12), draw.choice(("major", "minor")))


def first(*choices: T | None) -> T:
    """The first choice that is not `None`; the last must not be."""
    return next(choice for choice in choices if choice is not None)


def within(name: str, value: Number, low: Number, high: Number) -> Number:
    """`value`, or `BadRequest` if it lies outside `low`..`high` or is no number."""
    if not (math.isfinite(value) and low <= value <= high):
        raise BadRequest(f"A {name} of {value} is out of range; give {low} to {high}.")
    return value


def _text(name: str, text: str) -> str:
    """`text` on one line without control characters."""
    if len(text) > MAX_PROMPT_CHARACTERS:
        raise BadRequest(
            f"The {name} has {len(text):,} characters; at most {MAX_PROMPT_CHARACTERS:,} can be read."
        )
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _prompt(request: ClipRequest, preset: Preset | None) -> str:
    asked = _text("prompt", request.prompt or "")
    if preset is not None:
        return f"{asked}, {preset.words}" if asked and preset.words else asked or preset.prompt
    if not asked and request.source is None:
        raise BadRequest("There is nothing to draw: give a prompt, a preset or a source.")
    return asked


def _strength(request: ClipRequest, source: SourceAudio | None) -> float:
    if source is None:
        if request.strength is not None:
            raise BadRequest("A strength is of a source's redrawing; give a source with it.")
        return 1.0
    strength = first(request.strength, DEFAULT_STRENGTH)
    if not 0.0 < strength <= 1.0:
        raise BadRequest(f"A strength of {strength} is out of range; give above 0 and up to 1.")
    return strength
