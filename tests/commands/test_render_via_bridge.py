"""`render` by a bridge that is running: the same clip, with nothing loaded here."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bridge.app import Bridge
from bridge.commands.render_via_bridge import render_via_bridge
from bridge.errors import RiffbridgeError
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.jobs import Progress, RenderJob
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.requests import ClipRequest
from tests.support.scripted_engine import NAME


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A bridge in a thread, whose worker writes noise; its settings, with the port it got."""
    folder = tmp_path_factory.mktemp("served")
    settings = Settings(
        export_folder=str(folder / "clips"), library_file=str(folder / "library.sqlite"), osc_port=0
    )
    bridge = Bridge(settings, with_folder=False, renderer=NAME)
    listening = threading.Event()
    thread = threading.Thread(target=bridge.run, args=(listening.set,))
    thread.start()
    assert listening.wait(30)
    yield msgspec.structs.replace(settings, osc_port=bridge.osc.address[1])
    bridge.stop()
    thread.join(30)
    assert not thread.is_alive()


def ordered(settings: Settings, **changes: Any) -> list[RenderJob]:
    request = ClipRequest(
        prompt="house with piano", negative="drums", tempo_bpm=123.456, bars=1, meter=Meter(3, 4),
        key=Key.parse("F#m"), seed=4_000_000_000, guidance=1.7, count=2,
    )  # fmt: skip
    request = msgspec.structs.replace(request, **changes)
    return resolve(request, Reader(settings).read(request))


def test_it_makes_the_very_clips_that_were_ordered(served: Settings, tmp_path: Path) -> None:
    jobs, heard = ordered(served), list[Progress]()
    paths = [tmp_path / "a.wav", tmp_path / "b.wav"]
    assert render_via_bridge(jobs, paths, served, heard.append, print) == paths
    assert [read_certificate(path).job for path in paths] == jobs
    assert heard and all(0 <= progress.fraction <= 1 for progress in heard)


def test_without_a_place_of_their_own_they_stay_where_the_bridge_put_them(served: Settings) -> None:
    jobs = ordered(served, count=1, seed=2)
    made = render_via_bridge(jobs, None, served, print, print)
    assert made is not None and made[0].parent == Path(served.export_folder)


@pytest.mark.parametrize("prompt", ["house " * 150, "é" * 400], ids=["long", "wide"])
def test_what_fits_into_no_packet_is_left_to_the_caller(served: Settings, prompt: str) -> None:
    assert render_via_bridge(ordered(served, prompt=prompt), None, served, print, print) is None


def test_another_model_than_the_bridges_is_left_to_the_caller(served: Settings, tmp_path: Path) -> None:
    jobs = [msgspec.structs.replace(job, model_sha256="0" * 64) for job in ordered(served)]
    assert render_via_bridge(jobs, [tmp_path / "a.wav", tmp_path / "b.wav"], served, print, print) is None
    assert not list(tmp_path.iterdir())


def test_what_the_bridge_refuses_is_raised(served: Settings) -> None:
    with pytest.raises(RiffbridgeError, match="ValueError"):
        render_via_bridge(ordered(served, prompt="fail", count=1), None, served, print, print)


def test_where_no_bridge_is_nothing_happens() -> None:
    settings = Settings(osc_port=1)
    assert render_via_bridge(ordered(settings), None, settings, print, print) is None
