"""Names and values for the inspector: a clip's facts, and the details of how it was rendered. Pure."""

from __future__ import annotations

import math
from pathlib import Path

from PyQt6.QtCore import QCoreApplication, QDateTime, QLocale

from bridge.library import Found
from bridge.requests.fields import GROUPS, MORPH, RENDERING, SOURCE, decided
from bridge.vocabulary.clips import Certificate, Clip
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from ui.common.clip_words import percent, take
from ui.common.field_words import in_words

translate = QCoreApplication.translate
# See `bridge.sound.measure.seam`: a joint as sharp as the sound's own attacks.
AUDIBLE_SEAM = 1.0
_ID_DIGITS = 12
_SHOWN_ELSEWHERE = ("model", "count", "source", "to")
Rows = list[tuple[str, str]]


def fact_rows(found: Found) -> Rows:
    """What a musician wants to know, beside title, tempo, key and length."""
    clip, job = found.clip, found.clip.job
    rows = [
        (translate("certificate", "Prompt"), job.prompt if found.title else ""),
        (translate("certificate", "Source"), _source(job)),
        (translate("certificate", "Morph"), _morph(job)),
        (translate("certificate", "Without"), job.negative),
        (translate("certificate", "Loop point"), _loop_point(clip)),
        (translate("certificate", "Rendered"), _rendered(found)),
        (translate("certificate", "File"), clip.path.name),
    ]
    return [(name, value) for name, value in rows if value]


def detail_rows(found: Found, certificate: Certificate | None) -> Rows:
    """How the clip was rendered, and what was measured; licence and program are in its certificate."""
    clip, job = found.clip, found.clip.job
    rows = [
        (translate("certificate", "Model"), _model(job, certificate)),
        (translate("certificate", "Generated with"), _generated_with(job)),
        (translate("certificate", "From source"), _fields(job, SOURCE)),
        (translate("certificate", "Morph"), _fields(job, MORPH)),
        (translate("certificate", "Length"), _length(clip)),
        (translate("certificate", "Peak"), _peak(clip)),
        (translate("certificate", "Seam"), "" if math.isnan(clip.seam) else f"{clip.seam:.2f}"),
        (translate("certificate", "Grid"), _grid(clip)),
        (translate("certificate", "ID"), found.digest[:_ID_DIGITS]),
        (translate("certificate", "Rendered by"), "" if certificate is None else certificate.program),
    ]
    return [(name, value) for name, value in rows if value]


def _source(job: RenderJob) -> str:
    if job.source is not None:
        return Path(job.source.path).name
    return translate("certificate", "composed and played") if job.guide else ""


def _morph(job: RenderJob) -> str:
    if job.goal is None:
        return ""
    words = translate("certificate", "{percent} into “{prompt}”")
    return words.format(percent=percent(job.goal.blend), prompt=job.goal.prompt)


def _loop_point(clip: Clip) -> str:
    if math.isnan(clip.seam):
        return ""
    is_seamless = clip.seam <= AUDIBLE_SEAM
    return translate("certificate", "seamless") if is_seamless else translate("certificate", "may be audible")


def _rendered(found: Found) -> str:
    then = QDateTime.fromSecsSinceEpoch(int(found.made_s))
    return QLocale().toString(then, QLocale.FormatType.ShortFormat)


def _model(job: RenderJob, certificate: Certificate | None) -> str:
    return job.model if certificate is None else f"{job.model}, {certificate.licence}"


def _generated_with(job: RenderJob) -> str:
    return ", ".join(filter(None, (_fields(job, RENDERING), take(job))))


def _fields(job: RenderJob, group: str) -> str:
    fields = [field for field in GROUPS[group] if field.name not in _SHOWN_ELSEWHERE]
    return ", ".join(in_words((field, value) for field, value in decided(job) if field in fields))


def _length(clip: Clip) -> str:
    locale = QLocale()
    return translate("certificate", "{frames} samples, {seconds} s at {rate} kHz").format(
        frames=locale.toString(clip.frames),
        seconds=locale.toString(clip.frames / clip.rate_hz, "f", 3),
        rate=f"{clip.rate_hz / 1000:g}",
    )


def _peak(clip: Clip) -> str:
    if not math.isfinite(clip.peak_dbfs):
        return translate("certificate", "silent")
    return f"{clip.peak_dbfs:.1f} dBFS".replace("-", "\N{MINUS SIGN}")


def _grid(clip: Clip) -> str:
    return translate("certificate", "exact") if clip.grid == "exact" else clip.grid


def format_names() -> dict[FileFormat | None, str]:
    """The export formats."""
    return {
        None: translate("certificate", "Original format"),
        FileFormat.WAV16: "WAV 16",
        FileFormat.WAV24: "WAV 24",
        FileFormat.WAV_FLOAT: translate("certificate", "WAV float"),
        FileFormat.FLAC: "FLAC",
        FileFormat.OGG: "OGG",
    }
