"""Runs the player inside its process: what is launched, on which device, and how it stands.

One thread calls it; what the device's and the loader's threads have to say waits in queues.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec

from bridge.player import mixer as mx
from bridge.player import protocol as wire
from bridge.player import troubles
from bridge.player.audio_backend import AudioBackend, NoAudioDevice
from bridge.player.device import Rig, open_output
from bridge.player.sounds import Loaded, Sounds, Source
from bridge.player.voice import Voice
from bridge.timing import instant_of
from bridge.vocabulary.music import Transport

RETRY_S = 1.0
# So many clips are asked for again when a device comes: what rate it has is not known before.
_MOST_WANTED = 64
_IDLE = Transport(tempo_bpm=120.0)

# How it is opened: what is wanted, frames a block, whether to look afresh at what is plugged in.
Open = Callable[[str | None, int, bool], AudioBackend]


def _open(wanted: str | None, block_frames: int, afresh: bool) -> AudioBackend:
    return open_output(wanted, block_frames, afresh=afresh)


class Engine:
    """Plays what it is told to on whatever device there is, and goes on when that comes back."""

    def __init__(
        self,
        begin: wire.Begin,
        post: Callable[[Loaded], None],
        *,
        opened: Open = _open,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`post` is called by the loading thread; what it is given must come back through `loaded`."""
        self._begin, self._open, self._clock = begin, opened, clock
        self._following = begin.following
        self._sounds = Sounds(post)
        self._transport = _IDLE
        self._rig: Rig | None = None
        self._trouble = ""
        self._failure = ""
        self._tried_s = -RETRY_S
        self._had_one = False
        self._underruns = 0
        self._gain = 1.0
        self.is_metered = False
        self._wanted: dict[str, Source] = {}
        self._handled = 0
        # What is to be heard, in order of launching; and of these, what is with the mixer.
        self._launches: dict[int, wire.Launch] = {}
        self._voices: dict[int, Voice] = {}
        self._obeyed_at: dict[int, int] = {}

    # ---- what is asked ----

    def handle(self, message: wire.ToPlayer) -> None:
        """Carry out one message."""
        self._handled += 1
        match message:
            case wire.Preload(source):
                self._preload(source)
            case wire.Launch():
                self._launch(message)
            case wire.Move(number, offset):
                self._move(number, offset)
            case wire.Stop(slot, beat):
                self._stop(slot, beat)
            case wire.Follow(transport):
                self._transport = transport
                if self._rig is not None:
                    self._rig.look(transport)
            case wire.SetGain(slot, gain):
                self._set_gain(slot, gain)
            case wire.SetFollowing(following):
                self._following = following
                if self._rig is not None:
                    self._rig.mixer.following = following
            case wire.Metered(on):
                self.is_metered = on
                if self._rig is not None:
                    self._rig.mixer.meter.is_on = on
            case wire.UseDevice(device):
                self._change_to(device)
            case wire.Begin():
                raise ValueError("it has begun already")

    def loaded(self, answer: Loaded) -> None:
        """Take what the loading thread has read."""
        if self._rig is None or answer.rate_hz != self._rig.output.rate_hz:
            return
        for number, launch in list(self._launches.items()):
            if launch.source.key != answer.key or number in self._voices:
                continue
            if answer.loop is None:
                self._failure = answer.why
                del self._launches[number]
            else:
                self._enter(launch)

    def _preload(self, source: Source) -> None:
        self._wanted[source.key] = source
        while len(self._wanted) > _MOST_WANTED:
            del self._wanted[next(iter(self._wanted))]
        if self._rig is not None:
            self._sounds.ask(source, self._rig.output.rate_hz)

    def _launch(self, launch: wire.Launch) -> None:
        for number, other in list(self._launches.items()):
            if other.slot == launch.slot and other.beat >= launch.beat and not self._sounded(number):
                del self._launches[number]
        self._launches[launch.number] = launch
        self._enter(launch)

    def _sounded(self, number: int) -> bool:
        voice = self._voices.get(number)
        return self._launches[number].resumed or (voice is not None and voice.placed)

    def _enter(self, launch: wire.Launch) -> None:
        """Give a launch to the mixer, if there is one and the loop is in memory."""
        if self._rig is None:
            return
        if (loop := self._sounds.ask(launch.source, self._rig.output.rate_hz)) is None:
            return
        voice = Voice(
            launch.number,
            launch.slot,
            loop,
            launch.beat,
            launch.gain,
            offset=launch.offset,
            resumed=launch.resumed,
        )
        voice.stop_beat = launch.stop_beat
        self._voices[launch.number] = voice
        self._obeyed_at[launch.number] = self._rig.say(mx.Launch(voice))

    def _move(self, number: int, offset: float) -> None:
        """Have a voice go on elsewhere; kept with its launch, so that it holds on the next device too."""
        if (launch := self._launches.get(number)) is None:
            return
        self._launches[number] = msgspec.structs.replace(launch, offset=offset)
        if self._rig is not None and number in self._voices:
            self._rig.say(mx.Move(number, offset))

    def _stop(self, slot: str | None, beat: float | None) -> None:
        for number, launch in list(self._launches.items()):
            if slot is not None and launch.slot != slot:
                continue
            if beat is None or (launch.beat >= beat and not self._sounded(number)):
                del self._launches[number]
            else:
                earlier = beat if launch.stop_beat is None else min(beat, launch.stop_beat)
                self._launches[number] = msgspec.structs.replace(launch, stop_beat=earlier)
        if self._rig is not None:
            self._rig.say(mx.Stop(slot, beat))

    def _set_gain(self, slot: str | None, gain: float) -> None:
        if slot is None:
            self._gain = gain
        for number, launch in self._launches.items():
            if launch.slot == slot:
                self._launches[number] = msgspec.structs.replace(launch, gain=gain)
        if self._rig is not None:
            self._rig.say(mx.SetGain(slot, gain))

    # ---- what goes on ----

    def tick(self) -> None:
        """Look after the device and the clock; to be called some fifty times a second."""
        now_s = self._clock()
        if self._rig is not None and not self._rig.output.alive(now_s):
            self._lose()
        if self._rig is None and now_s - self._tried_s >= RETRY_S:
            self._tried_s = now_s
            self._find()
        if self._rig is not None:
            self._rig.look(self._transport)
            self._forget_ended(self._rig)
        else:
            self._forget_past(now_s)

    def close(self) -> None:
        """Let go of the device and end the loading thread."""
        if self._rig is not None:
            self._rig.output.close()
            self._rig = None
        self._sounds.close()

    def _change_to(self, device: str | None) -> None:
        """Leave the device, as if it had gone, and look for the other one at once."""
        self._begin = msgspec.structs.replace(self._begin, device=device)
        if self._rig is not None:
            self._lose()
        self._trouble, self._had_one = troubles.CHANGING, False
        self._tried_s = self._clock() - RETRY_S

    def _lose(self) -> None:
        rig, self._rig = self._rig, None
        assert rig is not None
        self._trouble = troubles.LOST.format(name=rig.output.name)
        self._underruns += rig.output.underruns
        rig.output.close()
        for number, launch in list(self._launches.items()):
            self._launches[number] = msgspec.structs.replace(launch, resumed=self._sounded(number))
        self._voices.clear()
        self._obeyed_at.clear()

    def _find(self) -> None:
        """Open what there is, and go on with what should sound."""
        try:
            output = self._open(self._begin.device, self._begin.block_frames, self._trouble != "")
            rig = Rig(output, self._following)
            rig.mixer.meter.is_on = self.is_metered
            rig.mixer.gain.now = rig.mixer.gain.target = self._gain
            try:
                rig.start()
            except NoAudioDevice:
                output.close()
                raise
        except NoAudioDevice as error:
            if not (self._trouble and self._had_one):
                self._trouble = str(error)
            return
        self._rig, self._trouble, self._had_one = rig, "", True
        for launch in self._launches.values():
            self._enter(launch)
        for source in self._wanted.values():
            self._sounds.ask(source, output.rate_hz)

    def _forget_ended(self, rig: Rig) -> None:
        """Drop the launches whose voices the mixer has let go."""
        obeyed = rig.mixer.obeyed  # read first: what was launched later is not there yet
        # A voice that jumped has an heir of the same number, which comes later.
        there = {voice.number: voice for voice in rig.mixer.voices}
        for number in [number for number in self._voices if number not in there]:
            if self._obeyed_at[number] <= obeyed:
                del self._voices[number], self._obeyed_at[number]
                self._launches.pop(number, None)
        self._voices.update((number, voice) for number, voice in there.items() if number in self._voices)

    def _forget_past(self, now_s: float) -> None:
        """Without a device, drop the launches that would have been stopped or replaced by now."""
        come = {
            number: launch
            for number, launch in self._launches.items()
            if instant_of(self._transport, launch.beat) <= now_s
        }
        last = {launch.slot: number for number, launch in come.items()}
        for number, launch in come.items():
            stop_beat = launch.stop_beat
            is_stopped = stop_beat is not None and instant_of(self._transport, stop_beat) <= now_s
            if is_stopped or number != last[launch.slot]:
                del self._launches[number]

    # ---- how it stands ----

    def state(self) -> wire.State:
        """All of it, as of now."""
        now_s = self._clock()
        rig = self._rig
        return wire.State(
            handled=self._handled,
            at_s=now_s,
            device=rig.output.name if rig else None,
            trouble=self._trouble,
            rate_hz=rig.output.rate_hz if rig else 0,
            latency_s=rig.output.latency_s if rig else 0.0,
            underruns=self._underruns + (rig.output.underruns if rig else 0),
            voices=tuple(self._voice_state(launch, now_s) for launch in self._launches.values()),
            failure=self._failure,
            levels=rig.mixer.meter.read() if rig is not None and self.is_metered else None,
        )

    def _voice_state(self, launch: wire.Launch, now_s: float) -> wire.VoiceState:
        starts_at_s = instant_of(self._transport, launch.beat)
        turn_s = launch.source.quarters * 60 / self._transport.tempo_bpm
        voice, rig = self._voices.get(launch.number), self._rig
        if rig is not None and voice is not None and voice.placed and rig.ready:
            frame = round(rig.clock.frame_at(now_s))
            return wire.VoiceState(
                number=launch.number,
                starts_at_s=rig.clock.instant_of(voice.start),
                late_s=voice.late_frames / rig.output.rate_hz,
                position=voice.position_at(max(frame, voice.start)) / voice.loop.frames,
                turn_s=voice.loop.frames / voice.speed / rig.output.rate_hz,
                sounds=frame >= voice.opens,
                loading=False,
                offset=voice.offset,
                start_frame=voice.start,
            )
        return wire.VoiceState(
            number=launch.number,
            starts_at_s=starts_at_s,
            late_s=0.0,
            position=(max(0.0, now_s - starts_at_s) / turn_s + launch.offset / launch.source.quarters) % 1.0,
            turn_s=turn_s,
            sounds=False,
            loading=voice is None and rig is not None,
            offset=launch.offset,
        )
