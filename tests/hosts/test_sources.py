"""Which hosts are listened to, by the settings."""

from __future__ import annotations

import msgspec

from bridge.hosts import register
from bridge.hosts.peer import OscConnection
from bridge.hosts.sources import make_sources
from bridge.settings import Settings
from tests.support.hosts.listening import Ear


def names(**changed: object) -> list[str]:
    settings = msgspec.structs.replace(Settings(), **changed)
    return [source.name for source in make_sources(settings, Ear().post)]


def test_link_and_live_are_listened_to_unless_said_otherwise() -> None:
    assert names() == ["link", "live"]
    assert names(link_enabled=False, hosts=()) == []


def test_every_host_of_the_settings_has_a_source() -> None:
    assert names(hosts=register.host_ids(), link_enabled=False) == list(register.host_ids())
    assert names(hosts=("reaper", "reaper"), link_enabled=False) == ["reaper"]


def test_making_them_opens_nothing() -> None:
    for source in make_sources(msgspec.structs.replace(Settings(), hosts=register.host_ids()), Ear().post):
        assert source.trouble == ""
        assert not isinstance(source, OscConnection) or source.port is None
        source.stop()
