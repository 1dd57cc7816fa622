"""Tells a model the tempo in words.

It knows bars and meter from the width of its picture and its clock, and the key from its map. Training
captions and prompts use the same function, so that a model reads the same words that it learnt.
"""

from __future__ import annotations

# Ten BPM apart: neighbours sound alike, and the words are few enough to learn.
TEMPO_STEP_BPM = 10


def with_tempo(prompt: str, tempo_bpm: float | None = None) -> str:
    """`prompt` followed by the tempo, such as “warm house , tempo 120”; unchanged for `None`.

    The tempo is rounded to the nearest ten, halves upwards.
    """
    parts = [prompt.strip()]
    if tempo_bpm is not None:
        parts.append(f"tempo {int(tempo_bpm / TEMPO_STEP_BPM + 0.5) * TEMPO_STEP_BPM}")
    return " , ".join(part for part in parts if part)
