"""Changes and completes a text of the search language (`query_text`), for filters and completion. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from bridge.library.query import Values
from bridge.library.query_text import FIELDS, terms, values_in


def values_of(text: str, field: str) -> list[str]:
    """The values of `field` in `text`, as written."""
    return [value for term in terms(text) if term.field == field for value in values_in(term.value)]


def with_values(text: str, field: str, *values: str) -> str:
    """`text` with `values` in place of those that it has of `field`; without any, the field is taken out."""
    rest = text
    for term in reversed(terms(text)):
        if term.field == field:
            rest = f"{rest[: term.begin].rstrip()} {rest[term.end :].lstrip()}".strip()
    if not values:
        return rest
    unclosed = '"' if rest.count('"') % 2 else ""
    return f"{rest.rstrip()}{unclosed} {field}:{','.join(map(_quoted, values))}".strip()


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s,]", value) else value


def completions(text: str, values: Values) -> list[str]:
    """`text` with its last word completed: a field, or a value that the library's clips have."""
    last = next(iter(reversed(terms(text))), None)
    if last is None or last.end < len(text):
        return []
    before = text[: last.begin]
    if not last.field:
        word = last.value.casefold()
        return [f"{before}{name}:" for name in FIELDS if name.startswith(word)]
    *chosen, begun = last.value.replace('"', "").split(",")
    listed = [each for each in offered(last.field, values) if each not in chosen]
    near = [each for each in listed if each.casefold().startswith(begun.strip().casefold())]
    done = "".join(f"{_quoted(each)}," for each in chosen)
    return [f"{before}{last.field}:{done}{_quoted(each)}" for each in near if each != begun]


def offered(field: str, values: Values) -> Iterable[str]:
    """Values of `field` worth offering."""
    match field:
        case "tempo":
            return ("60-90", "90-110", "110-120", "120-130", "130-150", "150-180")
        case "key":
            return (*(key.short for key in values.keys), "minor", "major", "none")
        case "bars":
            return map(str, values.bars)
        case "date":
            return ("today", "yesterday", "week", "month", "year")
        case "model":
            return dict.fromkeys(PurePath(each).name for each in values.models)
        case "tag":
            return values.tags
        case "is":
            return ("favourite", "missing")
    return ()
