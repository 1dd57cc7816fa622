"""Chooses the device and the precision to compute in, and what to do when memory runs out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch

from bridge.errors import BadRequest, OutOfMemory

T = TypeVar("T")


@dataclass(frozen=True)
class Placement:
    """A device and the precision of U-Net and text encoder on it (the codec is always float32)."""

    device: torch.device
    dtype: torch.dtype

    def __str__(self) -> str:
        return f"{self.device} ({str(self.dtype).removeprefix('torch.')})"


PROCESSOR = Placement(torch.device("cpu"), torch.float32)


def choose_placement(name: str = "auto") -> Placement:
    """The placement called `name`: `auto` (CUDA, else Metal, else the processor), `cpu`, `cuda`,
    `cuda:1`, `mps`. Raises `BadRequest` for a name that is none, or a device that is not there.
    """
    wanted = name.strip().lower()
    if wanted == "auto":
        wanted = "cuda" if torch.cuda.is_available() else "mps" if torch.mps.is_available() else "cpu"
    available = available_devices()
    if wanted not in available:
        raise BadRequest(f"“{name[:40]}” isn't available. Use auto or {', '.join(available)}.")
    device = torch.device(wanted)
    return Placement(device, _precision(device))


def available_devices() -> list[str]:
    """Names of the devices of this machine, best first."""
    cuda = torch.cuda.device_count() if torch.cuda.is_available() else 0
    numbered = [f"cuda:{i}" for i in range(cuda)]
    return [*(["cuda"] if cuda else []), *numbered, *(["mps"] if torch.mps.is_available() else []), "cpu"]


def _precision(device: torch.device) -> torch.dtype:
    """Half precision where the hardware has units for it (CUDA from Volta on), else float32.

    float16 rather than bfloat16: three more bits of mantissa, and Stable Diffusion stays within its
    range. On Metal half precision has been seen to draw black pictures; processors without units
    for it emulate it, fifty times slower.
    """
    if device.type == "cuda" and torch.cuda.get_device_capability(device) >= (7, 0):
        return torch.float16
    return torch.float32


def is_out_of_memory(error: BaseException) -> bool:
    """Whether `error` is how torch says that a device or the processor has no room left.

    CUDA has a class for it; Metal and the processor's allocator raise a plain `RuntimeError`.
    """
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError) and ("out of memory" in text or "can't allocate memory" in text)


def first_that_fits(
    attempts: Sequence[tuple[str, Callable[[], T]]], tell: Callable[[str], None] = lambda message: None
) -> T:
    """The result of the first of `attempts` (how it is called, what it does) that finds room.

    `tell` hears of each that did not and what is tried instead. Raises `OutOfMemory` if none fits;
    every other error passes through.
    """
    for number, (name, attempt) in enumerate(attempts, start=1):
        try:
            return attempt()
        except Exception as error:
            if not is_out_of_memory(error):
                raise
        # Past the `except`, so that the traceback no longer holds on to what filled the memory.
        release_memory()
        if number < len(attempts):
            tell(f"Not enough memory {name}; trying {attempts[number][0]}.")
    raise OutOfMemory(f"There was not enough memory {attempts[-1][0]}. Ask for fewer clips or bars.")


def release_memory() -> None:
    """Give memory that nobody uses any more back to the devices."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if torch.mps.is_available():
        torch.mps.empty_cache()
