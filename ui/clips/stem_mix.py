"""Mixes some of a clip's stems to a loop that can be played in its place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec
import numpy as np

from bridge.sound.files.atomic import atomic_write
from bridge.sound.files.encoding import Label, encode_sound
from bridge.sound.files.reading import Sound, read_audio
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import FileFormat

# Stems haven't been mastered: they get up to this gain to be as loud as their clip.
_MOST_GAIN = 8.0


def heard(names: Sequence[str], muted: Collection[str], soloed: Collection[str]) -> tuple[str, ...]:
    """Which stems are heard: the soloed ones, or all if none is soloed; never a muted one."""
    chosen = [name for name in names if name in soloed] or names
    return tuple(name for name in chosen if name not in muted)


def mixed(clip: Clip, stems: Sequence[Path], names: Collection[str], folder: Path) -> Clip:
    """A loop of the stems called `names`, as loud as they are in `clip`, written into `folder`.

    Its digest isn't the clip's. Raises `BadFile` for a stem that can't be read, and
    `StorageFailed` if the disk refuses.
    """
    title = f"{clip.job.prompt}: {', '.join(names) or '–'}"
    job = msgspec.structs.replace(clip.job, prompt=title)
    path = folder / f"{job.digest[:16]}.wav"
    if not path.exists():
        sounds = {stem.stem: read_audio(stem, clip.rate_hz)[0] for stem in stems}
        whole, _ = read_audio(clip.path, clip.rate_hz)
        gain = _gain(whole, _sum(list(sounds.values()), whole))
        part = _sum([sound for name, sound in sounds.items() if name in names], whole) * gain
        label = Label(rate_hz=clip.rate_hz, file_format=FileFormat.WAV24, loop=job.loop, title=title)
        atomic_write(path, encode_sound(part.clip(-1, 1), label))
    return msgspec.structs.replace(clip, job=job, path=path)


def _sum(sounds: Sequence[Sound], like: Sound) -> Sound:
    """The sum of `sounds`, cut or filled with silence to the length of `like`."""
    total = np.zeros((2, like.shape[1]), np.float32)
    for sound in sounds:
        frames = min(sound.shape[1], total.shape[1])
        total[:, :frames] += sound[:, :frames]
    return total


def _gain(clip: Sound, total: Sound) -> np.float32:
    """The gain that makes `total` as loud as `clip`, up to `_MOST_GAIN`."""
    power, wanted = float(np.mean(total**2)), float(np.mean(clip**2))
    return np.float32(min(_MOST_GAIN, (wanted / power) ** 0.5) if power > 0 else 1.0)
