"""A digest of everything in our files that a score depends on."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from bridge.composing.genre_files import shipped_genres
from bridge.composing.instruments import families, instruments
from bridge.typed_toml import sha256_of


@lru_cache(maxsize=1)
def composing_sha256() -> str:
    """SHA-256 of what our genres, instruments and families hold, however it is written.

    Left out are words, since what is understood is part of a job; captions, which are for training; genres of
    the user's own, each of which has a digest in the jobs that ask for it; `beat_db`, which came with the
    third edition and changes only with an edition; and defaults, so that a new key of which no file makes use
    changes nothing.
    """
    held = [
        [replace(genre, words={}, captions=(), beat_db=0.0) for genre in shipped_genres().values()],
        [(each.name, each.family, each.range, each.roles) for each in instruments().values()],
        [(name, family.roles) for name, family in families().items()],
    ]
    return sha256_of(held)
