"""Which settings the page shows, in which sections, and what is wrong with a value. No widgets here."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec
from PyQt6.QtCore import QCoreApplication

from bridge.hosts import register
from bridge.settings import Settings, expanded, mistakes_in
from ui.common.i18n import LANGUAGES

translate = QCoreApplication.translate
Kind = Literal["text", "whole", "number", "folder", "flag", "choice", "names", "theme", "language", "models"]


@dataclass(frozen=True)
class Field:
    """A setting by its `name` in `Settings`; `theme`, `language` and `models` are the window's own.

    `choices` are values and what they are called; `offers` names what is found on this machine.
    """

    name: str
    kind: Kind
    caption: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    offers: Literal["", "audio", "midi_in", "midi_out", "models", "tables"] = ""


@dataclass(frozen=True)
class Section:
    """Settings that belong together."""

    title: str
    fields: tuple[Field, ...]


def sections() -> tuple[Section, ...]:
    """All of the page, in the language of the moment."""
    return (_sound(), _tempo(), _pads(), _folders(), _models(), _look())


def _sound() -> Section:
    system = (("", translate("settings", "The system's own")),)
    return Section(
        translate("settings", "Sound"),
        (
            Field(
                "sound",
                "flag",
                translate("settings", "Play clips here"),
                translate("settings", "Without it, the bridge only writes files."),
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
                translate("settings", "How clips that play come to the new tempo."),
                choices=(
                    ("varispeed", translate("settings", "Play faster or slower at once")),
                    ("rerender", translate("settings", "Draw anew, take over on a bar")),
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
                translate("settings", "Quarter notes a minute."),
            ),
            Field("link_enabled", "flag", translate("settings", "Ableton Link")),
            Field(
                "link_meter",
                "text",
                translate("settings", "Meter under Link"),
                translate("settings", "Where no host tells its own, such as 4/4: Link knows of beats alone."),
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
                translate("settings", "Where requests and hosts' words come in."),
            ),
            Field(
                "osc_host",
                "text",
                translate("settings", "OSC address"),
                translate("settings", "127.0.0.1 keeps it to this machine; 0.0.0.0 lets the network in."),
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
                translate("settings", "Pads"),
                choices=(("", translate("settings", "The usual")),),
                offers="tables",
            ),
            Field("midi", "flag", translate("settings", "MIDI")),
            Field("midi_inputs", "names", translate("settings", "Inputs"), offers="midi_in"),
            Field("midi_outputs", "names", translate("settings", "Outputs"), offers="midi_out"),
            Field(
                "ahead",
                "flag",
                translate("settings", "Render ahead"),
                translate("settings", "Idle time goes into what pads may want next."),
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
                translate("settings", "Where every loop is written."),
            ),
            Field(
                "inbox_folder",
                "folder",
                translate("settings", "Inbox"),
                translate("settings", "Sounds and requests dropped in here are rendered."),
            ),
            Field("presets_folder", "folder", translate("settings", "Your presets")),
            Field(
                "library_max_gb",
                "number",
                translate("settings", "Keep at most, GB"),
                translate(
                    "settings", "The oldest clips that are no favourites go first. Empty keeps everything."
                ),
            ),
        ),
    )


def _models() -> Section:
    devices = (
        ("auto", translate("settings", "Whatever is fastest")),
        ("cpu", "CPU"),
        ("cuda", "CUDA"),
        ("mps", "Apple GPU"),
    )
    return Section(
        translate("settings", "Models"),
        (
            Field("model", "choice", translate("settings", "Model"), offers="models"),
            Field("device", "choice", translate("settings", "Render on"), choices=devices),
            Field("models_folder", "folder", translate("settings", "Models' folder")),
            Field("models", "models", translate("settings", "More models")),
        ),
    )


def _look() -> Section:
    schemes = (
        ("dark", translate("settings", "Dark")),
        ("light", translate("settings", "Light")),
        ("system", translate("settings", "As the system")),
    )
    return Section(
        translate("settings", "Look"),
        (
            Field("theme", "theme", translate("settings", "Theme"), choices=schemes),
            Field(
                "language",
                "language",
                translate("settings", "Language"),
                translate("settings", "Spoken from the next start on."),
                choices=(("", translate("settings", "As the system")), *LANGUAGES.items()),
            ),
        ),
    )


class InvalidValue(Exception):
    """A value that cannot be kept; the sentence says what would be right."""


def read(field: Field, written: Any) -> Any:
    """The value of `field` that `written` in its control means. Raises `InvalidValue`."""
    if field.kind in ("whole", "number"):
        written = _number(field, written)
    elif field.kind == "folder":
        written = _folder(written)
    elif field.name == "osc_host" and not written.strip():
        raise InvalidValue(translate("settings", "An address is needed; 127.0.0.1 is this machine's own."))
    kinds = {each.name: each.type for each in msgspec.structs.fields(Settings)}
    try:
        value = msgspec.convert(written, kinds[field.name])
    except msgspec.ValidationError as error:
        raise InvalidValue(f"{error}.") from error
    if value is not None and (wrong := list(mistakes_in(field.name, value))):
        raise InvalidValue(f"{'; '.join(wrong)}.")
    return value


def _number(field: Field, written: str) -> float | int | None:
    written = written.strip().replace(",", ".")
    if not written and field.name == "library_max_gb":
        return None
    try:
        number = int(written) if field.kind == "whole" else float(written)
    except ValueError:
        what = (
            translate("settings", "a whole number")
            if field.kind == "whole"
            else translate("settings", "a number")
        )
        raise InvalidValue(
            translate("settings", "“{text}” is not {what}.").format(text=written[:40], what=what)
        ) from None
    if field.name == "library_max_gb" and not 0 < number < math.inf:
        raise InvalidValue(
            translate("settings", "Give more than 0 GB, or leave it empty to keep everything.")
        )
    return number


def _folder(written: str) -> str:
    path = expanded(written.strip())
    if not written.strip() or not path.is_absolute():
        raise InvalidValue(
            translate("settings", "Give a whole path, such as {path}.").format(path=Path.home() / "Music")
        )
    return str(path)


def folder_problem(folder: str) -> str:
    """Why nothing could be written into `folder`, or nothing if it could. Looks at the disk."""
    path = Path(folder)
    if path.exists() and not path.is_dir():
        return translate("settings", "This is a file; give a folder.")
    there = next((each for each in (path, *path.parents) if each.exists()), None)
    if there is None or not os.access(there, os.W_OK | os.X_OK):
        return translate("settings", "“{path}” may not be written to; choose another folder.").format(
            path=there or folder
        )
    return ""
