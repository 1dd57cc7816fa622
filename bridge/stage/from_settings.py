"""Makes the stage from the settings: its pad set, presets and tempo."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from bridge.errors import BadFile, BadRequest
from bridge.models.catalogue import draws_in_musical_time
from bridge.requests.presets import preset_names, read_preset
from bridge.settings import Settings
from bridge.stage.stage import Stage
from bridge.stage.table import Table
from bridge.stage.tables import find_table

log = logging.getLogger("riffbridge")


def table_of(settings: Settings) -> Table:
    """The pad set that `settings` name; one without pads, and a warning, if it can't be read."""
    try:
        return find_table(settings.pads, presets_folder=Path(settings.presets_folder))
    except (BadRequest, BadFile) as error:
        log.warning("%s", error)
        return Table(title="")


def make_stage(
    settings: Settings, table: Table, musical: Callable[[str | None], bool] | None = None
) -> Stage:
    """The stage by `settings`, with the pads of `table`; `musical` is asked instead of `is_musical`."""
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
    """Whether a model draws in musical time; `None` is the settings' model. A missing one counts as not."""
    return draws_in_musical_time(model or settings.model, Path(settings.models_folder))


def _presets(settings: Settings) -> list[tuple[str, str]]:
    """Names and titles of all presets, without those that can't be read."""
    found = []
    for name, path in preset_names(Path(settings.presets_folder)).items():
        try:
            found.append((name, read_preset(path).title))
        except BadFile as error:
            log.warning("%s", error)
    return found
