"""The language of the search field, the same in the window, on the command line and by OSC. Pure.

    dub organ key:Am tempo:120-130 bars:4 tag:"deep house" date:today

Words are looked for in prompts, titles, tags and names. A term `field:value` narrows:

    tempo:120  tempo:120-130  tempo:>120      key:Am  key:minor  key:none     bars:4  bars:2-8
    date:today  date:week  date:2026-11-22  date:2026-11-01..2026-11-22       model:starter
    tag:drums  tag:"deep house"               is:favourite  is:missing

Several values of a field, `key:Am,C` or `key:Am key:C`, are alternatives; of several tags, a clip must have
all. Fields have aliases (`bpm:`, `tonart:`, `fecha:`), a space may follow the colon, and a field without a
value is ignored. What stands before a colon but resembles no field is searched for as a word. A text
of more than 1,000 characters is refused: SQLite bounds how much one statement may ask for.
"""

from __future__ import annotations

import datetime
import difflib
import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from bridge.errors import BadRequest
from bridge.library.query import Query, Range
from bridge.library.search_text import tag_token
from bridge.vocabulary.music import KEYS, Key


class Field(NamedTuple):
    """`aliases` are other names, `noun` is what a value is called, `hint` what it may be."""

    aliases: tuple[str, ...]
    noun: str
    hint: str


FIELDS: dict[str, Field] = {
    "tempo": Field(("bpm",), "a tempo", "120, 120-130 or >120"),
    "key": Field(("tonart", "tonalidad"), "a key", "Am, F#, Bb minor, minor, major or none"),
    "bars": Field(("bar", "takte", "compases"), "a number of bars", "4, 2-8 or >4"),
    "date": Field(
        ("made", "datum", "fecha"),
        "a date",
        "today, yesterday, week, month, 2026-11-22, 2026-11 or 2026-11-01..2026-11-22",
    ),
    "model": Field(("modell", "modelo"), "a model", "a model's name"),
    "tag": Field(("tags", "etiqueta"), "a tag", "letters or digits"),
    "is": Field((), "a state", "favourite or missing"),
}
MAX_CHARACTERS = 1_000
_NAMES = {alias: name for name, field in FIELDS.items() for alias in (name, *field.aliases)}
_TERM = re.compile(
    r'(?P<name>[^\W\d_]{2,20})(?:[:=]|(?=[<>]))(?P<value>(?:"[^"]*"?|[^\s"])*)|(?P<word>(?:"[^"]*"?|[^\s"])+)'
)
_NUMBER = r"(\d{1,4}(?:\.\d{1,6})?)"
_RANGE = re.compile(rf"{_NUMBER}?\s*(?:-|–|\.\.)\s*{_NUMBER}?|(<=|>=|<|>)?\s*{_NUMBER}", re.ASCII)
_TEMPO_UNIT = re.compile(r"\s*bpm$", re.IGNORECASE)
_MODES = {"minor": "minor", "min": "minor", "moll": "minor", "menor": "minor"} | {
    "major": "major", "maj": "major", "dur": "major", "mayor": "major",
}  # fmt: skip
_NO_KEY = ("none", "no", "-")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,4})\s*([dwmy])", re.ASCII)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
# The last so many days, today included; yesterday is a day of its own.
_LAST = {
    "today": 1, "heute": 1, "hoy": 1, "week": 7, "woche": 7, "semana": 7,
    "month": 30, "monat": 30, "mes": 30, "year": 365, "jahr": 365, "año": 365,
}  # fmt: skip
_YESTERDAY = ("yesterday", "gestern", "ayer")
_FAVOURITE = ("favourite", "favorite", "fav", "starred", "favorit", "favorito")
_MISSING = ("missing", "gone")


class SearchError(BadRequest):
    """A term can't be read: `field` is its field's name and `given` its value; or `given` is no field, and
    `field` the nearest."""

    def __init__(self, field: str, given: str, *, is_unknown_field: bool = False) -> None:
        self.field, self.given, self.is_unknown_field = field, given[:40], is_unknown_field
        if is_unknown_field:
            super().__init__(f"“{self.given}:” is unknown. Did you mean {field}:?")
        else:
            super().__init__(f"“{self.given}” isn't {FIELDS[field].noun}. Use {FIELDS[field].hint}.")


class Term(NamedTuple):
    """`field` and `value` as written from `begin` to `end` of the text; words have no field."""

    field: str
    value: str
    begin: int
    end: int


def terms(text: str) -> list[Term]:
    """What `text` consists of. Fields go by their own names; what looks like one but isn't is a word."""
    found: list[Term] = []
    for each in _TERM.finditer(text):
        name = _NAMES.get((each["name"] or "").casefold(), "")
        term = Term(name, (each["value"] if name else each[0]) or "", each.start(), each.end())
        if found and not term.field and _belongs(found[-1], term.value):
            last = found[-1]
            found[-1] = Term(last.field, f"{last.value} {term.value}".strip(), last.begin, term.end)
        else:
            found.append(term)
    return found


def _belongs(last: Term, word: str) -> bool:
    """Whether `word` is still of the value of `last`: after a colon and a space, or as in `key:A minor`."""
    if last.field == "key" and word.casefold() in _MODES:
        return last.value.casefold() not in _MODES
    if last.field == "tempo" and word.casefold() == "bpm":
        return True
    return bool(last.field) and not last.value


def parse(text: str, today: datetime.date) -> Query:
    """What `text` looks for, be a clip's file missing or not. `today` is the local day.

    Raises `SearchError` for a term that can't be read, and for a field that is almost one; `BadRequest` for a
    text that is too long.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadRequest(f"This search is too long. Use at most {MAX_CHARACTERS:,} characters.")
    words: list[str] = []
    asked: dict[str, Any] = {"missing": None}
    for term in terms(text):
        if not term.field:
            _refuse_near_field(term.value)
            words.append(term.value.replace('"', ""))
        else:
            for value in values_in(term.value):
                _READERS[term.field](value, asked, today)
    return Query(words=" ".join(words), **asked)


def _refuse_near_field(word: str) -> None:
    """Raise for a word such as `tmpo:120`."""
    name, colon, value = word.partition(":")
    if colon and value and name.isalpha():
        near = difflib.get_close_matches(name.casefold(), FIELDS, 1, 0.7)
        if near:
            raise SearchError(near[0], name, is_unknown_field=True)


def values_in(text: str) -> Iterator[str]:
    """The values of a term, which stand between commas, without their quotation marks."""
    for each in re.findall(r'(?:"[^"]*"?|[^,"])+', text):
        if value := each.replace('"', "").strip():
            yield value


# ---- the fields ----


def _tempo(value: str, asked: dict[str, Any], today: datetime.date) -> None:
    _add(asked, "tempos_bpm", _numbers("tempo", _TEMPO_UNIT.sub("", value), half=0.5))


def _bars(value: str, asked: dict[str, Any], today: datetime.date) -> None:
    _add(asked, "bars", _numbers("bars", value, half=0.0))


def _numbers(field: str, value: str, half: float) -> Range:
    """The range that `value` says; a single number reaches `half` as far to both sides, for tempos have
    decimals."""
    if (found := _RANGE.fullmatch(value.strip())) is None or not any(found.groups()):
        raise SearchError(field, value)
    low, high, sign, one = found.groups()
    if one is None:
        ends = [None if each is None else float(each) for each in (low, high)]
        return Range(*sorted(ends)) if None not in ends else Range(*ends)  # type: ignore[type-var]
    number = float(one)
    match sign:
        case ">":
            return Range(math.nextafter(number, math.inf), None)
        case ">=":
            return Range(number, None)
        case "<":
            return Range(None, math.nextafter(number, -math.inf))
        case "<=":
            return Range(None, number)
    return Range(number - half, number + half)


def _key(value: str, asked: dict[str, Any], today: datetime.date) -> None:
    if value.casefold() in _NO_KEY:
        return _add(asked, "keys", None)
    if (mode := _MODES.get(value.casefold())) is not None:
        return _add(asked, "keys", *(key for key in KEYS if key.mode == mode))
    *notes, last = value.replace("-", " ").split() or [""]
    try:
        _add(asked, "keys", Key.parse(" ".join((*notes, _MODES.get(last.casefold(), last)))))
    except BadRequest:
        raise SearchError("key", value) from None


def _model(value: str, asked: dict[str, Any], today: datetime.date) -> None:
    _add(asked, "models", value)


def _tag(value: str, asked: dict[str, Any], today: datetime.date) -> None:
    if not tag_token(value):
        raise SearchError("tag", value)
    _add(asked, "tags", value)


def _state(value: str, asked: dict[str, Any], today: datetime.date) -> None:
    if value.casefold() in _FAVOURITE:
        asked["favourite"] = True
    elif value.casefold() in _MISSING:
        asked["missing"] = True
    else:
        raise SearchError("is", value)


def _date(value: str, asked: dict[str, Any], today: datetime.date) -> None:
    try:
        first, after = _days(value.casefold(), today)
        _add(asked, "made_s", Range(_midnight_s(first), _midnight_s(after)))
    except (ValueError, OverflowError, OSError):
        raise SearchError("date", value) from None


Days = tuple[datetime.date | None, datetime.date | None]


def _days(value: str, today: datetime.date) -> Days:
    """The first day that `value` says, and the day after the last. Raises `ValueError`, `OverflowError`."""
    tomorrow = today + datetime.timedelta(days=1)
    if value in _YESTERDAY:
        return today - datetime.timedelta(days=1), today
    if value in _LAST or (ago := _AGO.fullmatch(value)) is not None:
        days = _LAST[value] if value in _LAST else int(ago[1]) * _DAYS[ago[2]]  # type: ignore[index]
        return tomorrow - datetime.timedelta(days=days), tomorrow
    begin, dots, end = value.partition("..")
    if dots and (begin or end) and ".." not in end:
        return (_days(begin, today)[0] if begin else None), (_days(end, today)[1] if end else None)
    for sign in (">=", "<=", ">", "<"):
        if value.startswith(sign):
            first, after = _period(value.removeprefix(sign))
            return {">=": (first, None), ">": (after, None), "<": (None, first), "<=": (None, after)}[sign]
    return _period(value)


def _period(value: str) -> tuple[datetime.date, datetime.date]:
    """The first day of a day, month or year, and the day after its last."""
    if (found := _DATE.fullmatch(value.strip())) is None:
        raise ValueError(value)
    year, month, day = (None if each is None else int(each) for each in found.groups())
    assert year is not None
    first = datetime.date(year, month or 1, day or 1)
    if day is not None:
        return first, first + datetime.timedelta(days=1)
    if month is not None:
        return first, (first + datetime.timedelta(days=31)).replace(day=1)
    return first, datetime.date(year + 1, 1, 1)


def _midnight_s(day: datetime.date | None) -> float | None:
    """The instant at which a day begins here."""
    return None if day is None else datetime.datetime.combine(day, datetime.time()).timestamp()


def _add(asked: dict[str, Any], name: str, *values: object) -> None:
    asked[name] = tuple(dict.fromkeys((*asked.get(name, ()), *values)))


_READERS: Mapping[str, Callable[[str, dict[str, Any], datetime.date], None]] = {
    "tempo": _tempo, "key": _key, "bars": _bars, "date": _date, "model": _model, "tag": _tag, "is": _state,
}  # fmt: skip
