"""`riffbridge status`: what a running bridge does: tempo, model, hosts and queue."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bridge.commands.output import to_json
from bridge.hosts import register
from bridge.vocabulary.trainings import TRAINING

if TYPE_CHECKING:
    from bridge.osc.client import OscClient
    from bridge.osc.codec import Message

Row = Mapping[str, Any]
QUEUED = ("job", "state", "fraction", "prompt", "from")
_TRAINING = ("name", "stage", "fraction", "seconds_left")
_SOURCE = ("source", "bpm", "fresh", "leads")


def run(options: argparse.Namespace, host: str, port: int) -> None:
    """Print the state of the bridge at `host` and `port`. Raises `BridgeGone` if none answers."""
    from bridge.osc.client import PRESENCE_S, BridgeGone, OscClient

    with OscClient(host, port) as client:
        state = client.state(PRESENCE_S if options.timeout is None else options.timeout)
        if state is None:
            raise BridgeGone(f"No bridge answers at {host}:{port}. Start one with riffbridge serve.")
        facts = {
            "address": f"{host}:{port}",
            **state,
            "sources": _rows(client, "sources", _SOURCE),
            "hosts": [_host(*row) for row in _list(client, "hosts")],
            "queue": _rows(client, "queue", QUEUED),
            "training": _training(client),
        }
    if options.json:
        print(to_json(facts))
    else:
        print(*lines(facts), sep="\n")


def _rows(client: OscClient, address: str, names: Sequence[str]) -> list[Row]:
    return [dict(zip(names, row, strict=False)) for row in _list(client, address)]


def _training(client: OscClient) -> Row | None:
    """What is being trained; nothing where the bridge is of an earlier version."""
    for answer in _answers(client, "training"):
        if answer.address.endswith("/training_state") and answer.arguments[0]:
            return dict(zip(_TRAINING, answer.arguments, strict=False))
    return None


def _list(client: OscClient, address: str) -> list[tuple[Any, ...]]:
    """The rows of the list at `address`."""
    return [each.arguments[2:] for each in _answers(client, address) if each.arguments[0]]


def _answers(client: OscClient, address: str) -> Iterator[Message]:
    from bridge.osc.answer_forms import ROOT
    from bridge.osc.codec import Message
    from bridge.osc.conversation import converse

    return converse(client, Message(ROOT + address, ()))


def _host(name: str, *pairs: Any) -> Row:
    return {"host": name, **dict(zip(pairs[::2], pairs[1::2], strict=False))}


def lines(facts: Row) -> Iterator[str]:
    """`facts` for people."""
    running = [each for each in facts["queue"] if each["state"] == "running"]
    is_ahead = facts["engine"] == "busy" and not running
    yield f"Bridge at {facts['address']}: {'pre-rendering pads' if is_ahead else facts['engine']}"
    yield f"Tempo: {_tempo(facts)}"
    if facts.get("model"):
        yield f"Model: {facts['model']}"
    hosts = [words for host in facts["hosts"] if (words := _host_words(host))]
    yield f"Hosts: {', '.join(hosts) or 'none connected'}"
    for each in running:
        yield f"Rendering: {each['prompt'] or '(no words)'}, {each['fraction']:.0%}"
    if (training := facts.get("training")) is not None:
        yield f"Training: {training['name']}, {_how_far(training)}"
    yield f"Queue: {str(facts['waiting']) + ' waiting' if facts['waiting'] else 'empty'}"
    yield f"Since it started: {facts['done']} rendered, {facts['failed']} failed"


def _how_far(training: Row) -> str:
    """The stage of a training, its share and the time left once they are known."""
    if training["stage"] != TRAINING:
        return str(training["stage"])
    left_s = training["seconds_left"]
    return f"{training['fraction']:.0%}" + (f", {left_s:.0f} s left" if left_s >= 0 else "")


def _tempo(facts: Row) -> str:
    """Who leads at which tempo, then who else is heard."""
    leads = next((each for each in facts["sources"] if each["leads"]), None)
    others = [_source_words(each) for each in facts["sources"] if each["fresh"] and each is not leads]
    parts = ["no source"]
    if leads is not None:
        silent = "" if leads["fresh"] else " (silent; its last tempo)"
        state = "playing" if facts["playing"] else "stopped"
        parts = [f"{_source_words(leads)}{silent}", str(facts.get("meter", "")), state]
    if others:
        parts.append(f"also heard: {', '.join(others)}")
    return " · ".join(filter(None, parts))


def _source_words(source: Row) -> str:
    return f"{source['bpm']:.6g} BPM from {register.source(source['source']).title}"


def _host_words(host: Row) -> str:
    """What a connected host does; "" for one that isn't."""
    state = "takes clips" if host["takes_clips"] else "tempo only" if host["bpm"] else ""
    return f"{register.source(host['host']).title} ({state})" if state else ""
