"""The files of a mailbox: an order for the host, and its answers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from bridge.errors import BadFile, StorageFailed
from bridge.hosts.mailbox.note_format import Ending, read_ending
from bridge.sound.files.atomic import storage_failed
from bridge.untrusted import read_bytes

MAX_NOTE_BYTES = 65_536


def mailbox_folder(library_file: Path, host: str) -> Path:
    """Where the mailbox of `host` lies: beside the library's database."""
    return library_file.parent / host


class MailFolder:
    """A folder, which may not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._order = path / "order.note"

    def open(self) -> None:
        """Remove an earlier bridge's order and answers. Never raises."""
        self.call_back()
        for path in self.named("answer-"):
            with contextlib.suppress(OSError):
                path.unlink()

    def lay_in(self, note: str) -> None:
        """Put an order in, for whoever takes it first. Raises `StorageFailed`."""
        part = self._order.with_suffix(".part")
        try:
            part.write_text(note, encoding="utf-8", newline="\n")
            part.replace(self._order)
        except OSError as error:
            raise storage_failed(self._order, error) from error
        except UnicodeEncodeError as error:
            raise StorageFailed(
                "The folder's path is not UTF-8, so the host cannot be given it. Rename the folder."
            ) from error

    def call_back(self) -> bool:
        """Take the order back; returns whether it was still there."""
        try:
            self._order.unlink()
        except OSError:
            return False
        return True

    def answers(self) -> Iterator[Ending]:
        """New answers, each once."""
        for path in self.named("answer-"):
            ending = read_ending(self.read(path.name) or "")
            path.unlink(missing_ok=True)
            if ending is not None:
                yield ending

    def named(self, beginning: str) -> list[Path]:
        """The notes whose names begin with `beginning`, in order."""
        return [path for path in sorted(self.path.glob(f"{beginning}*.note")) if path.is_file()]

    def read(self, name: str) -> str | None:
        """The text of a note, if it can be read."""
        with contextlib.suppress(OSError, BadFile):
            return read_bytes(self.path / name, MAX_NOTE_BYTES).decode("utf-8", "replace")
        return None
