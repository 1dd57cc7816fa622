"""A model's folder on disk: what must be in it, and its fingerprint. No tensors here.

The layout is that of diffusers: `unet/`, `vae/`, `text_encoder/`, `tokenizer/` and `scheduler/`,
each with its configuration, weights as safetensors only (a pickle runs whatever code it holds).
`riffbridge.json` beside them tells what the pictures mean, and for a model that has them `lexicon.json` which
words are heard and `timbres.safetensors` how single notes sound; without the first the folder counts as
plain Stable Diffusion in Riffusion's format.
"""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

import msgspec

from bridge.composing.fingerprint import composing_sha256
from bridge.errors import BadModel, RiffbridgeError
from bridge.models.info import ModelInfo, plain_stable_diffusion
from bridge.models.safety import check_files
from bridge.prompts.lexicon import Lexicon
from bridge.untrusted import read_bytes

MAX_JSON_BYTES = 16 * 2**20
INFO_FILE, LEXICON_FILE, TIMBRES_FILE = "riffbridge.json", "lexicon.json", "timbres.safetensors"
# What composed every clip from before there were genre files. It stays as it is: clips that are made with
# those genres and instruments keep their digests, and others have others.
FIRST_COMPOSING_SHA256 = "6d2adfcb1e6c89f040a33a5310aba84e65ec033d07483a5604d8f6260c47bb39"
_OWN_FILES = {INFO_FILE, LEXICON_FILE, TIMBRES_FILE}
_COUNTED = (".safetensors", ".json", ".txt")
# Stems of weights files, the name diffusers or transformers gives them; `.fp16` is a variant.
WEIGHTS = {"unet": "diffusion_pytorch_model", "vae": "diffusion_pytorch_model", "text_encoder": "model"}
CONFIGS = {
    "unet": ("config.json",),
    "vae": ("config.json",),
    "text_encoder": ("config.json",),
    "tokenizer": ("vocab.json", "merges.txt"),
    "scheduler": ("scheduler_config.json",),
}


def read_info(folder: Path) -> ModelInfo:
    """What `folder` says of itself; read again when its `riffbridge.json` has changed.

    Raises `BadModel` if that cannot be read.
    """
    path = folder / INFO_FILE
    try:
        state = path.stat()
    except OSError:
        return plain_stable_diffusion(folder.name)
    return _read_info(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=16)
def _read_info(path: Path, size_bytes: int, changed_ns: int) -> ModelInfo:
    try:
        return msgspec.json.decode(read_bytes(path, MAX_JSON_BYTES), type=ModelInfo)
    except (OSError, msgspec.DecodeError, RiffbridgeError) as error:
        raise BadModel(f"{path} isn't a model description: {error}.") from error


def write_info(folder: Path, info: ModelInfo) -> None:
    """Write `info` as the `riffbridge.json` of `folder`."""
    text = msgspec.json.format(msgspec.json.encode(info), indent=2)
    (folder / INFO_FILE).write_bytes(text + b"\n")


def read_lexicon(folder: Path) -> Lexicon:
    """The words that the model in `folder` was trained on; read again when they change.

    Raises `BadModel` if they cannot be read.
    """
    path = folder / LEXICON_FILE
    return _read_lexicon(path, file_sha256(path))


@lru_cache(maxsize=4)
def _read_lexicon(path: Path, sha256: str) -> Lexicon:
    try:
        return msgspec.json.decode(read_bytes(path, MAX_JSON_BYTES), type=Lexicon)
    except (OSError, msgspec.DecodeError) as error:
        raise BadModel(f"{path} isn't a lexicon: {error}.") from error


def write_lexicon(folder: Path, lexicon: Lexicon) -> None:
    """Write `lexicon` as the `lexicon.json` of `folder`."""
    text = msgspec.json.format(msgspec.json.encode(lexicon), indent=1)
    (folder / LEXICON_FILE).write_bytes(text + b"\n")


def weights_variant(folder: Path, part: str) -> str | None:
    """Which variant of `part`'s safetensors is there: `None` for the plain one, or `"fp16"`.

    Raises `FileNotFoundError` if there is neither.
    """
    stem = WEIGHTS[part]
    for variant, infix in ((None, ""), ("fp16", ".fp16")):
        single = folder / part / f"{stem}{infix}.safetensors"
        sharded = folder / part / f"{stem}.safetensors.index{infix}.json"
        if single.is_file() or sharded.is_file():
            return variant
    raise FileNotFoundError(f"{part}/{stem}.safetensors")


def weights_files(folder: Path, part: str) -> list[Path]:
    """The safetensors of `part`, one or several. Raises `FileNotFoundError` if there are none."""
    variant, stem = weights_variant(folder, part), WEIGHTS[part]
    infix = f".{variant}" if variant else ""
    index = folder / part / f"{stem}.safetensors.index{infix}.json"
    if not index.is_file():
        return [folder / part / f"{stem}{infix}.safetensors"]
    shards = msgspec.json.decode(read_bytes(index, MAX_JSON_BYTES))["weight_map"].values()
    return [folder / part / Path(name).name for name in sorted(set(shards))]


def check_folder(folder: Path) -> None:
    """Raise `BadModel`, naming all that is missing, unless `folder` holds a whole model."""
    if not folder.is_dir():
        raise BadModel(f"There is no model folder {folder}.")
    missing = [
        f"{part}/{name}" for part, names in CONFIGS.items() for name in names
        if not (folder / part / name).is_file() and not _replaced(folder, part)
    ]  # fmt: skip
    pickled = []
    for part, stem in WEIGHTS.items():
        try:
            weights_variant(folder, part)
        except FileNotFoundError:
            missing.append(f"{part}/{stem}.safetensors")
            pickled += [f"{part}/{path.name}" for path in _pickles(folder / part)]
    if pickled:
        raise BadModel(
            f"{folder} holds pickled weights ({', '.join(pickled)}), which can run any code. They are "
            "never loaded: convert them to safetensors."
        )
    if not missing:
        check_files(folder, tuple(CONFIGS))
        return
    lone = [path.name for path in _pickles(folder) + sorted(folder.glob("*.safetensors"))]
    hint = f" A single file ({lone[0]}) must first be converted to a diffusers folder." if lone else ""
    raise BadModel(f"{folder} isn't a complete diffusers model. Missing: {', '.join(missing)}.{hint}")


def _replaced(folder: Path, part: str) -> bool:
    """A tokenizer may come as one `tokenizer.json` instead of a vocabulary and merges."""
    return part == "tokenizer" and (folder / part / "tokenizer.json").is_file()


def _pickles(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix in (".bin", ".ckpt", ".pt", ".pth"))


def folder_sha256(folder: Path) -> str:
    """Fingerprint of all that a model draws with: SHA-256 over names and hashes of its files.

    Counted are `riffbridge.json`, `lexicon.json`, `timbres.safetensors` and the weights, configurations
    and vocabularies of the five parts, in the order of their names. A file is hashed once as long as its
    size and time of change stand. A model that reads sketches draws what is composed: where our genres and
    instruments aren't those of `FIRST_COMPOSING_SHA256`, their digest counts as one more file. Raises
    `BadModel` if a file cannot be read.
    """
    counted = [f"{part}/{name}" for part in CONFIGS for name in _file_names(folder / part)]
    counted += _OWN_FILES.intersection(_file_names(folder))
    lines = sorted(f"{name} {file_sha256(folder / name)}\n" for name in counted)
    if TIMBRES_FILE in counted and (composing := composing_sha256()) != FIRST_COMPOSING_SHA256:
        lines.append(f"composing {composing}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _file_names(folder: Path) -> list[str]:
    """The files in `folder` that may count; none if there is no such folder. Each request asks, and a scan
    takes a fifth of what `Path.glob` does."""
    try:
        with os.scandir(folder) as found:
            return [entry.name for entry in found if entry.name.endswith(_COUNTED)]
    except OSError:
        return []


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, remembered as long as its size and time of change stand."""
    try:
        state = path.stat()
        return _file_sha256(path, state.st_size, state.st_mtime_ns)
    except OSError as error:
        raise BadModel(f"{path} cannot be read: {error.strerror}.") from error


@lru_cache(maxsize=256)
def _file_sha256(path: Path, size_bytes: int, changed_ns: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
