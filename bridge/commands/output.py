"""Where results go: the path of a clip, what is printed of it, and how far the work is."""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from bridge.errors import BadRequest, StorageFailed
from bridge.requests.fields import checked
from bridge.sound.files.atomic import make_folder, storage_failed
from bridge.sound.files.names import free_path
from bridge.terminal import printable
from bridge.untrusted import is_file, is_folder
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import Progress


def file_format(asked: FileFormat | None, output: Path | None) -> FileFormat | None:
    """The format that was asked for, else that of the output's suffix, if either is there.

    Raises `BadRequest` for a suffix that isn't a format's, or is another one's.
    """
    if output is None or _is_folder(output):
        return asked
    own: FileFormat = checked("format", output.suffix[1:])
    if asked is not None and own.suffix != asked.suffix:
        raise BadRequest(f"The output ends in {output.suffix}, but the format is {asked}. Make them agree.")
    return asked or own


def _is_folder(output: Path) -> bool:
    """Whether `output` names a folder: one that is there, or a name without an ending."""
    return is_folder(output) or not output.suffix


def clip_paths(output: Path | None, names: list[str], export_folder: Path) -> list[Path]:
    """A path for each of `names`: in the folder `output`, or the file `output` (numbered if there
    are several), or in the export folder. A folder is made if it is not there.

    Nothing of ours is overwritten unless it is named outright. Raises `StorageFailed` before any
    work is done if there is nowhere to write.
    """
    if output is None or _is_folder(output):
        folder = output or export_folder
        make_folder(folder)
        paths = _free_paths(folder, names)
    else:
        paths = numbered(output, len(names))
    check_writable(paths[0])
    return paths


def numbered(output: Path, count: int) -> list[Path]:
    """`output` for one clip; for more, `output` with a number for each."""
    if count == 1:
        return [output]
    return [output.with_stem(f"{output.stem}-{number}") for number in range(1, count + 1)]


def _free_paths(folder: Path, names: list[str]) -> list[Path]:
    paths: list[Path] = []
    for name in names:
        paths.append(free_path(folder, name, paths))
    return paths


def check_writable(path: Path) -> None:
    """Raise `StorageFailed` if `path` cannot be written, before the work rather than after it."""
    folder = path.absolute().parent
    if not is_folder(folder):
        raise StorageFailed(f"There is no folder {folder}. Make it or choose another.")
    try:
        is_taken = path.is_dir()
    except OSError as error:  # a name too long, mostly
        raise storage_failed(path, error) from error
    if is_taken or not os.access(folder, os.W_OK):
        raise StorageFailed(f"{path} can't be written. Choose another place.")


def check_not_input(outputs: Iterable[Path | None], inputs: Iterable[Path]) -> None:
    """Raise `BadRequest` if one of `outputs` is one of `inputs`."""
    there = [path for path in outputs if path is not None and is_file(path)]
    if not there:
        return
    for each in filter(is_file, inputs):
        for path in there:
            if path.samefile(each):
                raise BadRequest(f"“{path}” is an input and would be overwritten. Choose another output.")


class ProgressLine:
    """Progress on stderr: one line that rewrites itself on a terminal, else a line now and then."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._said_s = float("-inf")

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        last = progress.fraction >= 1.0
        if not last and now - self._said_s < (0.1 if self._live else 2.0):
            return
        self._said_s = now
        left = "" if progress.seconds_left is None or last else f", {progress.seconds_left:.0f} s left"
        line = f"{progress.stage}: {progress.fraction:4.0%}{left}"
        end = "" if self._live and not last else "\n"
        # Spaces cover what a longer line left.
        print(f"\r{line:<48}" if self._live else line, end=end, file=sys.stderr, flush=True)


def say(message: str) -> None:
    """Something that a user should know, on stderr."""
    print(f"riffbridge: {message}", file=sys.stderr, flush=True)


def to_json(value: object) -> str:
    """`value` as one line of JSON, which has no infinity: the peak of silence is null. Where `printable`
    would change it, such as names that aren't Unicode, it is escaped."""
    finite = _finite(msgspec.to_builtins(value, enc_hook=str))
    line = json.dumps(finite, ensure_ascii=False, allow_nan=False)
    return line if printable(line) == line else json.dumps(finite)


def _finite(value: Any) -> Any:
    match value:
        case float():
            return value if math.isfinite(value) else None
        case dict():
            return {name: _finite(each) for name, each in value.items()}
        case list() | tuple():
            return [_finite(each) for each in value]
    return value


def print_result(path: Path, facts: dict[str, Any], *, as_json: bool) -> None:
    """The path alone, or with all that is known of it as one JSON object."""
    print(to_json({"path": path, **facts}) if as_json else path, flush=True)
