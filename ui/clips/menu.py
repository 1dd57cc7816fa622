"""The clip list's context menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PyQt6.QtCore import QCoreApplication
from PyQt6.QtWidgets import QMenu

from bridge.library import Found
from ui.common.clip_selection import ClipSelection
from ui.common.derived_requests import TAKES
from ui.common.reveal import reveal
from ui.placing.menu import fill_place_menu
from ui.placing.tracker import PlacementTracker

translate = QCoreApplication.translate


@dataclass(frozen=True)
class ClipActions:
    """What the list can do with a clip, or in the window. `deleted` is how many clips `delete` deletes."""

    play: Callable[[Found], object]
    new_take: Callable[[Found, int], object]
    keep: Callable[[Found], object]
    discard_others: Callable[[Found], object]
    swap: Callable[[], object]
    midi: Callable[[Found], object]
    stems: Callable[[Found], object]
    to_strip: Callable[[], object]
    rename: Callable[[], object]
    again: Callable[[Found], object]
    delete: Callable[[], object]
    deleted: int
    show_hosts: Callable[[], object]


def fill_clips_menu(
    menu: QMenu, selection: ClipSelection, placements: PlacementTracker, do: ClipActions
) -> None:
    """Fill `menu` with the actions for `selection`, of which at least one clip is loaded."""
    menu.clear()
    first, is_there = selection.found[0], any(not each.missing for each in selection.found)
    job, has_file = first.clip.job, not first.missing
    _add(menu, translate("clips", "Play"), lambda: do.play(first), enabled=has_file)
    _add(menu, translate("clips", "New take"), lambda: do.new_take(first, 1))
    new_takes = translate("clips", "New take ×{n}").format(n=TAKES)
    _add(menu, new_takes, lambda: do.new_take(first, TAKES))
    menu.addSeparator()
    if selection.count == 2:
        _add(menu, translate("clips", "Hear the other"), do.swap, "X")
    if job.count > 1:
        _add(menu, translate("clips", "Keep this take"), lambda: do.keep(first), "K")
        discard = translate("clips", "Discard the other takes")
        _add(menu, discard, lambda: do.discard_others(first), "Shift+Del")
    places = menu.addMenu(translate("clips", "Place %n clips in a host", "", selection.count))
    assert places is not None
    places.setEnabled(is_there and not placements.is_waiting)
    fill_place_menu(places, placements.hosts, lambda place: placements.place(selection, place), do.show_hosts)
    menu.addSeparator()
    _add(menu, translate("clips", "Add to strip"), do.to_strip, "T")
    midi, stems = translate("clips", "Write MIDI file"), translate("clips", "Render stems")
    _add(menu, midi, lambda: do.midi(first), enabled=has_file and job.has_notes)
    _add(menu, stems, lambda: do.stems(first), enabled=has_file and job.has_parts)
    folder = translate("clips", "Show in folder")
    _add(menu, folder, lambda: reveal(first.clip.path), enabled=has_file)
    menu.addSeparator()
    _add(menu, translate("clips", "Rename"), do.rename, "F2", enabled=has_file)
    if first.missing:
        _add(menu, translate("clips", "Make it again"), lambda: do.again(first))
    delete = translate("clips", "Remove") if first.missing else translate("clips", "Delete")
    if do.deleted > selection.count:  # takes are folded into the rows
        delete = translate("clips", "Delete %n clips", "", do.deleted)
    _add(menu, delete, do.delete, "Del")


def _add(menu: QMenu, text: str, call: Callable[[], object], keys: str = "", *, enabled: bool = True) -> None:
    """Add an action and show its `keys`, which the list itself handles."""
    action = menu.addAction(text)
    assert action is not None
    if keys:
        action.setShortcut(keys)
    action.setEnabled(enabled)
    action.triggered.connect(lambda: call())
