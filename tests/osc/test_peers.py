"""Other machines are sent no more than a few times what they sent, until they confirm their address."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.osc.codec import Message, decode
from bridge.osc.peers import CONFIRMED_FOR_S, GROWTH, MAX_HELD_BYTES, MAX_PEERS, Peers

HOST, ADDRESS = "192.0.2.1", ("192.0.2.1", 9000)


def strangers() -> Peers:
    return Peers(lambda host: False, lambda: "secret")


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 1000), st.floats(0, 2)), max_size=50))
def test_nobody_is_sent_more_than_a_few_times_what_came(steps: list[tuple[bool, int, float]]) -> None:
    peers, now_s, received, sent = strangers(), 0.0, 0, 0
    for is_received, size, later_s in steps:
        now_s += later_s
        if is_received:
            peers.received(size, HOST, now_s)
            received += size
        else:
            sent += sum(len(packet) for packet, _ in peers.admit(bytes(size), ADDRESS, now_s))
    questions = 48 * (now_s + 1)  # one a second at most
    assert sent <= GROWTH * received + questions


def test_whoever_echoes_the_token_gets_what_was_held_and_all_that_follows() -> None:
    peers = strangers()
    peers.received(20, HOST, 0.0)
    [(question, address)] = peers.admit(b"x" * 500, ADDRESS, 0.0)
    assert address == ADDRESS and list(decode(question)) == [Message("/riffbridge/confirm", ("secret",))]
    assert peers.admit(b"y" * 500, ADDRESS, 0.5) == [], "it is asked once a second"
    assert peers.confirm("guess", HOST, 0.6) == [] == peers.confirm("secret", "192.0.2.2", 0.6)
    assert peers.confirm("secret", HOST, 0.7) == [(b"x" * 500, ADDRESS), (b"y" * 500, ADDRESS)]
    assert peers.admit(b"z" * 5000, ADDRESS, 0.8) == [(b"z" * 5000, ADDRESS)]
    peers.received(1, HOST, CONFIRMED_FOR_S)
    assert peers.admit(b"z" * 5000, ADDRESS, 1.5 * CONFIRMED_FOR_S), "it lasts while the machine is heard"
    assert len(peers.admit(b"z" * 5000, ADDRESS, 3 * CONFIRMED_FOR_S)[0][0]) < 100


def test_what_is_held_and_who_is_known_is_bounded() -> None:
    peers = strangers()
    for _ in range(200):
        peers.admit(bytes(1000), ADDRESS, 0.0)
    assert sum(len(packet) for packet, _ in peers.confirm("secret", HOST, 0.0)) <= MAX_HELD_BYTES
    for number in range(MAX_PEERS + 10):
        peers.received(1, f"host {number}", 0.0)
        assert peers.may_refuse(f"host {number}:1", 0.0)
    assert peers.confirm("secret", "host 0", 0.0) == []


def test_this_machine_is_trusted() -> None:
    peers = Peers(lambda host: host == "127.0.0.1")
    assert peers.admit(bytes(5000), ("127.0.0.1", 1), 0.0) == [(bytes(5000), ("127.0.0.1", 1))]


def test_a_program_is_refused_once_a_second() -> None:
    peers = strangers()
    said = [peers.may_refuse("192.0.2.1:9000", at_s) for at_s in (5.0, 5.5, 5.99, 6.0, 6.5)]
    assert said == [True, False, False, True, False]
    assert peers.may_refuse("192.0.2.1:9001", 6.5), "another program"
