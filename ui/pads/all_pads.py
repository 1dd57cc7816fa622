"""All pads as a list, in place of the grid: words, level and mute of each, and the key of the set."""

from __future__ import annotations

import msgspec
from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QGridLayout, QLineEdit, QSlider, QToolButton, QWidget

from bridge.requests.bounds import MAX_PROMPT_CHARACTERS
from bridge.stage.pad_sets import MAX_TITLE_CHARACTERS
from bridge.stage.table import MAX_GAIN, PADS, PadPlan
from bridge.stage.views import PadView
from ui.common.clip_words import percent
from ui.common.fields import KeyPicker
from ui.common.theme import CONTROL_PX, XS, S, set_role
from ui.common.vocabulary import NO_WORDS, Words
from ui.common.widgets import bare, hbox, icon_button, label, name_combo, plain_tip, scroll_area, vbox
from ui.pads.editor import without_clip
from ui.pads.style import mute_letter

_LEVEL_PX = 56


class AllPads(QWidget):
    """`assigned` carries a pad and its new `PadPlan`, or `None` for an empty one; `level_changed` a pad and
    its plan with another level or mute; `key_chosen` a key for all pads, or `None` for any;
    `back_requested` closes the page. Return and Down go to the next pad, Up to the one before."""

    assigned = pyqtSignal(int, object)
    level_changed = pyqtSignal(int, object)
    key_chosen = pyqtSignal(object)
    back_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = NO_WORDS
        self._title = ""
        self.heading = label("", "heading")
        self.back = icon_button("back", self.tr("Back to the pads"), self.tr("Back to the pads (Esc)"))
        self.back.clicked.connect(self.back_requested)
        self.key = KeyPicker()
        self.key.setPlaceholderText(self.tr("Mixed"))
        self.key.setFixedHeight(CONTROL_PX)
        self.key.setToolTip(self.tr("Key of all pads"))
        self.key.activated.connect(lambda: self.key_chosen.emit(self.key.key))
        self.rows = {pad: _Row(pad) for pad in range(1, PADS + 1)}
        holder = QWidget()
        grid = bare(QGridLayout(holder), XS)
        grid.setContentsMargins(0, 0, S, 0)
        grid.setColumnStretch(1, 1)
        for pad, row in self.rows.items():
            for column, part in enumerate((row.number, row.prompt, row.level, row.mute)):
                grid.addWidget(part, pad - 1, column)
            row.prompt.installEventFilter(self)
            row.written.connect(lambda text, pad=pad: self._written(pad, text))
            row.level.valueChanged.connect(lambda value, pad=pad: self._level(pad, gain=value / 100))
            row.mute.clicked.connect(lambda muted, pad=pad: self._level(pad, muted=muted))
        grid.setRowStretch(PADS, 1)
        head = hbox(self.back, self.heading, self.key, grows=self.heading)
        self._area = scroll_area(holder)
        vbox(self, head, self._area)
        name_combo(self.key, self.tr("Key of all pads"))

    def set_words(self, words: Words) -> None:
        """Know these presets by their titles."""
        self._words = words

    def edit(self, first: int = 1) -> None:
        """Begin with the words of pad `first`."""
        self._show_key()
        self._go(first)

    def _show_key(self) -> None:
        keys = {row.plan.key for row in self.rows.values() if row.plan is not None and row.plan.clip is None}
        if keys:
            self.key.setCurrentIndex(-1)
        if len(keys) == 1:
            self.key.set_key(next(iter(keys)))
        elif not keys:
            self.key.set_key(None)

    def show_set(self, title: str, pads: tuple[PadView, ...]) -> None:
        """Show these pads of the set called `title`, except for words that are being typed."""
        for view in pads:
            self.rows[view.pad].show_pad(view)
        self.heading.setText(title or self.tr("All pads"))
        if title != self._title:  # else a key that was chosen for pads that are still empty stays
            self._title = title
            self._show_key()

    def _go(self, pad: int) -> None:
        row = self.rows[min(max(pad, 1), PADS)]
        row.prompt.setFocus()
        row.prompt.selectAll()
        self._area.ensureWidgetVisible(row.prompt)

    def _written(self, pad: int, text: str) -> None:
        plan, own_words = self.rows[pad].plan, text.strip()
        if own_words == words_of(plan):
            return
        if not own_words:
            # Without words a preset is left as it is.
            preset = None if plan is None else plan.preset
            known = self._words.presets.get(preset or "")
            title = known.title if known is not None else ""
            kept = None if plan is None else msgspec.structs.replace(plan, prompt=None, title=title)
            self.assigned.emit(pad, None if preset is None else kept)
            return
        # Own words replace a preset or a clip. An empty pad gets the key of the others.
        plan = PadPlan(key=self.key.key) if plan is None else without_clip(plan)
        changes = {"prompt": own_words, "preset": None, "title": own_words[:MAX_TITLE_CHARACTERS]}
        self.assigned.emit(pad, msgspec.structs.replace(plan, **changes))

    def _level(self, pad: int, **changes: object) -> None:
        plan = self.rows[pad].plan
        if plan is not None and (changed := msgspec.structs.replace(plan, **changes)) != plan:
            self.level_changed.emit(pad, changed)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Keys in a pad's words that lead to another pad."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        pad = next((pad for pad, row in self.rows.items() if row.prompt is watched), None)
        steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = next((step for key, step in steps.items() if key == event.key()), 0)
        if pad is None or not step:
            return False
        self.rows[pad].finish()
        self._go(pad + step)
        return True

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)


class _Row(QObject):
    """The widgets of a pad. `written` carries its words once they are typed."""

    written = pyqtSignal(str)

    def __init__(self, pad: int) -> None:
        super().__init__()
        self.plan: PadPlan | None = None
        self._told = ""
        self.prompt = QLineEdit()
        self.prompt.setMaxLength(MAX_PROMPT_CHARACTERS)
        self.number = label(str(pad), "small", self.prompt)
        self.prompt.setAccessibleName(self.tr("Pad {number}").format(number=pad))
        self.prompt.editingFinished.connect(self.finish)
        self.level = QSlider(Qt.Orientation.Horizontal)
        self.level.setFixedWidth(_LEVEL_PX)
        self.level.setRange(0, round(MAX_GAIN * 100))
        self.level.setPageStep(10)
        self.level.setAccessibleName(self.tr("Level of pad {number} in percent").format(number=pad))
        self.mute = QToolButton()
        self.mute.setText(mute_letter())
        self.mute.setCheckable(True)
        self.mute.setAccessibleName(self.tr("Mute pad {number}").format(number=pad))
        self.mute.setToolTip(self.mute.accessibleName())
        set_role(self.mute, "digit")
        self._show_plan(None)

    def finish(self) -> None:
        """Take the words as they stand. Those that don't fit are shown from their beginning."""
        if not self.prompt.hasFocus():
            self.prompt.home(False)
        if (text := self.prompt.text()) != self._told:
            self._told = text
            self.written.emit(text)

    def show_pad(self, view: PadView) -> None:
        if view.plan != self.plan:
            self._show_plan(view.plan)

    def _show_plan(self, plan: PadPlan | None) -> None:
        before, self.plan, self._told = self.plan, plan, words_of(plan)
        is_typed = self.prompt.hasFocus() and self.prompt.text().strip() != words_of(before)
        if not is_typed and self.prompt.text() != words_of(plan):
            self.prompt.setText(words_of(plan))
            self.prompt.home(False)
        title = plan.title or plan.preset or "" if plan is not None else ""
        self.prompt.setPlaceholderText(title or self.tr("Empty"))
        self.prompt.setToolTip(plain_tip(title))
        for control in (self.level, self.mute):
            control.setEnabled(plan is not None)
        if not self.level.isSliderDown():
            self.level.blockSignals(True)
            self.level.setValue(round((plan.gain if plan is not None else 1.0) * 100))
            self.level.blockSignals(False)
        self.level.setToolTip(self.tr("Level: {percent}").format(percent=percent(self.level.value() / 100)))
        self.mute.setChecked(plan is not None and plan.muted)


def words_of(plan: PadPlan | None) -> str:
    """The words that stand for a pad."""
    return "" if plan is None else plan.prompt or ""
