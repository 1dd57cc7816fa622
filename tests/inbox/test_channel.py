"""The folder as its user sees it, on a clock of ours, with a hub that answers as it is told."""

from __future__ import annotations

import errno
import os
import queue
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from bridge.errors import BadFile
from bridge.inbox.channel import FolderChannel
from bridge.inbox.watching import Watch
from bridge.messages.answers import Accepted, Done, Failed, Joined, Noted, Placed
from bridge.messages.events import PieceAsked, RequestCame
from bridge.messages.orders import Failure, FailureKind, Priority
from bridge.vocabulary.clips import Clip, Piece
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest
from tests.support.factories import job
from tests.support.posix import make_pipe

SETTLE_S, GRACE_S = 1.0, 10.0
PATIENCE_S = 20.0


class Bench:
    """An inbox, its channel, and what the channel asked for."""

    def __init__(self, inbox: Path) -> None:
        self.inbox = inbox
        self.inbox.mkdir(exist_ok=True)
        self.now_s = 100.0
        self.restart()

    def restart(self) -> None:
        self.asked: list[Any] = []
        self.channel = FolderChannel(
            self.asked.append, self.inbox, clock=lambda: self.now_s, settle_s=SETTLE_S, grace_s=GRACE_S,
            events=False,
        )  # fmt: skip

    def drop(self, name: str, text: str = "bossa nova") -> Path:
        path = self.inbox / name
        path.write_text(text)
        return path

    def look(self, after_s: float = SETTLE_S) -> list[str]:
        """The names that are asked for at a look `after_s` from the last."""
        self.now_s += after_s
        before = len(self.asked)
        self.channel.scan(self.now_s)
        return [event.sender.id for event in self.asked[before:]]

    def ask(self) -> list[str]:
        """What is asked for once the inbox has stood still."""
        return self.look(0.0) + self.look()

    def clips(self, event: RequestCame, place: Place | None = None) -> list[Done]:
        count = event.request.count or 1
        return [
            Done(
                event.sender,
                Clip(
                    job=job(count=count, take=take), path=Path("x.wav"), frames=1, rate_hz=44_100,
                    peak_dbfs=0.0, seam=0.0, grid="exact",
                ),
                place,
            )
            for take in range(count)
        ]  # fmt: skip

    def done(self, event: RequestCame) -> None:
        for answer in self.clips(event):
            self.channel.reply(event.sender, answer)

    def failed(self, event: RequestCame | PieceAsked, kind: FailureKind = "engine") -> None:
        self.channel.reply(event.sender, Failed(event.sender, Failure(kind, "It broke.")))

    def files(self) -> dict[str, str]:
        paths = (path for path in self.inbox.rglob("*") if path.is_file() and not path.is_symlink())
        return {path.relative_to(self.inbox).as_posix(): path.read_text("latin-1") for path in paths}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "inbox")


def test_a_text_becomes_a_request_and_then_done(bench: Bench) -> None:
    bench.drop("a.txt")
    assert bench.look() == [] and bench.look(0.5) == [] and bench.look(0.5) == ["a.txt"]
    (event,) = bench.asked
    assert event.sender.channel == "folder"
    assert (event.request.prompt, event.request.origin) == ("bossa nova", "folder")
    assert event.priority is Priority.NORMAL
    bench.channel.reply(event.sender, Accepted(event.sender))
    bench.channel.reply(event.sender, Noted(event.sender, "Going on."))
    assert bench.look(60.0) == [] and bench.files() == {"a.txt": "bossa nova"}
    bench.done(event)
    assert bench.look() == [] and bench.files() == {"done/a.txt": "bossa nova"}


def test_a_failure_is_told_beside_the_file(bench: Bench) -> None:
    bench.drop("a.txt")
    bench.ask()
    bench.failed(bench.asked[0])
    bench.look()
    assert bench.files() == {"refused/a.txt": "bossa nova", "refused/a.txt.why.txt": "It broke.\n"}


def test_a_wrong_request_is_refused_with_every_mistake(bench: Bench) -> None:
    bench.drop("a.toml", 'bmp = 120\nbars = "many"')
    assert bench.ask() == []
    why = bench.files()["refused/a.toml.why.txt"]
    assert "Did you mean bpm?" in why and "isn't a whole number from 1 to 64" in why


def test_what_makes_no_sense_has_its_grace(bench: Bench) -> None:
    bench.drop("a.json", '{"prompt": "bos')
    bench.drop("b.txt", "")
    assert bench.ask() == [] and set(bench.files()) == {"a.json", "b.txt"}
    bench.drop("b.txt", "bossa")
    assert bench.look() == [] and bench.look() == ["b.txt"]
    bench.look(GRACE_S)
    assert "refused/a.json" in bench.files()


def test_takes_of_a_batch(bench: Bench) -> None:
    bench.drop("a.toml", 'prompt = "x"\ncount = 6')
    bench.ask()
    (event,) = bench.asked
    assert event.priority is Priority.BATCH
    bench.done(event)
    bench.look()
    assert set(bench.files()) == {"done/a.toml"}


def test_a_sound_is_varied_where_it_lies(bench: Bench) -> None:
    soundfile.write(bench.inbox / "riff_120bpm.wav", np.full(88_200, 0.1), 44_100)
    assert bench.ask() == ["riff_120bpm.wav"]
    request = bench.asked[0].request
    assert request.source == bench.inbox / "riff_120bpm.wav"
    assert (request.tempo_bpm, request.bars, request.strength) == (120.0, 1, None)


def test_a_request_for_a_sound_beside_it(bench: Bench) -> None:
    soundfile.write(bench.inbox / "riff.wav", np.full(88_200, 0.1), 44_100)
    bench.drop("vary.toml", 'source = "riff.wav"\nprompt = "jazz"\nstrength = 0.4')
    assert bench.ask() == ["vary.toml"]
    assert bench.asked[0].request.source == bench.inbox / "riff.wav"
    bench.done(bench.asked[0])
    bench.look()
    assert set(bench.files()) == {"done/riff.wav", "done/vary.toml"}


def test_a_morph_from_one_sound_to_another(bench: Bench) -> None:
    for name in ("a.wav", "b.wav"):
        soundfile.write(bench.inbox / name, np.full(88_200, 0.1), 44_100)
    bench.drop("morph.toml", 'source = "a.wav"\nto_clip = "b.wav"\nblend = 0.3')
    assert bench.ask() == ["morph.toml"]
    request = bench.asked[0].request
    assert (request.source, request.goal_source) == (bench.inbox / "a.wav", bench.inbox / "b.wav")
    bench.failed(bench.asked[0])
    bench.look()
    names = {"a.wav", "b.wav", "morph.toml", "morph.toml.why.txt", "a.wav.why.txt", "b.wav.why.txt"}
    assert set(bench.files()) == {f"refused/{name}" for name in names}


def test_a_request_with_a_place_is_done_once_its_clips_are_placed(bench: Bench) -> None:
    bench.drop("a.toml", 'prompt = "x"\ncount = 2\nplace = "live:next-free"')
    bench.ask()
    (event,) = bench.asked
    place = event.request.place
    assert place is not None and str(place) == "live:next-free"
    for answer in bench.clips(event, place):
        bench.channel.reply(event.sender, answer)
        bench.look()
        assert set(bench.files()) == {"a.toml"}
        bench.channel.reply(event.sender, Placed(event.sender, answer.clip, "live:track:1/slot:1"))
    bench.look()
    assert set(bench.files()) == {"done/a.toml"}


def test_a_clip_that_is_not_placed_is_told_beside_the_file(bench: Bench) -> None:
    bench.drop("a.toml", 'prompt = "x"\nplace = "selected"')
    bench.ask()
    (event,) = bench.asked
    [done] = bench.clips(event, event.request.place)
    bench.channel.reply(event.sender, done)
    bench.failed(event, "no-host")
    bench.look()
    assert bench.files()["refused/a.toml.why.txt"] == "Rendered, but not placed: It broke.\n"


def test_an_arrangement_becomes_a_piece_and_takes_its_sounds_along(bench: Bench) -> None:
    parts = "".join(f'[[lane.part]]\nsource = "{name}"\n' for name in ("clip.wav", "beside.wav"))
    bench.drop("piece.toml", f"bpm = 120\n[[lane]]\n{parts}")
    soundfile.write(bench.inbox / "beside.wav", np.zeros(44_100, np.float32) + 0.1, 44_100)
    assert bench.ask() == ["piece.toml"], "the sound isn't varied for itself"
    (event,) = bench.asked
    assert isinstance(event, PieceAsked) and event.folder == bench.inbox
    assert (event.piece.sources, event.piece.beside) == (("clip.wav", "beside.wav"), ("beside.wav",))
    bench.failed(event, "busy")
    assert bench.look() == [] and bench.look(60.0) == ["piece.toml"], "later"
    piece = Piece(path=Path("x.wav"), frames=1, rate_hz=44_100, tempo_bpm=120.0, bars=2)
    bench.channel.reply(event.sender, Joined(event.sender, piece))
    bench.look()
    assert set(bench.files()) == {"done/piece.toml", "done/beside.wav"}


def test_the_seed_is_the_files_own(bench: Bench) -> None:
    path = bench.drop("a.txt")
    bench.drop("b.toml", 'prompt = "x"\nseed = 7')
    bench.ask()
    seeds = {event.sender.id: event.request.seed for event in bench.asked}
    bench.restart()
    bench.ask()
    assert {event.sender.id: event.request.seed for event in bench.asked} == seeds
    assert seeds["b.toml"] == 7
    os.utime(path, ns=(0, 5_000_000_000))
    bench.restart()
    bench.ask()
    assert bench.asked[0].request.seed != seeds["a.txt"]


def test_busy_means_later(bench: Bench) -> None:
    bench.drop("a.txt")
    bench.ask()
    bench.failed(bench.asked[0], "busy")
    assert bench.look() == [] and bench.files() == {"a.txt": "bossa nova"}
    assert bench.look(10.0) == ["a.txt"]


def test_a_thousand_files_at_once(bench: Bench) -> None:
    names = {f"{number}.txt" for number in range(1000)}
    for name in names:
        bench.drop(name, name)
    bench.ask()
    answered = 0
    while answered < len(bench.asked):
        for event in bench.asked[answered:]:
            bench.done(event)
            answered += 1
        bench.look()
    assert sorted(event.sender.id for event in bench.asked) == sorted(names)
    assert bench.files() == {f"done/{name}": name for name in names}
    assert sum(event.priority is Priority.NORMAL for event in bench.asked) < 60


def test_names_in_any_script(bench: Bench) -> None:
    names = ["Ähren.txt", "鼓 太鼓.txt", "طبل.txt", "🥁.txt", "a\nb.txt", "-rf.txt", "%s.txt", "A.TXT"]
    for name in names:
        bench.drop(name)
    assert sorted(bench.ask()) == sorted(names)
    for event in bench.asked:
        bench.failed(event)
    bench.look()
    assert len(bench.files()) == 2 * len(names)


@pytest.mark.skipif(os.name == "nt", reason="names are no bytes there")
def test_names_that_are_no_unicode(bench: Bench) -> None:
    try:
        bench.drop(os.fsdecode(b"caf\xe9.txt"))
    except OSError:
        pytest.skip("this disk has no such names")
    assert bench.ask() == [] and bench.ask() == ["caf\ufffd.txt"]


def test_an_inbox_of_no_unicode_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="UTF-8"):
        FolderChannel(lambda event: None, tmp_path / "\udcff")


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
def test_links_and_pipes_are_left_alone_and_told_of_once(
    bench: Bench, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (bench.inbox / "link.txt").symlink_to(tmp_path / "secret.txt")
    make_pipe(bench.inbox / "pipe.wav")
    for _ in range(3):
        assert bench.look(GRACE_S) == []
    assert len(caplog.messages) == 2 and all("is ignored" in message for message in caplog.messages)
    assert sorted(path.name for path in bench.inbox.iterdir()) == ["link.txt", "pipe.wav"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
def test_a_file_that_becomes_a_link_is_not_followed(bench: Bench, tmp_path: Path) -> None:
    path = bench.drop("a.txt")
    bench.ask()
    path.rename(tmp_path / "elsewhere.txt")
    path.symlink_to(tmp_path / "elsewhere.txt")
    bench.done(bench.asked[0])
    bench.look()
    assert path.is_symlink() and (tmp_path / "elsewhere.txt").read_text() == "bossa nova"


def test_files_that_vanish(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bench.drop("a.txt")
    bench.look(0.0)
    listed = bench.channel._ledger.to_read

    def and_gone(now_s: float) -> object:
        path.unlink(missing_ok=True)
        return listed(now_s)

    monkeypatch.setattr(bench.channel._ledger, "to_read", and_gone)
    assert bench.look() == [] and bench.look() == [] and bench.files() == {}


def test_a_file_that_is_replaced_is_asked_for_anew(bench: Bench) -> None:
    bench.drop("a.txt")
    bench.ask()
    bench.drop("a.txt", "samba, slow")
    assert bench.look() == [] and bench.look() == []
    bench.done(bench.asked[0])
    assert bench.look() == ["a.txt"] and bench.asked[1].request.prompt == "samba, slow"
    bench.done(bench.asked[1])
    bench.look()
    assert bench.files() == {"done/a.txt": "samba, slow"}


def test_an_inbox_that_is_removed_and_made_again(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.drop("a.txt")
    bench.ask()
    shutil.rmtree(bench.inbox)
    bench.look()
    bench.look()
    assert not bench.inbox.exists() and len(caplog.messages) == 1
    bench.inbox.mkdir()
    bench.drop("b.txt")
    assert bench.ask() == ["b.txt"]


def test_a_drive_that_was_away_brings_its_files_back(bench: Bench, tmp_path: Path) -> None:
    bench.drop("a.txt")
    bench.ask()
    bench.inbox.rename(tmp_path / "away")
    bench.done(bench.asked[0])
    assert bench.look() == []
    (tmp_path / "away").rename(bench.inbox)
    assert bench.look() == [] and bench.files() == {"done/a.txt": "bossa nova"}


def test_a_full_disk_is_waited_for(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    bench.drop("a.txt")
    bench.ask()
    bench.failed(bench.asked[0])
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        bench.look()
        bench.look(10.0)
    assert set(bench.files()) == {"a.txt"} and len(caplog.messages) == 1
    assert bench.look(10.0) == [] and set(bench.files()) == {"refused/a.txt", "refused/a.txt.why.txt"}


def test_no_descriptors_left_is_no_fault_of_the_file(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*arguments: object) -> int:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    bench.drop("a.txt")
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", none_left)
        assert bench.ask() == [] and bench.look(60.0) == []
    assert bench.look(10.0) == ["a.txt"]


def test_a_file_that_breaks_the_reader_stops_no_other(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path, *arguments: object, **named: object) -> ClipRequest:
        if path.name == "a.txt":
            raise IndexError("out of range")
        return ClipRequest(prompt="x")

    monkeypatch.setattr("bridge.inbox.channel.read_request", broken)
    bench.drop("a.txt")
    bench.drop("b.txt")
    assert bench.ask() == ["b.txt"]
    bench.look(GRACE_S)
    assert set(bench.files()) == {"b.txt", "refused/a.txt", "refused/a.txt.why.txt"}


def test_what_an_earlier_run_asked_for(bench: Bench) -> None:
    bench.drop("a.txt")
    bench.drop("b.txt")
    bench.ask()
    before = list(bench.asked)
    bench.restart()
    bench.drop("b.txt", "changed meanwhile")
    bench.look(0.0)
    for event in before:
        bench.done(event)
    assert bench.look() == ["b.txt"]
    assert set(bench.files()) == {"done/a.txt", "b.txt"}


# ---- with its thread ----


def next_asked(asked: queue.SimpleQueue[Any]) -> str:
    return str(asked.get(timeout=PATIENCE_S).sender.id)


@pytest.mark.parametrize(("events", "poll_s"), [(True, 3600.0), (False, 0.02)])
def test_the_thread_finds_what_is_dropped(tmp_path: Path, events: bool, poll_s: float) -> None:
    asked: queue.SimpleQueue[Any] = queue.SimpleQueue()
    inbox = tmp_path / "music" / "inbox"
    channel = FolderChannel(asked.put, inbox, settle_s=0.05, poll_s=poll_s, events=events)
    inbox.mkdir(parents=True)
    (inbox / "before.txt").write_text("x")
    channel.start()
    try:
        assert next_asked(asked) == "before.txt"
        (inbox / "after.txt").write_text("x")
        event = asked.get(timeout=PATIENCE_S)
        assert event.sender.id == "after.txt"
        channel.reply(event.sender, Failed(event.sender, Failure("engine", "It broke.")))
    finally:
        channel.stop()
    assert (inbox / "refused" / "after.txt.why.txt").read_text() == "It broke.\n"


def test_a_hub_that_fails_does_not_end_the_thread(tmp_path: Path) -> None:
    asked: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def post(event: Any) -> None:
        asked.put(event)
        if event.sender.id == "a.txt":
            raise RuntimeError("the hub is ill")

    channel = FolderChannel(post, tmp_path, settle_s=0.0, poll_s=0.02, events=False)
    (tmp_path / "a.txt").write_text("x")
    channel.start()
    try:
        assert next_asked(asked) == "a.txt"
        (tmp_path / "b.txt").write_text("x")
        assert next_asked(asked) == "b.txt"
    finally:
        channel.stop()


def test_a_watch_follows_the_folder_of_its_name(tmp_path: Path) -> None:
    woken: queue.SimpleQueue[None] = queue.SimpleQueue()
    inbox = tmp_path / "inbox"
    watch = Watch(inbox, lambda: woken.put(None))
    watch.keep()
    assert not watch.is_watching
    for name in ("first", "second"):
        inbox.mkdir()
        watch.keep()
        if not watch.is_watching:
            pytest.skip("this system tells nothing of its folders")
        (inbox / "a.txt").write_text(name)
        woken.get(timeout=PATIENCE_S)
        inbox.rename(tmp_path / name)
        watch.keep()
        while not woken.empty():
            woken.get()
    watch.stop()


def test_no_watches_left_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(self: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr("watchdog.observers.api.BaseObserver.start", none_left)
    watch = Watch(tmp_path, lambda: None)
    watch.keep()
    watch.keep()
    assert not watch.is_watching
    watch.stop()
