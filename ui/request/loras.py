"""A button that opens a list of the LoRAs in the models folder, each with a slider for its weight."""

from __future__ import annotations

import msgspec
from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSlider, QWidget

from bridge.vocabulary.loras import MAX_LORAS, Lora
from ui.common.clip_words import percent
from ui.common.theme import M, set_role
from ui.common.widgets import Elided, bare, icon_button, label, open_below, scroll_area, tab_through, vbox

_SIZE, _LEAST_PX, _AROUND_ROWS_PX, _ROW_PX = QSize(360, 320), 120, 100, 32
_NAME_PX, _VALUE_PX = 130, 44
# A LoRA sounds as trained at 100 %; one that is weak may want more.
MOST_PERCENT = 150


class LorasControl(QWidget):
    """The button. `changed` carries the chosen LoRAs, or `None` for none; `train_requested` asks for the page
    that trains one, and `opened` for the names that there are by now."""

    changed = pyqtSignal(object)
    train_requested = pyqtSignal()
    opened = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._chosen: tuple[Lora, ...] = ()
        self._made_list: LoraList | None = None
        self.button = icon_button("loras", self.tr("LoRAs"), role="")
        self.button.setCheckable(True)
        self.button.clicked.connect(self._open)
        self.setFocusProxy(self.button)
        vbox(self, self.button)
        self._show()

    @property
    def list(self) -> LoraList:
        """Made when it is first opened."""
        if self._made_list is None:
            self._made_list = LoraList(self)
            self._made_list.changed.connect(self._weighted)
            self._made_list.train_requested.connect(self.train_requested)
        return self._made_list

    def set_names(self, names: tuple[str, ...]) -> None:
        """Offer these."""
        is_same, self._names = names == self._names, names
        if not is_same and self._made_list is not None and self._made_list.isVisible():
            self._made_list.show_loras(names, self._chosen)

    def set_chosen(self, loras: tuple[Lora, ...]) -> None:
        """Choose `loras`, also if they are not offered."""
        if loras != self._chosen:
            self._chosen = loras
            self._show()

    def _open(self) -> None:
        self._show()  # a click has toggled it
        self.list.show_loras(self._names, self._chosen)
        rows_px = _AROUND_ROWS_PX + _ROW_PX * max(1, len(self.list.sliders))
        open_below(self.list, self.button, _SIZE.boundedTo(QSize(_SIZE.width(), rows_px)), _LEAST_PX)
        self.opened.emit()

    def _weighted(self, name: str, weight: float) -> None:
        """Give a LoRA its weight; 0 takes it out."""
        by_name = {each.name: each for each in self._chosen}
        by_name[name] = msgspec.structs.replace(by_name.get(name, Lora(name=name)), weight=weight)
        self._chosen = tuple(each for each in by_name.values() if each.weight)
        self._show()
        self.list.hold_at_most(len(self._chosen))
        self.changed.emit(self._chosen or None)

    def _show(self) -> None:
        used = ", ".join(f"{each.title} {percent(each.weight)}" for each in self._chosen)
        words = (
            self.tr("LoRAs: {loras}").format(loras=used)
            if used
            else self.tr("LoRAs: none. Train one on your own loops.")
        )
        self.button.setChecked(bool(used))
        self.button.setAccessibleName(words)
        self.button.setToolTip(words)


class LoraList(QFrame):
    """A popup: `changed` carries a LoRA's name and its new weight, 0 where it is off."""

    changed = pyqtSignal(str, float)
    train_requested = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_role(self, "panel")
        self.setAccessibleName(self.tr("LoRAs"))
        self.sliders: dict[str, QSlider] = {}
        about = self.tr(
            "A LoRA gives the model another sound; 100% is as trained. "
            "One that you trained needs its name in the prompt."
        )
        none = self.tr("None yet. Train one, or put its file into “loras” in your models folder.")
        self._none = label(none, wraps=True)
        self._holder = QWidget()
        self._rows = vbox(self._holder)
        self._rows.addStretch(1)
        self._table: QWidget | None = None
        self._area = scroll_area(self._holder)
        self.train = QPushButton(self.tr("Train on your own loops…"))
        self.train.setToolTip(self.tr("Make a LoRA that sounds like a folder of loops"))
        self.train.clicked.connect(self.close)
        self.train.clicked.connect(self.train_requested)
        parts = vbox(self, label(about, "small", wraps=True), self._none, self._area, self.train)
        parts.setContentsMargins(M, M, M, M)

    def show_loras(self, names: tuple[str, ...], chosen: tuple[Lora, ...]) -> None:
        """A row for each of `names`, and for what is `chosen` and not among them."""
        weights = {each.name: each.weight for each in chosen}
        titles = {name: name for name in names} | {each.name: each.title for each in chosen}
        if self._table is not None:
            self._table.deleteLater()
        self._table = table = QWidget()
        grid = bare(QGridLayout(table))
        grid.setColumnMinimumWidth(0, _NAME_PX)
        grid.setColumnStretch(1, 1)
        self.sliders = {}
        for row, (name, title) in enumerate(titles.items()):
            slider, value = self._slider(name, title, weights.get(name, 0.0))
            for column, widget in enumerate((Elided(title), slider, value)):
                grid.addWidget(widget, row, column)
        self._rows.insertWidget(0, table)
        self._none.setVisible(not titles)
        self._area.setVisible(bool(titles))
        self.hold_at_most(len(weights))
        tab_through(*self.sliders.values(), self.train)
        (next(iter(self.sliders.values()), None) or self.train).setFocus()

    def hold_at_most(self, used: int) -> None:
        """With `used` LoRAs on, let no more of them be turned on than a request may have."""
        for slider in self.sliders.values():
            slider.setEnabled(used < MAX_LORAS or slider.value() != 0)
            most = self.tr("At most {n} LoRAs at once. Turn another one off first.").format(n=MAX_LORAS)
            slider.setToolTip(slider.accessibleName() if slider.isEnabled() else most)

    def _slider(self, name: str, title: str, weight: float) -> tuple[QSlider, QLabel]:
        slider = QSlider(Qt.Orientation.Horizontal)
        # Only a weight that is set here is rounded.
        slider.setRange(min(0, round(100 * weight)), max(MOST_PERCENT, round(100 * weight)))
        slider.setSingleStep(5)
        slider.setPageStep(25)
        slider.setValue(round(100 * weight))
        slider.setAccessibleName(self.tr("Weight of {lora}").format(lora=title))
        value = label("", "small")
        value.setFixedWidth(_VALUE_PX)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

        def show(weighted: int) -> None:
            value.setText(percent(weighted / 100) if weighted else self.tr("off"))

        show(slider.value())
        slider.valueChanged.connect(show)
        slider.valueChanged.connect(lambda weighted: self.changed.emit(name, weighted / 100))
        self.sliders[name] = slider
        return slider, value
