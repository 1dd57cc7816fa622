"""What a loop is called: rich in synonyms, and never more than the score holds.

Tempo and key are left out: the trainer gives them as words of their own.
"""

from __future__ import annotations

import random as chance
from collections.abc import Sequence
from itertools import pairwise

from bridge.composing.genre_files import genres
from bridge.composing.instruments import PIECES
from bridge.composing.score import Score, Stem

_FAMILIES = {
    "bass": ("bass", "bassline"), "keys": ("keys",), "guitar": ("guitar",), "mallets": ("mallets",),
    "organ": ("organ", "keys"), "strings": ("strings",), "voices": ("voices",),
    "brass": ("brass", "horns"), "woodwind": ("woodwind",), "synth": ("synth", "synthesizer"),
    "pad": ("pad", "pads"), "lead": ("synth lead", "synth"), "bells": ("bells",),
    "drums": ("drums", "a beat"),
}  # fmt: skip
# A melodica is no woodwind to anybody; it has only its own name.
_WITHOUT_FAMILY = frozenset({"melodica", "accordion"})

# What hands play, and details of a kit worth a word, by the pieces that must sound for it.
_PERCUSSION = {
    "shaker": ("shaker", "shakers"), "conga": ("congas", "conga"), "tambourine": ("tambourine",),
    "cowbell": ("cowbell",), "guiro": ("guiro",), "claves": ("claves",), "agogo": ("agogo bells", "agogo"),
    "bongo": ("bongos",), "timbale": ("timbales",), "surdo": ("surdo",), "rim": ("rim clicks",),
}  # fmt: skip
_DETAILS = {
    "clap": ("claps", "hand claps"), "ride": ("ride cymbal",), "rim": ("rim clicks", "cross stick"),
    "open hat": ("open hats", "open hi-hats"), "shaker": ("shaker",), "guiro": ("guiro",),
    "conga": ("congas",), "agogo": ("agogo bells",), "surdo": ("surdo",), "cowbell": ("cowbell",),
    "tambourine": ("tambourine",),
}  # fmt: skip
_LOOP_WORDS = ("loop", "groove", "riff", "track")
_MAX_WORDS = 20


def caption(score: Score, random: chance.Random) -> str:
    """One caption of 2–20 words, mostly in lower case."""
    genre = random.choice(genres()[score.genre].captions or (score.genre,))
    if random.random() < 0.4:
        genre = score.genre
    genre = genre.removesuffix(" groove").removesuffix(" music")
    mood = random.choice(score.moods)
    absence = _absence(score, random)
    if score.roles <= {"drums", "percussion"}:
        text = _drums_alone(score, genre, mood, random)
    elif len(score.stems) <= 2 and random.random() < 0.4:
        text = _only(score, genre, mood, random)
    else:
        text = _band(score, genre, mood, random)
    if absence and random.random() < 0.6:
        text = f"{text}, {absence}"
    if len(text.split()) < 2:
        text = f"{text} {random.choice(_LOOP_WORDS[:2])}"
    text = " ".join(text.split()[:_MAX_WORDS]).strip(",")
    return text.capitalize() if random.random() < 0.06 else text


def name_stem(stem: Stem, random: chance.Random) -> str:
    """A name for a stem: its instrument by one of its words, now and then only its family."""
    if stem.role == "percussion":
        words = _pieces(stem, _PERCUSSION, random)
        return " and ".join(words[:2]) if words and random.random() < 0.75 else "percussion"
    words_of = stem.instrument.captions
    family = _FAMILIES.get(stem.instrument.family, ())
    pick = random.random()
    if pick < 0.2 and family and stem.instrument.name not in _WITHOUT_FAMILY:
        return random.choice(family)
    if stem.role == "drums" and pick < 0.45:
        details = _drum_details(stem, random)
        if details:
            return random.choice(details)
    name = words_of[0] if pick < 0.6 else random.choice(words_of)
    if stem.role == "chords" and pick > 0.8 and _is_arpeggio(stem):
        return f"arpeggiated {name}"
    return name


def _pieces(stem: Stem, names: dict[str, tuple[str, ...]], random: chance.Random) -> list[str]:
    sounding = {note.pitch for note in stem.notes}
    return [random.choice(words) for piece, words in names.items() if PIECES[piece] in sounding]


def _drum_details(stem: Stem, random: chance.Random) -> list[str]:
    details = _pieces(stem, _DETAILS, random)
    kicks = {round(note.start_quarter * 4) for note in stem.notes if note.pitch == PIECES["kick"]}
    last = max((note.start_quarter for note in stem.notes), default=0.0)
    if last >= 3 and all(4 * quarter in kicks for quarter in range(int(last) + 1)):
        details += [random.choice(("four on the floor kick", "four on the floor drums", "pounding kick"))] * 2
    return details


def _is_arpeggio(stem: Stem) -> bool:
    """Hardly any two notes begin together."""
    starts = sorted(note.start_quarter for note in stem.notes)
    together = sum(later - earlier < 0.06 for earlier, later in pairwise(starts))
    return len(starts) > 4 and together < 0.1 * len(starts)


def _absence(score: Score, random: chance.Random) -> str:
    if not score.roles & {"drums", "percussion"}:
        return random.choice(("no drums", "without drums", "drumless", "no beat"))
    if "bass" not in score.roles and random.random() < 0.3:
        return random.choice(("no bass", "without bass"))
    return ""


def _listed(names: Sequence[str], random: chance.Random) -> str:
    names = list(dict.fromkeys(names))
    if len(names) < 2:
        return "".join(names)
    style = random.random()
    if style < 0.25:
        return ", ".join(names)
    return ", ".join(names[:-1]) + (" and " if style < 0.9 else " & ") + names[-1]


def _drums_alone(score: Score, genre: str, mood: str, random: chance.Random) -> str:
    names = _listed([name_stem(stem, random) for stem in score.stems], random)
    drums, drum = ("drums", "drum") if "drums" in score.roles else ("percussion", "percussion")
    templates = (
        f"{genre} {drum} loop",
        f"{genre} {drums} only",
        f"{drums} only, {genre}",
        f"just {drums}, {mood} {genre}",
        f"{mood} {genre} beat, only {drums}",
        f"{genre} beat with {names}",
        f"{genre} breakdown, {names}, no melody",
        f"{_article(mood)} {mood} {genre} {drum} groove",
    )
    return random.choice(templates)


def _only(score: Score, genre: str, mood: str, random: chance.Random) -> str:
    names = _listed([name_stem(stem, random) for stem in score.stems], random)
    templates = (
        f"just {names}, {genre}",
        f"only {names}, {mood} {genre}",
        f"{genre} with only {names}",
        f"{genre}, just {names}",
        f"stripped down {genre}, {names} only",
    )
    return random.choice(templates)


def _band(score: Score, genre: str, mood: str, random: chance.Random) -> str:
    # Pitched stems are what people name first; drums go without saying in half of the captions.
    stems = [stem for stem in score.stems if stem.role != "drums" or random.random() < 0.5]
    stems = stems or list(score.stems)
    count = min(len(stems), random.choices((1, 2, 3, 4), (4, 5, 3, 1))[0])
    chosen = random.sample(stems, count)
    listed = _listed([name_stem(stem, random) for stem in chosen], random)
    pitched = [stem for stem in score.stems if stem.role not in ("drums", "percussion")]
    star = name_stem(random.choice(pitched), random)
    loop = random.choice(_LOOP_WORDS)
    other_mood = random.choice(score.moods)
    templates = (
        (f"{genre} {loop}", 1),
        (f"{mood} {genre}", 2),
        (f"{mood} {genre} {loop}", 1),
        (f"{genre} with {listed}", 4),
        (f"{mood} {genre} with {listed}", 3),
        (f"{star} {genre} {loop}", 2),
        (f"{mood} {star} {genre}", 1),
        (f"{_article(mood)} {mood} {genre} {loop}, {listed}", 2),
        (f"{_article(mood)} {mood} {genre} {loop} with {listed}", 2),
        (f"{listed}, {genre}", 2),
        (f"{listed}, {genre}, {mood}", 1),
        (f"{genre}, {listed}", 2),
        (f"{listed} in a {genre} style", 1),
        (f"{genre} {loop}, {mood} and {other_mood}" if other_mood != mood else f"{mood} {genre}, {star}", 1),
        (f"{star} playing {genre}", 1),
    )
    texts, weights = zip(*templates, strict=True)
    text: str = random.choices(texts, weights)[0]
    return text


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"
