"""`docs/osc.md`, out of the table that reads messages.

Written anew by `python -m bridge.osc.reference > docs/osc.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bridge.osc.answers import ANSWERS, MAX_ANSWER_BYTES, AnswerForm
from bridge.osc.codec import MAX_BUNDLE_DEPTH, MAX_PACKET_BYTES
from bridge.osc.forms import Field, Method
from bridge.osc.table import METHODS
from bridge.settings import DEFAULT_OSC_HOST, DEFAULT_OSC_PORT

_HEAD = f"""\
# OSC reference

The bridge listens for Open Sound Control by UDP on {DEFAULT_OSC_HOST}:{DEFAULT_OSC_PORT}, unless the settings
say otherwise. This page is written by `python -m bridge.osc.reference` from the table that reads
the messages.

    oscsend osc.udp://127.0.0.1:{DEFAULT_OSC_PORT} /riffbridge/render issi 1 "bossa nova" bars 2

(`oscsend` listens for no answers; `riffbridge send /riffbridge/render 1 "bossa nova" bars 2` prints them.)

- **Types.** Send `i`, `f` and `s`; `h`, `d`, `T`, `F` and `N` are read too, and a number may be text
  (`"93.5"`). Answers hold `i`, `f` and `s` alone, and are shorter than {MAX_ANSWER_BYTES} bytes each.
- **Pairs.** What is optional comes last, as a name and its value, in any order.
- **Ids.** A request begins with a name of your own for it, an `i`, `f` or `s`. Its answers begin with the
  same, in the same type. `7` and `"7"` are two ids. A request that is sent again while it is waiting or
  running, by the same machine and under the same id, is not done twice: it is answered `accepted`.
- **Answers** go to the address and port that the request was sent from.
- **Clips** are named by their id or by their bare file name. No message names a path.
- **Packets** have {MAX_PACKET_BYTES:,} bytes at most. Bundles may hold bundles, {MAX_BUNDLE_DEPTH} deep.
  Their time tags are passed over: what they hold is done at once, in order.
- **Patterns** (`*`, `?`, `[…]`, `{{…}}`) are not matched; an address is named in full.
- Whatever is wrong is answered by one `/riffbridge/failed` that names the argument. To messages that have
  no id that can be read, about twenty of these a second are sent at most.

A description for controllers is served by OSCQuery (HTTP). It is announced on the network when the bridge
can be reached from there.
"""


def reference() -> str:
    """The whole page, in Markdown."""
    parts = [_HEAD, "## What to send\n"]
    parts += [_method(method) for method in METHODS.values()]
    parts += ["## What is answered\n", *map(_answer, ANSWERS)]
    return "\n".join(parts)


def _method(method: Method) -> str:
    rows = [_row(field, field.name) for field in method.fields]
    rows += [_row(field, f"`{field.name}`", "—") for field in method.pairs]
    table = _table(("argument", "type", "what may be given", "if left out", "what it is"), rows)
    answers = f"Answers: {', '.join(f'`{name}`' for name in method.answers)}."
    if method.answers == ("failed",):
        answers = "Answered only if it is wrong."
    pairs = " The arguments in `code` are pairs." if method.pairs else ""
    return f"### {method.address}\n\n{method.help}{pairs} {answers}\n{table}"


def _row(field: Field, name: str, otherwise: str = "must be given") -> tuple[str, ...]:
    default = field.default if field.default is not None else otherwise
    return (name, field.kind.tag, field.kind.words, default, field.help)


def _answer(form: AnswerForm) -> str:
    return f"### {form.address}\n\n{form.help}\n" + _table(("argument", "type", "what it is"), form.fields)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    lines = [head, ("---",) * len(head), *rows]
    return "\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


if __name__ == "__main__":
    print(reference(), end="")
