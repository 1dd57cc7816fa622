"""`send` and `status`: where they look for the bridge."""

from __future__ import annotations

import argparse

import pytest

from bridge.commands import osc
from bridge.errors import RiffbridgeError
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
