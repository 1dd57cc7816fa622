"""What is dropped into the window: sounds, texts and requests, by what is in them; and clips of ours.

`can_accept` and `drag_content` look only at what the drag says; `read` opens files: call it off the window's
thread.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import soundfile
from PyQt6.QtCore import QCoreApplication, QMimeData

from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.inbox.listing import Look
from bridge.inbox.reading import Changed, read_request
from bridge.requests.bounds import MAX_PROMPT_CHARACTERS
from bridge.requests.reading import BadSyntax, request_from_json, request_from_toml
from bridge.sound.files.clips import read_certificate, read_loop_tempo
from bridge.vocabulary.requests import ClipRequest
from ui.common.derived_requests import ORIGIN
from ui.dragging.drag import clips_in

translate = QCoreApplication.translate
# More than anybody drags on purpose; a folder of a thousand sounds is a slip of the hand.
MOST_FILES = 32
# Sentences in one notice.
MOST_TOLD = 3


class DragContent(msgspec.Struct, frozen=True, kw_only=True):
    """What a drag brings: `clips` of this library by digest, else `paths` of files, else a `text`."""

    clips: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    text: str = ""


class DropContent(msgspec.Struct, frozen=True, kw_only=True):
    """What was in it: `requests`, of which each has a source (a path) or a prompt or both, the digests
    of `clips`, and a sentence about each thing that is nothing of that."""

    requests: tuple[ClipRequest, ...] = ()
    clips: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_several(self) -> bool:
        """Whether it was more than one thing, usable or not."""
        return len(self.requests) + len(self.clips) + len(self.problems) > 1


def can_accept(mime: QMimeData | None) -> bool:
    """Whether it may hold something for us, as far as can be told while it is held over the window."""
    there = drag_content(mime)
    return bool(there.clips or there.paths or there.text)


def drag_content(mime: QMimeData | None) -> DragContent:
    """What the drag says that it brings. Our own clips are known by their digests, not by their files."""
    if mime is None:
        return DragContent()
    if clips := clips_in(mime):
        return DragContent(clips=tuple(clips))
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
    if paths:
        return DragContent(paths=tuple(dict.fromkeys(paths)))
    return DragContent(text=mime.text().strip() if mime.hasText() and not mime.hasUrls() else "")


def promise(there: DragContent) -> str:
    """What would become of it if it were dropped now, told by what it is called."""
    count = len(there.clips) or len(there.paths)
    if count > 1:
        return _promise_of_several(there, count)
    if there.clips:
        return translate("drop", "Start from this clip")
    if not there.paths:
        return translate("drop", "Take these words as the prompt")
    name, ending = there.paths[0].name, there.paths[0].suffix.lower()
    if ending == ".txt":
        said = translate("drop", "Take the words in “{name}”")
    elif ending in (".toml", ".json"):
        said = translate("drop", "Take the request in “{name}”")
    else:
        said = translate("drop", "Start from “{name}”")
    return said.format(name=name)


def _promise_of_several(there: DragContent, count: int) -> str:
    if there.clips:
        return translate("drop", "{n} clips: a loop from each").format(n=count)
    if count > MOST_FILES:
        said = translate("drop", "{n} files: a loop from each of the first {most}")
        return said.format(n=count, most=MOST_FILES)
    return translate("drop", "{n} files: a loop from each").format(n=count)


def join_problems(problems: Sequence[str]) -> str:
    """All that is wrong in one notice; of very many, how many more there are."""
    told = list(problems[:MOST_TOLD])
    if more := len(problems) - len(told):
        told.append(translate("drop", "{n} more could not be used.").format(n=more))
    return " ".join(told)


def read(there: DragContent) -> DropContent:
    """Read what was dropped. Never raises: what cannot be read is said."""
    requests: list[ClipRequest] = []
    problems: list[str] = []
    for path in there.paths[:MOST_FILES]:
        try:
            requests.append(read_file(path))
        except RiffbridgeError as error:
            problems.append(f"“{path.name}”: {error}")
    if len(there.paths) > MOST_FILES:
        problems.append(
            translate("drop", "Of {count} files the first {most} were taken; drop the rest after.").format(
                count=len(there.paths), most=MOST_FILES
            )
        )
    if there.text:
        try:
            requests.append(read_text(there.text))
        except RiffbridgeError as error:
            problems.append(str(error))
    return DropContent(requests=tuple(requests), clips=there.clips, problems=tuple(problems))


def read_file(path: Path) -> ClipRequest:
    """The request that the file at `path` is or makes; a sound is its source.

    A sound is known by its content, whatever its name; all else by its ending. Raises `BadFile` or
    `BadRequest`.
    """
    try:
        path = path.resolve()
        if path.is_dir():
            raise BadFile(translate("drop", "It is a folder; drop the sounds in it."))
        if _is_sound(path):
            return _of_sound(path)
        request = read_request(path, Look.of(path.lstat()), last_try=True)
    except Changed as error:
        raise BadFile(translate("drop", "It is being written; drop it again.")) from error
    except (OSError, RuntimeError) as error:  # the latter for links in a circle
        raise BadFile(translate("drop", "It is not there, or may not be read.")) from error
    source = None if request.source is None else path.parent / request.source
    return msgspec.structs.replace(request, source=source, origin=ORIGIN)


def read_text(text: str) -> ClipRequest:
    """The request that a text is, in JSON or TOML; else it is a prompt. Raises `BadRequest`."""
    request = None
    if text.startswith("{"):
        request = request_from_json(text, origin=ORIGIN)
    elif "=" in text:
        with contextlib.suppress(BadSyntax):  # words with a sign in them
            request = request_from_toml(text, origin=ORIGIN)
    if request is None:
        if len(text) > MAX_PROMPT_CHARACTERS:
            why = translate("drop", "A text of %Ln characters is no prompt; drop a sentence.", "", len(text))
            raise BadRequest(why)
        return ClipRequest(prompt=" ".join(text.split()), origin=ORIGIN)
    if request.source is not None:
        why = translate("drop", "A text cannot bring “{name}” along; drop that sound itself.")
        raise BadRequest(why.format(name=request.source))
    return request


def _is_sound(path: Path) -> bool:
    try:
        with path.open("rb") as file, soundfile.SoundFile(file) as sound:
            return bool(sound.frames)
    # A TypeError is for names such as `.raw`, whose content has no header.
    except (soundfile.SoundFileError, TypeError):
        return False


def _of_sound(path: Path) -> ClipRequest:
    """A variation of it: of a clip of ours with all of its frame, of a stranger's with what it claims."""
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
