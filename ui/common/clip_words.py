"""Text about clips for rows and screen readers. Pure, but for translation."""

from __future__ import annotations

import datetime

from PyQt6.QtCore import QCoreApplication, QLocale

from bridge.library import Found
from bridge.library.inherited_titles import split_title
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Key, Meter

translate = QCoreApplication.translate


def tempo(job: RenderJob) -> str:
    """Such as `124 BPM`, with as many decimals as needed."""
    return translate("clips", "{tempo} BPM").format(tempo=f"{job.tempo_bpm:.6g}")


def length(job: RenderJob) -> str:
    """Such as `2 bars`; with the meter if it is not 4/4: `2 bars · 3/4`."""
    bars = translate("clips", "%n bars", "", job.bars)
    return bars if job.meter == Meter() else f"{bars} · {job.meter}"


def take(job: RenderJob) -> str:
    """Such as `take 3 of 4`; empty for a clip that was rendered alone."""
    if job.count == 1:
        return ""
    return translate("clips", "take {take} of {count}").format(take=job.take + 1, count=job.count)


def takes(count: int) -> str:
    """Such as `4 takes`."""
    return translate("clips", "%n takes", "", count)


def percent(share: float) -> str:
    """`share` (0..1) as `40%`, spaced as the language has it."""
    return translate("clips", "{n}%").format(n=round(100 * share))


def key_words(key: Key) -> str:
    """Such as `A minor`, with the language's note names: B is H in German, Si in Spanish."""
    written = {
        "C": translate("keys", "C"),
        "C#": translate("keys", "C#"),
        "Db": translate("keys", "Db"),
        "D": translate("keys", "D"),
        "Eb": translate("keys", "Eb"),
        "E": translate("keys", "E"),
        "F": translate("keys", "F"),
        "F#": translate("keys", "F#"),
        "G": translate("keys", "G"),
        "G#": translate("keys", "G#"),
        "Ab": translate("keys", "Ab"),
        "A": translate("keys", "A"),
        "Bb": translate("keys", "Bb"),
        "B": translate("keys", "B"),
    }
    mode = translate("keys", "{note} minor") if key.mode == "minor" else translate("keys", "{note} major")
    return mode.format(note=written[key.note])


def rendered_on(found: Found, now: datetime.datetime) -> str:
    """When it was rendered: the time if today, the day if this year, else the month."""
    then = datetime.datetime.fromtimestamp(found.made_s)
    locale = QLocale()
    if then.date() == now.date():
        return locale.toString(then.time(), "HH:mm")
    if then.year == now.year:
        return locale.toString(then.date(), "d MMM")
    return locale.toString(then.date(), "MMM yyyy")


def facts(found: Found, *, in_words: bool = False, folded: int = 0) -> list[str]:
    """Which take it is, tempo, key and length; the key as `Am`, or `in_words` as `A minor`. A row that stands
    for `folded` takes says how many."""
    job = found.clip.job
    which = takes(folded) if folded else take(job)
    key = "" if job.key is None else key_words(job.key) if in_words else job.key.short
    return [each for each in (which, tempo(job), key, length(job)) if each]


def title(found: Found) -> str:
    """What the user calls it, or its source and what was done to that; else the prompt or the file's name."""
    if not found.title:
        return found.clip.job.prompt or found.clip.path.stem
    base, word = split_title(found.clip.job, found.title)
    done = {
        "fill": translate("clips", "{title}, fill"),
        "extended": translate("clips", "{title}, extended"),
        "morph": translate("clips", "{title}, morph"),
        "variation": translate("clips", "{title}, variation"),
    }
    return done[word].format(title=base) if word else found.title


def accessible_text(found: Found, folded: int = 0) -> str:
    """A row as screen readers read it; one may stand for `folded` takes."""
    job = found.clip.job
    which = translate("clips", "{takes}, folded").format(takes=takes(folded)) if folded else take(job)
    parts = [each for each in (title(found), which, tempo(job), length(job)) if each]
    if (key := found.clip.job.key) is not None:
        parts.append(key_words(key))
    if found.favourite:
        parts.append(translate("clips", "favourite"))
    if found.missing:
        parts.append(translate("clips", "file missing"))
    return ", ".join(parts)
