"""Each order ends once, whatever the host does."""

from __future__ import annotations

from collections import Counter

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from bridge.hosts.mailbox.note_format import Ending
from bridge.hosts.mailbox.orders import ANSWERED_WITHIN_S, MAX_WAITING, SILENT_S, TAKEN_WITHIN_S, Orders


class DesiredState(msgspec.Struct, frozen=True):
    id: str
    note: str = ""


def orders() -> Orders:
    return Orders("the host", "The host is not there.")


def test_one_at_a_time_and_in_order() -> None:
    desk = orders()
    for id in "abc":
        assert desk.ask(DesiredState(id), host_is_there=True) is None
    assert desk.put(1.0) == DesiredState("a") and desk.put(2.0) is None
    assert desk.answered(Ending("b", "", "")) is None
    assert desk.answered(Ending("a", "", "there")) == Ending("a", "", "there")
    assert desk.answered(Ending("a", "", "there")) is None
    assert desk.put(3.0) == DesiredState("b")


def test_without_a_host_it_ends_at_once() -> None:
    assert orders().ask(DesiredState("a"), host_is_there=False) == Ending(
        "a", "no-host", "The host is not there."
    )


def test_what_is_asked_again_while_it_waits_is_the_same() -> None:
    desk = orders()
    for _ in range(2):
        assert desk.ask(DesiredState("a"), host_is_there=True) is None
    desk.put(0.0)
    assert desk.ask(DesiredState("a"), host_is_there=True) is None and desk.host_left() == []


def test_a_crowd_is_told_to_wait() -> None:
    desk = orders()
    ends = [desk.ask(DesiredState(str(number)), host_is_there=True) for number in range(MAX_WAITING + 1)]
    assert ends[:-1] == [None] * MAX_WAITING
    assert ends[-1] is not None and ends[-1].kind == "busy"


def test_taken_and_never_answered() -> None:
    desk = orders()
    desk.ask(DesiredState("a"), host_is_there=True)
    desk.put(0.0)
    assert not desk.is_overdue(TAKEN_WITHIN_S - 0.1) and desk.is_overdue(TAKEN_WITHIN_S)
    assert desk.taken_and_silent(SILENT_S + 4.9, heard_at_s=5.0) is None
    assert desk.taken_and_silent(ANSWERED_WITHIN_S - 0.1, heard_at_s=ANSWERED_WITHIN_S - 1) is None
    ending = desk.taken_and_silent(ANSWERED_WITHIN_S, heard_at_s=ANSWERED_WITHIN_S - 1)
    assert ending is not None and (ending.id, ending.kind) == ("a", "host")


STEPS = st.lists(st.sampled_from(["ask", "put", "answer", "stray", "back", "silent", "left"]), max_size=60)


@given(STEPS)
def test_each_ends_at_most_once_and_all_end_when_the_host_leaves(steps: list[str]) -> None:
    desk, ends, asked, now_s = orders(), Counter[str](), 0, 0.0
    for step in [*steps, "left", "back"]:
        now_s += 40.0
        found: list[Ending | None] = []
        match step:
            case "ask":
                asked += 1
                found = [desk.ask(DesiredState(str(asked)), host_is_there=True)]
            case "put":
                desk.put(now_s)
            case "answer" if desk.out is not None:
                found = [desk.answered(Ending(desk.out.id, "", ""))]
            case "stray":
                found = [desk.answered(Ending("stray", "", ""))]
            case "back":
                found = [desk.called_back()]
            case "silent":
                found = [desk.taken_and_silent(now_s, heard_at_s=0.0)]
            case "left":
                found = [*desk.host_left()]
        ends.update(each.id for each in found if each is not None)
    assert ends == {str(number + 1): 1 for number in range(asked)}
