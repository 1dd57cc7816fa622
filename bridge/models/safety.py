"""Refuses model folders whose files could run code or exhaust the machine.

A folder may come from anywhere. Only safetensors are loaded; so an index of shards may name nothing else, and
nothing outside its folder. Configurations are only numbers and names of known classes: what would fetch or
run code is refused, and so are sizes that no model has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bridge.errors import BadFile, BadModel
from bridge.untrusted import read_text

MAX_CONFIG_BYTES = 8 * 2**20
MAX_INDEX_BYTES = 16 * 2**20
# The largest number in a Stable Diffusion configuration is CLIP's vocabulary, 49,408.
MAX_NUMBER = 1_000_000
MAX_LAYERS = 256
MAX_LIST = 4096
_CODE = ("auto_map", "custom_pipelines", "quantization_config", "trust_remote_code")
_ATTENTION = ("eager", "sdpa")


def check_files(folder: Path, parts: tuple[str, ...]) -> None:
    """Raise `BadModel` unless the indices and configurations of `parts` can be trusted."""
    for part in parts:
        for path in sorted((folder / part).glob("*.json")):
            if path.name.endswith((".index.json", ".index.fp16.json")):
                _check_index(path)
            elif "config" in path.name:
                _check_config(path)


def _check_index(path: Path) -> None:
    index = _read(path, MAX_INDEX_BYTES)
    shards = index.get("weight_map")
    if not isinstance(shards, dict):
        raise BadModel(f"{path} is not an index of weights: it has no weight_map.")
    for name in {str(shard) for shard in shards.values()}:
        is_plain = Path(name).name == name and "\\" not in name and name.endswith(".safetensors")
        if not is_plain or not (path.parent / name).resolve().is_relative_to(path.parent.resolve()):
            raise BadModel(
                f"{path} names “{name[:60]}”. Only .safetensors files in the same folder are loaded, since "
                "others can run code."
            )


def _check_config(path: Path) -> None:
    for key, value in _values(_read(path, MAX_CONFIG_BYTES)):
        if key in _CODE:
            raise BadModel(f"{path} asks for code of its own ({key}), which is never run. Remove that entry.")
        if key in ("_attn_implementation", "attn_implementation") and value not in (*_ATTENTION, None):
            raise BadModel(f"{path} asks for the attention “{value}”. Use one of {', '.join(_ATTENTION)}.")
        most = MAX_LAYERS if "layers" in key else MAX_NUMBER
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and not -MAX_NUMBER <= value <= most:
            raise BadModel(f"{path} has {key} = {value}; at most {most:,} is loaded.")
        if isinstance(value, list) and len(value) > MAX_LIST:
            raise BadModel(f"{path} has {len(value):,} values for {key}; at most {MAX_LIST:,} are loaded.")


def _values(config: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every value at any depth, with the name it stands under."""
    waiting: list[tuple[str, Any]] = list(config.items())
    while waiting:
        key, value = waiting.pop()
        yield key, value
        if isinstance(value, dict):
            waiting += value.items()
        elif isinstance(value, list):
            waiting += [(key, each) for each in value]


def _read(path: Path, max_bytes: int) -> dict[str, Any]:
    try:
        value = json.loads(read_text(path, max_bytes))
    except BadFile as error:
        raise BadModel(str(error)) from error
    except (OSError, ValueError, RecursionError) as error:
        raise BadModel(f"{path} can't be read: {error}.") from error
    if not isinstance(value, dict):
        raise BadModel(f"{path} is not a JSON object.")
    return value
