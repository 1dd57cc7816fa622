"""Live with the script in it, the bridge's side, and many placements into sets in any state."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from bridge.hosts.live.script import ScriptTranslator
from bridge.hosts.osc_connection import OscConnection
from bridge.messages import answers as an
from bridge.timing import loop_quarters
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Meter
from tests.support.hosts.listening import Ear
from tests.support.hosts.placements import Desk, clip_in
from tests.support.hosts.tally import Tally
from tests.support.live.running import RunningLive

PLACES = (
    "selected", "next-free", "live:next-free", "track:2/slot:5", "track:4/slot:1+fire", "track:9/slot:9",
    "arrangement:cursor", "track:3/bar:9",
)  # fmt: skip
METERS = (Meter(), Meter(), Meter(3, 4), Meter(7, 8))
AT_ONCE = 20


class World:
    """Live with the script, the peer that speaks with it, and a desk that asks."""

    def __init__(self, folder: Path, tick_s: float) -> None:
        self.folder = folder / "library"
        self.folder.mkdir()
        self.live = RunningLive(folder, tick_s)
        self.ear, self.desk = Ear(), Desk()
        translator = ScriptTranslator(str(self.folder), "0.1")
        self.peer = OscConnection(
            self.ear.post, translator, self.desk.ends.put, port=0, to_port=self.live.port
        )
        self.desk.placing.add(self.peer)
        self.peer.start()
        self.until_there()

    def until_there(self) -> None:
        """Wait until Live is heard."""
        self.ear.until(lambda told: self.peer.is_there)

    def clip(self, name: str, *, bars: int = 2, tempo_bpm: float = 124.0, meter: Meter | None = None) -> Clip:
        clip = clip_in(self.folder, name, bars=bars, tempo_bpm=tempo_bpm, meter=meter)
        self.live.do("seconds", **{str(clip.path): clip.frames / clip.rate_hz})
        return clip

    def close(self) -> None:
        self.peer.stop()
        self.live.kill()


class Crowd:
    """Many placements, in batches: slots that are full, tracks frozen or of MIDI, files that go, two for one
    slot, undo, sets loaded, Live killed midway (in the batches `killed_in`)."""

    def __init__(self, world: World, *, seed: int, killed_in: tuple[int, ...] = ()) -> None:
        self._world, self._draw, self._killed_in = world, random.Random(seed), killed_in
        self._clips: dict[str, Clip] = {}
        self._perished: set[str] = set()
        self.tally = Tally()

    def batch(self, number: int) -> None:
        """Have so many placed, and wait until all are answered."""
        world, draw = self._world, self._draw
        world.live.do("shake", seed=number)
        names = [f"{number}-{each}" for each in range(AT_ONCE)]
        for name in names:
            self._clips[name] = world.clip(
                name, bars=draw.choice((1, 2, 4)), tempo_bpm=draw.uniform(70, 180), meter=draw.choice(METERS)
            )
        for each, name in enumerate(names):
            clip = self._clips[name]
            if draw.random() < 0.05:
                clip.path.unlink()
            world.desk.ask(name, clip, draw.choice(PLACES))
            if draw.random() < 0.1:  # the same clip to yet another place
                world.desk.ask(f"{name} again", clip, "selected" if each % 2 else "next-free")
            if draw.random() < 0.05:
                clip.path.unlink(missing_ok=True)
        if number % 10 == 5:
            world.live.do("reload")
        if number in self._killed_in:
            self._perished |= set(names)
            world.live.kill()
            world.live.start()
        world.desk.until_all()
        world.until_there()
        self._measure()

    def count(self) -> Tally:
        """What became of them all."""
        made = Counter(self._world.live.made())
        for name, clip in self._clips.items():
            self._count(name, made[str(clip.path)])
        return self.tally

    def _count(self, name: str, made: int) -> None:
        answers = self._world.desk.answers
        placed = unfit = asked = 0
        for each in (name, f"{name} again"):
            if each not in answers:
                continue
            asked += 1
            match answers[each]:
                case [an.Placed()]:
                    placed += 1
                case [an.Failed(failure=failure)]:
                    self.tally.fail(failure.kind, failure.message)
                    # Live made it, and would not have it as it should be.
                    unfit += "taken out again" in failure.message
                case _:
                    self.tally.open += 1
        self.tally.placed += placed
        # Whether a clip came to be before Live was gone, nobody can know.
        most = asked if name in self._perished else placed + unfit
        self.tally.twice += max(0, made - most)
        self.tally.lost += max(0, placed - made)

    def _measure(self) -> None:
        """How far what lies in Live now is from where it should be, in beats."""
        lying = self._world.live.do("clips")
        for clip in self._clips.values():
            if (lies := lying.get(str(clip.path))) is None:
                continue
            beats, seconds = float(loop_quarters(clip.job.bars, clip.job.meter)), clip.frames / clip.rate_hz
            ends = [*zip(lies["loop"], (0, beats), strict=True)]
            ends += [*zip(lies["markers_of_clip"], (0, beats), strict=True)]
            ends += [(beat, second * beats / seconds) for second, beat in lies["markers"]]
            ends += [(lies["markers"][0][1], 0), (lies["markers"][-1][1], beats)]
            self.tally.lies(*(there - due for there, due in ends))


def place_many(folder: Path, count: int, *, seed: int = 7) -> Tally:
    """At least `count` placements, in some fifty sets of which Live is killed in two."""
    world = World(folder, 0.001)
    batches = -(-count // AT_ONCE)
    try:
        crowd = Crowd(world, seed=seed, killed_in=(batches // 3 + 1, 2 * batches // 3 + 1))
        for number in range(batches):
            crowd.batch(number)
        return crowd.count()
    finally:
        world.close()


__all__ = ["AT_ONCE", "Crowd", "World", "place_many"]
