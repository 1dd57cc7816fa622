"""The bridge's answers as messages, each small enough for every host.

What is long is cut where that does no harm (words for people), and left out where it would (paths).
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from typing import Any

import msgspec

from bridge import events as ev
from bridge.events import Sender
from bridge.hosts.osc.codec import MAX_ANSWER_BYTES, Argument, Message, as_float32, encode
from bridge.hosts.osc.ids import read_id
from bridge.vocabulary import Clip

ROOT = "/riffbridge/"
# A path longer than this leaves too little room beside it; no system's usual limit for one is beyond.
MAX_PATH_BYTES = 600
MAX_TEXT_BYTES = 700


class AnswerForm(msgspec.Struct, frozen=True):
    """An address that the bridge sends to: what its arguments are (name, type, meaning)."""

    address: str
    help: str
    fields: tuple[tuple[str, str, str], ...]


_YOUR_ID = ("id", "your id's", "the id of the request")
_CLIP = (
    ("clip", "s", "the clip's id in the library: 64 hexadecimal digits"),
    ("path", "s", f"its file; empty if it has more than {MAX_PATH_BYTES} bytes or is no text"),
    ("frames", "i", "its length in frames (samples a channel)"),
    ("rate", "i", "frames a second"),
    ("bpm", "f", "tempo in quarter notes a minute"),
    ("bars", "i", "length in bars"),
    ("key", "s", "such as Am; empty if none was asked for"),
)
_HUBS = (
    AnswerForm(ROOT + "accepted", "It is in the journal, and will be done whatever happens.", (_YOUR_ID,)),
    AnswerForm(
        ROOT + "progress",
        "How far it is; at most five a second.",
        (
            _YOUR_ID,
            ("fraction", "f", "from 0 to 1"),
            ("seconds_left", "f", "about how long it takes yet; -1 while that cannot be told"),
        ),
    ),
    AnswerForm(
        ROOT + "note",
        "Something worth knowing; the request goes on.",
        (_YOUR_ID, ("text", "s", "a sentence")),
    ),
    AnswerForm(
        ROOT + "done",
        "A take is on disk. A request for several takes has one of these for each.",
        (
            _YOUR_ID,
            *_CLIP,
            ("take", "i", "which take this is, from 1"),
            ("count", "i", "how many takes were asked for"),
        ),
    ),
    AnswerForm(
        ROOT + "placed",
        "The clip is in the host's session.",
        (
            _YOUR_ID,
            ("clip", "s", "the clip's id in the library"),
            ("where", "s", "such as `live:track:2/slot:5`"),
        ),
    ),
    AnswerForm(
        ROOT + "failed",
        "It is not done, and will not be. The id is empty if the message had none that could be read.",
        (
            _YOUR_ID,
            (
                "code",
                "s",
                "`bad-request`, `busy`, `cancelled`, `replaced`, `storage`, `memory`, `engine`, `stopping`; "
                "of a placement also `no-host`, `no-place`, `no-file` or `host`",
            ),
            ("text", "s", "a sentence that says what was wrong and what would be right"),
        ),
    ),
    AnswerForm(
        ROOT + "state",
        "How things stand, as pairs of a name and its value: `engine` (`starting`, `ready`, `busy`, "
        "`broken`), `waiting` `done` `failed` `subscribers` (how many), `running` (the id of the request, "
        "or empty), `fraction` (of it), `bpm` (the host's, or 0) and `playing`.",
        (("pairs", "s i f", "names and values in turn; take them by name, more may be added"),),
    ),
    AnswerForm(
        ROOT + "preset",
        "One preset. The list ends with the one whose number is the count; one with both 0 is an empty list.",
        (
            ("number", "i", "which this is, from 1"),
            ("count", "i", "how many there are"),
            ("preset", "s", "its name, for the pair `preset`"),
            ("title", "s", "its title"),
        ),
    ),
    AnswerForm(
        ROOT + "clip",
        "One clip that was found; the list ends as that of presets does.",
        (
            ("number", "i", "which this is, from 1"),
            ("count", "i", "how many were found"),
            *_CLIP,
            ("prompt", "s", "the words it was drawn from, cut if they are long"),
        ),
    ),
)
_PLAYING = (
    AnswerForm(
        ROOT + "cued",
        "The clip will sound from that beat on.",
        (
            ("slot", "s", "where it plays"),
            ("clip", "s", "the clip's id in the library"),
            ("beat", "f", "in quarter notes, as the stage counts them: bars begin where the leader's do"),
            ("seconds", "f", "from now"),
        ),
    ),
    AnswerForm(
        ROOT + "source",
        "One source of tempo; the list ends as that of presets does.",
        (
            ("number", "i", "which this is, from 1"),
            ("count", "i", "how many there are"),
            ("source", "s", "its name"),
            ("bpm", "f", "the tempo that it said last"),
            ("fresh", "i", "1 if it still counts, 0 if it has been quiet for too long"),
            ("leads", "i", "1 if its tempo is the one that holds"),
        ),
    ),
)
ANSWERS = (*_HUBS, *_PLAYING)
ANSWER_ADDRESSES = frozenset(form.address for form in ANSWERS)


def packets(answer: ev.Answer) -> list[bytes]:
    """`answer` as packets, each under 1024 bytes."""
    return [encode(message) for message in messages(answer)]


def messages(answer: ev.Answer) -> list[Message]:
    """`answer` as messages, in the order in which they are to be sent."""
    return _MESSAGES[type(answer)](answer)


def _accepted(answer: ev.Accepted) -> list[Message]:
    return [_message("accepted", _id(answer.sender))]


def _progressed(answer: ev.Progressed) -> list[Message]:
    left_s = answer.progress.seconds_left
    left = -1.0 if left_s is None else _number(left_s)
    return [_message("progress", _id(answer.sender), _number(answer.progress.fraction), left)]


def _noted(answer: ev.Noted) -> list[Message]:
    return [_message("note", _id(answer.sender), _words(answer.message))]


def _done(answer: ev.Done) -> list[Message]:
    job = answer.clip.job
    return [_message("done", _id(answer.sender), *_clip(answer.clip), job.take + 1, job.count)]


def _placed(answer: ev.Placed) -> list[Message]:
    return [_message("placed", _id(answer.sender), answer.clip.job.digest, _words(answer.where))]


def _failed(answer: ev.Failed) -> list[Message]:
    failure = answer.failure
    return [_message("failed", _id(answer.sender), failure.kind, _words(failure.message))]


def _state(answer: ev.Status) -> list[Message]:
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


def _presets(answer: ev.PresetNames) -> list[Message]:
    names = answer.presets
    return [
        _message("preset", number, len(names), _words(name, 200), _words(title))
        for number, (name, title) in enumerate(names, 1)
    ] or [_message("preset", 0, 0, "", "")]


def _clips(answer: ev.FoundClips) -> list[Message]:
    clips = answer.clips
    return [
        _message("clip", number, len(clips), *_clip(clip), _words(clip.job.prompt, 150))
        for number, clip in enumerate(clips, 1)
    ] or [_message("clip", 0, 0, "", "", 0, 0, 0.0, 0, "", "")]


def _cued(answer: ev.Cued) -> list[Message]:
    digest = answer.clip.job.digest
    return [_message("cued", _words(answer.slot), digest, _number(answer.beat), _number(answer.in_s))]


def _sources(answer: ev.Sources) -> list[Message]:
    sources = answer.sources
    return [
        _message("source", number, len(sources), _words(name, 100), _number(bpm), int(fresh), int(leads))
        for number, (name, bpm, fresh, leads) in enumerate(sources, 1)
    ] or [_message("source", 0, 0, "", 0.0, 0, 0)]


_MESSAGES: dict[type, Callable[[Any], list[Message]]] = {
    ev.Accepted: _accepted,
    ev.Progressed: _progressed,
    ev.Noted: _noted,
    ev.Done: _done,
    ev.Placed: _placed,
    ev.Failed: _failed,
    ev.Status: _state,
    ev.PresetNames: _presets,
    ev.FoundClips: _clips,
    ev.Cued: _cued,
    ev.Sources: _sources,
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


__all__ = ["ANSWERS", "ANSWER_ADDRESSES", "MAX_ANSWER_BYTES", "ROOT", "AnswerForm", "messages", "packets"]
