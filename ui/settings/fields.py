"""The sections and fields of the settings page, in the current language. No widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PyQt6.QtCore import QCoreApplication

from bridge.hosts import register
from ui.common.i18n import LANGUAGES

translate = QCoreApplication.translate
Kind = Literal[
    "text", "whole", "number", "folder", "flag", "choice", "names", "theme", "language", "models", "training"
]  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A setting by its `name` in `Settings`; `theme`, `language`, `models` and `training` are the window's
    own.

    `choices` are values and titles; `offers` names what is found on this computer.
    """

    name: str
    kind: Kind
    caption: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    offers: Literal["", "audio", "midi_in", "midi_out", "models", "pad_sets"] = ""


@dataclass(frozen=True)
class Section:
    """A group of settings."""

    title: str
    fields: tuple[Field, ...]


def sections() -> tuple[Section, ...]:
    """All sections of the page."""
    return (_audio(), _tempo(), _pads(), _folders(), _models(), _appearance())


def _audio() -> Section:
    system = (("", translate("settings", "System default")),)
    return Section(
        translate("settings", "Audio"),
        (
            Field(
                "sound",
                "flag",
                translate("settings", "Play clips"),
                translate("settings", "If off, clips are only saved as files."),
            ),
            Field(
                "audio_device",
                "choice",
                translate("settings", "Audio device"),
                choices=system,
                offers="audio",
            ),
            Field(
                "follow",
                "choice",
                translate("settings", "When the tempo changes"),
                translate("settings", "How playing clips follow tempo changes."),
                choices=(
                    ("varispeed", translate("settings", "Change speed immediately")),
                    ("rerender", translate("settings", "Re-render, switch on the next bar")),
                ),
            ),
        ),
    )


def _tempo() -> Section:
    return Section(
        translate("settings", "Tempo and hosts"),
        (
            Field(
                "default_tempo_bpm",
                "number",
                translate("settings", "Tempo without a host"),
                translate("settings", "In BPM."),
            ),
            Field("link_enabled", "flag", translate("settings", "Ableton Link")),
            Field(
                "link_meter",
                "text",
                translate("settings", "Meter with Link"),
                translate("settings", "Link shares beats, not the meter. Used when no host sends one."),
            ),
            Field(
                "hosts",
                "names",
                translate("settings", "Hosts"),
                translate("settings", "Sync tempo with these and place clips in them."),
                choices=tuple((each.id, each.title) for each in register.hosts()),
            ),
            Field(
                "osc_port",
                "whole",
                translate("settings", "OSC port"),
                translate("settings", "Port for incoming OSC messages."),
            ),
            Field(
                "osc_host",
                "text",
                translate("settings", "OSC address"),
                translate("settings", "127.0.0.1 accepts this computer only, 0.0.0.0 also others."),
            ),
        ),
    )


def _pads() -> Section:
    return Section(
        translate("settings", "Pads and MIDI"),
        (
            Field(
                "pads",
                "choice",
                translate("settings", "Pad set"),
                choices=(("", translate("settings", "Default")),),
                offers="pad_sets",
            ),
            Field("midi", "flag", translate("settings", "MIDI")),
            Field("midi_inputs", "names", translate("settings", "MIDI inputs"), offers="midi_in"),
            Field("midi_outputs", "names", translate("settings", "MIDI outputs"), offers="midi_out"),
            Field(
                "ahead",
                "flag",
                translate("settings", "Pre-render pads"),
                translate("settings", "Use idle time to pre-render likely next pads."),
            ),
        ),
    )


def _folders() -> Section:
    return Section(
        translate("settings", "Folders"),
        (
            Field(
                "export_folder",
                "folder",
                translate("settings", "Clips"),
                translate("settings", "All loops are saved here."),
            ),
            Field(
                "inbox_folder",
                "folder",
                translate("settings", "Inbox"),
                translate("settings", "Sounds and request files put here are rendered."),
            ),
            Field("presets_folder", "folder", translate("settings", "Presets")),
            Field(
                "library_max_gb",
                "number",
                translate("settings", "Library limit (GB)"),
                translate("settings", "Oldest non-favourites are deleted first. Leave empty to keep all."),
            ),
        ),
    )


def _models() -> Section:
    devices = (
        ("auto", translate("settings", "Automatic (fastest)")),
        ("cpu", "CPU"),
        ("cuda", "CUDA"),
        ("mps", "Apple GPU"),
    )
    return Section(
        translate("settings", "Models"),
        (
            Field("model", "choice", translate("settings", "Model"), offers="models"),
            Field("device", "choice", translate("settings", "Render on"), choices=devices),
            Field("models_folder", "folder", translate("settings", "Models folder")),
            Field("models", "models", translate("settings", "More models")),
            Field("training", "training", translate("settings", "Your own sound")),
        ),
    )


def _appearance() -> Section:
    schemes = (
        ("dark", translate("settings", "Dark")),
        ("light", translate("settings", "Light")),
        ("system", translate("settings", "Match system")),
    )
    return Section(
        translate("settings", "Appearance"),
        (
            Field("theme", "theme", translate("settings", "Theme"), choices=schemes),
            Field(
                "language",
                "language",
                translate("settings", "Language"),
                translate("settings", "Takes effect after restart."),
                choices=(("", translate("settings", "Match system")), *LANGUAGES.items()),
            ),
        ),
    )
