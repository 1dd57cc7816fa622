"""`riffbridge send`, `status`, `queue` and `cancel`: what a running bridge can be asked from a shell."""

from __future__ import annotations

import argparse
import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bridge.commands import status
from bridge.commands.output import say, to_json
from bridge.errors import BadRequest
from bridge.owner_key import read_key
from bridge.settings import read_settings

if TYPE_CHECKING:
    from bridge.osc.codec import Argument, Message

_INTEGER = re.compile(r"[+-]?\d{1,10}", re.ASCII)
_FLOAT = re.compile(r"[+-]?\d{1,20}\.\d{0,20}", re.ASCII)


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Put `send`, `status`, `queue` and `cancel` among the commands."""
    send = commands.add_parser("send", help="send an OSC message to a running bridge and print its answers")
    send.add_argument("address", metavar="ADDRESS", help="such as /riffbridge/render")
    send.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="such as 1 house bars 2")
    send.set_defaults(run=_send)
    state = commands.add_parser("status", help="show what a running bridge does: tempo, hosts, model, queue")
    state.add_argument("--json", action="store_true", help="print JSON")
    state.set_defaults(run=_status)
    queue = commands.add_parser("queue", help="list what a running bridge renders and what waits")
    queue.add_argument("--json", action="store_true", help="print JSON, a line each")
    queue.set_defaults(run=_queue)
    cancel = commands.add_parser("cancel", help="cancel jobs of a running bridge, or stop its training")
    cancel.add_argument(
        "jobs", nargs="*", type=int, metavar="JOB", help="a number that riffbridge queue shows"
    )
    cancel.add_argument("--all", action="store_true", help="cancel all jobs")
    cancel.add_argument("--training", action="store_true", help="stop the training; it can be resumed")
    cancel.add_argument("--library", type=Path, help="the library file of that bridge")
    cancel.set_defaults(run=_cancel)
    for parser in (send, state, queue, cancel):
        parser.add_argument("--host", help="the bridge's address (default: from the settings)")
        parser.add_argument("--port", type=int, help="its UDP port (default: from the settings)")
        parser.add_argument("--timeout", type=_seconds, metavar="SECONDS", help="seconds to wait for answers")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0.0 < seconds <= 1e6:
        raise argparse.ArgumentTypeError(f"“{text[:20]}” isn't a time to wait. Use seconds above 0")
    return seconds


def _where(options: argparse.Namespace) -> tuple[str, int]:
    """Where the bridge listens: as said, else as the settings say."""
    settings = read_settings()
    host = settings.osc_host if options.host is None else options.host
    return host, settings.osc_port if options.port is None else options.port


def _send(options: argparse.Namespace) -> None:
    """Send one message and print what comes back, a line each, until nothing more is to come."""
    from bridge.osc.client import OscClient, failure
    from bridge.osc.codec import Message
    from bridge.osc.conversation import converse

    if not options.address.startswith("/"):
        raise BadRequest(
            f"“{options.address[:40]}” isn't an OSC address. Begin it with a slash: /riffbridge/…"
        )
    arguments = tuple(map(typed, options.arguments))
    with OscClient(*_where(options)) as client:
        for answer in converse(client, Message(options.address, arguments), options.timeout):
            if answer.address.endswith("/failed"):
                raise failure(answer)
            print(answer.address, *map(_printed, answer.arguments), flush=True)


def _answers(options: argparse.Namespace, address: str, *arguments: Argument) -> list[Message]:
    """All answers to one message. Raises what a refusal stands for."""
    from bridge.osc.client import OscClient, failure
    from bridge.osc.codec import Message
    from bridge.osc.conversation import converse

    with OscClient(*_where(options)) as client:
        answers = list(converse(client, Message(address, arguments), options.timeout))
    for answer in answers:
        if answer.address.endswith("/failed"):
            raise failure(answer)
    return answers


def _jobs(options: argparse.Namespace) -> list[dict[str, Argument]]:
    """What runs and waits, as `/riffbridge/queued` lists it."""
    rows = [answer.arguments for answer in _answers(options, "/riffbridge/queue")]
    return [dict(zip(status.QUEUED, row[2:], strict=False)) for row in rows if row[0]]


def _queue(options: argparse.Namespace) -> None:
    """What a running bridge does and has to do, a line a job."""
    jobs = _jobs(options)
    if not jobs and not options.json:
        say("Nothing is rendering or waiting.")
    for job in jobs:
        if options.json:
            print(to_json(job))
            continue
        share = f"{job['fraction']:4.0%}" if job["state"] == "running" else "    "
        print(f"{job['job']:6}  {job['state']} {share}  {job['prompt'] or '(no words)'}  ({job['from']})")


def _cancel(options: argparse.Namespace) -> None:
    """Cancel jobs or a training, proved to be the user's by the key beside the library."""
    if not options.jobs and not options.all and not options.training:
        raise BadRequest("Nothing to cancel. Give numbers that riffbridge queue shows, --all, or --training.")
    key = read_key(options.library or Path(read_settings().library_file))
    if options.training:
        _answers(options, "/riffbridge/stop_training", key)
    if not options.jobs and not options.all:
        return
    # What runs comes last, or the next would start.
    for number in options.jobs or [job["job"] for job in reversed(_jobs(options))]:
        try:
            _answers(options, "/riffbridge/cancel_job", number, key)
        except BadRequest:
            # With --all, one that was done meanwhile is none to cancel.
            if not options.all or number in [job["job"] for job in _jobs(options)]:
                raise


def typed(text: str) -> Argument:
    """An argument as it is typed: a whole number, a number with a point, else a word."""
    if _INTEGER.fullmatch(text) and -(2**31) <= int(text) < 2**31:
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _printed(argument: Argument) -> str:
    if isinstance(argument, str):
        return json.dumps(argument, ensure_ascii=False)
    return f"{argument:.6g}" if isinstance(argument, float) else str(argument)


def _status(options: argparse.Namespace) -> None:
    """Print the state of the bridge, for people or as one JSON object."""
    status.run(options, *_where(options))
