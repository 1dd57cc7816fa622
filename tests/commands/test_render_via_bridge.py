"""`render` by a bridge that is running: the same clip, with nothing loaded here."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import soundfile

from bridge.app import Bridge
from bridge.cli import main
from bridge.commands import osc, render
from bridge.commands.render_via_bridge import render_via_bridge
from bridge.errors import RiffbridgeError
from bridge.hosts.connection import HostConnection, Placement
from bridge.messages import events as ev
from bridge.messages.orders import Failure
from bridge.osc.client import OscClient
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.jobs import Progress, RenderJob
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.requests import ClipRequest
from tests.support.scripted_engine import NAME


class Placer(HostConnection):
    """Live, as far as the hub knows: takes every clip but one for track 9."""

    is_there = True

    def __init__(self, post: Callable[[ev.PlacementEnded], None]) -> None:
        super().__init__("live")
        self._post = post

    def place(self, placement: Placement) -> None:
        full = Failure("no-place", "Track 9 is full.") if placement.place.track == 9 else None
        self._post(ev.PlacementEnded(placement.id, f"live:{placement.place.within}", full))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A bridge in a thread, whose worker writes noise and whose Live takes clips; its settings, with the
    port it got."""
    folder = tmp_path_factory.mktemp("served")
    settings = Settings(
        export_folder=str(folder / "clips"), library_file=str(folder / "library.sqlite"), osc_port=0
    )
    bridge = Bridge(settings, with_folder=False, renderer=NAME)
    bridge.hub.placing.add(Placer(bridge.hub.post))
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


def test_what_fits_into_no_packet_is_left_to_the_caller(served: Settings) -> None:
    assert render_via_bridge(ordered(served, prompt="🥁" * 1900), None, served, print, print) is None
    assert render_via_bridge(ordered(served, prompt="鼓" * 1900), None, served, print, print) is not None


def test_a_model_in_a_folder_is_left_to_the_caller(served: Settings) -> None:
    jobs = [
        msgspec.structs.replace(job, model=str(Path("/models/own").absolute())) for job in ordered(served)
    ]
    assert render_via_bridge(jobs, None, served, print, print) is None


def test_another_model_than_the_bridges_is_left_to_the_caller(served: Settings, tmp_path: Path) -> None:
    jobs = [msgspec.structs.replace(job, model_sha256="0" * 64) for job in ordered(served)]
    assert render_via_bridge(jobs, [tmp_path / "a.wav", tmp_path / "b.wav"], served, print, print) is None
    assert not list(tmp_path.iterdir())


def test_what_the_bridge_refuses_is_raised(served: Settings) -> None:
    with pytest.raises(RiffbridgeError, match="ValueError"):
        render_via_bridge(ordered(served, prompt="fail", count=1), None, served, print, print)


def test_the_queue_is_listed_and_anybody_s_job_cancelled(
    served: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(osc, "read_settings", lambda: served)
    with OscClient(served.osc_host, served.osc_port) as client:
        for name in (1, 2, 3):
            client.send("/riffbridge/render", name, "for ever", "bars", 1, "seed", name)
        heard = (each.address.removeprefix("/riffbridge/") for each in client.answers(30))
        told = [next(heard) for _ in range(3)]
        while "progress" not in told or told.count("accepted") < 3:
            told.append(next(heard))
        main(["queue"])
        running, *waiting = capsys.readouterr().out.splitlines()
        assert "running  50%  for ever  (osc 127.0.0.1:" in running
        assert ["waiting" in line for line in waiting] == [True, True]
        with pytest.raises(SystemExit):
            main(["send", "/riffbridge/cancel_job", waiting[0].split()[0], "a guess"])
        main(["cancel", waiting[0].split()[0]])
        main(["queue", "--json"])
        assert len(capsys.readouterr().out.splitlines()) == 2
        main(["cancel", "--all"])
        failed = (each for each in client.answers(30) if each.address == "/riffbridge/failed")
        assert [next(failed).arguments[:2] for _ in range(3)] == [
            (2, "cancelled"), (3, "cancelled"), (1, "cancelled"),
        ]  # fmt: skip
    with pytest.raises(SystemExit):
        main(["cancel", "1", "--library", "/nowhere"])
    assert "No bridge runs on the library /nowhere." in capsys.readouterr().err


def test_where_no_bridge_is_nothing_happens() -> None:
    settings = Settings(osc_port=1)
    assert render_via_bridge(ordered(settings), None, settings, print, print) is None


# ---- into a host ----


@pytest.fixture
def typed(
    served: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, list[str], str]]:
    """Run `render` in `tmp_path` beside the bridge; its status, lines and complaints."""
    monkeypatch.setattr(render, "read_settings", lambda: served)
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> tuple[int, list[str], str]:
        status = 0
        try:
            main(["render", *map(str, words)])
        except SystemExit as left:
            status = int(left.code or 0)
        printed = capsys.readouterr()
        return status, printed.out.splitlines(), printed.err

    return run


Typed = Callable[..., tuple[int, list[str], str]]


def test_a_place_is_for_the_bridge(typed: Typed, tmp_path: Path) -> None:
    words = ("dub", "--bars", 1, "--seed", 3)
    status, [path], told = typed(*words, "--place", "live:track:1/slot:2")
    assert (status, Path(path).is_file()) == (0, True)
    assert "Placed: live:track:1/slot:2." in told
    assert typed(*words, "--place", "next-free", "--count", 2, "-o", "a.flac")[1] == ["a-1.flac", "a-2.flac"]
    assert read_certificate(tmp_path / "a-2.flac").job.take == 1
    status, [line], told = typed(*words, "--place", "track:9/slot:1", "--json")
    assert (status, Path(json.loads(line)["path"]).is_file(), "Track 9 is full." in told) == (1, True, True)


def test_a_place_and_a_clip_of_the_library_to_start_from(typed: Typed) -> None:
    _, [clip], _ = typed("dub", "--bars", 1, "--place", "selected")
    status, [longer], _ = typed("--source", clip, "--extend", "--place", "selected")
    job = read_certificate(Path(longer)).job
    assert (status, job.source_bars, job.prompt) == (0, 1, "dub")
    status, [between], _ = typed("house", "--to-clip", clip, "--blend", 0.25, "--place", "selected")
    assert (status, read_certificate(Path(between)).job.goal is not None) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("x", "--alone"), "--place needs a running bridge. Leave out --alone."),
        (("x", "--device", "cpu"), "--place needs a running bridge. Leave out --device."),
        (("x", "--cluster", "auto"), "--place needs a running bridge. Leave out --cluster."),
        (("--like", "a.wav"), "Leave out --place."),
        (("--source", "a.wav"), "a.wav isn't a clip of ours."),
        (("x", "--count", "2"), "place: 2 clips don't fit into selected. Use next-free, or count 1."),
        (("x", "--model", "/models/own"), "model: “/models/own” isn't a bare name. Leave out the path."),
    ],
)
def test_what_a_bridge_cannot_place(typed: Typed, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(4410), 44_100)
    status, lines, told = typed(*words, "--place", "selected")
    assert (status, lines) == (2, []) and said in told


def test_a_place_without_a_bridge(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "read_settings", lambda: Settings(osc_port=1))
    status, lines, told = typed("x", "--place", "selected")
    assert (status, lines) == (1, [])
    assert told == "riffbridge: --place needs a running bridge. Start one with riffbridge serve.\n"
