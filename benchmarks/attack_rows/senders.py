"""Programs that answer what they don't know, use each other's ids, and cancel what isn't theirs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bridge_rows.latency import needed
from benchmarks.bridge_rows.row import Row
from bridge.osc.codec import Message, encode
from tests.support.bridge_process import Caller, Served, render_packet, settings_in

PING_PONG_S = 5.0
REFUSALS_A_SECOND = 1.0


def senders(folder: Path) -> Iterator[Row]:
    """Two programs at one bridge."""
    with Served(settings_in(folder)) as served, Caller(served.port) as one, Caller(served.port) as other:
        yield _ping_pong(one)
        yield _same_id(one, other)
        yield _cancel(one, other)


def _ping_pong(caller: Caller) -> Row:
    """As SuperCollider does: each answer comes back as a refusal of its own."""
    caller.send(encode(Message("/fail", ("/nothing", "not found"))))
    until_s, heard = time.monotonic() + PING_PONG_S, 0
    while (answer := caller.hear(until_s - time.monotonic())) is not None:
        heard += 1
        caller.send(encode(Message("/fail", (answer.address, heard))))
    limit = REFUSALS_A_SECOND * PING_PONG_S + 1
    what = f"answers to a program that answers each with /fail, in {PING_PONG_S:g} s"
    return Row(what, f"{heard}", f"≤ {limit:.0f}", heard <= limit)


def _same_id(one: Caller, other: Caller) -> Row:
    one.send(render_packet(1, seed=1))
    other.send(render_packet(1, seed=2))
    done = [needed(each.until("done", id=1)).arguments[1] for each in (one, other)]
    return Row(
        "two programs' different requests under one id", f"{len(set(done))} done", "2", len(set(done)) == 2
    )


def _cancel(one: Caller, other: Caller) -> Row:
    one.send(render_packet(2, seed=3))
    other.send(encode(Message("/riffbridge/cancel", (2,))))
    other.send(encode(Message("/riffbridge/cancel_job", (2, "a guess"))))
    ended = needed(one.until("done", "failed", id=2)).address.rpartition("/")[2]
    return Row("a request that another program cancels", ended, "done", ended == "done")
