"""The messages between the player's process and its parent; `bridge.ipc` carries them."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import msgspec

from bridge import ipc
from bridge.player.meter import Levels
from bridge.player.sounds import Source
from bridge.player.tempo_follow import Following
from bridge.vocabulary.music import Transport


class Begin(msgspec.Struct, frozen=True, tag=True):
    """The first message, once: how to play. `device` is part of a name, `jack`, or none for any."""

    device: str | None
    following: Following
    block_frames: int


class Preload(msgspec.Struct, frozen=True, tag=True):
    """Have this in memory."""

    source: Source


class Launch(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """See `PlayerPort.launch`. `number` names the voice; `resumed` says that it sounded before.

    At `beat` it is `offset` quarters into its loop.
    """

    number: int
    slot: str
    source: Source
    beat: float
    gain: float
    offset: float = 0.0
    stop_beat: float | None = None
    resumed: bool = False


class Move(msgspec.Struct, frozen=True, tag=True):
    """From now on voice `number` is `offset` quarters into its loop where its beat falls."""

    number: int
    offset: float


class Stop(msgspec.Struct, frozen=True, tag=True):
    """See `PlayerPort.stop`; no slot means all."""

    slot: str | None
    beat: float | None


class Follow(msgspec.Struct, frozen=True, tag=True):
    """See `PlayerPort.follow`."""

    transport: Transport


class SetGain(msgspec.Struct, frozen=True, tag=True):
    """The level of a slot, or of all."""

    slot: str | None
    gain: float


class SetFollowing(msgspec.Struct, frozen=True, tag=True):
    """What becomes of loops at another tempo, from now on."""

    following: Following


class Metered(msgspec.Struct, frozen=True, tag=True):
    """See `PlayerPort.meter`."""

    on: bool


class VoiceState(msgspec.Struct, frozen=True, kw_only=True):
    """A voice at the state's instant: `position` in 0..1, going round in `turn_s`; it has come there from
    `offset` quarters where its beat falls.

    `start_frame` is the device's own number of the frame where its first sample is, once it has one.
    """

    number: int
    starts_at_s: float
    late_s: float
    position: float
    turn_s: float
    sounds: bool
    loading: bool
    offset: float = 0.0
    start_frame: int | None = None


class State(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """How the player stands at `at_s`, with the first `handled` messages carried out."""

    handled: int
    at_s: float
    device: str | None
    trouble: str
    rate_hz: int
    latency_s: float
    underruns: int
    voices: tuple[VoiceState, ...]
    failure: str
    levels: Levels | None = None


class UseDevice(msgspec.Struct, frozen=True, tag=True):
    """From now on play through `device`, as in `Begin`; what sounds goes on there."""

    device: str | None


ToPlayer = Begin | Preload | Launch | Move | Stop | Follow | SetGain | SetFollowing | UseDevice | Metered

encode = ipc.encode
read_to_player: Callable[[BinaryIO], ToPlayer | None] = ipc.reader(ToPlayer)
read_from_player: Callable[[BinaryIO], State | None] = ipc.reader(State)
