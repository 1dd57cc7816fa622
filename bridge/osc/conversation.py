"""One message and all its answers: when the last has come, and when none will."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bridge.osc.answer_forms import ROOT
from bridge.osc.client import GONE, PRESENCE_S, BridgeGone, FinishedTake, OscClient
from bridge.osc.codec import Message
from bridge.osc.table import DEFAULT_SUBSCRIPTION_S, METHODS

# What has no answer but a refusal is listened to for so long; a refusal comes within milliseconds.
LISTEN_S = 0.5


def converse(client: OscClient, message: Message, timeout_s: float | None = None) -> Iterator[Message]:
    """Send `message`; its answers as they come, up to the last.

    Waits for as long as what was asked for takes, or `timeout_s`; a subscription is heard for that
    long, else for its usual length. While an accepted request, or a host, is waited for, the bridge is asked
    now and then whether it is still there. Raises `BridgeGone` if it is not, or never was, or if the
    time was too short.
    """
    method = METHODS.get(message.address)
    is_answered = method is not None and method.answers != ("failed",)
    if message.address == ROOT + "subscribe" and timeout_s is None:
        timeout_s = DEFAULT_SUBSCRIPTION_S
    until_s = float("inf") if timeout_s is None else time.monotonic() + timeout_s
    patience_s = PRESENCE_S if is_answered else LISTEN_S
    # A host may take its time, and nothing says before that it was asked.
    is_slow = message.address in (ROOT + "place", ROOT + "fire")
    heard = wondering = False
    takes = settled = 0
    count = 0
    places = message.address != ROOT + "place" and "place" in message.arguments[2::2]
    client.send(message.address, *message.arguments)
    while (left_s := min(patience_s, until_s - time.monotonic())) > 0:
        answer = next(client.answers(left_s), None)
        if answer is None and (heard or is_slow) and not wondering:
            wondering = True
            client.send(ROOT + "status")
            continue
        if answer is None:
            break
        if wondering and answer.address == ROOT + "state":
            wondering, heard = False, True
            continue
        heard = True
        yield answer
        takes += answer.address == ROOT + "done"
        if places and takes:
            settled += answer.address in (ROOT + "placed", ROOT + "failed")
            count = (
                FinishedTake.read(answer.arguments[1:]).count if answer.address == ROOT + "done" else count
            )
            if settled == count:
                return
        elif is_last(answer, takes, message.address):
            return
    if is_answered and not heard:
        raise BridgeGone("No bridge answers. Start one with riffbridge serve.")
    if heard and time.monotonic() < until_s:
        raise BridgeGone(GONE)
    if is_answered and message.address != ROOT + "subscribe":
        raise BridgeGone(f"What was asked for was not done within {timeout_s:g} s; it goes on.")


def is_last(answer: Message, takes: int, asked: str) -> bool:
    """Whether nothing more comes after `answer`, with which `takes` were done, to what was `asked`."""
    if asked == ROOT + "subscribe":
        return False
    if answer.address in (ROOT + "preset", ROOT + "clip", ROOT + "source", ROOT + "host", ROOT + "queued"):
        return answer.arguments[0] == answer.arguments[1]
    if answer.address == ROOT + "accepted":
        return asked in (ROOT + "unsubscribe", ROOT + "cancel_job")
    if answer.address == ROOT + "done":
        return takes == FinishedTake.read(answer.arguments[1:]).count
    return answer.address in {ROOT + name for name in ("failed", "state", "cued", "placed", "fired")}
