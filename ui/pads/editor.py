"""Edits a pad, in place of the grid."""

from __future__ import annotations

import msgspec
from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from bridge.requests.bounds import MAX_PROMPT_CHARACTERS
from bridge.stage.table import PadPlan
from bridge.timing import MAX_BARS
from ui.common.fields import OTHER_BARS, USUAL_BARS, KeyPicker
from ui.common.preset_browser import PresetButton
from ui.common.theme import CONTROL_PX, M, S, set_role
from ui.common.vocabulary import NO_WORDS, Words
from ui.common.widgets import hbox, icon_button, label, scroll_area, vbox


class PadEditor(QWidget):
    """`edit` fills it. `assigned` carries the pad and its new `PadPlan`; `back_requested` closes it."""

    assigned = pyqtSignal(int, object)
    back_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pad, self._plan, self._words = 1, PadPlan(), NO_WORDS
        self.heading = label("", "heading")
        self.title, self.prompt = QLineEdit(), QLineEdit()
        self.prompt.setMaxLength(MAX_PROMPT_CHARACTERS)
        self.preset, self.bars, self.key, self.quantum = PresetButton(), QComboBox(), KeyPicker(), QComboBox()
        self.keep = QPushButton(self.tr("&Assign"))
        set_role(self.keep, "primary")
        self.back = icon_button("back", self.tr("Back to the pads"), self.tr("Back to the pads (Esc)"))
        self.keep.clicked.connect(self._assign)
        self.back.clicked.connect(self.back_requested)
        for edit in (self.title, self.prompt):
            edit.returnPressed.connect(self._assign)
        self._offer()
        self._lay_out()
        self.preset.changed.connect(self._update_placeholder)

    def _offer(self) -> None:
        self.bars.addItem(self.tr("From preset"), None)
        for bars in sorted({*USUAL_BARS, *OTHER_BARS} & set(range(1, MAX_BARS + 1))):
            self.bars.addItem(self.tr("%n bars", "", bars), bars)
        for name, words in {
            "bar": self.tr("On the next bar"),
            "beat": self.tr("On the next beat"),
            "clip": self.tr("At the end of the loop"),
            "none": self.tr("Immediately"),
        }.items():
            self.quantum.addItem(words, name)
        self.set_words(NO_WORDS)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(M)
        form.setVerticalSpacing(S)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Preset"), self.preset),
            (self.tr("Prompt"), self.prompt),
            (self.tr("Title"), self.title),
            (self.tr("Bars"), self.bars),
            (self.tr("Key"), self.key),
            (self.tr("Start"), self.quantum),
        )
        for caption, control in rows:
            control.setAccessibleName(caption)
            name = label(caption, "small", control)
            name.setMinimumHeight(CONTROL_PX)
            form.addRow(name, control)
        self.preset.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for box in (self.bars, self.key, self.quantum):
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        fields = QWidget()
        form.setContentsMargins(0, 0, S, 0)
        fields.setLayout(form)
        head = hbox(self.back, self.heading, self.keep, grows=self.heading)
        vbox(self, head, scroll_area(fields))

    def set_words(self, words: Words) -> None:
        """Offer these presets."""
        self._words = words
        self.preset.set_presets(words.presets)

    def edit(self, pad: int, plan: PadPlan | None) -> None:
        """Edit `pad`."""
        self._pad, self._plan = pad, plan if plan is not None else PadPlan()
        plan = self._plan
        self.heading.setText(self.tr("Pad {number}").format(number=pad))
        if plan.bars is not None and self.bars.findData(plan.bars) < 0:
            self.bars.addItem(self.tr("%n bars", "", plan.bars), plan.bars)
        self.preset.set_preset(plan.preset)
        self.prompt.setText(plan.prompt or "")
        self.title.setText(plan.title)
        self._choose(self.bars, plan.bars)
        self.key.set_key(plan.key)
        self._choose(self.quantum, plan.quantum)
        self._update_placeholder()
        self.prompt.setFocus()

    def plan(self) -> PadPlan:
        """The edited plan; values without a control stay as they are."""
        preset, prompt, title = self.preset.preset, self.prompt.text().strip(), self.title.text().strip()
        # The title of the old prompt would be wrong for a new one.
        is_same = (preset, prompt or None) == (self._plan.preset, self._plan.prompt)
        if not is_same and title == self._plan.title:
            title = ""
        plan = msgspec.structs.replace(
            self._plan,
            title=title or self._title_of(preset, prompt),
            preset=preset,
            prompt=prompt or None,
            bars=self.bars.currentData(),
            key=self.key.key,
            quantum=self.quantum.currentData(),
        )
        return plan if is_same_loop(plan, self._plan) else without_clip(plan)

    def _title_of(self, preset: str | None, prompt: str) -> str:
        known = self._words.presets.get(preset or "")
        return prompt or (known.title if known is not None else preset or "")

    def _assign(self) -> None:
        plan = self.plan()
        if plan.preset is None and plan.prompt is None:
            self.prompt.setFocus()
            return
        self.assigned.emit(self._pad, plan)
        self.back_requested.emit()

    def _update_placeholder(self) -> None:
        preset = self._words.presets.get(self.preset.preset or "")
        self.prompt.setPlaceholderText(preset.prompt if preset else self.tr("Describe a loop"))
        self.title.setPlaceholderText(self._title_of(self.preset.preset, ""))

    def _choose(self, box: QComboBox, value: object) -> None:
        box.setCurrentIndex(max(0, box.findData(value)))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)


def is_same_loop(one: PadPlan, other: PadPlan) -> bool:
    """Whether both ask for the same loop."""
    names = ("preset", "prompt", "bars", "key")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def without_clip(plan: PadPlan) -> PadPlan:
    """`plan` with its words in place of a clip."""
    if plan.clip is None:
        return plan
    return msgspec.structs.replace(plan, clip=None, vary_from=PadPlan().vary_from)
