"""`send` and `status`: where they look for the bridge."""

from __future__ import annotations

import argparse

import pytest

from bridge.commands import osc
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
