"""The pads panel: the grid, or the editor of a pad."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QStackedWidget

from bridge.messages.answers import Answer, Failed, FoundClips
from bridge.messages.events import ClipAsked
from bridge.stage import events as se
from bridge.stage.events import StageEvent
from bridge.stage.table import MAX_GAIN, NEVER_VARY, PadPlan
from bridge.stage.views import PADS, StageView
from bridge.vocabulary.clips import Clip
from ui.common.background import Background
from ui.common.link import Link
from ui.common.panel import Panel
from ui.common.undo import Undo
from ui.common.vocabulary import Words
from ui.common.widgets import label
from ui.dragging.drop import DragContent
from ui.pads.all_pads import AllPads
from ui.pads.editor import PadEditor
from ui.pads.grid import PadGrid
from ui.pads.name_page import NamePage
from ui.pads.sets import PadSets
from ui.pads.sets_menu import PadSetMenu

# A plan's `vary_from` is 112 by default: a click stays below it, Shift is above any.
USUAL_VELOCITY, HARD_VELOCITY = 96, 127
LEVEL_STEP = 0.1
_BUTTONS = ("favourite", "cancel")


class Pads(Panel):
    """`selected_clip` returns the clip selected in the list. `failed` carries a sentence, `pad_set_chosen`
    the name of the new pad set."""

    failed = pyqtSignal(str)
    pad_set_chosen = pyqtSignal(str)

    def __init__(
        self,
        link: Link,
        background: Background,
        selected_clip: Callable[[], Clip | None] = lambda: None,
        *,
        undo: Undo | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.sets = PadSetMenu()
        self._hint = label("", "small")
        super().__init__(self.tr("Pads"), self._hint, self.sets)
        self._link, self._background, self._clock = link, background, clock
        self._selected_clip = selected_clip
        self.undo = Undo(self) if undo is None else undo  # an empty one is false
        self.pad_sets = PadSets(link, background, self.undo, self.sets)
        self._requested: dict[str, int] = {}  # pads by the id of the request for a clip dropped on them
        self._view = StageView()
        self.grid, self.editor, self.naming = PadGrid(clock=clock), PadEditor(), NamePage()
        self.all_pads = AllPads()
        self._pages = QStackedWidget()
        for page in (self.grid, self.editor, self.naming, self.all_pads):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self.sets.hide()
        self.grid.hit.connect(self._hit)
        self.grid.action_requested.connect(self._do)
        self.grid.dropped.connect(self._dropped)
        self.editor.assigned.connect(self._assign)
        self.editor.back_requested.connect(self._show_grid)
        self.naming.back_requested.connect(self._show_grid)
        self.all_pads.assigned.connect(self._assign)
        self.all_pads.level_changed.connect(self._set_level)
        self.all_pads.key_chosen.connect(self.pad_sets.set_key)
        self.all_pads.back_requested.connect(self._show_grid)
        self.sets.edit_requested.connect(self.edit_all)
        self.pad_sets.begun.connect(self.edit_all)
        self.pad_sets.chosen.connect(self.pad_set_chosen)
        self.pad_sets.failed.connect(self.failed)
        self.pad_sets.name_requested.connect(self._ask_name)
        link.stage.connect(self._show)
        link.answered.connect(self._answered)
        link.detached.connect(lambda: self._show(StageView()))

    def read_pad_sets(self, presets_folder: Path) -> None:
        """Load the pad sets, in the background."""
        self.pad_sets.read(presets_folder)

    def set_words(self, words: Words) -> None:
        """Offer these presets in the editor."""
        self.editor.set_words(words)
        self.all_pads.set_words(words)

    def _show(self, view: StageView) -> None:
        self._view = view
        self.grid.show_view(view)
        self.all_pads.show_set(view.table, view.pads)
        self.pad_sets.show(view)
        hint = self.tr("Play a note for pad {n}").format(n=view.learning) if view.learning else ""
        self._hint.setText(hint)

    def _show_grid(self) -> None:
        self._pages.setCurrentWidget(self.grid)
        self.grid.setFocus()

    def edit_all(self) -> None:
        """Show all pads as a list, to type their words one after another."""
        self._pages.setCurrentWidget(self.all_pads)
        self.all_pads.edit()

    def _ask_name(self, heading: str, name: str, take: Callable[[str], object]) -> None:
        self._pages.setCurrentWidget(self.naming)
        self.naming.ask(heading, name, take)

    # ---- actions ----

    def _hit(self, pad: int, is_hard: bool) -> None:
        velocity = HARD_VELOCITY if is_hard else USUAL_VELOCITY
        self._link.post_stage(se.PadHit(pad, velocity, self._clock()))

    def _do(self, what: str, pad: int) -> None:
        """Carry out an action of the menu."""
        match what:
            case "edit":
                self._edit(pad)
            case "use":
                self._use_selected(pad)
            case "new-take":
                self._link.post_stage(se.PadHit(pad, HARD_VELOCITY, self._clock()))
            case "learn":
                self._link.post_stage(se.LearnAsked(pad))
            case "unlearn":
                self._link.post_stage(se.LearnAsked(None))
            case "mute" | "louder" | "softer":
                self._adjust_level(what, pad)
            case "clear":
                self._change(self.tr("Clear a pad"), pad, se.PadAssigned(pad, None, self._view.pad_set))
            case "next-preset" | "previous-preset":
                self._change(self.tr("Change a pad"), pad, se.Pressed(what, self._clock(), pad))
            case _ if what in _BUTTONS:
                self._link.post_stage(se.Pressed(what, self._clock(), pad))

    def _edit(self, pad: int) -> None:
        self._pages.setCurrentWidget(self.editor)
        self.editor.edit(pad, self.grid.cells[pad].view.plan)

    def _adjust_level(self, what: str, pad: int) -> None:
        if (plan := self.grid.cells[pad].view.plan) is None:
            return
        if what == "mute":
            self._set_level(pad, msgspec.structs.replace(plan, muted=not plan.muted))
            return
        step = LEVEL_STEP if what == "louder" else -LEVEL_STEP
        gain = round(min(MAX_GAIN, max(0.0, plan.gain + step)), 2)
        self._set_level(pad, msgspec.structs.replace(plan, gain=gain))

    def _set_level(self, pad: int, plan: PadPlan) -> None:
        """Give a pad the level and mute of `plan`. A slider's steps are undone together."""
        event = se.PadAssigned(pad, plan, self._view.pad_set)
        self._change(self.tr("Change a level"), pad, event, joins=f"level {pad} {plan.muted}")

    def _assign(self, pad: int, plan: PadPlan | None) -> None:
        if not self._link.has_stage:
            self.failed.emit(self.tr("The engine is not running. The pad was not changed."))
            return
        self._change(self.tr("Change a pad"), pad, se.PadAssigned(pad, plan, self._view.pad_set))

    def _change(self, words: str, pad: int, event: StageEvent, *, joins: str = "") -> None:
        """Change a pad by `event`, so that it can be undone."""
        before = se.PadAssigned(pad, self.grid.cells[pad].view.plan, self._view.pad_set)
        self.undo.do(
            words, lambda: self._link.post_stage(event), lambda: self._link.post_stage(before), joins=joins
        )

    def _use_selected(self, pad: int) -> None:
        clip = self._selected_clip()
        if clip is None:
            self.failed.emit(self.tr("Select a clip in the list first, or drag one onto the pad."))
        else:
            self._assign(pad, plan_of(clip))

    # ---- drops ----

    def _dropped(self, pad: int, content: DragContent) -> None:
        if content.text and not content.clips:
            self._assign(pad, PadPlan(title=content.text[:60], prompt=content.text))
            return
        for number, digest in zip(range(pad, PADS + 1), content.clips, strict=False):
            sender = self._link.new_sender()
            self._requested[sender.id] = number
            self._link.post(ClipAsked(sender, digest))

    def _answered(self, answer: Answer) -> None:
        if (pad := self._requested.pop(answer.sender.id, None)) is None:
            return
        if isinstance(answer, FoundClips) and answer.clips:
            self._assign(pad, plan_of(answer.clips[0]))
        elif isinstance(answer, Failed):
            self.failed.emit(answer.failure.message)


def plan_of(clip: Clip) -> PadPlan:
    """A pad that plays this very clip at the current tempo. Its prompt is there for whoever edits the pad."""
    job = clip.job
    return PadPlan(
        title=job.prompt or clip.path.stem,
        prompt=job.prompt or clip.path.stem,
        clip=job.digest,
        vary_from=NEVER_VARY,
        bars=job.bars,
        key=job.key,
        seed=job.seed,
        model=job.model,
    )
