"""Reads from disk what a request is resolved against: model, preset, source and certificates. The thin edge
of `resolve`."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from bridge.composing.genre_files import genres, own_files
from bridge.errors import BadFile, BadModel, BadRequest
from bridge.models.acceleration import acceleration_of
from bridge.models.catalogue import Entry, find
from bridge.models.folder import folder_sha256, read_lexicon
from bridge.models.info import ModelInfo
from bridge.models.loras import lora_path, read_loras
from bridge.models.trained import trained_strength
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import parser_for
from bridge.requests.bounds import MAX_SEED
from bridge.requests.derive import operation_of
from bridge.requests.presets import find_preset
from bridge.requests.resolve_context import ResolveContext
from bridge.requests.stored import read_job, with_source
from bridge.settings import Settings
from bridge.sound.files.clips import read_evidence
from bridge.sound.files.reading import audio_sha256, read_beginning
from bridge.sound.key import hear_key
from bridge.timing import MAX_LOOP_SECONDS
from bridge.untrusted import is_file
from bridge.vocabulary.jobs import RenderJob, SourceAudio
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Key
from bridge.vocabulary.requests import ClipRequest, Operation

T = TypeVar("T")


def draw_seed() -> int:
    """A seed for whoever gives none."""
    return secrets.randbelow(MAX_SEED + 1)


class Reader:
    """Reads the context of requests.

    `untrusted` requests, which come in packets and files, may name models of the catalogue, or the
    settings' own, but no other folder.
    """

    def __init__(
        self, settings: Settings, *, untrusted: bool = False, fresh_seed: Callable[[], int] = draw_seed
    ) -> None:
        self._settings = settings
        self._untrusted = untrusted
        self._fresh_seed = fresh_seed

    def use(self, settings: Settings) -> None:
        """From now on these are the settings; from any thread."""
        self._settings = settings

    def read(self, request: ClipRequest, *, from_library: bool = False) -> ResolveContext:
        """All that `request` is resolved against but the host's time; `from_library` says that its source
        is a clip of ours, whose certificate is believed.

        Raises `BadRequest`, `BadModel` or `BadFile` for names that stand for nothing, or nothing usable.
        """
        settings = self._settings
        is_morph = operation_of(request) is Operation.MORPH
        parent = read_parent(request.source, is_needed=is_morph) if request.source is not None else None
        entry = self._entry(request, parent)
        folder, info = entry.require(), entry.info
        source = None
        if is_morph:
            if parent is not None and request.source is not None:
                is_trusted = from_library or not self._untrusted
                parent = with_source(parent, request.source, settings, anywhere=is_trusted)
            source = parent.source if parent is not None else None
        elif request.source is not None:
            source = read_source(request.source)
        own = own_files()
        words = lexicon(own)
        learnt = read_lexicon(folder) if info.lexicon else None
        loras = self._loras(request, parent)
        return ResolveContext(
            settings=settings,
            # By its name in the catalogue, or its path, it is found again from a certificate.
            model=msgspec.structs.replace(info, id=entry.name),
            model_sha256=folder_sha256(folder),
            fresh_seed=self._fresh_seed(),
            preset=find_preset(request.preset, Path(settings.presets_folder)) if request.preset else None,
            source=source,
            evidence=None if source is None or is_morph else read_evidence(Path(source.path)),
            parent=parent,
            goal=read_parent(request.goal_source, is_needed=True) if request.goal_source else None,
            heard_key=_heard_key(request, source, parent, info),
            loras=loras,
            acceleration=next(iter(self._ask(request.loras and loras, acceleration_of).values()), None),
            trained_strengths=self._ask(request.loras and loras, trained_strength),
            genres=genres(own),
            prompt_parser=parser_for(words),
            model_parser=None if learnt is None or learnt == words else parser_for(learnt),
        )

    def _entry(self, request: ClipRequest, parent: RenderJob | None) -> Entry:
        """The model asked for; else the one that drew the clip it starts from, if that is here; else the
        settings'."""
        if request.model is None and parent is not None:
            with contextlib.suppress(BadRequest, BadModel):
                entry = self._find(parent.model)
                entry.require()
                return entry
        return self._find(request.model or self._settings.model)

    def _loras(self, request: ClipRequest, parent: RenderJob | None) -> tuple[Lora, ...] | None:
        """The LoRAs asked for; else those of the clip that the request starts from, for the same model."""
        folder = Path(self._settings.models_folder)
        if request.loras is not None:
            return read_loras(request.loras, folder, by_path=not self._untrusted)
        is_same = parent is not None and request.model in (None, parent.model)
        return read_loras(parent.loras or (), folder, by_path=False) if parent and is_same else None

    def _ask(self, loras: tuple[Lora, ...] | None, read: Callable[[Path], T | None]) -> dict[str, T]:
        """What `read` finds in those of `loras` that add something, by their names."""
        folder = Path(self._settings.models_folder)
        found = ((each.name, read(lora_path(each, folder))) for each in loras or () if each.weight > 0)
        return {name: each for name, each in found if each is not None}

    def _find(self, name: str) -> Entry:
        by_path = not self._untrusted or name == self._settings.model
        return find(name, Path(self._settings.models_folder), by_path=by_path)


def read_source(path: Path) -> SourceAudio:
    """The sound at `path` as a job names it. Raises `BadFile` if there is none."""
    if not is_file(path):
        raise BadFile(f"There is no sound file {path}.")
    return SourceAudio(path=str(path.absolute()), sha256=audio_sha256(path))


def _heard_key(
    request: ClipRequest, source: SourceAudio | None, parent: RenderJob | None, info: ModelInfo
) -> Key | None:
    """The key of a source that states none, for a model that keeps to one."""
    states_one = request.key is not None or (parent is not None and parent.key is not None)
    if source is None or states_one or not info.follows_key:
        return None
    return hear_key(*read_beginning(Path(source.path), MAX_LOOP_SECONDS))


def read_parent(path: Path, *, is_needed: bool) -> RenderJob | None:
    """The order that the clip at `path` was made from, or none for a stranger's sound.

    Raises `BadFile` if it `is_needed`, or there is no file.
    """
    if not is_file(path):
        raise BadFile(f"There is no sound file {path}.")
    try:
        return read_job(path)
    except BadFile:
        if is_needed:
            raise
        return None
