"""The player's process from outside: what it is told survives its end, and it says what is wrong."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bridge.player.player import Player, source_of
from bridge.player.port import PlayerView
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport
from tests.support.factories import job
from tests.support.posix import kill

pytestmark = pytest.mark.slow

CLIP = Clip(
    job=job(tempo_bpm=120.0, bars=2), path=Path("/nowhere/two bars.wav"), frames=176_400, rate_hz=44_100,
    peak_dbfs=-1.0, seam=0.5, grid="exact",
)  # fmt: skip


class Watched:
    """A player on a device that is not there, whose changes wake whoever waits for them."""

    def __init__(self) -> None:
        self.changed = threading.Event()
        self.port = Player(device="no such device", on_change=self.changed.set)

    def wait(self, until: Callable[[PlayerView], bool], seconds: float = 60) -> PlayerView:
        end_s = time.monotonic() + seconds
        while not until(view := self.port.view()):
            assert time.monotonic() < end_s, view
            self.changed.wait(0.05)
            self.changed.clear()
        return view


@pytest.fixture
def player() -> Iterator[Watched]:
    made = Watched()
    yield made
    made.port.close()


def told(view: PlayerView) -> bool:
    return bool(view.trouble) and "tarting" not in view.trouble


def test_with_no_device_everything_is_taken_and_shown(player: Watched) -> None:
    read_at_s = time.monotonic()
    player.port.follow(Transport(tempo_bpm=120.0, playing=True, beat=0.0, read_at_s=read_at_s))
    player.port.preload(CLIP)
    player.port.launch("a", CLIP, beat=1000.0, gain=3.0)
    player.port.launch("b", CLIP, beat=2000.0)
    player.port.set_gain(0.5)
    player.port.set_gain(0.25, slot="b")
    view = player.wait(told)
    assert view.device is None and view.gain == 0.5
    assert [(voice.slot, voice.gain) for voice in view.voices] == [("a", 2.0), ("b", 0.25)]
    assert view.voices[0].starts_at_s == pytest.approx(read_at_s + 500.0)
    assert view.voices[0].clip == CLIP and view.voices[0].position == 0.0
    player.port.stop("b", beat=1500.0)  # before it began
    assert [voice.slot for voice in player.port.view().voices] == ["a"]
    player.port.launch("a", CLIP, beat=900.0)
    (voice,) = player.port.view().voices
    assert voice.starts_at_s == pytest.approx(read_at_s + 450.0)
    player.port.stop_all()
    assert player.port.view().voices == ()


def test_what_is_moved_is_seen_there_at_once_and_with_no_device_too(player: Watched) -> None:
    begun_s = time.monotonic() - 1.0  # two beats ago
    player.port.follow(Transport(tempo_bpm=120.0, playing=True, beat=0.0, read_at_s=begun_s))
    assert player.port.seek("a", 3.0) == 0.0
    player.port.launch("a", CLIP, beat=1000.0, offset=2.0)
    assert player.port.seek("a", 5.0) == 3.0
    (voice,) = player.port.view().voices
    assert (voice.position, voice.offset) == (5 / 8, 5.0)
    assert voice.starts_at_s == pytest.approx(begun_s + 500.0)
    player.port.launch("a", CLIP, beat=0.0)
    assert player.port.seek("a", -1.0, relative=True) == 7.0
    view = player.wait(told)
    player.port.seek("a", 6.0)
    player.port.seek("a", 1.0, relative=True)
    (voice,) = player.port.view().voices
    due = (time.monotonic() - begun_s) * 2 + voice.offset
    assert voice.position * 8 == pytest.approx(due % 8, abs=0.5) and voice.offset % 1 == 0
    assert view.devices is None


@pytest.mark.skipif(sys.platform == "win32", reason="signals are not sent so there")
def test_a_process_that_is_killed_is_started_again_and_told_what_it_knew(player: Watched) -> None:
    player.port.follow(Transport(tempo_bpm=120.0, playing=True, read_at_s=time.monotonic()))
    player.port.launch("a", CLIP, beat=1000.0)
    player.wait(told)
    player.port.seek("a", 3.0)
    pid = player.port.pid
    assert pid is not None
    kill(pid)
    player.wait(lambda _: player.port.pid not in (None, pid))
    view = player.wait(told)
    assert [(voice.slot, voice.position) for voice in view.voices] == [("a", 3 / 8)]


def test_closing_ends_the_process(player: Watched) -> None:
    player.wait(told)
    player.port.close()
    assert player.port.pid is None
    player.port.launch("a", CLIP, beat=0.0)  # nobody is there; nothing breaks


def test_a_path_that_is_no_text_goes_through(tmp_path: Path) -> None:
    path = Path(os.fsdecode(b"/nowhere/\xff.wav")) if sys.platform == "linux" else tmp_path / "a.wav"
    clip = Clip(job=CLIP.job, path=path, frames=1, rate_hz=1, peak_dbfs=0.0, seam=0.0, grid="exact")
    assert os.fsdecode(source_of(clip).path) == str(path)
