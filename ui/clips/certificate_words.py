"""Names and values for the inspector: what a clip is and what it was made from. Pure."""

from __future__ import annotations

import math

from PyQt6.QtCore import QCoreApplication, QDateTime, QLocale

from bridge.library import Found
from bridge.requests.fields import GROUPS, MORPH, RENDERING, SOURCE, decided
from bridge.vocabulary.clips import Certificate, Clip
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from ui.common.field_words import in_words

translate = QCoreApplication.translate
AUDIBLE_SEAM = 1.0


def certificate_rows(found: Found, certificate: Certificate | None) -> list[tuple[str, str]]:
    """Names and values, in the order in which they matter; the licence is in the certificate alone."""
    clip, job = found.clip, found.clip.job
    rows = [
        (translate("certificate", "Model"), _model(job, certificate)),
        *_asked(job),
        (translate("certificate", "Length"), _length(clip)),
        (translate("certificate", "Level"), _level(clip)),
        (translate("certificate", "Seam"), _seam(clip)),
        (translate("certificate", "Grid"), _grid(clip)),
        (translate("certificate", "File"), clip.path.name),
        (translate("certificate", "Made"), _made(found)),
    ]
    if certificate is not None:
        rows.append((translate("certificate", "By"), certificate.program))
    return rows


def _model(job: RenderJob, certificate: Certificate | None) -> str:
    return job.model if certificate is None else f"{job.model}, {certificate.licence}"


def _asked(job: RenderJob) -> list[tuple[str, str]]:
    """What it was asked for with, where there is something; prompt, tempo, bars and key stand above it."""
    said = {group: _in_words(job, group) for group in (RENDERING, SOURCE, MORPH)}
    if job.count > 1:
        take = translate("certificate", "take {take} of {count}").format(take=job.take + 1, count=job.count)
        said[RENDERING] = f"{said[RENDERING]}, {take}"
    rows = [
        (translate("certificate", "Generated with"), said[RENDERING]),
        (translate("certificate", "Without"), job.negative),
        (translate("certificate", "From"), said[SOURCE]),
        (translate("certificate", "Morph"), said[MORPH]),
    ]
    return [(name, value) for name, value in rows if value]


def _in_words(job: RenderJob, group: str) -> str:
    shown = [field for field in GROUPS[group] if field.name not in ("model", "count")]
    return ", ".join(in_words((field, value) for field, value in decided(job) if field in shown))


def _length(clip: Clip) -> str:
    locale = QLocale()
    return translate("certificate", "{frames} frames, {seconds} s at {rate} kHz").format(
        frames=locale.toString(clip.frames),
        seconds=locale.toString(clip.frames / clip.rate_hz, "f", 3),
        rate=f"{clip.rate_hz / 1000:g}",
    )


def _level(clip: Clip) -> str:
    if not math.isfinite(clip.peak_dbfs):
        return translate("certificate", "silent")
    figure = f"{clip.peak_dbfs:.1f}".replace("-", "\N{MINUS SIGN}")
    return translate("certificate", "peak {peak} dBFS").format(peak=figure)


def _seam(clip: Clip) -> str:
    if math.isnan(clip.seam):
        return translate("certificate", "not measured")
    if clip.seam <= AUDIBLE_SEAM:
        return translate("certificate", "inaudible ({seam})").format(seam=f"{clip.seam:.2f}")
    return translate("certificate", "may be heard ({seam})").format(seam=f"{clip.seam:.2f}")


def _grid(clip: Clip) -> str:
    if clip.grid == "exact":
        return translate("certificate", "exact, drawn on it")
    return clip.grid


def _made(found: Found) -> str:
    then = QDateTime.fromSecsSinceEpoch(int(found.made_s))
    return QLocale().toString(then, QLocale.FormatType.ShortFormat)


def format_names() -> dict[FileFormat | None, str]:
    """What a clip can be exported as."""
    return {
        None: translate("certificate", "As it is"),
        FileFormat.WAV16: "WAV 16",
        FileFormat.WAV24: "WAV 24",
        FileFormat.WAV_FLOAT: translate("certificate", "WAV float"),
        FileFormat.FLAC: "FLAC",
        FileFormat.OGG: "OGG",
    }
