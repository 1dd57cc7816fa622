"""What a request is resolved against, read from disk: model, preset, source. The thin edge of `resolve`."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec

from bridge.engine.catalogue import Entry, find
from bridge.engine.folder import LEXICON_FILE, file_sha256, folder_sha256, read_lexicon
from bridge.engine.lexicon import Listener
from bridge.errors import BadFile
from bridge.presets import find_preset
from bridge.resolve import MAX_SEED, Surroundings
from bridge.settings import Settings
from bridge.sound.files import audio_sha256
from bridge.vocabulary import ClipRequest, SourceAudio


def draw_seed() -> int:
    """A seed for whoever gives none."""
    return secrets.randbelow(MAX_SEED + 1)


class Reader:
    """Reads the surroundings of requests; lexicons are kept, made ready, as long as they stay as they are.

    Requests of `strangers`, which come in packets and files, name models of the catalogue, or the
    settings' own, but no other folder.
    """

    def __init__(
        self, settings: Settings, *, strangers: bool = False, fresh_seed: Callable[[], int] = draw_seed
    ) -> None:
        self._settings = settings
        self._strangers = strangers
        self._fresh_seed = fresh_seed
        self._listeners: dict[str, Listener] = {}

    def read(self, request: ClipRequest) -> Surroundings:
        """All that `request` is resolved against but the host's time.

        Raises `BadRequest`, `BadModel` or `BadFile` for names that stand for nothing, or nothing usable.
        """
        settings = self._settings
        name = request.model or settings.model
        by_path = not self._strangers or name == settings.model
        entry = find(name, Path(settings.models_folder), by_path=by_path)
        folder = entry.require()
        return Surroundings(
            settings=settings,
            # By its name in the catalogue, or its path, it is found again from a certificate.
            model=msgspec.structs.replace(entry.info, id=entry.name),
            model_sha256=folder_sha256(folder),
            fresh_seed=self._fresh_seed(),
            preset=find_preset(request.preset, Path(settings.presets_folder)) if request.preset else None,
            source=read_source(request.source) if request.source is not None else None,
            listener=self._listener(entry, folder),
        )

    def _listener(self, entry: Entry, folder: Path) -> Listener | None:
        if not entry.info.lexicon:
            return None
        sha256 = file_sha256(folder / LEXICON_FILE)
        if sha256 not in self._listeners:
            self._listeners[sha256] = Listener(read_lexicon(folder))
        return self._listeners[sha256]


def read_source(path: Path) -> SourceAudio:
    """The sound at `path` as a job names it. Raises `BadFile` if there is none."""
    if not path.is_file():
        raise BadFile(f"There is no sound file {path}.")
    return SourceAudio(path=str(path.absolute()), sha256=audio_sha256(path))
