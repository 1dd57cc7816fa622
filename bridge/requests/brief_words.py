"""Says in a line what a job was understood as: who plays what, and the loop's frame. Pure."""

from __future__ import annotations

from bridge.composing.roles import ROLES
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import bar_count
from bridge.vocabulary.prompts import ParsedPrompt

# Notes that are a brief begin so.
HEARD = "Heard: "
_FEW = 3
# Techniques that leave some pieces of a kit are named so.
_ONLY = "only "


def brief_words(job: RenderJob, *, with_key: bool = True) -> str:
    """Such as “jazz swing, piano, walking bass, no drums · 135 BPM · C minor · 2 bars · 4/4”; without what no
    words say. `with_key` is for a key that is known before the seed is."""
    frame = (
        " to ".join(filter(None, map(heard_words, job.parsed or ()))),
        f"{job.tempo_bpm:.6g} BPM",
        job.key.words if job.key is not None and with_key else "",
        bar_count(job.bars),
        str(job.meter),
    )
    return " · ".join(filter(None, frame))


def heard_words(parsed: ParsedPrompt) -> str:
    """What was understood of a prompt, such as “house, piano, dark, no drums” or “drums, only
    kick and hats”."""
    pieces = [name.removeprefix(_ONLY) for name in parsed.techniques if name.startswith(_ONLY)]
    names = [name for name in named(parsed) if not name.startswith(_ONLY)]
    playing = playing_alone(parsed)
    only = [*pieces, *(role for role in playing if not pieces or role != "drums")]
    alone = [_ONLY + " and ".join(only)] if only else []
    absent = [] if playing else [f"no {role}" for role in parsed.without]
    return ", ".join(dict.fromkeys((*names, *alone, *absent)))


def named(parsed: ParsedPrompt) -> tuple[str, ...]:
    """The genre, instruments, techniques and moods of a prompt, by name."""
    names = (parsed.genre, *parsed.instruments, *parsed.techniques, *parsed.moods)
    return tuple(name for name in dict.fromkeys(names) if name)


def playing_alone(parsed: ParsedPrompt) -> tuple[str, ...]:
    """The roles that play, where most don't: then these are named, and else those that are silent."""
    return tuple(role for role in ROLES if role not in parsed.without) if len(parsed.without) >= _FEW else ()
