"""Random arrangements."""

from __future__ import annotations

from hypothesis import strategies as st

from bridge.pieces.arrangement import Arrangement, Lane, Part
from bridge.vocabulary.music import Meter

GAINS = st.floats(-60, 12)
NAMES = st.text(st.characters(codec="utf-8"), max_size=20)


@st.composite
def lanes(draw: st.DrawFn, most_bars: int) -> Lane:
    """A lane of up to six parts with gaps between them; no transitions next to gaps or each other."""
    parts: list[Part] = []
    bar = 1
    for number in range(draw(st.integers(1, 6))):
        if number and draw(st.booleans()) and not parts[-1].is_transition:
            parts.append(Part(source=None, start_bar=bar, bars=draw(st.integers(1, 8))))
            bar = parts[-1].end_bar
        elif number:
            bar += draw(st.integers(0, 3))
        bars, rounds = draw(st.integers(1, most_bars)), draw(st.integers(1, 4))
        source = draw(NAMES.filter(bool))
        gain_db, muted = draw(GAINS), draw(st.booleans())
        parts.append(
            Part(source=source, start_bar=bar, bars=bars, rounds=rounds, gain_db=gain_db, muted=muted)
        )
        bar = parts[-1].end_bar
    return Lane(name=draw(NAMES), gain_db=draw(GAINS), muted=draw(st.booleans()), parts=tuple(parts))


@st.composite
def arrangements(draw: st.DrawFn, most_bars: int = 16) -> Arrangement:
    """Pieces of up to four lanes, whose loops have up to `most_bars` bars."""
    return Arrangement(
        tempo_bpm=draw(st.floats(60, 300)),
        meter=draw(st.sampled_from([Meter(), Meter(3, 4), Meter(7, 8), Meter(5, 4)])),
        title=draw(NAMES),
        crossfade_beats=draw(st.floats(0, 4)),
        lanes=tuple(draw(st.lists(lanes(most_bars), min_size=1, max_size=4))),
    )
