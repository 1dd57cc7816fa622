"""Who is served first: urgent events, then sender by sender, then lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.hub.lanes import MAX_LISTS_WAITING, MAX_WAITING, Lanes
from bridge.messages import events as ev
from bridge.messages.incoming import Incoming
from bridge.messages.orders import Priority, Sender
from bridge.vocabulary.requests import ClipRequest


def sender(port: int, id: str = "") -> Sender:
    return Sender("osc", f"127.0.0.1:{port}", id)


def request(port: int, id: str = "1", priority: Priority = Priority.NORMAL) -> ev.RequestCame:
    return ev.RequestCame(sender=sender(port, id), request=ClipRequest(prompt="dub"), priority=priority)


def taken(lanes: Lanes) -> list[Incoming]:
    found = []
    while (event := lanes.next()) is not None:
        found.append(event)
    assert not lanes
    return found


def filled(*events: Incoming) -> Lanes:
    lanes = Lanes()
    for event in events:
        assert lanes.add(event) is None
    return lanes


def test_what_is_urgent_overtakes_what_is_live_and_that_the_rest() -> None:
    normal, listing = request(1), ev.ClipsAsked(sender(1))
    live, urgent = request(2, priority=Priority.LIVE), ev.Stopping()
    assert taken(filled(listing, normal, live, urgent)) == [urgent, live, normal, listing]


def test_there_is_something_to_serve_whatever_waits() -> None:
    for event in (request(1), request(1, priority=Priority.LIVE), ev.ClipsAsked(sender(1)), ev.Stopping()):
        assert filled(event) and not Lanes()


def test_senders_take_turns_and_each_keeps_its_order() -> None:
    flood = [request(1, str(number)) for number in range(100)]
    others = [request(2), request(3)]
    assert taken(filled(*flood, *others))[:4] == [flood[0], *others, flood[1]]


def test_while_others_are_read_only_what_need_not_be_is_served() -> None:
    lanes = filled(request(1), ev.StatusAsked(sender(1)), request(2, priority=Priority.LIVE))
    for event in (ev.StatusAsked(sender(3)), ev.ClipsAsked(sender(1)), ev.Stopping()):
        lanes.add(event)
    served = [lanes.next(reads=False) for _ in range(4)]
    assert served == [ev.Stopping(), ev.StatusAsked(sender(3)), ev.ClipsAsked(sender(1)), None]
    assert taken(lanes) == [request(2, priority=Priority.LIVE), request(1), ev.StatusAsked(sender(1))]


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["request", "list", "cancel"])), max_size=60))
def test_nothing_is_lost_or_doubled_and_a_sender_s_requests_stay_in_order(
    asked: list[tuple[int, str]],
) -> None:
    events: list[Incoming] = []
    for number, (port, kind) in enumerate(asked):
        match kind:
            case "request":
                events.append(request(port, str(number)))
            case "list":
                events.append(ev.ClipsAsked(sender(port), str(number)))
            case _:
                events.append(ev.CancelAsked(sender(port, str(number))))
    lanes, refused = Lanes(), []
    for event in events:
        if lanes.add(event) is not None:
            refused.append(event)
    served = taken(lanes)
    assert sorted(map(repr, [*served, *refused])) == sorted(map(repr, events))
    for port in range(1, 5):
        own = [
            each
            for each in events
            if isinstance(each, ev.RequestCame) and each.sender.endpoint == sender(port).endpoint
        ]
        assert [each for each in served if each in own] == own


def test_what_is_too_much_for_one_sender_is_refused_and_others_have_room() -> None:
    lanes = filled(*(request(1, str(number)) for number in range(MAX_WAITING)))
    refusal = lanes.add(request(1, "x"))
    assert refusal is not None and (refusal.failure.kind, refusal.sender.id) == ("busy", "x")
    assert lanes.add(request(2)) is None
    lists = filled(*(ev.ClipsAsked(sender(1)) for _ in range(MAX_LISTS_WAITING)))
    assert lists.add(ev.PresetsAsked(sender(1))) is not None
    assert lists.add(ev.PresetsAsked(sender(2))) is None


def test_a_request_is_withdrawn_by_whoever_sent_it() -> None:
    lanes = filled(request(1, "a"), request(1, "b"), request(2, "a"))
    assert not lanes.withdraw(sender(1, "c")) and not lanes.withdraw(sender(3, "a"))
    assert lanes.withdraw(sender(1, "a")) and not lanes.withdraw(sender(1, "a"))
    assert lanes.withdraw(sender(2, "a"))
    assert taken(lanes) == [request(1, "b")]
