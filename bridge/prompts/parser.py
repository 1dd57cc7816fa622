"""Parses prompts: free words in a dozen languages become the canonical names of a lexicon.

A `PromptParser` finds the lexicon's phrases in a prompt, longest first, and what is excluded (“no drums”) or
asked for alone (“just Rhodes and bass”).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bridge.composing.roles import ROLES
from bridge.prompts.lexicon import Entry, Lexicon
from bridge.prompts.phrasebook import Found, Phrasebook, is_silent
from bridge.prompts.small_words import small_words
from bridge.prompts.substitutes import stand_ins
from bridge.prompts.tokens import STOP, fold, tokens
from bridge.vocabulary.prompts import ParsedPrompt


class _Meaning(NamedTuple):
    """What kind of word a phrase is (a letter of `_CODES` or `_SMALL_WORDS`), and what it names."""

    code: str
    entries: tuple[Entry, ...] = ()
    roles: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()


# A sentence is read as a string of these letters, one for each phrase in it.
_PLAYED = "ipv"
_RHYTHM = frozenset({"drums", "percussion", "bass"})
_CODES = {"genre": "g", "instrument": "i", "family": "i", "mood": "m", "technique": "m"}
_SMALL_WORDS = {
    "not": "N", "not_after": "P", "only": "O", "with": "W", "or": "R", "and": "A", "some": "a",
    "drum_pieces": "p", "singing": "v", "loop": "L", "filler": "q",
}  # fmt: skip
_PARTS = {
    "lead": ("lead",),
    "chords": ("chords",),
    "rhythm_section": ("drums", "percussion", "bass"),
    "drums": ("drums",),
}
# “Drum-free” has no drums; “free drums” has.
_JOINED_ONLY = frozenset({"free", "less", "absent"})
# “no” X, “no” X “and” Y, “no” X, Y “or” Z; or a mood, or else a genre.
_DENIED = re.compile(
    r"N[Waq]*[muq]*(?:g?q*[irpv](?:[AR]q*m*[irpv]|,q*[irpv](?=(?:,q*[irpv])*,?Rq*[irpv]))*|(?<![mu])g)?"
)
_DENIED_AFTER = re.compile(r"(?:[irpv][AR])*[irpv]q*P")
_ALONE = re.compile(r"OW?[aqmgu]*[irpv]|[irpv]q*Oq*(?!q*W)")
_COMPOUND = re.compile(r"g+")
# “Sad jazz piano loop”: a player is what it is all about.
_ABOUT_PLAYER = re.compile(r"[mqu,]*(?:g[mq]*)*[ip](?:A[mq]*[ip])*[mqL,]*")

# “Sad melody”: a part is what it is all about.
_ABOUT_PART = re.compile(r"[mquL,]*r(?:A[mq]*r)*[mquL,]*")


class _Book(Phrasebook[_Meaning]):
    def makes_compound(self, left: _Meaning, right: _Meaning) -> bool:
        return left.code in "gi" and right.code in "giL"


class Phrase(NamedTuple):
    """Words that a prompt is read by: `names` are what they mean; `kind` is the lexicon's, `role` for a part,
    `unknown` for what means nothing here, or `without` for a denial (“no drums”). `start` and `end` are its
    place in the prompt's composed form (NFC)."""

    kind: str
    names: tuple[str, ...]
    start: int
    end: int
    is_denied: bool = False


class _Item(NamedTuple):
    meaning: _Meaning
    key: str
    start: int
    end: int


class PromptParser:
    """Parses prompts by a lexicon. Making one takes about a tenth of a second, a prompt under a
    millisecond."""

    def __init__(self, lexicon: Lexicon) -> None:
        small = small_words()
        self._book = _Book(small.expansions, prefers_long=lexicon.prefers_long)
        # A prompt is read from several sides, and again with each keystroke.
        self._found_in = lru_cache(maxsize=16)(lambda text: tuple(self._book.read(text)))
        self._beats = frozenset(fold(word) for word in small.phrases["beat"])
        self._own_genres = {entry.name: entry.sha256 for entry in lexicon.entries if entry.sha256}
        self._roles = {entry.name: entry.roles for entry in lexicon.entries if entry.roles}
        self._part = frozenset(fold(word) for word in small.phrases["part"])
        self._band: Phrasebook[bool] = Phrasebook({})
        for phrase in small.phrases["band"]:
            self._band.learn(phrase, True)
        named: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in lexicon.entries:
            for phrase in entry.phrases:
                named[phrase].append(entry)
        played = {phrase for key in ("drum_pieces", "singing") for phrase in small.phrases[key]}
        only_techniques = []
        for phrase, entries in named.items():
            techniques = tuple(entry.name for entry in entries if entry.kind == "technique")
            named_by_it = [entry for entry in entries if entry.kind != "technique"]
            if not named_by_it:
                only_techniques += [(phrase, techniques)] if phrase not in played else []
                continue
            # A canonical name means only itself, so that a formatted prompt parses to what it was.
            own = next(([entry] for entry in named_by_it if entry.name == phrase), named_by_it)
            code = _CODES[own[0].kind]
            meant = tuple(entry for entry in own if _CODES[entry.kind] == code)
            self._book.learn(phrase, _Meaning(code, meant, techniques=techniques))
        for key, roles in _PARTS.items():
            for phrase in small.phrases[key]:
                self._book.learn(phrase, _Meaning("r", roles=roles))
        for phrase, techniques in only_techniques:
            # “Half time drums” asks for drums, too.
            words = (self._book.meaning_of(word.text) for word in tokens(phrase.removesuffix("*")))
            player = next((meaning for meaning in words if meaning and meaning.code == "i"), _Meaning("m"))
            self._book.learn(phrase, player._replace(techniques=techniques))
        played_by = {"p": "drums", "v": "voices"}
        for key, code in _SMALL_WORDS.items():
            players = tuple(entry for entry in lexicon.entries if entry.name == played_by.get(code))
            for phrase in small.phrases[key]:
                techniques = tuple(entry.name for entry in named.get(phrase, ()) if entry.kind == "technique")
                self._book.learn(phrase, _Meaning(code, players, techniques=techniques))

    def phrases(self, prompt: str, genre: str | None) -> Iterator[Phrase]:
        """The words of `prompt` that mean something for the sound, and those that are unknown. Its `genre` is
        known already."""
        text = unicodedata.normalize("NFC", prompt)
        items, codes, denied = self._read(text)
        for places in _denials(items, denied):
            names = tuple(dict.fromkeys(name for at in places for name in _item_names(items[at], genre)))
            if names:
                yield Phrase("without", names, items[places[0]].start, items[places[-1]].end, True)
        for item, code in zip(items, codes, strict=True):
            if code != "x" and (names := _item_names(item, genre)):
                entries = item.meaning.entries
                kind = "role" if code == "r" else entries[0].kind if entries else "technique"
                yield Phrase(kind, names, item.start, item.end)
        yield from (Phrase("unknown", (), *span) for span in _unknown_spans(items, denied, text))

    def denials(self, prompt: str) -> list[tuple[int, int]]:
        """The places of what `prompt` denies."""
        items, _, denied = self._read(unicodedata.normalize("NFC", prompt))
        return [(items[places[0]].start, items[places[-1]].end) for places in _denials(items, denied)]

    def parts_named(self, prompt: str) -> frozenset[str]:
        """The roles that `prompt` names other than by an instrument: a melody, a rhythm section."""
        items = (_as_item(found) for found in self._found_in(unicodedata.normalize("NFC", prompt)))
        return frozenset(role for item in items if item.meaning.code == "r" for role in item.meaning.roles)

    def names_band(self, prompt: str) -> bool:
        """Whether `prompt` says that others play along; a “drum beat” and a “string quartet” don't."""
        text = unicodedata.normalize("NFC", prompt)
        players = [range(each.start, each.end) for each in self._found_in(text) if _is_player(each)]
        return any(
            found.meaning
            and not any(found.start in span and found.end - found.start < len(span) for span in players)
            for found in self._band.read(text)
        )

    def names_part(self, prompt: str) -> bool:
        """Whether `prompt` asks for what one player plays: a riff, a bassline, a loop."""
        words = tokens(unicodedata.normalize("NFC", prompt))
        return any(word.text in self._part for word in words)

    def without_beats(self, prompt: str) -> str:
        """`prompt` with spaces in place of the beats of a “lofi hip hop beat”, where nothing else asks for
        drums: a genre's beat is all of it. “Just a beat” and a “drum beat” are drums."""
        text = unicodedata.normalize("NFC", prompt)
        items, codes, _ = self._read(text)
        beats = [
            item for item, code in zip(items, codes, strict=True) if code == "i" and item.key in self._beats
        ]
        if not beats or "O" in codes or "L" in codes or "g" not in codes:
            return text
        for beat in beats:
            text = text[: beat.start] + " " * (beat.end - beat.start) + text[beat.end :]
        return text

    def is_about_a_player(self, prompt: str) -> bool:
        """Whether `prompt` names one player and nothing else but what kind it is: “jazz piano loop”, but not
        “piano house” or “house with piano”. That one plays alone only if the prompt names a part, too."""
        return _ABOUT_PLAYER.fullmatch(self._codes(prompt)) is not None

    def is_about_a_part(self, prompt: str) -> bool:
        """Whether `prompt` names a melody, chords or a rhythm section, without a genre or a player."""
        return _ABOUT_PART.fullmatch(self._codes(prompt)) is not None

    def _codes(self, prompt: str) -> str:
        found = self._found_in(unicodedata.normalize("NFC", prompt))
        return "".join(_as_item(each).meaning.code for each in found)

    def moods_within_genres(self, prompt: str) -> Iterator[str]:
        """The moods that are a word of a phrase for a genre, as in “slow blues”."""
        for _, meaning in self._within_genres(prompt):
            if meaning.code == "m":
                yield from (entry.name for entry in meaning.entries)

    def players_within(self, genre: str | None, prompt: str) -> Iterator[str]:
        """The players that are a word of a phrase for `genre`, as in “piano house”, but for drums and basses,
        which it has anyway."""
        for named, meaning in self._within_genres(prompt):
            if named == genre and meaning.code == "i" and not _RHYTHM.issuperset(meaning.entries[0].roles):
                yield _pick(meaning, genre).name

    def _within_genres(self, prompt: str) -> Iterator[tuple[str, _Meaning]]:
        """Each word of a phrase for a genre that means something by itself, with that genre."""
        text = unicodedata.normalize("NFC", prompt)
        for found in self._found_in(text):
            words = tokens(text[found.start : found.end])
            if found.meaning is None or found.meaning.code != "g" or len(words) < 2:
                continue
            genre = found.meaning.entries[0].name
            if [word.text for word in words] != [word.text for word in tokens(genre)]:
                meanings = (self._book.meaning_of(word.text) for word in words)
                yield from ((genre, meaning) for meaning in meanings if meaning is not None)

    def roles_of(self, name: str) -> tuple[str, ...]:
        """What an instrument or family can play, its usual part first."""
        return self._roles[name]

    def parse(self, prompt: str) -> ParsedPrompt:
        """What `prompt` asks for. Any text will do."""
        text = unicodedata.normalize("NFC", prompt)
        items, codes, denied = self._read(text)
        taken = [(found.start, found.end) for found in stand_ins(text)]
        genre = _find_genre(items, codes, taken)
        wanted = [item for place, item in enumerate(items) if place not in denied]
        genre = genre or self._implied_genre(wanted, text)
        instruments = _named(wanted, _PLAYED, genre)
        unwanted = [items[place] for place in sorted(denied)]
        without = _denied_roles(unwanted, instruments)
        if _is_alone(codes, items, instruments, self._beats):
            offered = {role for item in wanted for role in _roles(item, genre)}
            without |= set(ROLES) - offered if offered else set()
        refused = {entry.name for entry in _named(unwanted, "i", genre) + _named(unwanted, "m", genre)}
        return ParsedPrompt(
            genre=genre,
            genre_sha256=self._own_genres.get(genre or "", ""),
            instruments=_names(
                entry
                for entry in instruments
                if entry.name not in refused and not set(entry.roles) <= without
            ),
            without=tuple(role for role in ROLES if role in without),
            moods=_names(entry for entry in _named(wanted, "m", genre) if entry.name not in refused),
            unknown=tuple(dict.fromkeys(text[slice(*span)] for span in _unknown_spans(items, denied, text))),
            techniques=tuple(dict.fromkeys(name for item in wanted for name in item.meaning.techniques)),
        )

    def _read(self, text: str) -> tuple[list[_Item], str, set[int]]:
        """The phrases of `text`, a letter for each, `x` where it is denied, and the places of those."""
        items = [_as_item(found) for found in self._found_in(text)]
        codes = "".join(item.meaning.code for item in items)
        denied = {
            place
            for pattern in (_DENIED, _DENIED_AFTER)
            for match in pattern.finditer(codes)
            for place in range(*match.span())
        }
        return items, "".join("x" if place in denied else code for place, code in enumerate(codes)), denied

    def _implied_genre(self, wanted: Iterable[_Item], text: str) -> str | None:
        """The genre inside a phrase for an instrument, as in “trap drums”; canonical names imply none."""
        for item in wanted:
            words = tokens(text[item.start : item.end])
            if (
                item.meaning.code != "i"
                or len(words) < 2
                or item.meaning.entries[0].name == " ".join(word.text for word in words)
            ):
                continue
            for part in (words[:-1], words[1:]):
                items = [_as_item(found) for found in self._book.find(part)]
                if genre := _find_genre(items, "".join(inner.meaning.code for inner in items)):
                    return genre
        return None


@lru_cache(maxsize=4)
def parser_for(lexicon: Lexicon) -> PromptParser:
    """The parser of `lexicon`; the last few are kept."""
    return PromptParser(lexicon)


def _as_item(found: Found[_Meaning]) -> _Item:
    """`found` with a kind in any case: the end of a clause, filler, or unknown."""
    meaning = found.meaning or _Meaning(STOP if found.key == STOP else "q" if is_silent(found.key) else "u")
    if meaning.code == "P" and found.key in _JOINED_ONLY and not found.joined:
        meaning = _Meaning("q")
    return _Item(meaning, *found[1:4])


def _is_player(found: Found[_Meaning]) -> bool:
    return found.meaning is not None and found.meaning.code == "i"


def _find_genre(items: Sequence[_Item], codes: str, taken: Container[tuple[int, int]] = ()) -> str | None:
    """The first genre named; of several in a row the last, as in “ambient techno”. Where one of `taken`,
    the spans of words for which another genre is taken, comes first, one that is named itself goes before
    it: “like Daft Punk, filter house” is house."""
    named = [items[run.end() - 1] for run in _COMPOUND.finditer(codes)]
    first = next((item for item in named if (item.start, item.end) not in taken), None)
    chosen = first or next(iter(named), None)
    return chosen.meaning.entries[0].name if chosen else None


def _pick(meaning: _Meaning, genre: str | None) -> Entry:
    at_home = (entry for entry in meaning.entries if genre in entry.genres)
    return next(at_home, meaning.entries[0]) if len(meaning.entries) > 1 else meaning.entries[0]


def _named(items: Iterable[_Item], codes: str, genre: str | None) -> list[Entry]:
    return [_pick(i.meaning, genre) for i in items if i.meaning.code in codes and i.meaning.entries]


def _names(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.name for entry in entries))


def _roles(item: _Item, genre: str | None) -> tuple[str, ...]:
    return (
        _pick(item.meaning, genre).roles
        if item.meaning.entries and item.meaning.code in _PLAYED
        else item.meaning.roles
    )


def _denied_roles(unwanted: Sequence[_Item], wanted: Sequence[Entry]) -> set[str]:
    """The roles that must be silent so that nothing unwanted sounds.

    A word for a role excludes it. An instrument excludes the roles that it can take, but none that a wanted
    player can fill; one that is mostly a pad or a lead excludes only that.
    """
    needed = {role for entry in wanted for role in entry.roles}
    denied: set[str] = set()
    for item in unwanted:
        denied |= set(item.meaning.roles)
        for entry in item.meaning.entries[:1] if item.meaning.code == "i" else ():
            if entry.name in ROLES:
                denied |= {"drums", "percussion"} if entry.name == "drums" else {entry.name}
            else:
                roles = entry.roles[:1] if entry.roles[:1] in (("pad",), ("lead",)) else entry.roles
                denied |= set(roles) - needed
    return denied


def _is_alone(codes: str, items: Sequence[_Item], wanted: Sequence[Entry], beats: Container[str]) -> bool:
    """Whether the wanted players play alone: the prompt says so, or asks for just a drum loop or a genre's
    beat."""
    if _ALONE.search(codes):
        return True
    if not wanted or any(not set(entry.roles) <= {"drums", "percussion"} for entry in wanted):
        return False
    ends = re.finditer(r"[ip](?=L)|(?<=g)i", codes)
    return any(codes[m.end() : m.end() + 1] == "L" or items[m.start()].key in beats for m in ends)


def _item_names(item: _Item, genre: str | None) -> tuple[str, ...]:
    """What a phrase names: an entry, roles, techniques."""
    entries = (_pick(item.meaning, genre).name,) if item.meaning.entries else ()
    return tuple(dict.fromkeys((*entries, *item.meaning.roles, *item.meaning.techniques)))


def _denials(items: Sequence[_Item], denied: set[int]) -> Iterator[list[int]]:
    """The places of each denial: “no drums no bass” are two."""
    run: list[int] = []
    for place in sorted(denied):
        if run and (place != run[-1] + 1 or items[place].meaning.code == "N"):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _unknown_spans(items: Sequence[_Item], denied: set[int], text: str) -> list[tuple[int, int]]:
    """The places of words that were not understood, and of excluded pieces of a kit that still plays."""
    spans: list[tuple[int, int]] = []
    last = -1
    denial = 0
    for place, item in enumerate(items):
        if item.meaning.code == "N":
            denial = item.start
        if item.meaning.code == "p" and place in denied:
            spans.append((denial, item.end))
        if item.meaning.code != "u":
            continue
        if last >= 0 and text[last : item.start] in ("", "-", "'", "’"):
            spans[-1] = spans[-1][0], item.end
        else:
            spans.append((item.start, item.end))
        last = item.end
    return spans
