"""The bridge's answers as messages, each small enough for every host.

What is long is cut where that does no harm (words for people), and left out where it would (paths).
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable
from pathlib import Path
from typing import assert_never

from bridge.messages import answers as an
from bridge.messages.host_views import HostView
from bridge.messages.orders import Priority, QueuedJob, Sender
from bridge.osc.answer_forms import MAX_PATH_BYTES, MAX_TEXT_BYTES, ROOT
from bridge.osc.codec import MAX_ANSWER_BYTES, Argument, Message, as_float32, encode
from bridge.osc.ids import read_id
from bridge.requests.brief_words import brief_words
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.trainings import (
    LISTENING,
    FolderRead,
    Measured,
    Preview,
    RefusedSound,
    Report,
    Trained,
    UnderstoodSound,
)

MAX_JOBS_LISTED = 100
# A tag and the zeros that fill four bytes, each of which may start another four.
_TEXT_OVERHEAD_BYTES = 12


def packets(answer: an.Answer) -> list[bytes]:
    """`answer` as packets, each under 1024 bytes."""
    return [encode(message) for message in messages(answer)]


def messages(answer: an.Answer) -> list[Message]:
    """`answer` as messages, in the order in which they are to be sent."""
    match answer:
        case an.Accepted(sender):
            return [_message("accepted", _id(sender))]
        case an.Progressed(sender, progress):
            return [_message("progress", _id(sender), *_progress(progress))]
        case an.Noted(sender, message):
            return [_message("note", _id(sender), _words(message))]
        case an.Done(sender, clip):
            done = _message("done", _id(sender), *_clip(clip), clip.job.take + 1, clip.job.count)
            return [_with_words(done, brief_words(clip.job))]
        case an.Joined(sender, piece):
            facts = (piece.frames, piece.rate_hz, _number(piece.tempo_bpm), piece.bars)
            return [_message("joined", _id(sender), _path(piece.path), *facts)]
        case an.Reported(sender, report):
            return [_report(_id(sender), report)]
        case an.TrainingTold(_, training):
            return [_training(training)]
        case an.Placed(sender, clip, where):
            return [_message("placed", _id(sender), clip.job.digest, _words(where))]
        case an.Fired(_, where):
            return [_message("fired", _words(where))]
        case an.Failed(sender, failure):
            return [_message("failed", _id(sender), failure.kind, _words(failure.message))]
        case an.Status(_, now):
            return [_state(now)]
        case an.QueueTold(_, now):
            # What is made ahead nobody has asked for, and nobody waits for it.
            running = [] if now.running is None or now.running.priority is Priority.IDLE else [now.running]
            rows = (_queued(order, now) for order in (*running, *now.waiting)[:MAX_JOBS_LISTED])
            return _list("queued", rows, empty=(0, "", 0.0, "", ""))
        case an.HostsTold(_, hosts):
            return _list("host", (_host(host) for host in hosts), empty=("",))
        case an.PresetNames(_, presets):
            rows = ((_words(name, 200), _words(title)) for name, title in presets)
            return _list("preset", rows, empty=("", ""))
        case an.FoundClips(_, clips):
            found = ((*_clip(clip), _words(clip.job.prompt, 150)) for clip in clips)
            return _list("clip", found, empty=("", "", 0, 0, 0.0, 0, "", ""))
        case an.Cued():
            digest = answer.clip.job.digest
            return [_message("cued", _words(answer.slot), digest, _number(answer.beat), _number(answer.in_s))]
        case an.Sources(_, heard):
            told = (
                (_words(name, 100), _number(bpm), int(fresh), int(leads)) for name, bpm, fresh, leads in heard
            )
            return _list("source", told, empty=("", 0.0, 0, 0))
        case an.PadsTold(_, pads):
            states = (
                (pad.number, _words(pad.title, 150), pad.state, _number(pad.level), int(pad.muted), pad.clip)
                for pad in pads
            )
            return _list("pad_state", states, empty=(0, "", "", 0.0, 0, ""))
        case _:
            assert_never(answer)


def _report(id: Argument, report: Report) -> Message:
    """What a training reports, under the `id` of its request."""
    match report:
        case UnderstoodSound():
            bpm, meter = _number(report.tempo_bpm), str(report.meter)
            length = (report.bars, report.pieces)
            words = (meter, "" if report.key is None else str(report.key), _words(report.words, 250))
            return _message("understood", id, _words(report.file, 250), bpm, report.why, *length, *words)
        case RefusedSound(file=file, reason=reason):
            return _message("refused", id, _words(file, 250), _words(reason, 400))
        case FolderRead():
            return _message(
                "folder_read", id, report.loops, report.refused, report.bars, _number(report.seconds)
            )
        case Measured(step=step, steps=steps, loss=loss, held_out=held_out):
            measured = -1.0 if held_out is None else _number(held_out)
            return _message("loss", id, step, steps, _number(loss), measured)
        case Preview(step=step, clip=clip):
            return _message("preview", id, step, *_clip(clip))
        case Trained():
            facts = (_path(report.path), report.steps, int(report.full), _words(Path(report.base).name, 40))
            return _with_words(_message("trained", id, report.name, *facts), report.words)


def _training(running: an.RunningTraining | None) -> Message:
    if running is None:
        return _message("training_state", "", "", 0.0, -1.0)
    progress = running.progress or Progress(stage=LISTENING, fraction=0.0)
    stage = "stopping" if running.is_stopping else progress.stage
    return _message("training_state", running.request.name, stage, *_progress(progress))


def _progress(progress: Progress) -> tuple[float, float]:
    left_s = -1.0 if progress.seconds_left is None else _number(progress.seconds_left)
    return _number(progress.fraction), left_s


def _list(name: str, rows: Iterable[tuple[Argument, ...]], empty: tuple[Argument, ...]) -> list[Message]:
    """A message a row, each with its number and how many there are; one of zeros where there are none."""
    listed = list(rows)
    numbered = [_message(name, number, len(listed), *row) for number, row in enumerate(listed, 1)]
    return numbered or [_message(name, 0, 0, *empty)]


def _state(now: an.Snapshot) -> Message:
    pairs: dict[str, Argument] = {
        "engine": now.engine,
        "waiting": len(now.waiting),
        "done": now.done,
        "failed": now.failed,
        "subscribers": now.subscribers,
        "running": "" if now.running is None else _id(now.running.sender),
        "fraction": 0.0 if now.progress is None else _number(now.progress.fraction),
        "bpm": 0.0 if now.transport is None else _number(now.transport.tempo_bpm),
        "playing": 0 if now.transport is None else int(now.transport.playing),
        "source": "" if now.transport is None else _words(now.transport.source, 100),
        "meter": "" if now.transport is None else str(now.transport.meter),
        "model": _words(Path(now.model).name, 100),
    }
    return _message("state", *(each for pair in pairs.items() for each in pair))


def _queued(order: QueuedJob, now: an.Snapshot) -> tuple[Argument, ...]:
    is_running = order is now.running
    done = now.progress.fraction if is_running and now.progress is not None else 0.0
    asker = f"{order.sender.channel} {order.sender.address}".strip()
    state = "running" if is_running else "waiting"
    return (order.ticket, state, _number(done), _words(order.jobs[0].prompt, 150), _words(asker, 100))


def _host(host: HostView) -> tuple[Argument, ...]:
    pairs: dict[str, Argument] = {
        "takes_clips": int(host.takes_clips),
        "version": _words(host.version, 40),
        "script": _words(host.script, 40),
        "bpm": 0.0 if host.tempo_bpm is None else _number(host.tempo_bpm),
        "key": "" if host.key is None else str(host.key),
        "track": host.track,
        "track_name": _words(host.track_name, 80),
        "slot": host.slot,
        "free_track": host.free_track,
        "free_slot": host.free_slot,
        "project": _words(host.project, 120),
        "text": _words(host.trouble or host.why_absent, 300),
    }
    return (host.name, *(each for pair in pairs.items() for each in pair))


def _message(name: str, *arguments: Argument) -> Message:
    return Message(ROOT + name, arguments)


def _with_words(message: Message, text: str) -> Message:
    """`message` with `text` behind it, as much as there is room for."""
    room = MAX_ANSWER_BYTES - len(encode(message)) - _TEXT_OVERHEAD_BYTES
    return Message(message.address, (*message.arguments, _words(text, room) if room > 3 else ""))


def _id(sender: Sender) -> Argument:
    """The id in the type in which it came, if it came by OSC; else (to who listens in) the text."""
    name = read_id(sender.id) if sender.channel == "osc" else sender.id
    return _words(name, MAX_ANSWER_BYTES // 4) if isinstance(name, str) else name


def _clip(clip: Clip) -> tuple[Argument, ...]:
    job = clip.job
    key = "" if job.key is None else str(job.key)
    return (job.digest, _path(clip.path), clip.frames, clip.rate_hz, _number(job.tempo_bpm), job.bars, key)


def _path(of: Path) -> str:
    path = os.fspath(of)
    fits = len(os.fsencode(path)) <= MAX_PATH_BYTES and _words(path, MAX_PATH_BYTES) == path
    return path if fits else ""


def _words(text: str, most_bytes: int = MAX_TEXT_BYTES) -> str:
    """`text` as UTF-8 can carry it, cut to `most_bytes` with a sign that it was."""
    data = text.replace("\0", "�").encode("utf-8", "replace")
    if len(data) > most_bytes:
        data = data[: most_bytes - 3].decode("utf-8", "ignore").encode() + "…".encode()
    return data.decode()


def _number(value: float) -> float:
    """A number that an `f` can hold; what none can, as 0."""
    return value if math.isfinite(value) and as_float32(value) is not None else 0.0
