"""`riffbridge hosts`, with a stand-in for Live on ports of its own."""

from __future__ import annotations

import argparse
import json
import socket
import threading

import pytest

from bridge.commands import hosts
from bridge.errors import BadRequest
from bridge.osc.codec import Malformed, Message, decode, encode
from bridge.settings import Settings


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    hosts.add_parser(parser.add_subparsers())
    return parser.parse_args(["hosts", *arguments])


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Ports that nobody has."""
    free = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2)]
    for each in free:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in free]
    for each in free:
        each.close()
    made = Settings(host_options={"live_port": ports[0], "live_reply_port": ports[1]})
    monkeypatch.setattr(hosts, "read_settings", lambda: made)
    return made


def answer_as_live(live: socket.socket, reply_port: int) -> None:
    """Answer the first questions, as Live at 97.5 in bar 3 would."""
    values: dict[str, float] = {
        "tempo": 97.5, "signature_numerator": 4, "signature_denominator": 4, "is_playing": 0,
        "current_song_time": 9.0,
    }  # fmt: skip
    for _ in range(7):
        [asked] = decode(live.recv(4096))
        assert not isinstance(asked, Malformed)
        what = asked.address.rpartition("/")[2]
        address = asked.address if what == "test" else f"/live/song/get/{what}"
        live.sendto(encode(Message(address, (values.get(what, 0),))), ("127.0.0.1", reply_port))


def test_what_a_host_says_is_printed(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as live:
        live.bind(("127.0.0.1", settings.port("live_port")))
        live.settimeout(10)
        thread = threading.Thread(target=answer_as_live, args=(live, settings.port("live_reply_port")))
        thread.start()
        hosts.run(parsed("ableton", "--seconds", "1"))
        thread.join()
    assert capsys.readouterr().out == "live: 97.5 BPM, 4/4, standing still, bar 3 beat 2\n"


def test_who_is_not_there_is_said_and_a_port_that_is_taken(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    hosts.run(parsed("live", "--seconds", "0"))
    assert capsys.readouterr().out == "live: nothing heard\n"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", settings.port("live_reply_port")))
        hosts.run(parsed("ableton", "--seconds", "0", "--json"))
    told = json.loads(capsys.readouterr().out)
    assert (told["source"], told["heard"]) == ("live", False)
    assert told["trouble"].startswith(f"Port {settings.port('live_reply_port')}")


def test_a_host_that_is_none_is_refused(settings: Settings) -> None:
    with pytest.raises(BadRequest, match="“cubase” isn't a host"):
        hosts.run(parsed("cubase"))
