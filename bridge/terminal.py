"""What the program prints: it never fails for a closed or narrow terminal, and never steers one.

Names and prompts come from files and packets. An escape sequence in one could rewrite the screen, and a
bidirectional mark could make a path look like another, so all text passes through here.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, TextIO

# Line ends, tabs, and the joiners inside emoji and Persian words.
_ALLOWED = "\n\r\t\u200c\u200d"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """`text` with a mark for each control and format character but line ends and tabs."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(REPLACEMENT if _steers(each) else each for each in text)


def _steers(character: str) -> bool:
    return character not in _ALLOWED and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


class PrintableStream:
    """Writes to `stream` what `printable` makes of the text; all else is `stream`'s own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(printable(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextlib.contextmanager
def printing() -> Iterator[None]:
    """Print through `printable` inside the block, whatever the standard streams are."""
    before = sys.stdout, sys.stderr
    with contextlib.ExitStack() as opened:
        streams: list[TextIO] = []
        for stream in before:
            if stream is None or stream.closed:
                stream = opened.enter_context(open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
            streams.append(stream)
        sys.stdout, sys.stderr = (PrintableStream(stream) for stream in streams)
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before
