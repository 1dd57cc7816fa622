"""`riffbridge status`: what a running bridge does: tempo, model, hosts and queue."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bridge.commands.output import to_json
from bridge.hosts import register

if TYPE_CHECKING:
    from bridge.osc.client import OscClient

Row = Mapping[str, Any]
QUEUED = ("job", "state", "fraction", "prompt", "from")
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
        }
    if options.json:
        print(to_json(facts))
    else:
        print(*lines(facts), sep="\n")


def _rows(client: OscClient, address: str, names: Sequence[str]) -> list[Row]:
    return [dict(zip(names, row, strict=False)) for row in _list(client, address)]


def _list(client: OscClient, address: str) -> list[tuple[Any, ...]]:
    """The rows of the list at `address`."""
    from bridge.osc.answer_forms import ROOT
    from bridge.osc.codec import Message
    from bridge.osc.conversation import converse

    answers = converse(client, Message(ROOT + address, ()))
    return [each.arguments[2:] for each in answers if each.arguments[0]]


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
    yield f"Queue: {str(facts['waiting']) + ' waiting' if facts['waiting'] else 'empty'}"
    yield f"Since it started: {facts['done']} rendered, {facts['failed']} failed"


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
