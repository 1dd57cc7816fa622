"""What a worker renders with: the models of the catalogue, kept warm. torch comes when it is used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bridge.engine.fast_imports import fast_imports
from bridge.errors import OutOfMemory
from bridge.lru_cache import LruCache
from bridge.models.catalogue import Entry, find
from bridge.models.folder import TIMBRES_FILE, WEIGHTS, check_folder, folder_sha256, weights_variant
from bridge.rendering.played import render_played
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import OnProgress, Progress, RenderJob, Tell
from bridge.worker.heartbeat import LOADING

if TYPE_CHECKING:
    from bridge.engine.device import Placement
    from bridge.engine.loading import LoadedModel
    from bridge.engine.spectrogram_cache import SpectrogramCache

Takes = Sequence[tuple[RenderJob, Path]]

# What is left is for the host and the system, or for the pictures on their way through the network.
SHARE_OF_MEMORY, SHARE_OF_GPU = 0.5, 0.8
_UNKNOWN_MEMORY_BYTES = 8 << 30


class Renderer(Protocol):
    """What a worker needs of an engine. Both are called by one thread."""

    def prepare(self, is_wanted: Callable[[], bool]) -> None:
        """Get ready for the likeliest order; give up as soon as `is_wanted` says that one has come."""

    def render(self, takes: Takes, on_progress: OnProgress, tell: Tell, *, stems: bool = False) -> list[Clip]:
        """Render takes of one batch, as `bridge.engine.render.render` does."""


class ModelRenderer:
    """Draws with the models that jobs name, and keeps those it has loaded within a budget of memory; and
    what it has drawn, so that a change of tempo is a matter of sounding it again.

    The budget is half the machine's memory, or four fifths of the GPU's where a GPU draws.
    """

    def __init__(self, settings: Settings, budget_bytes: int | None = None) -> None:
        self._settings = settings
        self._budget_bytes = budget_bytes
        self._models: LruCache[tuple[str, str], LoadedModel] | None = None
        self._drawings: SpectrogramCache | None = None

    def prepare(self, is_wanted: Callable[[], bool]) -> None:
        """Import what drawing needs, and load the settings' model."""
        if is_wanted():  # loops that are only played need neither
            return
        with fast_imports():
            import bridge.engine.render  # noqa: F401  (the import is what takes the time)

        if is_wanted():
            return
        entry = find(self._settings.model, self._models_folder)
        self._load(entry, folder_sha256(entry.require()), lambda message: None)

    def render(self, takes: Takes, on_progress: OnProgress, tell: Tell, *, stems: bool = False) -> list[Clip]:
        """See `Renderer`. Raises also `BadModel`, and `BadRequest` for no such model or device."""
        job = takes[0][0]
        if not job.needs_model:
            entry = find(job.model, self._models_folder)
            entry.require_same(job.model_sha256)
            return render_played(takes, entry.info, on_progress, tell, stems=stems)
        with fast_imports():
            from bridge.engine.loading import with_loras
            from bridge.engine.render import render
            from bridge.engine.spectrogram_cache import SpectrogramCache

        if self._drawings is None:
            self._drawings = SpectrogramCache()
        model = with_loras(self._model(job, on_progress, tell), job, self._models_folder)
        try:
            return render(takes, model, on_progress, tell, self._drawings, stems=stems)
        except OutOfMemory:
            self._forget_all()
            raise

    @property
    def _models_folder(self) -> Path:
        return Path(self._settings.models_folder)

    def _model(self, job: RenderJob, on_progress: OnProgress, tell: Tell) -> LoadedModel:
        """The very model that the job was ordered from, even if its folder has changed since."""
        kept = self._models.get((job.model, job.model_sha256)) if self._models else None
        if kept is not None:
            return kept
        on_progress(Progress(stage=LOADING, fraction=0.0))
        entry = find(job.model, self._models_folder)
        entry.require_same(job.model_sha256)
        model = self._load(entry, job.model_sha256, tell)
        on_progress(Progress(stage=LOADING, fraction=0.0))
        return model

    def _load(self, entry: Entry, sha256: str, tell: Tell) -> LoadedModel:
        from bridge.engine.device import choose_placement, release_memory
        from bridge.engine.loading import load

        folder = entry.require()
        check_folder(folder)
        placement = choose_placement(self._settings.device)
        if self._models is None:
            self._models = LruCache(self._budget_bytes or default_budget_bytes(placement))
        size_bytes = weights_bytes(folder)
        gone = self._models.make_room(size_bytes)
        if free_bytes(placement) < size_bytes:
            gone += self._models.clear()
        if gone:
            release_memory()
        model = load(folder, placement, entry.info, tell)
        # One that had to do with the processor for once is not kept there.
        if model.placement == placement:
            self._models.put((entry.name, sha256), model, size_bytes)
        return model

    def _forget_all(self) -> None:
        from bridge.engine.device import release_memory

        if self._drawings is not None:
            self._drawings.clear()
        if self._models is not None and self._models.clear():
            release_memory()


def weights_bytes(folder: Path) -> int:
    """The size of a model's weights on disk, near enough to what they take in memory."""
    total = 0
    for part in WEIGHTS:
        variant = weights_variant(folder, part)
        files = [path for path in (folder / part).glob("*.safetensors") if path.is_file()]
        total += sum(path.stat().st_size for path in files if (".fp16" in path.name) == (variant == "fp16"))
    timbres = folder / TIMBRES_FILE
    return total + (timbres.stat().st_size if timbres.is_file() else 0)


def default_budget_bytes(placement: Placement) -> int:
    """How much of the memory that `placement` draws in models may fill."""
    import torch

    if placement.device.type == "cuda":
        return int(SHARE_OF_GPU * torch.cuda.mem_get_info(placement.device)[1])
    if placement.device.type == "mps":
        return int(SHARE_OF_GPU * torch.mps.recommended_max_memory())
    return int(SHARE_OF_MEMORY * machine_memory_bytes())


def free_bytes(placement: Placement) -> float:
    """What is free on a CUDA device, whoever has taken the rest; elsewhere it cannot be told."""
    import torch

    if placement.device.type == "cuda":
        return float(torch.cuda.mem_get_info(placement.device)[0])
    return float("inf")


def machine_memory_bytes() -> int:
    """The memory of this machine; 8 GB where it does not say."""
    if sys.platform == "win32":
        return _UNKNOWN_MEMORY_BYTES
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
