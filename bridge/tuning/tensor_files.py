"""Turns what safetensors says of a disk that refuses into the system's own error."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

from safetensors import SafetensorError

_CODE = re.compile(r"\(os error (\d+)\)")


@contextmanager
def system_errors() -> Iterator[None]:
    """Raise `OSError`, with the system's number for it, where safetensors can't write inside the block."""
    try:
        yield
    except SafetensorError as error:
        code = int(found[1]) if (found := _CODE.search(str(error))) else errno.EIO
        # Windows counts in numbers of its own, which the fourth argument translates.
        raise OSError(code, str(error), None, code) from error
