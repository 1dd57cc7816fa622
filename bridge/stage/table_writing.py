"""Writes pad sets as TOML. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from bridge.stage.table import PadPlan, Table, usual_note


def format_table(table: Table) -> str:
    """`table` as the TOML that `parse_table` reads."""
    notes = {pad: trigger for trigger, pad in reversed(table.notes) if trigger != usual_note(pad)}
    pads = [{"pad": pad, **_trigger(notes, pad), **_said(plan)} for pad, plan in sorted(table.plans.items())]
    controls = [
        {**_told(each.trigger.kind, each.trigger.number, each.trigger.channel), "does": each.does}
        | ({"pads": list(each.pads)} if each.pads else {})
        for each in table.controls
    ]
    buttons = [
        {**_told(each.trigger.kind, each.trigger.number, each.trigger.channel), "does": each.does}
        | ({"pad": each.pad} if each.pad is not None else {})
        for each in table.buttons
    ]
    lists = {"pad": pads, "control": controls, "button": buttons}
    return msgspec.toml.encode(
        {"title": table.title} | {name: each for name, each in lists.items() if each}
    ).decode()


def _trigger(notes: Mapping[int, Any], pad: int) -> dict[str, Any]:
    return _told("note", notes[pad].number, notes[pad].channel) if pad in notes else {}


def _told(kind: str, number: int, channel: int | None) -> dict[str, Any]:
    return {kind: number} | ({} if channel is None else {"channel": channel})


def _said(plan: PadPlan) -> dict[str, Any]:
    """What `plan` says beyond the defaults."""
    usual = PadPlan()
    values = {name: getattr(plan, name) for name in plan.__struct_fields__}
    said = {name: value for name, value in values.items() if value != getattr(usual, name)}
    return said | ({"key": str(plan.key)} if plan.key is not None else {})
