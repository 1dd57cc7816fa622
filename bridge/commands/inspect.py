"""`riffbridge inspect`: what a sound file is, in a line and in full."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from bridge import PROGRAM
from bridge.commands.named_sounds import sound_path
from bridge.commands.output import to_json
from bridge.errors import BadFile
from bridge.requests.brief_words import brief_words, heard_words
from bridge.settings import read_settings
from bridge.sound.files.clips import describe, read_certificate
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.loras import loras_text
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.prompts import ParsedPrompt

_CHANNELS = {1: "mono", 2: "stereo"}
_LONGEST_TITLE = 80


def inspect(options: argparse.Namespace) -> None:
    """Print a summary of a sound file, then all that it says and the certificate inside it."""
    path = sound_path(options.file, read_settings())
    facts, job = describe(path), None
    with contextlib.suppress(BadFile):  # another program's sound
        job = read_certificate(path).job
    if options.json:
        heard = {} if job is None else {"heard": brief_words(job)}
        loras = {"lora": loras_text(job.applied_loras)} if job is not None and job.applied_loras else {}
        print(to_json(facts | heard | loras))
        return
    print(summary(facts, job))
    print(*lines(facts), sep="\n")


def summary(facts: Mapping[str, Any], job: RenderJob | None) -> str:
    """Such as “house, piano · 124 BPM · A minor · 4 bars · 4/4 · 7.74 s · WAV, 44.1 kHz, stereo · starter,
    seed 7”."""
    channels = _CHANNELS.get(facts["channels"], f"{facts['channels']} channels")
    sound = f"{facts['format']}, {facts['rate_hz'] / 1000:g} kHz, {channels}"
    if job is not None:
        words = "" if job.parsed else job.prompt  # what was understood says more
        loras = f" with {loras_text(job.applied_loras)}" if job.applied_loras else ""
        parts = [words, brief_words(job), _seconds(facts), sound, f"{job.model}{loras}, seed {job.seed}"]
    else:
        tempo = f"{facts['tempo_bpm']:.6g} BPM" if facts["tempo_bpm"] else ""
        guess = f"probably {facts['loop']['tempo_bpm']:.6g} BPM" if facts["loop"] and not tempo else ""
        texts = facts["texts"]
        is_ours = (texts.get("SOFTWARE") or texts.get("ISFT") or "").startswith(PROGRAM.split()[0])
        title = " ".join((texts.get("TITLE") or texts.get("INAM") or "").split())[:_LONGEST_TITLE]
        maker = "written by Riffbridge" if is_ours else "not made by Riffbridge"
        parts = [title, tempo, guess, _seconds(facts), sound, maker]
    return " · ".join(filter(None, parts))


def _seconds(facts: Mapping[str, Any]) -> str:
    return f"{facts['seconds']:.2f} s"


def lines(facts: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """`facts` for people: a line each, those within others indented; empty ones are left out."""
    for name, value in facts.items():
        if value in (None, "", [], (), {}):
            continue
        if (text := _text(name, value)) is not None:
            yield f"{indent}{name}: {text}"
        else:
            yield f"{indent}{name}:"
            for each in [value] if isinstance(value, Mapping) else value:
                yield from lines(each, indent + "  ")


def _text(name: str, value: Any) -> str | None:
    """`value` on one line; `None` for what needs several."""
    match value:
        case {"tonic": _, "mode": _}:
            return msgspec.convert(value, Key).words
        case {"numerator": _, "denominator": _} if len(value) == 2:
            return str(msgspec.convert(value, Meter))
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.6g}"
        case list() | tuple() if name == "parsed":
            return " to ".join(map(_parsed, value))
        case list() | tuple() if name == "loops":
            return ", ".join(f"{begin} to {end}" for begin, end in value)
        case list() | tuple() if name == "cues":
            return ", ".join(f"{each['label'] or 'unnamed'} at {each['frame']}" for each in value)
        case list() | tuple() if not any(isinstance(each, Mapping) for each in value):
            return ", ".join(map(str, value))
        case Mapping() | list() | tuple():
            return None
    return str(value)


def _parsed(value: Mapping[str, Any]) -> str:
    """What a prompt was understood as, and what of it was not."""
    parsed = msgspec.convert(value, ParsedPrompt)
    unknown = f" (unknown: {', '.join(parsed.unknown)})" if parsed.unknown else ""
    return f"{heard_words(parsed) or 'nothing'}{unknown}"
