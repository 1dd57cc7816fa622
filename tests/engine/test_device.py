"""Where to compute, and the ladder down when memory runs out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from bridge.engine.device import PROCESSOR, available_devices, choose_placement, first_that_fits
from bridge.errors import BadRequest, Cancelled, OutOfMemory


def pretend(
    monkeypatch: pytest.MonkeyPatch, *, cuda: int = 0, capability: int = 8, metal: bool = False
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda > 0)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: cuda)
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: (capability, 0))
    monkeypatch.setattr(torch.mps, "is_available", lambda: metal)


def test_without_an_accelerator_it_is_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch)
    assert choose_placement() == choose_placement("CPU ") == PROCESSOR


def test_the_best_device_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, cuda=2, metal=True)
    assert available_devices() == ["cuda", "cuda:0", "cuda:1", "mps", "cpu"]
    assert str(choose_placement()) == "cuda (float16)"
    assert str(choose_placement("cuda:1")) == "cuda:1 (float16)"
    assert str(choose_placement("mps")) == "mps (float32)"
    assert choose_placement("cpu") == PROCESSOR


def test_old_cards_have_no_half_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, cuda=1, capability=6)
    assert choose_placement().dtype == torch.float32


@pytest.mark.parametrize("name", ["cuda", "cuda:7", "gpu", "", "mps"])
def test_a_device_that_is_not_there(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    pretend(monkeypatch)
    with pytest.raises(BadRequest, match="Use auto or cpu"):
        choose_placement(name)


def fails(error: Exception) -> Callable[[], str]:
    def attempt() -> str:
        raise error

    return attempt


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"),
        RuntimeError("MPS backend out of memory (MPS allocated: 8 GB)"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate"),
        MemoryError(),
    ],
)
def test_every_kind_of_full_memory_leads_down_the_ladder(error: Exception) -> None:
    told: list[str] = []
    result = first_that_fits([("on cuda", fails(error)), ("on the processor", lambda: "done")], told.append)
    assert result == "done"
    assert told == ["Not enough memory on cuda; trying on the processor."]


def test_the_end_of_the_ladder() -> None:
    attempts = [(where, fails(MemoryError())) for where in ("on cuda", "on the processor")]
    with pytest.raises(OutOfMemory, match=r"memory on the processor\. Ask for fewer clips or bars"):
        first_that_fits(attempts)


@pytest.mark.parametrize("error", [Cancelled("enough"), RuntimeError("shapes do not fit"), ValueError()])
def test_other_errors_pass_through(error: Exception) -> None:
    with pytest.raises(type(error)):
        first_that_fits([("here", fails(error)), ("there", lambda: "done")])
