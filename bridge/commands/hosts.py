"""`riffbridge hosts`: which hosts are heard here, and what each says of its time."""

from __future__ import annotations

import argparse
import threading
from typing import Any

import msgspec

from bridge.commands.output import to_json
from bridge.errors import BadRequest
from bridge.hosts import register
from bridge.settings import Settings, read_settings
from bridge.stage.events import Heard, Left
from bridge.timing import beat_at
from bridge.vocabulary.music import Meter, Transport

DEFAULT_SECONDS = 4.0


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Put `hosts` among the commands."""
    hosts = commands.add_parser("hosts", help="listen to the hosts for some seconds and print their tempo")
    hosts.add_argument(
        "names", nargs="*", metavar="HOST", help=f"one of {', '.join(_names())} (default: all)"
    )
    hosts.add_argument(
        "--seconds", type=float, default=DEFAULT_SECONDS, help=f"how long to listen ({DEFAULT_SECONDS:g})"
    )
    hosts.add_argument("--json", action="store_true", help="print JSON")
    hosts.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Listen, then print a line for each source. No bridge may have its ports meanwhile."""
    settings = read_settings()
    names = tuple(map(register.canonical, options.names)) or _names()
    if wrong := sorted(set(names) - set(_names())):
        raise BadRequest(f"“{wrong[0][:40]}” isn't a host. Use {', '.join(_names())}.")
    for name, (transport, trouble) in listen(settings, names, max(0.0, options.seconds)).items():
        print(_as_json(name, transport, trouble) if options.json else _as_line(name, transport, trouble))


def listen(
    settings: Settings, names: tuple[str, ...], seconds: float
) -> dict[str, tuple[Transport | None, str]]:
    """By source: what it said last, if it is there still, and the sentence on why nothing can be heard."""
    from bridge.hosts.connection import Wiring, connect
    from bridge.hosts.meter_context import MeterContext

    last: dict[str, Transport] = {}

    def post(event: Heard | Left) -> None:
        if isinstance(event, Heard):
            last[event.transport.source] = event.transport
        else:
            last.pop(event.source, None)

    chosen = msgspec.structs.replace(
        settings, link_enabled="link" in names, hosts=tuple(name for name in names if register.host(name))
    )
    meters = MeterContext(settings.sources, Meter.parse(settings.link_meter))
    sources = connect(
        Wiring(chosen, meters.hearing(post), meter_and_key=meters.meter_and_key, hears_only=True)
    )
    try:
        for source in sources:
            source.start()
        threading.Event().wait(seconds)
        return {source.name: (last.get(source.name), source.why_absent) for source in sources}
    finally:
        for source in sources:
            source.stop()


def _names() -> tuple[str, ...]:
    """The sources that can be listened to on their own."""
    return tuple(each.id for each in register.SOURCES if each.connect)


def _as_line(name: str, transport: Transport | None, trouble: str) -> str:
    if transport is None:
        return f"{name}: {trouble or 'nothing heard'}"
    bar, in_bar = divmod(transport.beat, float(transport.meter.quarters_per_bar))
    beat = int(in_bar * transport.meter.denominator / 4)
    state = "playing" if transport.playing else "standing still"
    return f"{name}: {transport.tempo_bpm:g} BPM, {transport.meter}, {state}, bar {bar + 1:g} beat {beat + 1}"


def _as_json(name: str, transport: Transport | None, trouble: str) -> str:
    told = {"source": name, "heard": transport is not None, "trouble": trouble}
    if transport is not None:
        told |= {
            "tempo_bpm": transport.tempo_bpm,
            "meter": str(transport.meter),
            "playing": transport.playing,
            "beat": beat_at(transport, transport.read_at_s),
        }
    return to_json(told)
