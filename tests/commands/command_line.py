"""What a typed command gives back, and sounds to give it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import soundfile

from bridge.requests.brief_words import HEARD


class Done(NamedTuple):
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def paths(self) -> list[Path]:
        return [Path(line) for line in self.out.splitlines()]

    @property
    def sentence(self) -> str:
        """The one line of complaint, or an assertion that there was just one; what was heard is none."""
        said = [line for line in self.err.splitlines() if line.startswith("riffbridge")]
        [line] = [line for line in said if not line.startswith(f"riffbridge: {HEARD}")]
        return line


Type = Callable[..., Done]


def sound_bytes(kind: str) -> bytes:
    """A tenth of a second of a tone, as a file of `kind`."""
    buffer = io.BytesIO()
    soundfile.write(buffer, np.sin(np.arange(4410) / 9.0), 44_100, format=kind)
    return buffer.getvalue()
