"""How a model that reads its conditions in words is told of tempo and key.

Bars and meter it sees for itself: in the width of its picture, and on its clock.

Training captions and prompts go through the same function, so that they agree to the letter.
"""

from __future__ import annotations

from bridge.vocabulary import Key

# Ten BPM apart: near enough that neighbours sound alike, and few enough words to learn each.
TEMPO_STEP_BPM = 10


def with_conditions(prompt: str, tempo_bpm: float | None = None, key: Key | None = None) -> str:
    """`prompt` followed by what is known of the music, such as
    “warm house , tempo 120 , key a minor”.

    Parts that are `None` are left out; the tempo is rounded to the nearest ten, halves upwards.
    """
    parts = [prompt.strip()]
    if tempo_bpm is not None:
        parts.append(f"tempo {int(tempo_bpm / TEMPO_STEP_BPM + 0.5) * TEMPO_STEP_BPM}")
    if key is not None:
        parts.append(f"key {key.words.lower()}")
    return " , ".join(part for part in parts if part)
