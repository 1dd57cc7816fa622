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
    """What the list can do with a clip, or in the window."""

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
    show_hosts: Callable[[], object]


def fill_clips_menu(
    menu: QMenu, selection: ClipSelection, placements: PlacementTracker, do: ClipActions
) -> None:
    """Fill `menu` with the actions for `selection`, of which at least one clip is loaded."""
    menu.clear()
    first, is_there = selection.found[0], any(not each.missing for each in selection.found)
    play = menu.addAction(translate("clips", "Play"))
    new_take = menu.addAction(translate("clips", "New take"))
    new_takes = menu.addAction(translate("clips", "New take ×{n}").format(n=TAKES))
    menu.addSeparator()
    if selection.count == 2:
        _add(menu, translate("clips", "Hear the other"), "X", do.swap)
    if first.clip.job.count > 1:
        _add(menu, translate("clips", "Keep this take"), "K", lambda: do.keep(first))
        discard = translate("clips", "Discard the other takes")
        _add(menu, discard, "Shift+Del", lambda: do.discard_others(first))
    places = menu.addMenu(translate("clips", "Place %n clips in a host", "", selection.count))
    menu.addSeparator()
    to_strip = menu.addAction(translate("clips", "Add to strip"))
    midi = menu.addAction(translate("clips", "Write MIDI file"))
    stems = menu.addAction(translate("clips", "Render stems"))
    folder = menu.addAction(translate("clips", "Show in folder"))
    assert play is not None and new_take is not None and new_takes is not None
    assert places is not None and folder is not None
    assert to_strip is not None and midi is not None and stems is not None
    to_strip.setShortcut("T")
    to_strip.triggered.connect(lambda: do.to_strip())
    play.setEnabled(not first.missing)
    play.triggered.connect(lambda: do.play(first))
    new_take.triggered.connect(lambda: do.new_take(first, 1))
    new_takes.triggered.connect(lambda: do.new_take(first, TAKES))
    midi.setEnabled(not first.missing and first.clip.job.has_notes)
    midi.triggered.connect(lambda: do.midi(first))
    stems.setEnabled(not first.missing and first.clip.job.has_parts)
    stems.triggered.connect(lambda: do.stems(first))
    folder.setEnabled(not first.missing)
    folder.triggered.connect(lambda: reveal(first.clip.path))
    menu.addSeparator()
    rename = menu.addAction(translate("clips", "Rename"))
    again = menu.addAction(translate("clips", "Make it again")) if first.missing else None
    delete = menu.addAction(translate("clips", "Remove") if first.missing else translate("clips", "Delete"))
    assert rename is not None and delete is not None
    rename.setShortcut("F2")
    rename.setEnabled(not first.missing)
    rename.triggered.connect(lambda: do.rename())
    if again is not None:
        again.triggered.connect(lambda: do.again(first))
    delete.setShortcut("Del")
    delete.triggered.connect(lambda: do.delete())
    places.setEnabled(is_there and not placements.is_waiting)
    fill_place_menu(places, placements.hosts, lambda place: placements.place(selection, place), do.show_hosts)


def _add(menu: QMenu, text: str, keys: str, call: Callable[[], object]) -> None:
    """Add an action and show its `keys`, which the list itself handles."""
    action = menu.addAction(text)
    assert action is not None
    action.setShortcut(keys)
    action.triggered.connect(lambda: call())
