"""Lists pad sets, shows the one in use, and carries out what the menu asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
from PyQt6.QtCore import QObject, pyqtSignal

from bridge.errors import BadFile
from bridge.stage.events import PlansChosen, TableChosen
from bridge.stage.pad_sets import rename, save_as, with_edits
from bridge.stage.table import PadPlan, Table
from bridge.stage.tables import read_table, table_names, tables_folder
from bridge.stage.views import StageView
from bridge.vocabulary.music import Key
from ui.common.background import Background
from ui.common.link import Link
from ui.common.undo import Undo
from ui.pads.sets_menu import PadSetMenu


class PadSet(NamedTuple):
    """A pad set as its file has it (`original`), and with the user's changes (`table`)."""

    original: Table
    table: Table
    is_own: bool = False


def read_pad_sets(presets_folder: Path, folder: Path | None = None) -> tuple[dict[str, PadSet], list[str]]:
    """All pad sets by name, ours and the user's, and why others can't be read."""
    folder = folder or tables_folder()
    sets, problems = {}, []
    for name, path in table_names(folder).items():
        try:
            table = read_table(path, presets_folder)
        except BadFile as error:
            problems.append(str(error))
            continue
        sets[name] = PadSet(table, with_edits(table, folder), is_own=path.parent == folder)
    return sets, problems


class PadSets(QObject):
    """Carries out what the menu asks for. `failed` carries a sentence, `chosen` the name of the set now in
    use, `name_requested` a heading, the name so far, and what to call with the new one; `begun` is emitted
    when a new, empty set is in use."""

    failed = pyqtSignal(str)
    chosen = pyqtSignal(str)
    name_requested = pyqtSignal(str, str, object)
    begun = pyqtSignal()

    def __init__(self, link: Link, background: Background, undo: Undo, menu: PadSetMenu) -> None:
        super().__init__(menu)
        self._link, self._background, self._undo, self._menu = link, background, undo, menu
        self._sets: dict[str, PadSet] = {}
        self._view = StageView()
        self._begun = ""
        menu.setEnabled(link.has_stage)  # what is chosen without one would be lost
        link.attached.connect(lambda: menu.setEnabled(True))
        link.detached.connect(lambda: menu.setEnabled(False))
        menu.chosen.connect(self._choose)
        menu.key_chosen.connect(self.set_key)
        menu.new_requested.connect(self._ask_new)
        menu.save_requested.connect(self._ask_save)
        menu.rename_requested.connect(self._ask_rename)
        menu.reset_requested.connect(self._reset)

    def read(self, presets_folder: Path) -> None:
        """Load the pad sets, in the background."""

        def done(read: tuple[dict[str, PadSet], list[str]]) -> None:
            sets, problems = read
            self.offer(sets)
            if problems:
                count = self.tr("%Ln pad sets can't be read.", "", len(problems))
                self.failed.emit(" ".join((count, *problems)))

        self._background.submit(lambda: read_pad_sets(presets_folder), done)

    def offer(self, sets: Mapping[str, PadSet]) -> None:
        """Offer these sets."""
        self._sets = dict(sets)
        self._menu.offer({name: each.table.title or name for name, each in sets.items()})
        self.show(self._view)

    def show(self, view: StageView) -> None:
        """Show the set that the stage uses. Its pads are newer than what was read of it."""
        self._view = view
        plans = plans_in(view)
        if (current := self._sets.get(view.pad_set)) is not None and current.table.plans != plans:
            table = msgspec.structs.replace(current.table, plans=plans)
            self._sets[view.pad_set] = current._replace(table=table)
        self._menu.show_title(view.table)
        is_changed = current is not None and plans != current.original.plans
        if self._begun and self._begun == view.pad_set:
            self._begun = ""
            self.begun.emit()
        self._menu.allow(rename=current is not None and current.is_own, reset=is_changed)

    # ---- what the menu asks for ----

    def _choose(self, name: str) -> None:
        """Change all pads; those playing continue until their new loops are ready."""
        before = self._view.pad_set
        if before in self._sets and before != name:
            words = self.tr("Choose a pad set")
            self._undo.do(words, lambda: self._use(name), lambda: self._use(before))
        else:
            self._use(name)

    def _use(self, name: str) -> None:
        if (found := self._sets.get(name)) is not None:
            self._link.post_stage(TableChosen(found.table))
            self._menu.show_title(found.table.title)
            self.chosen.emit(name)

    def set_key(self, key: Key | None) -> None:
        """Put all pads into `key`; any, if `None`."""
        plans = plans_in(self._view)
        for pad, plan in plans.items():
            if plan.clip is None:  # a clip stays in its key
                plans[pad] = msgspec.structs.replace(plan, key=key)
        if plans != plans_in(self._view):
            self._change(self.tr("Set the key of all pads"), plans)

    def _reset(self) -> None:
        if (current := self._sets.get(self._view.pad_set)) is not None:
            self._change(self.tr("Reset the pad set"), current.original.plans)

    def _change(self, words: str, plans: Mapping[int, PadPlan]) -> None:
        name, before = self._view.pad_set, plans_in(self._view)
        self._undo.do(
            words,
            lambda: self._link.post_stage(PlansChosen(name, plans)),
            lambda: self._link.post_stage(PlansChosen(name, before)),
        )

    # ---- names ----

    def _ask_new(self) -> None:
        self.name_requested.emit(self.tr("New pad set"), self.tr("My pads"), self._begin)

    def _begin(self, title: str) -> None:
        """Save an empty set, and go on with that one."""
        self._save_as(Table(title=title), is_new=True)

    def _ask_save(self) -> None:
        copy = self.tr("{name} copy").format(name=self._view.table or self.tr("Pad set"))
        self.name_requested.emit(self.tr("Save a copy"), copy, self._save)

    def _save(self, title: str) -> None:
        """Save what is on the pads as another set, and go on with that one."""
        current = self._sets.get(self._view.pad_set)
        table = msgspec.structs.replace(
            current.table if current else Table(), plans=plans_in(self._view), title=title
        )
        self._save_as(table)

    def _save_as(self, table: Table, *, is_new: bool = False) -> None:
        """Save `table` as another set called by its title, and go on with that one; `is_new` announces it."""
        taken = set(self._sets)

        def done(saved: Table) -> None:
            if is_new:
                self._begun = saved.name
            self._offer_own(saved)
            self._use(saved.name)

        self._background.submit(
            lambda: save_as(table, table.title, tables_folder(), taken.__contains__), done, self.failed.emit
        )

    def _ask_rename(self) -> None:
        name = self._view.pad_set
        self.name_requested.emit(
            self.tr("Rename the pad set"), self._view.table, lambda title: self._rename(name, title)
        )

    def _rename(self, name: str, title: str) -> None:
        if (current := self._sets.get(name)) is not None:
            self._background.submit(
                lambda: rename(current.table, title, tables_folder()), self._renamed, self.failed.emit
            )

    def _renamed(self, table: Table) -> None:
        """Show the new title. The set may have been changed meanwhile, or another one be in use."""
        is_current = table.name == self._view.pad_set
        if is_current:
            table = msgspec.structs.replace(table, plans=plans_in(self._view))
        self._offer_own(table)
        if is_current:
            self._use(table.name)

    def _offer_own(self, table: Table) -> None:
        """Offer `table`, a set of the user's own."""
        known = self._sets.get(table.name)
        original = known.original if known is not None else table
        self.offer({**self._sets, table.name: PadSet(original, table, is_own=True)})


def plans_in(view: StageView) -> dict[int, PadPlan]:
    """What the pads of `view` stand for."""
    return {pad.pad: pad.plan for pad in view.pads if pad.plan is not None}
