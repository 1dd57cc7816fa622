"""What a pad stands for, to be changed: in the pads' own place, not in a window before them."""

from __future__ import annotations

import msgspec
from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bridge.requests.bounds import MAX_PROMPT_CHARACTERS
from bridge.stage.table import PadPlan
from bridge.timing import MAX_BARS
from ui.common.fields import OTHER_BARS, USUAL_BARS, KeyPicker
from ui.common.theme import CONTROL_PX, M, S, set_role
from ui.common.vocabulary import NO_WORDS, Words
from ui.common.widgets import icon_button, label


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
        self.preset, self.bars, self.key, self.quantum = QComboBox(), QComboBox(), KeyPicker(), QComboBox()
        self.keep = QPushButton(self.tr("&Assign"))
        set_role(self.keep, "primary")
        self.back = icon_button("back", self.tr("Back to the pads"), self.tr("Back to the pads (Esc)"))
        self.keep.clicked.connect(self._assign)
        self.back.clicked.connect(self.back_requested)
        for edit in (self.title, self.prompt):
            edit.returnPressed.connect(self._assign)
        self._offer()
        self._lay_out()
        self.preset.currentIndexChanged.connect(self._update_placeholder)

    def _offer(self) -> None:
        self.bars.addItem(self.tr("As the preset says"), None)
        for bars in sorted({*USUAL_BARS, *OTHER_BARS} & set(range(1, MAX_BARS + 1))):
            self.bars.addItem(self.tr("%n bars", "", bars), bars)
        for name, words in {
            "bar": self.tr("On the next bar"),
            "beat": self.tr("On the next beat"),
            "clip": self.tr("When its round is over"),
            "none": self.tr("At once"),
        }.items():
            self.quantum.addItem(words, name)
        self.set_words(NO_WORDS)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self.back)
        head.addWidget(self.heading, 1)
        head.addWidget(self.keep)
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
            (self.tr("Comes in"), self.quantum),
        )
        for caption, control in rows:
            control.setAccessibleName(caption)
            name = label(caption, "small", control)
            name.setMinimumHeight(CONTROL_PX)
            form.addRow(name, control)
        for box in (self.preset, self.bars, self.key, self.quantum):
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(head)
        fields = QWidget()
        form.setContentsMargins(0, 0, S, 0)
        fields.setLayout(form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(fields)
        column.addWidget(scroll, 1)

    def set_words(self, words: Words) -> None:
        """Offer these presets; what is chosen stays chosen."""
        self._words = words
        chosen = self.preset.currentData()
        self.preset.clear()
        self.preset.addItem(self.tr("None"), None)
        for name, preset in sorted(words.presets.items(), key=lambda each: each[1].title):
            self.preset.addItem(preset.title, name)
        self._choose(self.preset, chosen)

    def edit(self, pad: int, plan: PadPlan | None) -> None:
        """Show what `pad` stands for."""
        self._pad, self._plan = pad, plan if plan is not None else PadPlan()
        plan = self._plan
        self.heading.setText(self.tr("Pad {number}").format(number=pad))
        if plan.preset is not None and self.preset.findData(plan.preset) < 0:
            self.preset.addItem(plan.preset, plan.preset)
        if plan.bars is not None and self.bars.findData(plan.bars) < 0:
            self.bars.addItem(self.tr("%n bars", "", plan.bars), plan.bars)
        self._choose(self.preset, plan.preset)
        self.prompt.setText(plan.prompt or "")
        self.title.setText(plan.title)
        self._choose(self.bars, plan.bars)
        self.key.set_key(plan.key)
        self._choose(self.quantum, plan.quantum)
        self._update_placeholder()
        self.prompt.setFocus()

    def plan(self) -> PadPlan:
        """What the pad would stand for; what has no control here stays."""
        preset, prompt, title = (
            self.preset.currentData(),
            self.prompt.text().strip(),
            self.title.text().strip(),
        )
        # A title that was another's words would lie about these.
        is_same = (preset, prompt or None) == (self._plan.preset, self._plan.prompt)
        if not is_same and title == self._plan.title:
            title = ""
        return msgspec.structs.replace(
            self._plan,
            title=title or self._title_of(preset, prompt),
            preset=preset,
            prompt=prompt or None,
            bars=self.bars.currentData(),
            key=self.key.key,
            quantum=self.quantum.currentData(),
        )

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
        preset = self._words.presets.get(self.preset.currentData() or "")
        self.prompt.setPlaceholderText(preset.prompt if preset else self.tr("A loop in words"))
        self.title.setPlaceholderText(self._title_of(self.preset.currentData(), ""))

    def _choose(self, box: QComboBox, value: object) -> None:
        box.setCurrentIndex(max(0, box.findData(value)))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Escape leaves the pad as it was."""
        if event is not None and event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)
