"""Which hosts are connected, by the settings."""

from __future__ import annotations

import threading

import msgspec

from bridge.hosts import register
from bridge.hosts.connection import Wiring, connect
from bridge.settings import Settings
from tests.support.hosts.listening import Ear


def names(*, hears_only: bool = False, **changed: object) -> list[str]:
    settings = msgspec.structs.replace(Settings(), **changed)
    return [each.name for each in connect(Wiring(settings, Ear().post, hears_only=hears_only))]


def test_link_and_the_usual_hosts_are_connected_unless_said_otherwise() -> None:
    usual = [each.id for each in register.hosts() if each.is_default or each.is_always_on]
    assert names() == ["link", "live", *usual]  # Live by two ways
    assert names(link_enabled=False, hosts=()) == ["reaper"]
    assert names(link_enabled=False, hosts=(), hears_only=True) == []


def test_every_host_of_the_settings_is_connected_once() -> None:
    connected = names(hosts=register.host_ids(), link_enabled=False)
    assert [*dict.fromkeys(connected)] == [*register.host_ids()]
    assert names(hosts=("bitwig", "bitwig"), link_enabled=False, hears_only=True) == ["bitwig"]


def test_making_them_opens_nothing() -> None:
    before = threading.active_count()
    for each in connect(Wiring(Settings(hosts=register.host_ids()), Ear().post)):
        assert each.trouble == "" and not each.is_there
        each.stop()
    assert threading.active_count() == before
