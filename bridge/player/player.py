"""The player as the stage sees it: a process of its own, which is started again if it ends."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

import msgspec

from bridge.player import protocol as wire
from bridge.player import troubles
from bridge.player.devices import Devices
from bridge.player.port import PlayerView, VoiceView
from bridge.player.process import PlayerProcess
from bridge.player.seeking import shift_by, shift_to
from bridge.player.sounds import Source
from bridge.player.tempo_follow import Following
from bridge.timing import instant_of
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport

BLOCK_FRAMES = 512
MAX_GAIN = 2.0
_AGAIN_S = 1.0


class _Entry(msgspec.Struct):
    """Something that was launched, and the how-many-eth message that was."""

    launch: wire.Launch
    clip: Clip
    told: int
    sounded: bool = False


class Player:
    """A `PlayerPort`. `on_change` is called, by a thread of the player's, when the device comes or goes,
    when other devices are found, or when a clip cannot be read."""

    def __init__(
        self,
        *,
        device: str | None = None,
        following: Following = Following.VARISPEED,
        block_frames: int = BLOCK_FRAMES,
        on_change: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`device` is part of a device's name, `jack` for a JACK server, or none for any."""
        self._begin = wire.Begin(device, following, block_frames)
        self._on_change, self._clock = on_change, clock
        self._lock = threading.Lock()
        self._entries: dict[int, _Entry] = {}
        self._launched = 0
        self._transport: Transport | None = None
        self._gain = 1.0
        self._is_metered = False
        self._state: wire.State | None = None
        self._trouble = troubles.STARTING
        self._child: PlayerProcess | None = None
        self._told = 0
        self._devices = Devices(on_change)
        self._closing = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="player", daemon=True)
        self._keeper.start()

    # ---- the port ----

    def preload(self, clip: Clip) -> None:
        with self._lock:
            self._tell(wire.Preload(source_of(clip)))

    def launch(self, slot: str, clip: Clip, *, beat: float, gain: float = 1.0, offset: float = 0.0) -> None:
        source, level = source_of(clip), _level(gain)
        with self._lock:
            self._launched += 1
            launch = wire.Launch(
                number=self._launched, slot=slot, source=source, beat=beat, gain=level, offset=offset
            )
            for number, entry in list(self._entries.items()):
                if entry.launch.slot == slot and not entry.sounded and entry.launch.beat >= beat:
                    del self._entries[number]
            self._tell(launch)
            self._entries[launch.number] = _Entry(launch, clip, self._told)

    def seek(self, slot: str, quarter: float, *, relative: bool = False) -> float:
        with self._lock:
            # Of the instant at which it will be heard.
            at_s = self._clock() + (self._state.latency_s if self._state is not None else 0.0)
            if (entry := self._foremost(slot, at_s)) is None:
                return 0.0
            launch, loop = entry.launch, entry.clip.job.loop
            meter = self._transport.meter if self._transport is not None else loop.meter
            if relative:
                shift = shift_by(loop, meter, quarter)
            else:
                position = self._voice(entry, at_s).position * launch.source.quarters
                shift = shift_to(loop, meter, position, quarter)
            if shift:
                offset = (launch.offset + shift) % launch.source.quarters
                entry.launch = msgspec.structs.replace(launch, offset=offset)
                self._tell(wire.Move(launch.number, offset))
            return shift

    def stop(self, slot: str, *, beat: float | None = None) -> None:
        self._stop(slot, beat)

    def stop_all(self) -> None:
        self._stop(None, None)

    def follow(self, transport: Transport) -> None:
        with self._lock:
            self._transport = transport
            self._tell(wire.Follow(transport))

    def set_following(self, following: Following) -> None:
        """What becomes of loops at another tempo, from now on."""
        with self._lock:
            self._begin = msgspec.structs.replace(self._begin, following=following)
            self._tell(wire.SetFollowing(following))

    def use_device(self, device: str | None) -> None:
        """Play through another device (see `__init__`) from now on; what sounds goes on there."""
        with self._lock:
            if device != self._begin.device:
                self._begin = msgspec.structs.replace(self._begin, device=device)
                self._tell(wire.UseDevice(device))

    def set_gain(self, gain: float, *, slot: str | None = None) -> None:
        level = _level(gain)
        with self._lock:
            if slot is None:
                self._gain = level
            for entry in self._entries.values():
                if entry.launch.slot == slot:
                    entry.launch = msgspec.structs.replace(entry.launch, gain=level)
            self._tell(wire.SetGain(slot, level))

    def look_for_devices(self) -> None:
        self._devices.look()

    def meter(self, on: bool) -> None:
        with self._lock:
            self._is_metered = on
            self._tell(wire.Metered(on))

    def view(self) -> PlayerView:
        now_s, devices = self._clock(), self._devices.names
        with self._lock:
            state, gain = self._state, self._gain
            voices = tuple(self._voice(entry, now_s) for entry in self._entries.values())
            if state is None:
                return PlayerView(trouble=self._trouble, gain=gain, voices=voices, devices=devices)
        return PlayerView(
            device=state.device,
            trouble=state.trouble,
            rate_hz=state.rate_hz,
            latency_s=state.latency_s,
            underruns=state.underruns,
            gain=gain,
            voices=voices,
            failure=state.failure,
            devices=devices,
            levels=state.levels,
        )

    def close(self) -> None:
        """See `PlayerPort`. Waits until the process has ended."""
        self._closing.set()
        self._devices.close()
        with self._lock:
            child = self._child
        if child is not None:
            child.stop()
        self._keeper.join()

    @property
    def pid(self) -> int | None:
        """The process that plays, if it runs."""
        with self._lock:
            return self._child.pid if self._child is not None else None

    # ---- under the lock ----

    def _tell(self, message: wire.ToPlayer) -> None:
        if self._child is not None:
            self._told += 1
            self._child.say(message)

    def _stop(self, slot: str | None, beat: float | None) -> None:
        with self._lock:
            for number, entry in list(self._entries.items()):
                launch = entry.launch
                if slot is not None and launch.slot != slot:
                    continue
                if beat is None or (not entry.sounded and launch.beat >= beat):
                    del self._entries[number]
                else:
                    earlier = beat if launch.stop_beat is None else min(beat, launch.stop_beat)
                    entry.launch = msgspec.structs.replace(launch, stop_beat=earlier)
            self._tell(wire.Stop(slot, beat))

    def _foremost(self, slot: str, at_s: float) -> _Entry | None:
        """What sounds in a slot; what waits for its beat, if nothing does."""
        there = [entry for entry in self._entries.values() if entry.launch.slot == slot]
        begun = [entry for entry in there if self._voice(entry, at_s).starts_at_s <= at_s]
        return next(reversed(begun or there), None)

    def _voice(self, entry: _Entry, now_s: float) -> VoiceView:
        launch = entry.launch
        known = None
        if self._state is not None:
            known = next((v for v in self._state.voices if v.number == launch.number), None)
        if known is None or self._state is None:
            starts_at_s = instant_of(self._transport, launch.beat) if self._transport else now_s
            return VoiceView(
                slot=launch.slot,
                clip=entry.clip,
                starts_at_s=starts_at_s,
                position=launch.offset / launch.source.quarters,
                gain=launch.gain,
                offset=launch.offset,
            )
        # Where it was when the state was told, and what it has been moved by since.
        moved = (launch.offset - known.offset) / launch.source.quarters
        since_s = max(0.0, now_s - max(self._state.at_s, known.starts_at_s))
        return VoiceView(
            slot=launch.slot,
            clip=entry.clip,
            starts_at_s=known.starts_at_s,
            position=(known.position + moved + since_s / known.turn_s) % 1.0,
            gain=launch.gain,
            late_s=known.late_s,
            loading=known.loading,
            offset=launch.offset,
        )

    # ---- the keeper's thread ----

    def _keep(self) -> None:
        while not self._closing.is_set():
            try:
                child = PlayerProcess(self._begin)
            except OSError as error:
                self._note(f"The player couldn't be started: {error.strerror or error}.")
            else:
                self._begin_with(child)
                for state in child.states():
                    self._take(state)
                child.stop()
                self._note(troubles.STOPPED)
            self._closing.wait(_AGAIN_S)

    def _note(self, trouble: str) -> None:
        with self._lock:
            self._child, self._state, self._trouble = None, None, trouble
        if not self._closing.is_set():
            self._on_change()

    def _begin_with(self, child: PlayerProcess) -> None:
        """Tell a fresh process all that holds."""
        with self._lock:
            self._child, self._told = child, 0
            if self._closing.is_set():
                child.close_pipe()
            if self._transport is not None:
                self._tell(wire.Follow(self._transport))
            self._tell(wire.SetGain(None, self._gain))
            if self._is_metered:
                self._tell(wire.Metered(True))
            for entry in self._entries.values():
                self._tell(msgspec.structs.replace(entry.launch, resumed=entry.sounded))
                entry.told = self._told

    def _take(self, state: wire.State) -> None:
        with self._lock:
            before, self._state = self._state, state
            there = {voice.number: voice for voice in state.voices}
            for number, entry in list(self._entries.items()):
                if (voice := there.get(number)) is not None:
                    entry.sounded = entry.sounded or voice.sounds
                elif entry.told <= state.handled:
                    del self._entries[number]
        if before is not None and before.device != state.device and self._devices.names is not None:
            self._devices.look()
        if before is None or (before.device, before.trouble, before.failure) != (
            state.device,
            state.trouble,
            state.failure,
        ):
            self._on_change()


def source_of(clip: Clip) -> Source:
    """What the player must know of a clip."""
    return Source(clip.job.digest, os.fsencode(clip.path.absolute()), float(clip.job.loop.quarters))


def _level(gain: float) -> float:
    return min(MAX_GAIN, max(0.0, gain))
