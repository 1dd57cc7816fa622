"""How a model that reads its tempo in words is told of it.

Bars and meter it sees for itself: in the width of its picture, and on its clock; and the key on its map.
Training captions and prompts go through the same function, so that they agree to the letter.
"""

from __future__ import annotations

# Ten BPM apart: near enough that neighbours sound alike, and few enough words to learn each.
TEMPO_STEP_BPM = 10


def with_tempo(prompt: str, tempo_bpm: float | None = None) -> str:
    """`prompt` followed by the tempo, such as “warm house , tempo 120”; unchanged for `None`.

    The tempo is rounded to the nearest ten, halves upwards.
    """
    parts = [prompt.strip()]
    if tempo_bpm is not None:
        parts.append(f"tempo {int(tempo_bpm / TEMPO_STEP_BPM + 0.5) * TEMPO_STEP_BPM}")
    return " , ".join(part for part in parts if part)
