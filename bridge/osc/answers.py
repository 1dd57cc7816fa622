"""The bridge's answers as messages, each small enough for every host.

What is long is cut where that does no harm (words for people), and left out where it would (paths).
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from typing import Any

from bridge.messages import answers as an
from bridge.messages.host_views import HostView
from bridge.messages.orders import Sender
from bridge.osc.answer_forms import (
    MAX_PATH_BYTES,
    MAX_TEXT_BYTES,
    ROOT,
)
from bridge.osc.codec import MAX_ANSWER_BYTES, Argument, Message, as_float32, encode
from bridge.osc.ids import read_id
from bridge.vocabulary.clips import Clip


def packets(answer: an.Answer) -> list[bytes]:
    """`answer` as packets, each under 1024 bytes."""
    return [encode(message) for message in messages(answer)]


def messages(answer: an.Answer) -> list[Message]:
    """`answer` as messages, in the order in which they are to be sent."""
    return _MESSAGES[type(answer)](answer)


def _accepted(answer: an.Accepted) -> list[Message]:
    return [_message("accepted", _id(answer.sender))]


def _progressed(answer: an.Progressed) -> list[Message]:
    left_s = answer.progress.seconds_left
    left = -1.0 if left_s is None else _number(left_s)
    return [_message("progress", _id(answer.sender), _number(answer.progress.fraction), left)]


def _noted(answer: an.Noted) -> list[Message]:
    return [_message("note", _id(answer.sender), _words(answer.message))]


def _done(answer: an.Done) -> list[Message]:
    job = answer.clip.job
    return [_message("done", _id(answer.sender), *_clip(answer.clip), job.take + 1, job.count)]


def _placed(answer: an.Placed) -> list[Message]:
    return [_message("placed", _id(answer.sender), answer.clip.job.digest, _words(answer.where))]


def _fired(answer: an.Fired) -> list[Message]:
    return [_message("fired", _words(answer.where))]


def _failed(answer: an.Failed) -> list[Message]:
    failure = answer.failure
    return [_message("failed", _id(answer.sender), failure.kind, _words(failure.message))]


def _state(answer: an.Status) -> list[Message]:
    now = answer.snapshot
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
    }
    return [_message("state", *(each for pair in pairs.items() for each in pair))]


def _hosts(answer: an.HostsTold) -> list[Message]:
    count = len(answer.hosts)
    return [_host(number, count, host) for number, host in enumerate(answer.hosts, 1)] or [
        _message("host", 0, 0, "")
    ]


def _host(number: int, count: int, host: HostView) -> Message:
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
    return _message("host", number, count, host.name, *(each for pair in pairs.items() for each in pair))


def _presets(answer: an.PresetNames) -> list[Message]:
    names = answer.presets
    return [
        _message("preset", number, len(names), _words(name, 200), _words(title))
        for number, (name, title) in enumerate(names, 1)
    ] or [_message("preset", 0, 0, "", "")]


def _clips(answer: an.FoundClips) -> list[Message]:
    clips = answer.clips
    return [
        _message("clip", number, len(clips), *_clip(clip), _words(clip.job.prompt, 150))
        for number, clip in enumerate(clips, 1)
    ] or [_message("clip", 0, 0, "", "", 0, 0, 0.0, 0, "", "")]


def _cued(answer: an.Cued) -> list[Message]:
    digest = answer.clip.job.digest
    return [_message("cued", _words(answer.slot), digest, _number(answer.beat), _number(answer.in_s))]


def _sources(answer: an.Sources) -> list[Message]:
    sources = answer.sources
    return [
        _message("source", number, len(sources), _words(name, 100), _number(bpm), int(fresh), int(leads))
        for number, (name, bpm, fresh, leads) in enumerate(sources, 1)
    ] or [_message("source", 0, 0, "", 0.0, 0, 0)]


_MESSAGES: dict[type, Callable[[Any], list[Message]]] = {
    an.Accepted: _accepted,
    an.Progressed: _progressed,
    an.Noted: _noted,
    an.Done: _done,
    an.Placed: _placed,
    an.Fired: _fired,
    an.Failed: _failed,
    an.Status: _state,
    an.HostsTold: _hosts,
    an.PresetNames: _presets,
    an.FoundClips: _clips,
    an.Cued: _cued,
    an.Sources: _sources,
}


def _message(name: str, *arguments: Argument) -> Message:
    return Message(ROOT + name, arguments)


def _id(sender: Sender) -> Argument:
    """The id in the type in which it came, if it came by OSC; else (to who listens in) the text."""
    name = read_id(sender.id) if sender.channel == "osc" else sender.id
    return _words(name, MAX_ANSWER_BYTES // 4) if isinstance(name, str) else name


def _clip(clip: Clip) -> tuple[Argument, ...]:
    job = clip.job
    key = "" if job.key is None else str(job.key)
    return (job.digest, _path(clip), clip.frames, clip.rate_hz, _number(job.tempo_bpm), job.bars, key)


def _path(clip: Clip) -> str:
    path = os.fspath(clip.path)
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
