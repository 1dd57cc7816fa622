"""What a request is resolved against."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from bridge.composing.genre import Genre
from bridge.composing.genre_files import genres
from bridge.models.acceleration import Acceleration
from bridge.models.info import ModelInfo
from bridge.prompts.parser import PromptParser
from bridge.requests.presets import Preset
from bridge.settings import Settings
from bridge.sound.files.loops import Evidence
from bridge.vocabulary.jobs import RenderJob, SourceAudio
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Key, Transport


class ResolveContext(msgspec.Struct, frozen=True, kw_only=True):
    """All that a request is resolved against, read beforehand.

    `prompt_parser` reads prompts; `model_parser` does so by the model's own lexicon, where that differs.
    `parent` is the job of the clip that the request starts from, `goal` of the clip that it morphs to.
    `evidence` is what the source's file says of its loop, `heard_key` the key of a source that states none.
    `loras` are those that the request names, read; `acceleration` is what one of them that is for few steps
    asks for, `trained_strengths` what those ask for, by name, that were trained on somebody's own loops.
    `genres` are read once a request, since each look at the user's folder takes 0.1 ms.
    """

    settings: Settings
    model: ModelInfo
    model_sha256: str
    fresh_seed: int
    preset: Preset | None = None
    transport: Transport | None = None
    source: SourceAudio | None = None
    evidence: Evidence | None = None
    parent: RenderJob | None = None
    goal: RenderJob | None = None
    heard_key: Key | None = None
    loras: tuple[Lora, ...] | None = None
    acceleration: Acceleration | None = None
    trained_strengths: Mapping[str, float] = MappingProxyType({})
    genres: Mapping[str, Genre] = msgspec.field(default_factory=genres)
    prompt_parser: PromptParser | None = None
    model_parser: PromptParser | None = None
