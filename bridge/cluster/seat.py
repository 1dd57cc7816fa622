"""A worker's place in a cluster: holds a model, and sends clips home as bytes. Runs at the worker."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from msgspec.structs import replace

from bridge import __version__
from bridge.cluster.cluster import Rendered
from bridge.errors import BadModel, BadRequest, Cancelled, RiffbridgeError
from bridge.models.catalogue import find
from bridge.models.folder import folder_sha256
from bridge.scratch import scratch_folder
from bridge.settings import read_settings
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.encoding import encode_clip
from bridge.sound.files.reading import read_audio
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import Progress, RenderJob, SourceAudio
from bridge.worker.worker import failure_of, is_device_lost, named


class Seat:
    """Renders one job at a time, by this machine's own settings but for the model.

    Errors of ours are returned rather than raised, since whoever carries them home wraps what is
    raised. `stop` may be called from another thread.
    """

    def __init__(self, renderer: str, device: str | None) -> None:
        settings = read_settings()
        self._settings = settings if device is None else replace(settings, device=device)
        self._renderer_name = renderer
        self._stopped = threading.Event()

    def prepare(self, job: RenderJob, version: str) -> RiffbridgeError | None:
        """Load the model of `job`. Returns why this worker is unfit, unless it is fit."""
        try:
            if version != __version__:
                raise BadRequest(f"it runs Riffbridge {__version__}, not {version}; install the same there.")
            self._check_model(job)
            self._renderer = named(self._renderer_name)(replace(self._settings, model=job.model))
            self._renderer.prepare(self._stopped.is_set)
        except Exception as error:
            return _for_home(error)
        return None

    def render(self, job: RenderJob, source: bytes | None) -> Rendered | RiffbridgeError:
        """The clip of `job`, whose source, if it has one, holds `source`."""
        try:
            return self._rendered(job, source)
        except Exception as error:
            return _for_home(error)

    def stop(self) -> None:
        """Let go of what is being rendered, within a step, and of all that comes."""
        self._stopped.set()

    def _check_model(self, job: RenderJob) -> None:
        folder = find(job.model, Path(self._settings.models_folder)).require()
        if (found := folder_sha256(folder)) != job.model_sha256:
            raise BadModel(
                f"its model {job.model} differs from the one here (SHA-256 {found[:12]}…, not "
                f"{job.model_sha256[:12]}…); copy the folder there."
            )

    def _rendered(self, job: RenderJob, source: bytes | None) -> Rendered:
        """Rendered to a file of float samples, which are all there is, and encoded as the job says.

        So the certificate names the job as it was ordered, not where its source was lent a place here. The
        file is named as the clip is, since an OGG is mastered with more headroom.
        """
        said: list[str] = []
        with scratch_folder() as folder:
            path = folder / f"clip{job.file_format.suffix}"
            local = replace(job, file_format=FileFormat.WAV_FLOAT, source=_lent(job, source, folder))
            [clip] = self._renderer.render([(local, path)], self._heed, said.append)
            (sound, _), certificate = read_audio(path), read_certificate(path)
        return Rendered(
            data=encode_clip(sound, replace(certificate, job=job)),
            clip=replace(clip, job=job),
            said=tuple(said),
        )

    def _heed(self, progress: Progress) -> None:
        if self._stopped.is_set():
            raise Cancelled("Cancelled.")


def _lent(job: RenderJob, source: bytes | None, folder: Path) -> SourceAudio | None:
    """The job's source in `folder`: where it lies at home is nobody's business here."""
    if job.source is None or source is None:
        return job.source
    path = folder / f"source{Path(job.source.path).suffix}"
    path.write_bytes(source)
    return replace(job.source, path=str(path))


def _for_home(error: Exception) -> RiffbridgeError:
    """`error` as one sentence. After one that has taken the device with it there is no going on."""
    if isinstance(error, RiffbridgeError):
        return type(error)(str(error))
    if is_device_lost(error):
        os._exit(1)
    return RiffbridgeError(failure_of(error).message)
