"""Names clips so that a person can read them, a host can take the tempo from them, and every disk allows
them.

For example `bossa-nova-electric-guitar_124bpm_2bars_Am_7f3a.wav`.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from bridge.sound.files.atomic import rename_new, storage_failed
from bridge.sound.files.extras import any_beside
from bridge.vocabulary.jobs import RenderJob

# With the rest of the name well below 255 bytes, in any script, and still read at a glance.
MAX_SLUG_LENGTH = 40
_FILLERS = frozenset(
    ("a", "an", "the", "and", "or", "with", "of", "in", "on", "at", "for", "to", "by", "from", "some", "very")
)
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
# Tempo and bars, as a name may state them.
_FRAME = re.compile(r"(?<![^\W_])\d+([.,]\d+)?[ _-]?(bpm|bars?)(?![^\W_])", re.IGNORECASE)


def clip_name(job: RenderJob, *, in_key: bool = True) -> str:
    """The file name of a job's clip: what was asked, tempo, bars, key, four digits of the digest. One made
    of a sound without words has the sound's name in their place, less the tempo and bars in it.

    The same job has the same name always. Legal on Windows, macOS and Linux, and in NFC.
    """
    source = "" if job.source is None else _FRAME.sub(" ", Path(job.source.path).stem)
    parts = [
        slug(job.prompt or source),
        f"{job.tempo_bpm:g}bpm",
        f"{job.bars}bar" if job.bars == 1 else f"{job.bars}bars",
        *([job.key.short] if job.key is not None and in_key else []),
        job.digest[:4],
    ]
    return "_".join(parts) + job.file_format.suffix


def slug(text: str) -> str:
    """The words that carry `text`, in small letters, joined by hyphens; at most 40 characters.

    Letters of every script stay; accents on Latin ones go. A text without any letter is a `loop`.
    """
    words = _words(text)
    kept = [word for word in words if word not in _FILLERS] or words
    result = ""
    for word in kept:
        longer = f"{result}-{word}" if result else word
        if len(longer) > MAX_SLUG_LENGTH:
            break
        result = longer
    return result or "".join(kept[:1])[:MAX_SLUG_LENGTH] or "loop"


def is_device(name: str) -> bool:
    """Whether Windows takes the file `name` for a device, whatever its ending."""
    return name.partition(".")[0].strip().casefold() in _DEVICES


def free_path(folder: Path, name: str, taken: Collection[Path] = ()) -> Path:
    """A path in `folder` at and beside which there is nothing: `name`, or with -2, -3, … before its suffix.

    `taken` are paths spoken for already, such as those of the other clips of a batch.
    """
    path = folder / name
    for number in itertools.count(2):
        # Also a link to nowhere is something.
        if path not in taken and not os.path.lexists(path) and not any_beside(path):
            break
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return path


def name_new(part: Path, path: Path) -> Path:
    """Give the hidden file `part` the name of `path`, or the next free one if another file has come to lie
    there meanwhile; returns it. Raises `StorageFailed`, with `part` removed."""
    name = path.name
    while True:
        try:
            rename_new(part, path)
        except FileExistsError:
            path = free_path(path.parent, name)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise storage_failed(path, error) from error
        else:
            return path


def _words(text: str) -> list[str]:
    """Runs of letters, digits and their marks; "don't" is one word."""
    folded = _fold(text).replace("'", "").replace("’", "")
    spaced = "".join(each if unicodedata.category(each)[0] in "LNM" else " " for each in folded)
    words = (_without_leading_marks(word) for word in spaced.split())
    return [word for word in words if word]


def _fold(text: str) -> str:
    """Small letters in NFC, Latin ones without their accents; in other scripts marks make the letter."""
    folded: list[str] = []
    base_is_latin = False
    for each in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()):
        if not unicodedata.combining(each):
            base_is_latin = each.isascii()
        elif base_is_latin:
            continue
        folded.append(each)
    return unicodedata.normalize("NFC", "".join(folded))


def _without_leading_marks(word: str) -> str:
    """A mark without its letter would settle on the hyphen before it."""
    while word and unicodedata.category(word[0])[0] == "M":
        word = word[1:]
    return word
