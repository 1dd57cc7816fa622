"""The installed script in a process of its own, over real sockets: placed or clearly failed, none twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge import events as ev
from bridge.hosts.ableton.live import LivePeer, LivePlacer
from bridge.vocabulary import Clip, Key, Meter
from tests.hosts.ableton.placements import Desk, clip_in
from tests.hosts.ableton.running import RunningLive
from tests.hosts.listening import Ear

pytestmark = pytest.mark.timeout(90)
PLACES = (
    "selected", "next-free", "live:next-free", "track:2/slot:5", "track:4/slot:1+fire", "track:9/slot:9",
    "arrangement:cursor",
)  # fmt: skip


class World:
    """Live with the script, the peer that speaks with it, and a desk that asks."""

    def __init__(self, folder: Path, tick_s: float) -> None:
        self.folder = folder / "library"
        self.folder.mkdir()
        self.live = RunningLive(folder, tick_s)
        self.ear, self.desk = Ear(), Desk()
        self.peer = LivePeer(self.ear.post, self.desk.ends.put, str(self.folder), to_port=self.live.port)
        self.desk.placing.add(LivePlacer(self.peer))
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


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path, 0.005)
    try:
        yield world
    finally:
        world.close()


def test_time_key_and_selection_are_heard(world: World) -> None:
    world.live.do(
        "set", tempo=123.456, signature_numerator=3, root_note=4, scale_name="Minor", scale_mode=True
    )
    told = world.ear.until(lambda told: told.key is not None and told.tempo_bpm == 123.456)
    assert (told.source, told.meter, told.key) == ("ableton", Meter(3, 4), Key(4, "minor"))
    world.live.do("set", is_playing=True, current_song_time=64.0)
    assert world.ear.until(lambda told: told.playing and told.beat >= 64.0)
    assert world.peer.view.version == "12.1.5" and world.peer.view.free_slot == 1
    world.peer.stop()
    assert world.ear.until_left().source == "ableton"


def test_a_loop_lies_in_its_slot_to_the_beat(world: World) -> None:
    world.live.do("shake", seed=3)
    world.live.do("set", refuses=[])
    clip = world.clip("odd", bars=3, tempo_bpm=93.47, meter=Meter(7, 8))
    world.desk.ask("a", clip, "next-free")
    world.desk.until_all()
    answer = world.desk.answer("a")
    assert isinstance(answer, ev.Placed) and answer.clip == clip
    lies = world.live.do("clips")[str(clip.path)]
    assert answer.where == f"live:{lies['where']}"
    assert lies["loop"] == pytest.approx([0.0, 10.5], abs=1e-6) == lies["markers_of_clip"]
    for second, beat in lies["markers"]:
        assert beat == pytest.approx(second * 10.5 / (clip.frames / clip.rate_hz), abs=1e-6)


def test_without_a_host_it_is_said_at_once(tmp_path: Path) -> None:
    desk = Desk()
    desk.ask("a", clip_in(tmp_path, "a"), "selected")
    peer = LivePeer(Ear().post, desk.ends.put, str(tmp_path), to_port=9)
    desk.placing.add(LivePlacer(peer))
    desk.ask("b", clip_in(tmp_path, "b"), "live:selected")
    desk.ask("c", clip_in(tmp_path, "c"), "reaper:cursor")
    for name in "abc":
        answer = desk.answer(name)
        assert isinstance(answer, ev.Failed) and answer.failure.kind == "no-host"


def test_live_loads_another_set_and_goes_on(world: World) -> None:
    world.live.do("reload")
    world.ear.until_left()
    world.until_there()
    world.desk.ask("a", world.clip("a"), "selected")
    world.desk.until_all()
    assert isinstance(world.desk.answer("a"), ev.Placed)


def test_live_is_closed_with_a_placement_on_its_way(world: World) -> None:
    world.live.quit()
    world.ear.until_left()
    world.desk.ask("a", clip_in(world.folder, "a"), "selected")
    world.desk.until_all()
    answer = world.desk.answer("a")
    assert isinstance(answer, ev.Failed) and answer.failure.kind == "no-host"


def test_a_thousand_placements_end_once_each(tmp_path: Path) -> None:
    world = World(tmp_path, 0.001)
    draw = random.Random(7)
    clips: dict[str, Clip] = {}
    perished: set[str] = set()
    try:
        for batch in range(50):
            world.live.do("shake", seed=batch)
            names = [f"{batch}-{number}" for number in range(20)]
            for name in names:
                clips[name] = world.clip(name, bars=draw.choice((1, 2, 4)), tempo_bpm=draw.uniform(70, 180))
            for number, name in enumerate(names):
                if draw.random() < 0.05:
                    clips[name].path.unlink()
                world.desk.ask(name, clips[name], draw.choice(PLACES))
                if draw.random() < 0.1:  # the same clip to yet another place
                    world.desk.ask(f"{name} again", clips[name], "selected" if number % 2 else "next-free")
                if draw.random() < 0.05:
                    clips[name].path.unlink(missing_ok=True)
            if batch % 10 == 5:
                world.live.do("reload")
            if batch in (17, 34):
                perished |= set(names)
                world.live.kill()
                world.live.start()
            world.desk.until_all()
            world.until_there()
        check(world, clips, perished)
    finally:
        world.close()


def check(world: World, clips: dict[str, Clip], perished: set[str]) -> None:
    made = Counter(world.live.made())
    ends = Counter[str]()
    for name, clip in clips.items():
        answers = [world.desk.answer(each) for each in (name, f"{name} again") if each in world.desk.answers]
        placed = sum(isinstance(answer, ev.Placed) for answer in answers)
        ends["placed"] += placed
        for answer in answers:
            assert isinstance(answer, ev.Placed | ev.Failed)
            if isinstance(answer, ev.Failed):
                assert answer.failure.message.endswith(".")
                ends[answer.failure.kind] += 1
        # Live makes a clip for each that is placed, and for those that it would not have as they should be.
        unfit = sum(
            "taken out again" in each.failure.message for each in answers if isinstance(each, ev.Failed)
        )
        if name in perished:  # whether it came to be before Live was gone, nobody can know
            assert placed <= made[str(clip.path)] <= len(answers)
        else:
            assert made[str(clip.path)] == placed + unfit
    assert len(clips) == 1000 and set(ends) == {"placed", "no-place", "no-file", "no-host", "host"}
    assert ends["placed"] > 150 and ends["no-place"] > 150
