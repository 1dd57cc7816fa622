"""Writes `docs/osc.md` from the table that reads messages: `python -m bridge.osc.reference > docs/osc.md`."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.osc.answer_forms import ANSWERS, AnswerForm
from bridge.osc.codec import MAX_ANSWER_BYTES, MAX_BUNDLE_DEPTH, MAX_PACKET_BYTES
from bridge.osc.forms import Field, Method
from bridge.osc.peers import CONFIRM, GROWTH
from bridge.osc.table import METHODS, PAIRS, QUEUE
from bridge.settings import DEFAULT_OSC_HOST, DEFAULT_OSC_PORT

_HEAD = f"""\
# OSC reference

The bridge listens for Open Sound Control (UDP) on {DEFAULT_OSC_HOST}:{DEFAULT_OSC_PORT}; settings can change
both. `python -m bridge.osc.reference` writes this page from the table that reads the messages.

    oscsend osc.udp://127.0.0.1:{DEFAULT_OSC_PORT} /riffbridge/render issi 1 "bossa nova" bars 2

`oscsend` doesn't show answers; `riffbridge send /riffbridge/render 1 "bossa nova" bars 2` does.

- **Types.** Send `i`, `f` or `s`. `h`, `d`, `T`, `F` and `N` work too, and a number may be text (`"93.5"`).
  Answers use `i`, `f` and `s` only and have fewer than {MAX_ANSWER_BYTES} bytes.
- **Pairs.** Options come last, each as a name and its value, in any order.
- **Ids.** Start a request with an id of your own (`i`, `f` or `s`); its answers start with the same id, in
  the same type. `7` and `"7"` are two ids. Other programs may use the same ids. If you send a request again
  while it is open, you get `accepted` again and it runs once. Another request under an open id fails with
  `id-in-use`.
- **Answers** go to the address and port that the request came from.
- **Clips** are named by id or by file name. The folder to train on is the only path you send.
- **Packets** have at most {MAX_PACKET_BYTES:,} bytes. Bundles may be nested {MAX_BUNDLE_DEPTH} deep; their
  time tags are ignored: messages run at once, in order.
- **Patterns** (`*`, `?`, `[…]`, `{{…}}`) aren't matched: write the address in full.
- **Mistakes** are answered by one `/riffbridge/failed` that names the argument. A program that sends unknown
  addresses is told once a second at most; mistakes in messages without an id, about twenty times a second.
- **Many at once.** Programs take turns, for rendering too. Each may have 1,000 requests waiting to be read,
  1,000 waiting to be rendered and 4 lists; the rest fail with `busy`.
- **Other machines** (if `osc_host` lets them in) are sent at most {GROWTH} times the bytes they sent, until
  they send back the token of `{CONFIRM} s`: `{CONFIRM} "token"`. Answers wait meanwhile.

OSCQuery (HTTP) describes the addresses for controllers. It is announced on the network when other machines
can reach the bridge.
"""
_COLUMNS = ("argument", "type", "what may be given", "if left out", "what it is")
_SHARED = """\
### Pairs of requests

The same as on the command line and in the inbox: [requests.md](requests.md). A `source` or `to_clip` is the
id or the file name of a clip of the library."""


def reference() -> str:
    """The whole page, in Markdown."""
    parts = [_HEAD, "## What to send\n"]
    parts += [_method(method) for method in METHODS.values()]
    rows = [_row(field, f"`{field.name}`") for field in (*PAIRS.values(), *QUEUE)]
    parts += [_SHARED, _table(_COLUMNS, rows)]
    parts += ["## What is answered\n", *map(_answer, ANSWERS)]
    return "\n".join(parts)


def _method(method: Method) -> str:
    rows = [_row(field, field.name) for field in method.fields]
    shared = [f"`{field.name}`" for field in method.pairs if field in PAIRS.values() or field in QUEUE]
    rows += [_row(field, f"`{field.name}`", "—") for field in method.pairs if not shared]
    table = _table(_COLUMNS, rows)
    answers = f"Answers: {', '.join(f'`{name}`' for name in method.answers)}."
    if method.answers == ("failed",):
        answers = "Answered only if it is wrong."
    pairs = " The arguments in `code` are pairs." if method.pairs and not shared else ""
    more = f"\n[Pairs](#pairs-of-requests): {', '.join(shared)}.\n" if shared else ""
    return f"### {method.address}\n\n{method.help}{pairs} {answers}\n{table}{more}"


def _row(field: Field, name: str, otherwise: str = "must be given") -> tuple[str, ...]:
    default = field.default if field.default is not None else otherwise
    name = " or ".join([name, *(f"`{alias}`" for alias in field.aliases)])
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
