"""What a prompt was understood as."""

from __future__ import annotations

import msgspec


class Shape(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How moods bend what is composed. `density` multiplies how many notes are played, `length` how long they
    sound; `register` is in semitones, `dynamics` in MIDI velocity; `players` are instruments that are taken
    where a genre has them. The defaults change nothing."""

    density: float = 1.0
    register: int = 0
    dynamics: int = 0
    length: float = 1.0
    players: tuple[str, ...] = ()


class ParsedPrompt(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a prompt asks for, in canonical names: `instruments` and `moods` in the order of asking,
    `without` the roles that must be absent, `unknown` what was not understood, as it was written.
    `genre_sha256` is that of the genre's file where it is one of the user's own. `shape` is how the moods
    bend the music; where it is `None`, as in jobs of before, moods only help to choose a genre. `techniques`
    are playing techniques by name, and `edition` is the composer's: 0 in jobs of before."""

    genre: str | None = None
    instruments: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    genre_sha256: str = ""
    shape: Shape | None = None
    techniques: tuple[str, ...] = ()
    edition: int = 0
