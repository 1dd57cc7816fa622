"""Asks a running bridge by OSC, and waits for its answers."""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from bridge.errors import BadRequest, Cancelled, DiskFull, OutOfMemory, RiffbridgeError, StorageFailed
from bridge.osc.answer_forms import ROOT
from bridge.osc.codec import Argument, Message, decode, encode
from bridge.osc.peers import CONFIRM
from bridge.requests.bounds import MAX_SEED
from bridge.settings import DEFAULT_OSC_HOST, DEFAULT_OSC_PORT
from bridge.vocabulary.music import Key

# A question is asked again after so long without an answer: any packet may be lost.
ASK_AGAIN_S = 2.0
# A bridge that has said nothing at all for so long is gone.
GONE_S = 15.0
# One that is there answers within this, even while its disk is busy.
PRESENCE_S = 3.0
GONE = "The bridge has stopped answering. Start it again: it finishes what it has accepted."

_ERRORS: dict[str, type[RiffbridgeError]] = {
    "bad-request": BadRequest,
    "cancelled": Cancelled,
    "storage": StorageFailed,
    "disk-full": DiskFull,
    "memory": OutOfMemory,
}


class FinishedTake(msgspec.Struct, frozen=True, kw_only=True):
    """What `/riffbridge/done` says of a clip. `path` is `None` if it was too long for a packet."""

    clip: str
    path: Path | None
    frames: int
    rate_hz: int
    tempo_bpm: float
    bars: int
    key: Key | None
    take: int
    count: int

    @classmethod
    def read(cls, arguments: Sequence[Argument]) -> FinishedTake:
        """Read the arguments of `/riffbridge/done`, without the id; what newer bridges add is ignored."""
        clip, path, frames, rate, bpm, bars, key, take, count, *_ = map(str, arguments)
        return cls(
            clip=clip,
            path=Path(path) if path else None,
            frames=int(frames),
            rate_hz=int(rate),
            tempo_bpm=float(bpm),
            bars=int(bars),
            key=Key.parse(key) if key else None,
            take=int(take),
            count=int(count),
        )


class BridgeGone(RiffbridgeError):
    """The bridge does not answer, or no longer."""


class OscClient:
    """A socket that speaks with one bridge alone, so that a port where nobody listens is noticed.

    For use as a context; blocking, and for one thread.
    """

    def __init__(self, host: str = DEFAULT_OSC_HOST, port: int = DEFAULT_OSC_PORT) -> None:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
            self._socket = socket.socket(family, kind, protocol)
            self._socket.connect(address)
        except (OSError, UnicodeError, OverflowError) as error:
            raise BadRequest(f"Can't reach {host[:60]}:{port}: {error}.") from error

    def __enter__(self) -> OscClient:
        return self

    def __exit__(self, *error: object) -> None:
        self._socket.close()

    def send(self, address: str, *arguments: Argument) -> None:
        """Send one message. Raises `BadRequest` for what OSC cannot carry."""
        try:
            packet = encode(Message(address, arguments))
        except ValueError as error:
            raise BadRequest(f"This can't be sent: {error}.") from error
        try:
            self._socket.send(packet)
        except ConnectionError:
            pass  # said of an earlier packet; whoever waits for answers is told
        except OSError as error:
            raise BadRequest(f"This can't be sent: {error.strerror}.") from error

    def answers(self, patience_s: float) -> Iterator[Message]:
        """The answers as they come, until none has for `patience_s`.

        Raises `BridgeGone` at once where nobody listens.
        """
        while True:
            self._socket.settimeout(patience_s)
            try:
                packet = self._socket.recv(65_535)
            except TimeoutError:
                return
            except ConnectionError as error:
                raise BridgeGone("No bridge answers. Start one with riffbridge serve.") from error
            for each in decode(packet):
                if isinstance(each, Message) and each.address == CONFIRM:
                    self.send(CONFIRM, *each.arguments)
                elif isinstance(each, Message):
                    yield each

    def is_there(self, patience_s: float) -> bool:
        """Whether a bridge answers within `patience_s`."""
        return self.state(patience_s) is not None

    def state(self, patience_s: float) -> dict[str, Argument] | None:
        """How things stand, by name (`docs/osc.md` has the names); `None` if nobody says."""
        self.send(ROOT + "status")
        try:
            for answer in self.answers(patience_s):
                if answer.address == ROOT + "state":
                    return pairs_of(answer)
        except BridgeGone:
            return None
        return None


def pairs_of(answer: Message) -> dict[str, Argument]:
    """The name–value pairs that `/riffbridge/state` consists of."""
    return {
        str(name): value for name, value in zip(answer.arguments[::2], answer.arguments[1::2], strict=False)
    }


def ask(
    pairs: Mapping[str, Argument],
    host: str = DEFAULT_OSC_HOST,
    port: int = DEFAULT_OSC_PORT,
    on_answer: Callable[[Message], None] = lambda answer: None,
    connect_timeout_s: float = 0.3,
) -> list[FinishedTake] | None:
    """Have a running bridge render: all takes, in order, or `None` if none answers there.

    `pairs` are those of `/riffbridge/render`, `prompt` among them; `None` values are left out.
    `on_answer` hears each answer (progress, notes …). Raises what the bridge's refusal stands for,
    and `BridgeGone` if it stops answering. If the caller is interrupted, the request is taken back.
    """
    given = {"seed": str(secrets.randbelow(MAX_SEED + 1)), **_given(pairs)}
    arguments = [given.pop("prompt", ""), *(each for pair in given.items() for each in pair)]
    with OscClient(host, port) as client:
        if not client.is_there(connect_timeout_s):
            return None
        name = secrets.token_hex(8)
        try:
            outcome = _takes(client, name, arguments, on_answer)
        except BridgeGone:
            raise
        except BaseException:
            client.send(ROOT + "cancel", name)
            raise
    if isinstance(outcome, Message):
        raise failure(outcome)
    return outcome


def _given(pairs: Mapping[str, Argument]) -> dict[str, Argument]:
    """The pairs that have a value; whole numbers that `i` cannot hold as text."""
    return {
        name: str(value) if isinstance(value, int) and value >= 2**31 else value
        for name, value in pairs.items()
        if value is not None
    }


def _takes(
    client: OscClient, name: str, arguments: list[Argument], on_answer: Callable[[Message], None]
) -> list[FinishedTake] | Message:
    """The takes of one request, or its failure.

    While nothing is heard the request is sent again: a bridge that has it says so, one that has done
    it answers from its library, since the seed is the same.
    """
    takes: dict[int, FinishedTake] = {}
    accepted = False
    heard_s = time.monotonic()
    while time.monotonic() - heard_s < GONE_S:
        client.send(ROOT + "render", name, *arguments)
        for answer in _heard(client, accepted):
            if answer.arguments[:1] != (name,):
                continue
            heard_s = time.monotonic()
            if answer.address != ROOT + "accepted" or not accepted:
                on_answer(answer)
            accepted = True
            if answer.address == ROOT + "failed":
                return answer
            if answer.address == ROOT + "done":
                take = FinishedTake.read(answer.arguments[1:])
                takes[take.take] = take
                if len(takes) == take.count:
                    return [takes[number] for number in sorted(takes)]
    raise BridgeGone(GONE)


def _heard(client: OscClient, accepted: bool) -> Iterator[Message]:
    """The client's answers; where the bridge goes, what becomes of an accepted request is said."""
    try:
        yield from client.answers(ASK_AGAIN_S)
    except BridgeGone as error:
        raise BridgeGone(GONE if accepted else str(error)) from error


def failure(answer: Message) -> RiffbridgeError:
    """The error that a `/riffbridge/failed` stands for."""
    _, code, text = (*answer.arguments, "", "", "")[:3]
    return _ERRORS.get(str(code), RiffbridgeError)(str(text))
