"""What a prompt was understood as."""

from __future__ import annotations

import msgspec


class ParsedPrompt(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a prompt asks for, in canonical names: `instruments` and `moods` in the order of asking,
    `without` the roles that must be absent, `unknown` what was not understood, as it was written.
    `genre_sha256` is that of the genre's file where it is one of the user's own."""

    genre: str | None = None
    instruments: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    genre_sha256: str = ""
