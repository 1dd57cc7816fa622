"""A clip's properties in Live: name, colour, warp mode, and its length to the bit. Pure."""

from __future__ import annotations

import re

from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob

MAX_NAME = 60
# Live's warp modes by number. Beats keeps transients and cuts between them; Complex Pro keeps tones whole,
# and Complex is its cheaper sister, which every edition has.
BEATS, COMPLEX, COMPLEX_PRO = 0, 4, 6
DRUMS_COLOR, TONES_COLOR = 0xF2994A, 0x2D9CDB
_DRUMS = re.compile(
    r"\b(drums?|drum ?loop|beats?|breaks?|breakbeat|percussion|kicks?|snares?|hi-?hats?|cymbals?|claps?|"
    r"shakers?|congas?|bongos?|toms?|cajon|tabla|tambourine|cowbell|808|909)\b",
    re.IGNORECASE,
)
_TONES = re.compile(
    r"\b(bass|chords?|pads?|lead|guitar|piano|keys|organ|synth|strings?|brass|horns?|trumpet|sax\w*|flute|"
    r"violin|cello|vocals?|voice|choir|melod\w+|arp\w*|rhodes|marimba|vibraphone|harp|sitar|accordion)\b",
    re.IGNORECASE,
)


def is_drums(job: RenderJob) -> bool:
    """Whether the clip is drums only, by its words; a clip with a key is not."""
    return job.key is None and bool(_DRUMS.search(job.prompt)) and not _TONES.search(job.prompt)


def name_of(job: RenderJob) -> str:
    """The clip's name: its words, and its key."""
    words = " ".join(job.prompt.split()) or "Riffbridge"
    key = f" {job.key}" if job.key is not None else ""
    room = MAX_NAME - len(key)
    return (words if len(words) <= room else words[: room - 1].rstrip() + "…") + key


def clip_properties(clip: Clip) -> tuple[str, int, str, str, str]:
    """Name, colour, beats (quarter notes), seconds and warp modes, in the order the script expects.

    The seconds are those of the file's frames, so its last frame ends on the last beat.
    """
    job = clip.job
    drums = is_drums(job)
    modes = (BEATS,) if drums else (COMPLEX_PRO, COMPLEX)
    return (
        name_of(job),
        DRUMS_COLOR if drums else TONES_COLOR,
        repr(float(job.loop.quarters)),
        repr(clip.frames / clip.rate_hz),
        " ".join(map(str, modes)),
    )
