"""What a user has set once and for all, in one TOML file. Reading it reports every mistake at once."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path

import msgspec
import platformdirs

from bridge.errors import BadFile
from bridge.vocabulary import FileFormat

DEFAULT_OSC_HOST, DEFAULT_OSC_PORT = "127.0.0.1", 17_300


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings and their defaults.

    `model` is a catalogue id or a folder; `device` is `auto`, `cpu`, `mps`, `cuda` or `cuda:1`;
    `export_folder` is where clips land that were given no place of their own, and `inbox_folder` is
    watched for requests while the bridge serves. `osc_host` other than 127.0.0.1 lets others on the
    network in, and `osc_announce` tells them that it is there, which is also done if it is not said.
    `library_max_gb` bounds the clips kept; the oldest that are no favourites go first.
    """

    model: str = "starter"
    device: str = "auto"
    export_folder: str = msgspec.field(default_factory=lambda: str(default_export_folder()))
    models_folder: str = msgspec.field(
        default_factory=lambda: str(platformdirs.user_data_path("riffbridge") / "models")
    )
    presets_folder: str = msgspec.field(
        default_factory=lambda: str(platformdirs.user_config_path("riffbridge") / "presets")
    )
    rate_hz: int = 44_100
    file_format: FileFormat = FileFormat.WAV24
    default_tempo_bpm: float = 120.0
    inbox_folder: str = msgspec.field(default_factory=lambda: str(default_export_folder() / "inbox"))
    library_file: str = msgspec.field(
        default_factory=lambda: str(platformdirs.user_data_path("riffbridge") / "library.sqlite")
    )
    library_max_gb: float | None = None
    osc_host: str = DEFAULT_OSC_HOST
    osc_port: int = DEFAULT_OSC_PORT
    osc_announce: bool | None = None


def default_export_folder() -> Path:
    """Where clips go: a folder that the user can see, among their music."""
    return platformdirs.user_music_path() / "Riffbridge"


def settings_path() -> Path:
    """Where the settings lie on this system."""
    return platformdirs.user_config_path("riffbridge") / "settings.toml"


def parse_settings(text: str, name: str) -> Settings:
    """Read settings out of TOML. Raises `BadFile` with one clause for each thing that is wrong."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"The settings in {name} are no TOML: {error}.") from error
    fields = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    wrong = []
    for key, value in values.items():
        if key not in fields:
            near = difflib.get_close_matches(key, fields, 1)
            wrong.append(f"{key} is unknown" + (f" (did you mean {near[0]}?)" if near else ""))
            continue
        try:
            values[key] = msgspec.convert(value, fields[key])
        except msgspec.ValidationError as error:
            wrong.append(f"{key}: {error}")
    if wrong:
        raise BadFile(f"The settings in {name} cannot be used: {'; '.join(wrong)}.")
    return Settings(**values)


def read_settings(path: Path | None = None) -> Settings:
    """The user's settings, or the defaults where there is no file."""
    path = path or settings_path()
    try:
        return parse_settings(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"The settings in {path} cannot be read: {error}.") from error
