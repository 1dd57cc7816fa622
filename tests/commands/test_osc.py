"""`send` and `status`: where they look for the bridge, and what they print."""

from __future__ import annotations

import argparse

import pytest

from bridge.commands import osc
from bridge.commands.status import lines
from bridge.errors import BadRequest, RiffbridgeError
from bridge.settings import Settings


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ([], ("10.0.0.7", 9100)),
        (["--port", "9200"], ("10.0.0.7", 9200)),
        (["--host", "127.0.0.1"], ("127.0.0.1", 9100)),
    ],
)
def test_where_the_settings_say_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], where: tuple[str, int]
) -> None:
    monkeypatch.setattr(osc, "read_settings", lambda: Settings(osc_host="10.0.0.7", osc_port=9100))
    parser = argparse.ArgumentParser()
    osc.add_parser(parser.add_subparsers())
    assert osc._where(parser.parse_args(["status", *typed])) == where


def test_who_finds_no_bridge_is_told_where_it_was_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(osc, "read_settings", lambda: Settings(osc_port=1))
    parser = argparse.ArgumentParser()
    osc.add_parser(parser.add_subparsers())
    options = parser.parse_args(["status"])
    with pytest.raises(RiffbridgeError, match=r"No bridge answers at 127\.0\.0\.1:1\."):
        options.run(options)


def test_an_address_without_its_slash_is_refused_with_what_is_right() -> None:
    parser = argparse.ArgumentParser()
    osc.add_parser(parser.add_subparsers())
    options = parser.parse_args(["send", "riffbridge/render", "1", "house"])
    with pytest.raises(BadRequest, match=r"^“riffbridge/render” isn't an OSC address\. Begin it with"):
        options.run(options)


STATE = {
    "address": "127.0.0.1:17300", "engine": "busy", "waiting": 3, "done": 12, "failed": 1, "playing": 1,
    "meter": "4/4", "model": "starter",
    "sources": [
        {"source": "live", "bpm": 124.0, "fresh": 1, "leads": 1},
        {"source": "link", "bpm": 120.5, "fresh": 1, "leads": 0},
        {"source": "midi", "bpm": 90.0, "fresh": 0, "leads": 0},
    ],
    "hosts": [
        {"host": "live", "takes_clips": 1, "bpm": 124.0},
        {"host": "reaper", "takes_clips": 0, "bpm": 0.0},
    ],
    "training": {"name": "mine", "stage": "training", "fraction": 0.25, "seconds_left": 90.0},
    "queue": [{"job": 1, "state": "running", "fraction": 0.4, "prompt": "dub", "from": "window"}],
}  # fmt: skip


def test_status_says_what_rules() -> None:
    assert list(lines(STATE)) == [
        "Bridge at 127.0.0.1:17300: busy",
        "Tempo: 124 BPM from Ableton Live · 4/4 · playing · also heard: 120.5 BPM from Ableton Link",
        "Model: starter",
        "Hosts: Ableton Live (takes clips)",
        "Rendering: dub, 40%",
        "Training: mine, 25%, 90 s left",
        "Queue: 3 waiting",
        "Since it started: 12 rendered, 1 failed",
    ]


def test_status_of_an_idle_bridge_of_an_earlier_version() -> None:
    quiet = {"waiting": 0, "sources": [], "hosts": [], "queue": []}
    earlier = {name: value for name, value in STATE.items() if name not in ("model", "meter", "training")}
    assert list(lines({**earlier, **quiet})) == [
        "Bridge at 127.0.0.1:17300: pre-rendering pads",
        "Tempo: no source",
        "Hosts: none connected",
        "Queue: empty",
        "Since it started: 12 rendered, 1 failed",
    ]
