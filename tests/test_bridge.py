"""The whole bridge, from a packet on its socket or a file in its folder to the clip on disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.library.files import read_clip
from bridge.osc.client import OscClient
from bridge.osc.codec import Argument
from bridge.requests.brief_words import brief_words
from bridge.sound.files.reading import read_audio
from tests.support.bridge_process import Served
from tests.support.noise_engine import behind
from tests.support.posix import kill
from tests.support.serving import Host, needs_proc, seeds_in, serving, wait_until, worker_of

pytestmark = [pytest.mark.slow, needs_proc]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served"), inbox=True) as started:
        yield started


@pytest.fixture
def host(served: Served) -> Iterator[Host]:
    with Host(served.port) as made:
        yield made


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Path]:
    """Behind which requests wait; it is opened in the end, so that nobody waits for ever."""
    path = tmp_path / "gate"
    yield path
    path.touch()


def exports(served: Served) -> Path:
    return Path(served.settings.export_folder)


# ---- what is asked and answered ----


def test_a_request_is_accepted_told_of_and_done(host: Host, gate: Path) -> None:
    number = host.ask(behind(gate))
    host.told(number, "accepted")
    _, fraction, seconds_left = host.told(number, "progress").arguments
    assert fraction == 0.0 and seconds_left == -1.0
    host.told(number, "note")
    gate.touch()
    clip, path, frames, rate, bpm, bars, key, take, count, heard = host.told(number, "done").arguments[1:]
    found = read_clip(Path(str(path)))
    assert (frames, rate, bpm, bars, take, count) == (22_050, 22_050, 240.0, 1, 1, 1)
    assert (key, heard) == (str(found.job.key), brief_words(found.job))
    assert (found.job.digest, found.frames, found.job.seed) == (clip, frames, number)


def test_the_same_request_is_answered_from_the_library(served: Served, host: Host) -> None:
    path = host.done(first := host.ask())
    written_ns = path.stat().st_mtime_ns
    second = host.ask(seed=first)
    heard: list[str] = []
    while not heard or heard[-1] != "done":
        answer = host.hear(30.0)
        assert answer is not None and answer.arguments[0] == second
        heard.append(answer.address.rpartition("/")[2])
    assert heard == ["accepted", "done"]
    assert path.stat().st_mtime_ns == written_ns
    assert seeds_in(exports(served)).count(first) == 1


def test_each_take_is_told_of(host: Host) -> None:
    number = host.ask(count=3)
    takes = [host.told(number, "done").arguments for _ in range(3)]
    assert [each[8:10] for each in takes] == [(1, 3), (2, 3), (3, 3)]
    assert len({each[2] for each in takes}) == 3


def test_a_clip_is_varied(host: Host) -> None:
    path = host.done(host.ask())
    host.say(
        "vary", "again", path.name, "strength", 0.5, "prompt", "noise", "rate", 22_050, "format", "wav16"
    )
    job = read_clip(host.done("again")).job
    assert job.source is not None and job.source.path == path.name and job.strength == 0.5


def test_the_hosts_tempo_is_taken_over(host: Host) -> None:
    host.say("transport", 200.0, 3, 4)
    host.say("render", "in time", "noise", "bars", 1, "rate", 22_050, "format", "wav16")
    job = read_clip(host.done("in time")).job
    assert (job.tempo_bpm, str(job.meter)) == (200.0, "3/4")


def test_clips_are_joined_to_a_piece(served: Served, host: Host) -> None:
    one, two = (host.done(host.ask(meter="4/4")).name for _ in "ab")
    host.say("join", "piece", f"{one}*2 {two}", "title", "Two in one", "format", "flac")
    _, path, frames, rate, bpm, bars = host.told("piece", "joined", "failed").arguments
    assert (frames, rate, bpm, bars) == (3 * 22_050, 22_050, 240.0, 3)
    assert Path(str(path)) == exports(served) / "two-one_240bpm_3bars.flac"
    assert read_audio(Path(str(path)))[0].shape[-1] == frames
    host.say("join", "cancelled", one)
    host.say("cancel", "cancelled")
    assert host.failed("cancelled") == ("cancelled", "Cancelled.")
    host.say("join", "gone", f"{one} gone.wav")
    assert host.failed("gone")[0] == "bad-request"


# ---- what waits, and what takes its place ----


def test_what_runs_is_cancelled(served: Served, host: Host, gate: Path) -> None:
    number = host.running(gate)
    host.say("cancel", number)
    assert host.failed(number) == ("cancelled", "Cancelled.")
    assert number not in seeds_in(exports(served))


def test_what_waits_is_cancelled(host: Host, gate: Path) -> None:
    running, waiting = host.running(gate), host.ask()
    host.told(waiting, "accepted")
    host.say("cancel", waiting)
    assert host.failed(waiting) == ("cancelled", "Cancelled.")
    gate.touch()
    host.done(running)


def test_a_newer_request_for_a_slot_replaces_one_that_waits(host: Host, gate: Path) -> None:
    running = host.running(gate, slot="A1")
    older, newer = host.ask(slot="A1"), host.ask(slot="A1")
    assert host.failed(older)[0] == "replaced"
    gate.touch()
    host.done(running)
    host.done(newer)


def test_who_plays_goes_before_who_waits_and_who_sleeps(host: Host, gate: Path) -> None:
    running = host.running(gate)
    batch, normal, live = host.ask(count=5), host.ask(), host.ask(live=1)
    host.told(live, "accepted")
    gate.touch()
    order: list[Argument] = []
    while batch not in order:
        answer = host.hear(30.0)
        assert answer is not None
        if answer.address.endswith("/done"):
            order.append(answer.arguments[0])
    assert order == [running, live, normal, batch]


# ---- the worker dies ----


def test_a_request_whose_worker_is_killed_is_done_by_the_next(served: Served, host: Host, gate: Path) -> None:
    number = host.running(gate)
    worker = worker_of(served)
    kill(worker)
    host.told(number, "note")
    gate.touch()
    host.done(number)
    assert worker_of(served) != worker
    assert seeds_in(exports(served)).count(number) == 1


def test_a_request_that_kills_two_workers_is_given_up(served: Served, host: Host, gate: Path) -> None:
    number = host.running(gate)
    for is_last in (False, True):
        kill(worker_of(served))
        if not is_last:
            host.told(number, "note")
    kind, sentence = host.failed(number)
    assert kind == "engine" and "stopped twice" in sentence and sentence.endswith(".")
    host.done(host.ask())


# ---- who else listens, and how things stand ----


def test_subscribers_hear_of_everybodys_clips_until_they_have_enough(served: Served, host: Host) -> None:
    with Host(served.port) as listener:
        listener.say("subscribe")
        listener.told("", "accepted")
        number = host.ask()
        assert listener.done(number) == host.done(number)
        listener.say("unsubscribe")
        listener.told("", "accepted")
        host.done(host.ask())
        assert listener.hear(0.05) is None


def test_the_status_says_how_things_stand(served: Served, host: Host, gate: Path) -> None:
    number = host.running(gate)
    waiting = host.ask()
    host.told(waiting, "accepted")
    with OscClient(port=served.port) as client:
        state = client.state(30.0)
    assert state is not None
    assert (state["engine"], state["running"], state["waiting"]) == ("busy", number, 1)
    gate.touch()
    host.done(waiting)


@pytest.mark.parametrize(
    ("word", "arguments"),
    [
        ("render", ("bad", "noise", "bars", 0)),
        ("render", ("bad", "noise", "bpm", "nan")),
        ("render", ("bad", "noise", "bpm", 1e300)),
        ("render", ("bad", "")),
        ("render", ("bad", "noise", "model", "nobodys-model")),
        ("render", ("bad", "noise", "model", "../models/scripted")),
        ("render", ("bad", "noise", "preset", "/etc/passwd")),
        ("render", ("bad", "noise", "tempo", 120)),
        ("vary", ("bad", "..\\..\\clip.wav")),
        ("vary", ("bad", "0" * 64)),
        ("cancel", ("bad",)),
        ("rendre", ("bad", "noise")),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    host: Host, word: str, arguments: tuple[Argument, ...]
) -> None:
    # What `f` cannot hold, a program that sends it has to send as text.
    host.say(word, *(str(each) if each == 1e300 else each for each in arguments))
    kind, sentence = host.failed("bad")
    assert kind == "bad-request"
    assert sentence.endswith((".", "?")) and "\n" not in sentence
    host.done(host.ask())


def test_what_is_no_message_at_all_is_refused_and_passed(host: Host) -> None:
    for packet in (b"", b"junk", b"#bundle\0", b"/riffbridge/render\0\0,ss\0a", os.urandom(2000)):
        host.send(packet)
    host.done(host.ask())


# ---- the folder ----


def test_a_text_that_is_dropped_into_the_inbox_becomes_a_clip(served: Served, host: Host) -> None:
    host.say("subscribe")
    host.told("", "accepted")
    inbox = Path(served.settings.inbox_folder)
    (inbox / "wünsch dir was.txt").write_text("soft noise\n", encoding="utf-8")
    assert read_clip(host.done("wünsch dir was.txt")).job.prompt == "soft noise"
    wait_until(lambda: (inbox / "done" / "wünsch dir was.txt").exists())
    host.say("unsubscribe")


def test_an_arrangement_that_is_dropped_into_the_inbox_becomes_a_piece(served: Served, host: Host) -> None:
    clip = host.done(host.ask(meter="4/4"))
    inbox = Path(served.settings.inbox_folder)
    parts = f'[[lane.part]]\nsource = "{clip.name}"\nrounds = 3\n'
    (inbox / "set.toml").write_text(f'bpm = 240\ntitle = "Dropped"\n[[lane]]\n{parts}')
    wait_until(lambda: (inbox / "done" / "set.toml").exists())
    [piece] = exports(served).glob("dropped_240bpm_3bars*")
    assert read_audio(piece)[0].shape[-1] == 3 * 22_050


# ---- the process ----


def test_the_bridge_itself_never_loads_torch(served: Served, host: Host) -> None:
    host.done(host.ask())
    mapped = Path(f"/proc/{served.pid}/maps").read_text()
    assert "libpython" in mapped or "python" in mapped
    assert "torch" not in mapped


@pytest.mark.parametrize("what", ["--port", "--library"])
def test_a_second_bridge_says_what_it_shares(served: Served, tmp_path: Path, what: str) -> None:
    given = {"--port": "0", "--library": str(tmp_path / "library.sqlite"), "--export": str(tmp_path)}
    shared = {"--port": str(served.port), "--library": served.settings.library_file}
    options = [word for pair in {**given, what: shared[what]}.items() for word in pair]
    command = [sys.executable, "-m", "bridge", "serve", "--no-inbox", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and done.stdout == ""
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith("riffbridge: ") and sentence.endswith(".") and shared[what] in sentence


def test_the_command_serves_until_it_is_told_to_stop(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bridge", "serve", "--port", "0", "--export", str(tmp_path / "clips")]
    command += ["--library", str(tmp_path / "library.sqlite")]
    command += ["--no-sound", "--no-midi", "--no-link", "--no-hosts", "--no-ahead"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
    assert "listening for OSC at 127.0.0.1:" in said and str(tmp_path / "clips" / "inbox") in said
    assert rest.splitlines()[-1] == "riffbridge: stopped" and process.returncode == 0
