"""Writes `docs/requests.md`, from the register of fields.

`python -m bridge.requests.reference > docs/requests.md`
"""

from __future__ import annotations

from collections.abc import Iterable

from bridge.requests.fields import GROUPS, Field

_HEAD = """\
# What a request may say

The same at every door: on the command line (`riffbridge render --bpm 124 --seed-to 9`), by OSC (as pairs of
`/riffbridge/render`, `vary`, `morph`, `extend` and `fill`; [osc.md](osc.md)), and in a `.toml` or `.json`
file in the inbox (`bpm = 124`). The same value means the same everywhere, or is refused in the same words.
This page is written by `python -m bridge.requests.reference` from the register that reads requests.

    riffbridge render "bossa nova" --bpm 124 --bars 4 --key Am --place live:selected
    riffbridge send /riffbridge/render 1 "bossa nova" bpm 124 bars 4 key Am place live:selected

    # bossa.toml, dropped into the inbox
    prompt = "bossa nova"
    bpm = 124
    bars = 4
    key = "Am"
    place = "live:selected"

- **Numbers** are written in plain digits: `2`, `93.5`, `.5`, `1e1`. A whole number may be `2`, `2.0` or
  `1e1`, but not `1_0`. Nothing is clamped.
- **Text** has at most 2,000 characters; line ends and whatever can't be printed become spaces.
- **Names** are bare. A `source` or `to_clip` is a clip's id or file name; in the inbox it is a file beside
  the request. Only the command line takes paths as well, for `model`, `source` and `to_clip`.
- **Switches** are on or off; on the command line `--extend` stands alone.
- A request starts from words, or from a `source`, of which it makes one of four things: **vary** redraws it,
  **extend** continues it, **fill** redraws a part of it, and **morph** moves it towards another loop. A field
  that belongs to one of these alone asks for it.
- A **place** needs a running bridge. With a place, `riffbridge render` renders there, at the host's tempo.
"""


def reference() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_HEAD, *(_table(group, fields) for group, fields in GROUPS.items())])


def _table(group: str, fields: Iterable[Field]) -> str:
    rows = [
        ("name", "what may be given", "if left out", "for", "what it is"),
        ("---",) * 5,
        *map(_row, fields),
    ]
    return "\n".join(
        [f"## {group[0].upper()}{group[1:]}", "", *(f"| {' | '.join(row)} |" for row in rows), ""]
    )


def _row(field: Field) -> tuple[str, ...]:
    names = " or ".join(f"`{name}`" for name in (field.name, *field.aliases))
    operations = ", ".join(field.operations) or "all"
    return (names, field.kind.words, field.default or "—", operations, field.help)


if __name__ == "__main__":
    print(reference(), end="")
