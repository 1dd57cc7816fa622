"""Which models there are, where they lie, where they come from, and under which licence.

Any diffusers folder can be named by its path, or by its bare name if it lies in the models folder.
"""

from __future__ import annotations

import difflib
from pathlib import Path, PurePath

import msgspec

from bridge.errors import BadModel, BadRequest, RiffbridgeError
from bridge.models.folder import folder_sha256, read_info
from bridge.models.info import ModelInfo, plain_stable_diffusion
from bridge.settings import expanded
from bridge.untrusted import is_folder

# The folder of LoRAs lies among the models.
LORAS = "loras"
STARTER_FOLDER = Path(__file__).parent.parent / "engine" / "starter"


class HubFile(msgspec.Struct, frozen=True):
    """A file of a repository on the hub. Without a known `sha256` the first one seen is trusted."""

    path: str
    size_bytes: int | None = None
    sha256: str | None = None


class HubSource(msgspec.Struct, frozen=True):
    """What is fetched: just `files` of `repository`, at one `revision` (a commit, so that it stays)."""

    repository: str
    revision: str
    files: tuple[HubFile, ...]

    @property
    def page(self) -> str:
        """Where a person can look at the files and fetch them by hand."""
        return f"https://huggingface.co/{self.repository}/tree/{self.revision}"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A model: where it is looked for, what it is if its folder does not say, how it can be had."""

    name: str
    folder: Path
    stated: ModelInfo | None = None
    hub: HubSource | None = None

    @property
    def info(self) -> ModelInfo:
        """What is known of the model; read from its folder unless the catalogue states it."""
        return self.stated or read_info(self.folder)

    @property
    def is_present(self) -> bool:
        """Whether its folder is there (whole or not is for `folder.check_folder` to say)."""
        return (self.folder / "unet" / "config.json").is_file()

    def require_same(self, sha256: str) -> Path:
        """Its folder. Raises `BadModel` if it isn't there, `BadRequest` if it isn't the one of `sha256`."""
        if folder_sha256(folder := self.require()) != sha256:
            raise BadRequest(f"The model {self.name} has changed since you asked. Ask again.")
        return folder

    def require(self) -> Path:
        """Its folder. Raises `BadModel` that says how to come by it if it is not there."""
        if self.is_present:
            return self.folder
        if self.hub is not None:
            raise BadModel(
                f"{self.name} isn't installed. Download it with riffbridge models --get {self.name}."
            )
        raise BadModel(f"There is no model in {self.folder}.")


# Riffusion was published as pickles. This commit, pull request 11 of the same repository, adds its weights
# as safetensors. Sizes and hashes are those on the commit's page; the VAE's is also that of Stable Diffusion
# 1.5, which Riffusion left as it was. The small files have no published hash, but the commit names their
# content. The 13.9 GB checkpoint, the pickled U-Net and the safety checker are not fetched.
RIFFUSION_SOURCE = HubSource(
    "riffusion/riffusion-model-v1",
    "ea2085a79829d34f529dbec1906321335c49195b",
    (
        HubFile("scheduler/scheduler_config.json"),
        HubFile("tokenizer/merges.txt"),
        HubFile("tokenizer/special_tokens_map.json"),
        HubFile("tokenizer/tokenizer_config.json"),
        HubFile("tokenizer/vocab.json"),
        HubFile("text_encoder/config.json"),
        HubFile(
            "text_encoder/model.safetensors",
            492_265_879,
            "7b3a12df205cb3c74dd4eae4354d93f606ae6b3bc29d5d06fd97921cb9ad8a81",
        ),
        HubFile("vae/config.json"),
        HubFile(
            "vae/diffusion_pytorch_model.safetensors",
            334_643_276,
            "a2b5134f4dbc140d9c11f11cba3233099e00af40f262f136c691fb7d38d2194c",
        ),
        HubFile("unet/config.json"),
        HubFile(
            "unet/diffusion_pytorch_model.safetensors",
            3_438_167_534,
            "d39251d29723c9b9affc1eddeff8dd76f426568294b11d5a58ab0324b24962ed",
        ),
    ),
)
RIFFUSION_INFO = msgspec.structs.replace(
    plain_stable_diffusion("riffusion-v1", "CreativeML OpenRAIL-M"), title="Riffusion v1"
)


def entries(models_folder: Path) -> list[Entry]:
    """The models that have a name: ours, those of the hub, and whatever lies in `models_folder`."""
    named = _named(models_folder)
    others = sorted(path for path in models_folder.glob("*/") if not is_reserved(path.name))
    return named + [Entry(name=path.name, folder=path) for path in others if not path.name.startswith(".")]


def _named(models_folder: Path) -> list[Entry]:
    """The models that have a name wherever they lie."""
    return [
        Entry(name="starter", folder=STARTER_FOLDER),
        Entry(
            name="riffusion-v1",
            folder=models_folder / "riffusion-v1",
            stated=RIFFUSION_INFO,
            hub=RIFFUSION_SOURCE,
        ),
    ]


def is_reserved(name: str) -> bool:
    """Whether a folder called `name` among the models would stand for something else: a model of the
    catalogue, or the LoRAs."""
    return name.casefold() in {LORAS, *(entry.name for entry in _named(Path()))}


def title_of(name: str, models_folder: Path) -> str:
    """The title of the model that a certificate calls `name`; if it isn't here, its name without folders."""
    try:
        return find(name, models_folder, by_path=False).info.title
    except RiffbridgeError:
        return PurePath(name).name


def find(name: str, models_folder: Path, *, by_path: bool = True) -> Entry:
    """The model called `name`; with `by_path` also the folder at the path `name`.

    Raises `BadRequest`, with the nearest name, if there is neither.
    """
    known = {entry.name: entry for entry in entries(models_folder)}
    if name in known:
        return known[name]
    folder = expanded(name) if by_path else None
    if name and folder is not None and is_folder(folder):
        folder = folder.resolve()
        return Entry(name=str(folder), folder=folder)
    near = difflib.get_close_matches(name.lower(), known, n=1)
    or_folder = ", or give a folder" if by_path else ""
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}{or_folder}."
    raise BadRequest(f"There is no model “{name[:80]}”; {hint}")


def draws_in_musical_time(name: str, models_folder: Path) -> bool:
    """Whether the model called `name` draws in fractions of a quarter note, so that a loop drawn once can be
    decoded at any tempo. One that isn't there, or can't be read, counts as not: whoever renders with it is
    told why."""
    try:
        return find(name, models_folder).info.format.is_musical
    except RiffbridgeError:
        return False
