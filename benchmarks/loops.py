"""Loops to measure on: composed and rendered here, the same on every run."""

from __future__ import annotations

import torch
from torch import Tensor

from bridge.composing.composer import compose
from bridge.training.render import render

# Eight beats at this tempo last 5.12 s, the length of Riffusion's pictures.
RIFFUSION_TEMPO_BPM = 93.75

# Name, genre, and the roles that play.
_LOOPS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("drums, techno", "techno", frozenset({"drums"})),
    ("drums, samba", "samba", frozenset({"drums", "percussion"})),
    ("bass, funk", "funk", frozenset({"bass"})),
    ("pad, ambient", "ambient", frozenset({"pad"})),
    ("chords, soul", "soul", frozenset({"chords"})),
    ("chords and lead, jazz", "jazz swing", frozenset({"chords", "lead"})),
    ("bossa nova", "bossa nova", frozenset({"drums", "bass", "chords"})),
    ("house", "house", frozenset({"drums", "bass", "chords", "pad"})),
    ("rock", "rock", frozenset({"drums", "bass", "chords", "lead"})),
    ("trap", "trap", frozenset({"drums", "bass", "lead"})),
)


def varied_loops(tempo_bpm: float = RIFFUSION_TEMPO_BPM, bars: int = 2) -> dict[str, Tensor]:
    """Circles `[1, N]` at 44.1 kHz by name: single voices, pairs, and whole mixes of several genres."""
    loops = {}
    for seed, (name, genre, roles) in enumerate(_LOOPS):
        score = compose(seed, genre=genre, tempo_bpm=tempo_bpm, bars=bars, roles=roles)
        loops[name] = torch.from_numpy(render(score, voices="synths"))[None]
    return loops
