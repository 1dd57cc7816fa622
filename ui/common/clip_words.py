"""Clips in words and figures, as rows and screen readers give them. Pure, but for translation."""

from __future__ import annotations

import datetime

from PyQt6.QtCore import QCoreApplication, QLocale

from bridge.library import Found
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Key, Meter

translate = QCoreApplication.translate


def tempo(job: RenderJob) -> str:
    """Such as `124 BPM`, with the decimals that it has."""
    return translate("clips", "{tempo} BPM").format(tempo=f"{job.tempo_bpm:.6g}")


def length(job: RenderJob) -> str:
    """Such as `2 bars`, with the meter where it is not the usual one."""
    bars = translate("clips", "%n bars", "", job.bars)
    if job.meter == Meter():
        return bars
    return translate("clips", "{bars} of {meter}").format(bars=bars, meter=job.meter)


def key_words(key: Key) -> str:
    """Such as `A minor`, the note as the language of the moment has it: B is H in German, Si in Spanish."""
    tonic = (
        translate("keys", "C"),
        translate("keys", "C#"),
        translate("keys", "D"),
        translate("keys", "D#"),
        translate("keys", "E"),
        translate("keys", "F"),
        translate("keys", "F#"),
        translate("keys", "G"),
        translate("keys", "G#"),
        translate("keys", "A"),
        translate("keys", "A#"),
        translate("keys", "B"),
    )[key.tonic]
    mode = translate("keys", "{note} minor") if key.mode == "minor" else translate("keys", "{note} major")
    return mode.format(note=tonic)


def made(found: Found, now: datetime.datetime) -> str:
    """When it was made: the time today, the day before, the date as far back as that."""
    then = datetime.datetime.fromtimestamp(found.made_s)
    locale = QLocale()
    if then.date() == now.date():
        return locale.toString(then.time(), "HH:mm")
    if then.year == now.year:
        return locale.toString(then.date(), "d MMM")
    return locale.toString(then.date(), "MMM yyyy")


def facts(found: Found, *, in_words: bool = False) -> list[str]:
    """Tempo, key and length; the key as musicians abbreviate it, or `in_words`."""
    job = found.clip.job
    key = "" if job.key is None else key_words(job.key) if in_words else str(job.key)
    return [each for each in (tempo(job), key, length(job)) if each]


def title(found: Found) -> str:
    """The prompt; of a clip that was made of a sound alone, its file's name."""
    return found.clip.job.prompt or found.clip.path.stem


def spoken(found: Found) -> str:
    """A row as it is read out."""
    said = [title(found), tempo(found.clip.job), length(found.clip.job)]
    if (key := found.clip.job.key) is not None:
        said.append(key_words(key))
    if found.favourite:
        said.append(translate("clips", "favourite"))
    if found.missing:
        said.append(translate("clips", "its file is gone"))
    return ", ".join(said)
