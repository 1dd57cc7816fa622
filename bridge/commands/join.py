"""`riffbridge join`: clips, sounds and words joined into a piece."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import msgspec

from bridge.commands.credits import write_credits_text
from bridge.commands.options import given, option, request_of
from bridge.commands.output import (
    ProgressLine,
    check_not_input,
    check_writable,
    clip_paths,
    file_format,
    print_result,
    say,
)
from bridge.errors import BadFile, BadRequest
from bridge.library import Found, Library
from bridge.pieces.arrangement import MAX_CROSSFADE_BEATS, MAX_TEXT, Arrangement, Part
from bridge.pieces.arrangement_file import format_arrangement, parse_arrangement
from bridge.pieces.neighbours import key_changes, source_names
from bridge.pieces.part_list import ListedPart, arrange, read_part
from bridge.pieces.picture import check_picture, write_picture
from bridge.pieces.preparing import Preparation
from bridge.pieces.rendering import SHARES, render_piece
from bridge.pieces.sources import Sources
from bridge.prompts.figures import read_figures
from bridge.rendering.notes import tell_notes
from bridge.rendering.progress import DONE, ProgressBar
from bridge.requests import kinds
from bridge.requests.bounds import MAX_SEED
from bridge.requests.context import Reader, draw_seed
from bridge.requests.resolve import resolve
from bridge.scratch import scratch_folder
from bridge.settings import Settings, read_settings
from bridge.sound.files.atomic import atomic_write
from bridge.sound.files.names import clip_name, slug
from bridge.toml_text import MAX_TEXT_CHARACTERS
from bridge.untrusted import is_file, read_text
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Key
from bridge.vocabulary.requests import ClipRequest
from bridge.worker.render_many import renderer
from bridge.worker.reuse import find_or_place

RENDERING, PICTURE = "rendering", "picture"
# How much of the work each stage is, and each loop that is rendered from words.
_SHARES = {**SHARES, PICTURE: 0.2}
_WORDS_SHARE = 0.5
# What is never taken for words, though it has a space.
_SUFFIXES = (".wav", ".flac", ".ogg", ".oga", ".mp3", ".aif", ".aiff", ".opus")


def run(options: argparse.Namespace) -> None:
    """Join what `options` name; the piece's path goes to stdout."""
    settings = read_settings()
    with ExitStack() as opened:
        folder = opened.enter_context(scratch_folder())
        path, written = _output(options, settings)
        for other in filter(None, (options.picture, options.arrangement)):
            check_writable(other)
        joining = Joining(options, settings, path.parent, opened)
        piece = joining.piece()
        sources, progress = joining.sources, joining.progress
        check_not_input([path, options.picture, options.arrangement], joining.inputs(piece))
        tell_keys(piece, sources)
        if options.picture is None:
            progress.leave_out(PICTURE)
        else:
            check_picture(piece)
        if options.arrangement is not None:
            atomic_write(options.arrangement, format_arrangement(joining.saved(piece)).encode())
        rate_hz = joining.rate_hz(piece)
        by = Preparation(
            piece=piece, sources=sources, folder=folder, rate_hz=rate_hz,
            settings=settings, render=joining.render, tell=say,
        )  # fmt: skip
        path, joined, about = render_piece(
            by, path, written, progress, artist=joining.artist(), may_replace=path == options.output
        )
        if options.picture is not None:
            write_picture(options.picture, piece, joined, lambda share: progress(PICTURE, share))
        if options.credits:
            write_credits_text(path.parent, about.credits)
        progress(DONE, 1.0)
    facts = {
        "frames": joined.frames,
        "rate_hz": rate_hz,
        "bars": piece.bars,
        "tempo_bpm": piece.tempo_bpm,
        "seconds": joined.frames / rate_hz,
    }
    print_result(path, facts, as_json=options.json)


def tell_keys(piece: Arrangement, sources: Sources) -> None:
    """Say where the key changes between neighbours."""
    if changes := key_changes(piece, sources):
        say(f"The key changes: {'; '.join(changes)}. To stay in one key, render them with --key.")


def _output(options: argparse.Namespace, settings: Settings) -> tuple[Path, FileFormat]:
    written = file_format(request_of(options).file_format, options.output) or settings.file_format
    name = slug(options.title or "piece") + written.suffix
    return clip_paths(options.output, [name], Path(settings.export_folder))[0], written


class Joining:
    """What `options` name, found: files, clips of the library, and loops that are rendered from words into
    `folder`."""

    def __init__(
        self, options: argparse.Namespace, settings: Settings, folder: Path, opened: ExitStack
    ) -> None:
        self.sources = Sources(self._find)
        self.render = renderer(settings)
        self.progress = ProgressBar(ProgressLine(), _SHARES)
        self._options, self._settings, self._folder, self._opened = options, settings, folder, opened
        self._beside = Path()
        self._library: Library | None = None
        self._rendered: dict[str, Path] = {}

    def piece(self) -> Arrangement:
        """The arrangement in the file that is named, or the one that the parts make."""
        options = self._options
        [first, *more] = options.parts
        title = kinds.text(MAX_TEXT).read_for("title", options.title or "")
        crossfade = kinds.number(0, MAX_CROSSFADE_BEATS).read_for("crossfade", options.crossfade)
        if first.lower().endswith(".toml"):
            said = [option(name) for name in given(options) if name not in ("rate", "format")]
            said += ["--title"] * bool(title) + ["--crossfade"] * bool(crossfade) + more[:1]
            if said:
                raise BadRequest(f"An arrangement file sets everything. Leave out {', '.join(said)}.")
            self._beside = Path(first).absolute().parent
            return parse_arrangement(_text_of(Path(first)), Path(first).name, self.sources.bars)
        listed = [ListedPart(text, 1) if is_file(Path(text)) else read_part(text) for text in options.parts]
        asked = request_of(options)
        tempo_bpm = self._render_words(listed, asked)
        return arrange(
            listed,
            self.sources,
            tempo_bpm=tempo_bpm,
            meter=asked.meter,
            title=title,
            artist=self.artist(),
            crossfade_beats=crossfade,
        )

    def saved(self, piece: Arrangement) -> Arrangement:
        """`piece` as `--arrangement` writes it. Sounds, also those rendered from words, get paths relative to
        that file's folder; the library's clips keep their names."""
        folder = self._options.arrangement.absolute().parent
        names = {name: self._seen_from(folder, name) for name in source_names(piece)}
        lanes = [
            msgspec.structs.replace(lane, parts=tuple(_renamed(part, names) for part in lane.parts))
            for lane in piece.lanes
        ]
        return msgspec.structs.replace(piece, lanes=tuple(lanes))

    def inputs(self, piece: Arrangement) -> Iterator[Path]:
        """The files that are read for `piece`."""
        yield Path(self._options.parts[0])
        yield from (self.sources[name].path for name in source_names(piece))

    def rate_hz(self, piece: Arrangement) -> int:
        """What is asked for, else that of the first clip of ours, else the settings'."""
        jobs = (self.sources[name].job for name in source_names(piece))
        own = (job.rate_hz for job in jobs if job is not None)
        return request_of(self._options).rate_hz or next(own, self._settings.rate_hz)

    def artist(self) -> str:
        """Who made the piece."""
        return str(kinds.text(MAX_TEXT).read_for("artist", self._options.artist))

    def _find(self, name: str) -> Path:
        """A sound's file: rendered from words, beside the arrangement, or of the library."""
        if name in self._rendered:
            return self._rendered[name]
        if is_file(path := self._beside / name):
            return path
        clip = self._clip(name) if Path(name).name == name else None
        if clip is not None and not clip.missing:
            return clip.clip.path
        if _is_sound_name(name) or Path(name).name != name:
            raise BadFile(f"There is no sound file {path}.")
        raise BadRequest(
            f"“{name[:40]}” isn't a sound file or a clip of the library. riffbridge library list shows its "
            "clips. To render words, give at least two in quotes."
        )

    def _seen_from(self, folder: Path, name: str) -> str:
        path = self._rendered.get(name, self._beside / name)
        if not is_file(path):
            return name
        with suppress(ValueError):  # on another drive
            if len(relative := os.path.relpath(path, folder)) <= MAX_TEXT:
                return Path(relative).as_posix()
        return str(path.absolute())

    def _clip(self, name: str) -> Found | None:
        """The clip that the library calls so."""
        if self._library is None:
            settings = self._settings
            library = Library.open(Path(settings.library_file), Path(settings.export_folder), mend=False)
            self._library = self._opened.enter_context(library)
        return self._library.clip(name)

    def _render_words(self, listed: Sequence[ListedPart], asked: ClipRequest) -> float | None:
        """Render each part that is words, at the tempo and in the key that were asked for, or that the first
        part has; gives that tempo."""
        names = [each.source for each in listed if each.source is not None]
        words = [name for name in dict.fromkeys(names) if self._is_words(name)]
        if not words:
            return asked.tempo_bpm
        self.progress = ProgressBar(ProgressLine(), {RENDERING: _WORDS_SHARE * len(words), **_SHARES})
        tempo_bpm, key = asked.tempo_bpm, asked.key
        if names[0] not in words:
            tempo_bpm = tempo_bpm or self.sources.tempo_bpm(names[0])
            job = self.sources[names[0]].job
            key = key or (job.key if job is not None else None)
        seed = draw_seed() if asked.seed is None else asked.seed
        for number, name in enumerate(words):
            own_key = asked.key or _key_of(name, key)
            job = self._job(name, asked, tempo_bpm, own_key, (seed + number) % (MAX_SEED + 1))
            tempo_bpm, key = job.tempo_bpm, key or job.key
            # Only a model knows which words it doesn't know.
            tell_notes(job, job.parsed or (), say, hears_all=job.needs_model)
            found = find_or_place(job, self._folder / clip_name(job), list(self._rendered.values()))
            if isinstance(found, Path):
                self._render_one(job, found)
            self._rendered[name] = found if isinstance(found, Path) else found.path
            self.progress(RENDERING, (number + 1) / len(words))
        return tempo_bpm

    def _is_words(self, name: str) -> bool:
        return " " in name.strip() and not is_file(self._beside / name) and not _is_sound_name(name)

    def _job(
        self, words: str, asked: ClipRequest, tempo_bpm: float | None, key: Key | None, seed: int
    ) -> RenderJob:
        request = msgspec.structs.replace(
            asked, prompt=words, tempo_bpm=tempo_bpm, key=key, seed=seed, file_format=FileFormat.WAV24
        )
        return resolve(request, Reader(self._settings).read(request))[0]

    def _render_one(self, job: RenderJob, path: Path) -> None:
        for reason in self.render([(job, path)], lambda: None).values():
            raise reason


def _key_of(words: str, of_piece: Key | None) -> Key | None:
    """The key that words are rendered in: the one they name, else the piece's, in the mode that they name."""
    figures = read_figures(words).figures
    if figures.key is not None or of_piece is None:
        return figures.key
    return Key(of_piece.tonic, figures.mode or of_piece.mode)


def _renamed(part: Part, names: Mapping[str, str]) -> Part:
    return part if part.source is None else msgspec.structs.replace(part, source=names[part.source])


def _text_of(path: Path) -> str:
    try:
        return read_text(path, MAX_TEXT_CHARACTERS)
    except OSError as error:
        raise BadFile(f"{path} can't be read: {error.strerror}.") from error


def _is_sound_name(name: str) -> bool:
    """Whether `name` ends like a sound file's."""
    return Path(name).suffix.lower() in _SUFFIXES
