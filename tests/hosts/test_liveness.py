"""Whether a host is there."""

from __future__ import annotations

import math

from bridge.hosts.liveness import Liveness


def test_who_is_absent_is_asked_for_after_each_pause() -> None:
    presence = Liveness((2.0, 10.0), 3.0)
    asked = [at for at in range(40) if presence.asks(at, 5.0)]
    assert asked == [0, 2, 12, 22, 32]


def test_an_endless_pause_ends_the_asking() -> None:
    presence = Liveness((2.0, math.inf), 3.0)
    assert [at for at in range(100) if presence.asks(at, 5.0)] == [0, 2]


def test_who_is_heard_is_asked_only_when_quiet_and_goes_when_it_does_not_answer() -> None:
    presence = Liveness((2.0,), 3.0)
    assert presence.heard(0.0) is True
    assert presence.heard(1.0) is False
    asked = [at for at in range(1, 9) if presence.asks(at, 5.0)]
    assert asked == [6, 8]
    assert not presence.goes(8.9, 5.0)
    assert presence.goes(9.0, 5.0)
    assert not presence.is_there
    assert not presence.goes(20.0, 5.0)
    assert presence.asks(9.0, 5.0)
    assert presence.heard(9.5) is True
