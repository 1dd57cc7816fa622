"""The bar at the top: a loop asked for in words, and what else is said of it."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
from PyQt6.QtCore import QMimeData, Qt, pyqtSignal
from PyQt6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PyQt6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from bridge.requests.presets import Preset
from bridge.vocabulary.music import Key
from bridge.vocabulary.requests import ClipRequest
from ui.common.background import Background
from ui.common.derived_requests import ORIGIN
from ui.common.fields import BarsPicker, KeyPicker, SeedEdit, TempoEdit
from ui.common.icons import icon
from ui.common.link import Link
from ui.common.theme import CONTROL_PX, L, M, S, set_role
from ui.common.vocabulary import NO_WORDS, Words, roll
from ui.common.widgets import field, icon_button
from ui.dragging.drop import DropContent, can_accept, drag_content, join_problems, promise, read
from ui.request.advanced_fields import NOTHING, rest_in_words, rest_of
from ui.request.drop_requests import requests_of, strength_of
from ui.request.history import History
from ui.request.prompt_edit import PromptEdit
from ui.request.source_zone import SourceZone

_SOURCE_PX = 520


class RequestBar(QFrame):
    """Asks the bridge when Return or Render is pressed; takes sounds, texts and requests dropped on it.

    `refused` carries a sentence about what was dropped and cannot be used, `batch_requested` the ids of what
    was asked for because several things were dropped, `settings_requested` a wish to see the settings. What a
    request says beyond the controls here (its meter, its steps …) is kept as it is, and shown beside the
    prompt, until it is taken away.
    """

    refused = pyqtSignal(str)
    batch_requested = pyqtSignal(object)
    settings_requested = pyqtSignal()

    def __init__(self, link: Link, history: History, background: Background) -> None:
        super().__init__()
        self._link, self._background = link, background
        self._rest = NOTHING
        self._words: Words = NO_WORDS
        self._dice = random.Random()
        self.has_submitted = False
        set_role(self, "bar")
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Request"))
        self.prompt = PromptEdit(history)
        self.prompt.setAcceptDrops(False)  # what is held over it is held over the bar
        self.extras = QPushButton(icon("close"), "")
        self.extras.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.extras.setToolTip(self.tr("What else the request says; press to take it away"))
        self.extras.clicked.connect(lambda: self._set_advanced(NOTHING))
        self._set_advanced(NOTHING)
        self.render_button = QPushButton(self.tr("&Render"))
        self.preset, self.model = QComboBox(), QComboBox()
        self.tempo, self.bars, self.key = TempoEdit(), BarsPicker(), KeyPicker()
        self.seed, self.source = SeedEdit(), SourceZone()
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, M)
        column.setSpacing(S)
        column.addLayout(self._first_row())
        column.addLayout(self._second_row())
        self.prompt.submitted.connect(self.submit)
        self.render_button.clicked.connect(self.submit)
        self.preset.currentIndexChanged.connect(self._preset_chosen)
        self.set_words(NO_WORDS)
        self.set_models(())

    def _first_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S)
        self.prompt.setAccessibleName(self.tr("Prompt"))
        dice = icon_button("dice", self.tr("Dice"), self.tr("Another idea (Ctrl+D)"), role="")
        dice.setShortcut("Ctrl+D")
        settings = icon_button("settings", self.tr("Settings"), self.tr("Settings (Ctrl+,)"))
        dice.clicked.connect(self.roll)
        settings.clicked.connect(self.settings_requested)
        set_role(self.render_button, "primary")
        self.render_button.setMinimumWidth(96)
        self.render_button.setToolTip(self.tr("Make the loop (Return)"))
        self.render_button.setAccessibleName(self.tr("Render"))
        height = self.prompt.sizeHint().height()
        dice.setFixedSize(height, height)
        settings.setFixedSize(height, height)
        self.render_button.setFixedHeight(height)
        row.addWidget(self.prompt, 1)
        row.addWidget(self.extras)
        for widget in (dice, self.render_button, settings):
            row.addWidget(widget)
        return row

    def _second_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(M)
        self.preset.setFixedWidth(152)
        self.preset.setMaxVisibleItems(24)
        self.tempo.setFixedWidth(72)
        self.key.setFixedWidth(72)
        self.model.setFixedWidth(120)
        for control in (self.preset, self.tempo, self.key, self.model):
            control.setFixedHeight(CONTROL_PX)
        row.addWidget(field(self.tr("&Preset"), self.preset))
        row.addWidget(field(self.tr("&Tempo"), self.tempo))
        row.addWidget(field(self.tr("&Bars"), self.bars))
        row.addWidget(field(self.tr("&Key"), self.key))
        row.addWidget(field(self.tr("S&eed"), self.seed))
        row.addWidget(field(self.tr("&Model"), self.model))
        self.source.setMaximumWidth(_SOURCE_PX)
        row.addWidget(field(self.tr("S&ource"), self.source), 1)
        row.addStretch(0)  # takes what the source may not
        return row

    # ---- what can be said ----

    def set_words(self, words: Words) -> None:
        """Offer these presets and phrases; what is chosen stays chosen if it is among them."""
        self._words = words
        chosen = self.preset.currentData()
        self.preset.blockSignals(True)
        self.preset.clear()
        self.preset.addItem(self.tr("None"), None)
        for name, preset in sorted(words.presets.items(), key=lambda each: each[1].title):
            self.preset.addItem(preset.title, name)
        self.preset.setCurrentIndex(max(0, self.preset.findData(chosen)))
        self.preset.blockSignals(False)
        self.prompt.set_completions(words.phrases)
        self._update_placeholder()

    def set_models(self, names: tuple[str, ...]) -> None:
        """Offer these models beside the settings' own."""
        chosen = self.model.currentData()
        self.model.clear()
        self.model.addItem(self.tr("Default"), None)
        for name in names:
            self.model.addItem(Path(name).name, name)
        self.model.setCurrentIndex(max(0, self.model.findData(chosen)))

    def roll(self) -> None:
        """Put another idea into the prompt; the preset would only stand in its way."""
        if idea := roll(self._words, self._dice):
            self.preset.setCurrentIndex(0)
            self.prompt.history.edited()
            self.prompt.setText(idea)

    def _preset_chosen(self) -> None:
        preset = self._words.presets.get(self.preset.currentData() or "")
        if preset is not None:
            self.bars.set_bars(preset.bars)
            self.key.set_key(_key_of(preset))
        self._update_placeholder()

    def _update_placeholder(self) -> None:
        preset = self._words.presets.get(self.preset.currentData() or "")
        words = (
            preset.prompt if preset else self.tr("A loop in words: warm jazz with upright bass and Rhodes…")
        )
        self.prompt.setPlaceholderText(words)

    # ---- what is said ----

    def request(self) -> ClipRequest:
        """What the bar asks for as it stands; draws a seed where none is kept."""
        source = self.source
        return msgspec.structs.replace(
            self._rest,
            prompt=self.prompt.text().strip() or None,
            preset=self.preset.currentData(),
            model=self.model.currentData(),
            tempo_bpm=self.tempo.tempo_bpm,
            bars=self.bars.bars,
            key=self.key.key,
            seed=self.seed.take(),
            source=source.file,
            strength=source.strength,
            origin=ORIGIN,
        )

    def submit(self) -> None:
        """Ask for it."""
        request = self.request()
        if not (request.prompt or request.preset or self.source.is_set):
            self.prompt.setFocus()
            return
        self.prompt.history.add(request.prompt or "")
        self.has_submitted = True
        self._link.request(request, source_clip=self.source.clip)

    def fill(self, request: ClipRequest) -> None:
        """Show `request`, so that it can be changed and asked for."""
        self.preset.setCurrentIndex(max(0, self.preset.findData(request.preset)))
        self.prompt.setText(request.prompt or "")
        self.tempo.set_tempo(request.tempo_bpm)
        if request.bars is not None:
            self.bars.set_bars(request.bars)
        if request.key is not None or request.preset is None:
            self.key.set_key(request.key)
        self.model.setCurrentIndex(max(0, self.model.findData(request.model)))
        self.seed.set_seed(request.seed)
        self.seed.set_locked(request.seed is not None)
        if request.source is not None:
            self.source.set_file(request.source)
        else:
            self.source.clear()
        if (strength := strength_of(request)) is not None:
            self.source.set_strength(strength)
        self._set_advanced(rest_of(request))

    def _set_advanced(self, rest: ClipRequest) -> None:
        self._rest = rest
        said = ", ".join(rest_in_words(rest))
        self.extras.setText(said)
        self.extras.setAccessibleName(self.tr("Take away: {what}").format(what=said))
        self.extras.setVisible(bool(said))

    # ---- what is dropped ----

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        if event is not None and self.hold(event.mimeData()):
            # A copy: what is dragged from elsewhere stays there.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        self.clear_drop_hint()

    def dropEvent(self, event: QDropEvent | None) -> None:
        if event is not None and (mime := event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.drop(mime)

    def hold(self, mime: QMimeData | None) -> bool:
        """Something is held over the bar, or over the window: say what would become of it. Returns whether
        anything would."""
        if is_ours := can_accept(mime):
            self.source.show_drop_hint(promise(drag_content(mime)))
        return is_ours

    def clear_drop_hint(self) -> None:
        """It is held elsewhere now."""
        self.source.show_drop_hint("")

    def drop(self, mime: QMimeData) -> None:
        """It has been dropped: one thing fills the bar, and of several each is asked for."""
        self.clear_drop_hint()
        there = drag_content(mime)
        if len(there.clips) == 1:
            names = [url.fileName() for url in mime.urls()]
            self.source.set_clip(there.clips[0], names[0] if names else there.clips[0][:12])
        else:
            self._background.submit(lambda: read(there), self.take, self.refused.emit)

    def take(self, dropped: DropContent) -> None:
        """Show the request that was dropped; a sound alone is a source for what stands here. Where it was not
        the only one, ask for each."""
        if dropped.problems:
            self.refused.emit(join_problems(dropped.problems))
        if dropped.is_several:
            self._ask_each(dropped)
            return
        for request in dropped.requests:
            if request.source is not None and request.prompt is None:
                self.source.set_file(request.source)
                self.tempo.set_tempo(request.tempo_bpm)
            else:
                self.fill(request)
            self.prompt.setFocus()

    def _ask_each(self, dropped: DropContent) -> None:
        ids = [
            self._link.request(request, source_clip=clip)
            for request, clip in requests_of(dropped, self.request, self.source.slider.value() / 100)
        ]
        if ids:
            self.has_submitted = True
            self.batch_requested.emit(ids)


def _key_of(preset: Preset) -> Key | None:
    return Key.parse(preset.key) if preset.key else None
