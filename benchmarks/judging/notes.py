"""Which pitch classes basic-pitch hears.

R. M. Bittner et al., "A lightweight instrument-agnostic model for polyphonic note transcription and
multipitch estimation" (2022); the network is that of the package basic-pitch 0.4.0 (Apache-2.0), run
by onnxruntime without the rest of the package.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridge.errors import BadRequest

Array = NDArray[np.float64]

RATE_HZ = 22_050
_WINDOW_SAMPLES = 43_844
_NETWORK = Path("saved_models/icassp_2022/nmp.onnx")
_INPUT, _NOTES = "serving_default_input_2:0", "StatefulPartitionedCall:1"
# A note sounds from this activation on, the package's own default; row 0 is MIDI's 21, an A.
_SOUNDING, _LOWEST_CLASS = 0.3, 9
_HOW = (
    "basic-pitch judges here; get it with: "
    "pip install onnxruntime && pip install --no-deps basic-pitch==0.4.0"
)


class NoteListener:
    """The network, loaded once."""

    def __init__(self) -> None:
        found = find_spec("basic_pitch")
        if found is None or not found.submodule_search_locations or find_spec("onnxruntime") is None:
            raise BadRequest(_HOW)
        runtime: Any = import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        path = Path(found.submodule_search_locations[0]) / _NETWORK
        self._session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def pitch_classes(self, sound: Array) -> Array:
        """How much each pitch class sounds `[12]`, from C, in the circle `sound` `[N]` at 22,050 Hz:
        each note's activation summed over the time that it sounds, which is length by strength."""
        count = max(1, round(len(sound) / _WINDOW_SAMPLES))
        starts = np.arange(count) * len(sound) // count
        index = (starts[:, None] + np.arange(_WINDOW_SAMPLES)) % len(sound)
        windows = sound[index][..., None].astype(np.float32)
        activations = self._session.run([_NOTES], {_INPUT: windows})[0]
        return fold(np.where(activations > _SOUNDING, activations, 0.0).sum(axis=(0, 1)))


def fold(notes: Array) -> Array:
    """The sums `[12]` over octaves, from C, of 88 notes from a piano's lowest A."""
    classes = (np.arange(len(notes)) + _LOWEST_CLASS) % 12
    return np.asarray(np.bincount(classes, weights=notes, minlength=12), dtype=np.float64)
