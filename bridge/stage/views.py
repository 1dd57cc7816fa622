"""What the stage shows, to lights and to a window: data only.

A pad is known by its number, 1 to 16, counted from the bottom left as on a drum machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from bridge.messages.pad_facts import PadFacts
from bridge.player.port import PlayerView
from bridge.stage.table import PADS as PADS
from bridge.stage.table import PadPlan
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport


class PadState(StrEnum):
    """How far a pad is from sounding."""

    EMPTY = "empty"  # no clip, and none asked for
    WAITING = "waiting"  # asked of the engine, which is at something else
    RENDERING = "rendering"
    READY = "ready"
    CUED = "cued"  # sounds from the next boundary
    PLAYING = "playing"
    FAILED = "failed"


class PadView(msgspec.Struct, frozen=True, kw_only=True):
    """One pad: the `plan` it stands for, if any; `progress` in 0..1 while it renders, `message` where it
    failed, `clip` once it has one.

    `beat` is the one from which its rounds count, by the stage's `beats`: where it came in or will, unless
    it was moved since.
    """

    pad: int
    title: str = ""
    plan: PadPlan | None = None
    state: PadState = PadState.EMPTY
    progress: float = 0.0
    message: str = ""
    clip: Clip | None = None
    beat: float | None = None


def pad_facts(pad: PadView) -> PadFacts:
    """What the bridge says of a pad."""
    plan, clip = pad.plan or PadPlan(), pad.clip.job.digest if pad.clip else ""
    return PadFacts(pad.pad, pad.title, str(pad.state), plan.gain, plan.muted, clip)


class SourceView(msgspec.Struct, frozen=True, kw_only=True):
    """A source of tempo: what it said last, whether that still counts, and whether it leads."""

    name: str
    tempo_bpm: float
    fresh: bool
    leads: bool


class StageView(msgspec.Struct, frozen=True, kw_only=True):
    """All of it at one instant: `transport` is the leader's, or none while nobody has said a tempo.

    `beats` are those that sound goes by: they run also while nobody leads, or the leader stands still.
    `table` is the pad set's title, `pad_set` its name. `stands_for` has the ids of clips that were decoded
    for the tempo, and those of the clips that they stand for.
    """

    transport: Transport | None = None
    beats: Transport | None = None
    sources: tuple[SourceView, ...] = ()
    pads: tuple[PadView, ...] = tuple(PadView(pad=number) for number in range(1, PADS + 1))
    player: PlayerView = PlayerView()
    table: str = ""
    pad_set: str = ""
    stands_for: Mapping[str, str] = {}
    learning: int | None = None
    notice: str = ""
