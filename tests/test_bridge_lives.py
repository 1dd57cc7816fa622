"""A bridge that is killed or stopped, and the one that comes after it; and one that really draws."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bridge.app import Bridge
from bridge.errors import BadRequest
from bridge.library.files import read_clip
from bridge.settings import Settings
from tests.support.bridge_process import PATIENCE_S, Served, settings_in
from tests.support.serving import Host, needs_proc, seeds_in, serving, worker_of

pytestmark = pytest.mark.slow


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path) as started:
        yield started


# ---- killed, stopped, and started again ----


@needs_proc
@pytest.mark.parametrize("with_worker", [False, True])
def test_what_a_killed_bridge_had_accepted_is_done_once_by_the_next(
    served: Served, tmp_path: Path, with_worker: bool
) -> None:
    gate = tmp_path / "gate"
    with Host(served.port) as host:
        finished = host.ask()
        host.done(finished)
        asked = [host.running(gate), host.ask(), host.ask(count=2), host.ask()]
        host.told(asked[-1], "accepted")
        served.kill(with_worker=with_worker)
        gate.touch()
        served.start()
        # To the address from which they were asked, without being asked for again.
        for number in asked:
            host.done(number)
        host.done(host.ask(seed=asked[1]))
        seeds = sorted([finished, *asked, asked[2]])
        assert seeds_in(Path(served.settings.export_folder)) == seeds
        served.stop()
    assert served.open_orders() == 0


@needs_proc
def test_a_bridge_that_is_told_to_stop_hands_back_what_it_does(served: Served, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    exports = Path(served.settings.export_folder)
    with Host(served.port) as host:
        asked = [host.running(gate), host.ask()]
        host.told(asked[-1], "accepted")
        served.stop()
        assert served.open_orders() == 2 and seeds_in(exports) == []
        assert [path.name for path in exports.iterdir()] == []
        gate.touch()
        served.start()
        for number in asked:
            host.done(number)
        assert seeds_in(exports) == asked


@needs_proc
def test_a_bridge_that_is_idle_stops_at_once_and_leaves_nothing_behind(served: Served) -> None:
    with Host(served.port) as host:
        host.done(host.ask())
        worker = worker_of(served)
        served.stop()
    assert served.open_orders() == 0
    assert not Path(f"/proc/{worker}/fd").exists()


# ---- in this process ----


@contextmanager
def running(settings: Settings, **options: Any) -> Iterator[Bridge]:
    """A bridge in a thread of its own. What it raises before it listens is raised here."""
    bridge = Bridge(settings, with_folder=False, **options)
    outcome: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()

    def run() -> None:
        try:
            bridge.run(lambda: outcome.put(None))
        except BaseException as error:
            outcome.put(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        if (error := outcome.get(timeout=PATIENCE_S)) is not None:
            raise error
        yield bridge
    finally:
        bridge.stop()
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


@pytest.fixture
def drawing(tmp_path: Path, starter_folder: Path) -> Iterator[Host]:
    settings = msgspec.structs.replace(settings_in(tmp_path), model=str(starter_folder), device="cpu")
    with running(settings) as bridge, Host(bridge.osc.address[1]) as host:
        yield host


def test_a_model_draws_what_is_asked_and_lets_go_of_what_is_not_wanted(drawing: Host) -> None:
    number = drawing.ask("warm house with piano", steps=2)
    path = drawing.done(number)
    clip = read_clip(path)
    assert clip.job.prompt == "warm house with piano" and clip.frames == 22_050 and clip.seam < 2
    long = drawing.ask("warm house", steps=200)
    drawing.told(long, "progress")
    drawing.say("cancel", long)
    assert drawing.failed(long)[0] == "cancelled"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("shared", ["port", "library"])
def test_a_second_bridge_leaves_what_it_took(tmp_path: Path, shared: str) -> None:
    first = settings_in(tmp_path / "first")
    with running(first, renderer="tests.support.noise_engine:Scripted") as bridge:
        taken = (
            {"osc_port": bridge.osc.address[1]} if shared == "port" else {"library_file": first.library_file}
        )
        second = msgspec.structs.replace(settings_in(tmp_path / "second"), **taken)
        with pytest.raises(BadRequest, match="nother bridge"), running(second):
            pass
    # Both are free again.
    with running(msgspec.structs.replace(second, osc_port=0)):
        pass
