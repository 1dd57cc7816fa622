"""What a user has set once and for all, in one TOML file. Reading it reports every mistake at once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import platformdirs

from bridge import typed_toml
from bridge.errors import BadFile, BadRequest
from bridge.hosts import register
from bridge.sound.files.atomic import atomic_write, make_folder
from bridge.timing import check_tempo
from bridge.untrusted import read_text
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Meter

MAX_BYTES = 2**20
DEFAULT_OSC_HOST, DEFAULT_OSC_PORT = "127.0.0.1", 17_300
# Beyond, it is no delay of drivers and cables.
MOST_CLOCK_DELAY_MS = 100


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings and their defaults.

    `model` is a catalogue id or a folder; `device` is `auto`, `cpu`, `mps`, `cuda` or `cuda:1`;
    `export_folder` is where clips land that were given no place of their own, and `inbox_folder` is
    watched for requests while the bridge serves. `osc_host` other than 127.0.0.1 lets others on the
    network in, and `osc_announce` tells them that it is there, which is also done if it is not said.
    `library_max_gb` bounds the clips kept; the oldest that are no favourites go first. A full disk is
    waited for `disk_full_wait_min` minutes before what waits fails.

    `audio_device` is the name of one, or "" for the system's own; without `sound` nothing plays.
    `follow` is how clips that play come to another tempo: at once by `varispeed`, or by `rerender` on a
    bar. `sources` says who leads the tempo before whom; those left out come last. The `hosts` named are
    connected; `host_options` has what their descriptions let be set, such as `reaper_port`, which stand in
    the file like any setting. `link_meter` is for Link, which tells none. `pads` names a table of
    pads. Where no `midi_inputs` or `midi_outputs` are named, all count. `midi_clock_delays_ms` says, by a
    part of a port's name, how late its clock comes (below 0: how early); "" is any port. With `ahead`, idle
    time goes into what the pads may want next: such clips lie in `ahead_folder`, `ahead_max_gb` of them at
    most, and enter the library when they are played.
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
    disk_full_wait_min: float = 15.0
    osc_host: str = DEFAULT_OSC_HOST
    osc_port: int = DEFAULT_OSC_PORT
    osc_announce: bool | None = None
    sound: bool = True
    audio_device: str = ""
    follow: Literal["varispeed", "rerender"] = "varispeed"
    sources: tuple[str, ...] = msgspec.field(default_factory=register.source_ids)
    link_enabled: bool = True
    link_meter: str = "4/4"
    hosts: tuple[str, ...] = msgspec.field(
        default_factory=lambda: tuple(each.id for each in register.hosts() if each.is_default)
    )
    host_options: dict[str, int | str] = {}
    midi: bool = True
    midi_inputs: tuple[str, ...] = ()
    midi_outputs: tuple[str, ...] = ()
    midi_clock_delays_ms: dict[str, float] = {}
    pads: str = ""
    ahead: bool = True
    ahead_folder: str = msgspec.field(
        default_factory=lambda: str(platformdirs.user_cache_path("riffbridge") / "ahead")
    )
    ahead_max_gb: float = 0.5

    @property
    def library_max_bytes(self) -> int | None:
        """The most that clips may take, if there is a bound."""
        return None if self.library_max_gb is None else int(self.library_max_gb * 1e9)

    def port(self, option: str) -> int:
        """The port that is set as `option` of a host, else its default."""
        return int(self.host_options.get(option, register.options()[option].default))

    def meter(self, option: str) -> Meter:
        """The meter that is set as `option` of a host, else its default."""
        return Meter.parse(str(self.host_options.get(option, register.options()[option].default)))


# What a bridge that runs can be told. All else it is put together by: ports, folders, hosts, who plays and
# who renders.
TOLD = frozenset({"model", "default_tempo_bpm", "library_max_gb", "audio_device", "follow", "ahead", "pads"})


def needs_restart(before: Settings, after: Settings) -> bool:
    """Whether a bridge by `before` must give way to another one, to serve by `after`."""
    names = set(Settings.__struct_fields__) - TOLD
    return any(getattr(before, name) != getattr(after, name) for name in names)


def default_export_folder() -> Path:
    """Where clips go: a folder that the user can see, among their music."""
    return platformdirs.user_music_path() / "Riffbridge"


def settings_path() -> Path:
    """Where the settings lie on this system."""
    return platformdirs.user_config_path("riffbridge") / "settings.toml"


def parse_settings(text: str, name: str) -> Settings:
    """Read settings out of TOML. Raises `BadFile` with a sentence for each thing that is wrong."""
    values = typed_toml.parse_toml(text, name)
    options = register.options()
    older = {option.alias: option.name for option in options.values()}
    types: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    del types["host_options"]
    types |= {option.name: type(option.default) for option in options.values()}
    read, wrong = dict[str, Any](), []
    for key, value in values.items():
        known = older.get(key, key)
        if known not in types:
            wrong.append(typed_toml.unknown(key, types))
        elif mistakes := list(typed_toml.mistakes_in(value, types[known], key)):
            wrong += mistakes
        else:
            read[known] = msgspec.convert(value, types[known])
            if known in ("hosts", "sources"):
                read[known] = tuple(dict.fromkeys(map(register.canonical, read[known])))
            wrong += [f"{key}: {mistake}." for mistake in mistakes_in(known, read[known])]
    if wrong:
        raise BadFile(typed_toml.join_mistakes(name, wrong))
    read["host_options"] = {each: read.pop(each) for each in options if each in read}
    return Settings(**read)


def mistakes_in(key: str, value: Any) -> Iterator[str]:
    """What is wrong with the value of the setting `key`, though its type is right."""
    lowest_port = 0 if key == "osc_port" else 1
    if key.endswith("_port") and not lowest_port <= value <= 65_535:
        yield f"{value} isn't a port; use {lowest_port} to 65535"
    elif key in ("sources", "hosts"):
        known = register.source_ids() if key == "sources" else register.host_ids()
        unknown = sorted(set(value) - set(known))
        if unknown:
            yield f"{', '.join(unknown)} is unknown; known are {', '.join(known)}"
    elif key in ("ahead_max_gb", "disk_full_wait_min") and not 0 <= value < math.inf:
        yield f"{value} is out of range; use 0 or more"
    elif key == "midi_clock_delays_ms":
        for port, delay_ms in value.items():
            if not abs(delay_ms) <= MOST_CLOCK_DELAY_MS:
                most = MOST_CLOCK_DELAY_MS
                yield f"“{port}” cannot be {delay_ms:g} ms late; give -{most} to {most}"
    elif key == "default_tempo_bpm" or key.endswith("_meter"):
        try:
            check_tempo(value) if key == "default_tempo_bpm" else Meter.parse(value)
        except BadRequest as error:
            yield str(error).rstrip(".")


def expanded(written: str) -> Path:
    """The path `written`, its `~` that user's home; as it stands where there is no such user."""
    try:
        return Path(written).expanduser()
    except RuntimeError:
        return Path(written)


def read_settings(path: Path | None = None) -> Settings:
    """The user's settings, or the defaults where there is no file."""
    path = path or settings_path()
    try:
        return parse_settings(read_text(path, MAX_BYTES), str(path))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadFile(f"The settings in {path} can't be read: {error.strerror}.") from error


def format_settings(settings: Settings) -> str:
    """`settings` as TOML: what differs from the defaults, so that better defaults reach everybody."""
    usual = Settings()
    changed = {
        name: value
        for name in settings.__struct_fields__
        if (value := getattr(settings, name)) not in (None, getattr(usual, name))
    }
    changed |= changed.pop("host_options", {})
    return msgspec.toml.encode(changed).decode()


def write_settings(settings: Settings, path: Path | None = None) -> None:
    """Keep `settings` as the user's, whole or not at all.

    Raises `BadFile` if they could not be read again, which are then not written, and `StorageFailed`.
    """
    path = path or settings_path()
    text = format_settings(settings)
    parse_settings(text, str(path))
    make_folder(path.parent)
    atomic_write(path, text.encode())
