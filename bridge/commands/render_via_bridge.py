"""Renders with the model of a running bridge, which is warm: nothing is loaded here."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import msgspec

from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.osc.answer_forms import ROOT
from bridge.osc.client import PRESENCE_S, BridgeGone, FinishedTake, OscClient, ask, failure
from bridge.osc.codec import Message
from bridge.osc.conversation import converse
from bridge.requests.fields import decided, said
from bridge.settings import Settings
from bridge.sound.files import extras
from bridge.sound.files.atomic import atomic_write
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import Progress, RenderJob
from bridge.vocabulary.requests import ClipRequest

# What fits into a packet of 8,192 bytes beside the rest.
_MAX_TEXT_BYTES = 6_000


def render_via_bridge(
    jobs: Sequence[RenderJob],
    paths: Sequence[Path] | None,
    settings: Settings,
    on_progress: Callable[[Progress], None],
    tell: Callable[[str], None],
    wanted: Collection[Extra] = (),
) -> list[Path] | None:
    """Have a running bridge make the takes of one batch, with what is `wanted` beside them; where they are.

    Each is put at its path, or left where the bridge put it if `paths` is `None`. Returns `None`, with
    nothing written, if no bridge answers at the settings' port, if the job does not fit into a packet or
    has a model or a sound that isn't the bridge's own, or if what came is not what was asked for. Raises
    what the bridge refuses with.
    """
    job = jobs[0]
    pairs = {field.name: field.kind.write(value) for field, value in decided(job)}
    pairs |= dict.fromkeys(wanted, "on")
    is_long = sum(len(text.encode()) for text in pairs.values()) > _MAX_TEXT_BYTES
    if job.source is not None or is_long or len(jobs) != job.count or _has_paths(job):
        return None
    takes = ask(pairs, settings.osc_host, settings.osc_port, _hearing(on_progress, tell))
    if takes is None or len(takes) != len(jobs):
        return None
    made = [take.path for take, job in zip(takes, jobs, strict=True) if take.path and _holds(take.path, job)]
    if len(made) != len(jobs):
        return None
    for source, path in zip(made, paths or made, strict=True):
        if path != source:
            atomic_write(path, source.read_bytes())
            extras.copy(source, path, wanted)
    return list(paths or made)


def _has_paths(job: RenderJob) -> bool:
    """Whether `job` names a model or a LoRA that the bridge may not know."""
    return any(Path(name).is_absolute() for name in (job.model, *(each.name for each in job.loras or ())))


def render_into_host(
    request: ClipRequest,
    settings: Settings,
    on_progress: Callable[[Progress], None],
    tell: Callable[[str], None],
) -> tuple[list[FinishedTake], RiffbridgeError | None]:
    """Have a running bridge render `request` as it stands, at the host's time, and place its clips; which
    they are, and why one was not placed.

    Raises `BridgeGone` if no bridge answers, `BadRequest` for a source that isn't a clip, and what the
    bridge refuses with.
    """
    of_library = {
        name: _clip_id(path)
        for name in ("source", "goal_source")
        if (path := getattr(request, name)) is not None
    }
    pairs = {
        field.name: field.kind.write(value)
        for field, value in said(msgspec.structs.replace(request, **of_library))
    }
    name = secrets.token_hex(8)
    arguments = [name, pairs.pop("prompt", ""), *(each for pair in pairs.items() for each in pair)]
    hear = _hearing(on_progress, tell)
    takes: list[FinishedTake] = []
    trouble: RiffbridgeError | None = None
    with OscClient(settings.osc_host, settings.osc_port) as client:
        if not client.is_there(PRESENCE_S):
            raise BridgeGone("--place needs a running bridge. Start one with riffbridge serve.")
        try:
            for answer in converse(client, Message(ROOT + "render", tuple(arguments))):
                hear(answer)
                if answer.address == ROOT + "done":
                    takes.append(FinishedTake.read(answer.arguments[1:]))
                elif answer.address == ROOT + "failed":
                    trouble = failure(answer)
        except BridgeGone:
            raise
        except BaseException:
            client.send(ROOT + "cancel", name)
            raise
    if trouble is not None and not takes:
        raise trouble
    return takes, trouble


def _hearing(
    on_progress: Callable[[Progress], None], tell: Callable[[str], None]
) -> Callable[[Message], None]:
    """What passes on what the bridge says meanwhile."""

    def hear(answer: Message) -> None:
        if answer.address == ROOT + "progress":
            _, fraction, left_s = map(str, answer.arguments)
            seconds_left = float(left_s) if float(left_s) >= 0 else None
            on_progress(Progress(stage="rendering", fraction=float(fraction), seconds_left=seconds_left))
        elif answer.address == ROOT + "note":
            tell(str(answer.arguments[1]))
        elif answer.address == ROOT + "placed":
            tell(f"Placed: {answer.arguments[-1]}.")

    return hear


def _clip_id(path: Path) -> Path:
    """What the library calls the clip at `path`."""
    try:
        return Path(read_certificate(path).job.digest)
    except BadFile as error:
        raise BadRequest(
            f"{path} isn't a clip of ours. With --place, start from a clip of the library."
        ) from error


def _holds(path: Path, job: RenderJob) -> bool:
    """Whether the file at `path` is the clip of `job`, by its certificate."""
    try:
        return read_certificate(path).job.digest == job.digest
    except BadFile:
        return False
