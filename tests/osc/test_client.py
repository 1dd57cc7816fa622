"""The client, the commands that stand on it, and what they do where nobody answers."""

from __future__ import annotations

import argparse
import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bridge.commands.osc import add_parser, typed
from bridge.errors import BadRequest, Cancelled, OutOfMemory, RiffbridgeError
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, FailureKind
from bridge.osc import client as clients
from bridge.osc import conversation
from bridge.osc.answer_forms import ROOT
from bridge.osc.client import BridgeGone, OscClient, ask
from bridge.osc.codec import Argument, Message
from bridge.osc.forms import Method
from bridge.osc.table import METHODS
from bridge.owner_key import write_key
from bridge.stage import events as se
from bridge.vocabulary.music import Key
from tests.osc.scripted import Serve

PATIENCE_S = 10.0


@pytest.fixture
def nowhere() -> int:
    """A port at which nobody listens."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_a_running_bridge_renders_for_a_command(serve: Serve) -> None:
    hub, port = serve()
    heard: list[str] = []
    pairs: dict[str, Argument] = {"prompt": "dub", "bars": 2, "count": 3, "key": None, "seed": 2**32 - 1}
    takes = ask(
        pairs, port=port, on_answer=lambda each: heard.append(each.address), connect_timeout_s=PATIENCE_S
    )
    assert takes is not None and [take.take for take in takes] == [1, 2, 3]
    assert (takes[0].tempo_bpm, takes[0].bars, takes[0].key) == (124.0, 2, Key(9, "minor"))
    assert heard.count("/riffbridge/done") == 3 and heard.count("/riffbridge/accepted") == 1
    assert isinstance(hub.seen.get(timeout=PATIENCE_S), ev.StatusAsked)
    came = hub.seen.get(timeout=PATIENCE_S)
    assert isinstance(came, ev.RequestCame)
    assert (came.request.prompt, came.request.seed, came.request.key) == ("dub", 2**32 - 1, None)


def test_where_nobody_answers_there_is_nothing(nowhere: int) -> None:
    assert ask({"prompt": "dub"}, port=nowhere) is None


def test_where_somebody_else_listens_there_is_nothing() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        assert ask({"prompt": "dub"}, port=deaf.getsockname()[1], connect_timeout_s=0.05) is None


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("bad-request", BadRequest),
        ("cancelled", Cancelled),
        ("memory", OutOfMemory),
        ("engine", RiffbridgeError),
    ],
)
def test_a_refusal_is_raised_as_what_it_is(
    serve: Serve, kind: FailureKind, error: type[RiffbridgeError]
) -> None:
    _, port = serve(refuse=Failure(kind, "No, since."))
    with pytest.raises(error, match=r"No, since\."):
        ask({"prompt": "dub"}, port=port, connect_timeout_s=PATIENCE_S)


def test_what_is_lost_is_asked_for_again(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "ASK_AGAIN_S", 0.02)
    hub, port = serve(silent=2)
    takes = ask({"prompt": "dub"}, port=port, connect_timeout_s=PATIENCE_S)
    assert takes is not None and len(takes) == 1
    hub.seen.get(timeout=PATIENCE_S)
    first, second = hub.seen.get(timeout=PATIENCE_S), hub.seen.get(timeout=PATIENCE_S)
    assert first == second and isinstance(first, ev.RequestCame) and first.request.seed is not None


def test_a_bridge_that_falls_silent_is_gone(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "ASK_AGAIN_S", 0.02)
    monkeypatch.setattr(clients, "GONE_S", 0.1)
    _, port = serve(silent=10**6)
    with pytest.raises(BridgeGone, match="stopped answering"):
        ask({"prompt": "dub"}, port=port, connect_timeout_s=PATIENCE_S)


def test_an_interrupted_caller_takes_the_request_back(serve: Serve) -> None:
    hub, port = serve()

    def interrupt(answer: Message) -> None:
        raise Cancelled("Cancelled.")

    with pytest.raises(Cancelled):
        ask({"prompt": "dub"}, port=port, on_answer=interrupt, connect_timeout_s=PATIENCE_S)
    hub.seen.get(timeout=PATIENCE_S)
    came, cancelled = hub.seen.get(timeout=PATIENCE_S), hub.seen.get(timeout=PATIENCE_S)
    assert isinstance(came, ev.RequestCame) and isinstance(cancelled, ev.CancelAsked)
    assert came.sender == cancelled.sender


def test_what_cannot_be_sent_is_said() -> None:
    with OscClient(port=17300) as client, pytest.raises(BadRequest, match="can't be sent"):
        client.send("/a", 1e300)
    with OscClient(port=17300) as client, pytest.raises(BadRequest, match="can't be sent"):
        client.send("/a", "x" * 100_000)
    with pytest.raises(BadRequest, match="Can't reach"):
        OscClient("no.such.host.invalid")


# ---- the commands ----

Type = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Type:
    """Type a command; gives what it printed."""

    def run(*words: object) -> str:
        parser = argparse.ArgumentParser()
        add_parser(parser.add_subparsers())
        options = parser.parse_args([str(word) for word in words])
        options.run(options)
        return capsys.readouterr().out

    return run


def test_send_prints_every_answer(serve: Serve, run: Type) -> None:
    _, port = serve()
    lines = run("send", "--port", port, "/riffbridge/render", 1, "house", "bars", 2, "count", 2).splitlines()
    assert [line.split()[0] for line in lines] == [
        f"/riffbridge/{name}" for name in ("accepted", "progress", "note", "done", "done")
    ]
    assert lines[1] == "/riffbridge/progress 1 0.5 1.5"
    assert '"/exports/bossa_0.wav"' in lines[3]


@pytest.mark.parametrize(
    ("words", "count"),
    [(("presets",), 2), (("clips", "bass", "limit", 3), 3), (("status",), 1), (("unsubscribe",), 1)],
)
def test_send_ends_with_the_last_answer(
    serve: Serve, run: Type, words: tuple[object, ...], count: int
) -> None:
    _, port = serve()
    address, *arguments = words
    assert len(run("send", "--port", port, f"/riffbridge/{address}", *arguments).splitlines()) == count


ON_THE_WAY = {
    "accepted", "progress", "note", "understood", "refused", "folder_read", "loss", "preview",
}  # fmt: skip


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.address)
def test_each_answer_but_those_on_the_way_is_the_last(method: Method) -> None:
    for word in {*method.answers} - ON_THE_WAY:
        if method.address != f"{ROOT}subscribe":
            last = Message(ROOT + word, (1, "a", "b", 1, 1, 120, 1, "", 1, 1) if word == "done" else (1, 1))
            assert conversation.Ending(Message(method.address, ())).is_last(last), word


def test_send_hears_a_subscription_for_its_time(serve: Serve, run: Type) -> None:
    _, port = serve()
    assert run("send", "--port", port, "--timeout", 0.3, "/riffbridge/subscribe").splitlines() == [
        '/riffbridge/accepted ""'
    ]


def test_send_raises_a_refusal(serve: Serve, run: Type) -> None:
    _, port = serve()
    with pytest.raises(BadRequest, match="bars: 0 isn't"):
        run("send", "--port", port, "/riffbridge/render", 1, "x", "bars", 0)
    with pytest.raises(BadRequest, match=r"Did you mean /riffbridge/render\?"):
        run("send", "--port", port, "/riffbridge/rendr", 1, "x")


def test_send_does_not_wait_for_what_is_not_answered(
    serve: Serve, run: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "LISTEN_S", 0.05)
    hub, port = serve()
    assert run("send", "--port", port, "/riffbridge/transport", 120.0, 4, 4, 1, "-1.5") == ""
    moved = hub.seen.get(timeout=PATIENCE_S)
    assert isinstance(moved, se.Heard) and moved.transport.beat == -1.5


def test_send_asks_whether_the_bridge_is_there_while_it_waits(
    serve: Serve, run: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "PRESENCE_S", 0.1)
    hub, port = serve(finish=False)
    with pytest.raises(BridgeGone, match=r"Not finished within 0\.5 s"):
        run("send", "--port", port, "--timeout", 0.5, "/riffbridge/render", 1, "x")
    kinds = [type(hub.seen.get(timeout=PATIENCE_S)) for _ in range(3)]
    assert kinds == [ev.RequestCame, ev.StatusAsked, ev.StatusAsked]


@pytest.mark.parametrize(
    "words",
    [("place", 1, "house.wav", "selected"), ("fire", "track:1/slot:1"), ("join", 1, "house.wav*2")],
)
def test_send_waits_for_what_takes_its_time(
    serve: Serve, run: Type, monkeypatch: pytest.MonkeyPatch, words: tuple[object, ...]
) -> None:
    monkeypatch.setattr(conversation, "PRESENCE_S", 0.05)
    hub, port = serve()

    def answer_late() -> None:
        asked = hub.seen.get(timeout=PATIENCE_S)
        for _ in range(2):
            assert isinstance(hub.seen.get(timeout=PATIENCE_S), ev.StatusAsked)
        assert hub.channel is not None and isinstance(asked, ev.PlaceAsked | ev.FireAsked | ev.JoinAsked)
        hub.channel.reply(asked.sender, an.Failed(asked.sender, Failure("no-place", "It is full.")))

    answering = threading.Thread(target=answer_late)
    answering.start()
    address, *arguments = words
    with pytest.raises(RiffbridgeError, match="It is full"):
        run("send", "--port", port, f"/riffbridge/{address}", *arguments)
    answering.join()


def test_send_notices_a_bridge_that_goes(serve: Serve, run: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "PRESENCE_S", 0.1)
    hub, port = serve(finish=False)

    def go() -> None:
        hub.seen.get(timeout=PATIENCE_S)
        assert hub.channel is not None
        hub.channel.stop()  # type: ignore[attr-defined]

    going = threading.Thread(target=go)
    going.start()
    with pytest.raises(BridgeGone):
        run("send", "--port", port, "/riffbridge/render", 1, "x")
    going.join()


def test_nobody_there(nowhere: int, run: Type) -> None:
    with pytest.raises(BridgeGone, match="riffbridge serve"):
        run("send", "--port", nowhere, "/riffbridge/status")
    with pytest.raises(BridgeGone, match="riffbridge serve"):
        run("status", "--port", nowhere)


def test_status(serve: Serve, run: Type) -> None:
    _, port = serve()
    told = run("status", "--port", port)
    assert told == (
        f"Bridge at 127.0.0.1:{port}: ready\nTempo: 93.5 BPM from Ableton Live · stopped\n"
        "Hosts: none connected\n"
        "Queue: empty\nSince it started: 3 rendered, 1 failed\n"
    )
    facts = json.loads(run("status", "--port", port, "--json"))
    assert (facts["engine"], facts["sources"][0]["leads"]) == ("ready", 1)


def test_a_training_is_stopped_by_who_has_the_key(serve: Serve, run: Type, tmp_path: Path) -> None:
    hub, port = serve()
    stop = ("cancel", "--training", "--port", port, "--library", tmp_path / "library.sqlite")
    with pytest.raises(BadRequest, match="No bridge runs on the library"):
        run(*stop)
    write_key(tmp_path / "library.sqlite", "secret")
    assert run(*stop) == ""
    asked = hub.seen.get(timeout=PATIENCE_S)
    assert isinstance(asked, ev.StopTrainingAsked) and asked.key == "secret"


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_a_time_to_wait_is_above_zero(run: Type, seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("status", f"--timeout={seconds}")
    assert "isn't a time to wait" in capsys.readouterr().err


def test_words_become_arguments_of_the_type_they_look_like() -> None:
    assert [typed(word) for word in ("1", "-1", "1.5", "A1", "4294967295", "1.", "1e5", "")] == [
        1, -1, 1.5, "A1", "4294967295", 1.0, "1e5", "",
    ]  # fmt: skip
