"""The whole way: asked for by OSC or in REAPER, rendered by a bridge, laid onto the track by the script."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bridge.hosts.reaper.description import REAPER
from bridge.hosts.reaper.installing import OWN
from bridge.hosts.scripts import install
from tests.support.bridge_process import Served, settings_in
from tests.support.reaper.program import LUA, Reaper
from tests.support.serving import Host, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(LUA is None, reason="there is no Lua")]


@contextmanager
def ticking(reaper: Reaper) -> Iterator[threading.Lock]:
    """REAPER's own turns, thirty a second, while nobody holds the lock."""
    ended, lock = threading.Event(), threading.Lock()

    def turns() -> None:
        while not ended.wait(1 / 30):
            with lock:
                reaper.tick()

    thread = threading.Thread(target=turns)
    thread.start()
    try:
        yield lock
    finally:
        ended.set()
        thread.join(10)


def test_clips_are_placed_in_reaper(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "bridge")
    install(REAPER, tmp_path / "REAPER", settings)
    reaper, served = Reaper(tmp_path / "REAPER" / OWN), Served(settings)
    served.start()
    host = Host(served.port)
    try:
        reaper.do("new_project({{ bpm = 93.5 }}) add_track('Bass', true)")
        early = host.ask(bars=1, place="reaper:selected")
        host.done(early)
        kind, sentence = host.failed(early)
        assert kind == "no-host" and "run the action" in sentence
        reaper.run()
        with ticking(reaper) as lock:
            wait_until(lambda: _says_tempo(host, 93.5))
            path, where = placed(host, place="reaper:selected")
            assert where == "reaper:track:1/bar:1"
            # In a project at 93.5, what was asked for there fits without being stretched.
            with lock:
                reaper.do("W.inputs = 'noise\\n2' W.current.cursor = 8 * 4 * 60 / 93.5")
                reaper.do("keep = { W.deferred, W.at_exit }")
                reaper.run("riffbridge-request")
                reaper.do("W.deferred, W.at_exit = keep[1], keep[2]")
            wait_until(lambda: _count(reaper, lock) == 2)
            # What is answered is a place that can be asked for.
            third_path, where = placed(host, place="reaper:track:1/bar:5")
            assert where == "reaper:track:1/bar:5"
        first, third, second = sorted(reaper.items(), key=lambda item: item.position_s)
    finally:
        host.socket.close()
        served.kill(with_worker=True)
        reaper.close()
    assert first.path == str(path) and first.length_s == pytest.approx(4 * 60 / 93.5, rel=0, abs=1e-9)
    assert first.rate == pytest.approx(93.5 / 240, rel=1e-12)
    assert third.path == str(third_path) and third.position_s == pytest.approx(
        16 * 60 / 93.5, rel=0, abs=1e-9
    )
    assert second.position_s == pytest.approx(8 * 4 * 60 / 93.5, rel=0, abs=1e-9)
    assert second.length_s == pytest.approx(8 * 60 / 93.5, rel=0, abs=1e-9)
    assert second.rate == pytest.approx(1, rel=1e-9)


def placed(host: Host, **pairs: str) -> tuple[Path, str]:
    """A clip that was asked for and placed: its file, and where."""
    number = host.ask(bars=1, **pairs)
    path = host.done(number)
    answer = host.told(number, "placed", "failed")
    assert answer.address.endswith("/placed"), answer
    return path, str(answer.arguments[-1])


def _says_tempo(host: Host, tempo_bpm: float) -> bool:
    """Whether the bridge has taken over that tempo."""
    host.say("status")
    while (answer := host.hear(5.0)) is not None:
        if answer.address.endswith("/state"):
            pairs = dict(zip(answer.arguments[::2], answer.arguments[1::2], strict=True))
            return pairs["bpm"] == pytest.approx(tempo_bpm, abs=1e-3)
    return False


def _count(reaper: Reaper, lock: threading.Lock) -> int:
    with lock:
        return len(reaper.items())
