"""Makes the stage that the settings ask for: its table of pads, its presets, its tempo."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.models.catalogue import find
from bridge.requests.presets import preset_names, read_preset
from bridge.settings import Settings
from bridge.stage.stage import Stage
from bridge.stage.table import Table
from bridge.stage.tables import find_table

log = logging.getLogger("riffbridge")


def table_of(settings: Settings) -> Table:
    """The table of pads that `settings` name; where it cannot be used, one without pads, and a warning."""
    try:
        return find_table(settings.pads, presets_folder=Path(settings.presets_folder))
    except (BadRequest, BadFile) as error:
        log.warning("%s", error)
        return Table(title="")


def make_stage(
    settings: Settings, table: Table, musical: Callable[[str | None], bool] | None = None
) -> Stage:
    """The stage by `settings`, with the pads of `table`; `musical` stands in for `is_musical`."""
    return Stage(
        run=secrets.token_hex(4),
        now_s=time.monotonic(),
        tempo_bpm=settings.default_tempo_bpm,
        sources=settings.sources,
        presets=_presets(settings),
        table=table,
        is_musical=musical or lru_cache(partial(is_musical, settings)),
        rerenders=settings.follow == "rerender",
        looks_ahead=settings.ahead,
    )


def is_musical(settings: Settings, model: str | None) -> bool:
    """Whether a model (none: the settings' own) draws in musical time; none that is not there does."""
    try:
        entry = find(model or settings.model, Path(settings.models_folder))
    except RiffbridgeError:
        return False  # whoever asks it for a clip is told why there is none
    return entry.info.format.is_musical


def _presets(settings: Settings) -> list[tuple[str, str]]:
    """Names and titles of all presets; those that cannot be read are passed over."""
    found = []
    for name, path in preset_names(Path(settings.presets_folder)).items():
        try:
            found.append((name, read_preset(path).title))
        except BadFile as error:
            log.warning("%s", error)
    return found
