"""Sends a message and yields its answers; knows which is the last, and when none will come."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bridge.errors import BadRequest
from bridge.osc.answer_forms import ROOT
from bridge.osc.client import GONE, PRESENCE_S, BridgeGone, FinishedTake, OscClient
from bridge.osc.codec import Argument, Message
from bridge.osc.table import DEFAULT_SUBSCRIPTION_S, METHODS
from bridge.requests.kinds import switch

# How long to wait for a refusal where nothing else would be answered; one comes within milliseconds.
LISTEN_S = 0.5


class Ending:
    """Tells which answer to `asked` is the last."""

    def __init__(self, asked: Message) -> None:
        self._asked = asked.address
        # Each clip of a request with a place is answered again once it is in the host.
        self._places = asked.address != ROOT + "place" and "place" in asked.arguments[2::2]
        pairs = dict(zip(asked.arguments[3::2], asked.arguments[4::2], strict=False))
        self._is_dry_run = asked.address == ROOT + "train" and _is_on(pairs.get("dry_run", 0))
        self._takes = self._takes_in_all = self._settled = 0

    def is_last(self, answer: Message) -> bool:
        """Whether nothing more comes after `answer`; to be asked once for each."""
        word = answer.address.removeprefix(ROOT)
        if word == "done":
            self._takes += 1
            self._takes_in_all = FinishedTake.read(answer.arguments[1:]).count
        if self._places and self._takes:
            self._settled += word in ("placed", "failed")
            return self._settled == self._takes_in_all
        if self._asked == ROOT + "subscribe":
            return False
        if word in ("preset", "clip", "source", "host", "queued", "pad_state"):
            return answer.arguments[0] == answer.arguments[1]
        if word == "accepted":
            return self._asked in (ROOT + "unsubscribe", ROOT + "cancel_job", ROOT + "stop_training")
        if word == "done":
            return self._takes == self._takes_in_all
        if word == "folder_read":
            return self._is_dry_run
        return word in (
            "failed", "state", "cued", "placed", "fired", "joined", "trained", "training_state",
        )  # fmt: skip


def _is_on(value: Argument) -> bool:
    """Whether `value` is a switch that is on."""
    try:
        return bool(switch().read(value))
    except BadRequest:
        return False


def converse(client: OscClient, message: Message, timeout_s: float | None = None) -> Iterator[Message]:
    """Send `message`; its answers as they come, up to the last.

    Waits for as long as what was asked for takes, or `timeout_s`; a subscription is heard for that long, else
    for its usual length. While it waits for an accepted request, or for a host, it asks the bridge now and
    then whether it is still there. Raises `BridgeGone` if it is not, or never was, or if the time was too
    short.
    """
    method = METHODS.get(message.address)
    is_answered = method is not None and method.answers != ("failed",)
    if message.address == ROOT + "subscribe" and timeout_s is None:
        timeout_s = DEFAULT_SUBSCRIPTION_S
    until_s = float("inf") if timeout_s is None else time.monotonic() + timeout_s
    patience_s = PRESENCE_S if is_answered else LISTEN_S
    # A host may take its time, and a piece may wait for another; until then, no answer comes.
    is_slow = message.address in (ROOT + "place", ROOT + "fire", ROOT + "join", ROOT + "train")
    heard = wondering = False
    ending = Ending(message)
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
        if ending.is_last(answer):
            return
    if is_answered and not heard:
        raise BridgeGone("No bridge answers. Start one with riffbridge serve.")
    if heard and time.monotonic() < until_s:
        raise BridgeGone(GONE)
    if is_answered and message.address != ROOT + "subscribe":
        raise BridgeGone(f"Not finished within {timeout_s:g} s. The bridge goes on with it.")
