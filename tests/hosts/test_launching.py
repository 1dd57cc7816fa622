"""Who launches a slot, and that each wish ends once."""

from __future__ import annotations

from bridge.hosts.connection import HostConnection, Launch
from bridge.hosts.placing import Placing
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure
from bridge.vocabulary.places import Place
from tests.support.hosts.placements import sender

SLOT = Place(where="slot", track=2, slot=5)


class Launcher(HostConnection):
    """Keeps what it is given; raises `mistake`, if there is one."""

    launches, can_launch, why_absent = True, True, "Start Live."

    def __init__(self) -> None:
        super().__init__("live")
        self.given: list[Launch] = []
        self.mistake: Exception | None = None

    def launch(self, launch: Launch) -> None:
        if self.mistake is not None:
            raise self.mistake
        self.given.append(launch)


def test_a_launch_ends_once_and_each_is_one_of_its_own() -> None:
    live = Launcher()
    launching = Placing([live])
    assert launching.fire(sender("a"), SLOT) == launching.fire(sender("a"), SLOT) == []
    first, second = live.given
    assert first.where == second.where == "track:2/slot:5" and first.id != second.id
    ended = ev.PlacementEnded(first.id, "live:track:2/slot:5")
    assert launching.ended(ended) == [an.Fired(sender("a"), "live:track:2/slot:5")]
    assert launching.ended(ended) == []
    failure = Failure("no-place", "It is empty.")
    assert launching.ended(ev.PlacementEnded(second.id, failure=failure)) == [an.Failed(sender("a"), failure)]


def test_without_a_host_that_can_it_is_said_why() -> None:
    live = Launcher()
    live.can_launch = False
    for launching, text in (
        (Placing([live]), "Start Live."),
        (Placing(), "to hosts in the settings"),
    ):
        [answer] = launching.fire(sender("a"), SLOT)
        assert isinstance(answer, an.Failed) and answer.failure.kind == "no-host"
        assert text in answer.failure.message
    assert live.given == []


def test_a_mistake_of_a_launcher_is_an_answer() -> None:
    live = Launcher()
    live.mistake = OSError("no socket")
    [answer] = Placing([live]).fire(sender("a"), SLOT)
    assert isinstance(answer, an.Failed) and answer.failure.kind == "host"
