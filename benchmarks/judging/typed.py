"""Sixty prompts as people type them, and which of musicnn's tags each asks for."""

from __future__ import annotations

import re

from benchmarks.judging.musicnn import TAGS

# Genres by name, bands, solos, moods, tempos and keys; some words that nobody here knows. None is a caption
# of training, and nothing was tuned on them.
TYPED = (
    "house with piano",
    "sad piano",
    "happy ukulele folk, 110 bpm",
    "lo-fi hip hop, chill, 82 bpm",
    "dark techno 138 bpm",
    "jazz trio with brushes",
    "slow blues guitar in E minor",
    "funk bass and clavinet, 104 bpm",
    "heavy metal riff",
    "ambient pad in D minor",
    "drum and bass, rolling, 174",
    "acoustic guitar, mellow",
    "80s synthwave, 100 bpm",
    "reggae one drop, Am",
    "solo cello",
    "country with banjo",
    "punk rock, fast",
    "soul with organ and brass",
    "trap beat, 140 bpm, F# minor",
    "bossa nova nylon guitar",
    "string quartet, sad",
    "hard rock guitar 125 bpm",
    "classical harpsichord",
    "uplifting trance, 138",
    "deep house chords, 122 bpm",
    "experimental drone",
    "indie rock, jangly guitar",
    "salsa piano montuno",
    "disco strings 118 bpm",
    "boom bap drums only, 90 bpm",
    "gospel choir",
    "chillout electric piano",
    "electronic arpeggio in C minor",
    "party samba",
    "dub bassline 72 bpm",
    "music box lullaby in G major",
    "waltz for accordion in 3/4",
    "folk fiddle, Celtic",
    "oldies soul ballad, 6/8",
    "walking bass",
    "flute solo in D",
    "afrobeat horns 108 bpm",
    "trailer drums, epic",
    "uk garage, 132 bpm",
    "minimal house 125",
    "happy pop with piano, 120 bpm",
    "dubstep wobble bass, 140",
    "electro 128 bpm, F minor",
    "reggaeton, sexy, 95 bpm",
    "flamenco guitar",
    "beautiful harp",
    "marimba and kalimba groove",
    "chiptune, 150 bpm",
    "instrumental progressive rock",
    "jungle breaks 165 bpm",
    "alternative rock, 130 bpm, no drums",
    "cumbia with accordion",
    "jazz saxophone ballad, Bb major",
    "dance pop 124 bpm",
    "909 drums only, techno 130 bpm",
)


def asked_tags(prompt: str) -> frozenset[str]:
    """The tags whose names stand in `prompt`."""
    said = f" {_words(prompt)} "
    return frozenset(tag for tag in TAGS if f" {_words(tag)} " in said)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
