"""The controls of the request bar, and the two rows that they stand in."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.common.derived_requests import TAKES
from ui.common.fields import BarsPicker, ExtrasButton, KeyPicker, SeedEdit
from ui.common.preset_browser import PresetButton
from ui.common.theme import CONTROL_PX, M, set_role
from ui.common.widgets import Combo, field, hbox, icon_button
from ui.request.history import History
from ui.request.loras import LorasControl
from ui.request.prompt_edit import PromptEdit
from ui.request.source_zone import SourceZone

translate = QCoreApplication.translate
_SOURCE_PX = 520


class Controls:
    """Made, named and laid out here; `ui.request.bar` says what they do."""

    def __init__(self, history: History) -> None:
        self.prompt = PromptEdit(history)
        self.prompt.setAcceptDrops(False)  # a drag over it is a drag over the bar
        self.prompt.setAccessibleName(translate("RequestBar", "Prompt"))
        self.dice = icon_button(
            "dice",
            translate("RequestBar", "Random prompt"),
            translate("RequestBar", "Random prompt (Ctrl+D)"),
            role="",
        )
        self.settings = icon_button(
            "settings", translate("RequestBar", "Settings"), translate("RequestBar", "Settings (Ctrl+,)")
        )
        self.render_button = QPushButton(translate("RequestBar", "&Render"))
        set_role(self.render_button, "primary")
        self.render_button.setMinimumWidth(96)
        self.render_button.setToolTip(translate("RequestBar", "Render the loop (Return)"))
        self.render_button.setAccessibleName(translate("RequestBar", "Render"))
        self.takes_button = QPushButton(f"×{TAKES}")
        self.takes_button.setAccessibleName(translate("RequestBar", "Render ×{n}").format(n=TAKES))
        takes = translate("RequestBar", "Render {n} takes to choose from (Ctrl+Shift+Return)")
        self.takes_button.setToolTip(takes.format(n=TAKES))
        self.preset, self.model, self.loras = PresetButton(), Combo(), LorasControl()
        self.bars, self.key = BarsPicker(), KeyPicker()
        self.seed, self.extras, self.source = SeedEdit(), ExtrasButton(), SourceZone()

    def first_row(self) -> QHBoxLayout:
        """What is typed, and the buttons that send it."""
        height = self.prompt.sizeHint().height()
        for button in (self.dice, self.settings, self.extras):
            button.setFixedSize(height, height)
        for sends in (self.render_button, self.takes_button):
            sends.setFixedHeight(height)
        self._first = hbox(self.prompt, self.dice, self.extras, grows=self.prompt)
        self._first.addLayout(hbox(self.render_button, self.takes_button, spacing_px=2))
        self._first.addWidget(self.settings)
        return self._first

    def add_to_corner(self, button: QWidget) -> None:
        """Put `button` at the end of the first row."""
        height = self.prompt.sizeHint().height()
        button.setFixedSize(height, height)
        self._first.addWidget(button)

    def second_row(self) -> QHBoxLayout:
        """The fields."""
        self.preset.setFixedWidth(152)
        self.key.setFixedWidth(72)
        self.model.setFixedWidth(120)
        for control in (self.preset, self.key, self.model):
            control.setFixedHeight(CONTROL_PX)
        self._explain()
        fields = hbox(
            field(translate("RequestBar", "&Preset"), self.preset),
            field(translate("RequestBar", "&Bars"), self.bars),
            field(translate("RequestBar", "&Key"), self.key),
            field(translate("RequestBar", "S&eed"), self.seed),
            field(translate("RequestBar", "&Model"), self.model, self.loras),
            spacing_px=M,
        )
        self.source.setMaximumWidth(_SOURCE_PX)
        fields.addWidget(field(translate("RequestBar", "S&ource"), self.source), 1)
        fields.addStretch(0)  # what the source leaves
        return fields

    def _explain(self) -> None:
        tips: dict[QWidget, str] = {
            self.preset: translate(
                "RequestBar", "Words, tempo, bars and key to start from; your own words are added"
            ),
            self.bars: translate("RequestBar", "Length of the loop in bars"),
            self.key: translate(
                "RequestBar", "Key of the loop. Any: your words', the host's, or a random one"
            ),
            self.seed: translate("RequestBar", "The same request with the same seed renders the same loop"),
            self.model: translate(
                "RequestBar", "Model that colours the loop. Default: the one in the settings"
            ),
            self.source: translate(
                "RequestBar", "Sound or clip to start from. Drop it here, or click to choose"
            ),
        }
        for control, tip in tips.items():
            control.setToolTip(tip)
