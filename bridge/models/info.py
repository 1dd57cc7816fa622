"""Describes a model before it is loaded: its format, defaults and licence. No tensors."""

from __future__ import annotations

import msgspec

from bridge.sound.format import RIFFUSION, SpectrogramFormat

# Models that were trained on played scores add nothing to one that is played well: by no measure does a loop
# come nearer to another player's. Others bring a sound of their own, and keep harmony and groove.
_STRENGTH_OF_PLAYERS, _STRENGTH = 0.0, 0.6


class ModelInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `riffbridge.json` in a model's folder says.

    `format`             what the numbers in its pictures mean.
    `licence`            of the weights, as an SPDX name or in words.
    `native_columns`     the width it was trained on; others work, less surely the further off.
    `hints`              whether the U-Net's last input channels are a clock and a map of the key
                         (`bridge.engine.conditioning_channels`).
    `players`            the instruments of the sketch (`bridge.engine.sketch`) that it reads beside its
                         hints, in the order of their channels; none for a model that reads no sketch. Whoever
                         reads a sketch reads hints as well, and has a table of timbres in its folder.
    `temperature`        what the noise that it starts from is multiplied by; below 1 it draws what is
                         likelier, and less of what it is unsure of.
    `lexicon`            whether prompts are heard by the folder's `lexicon.json` and told to the model
                         in its own words (`bridge.prompts.lexicon`), tempo included.
    `follows_key`        whether it was measured to draw in the key that it is asked for; the key is
                         written into a clip's name and loop chunks only then.
    `tempo_range_bpm`    the tempi it has learnt; others are folded into them by octaves.
    """

    id: str
    title: str
    licence: str
    format: SpectrogramFormat
    native_columns: int
    default_steps: int
    default_guidance: float
    default_scheduler: str = "default"
    hints: bool = False
    players: tuple[str, ...] = ()
    temperature: float = 1.0
    lexicon: bool = False
    follows_key: bool = False
    tempo_range_bpm: tuple[float, float] | None = None

    @property
    def default_strength(self) -> float:
        """How much it redraws of a loop that was composed and played (docs/decisions.md has the figures)."""
        return _STRENGTH_OF_PLAYERS if self.players else _STRENGTH


def plain_stable_diffusion(name: str, licence: str = "that of its own folder") -> ModelInfo:
    """What is taken for granted of a Stable Diffusion folder that says nothing: Riffusion's format.

    Steps and guidance are Stable Diffusion's customary ones; DPM-Solver++ (Lu et al. 2022) needs
    about half the steps of the PNDM that such folders name.
    """
    return ModelInfo(
        id=name,
        title=name,
        licence=licence,
        format=RIFFUSION,
        native_columns=512,
        default_steps=25,
        default_guidance=7.0,
        default_scheduler="dpm++",
    )
