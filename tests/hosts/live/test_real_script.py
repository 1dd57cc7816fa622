"""The installed script in a process of its own, over real sockets: placed or clearly failed, none twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.hosts.live.script import ScriptTranslator
from bridge.hosts.osc_connection import OscConnection
from bridge.messages import answers as an
from bridge.vocabulary.music import Key, Meter
from tests.support.hosts.listening import Ear
from tests.support.hosts.placements import Desk, clip_in
from tests.support.live.world import World, place_many

pytestmark = [pytest.mark.slow, pytest.mark.timeout(90)]


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
    assert (told.source, told.meter, told.key) == ("live", Meter(3, 4), Key(4, "minor"))
    world.live.do("set", is_playing=True, current_song_time=64.0)
    assert world.ear.until(lambda told: told.playing and told.beat >= 64.0)
    assert world.peer.view.version == "12.1.5" and world.peer.view.free_slot == 1
    world.peer.stop()
    assert world.ear.until_left().source == "live"


def test_a_loop_lies_in_its_slot_to_the_beat(world: World) -> None:
    world.live.do("shake", seed=3)
    world.live.do("set", refuses=[])
    clip = world.clip("odd", bars=3, tempo_bpm=93.47, meter=Meter(7, 8))
    world.desk.ask("a", clip, "next-free")
    world.desk.until_all()
    answer = world.desk.answer("a")
    assert isinstance(answer, an.Placed) and answer.clip == clip
    lies = world.live.do("clips")[str(clip.path)]
    assert answer.where == f"live:{lies['where']}"
    assert lies["loop"] == pytest.approx([0.0, 10.5], abs=1e-6) == lies["markers_of_clip"]
    for second, beat in lies["markers"]:
        assert beat == pytest.approx(second * 10.5 / (clip.frames / clip.rate_hz), abs=1e-6)


def test_without_a_host_it_is_said_at_once(tmp_path: Path) -> None:
    desk = Desk()
    desk.ask("a", clip_in(tmp_path, "a"), "selected")
    translator = ScriptTranslator(str(tmp_path), "0.1")
    peer = OscConnection(Ear().post, translator, desk.ends.put, port=0, to_port=9)
    desk.placing.add(peer)
    desk.ask("b", clip_in(tmp_path, "b"), "live:selected")
    desk.ask("c", clip_in(tmp_path, "c"), "reaper:cursor")
    for name in "abc":
        answer = desk.answer(name)
        assert isinstance(answer, an.Failed) and answer.failure.kind == "no-host"


def test_live_loads_another_set_and_goes_on(world: World) -> None:
    world.live.do("reload")
    world.ear.until_left()
    world.until_there()
    world.desk.ask("a", world.clip("a"), "selected")
    world.desk.until_all()
    assert isinstance(world.desk.answer("a"), an.Placed)


def test_live_is_closed_with_a_placement_on_its_way(world: World) -> None:
    world.live.quit()
    world.ear.until_left()
    world.desk.ask("a", clip_in(world.folder, "a"), "selected")
    world.desk.until_all()
    answer = world.desk.answer("a")
    assert isinstance(answer, an.Failed) and answer.failure.kind == "no-host"


def test_a_thousand_placements_end_once_each(tmp_path: Path) -> None:
    tally = place_many(tmp_path, 1000)
    assert tally.asked > 1000 and tally.is_clean, tally
    assert set(tally.failed) == {"no-place", "no-file", "no-host", "host"}
    assert tally.placed > 150 and tally.failed["no-place"] > 150
    assert tally.worst <= 1e-6
