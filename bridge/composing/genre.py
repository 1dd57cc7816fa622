"""What a genre is made of, as data.

Patterns are written in sixteenths, sixteen characters a bar of 4/4 (or thirty-two for two bars),
twelve a bar of 3/4:

    drums        `X` accent, `x` stroke, `o` ghost, `?` a ghost now and then, `.` rest
    bass         `1 3 5 6 7 8` degrees of the chord (8 the octave), `a` a step towards the next root
    chords       `x` or `X` the whole chord, `1`–`6` single voices of it from below
    lead         `x` or `X` a note of the melody
    `-`          holds what sounds

Chords are degrees of the major scale with a quality (`2m7`, `b7`); see `bridge.composing.harmony`.
A progression is spread evenly over the loop: one of four chords over four bars or two.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

Pattern = Mapping[str, str]


class Genre(msgspec.Struct, frozen=True, kw_only=True):
    """What loops of a genre are drawn from.

    `tempo_bpm`, `swing` (place of the off-beat in its pair) and `pump` (how deep the kick ducks the
    rest, 0–1) are ranges; `swing_quarters` is the length of the pair's half; `looseness_ms` how far
    players stray; `minor_share` the share of loops in minor; the chances are those of a role being
    played; `drums_db` sets drums and percussion back where they are played softly. The `waltz`
    patterns are for 3/4; a genre without them cuts its others short there.
    """

    name: str
    synonyms: tuple[str, ...]
    moods: tuple[str, ...]
    tempo_bpm: tuple[int, int]
    drums: tuple[Pattern, ...]
    bass: tuple[str, ...]
    chords: tuple[str, ...]
    major: tuple[str, ...]
    minor: tuple[str, ...]
    kits: tuple[str, ...]
    basses: tuple[str, ...]
    keys: tuple[str, ...]
    pads: tuple[str, ...]
    leads: tuple[str, ...]
    melody: tuple[str, ...] = ("x...x...x.x.x---", "x-.x-.x---..x.x.", "..x.x-..x.x-x---")
    percussion: tuple[Pattern, ...] = ({"shaker": "x.o.x.o.x.o.x.o."}, {"tambourine": "....x.......x..."})
    percussion_kit: str = "hand percussion"
    waltz: tuple[Pattern, ...] = ()
    waltz_bass: tuple[str, ...] = ()
    waltz_chords: tuple[str, ...] = ()
    swing: tuple[float, float] = (0.5, 0.5)
    swing_quarters: float = 0.25
    pump: tuple[float, float] = (0.0, 0.0)
    looseness_ms: float = 3.0
    minor_share: float = 0.5
    drums_chance: float = 1.0
    drums_db: float = 0.0
    percussion_chance: float = 0.2
    pad_chance: float = 0.2
    lead_chance: float = 0.3
