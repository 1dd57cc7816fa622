"""Writes safetensors files: what a killed process leaves is swept up, and a full disk is told."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import save_file
from torch import Tensor

from bridge.sound.files.atomic import hidden_part

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


def save_tensors(tensors: Mapping[str, Tensor], path: Path, metadata: Mapping[str, str]) -> None:
    """Write the safetensors file `path`. Raises `OSError`.

    safetensors writes a temporary file under a name of its own. Here that lies in a hidden folder, which
    `sweep` removes if this process is killed.
    """
    holder = hidden_part(path)
    holder.mkdir()
    try:
        with system_errors():
            save_file(dict(tensors), holder / "tensors", dict(metadata))
        (holder / "tensors").replace(path)
    finally:
        shutil.rmtree(holder, ignore_errors=True)
