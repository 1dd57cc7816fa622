"""Loads a model's folder into memory. Downloads nothing, and opens no pickles."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel

from bridge.composing.instruments import instruments
from bridge.engine.circular import wrap_in_time
from bridge.engine.clip_text import ClipText, read_clip_text
from bridge.engine.clip_tokens import Tokenizer, read_tokenizer
from bridge.engine.codec import Codec, PatchLevels, PictureLevels
from bridge.engine.conditioning_channels import conditioning_channels
from bridge.engine.device import PROCESSOR, Placement, first_that_fits
from bridge.engine.loras import LoraWeights, read_lora
from bridge.engine.patches import PatchCodec
from bridge.engine.quiet import quiet
from bridge.engine.sketch import sketch_channels
from bridge.engine.timbres import Timbres, read_timbres
from bridge.errors import BadModel, RiffbridgeError
from bridge.models.acceleration import Acceleration, acceleration_of
from bridge.models.folder import (
    TIMBRES_FILE,
    check_folder,
    folder_sha256,
    read_info,
    read_lexicon,
    weights_variant,
)
from bridge.models.info import ModelInfo
from bridge.models.loras import job_lora_paths
from bridge.prompts.lexicon import Lexicon
from bridge.prompts.parser import PromptParser, parser_for
from bridge.vocabulary.jobs import RenderJob


@dataclass(frozen=True)
class LoadedModel:
    """A model ready to draw. Its convolutions wrap in time.

    Columns are of the spectrogram; a latent column is `codec.columns_per_latent` of them. `sha256` is
    the fingerprint of the folder that it was loaded from (`folder.folder_sha256`). `loras` are applied to it
    while it draws; `accelerations` are the settings that those for few steps ask for, by title.
    """

    info: ModelInfo
    sha256: str
    tokenizer: Tokenizer
    text_encoder: ClipText
    unet: UNet2DConditionModel
    codec: Codec
    scheduler_config: dict[str, Any]
    placement: Placement
    lexicon: Lexicon | None = None
    timbres: Timbres | None = None
    loras: tuple[LoraWeights, ...] = ()
    accelerations: Mapping[str, Acceleration] = field(default_factory=dict)

    @property
    def prompt_parser(self) -> PromptParser | None:
        """By which a prompt was understood when the model was made, if it has a lexicon."""
        return None if self.lexicon is None else parser_for(self.lexicon)

    @property
    def known_names(self) -> frozenset[str]:
        """What its text encoder can be told."""
        return frozenset(entry.name for entry in self.lexicon.entries) if self.lexicon else frozenset()

    @property
    def device(self) -> torch.device:
        return self.placement.device

    @property
    def dtype(self) -> torch.dtype:
        return self.placement.dtype

    @property
    def latent_rows(self) -> int:
        return self.info.format.mel_bins // self.codec.rows_per_latent

    @property
    def beside_channels(self) -> int:
        """How many channels of hints and sketch its U-Net reads beside the latents."""
        if not self.info.hints:
            return 0
        players, hints = self.info.players, conditioning_channels(self.codec.rows_per_latent)
        return hints + (sketch_channels(self.codec.latent_channels, players) if players else 0)

    @property
    def column_step(self) -> int:
        """Columns come in multiples of this: a latent column halved once at each of the U-Net's levels.

        In other widths the U-Net rounds, and no longer commutes with a roll by what it rounds. A model
        with a clock has learnt such widths (a bar of 3/4) and draws any whole number of latent columns.
        """
        halvings = 0 if self.info.hints else len(self.unet.config.block_out_channels) - 1
        return int(self.codec.columns_per_latent * 2**halvings)

    def moved(self, placement: Placement) -> LoadedModel:
        """The same model elsewhere. Its weights are moved, not copied: use only what is returned."""
        with quiet():
            self.unet.to(placement.device, placement.dtype)
            self.text_encoder.to(placement.device, placement.dtype)
            self.codec.module.to(placement.device, torch.float32)
        return replace(self, placement=placement)


def load(
    folder: Path,
    placement: Placement = PROCESSOR,
    info: ModelInfo | None = None,
    tell: Callable[[str], None] = lambda message: None,
) -> LoadedModel:
    """Load the model in `folder`; `info` stands in for what the folder says of itself.

    Where `placement` has no room the processor takes it, and `tell` hears of it. Raises `BadModel`
    for a folder that is missing parts, holds pickles only, or is damaged, and `OutOfMemory`.
    """
    check_folder(folder)
    info = info or read_info(folder)
    attempts = [
        (f"on {place}", lambda place=place: _load(folder, info, place)) for place in (placement, PROCESSOR)
    ]
    return first_that_fits(attempts[: 1 if placement == PROCESSOR else 2], tell)


def with_loras(model: LoadedModel, job: RenderJob, models_folder: Path) -> LoadedModel:
    """`model` with the LoRAs that are on in `job`, which lie in `models_folder`.

    Raises `BadRequest` for one that isn't there or has changed, and `BadModel` for one that can't be read.
    """
    if not (found := job_lora_paths(job, models_folder)):
        return model
    quick = {lora.title: acceleration_of(path) for path, lora in found if lora.weight > 0}
    return replace(
        model,
        loras=tuple(read_lora(path, lora) for path, lora in found),
        accelerations={title: each for title, each in quick.items() if each is not None},
    )


def _load(folder: Path, info: ModelInfo, placement: Placement) -> LoadedModel:
    with _one_sentence(folder), quiet():
        model = LoadedModel(
            info=info,
            sha256=folder_sha256(folder),
            tokenizer=read_tokenizer(folder / "tokenizer"),
            text_encoder=read_clip_text(folder),
            unet=wrap_in_time(_read_part(UNet2DConditionModel, folder, "unet", placement.dtype)),
            codec=_read_codec(folder, info),
            scheduler_config=json.loads((folder / "scheduler" / "scheduler_config.json").read_text("utf-8")),
            placement=placement,
            lexicon=read_lexicon(folder) if info.lexicon else None,
            timbres=read_timbres(folder / TIMBRES_FILE) if info.players else None,
        )
    _check_geometry(folder, model)
    return model.moved(placement)


def _read_codec(folder: Path, info: ModelInfo) -> Codec:
    kind = json.loads((folder / "vae" / "config.json").read_text("utf-8")).get("_class_name")
    if kind == "PatchCodec":
        return PatchLevels(_read_part(PatchCodec, folder, "vae", torch.float32))
    if kind == "AutoencoderKL":
        vae = wrap_in_time(_read_part(AutoencoderKL, folder, "vae", torch.float32))
        return PictureLevels(vae, info.format)
    raise BadModel(f"The autoencoder in {folder}/vae is a {kind}; known are AutoencoderKL and PatchCodec.")


def _read_part(kind: Any, folder: Path, part: str, dtype: torch.dtype) -> Any:
    """One network of `folder`, in `dtype`, for inference. Raises `BadModel` if weights are missing.

    Without `accelerate`'s shortcut, so that one path is taken on every installation.
    """
    network, report = kind.from_pretrained(
        folder,
        subfolder=part,
        variant=weights_variant(folder, part),
        use_safetensors=True,
        local_files_only=True,
        output_loading_info=True,
        torch_dtype=dtype,
        low_cpu_mem_usage=False,
    )
    if missing := sorted(report["missing_keys"]):
        raise BadModel(
            f"The weights in {folder / part} lack {len(missing)} tensors, among them {missing[0]}."
        )
    return network.eval().requires_grad_(False)


def _check_geometry(folder: Path, model: LoadedModel) -> None:
    """Raise `BadModel` unless the parts fit each other and the format."""
    unet, codec, width = model.unet.config, model.codec, model.text_encoder.config.hidden_size
    beside = model.beside_channels
    wrong = None
    if unet.in_channels != codec.latent_channels + beside:
        wrong = (
            f"the U-Net reads {unet.in_channels} channels, not {codec.latent_channels} + {beside} of hints "
            "and sketch"
        )
    elif unet.out_channels != codec.latent_channels:
        wrong = f"the U-Net writes {unet.out_channels} channels, not {codec.latent_channels}"
    elif unet.cross_attention_dim != width:
        wrong = (
            f"the U-Net listens to {unet.cross_attention_dim} numbers a word, the text encoder gives {width}"
        )
    elif model.timbres is not None and (lacking := sorted(set(instruments()) - set(model.timbres.names))):
        wrong = f"its timbres lack {', '.join(lacking)}"
    elif model.timbres is not None and model.timbres.mel_bins != model.info.format.mel_bins:
        wrong = f"its timbres have {model.timbres.mel_bins} mel bins, not {model.info.format.mel_bins}"
    elif model.info.format.mel_bins % codec.rows_per_latent:
        wrong = f"{model.info.format.mel_bins} mel bins are no whole number of {codec.rows_per_latent} rows"
    if wrong:
        raise BadModel(f"The parts in {folder} do not fit together: {wrong}.")


@contextmanager
def _one_sentence(folder: Path) -> Iterator[None]:
    """Turn whatever the libraries raise on damaged files into one `BadModel`.

    They raise nearly anything (their own, `OSError`, `KeyError`, `TypeError` …), and all of it means
    the same to a user. What says that memory ran out passes through.
    """
    try:
        yield
    except (RiffbridgeError, torch.OutOfMemoryError, MemoryError):
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise BadModel(f"The model in {folder} is damaged or of an unknown kind: {reason}") from error
