"""Deletes, renames and tags clips; each change can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import QObject, pyqtSignal

from bridge.errors import RiffbridgeError
from bridge.library import Found, Library
from ui.clips.model import ClipsModel
from ui.common.clip_words import title
from ui.common.undo import Undo

_MOST_NAMED = 3


class ClipEdits(QObject):
    """Changes clips of the library that `model` lists. `deleted` carries how many went into the trash,
    `restored` the digest of each that came back."""

    deleted = pyqtSignal(int)
    restored = pyqtSignal(str)

    def __init__(self, model: ClipsModel, undo: Undo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._undo = model, undo

    def delete(self, numbers: Sequence[int]) -> None:
        """Put the clips with these numbers into the trash."""
        self._delete(
            lambda library: [each.digest for each in library.numbered(numbers).values()], len(numbers)
        )

    def remove(self, found: Found) -> None:
        """Put one clip into the trash."""
        self._delete(lambda library: [found.digest], 1)

    def keep(self, found: Found) -> None:
        """Make a take a favourite, so that the library's limit never removes it."""
        digest = found.digest
        if not found.favourite:
            self._undo.do(
                self.tr("Keep a take"),
                lambda: self._model.change(lambda library: library.favourite(digest)),
                lambda: self._model.change(lambda library: library.favourite(digest, False)),
            )

    def discard_others(self, found: Found) -> None:
        """Put the other takes of its batch into the trash, except those that are kept."""

        def discard(digests: list[str]) -> None:
            if digests:
                self._delete(lambda library: digests, len(digests))

        self.other_takes(found, discard)

    def other_takes(self, found: Found, then: Callable[[list[str]], object]) -> None:
        """Look up the other takes of a clip's batch; `then` gets the digests of those in the library that
        aren't kept."""
        others = [job.digest for job in found.clip.job.batch if job.digest != found.digest]

        def loose(library: Library) -> list[str]:
            clips = (library.clip(digest) for digest in others)
            return [clip.digest for clip in clips if clip is not None and not clip.favourite]

        self._model.read(loose, then)

    def _delete(self, digests: Callable[[Library], list[str]], count: int) -> None:
        """Delete what can be deleted, and say which clips stay."""
        wanted: list[str] = []
        gone: list[str] = []

        def delete(library: Library) -> list[tuple[str, str]]:
            """The titles of clips that stay, and why they do."""
            wanted[:] = wanted or digests(library)
            gone.clear()
            stay = []
            for digest in wanted:
                try:
                    library.delete(digest)
                    gone.append(digest)
                except RiffbridgeError as error:
                    found = library.clip(digest)
                    stay.append((digest if found is None else title(found), str(error)))
            return stay

        def told(stay: list[tuple[str, str]]) -> None:
            if gone:
                self.deleted.emit(len(gone))
            if stay:
                self._model.failed.emit(self._stay_words(stay))

        def came_back(_: None) -> None:
            for digest in gone:
                self.restored.emit(digest)

        self._undo.do(
            self.tr("Delete %Ln clips", "", count),
            lambda: self._model.change(delete, told),
            lambda: self._model.change(lambda library: _each(library.restore, gone), came_back),
        )

    def _stay_words(self, stay: Sequence[tuple[str, str]]) -> str:
        """Which clips stay, the first few by title, and why the first does."""
        names = ", ".join(f"“{name[:40]}”" for name, _ in stay[:_MOST_NAMED])
        if (more := len(stay) - _MOST_NAMED) > 0:
            names += " " + self.tr("and {n} more").format(n=more)
        return self.tr("Not deleted: {clips}. {why}").format(clips=names, why=stay[0][1])

    def rename(self, found: Found, wanted: str) -> None:
        """Give a clip a title; an empty one removes it."""
        wanted = wanted.strip()
        before, digest = found.title, found.digest
        if wanted == title(found):
            return
        self._undo.do(
            self.tr("Rename a clip"),
            lambda: self._model.change(lambda library: library.rename(digest, wanted)),
            lambda: self._model.change(lambda library: library.rename(digest, before)),
        )

    def tag(self, found: Found, tags: str) -> None:
        """Give a clip tags, separated by commas."""
        before, digest = found.tags, found.digest
        self._undo.do(
            self.tr("Tag a clip"),
            lambda: self._model.change(lambda library: library.tag(digest, [tags])),
            lambda: self._model.change(lambda library: library.tag(digest, before)),
        )


def _each(call: Callable[[str], object], digests: Sequence[str]) -> None:
    """Make `call` for all `digests`, then raise the first error, if there was one."""
    errors: list[RiffbridgeError] = []
    for digest in digests:
        try:
            call(digest)
        except RiffbridgeError as error:
            errors.append(error)
    if errors:
        raise errors[0]
