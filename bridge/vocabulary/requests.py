"""What somebody asks for, gaps and all; `bridge.requests.resolve` turns it into jobs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Literal

import msgspec

from bridge.vocabulary.files import Extra, FileFormat
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.places import Place


class Operation(StrEnum):
    """What a request makes of the clip or sound that it starts from."""

    VARY = "vary"  # redraws as much of it as `strength` says
    MORPH = "morph"  # moves towards another loop; of a clip this needs its job, not its sound
    EXTEND = "extend"  # continues it to more bars
    FILL = "fill"  # redraws a part of it and keeps the rest


class PieceRequest(msgspec.Struct, frozen=True, kw_only=True):
    """An arrangement in a file: its TOML `text`, the file's name, and the `sources` that it names. Those that
    lie `beside` the file are sounds, the others clips of the library."""

    text: str
    file: str
    sources: tuple[str, ...]
    beside: tuple[str, ...] = ()


class ClipRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody asks for. `None` means that they did not say: `resolve` decides.

    `tempo_bpm` counts quarter notes a minute; `strength` is how much is redrawn of the source, or of the loop
    as composed and played (0 to 1); `loudness` is in LUFS, or “off” for a loop that isn't mastered;
    `guidance` is the scale of classifier-free guidance (1 = none); `origin` says where it came from.
    `operation` is what becomes of the source. Some fields imply it: `goal_prompt`, `goal_source` (a clip),
    `goal_seed`, `goal_key` and `blend` (0–1) a morph, `from_quarter` and `to_quarter` a fill.
    `source_tempo_bpm` and `source_bars` correct what the source's file says of it, and so do `source_licence`
    and `source_author`, which are kept in the clip for its credits. `drawn_tempo_bpm` has a
    loop drawn as for this tempo and only played at `tempo_bpm`. `place` is where in a host's session the clip
    goes once it is there. `guide` says whether the loop is composed and played, for the model to redraw, or
    drawn from noise. `midi` and `stems` say what else is written beside it.
    """

    prompt: str | None = None
    negative: str | None = None
    preset: str | None = None
    model: str | None = None
    loras: tuple[Lora, ...] | None = None
    tempo_bpm: float | None = None
    bars: int | None = None
    meter: Meter | None = None
    key: Key | None = None
    seed: int | None = None
    steps: int | None = None
    guidance: float | None = None
    scheduler: str | None = None
    guide: bool | None = None
    count: int | None = None
    source: Path | None = None
    strength: float | None = None
    rate_hz: int | None = None
    loudness: float | Literal["off"] | None = None
    file_format: FileFormat | None = None
    operation: Operation | None = None
    goal_prompt: str | None = None
    goal_source: Path | None = None
    goal_seed: int | None = None
    goal_key: Key | None = None
    blend: float | None = None
    from_quarter: float | None = None
    to_quarter: float | None = None
    source_bars: int | None = None
    source_tempo_bpm: float | None = None
    source_licence: str | None = None
    source_author: str | None = None
    drawn_tempo_bpm: float | None = None
    place: Place | None = None
    midi: bool | None = None
    stems: bool | None = None
    origin: str = "command line"

    @property
    def extras(self) -> tuple[Extra, ...]:
        """What is to be written beside the clip."""
        return tuple(extra for extra in Extra if getattr(self, extra))
