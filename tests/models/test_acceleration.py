"""Which LoRAs are for few steps: known by the names that their makers gave them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bridge.models.acceleration import Acceleration, acceleration_of


def lora(path: Path, **metadata: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    header = json.dumps({"__metadata__": metadata}).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header)
    return path


@pytest.mark.parametrize(
    "name, found",
    [
        ("lcm-lora-sdv1-5", Acceleration("LCM", 4, "lcm")),
        ("LCM_2step", Acceleration("LCM", 2, "lcm")),
        ("Hyper-SD15-1step-lora", Acceleration("Hyper-SD", 1, "tcd")),
        ("Hyper-SD15-8steps-lora", Acceleration("Hyper-SD", 8, "ddim-trailing")),
        ("Hyper-SD15-12steps-CFG-lora", Acceleration("Hyper-SD", 12, "ddim-trailing", 5.0)),
        ("TCD-SD15-LoRA", Acceleration("TCD", 4, "tcd")),
        ("dmd2_sd15_4step_lora", Acceleration("DMD", 4, "lcm-trailing")),
        ("flash-sd", Acceleration("Flash Diffusion", 4, "lcm-trailing")),
        ("lcm-99steps", Acceleration("LCM", 4, "lcm")),
        ("hyperpop", None),
        ("calcmix", None),
        ("mine-4steps", None),
    ],
)
def test_by_name(tmp_path: Path, name: str, found: Acceleration | None) -> None:
    assert acceleration_of(lora(tmp_path / f"{name}.safetensors")) == found
    inner = lora(tmp_path / name / "pytorch_lora_weights.safetensors")
    assert acceleration_of(inner) == found


def test_by_title_where_the_file_was_renamed(tmp_path: Path) -> None:
    path = lora(tmp_path / "quick.safetensors", ss_output_name="Hyper-SD15-2steps-lora")
    assert acceleration_of(path) == Acceleration("Hyper-SD", 2, "ddim-trailing")
    titled = lora(tmp_path / "faster.safetensors", **{"modelspec.title": "LCM LoRA"})
    assert acceleration_of(titled) == Acceleration("LCM", 4, "lcm")
    # Only a folder that a tool saved says anything.
    assert acceleration_of(lora(tmp_path / "lcm" / "tape.safetensors")) is None


@pytest.mark.parametrize(
    "data", [b"", b"x", bytes(8), b"\xff" * 16, b"\x02" + bytes(7) + b"[]", b"\x01" + bytes(7)]
)
def test_a_damaged_header_has_no_title(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "quick.safetensors"
    path.write_bytes(data)
    assert acceleration_of(path) is None
