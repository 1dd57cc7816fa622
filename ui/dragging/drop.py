"""Turns what is dropped into the window into requests: sounds, texts, request files and our own clips.

`read` opens files: call it off the window's thread.
"""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

import msgspec
import soundfile
from PyQt6.QtCore import QCoreApplication, QMimeData, QUrl

from bridge import untrusted
from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.inbox.listing import SOUNDS, WRITTEN, Look
from bridge.inbox.reading import Changed, beside, read_request
from bridge.requests.bounds import MAX_PROMPT_CHARACTERS
from bridge.requests.reading import BadSyntax, request_from_json, request_from_toml
from bridge.sound.files.clips import read_certificate, read_loop_tempo
from bridge.vocabulary.requests import ClipRequest, PieceRequest
from ui.common.derived_requests import ORIGIN
from ui.dragging.drag import clips_in

translate = QCoreApplication.translate
_TEXTS = frozenset((".txt", *WRITTEN))
# Old sounds of the Macintosh have no suffix.
_USABLE = _TEXTS | SOUNDS | {""}
# Dropping more is hardly meant.
MAX_FILES = 32
# Sentences in one notice.
MAX_PROBLEMS = 3


class DragContent(msgspec.Struct, frozen=True, kw_only=True):
    """`clips` of this library by digest, else `paths` of files, else a `text`."""

    clips: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    text: str = ""

    @property
    def folder(self) -> Path | None:
        """The folder, if it is one and nothing else."""
        return self.paths[0] if len(self.paths) == 1 and _is_folder(self.paths[0]) else None


class DropContent(msgspec.Struct, frozen=True, kw_only=True):
    """`requests`, each with a source (a path), a prompt or both; digests of `clips`; a `folder`; and a
    sentence on each item that could not be used (`problems`)."""

    requests: tuple[ClipRequest, ...] = ()
    clips: tuple[str, ...] = ()
    folder: Path | None = None
    problems: tuple[str, ...] = ()

    @property
    def is_several(self) -> bool:
        """Whether it was more than one item, usable or not."""
        return len(self.requests) + len(self.clips) + len(self.problems) > 1


def can_accept(mime: QMimeData | None) -> bool:
    """Whether it contains something usable."""
    content = drag_content(mime)
    is_other = bool(content.clips or content.text) or content.folder is not None
    return is_other or any(map(is_usable, content.paths[:MAX_FILES]))


def is_usable(path: Path) -> bool:
    """Whether a file may be a text, a request or a sound, by its name and size. It isn't opened: this is
    asked while it hovers over the window, and a disk may be slow."""
    if path.suffix.lower() not in _USABLE:
        return False
    try:
        status = path.stat()
    except FileNotFoundError:
        return bool(path.suffix)
    except (OSError, ValueError):  # the latter for a name with a zero in it
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size > 0


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def drag_content(mime: QMimeData | None) -> DragContent:
    """What the drag contains. Our own clips go by their digests, not their files; a text of nothing but paths
    or addresses of files is those files, as terminals and some file managers drop them."""
    if mime is None:
        return DragContent()
    if clips := clips_in(mime):
        return DragContent(clips=tuple(clips))
    text = mime.text().strip() if mime.hasText() and not mime.hasUrls() else ""
    paths = [_local(url) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else _paths_in(text)
    if paths:
        return DragContent(paths=tuple(dict.fromkeys(paths)))
    return DragContent(text=text)


def _local(url: QUrl) -> Path:
    """The path of a file's address. This machine may be named in it; any other name is a Windows share's."""
    if url.host() == "localhost":
        url.setHost("")
    return Path(url.toLocalFile())


def _paths_in(text: str) -> list[Path]:
    """The files that `text` names, one a line, if it names nothing else; they need not exist."""
    paths = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.lower().startswith("file:"):
            paths.append(_local(QUrl(line)))
        elif PureWindowsPath(line).suffix and (line[0] == "/" or PureWindowsPath(line).is_absolute()):
            paths.append(Path(line))
        else:
            return []
    return paths


def drop_hint(content: DragContent) -> str:
    """What dropping it would do, judged by names and sizes."""
    if len(content.clips) > 1 or len(content.paths) > 1:
        return _batch_hint(content, len(content.clips) or _usable_count(content))
    if content.clips:
        return translate("drop", "Use this clip as the source")
    if not content.paths:
        return translate("drop", "Use this text as the prompt")
    name, ending = content.paths[0].name, content.paths[0].suffix.lower()
    if content.folder is not None:
        hint = translate("drop", "Train on the loops in {name}")
    elif ending == ".txt":
        hint = translate("drop", "Use the text in {name} as the prompt")
    elif ending in (".toml", ".json"):
        hint = translate("drop", "Load the request in {name}")
    else:
        hint = translate("drop", "Use {name} as the source")
    return hint.format(name=name)


def _usable_count(content: DragContent) -> int:
    """How many of the files can be used; of more than are taken, all count."""
    is_all = len(content.paths) > MAX_FILES
    return len(content.paths) if is_all else sum(map(is_usable, content.paths))


def _batch_hint(content: DragContent, count: int) -> str:
    if content.clips:
        return translate("drop", "Vary %n clips", "", count)
    if count > MAX_FILES:
        hint = translate("drop", "Render a loop from each of the first {n} files")
        return hint.format(n=MAX_FILES)
    return translate("drop", "Render a loop from each of %n files", "", count)


def join_problems(problems: Sequence[str]) -> str:
    """The first problems, and how many more there are, for one notice."""
    shown = list(problems[:MAX_PROBLEMS])
    if more := len(problems) - len(shown):
        shown.append(translate("drop", "%n more items can't be used.", "", more))
    return " ".join(shown)


def read(content: DragContent) -> DropContent:
    """Read what was dropped. Never raises: failures become `problems`."""
    if (folder := content.folder) is not None:
        return DropContent(folder=folder)
    requests: list[ClipRequest] = []
    problems: list[str] = []
    for path in content.paths[:MAX_FILES]:
        try:
            requests.append(read_file(path))
        except RiffbridgeError as error:
            problems.append(f"{path.name}: {error}")
    if len(content.paths) > MAX_FILES:
        problems.append(
            translate(
                "drop", "Only the first {n} of {total} files were used. Drop the rest separately."
            ).format(n=MAX_FILES, total=len(content.paths))
        )
    if content.text:
        try:
            requests.append(read_text(content.text))
        except RiffbridgeError as error:
            problems.append(str(error))
    return DropContent(requests=tuple(requests), clips=content.clips, problems=tuple(problems))


def read_file(path: Path) -> ClipRequest:
    """The request in the file at `path`, or with that sound as its source.

    Sounds are recognized by content, other files by their extension. Raises `BadFile` or `BadRequest`.
    """
    try:
        path = path.resolve()
        if path.is_dir():
            raise BadFile(translate("drop", "This is a folder. Drop the sounds in it."))
        untrusted.read_head(path, 1)  # a pipe would hold us for ever
        if _is_sound(path):
            return _of_sound(path)
        request = read_request(path, Look.of(path.lstat()), last_try=True)
    except Changed as error:
        raise BadFile(translate("drop", "The file is still being written. Drop it again.")) from error
    except (OSError, RuntimeError, ValueError) as error:  # circular links, a name with a zero in it
        raise BadFile(translate("drop", "Can't read the file.")) from error
    if isinstance(request, PieceRequest):
        raise BadFile(
            translate("drop", "This file is an arrangement. Put it in the inbox folder to get its piece.")
        )
    return msgspec.structs.replace(beside(request, path.parent), origin=ORIGIN)


def read_text(text: str) -> ClipRequest:
    """The request in a text, in JSON or TOML; any other text is a prompt. Raises `BadRequest`."""
    request = None
    if text.startswith("{"):
        request = request_from_json(text, origin=ORIGIN)
    elif "=" in text:
        with contextlib.suppress(BadSyntax):  # a prompt with "=" in it
            request = request_from_toml(text, origin=ORIGIN)
    if request is None:
        if len(text) > MAX_PROMPT_CHARACTERS:
            why = translate("drop", "%Ln characters are too many for a prompt.", "", len(text))
            raise BadRequest(why)
        return ClipRequest(prompt=" ".join(text.split()), origin=ORIGIN)
    if (named := request.source or request.goal_source) is not None:
        why = translate(
            "drop", "The text names the sound “{name}”, which can't come with it. Drop the sound itself."
        )
        raise BadRequest(why.format(name=named))
    return request


def _is_sound(path: Path) -> bool:
    try:
        with path.open("rb") as file, soundfile.SoundFile(file) as sound:
            return bool(sound.frames)
    # TypeError: headerless formats, such as `.raw`.
    except (soundfile.SoundFileError, TypeError):
        return False


def _of_sound(path: Path) -> ClipRequest:
    """A variation of the sound, with the certificate's values if it is one of our clips."""
    try:
        job = read_certificate(path).job
    except BadFile:
        return ClipRequest(source=path, tempo_bpm=read_loop_tempo(path), origin=ORIGIN)
    return ClipRequest(
        source=path,
        prompt=job.prompt,
        tempo_bpm=job.tempo_bpm,
        bars=job.bars,
        meter=job.meter,
        key=job.key,
        origin=ORIGIN,
    )
