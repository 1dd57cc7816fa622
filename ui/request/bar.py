"""The request bar: prompt, preset, bars, key, seed, model and source of the next loop."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
from PyQt6.QtCore import QMimeData, Qt, pyqtSignal
from PyQt6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PyQt6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bridge.prompts.figures import read_figures
from bridge.requests.presets import Preset
from bridge.vocabulary.files import Extra
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Key
from bridge.vocabulary.requests import ClipRequest
from ui.common.background import Background
from ui.common.brief_chips import NewField, NewPrompt, NewTempo
from ui.common.derived_requests import ORIGIN, TAKES
from ui.common.link import Link
from ui.common.theme import L, M, S, set_role
from ui.common.vocabulary import NO_WORDS, Words, roll
from ui.dragging.drop import DropContent
from ui.request.advanced_fields import NOTHING, advanced_part
from ui.request.brief_row import BriefRow
from ui.request.controls import Controls
from ui.request.drop_requests import requests_of, strength_of
from ui.request.drops import Drops
from ui.request.history import History


class Draft(msgspec.Struct, frozen=True):
    """What stands in the bar. A source from the library has a digest and a name."""

    request: ClipRequest
    source_clip: str = ""
    source_name: str = ""


class RequestBar(QFrame):
    """Sends a request on Return or Render, and takes what is dropped on the window.

    `changed` is emitted when anything in it changes; `first_submitted` carries the id of the first request
    that this person ever sends, `batch_requested` the ids of the requests for several dropped items,
    `refused` a sentence about items that can't be used, and `tempo_chosen` a tempo for everything;
    `settings_requested` opens the settings, `train_requested` the page that trains on the folder that it
    carries, if any. Fields without a control here (meter, steps …) are kept, and shown as chips until they
    are removed."""

    changed = pyqtSignal()
    first_submitted = pyqtSignal(str)
    tempo_chosen = pyqtSignal(float)
    refused = pyqtSignal(str)
    batch_requested = pyqtSignal(object)
    settings_requested = pyqtSignal()
    train_requested = pyqtSignal(str)

    def __init__(self, link: Link, history: History, background: Background) -> None:
        super().__init__()
        self._link = link
        self._advanced = NOTHING
        self._words: Words = NO_WORDS
        self._dice = random.Random()
        self._typed_bars: int | None = None
        self._is_preset_alone = True
        self._model: str | None = None
        self.has_submitted = False
        set_role(self, "bar")
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Request"))
        self._controls = controls = Controls(history)
        self.prompt, self.preset = controls.prompt, controls.preset
        self.model, self.loras = controls.model, controls.loras
        self.bars, self.key, self.seed = controls.bars, controls.key, controls.seed
        self.extras, self.source = controls.extras, controls.source
        self.render_button, self.takes_button = controls.render_button, controls.takes_button
        self.brief, self.drops = BriefRow(link), Drops(background, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, M)
        column.setSpacing(S)
        column.addLayout(controls.first_row())
        column.addLayout(controls.second_row())
        column.addWidget(self.brief)
        self._connect()
        self.set_words(NO_WORDS)
        self.set_models(())

    def _connect(self) -> None:
        self._controls.dice.clicked.connect(self.roll)
        self._controls.settings.clicked.connect(self.settings_requested)
        self.render_button.clicked.connect(self.submit)
        self.takes_button.clicked.connect(self.submit_takes)
        self.brief.chosen.connect(self._do)
        self.drops.hinted.connect(self.source.show_drop_hint)
        self.drops.clip_dropped.connect(self.source.set_clip)
        self.drops.request_dropped.connect(self._request_dropped)
        self.drops.several_dropped.connect(self._request_each)
        self.drops.folder_dropped.connect(self.train_requested)
        self.drops.refused.connect(self.refused)
        self.prompt.submitted.connect(self.submit)
        self.prompt.written.connect(self._words_written)
        self.preset.changed.connect(self._preset_chosen)
        self.loras.train_requested.connect(lambda: self.train_requested.emit(""))
        self.loras.changed.connect(lambda loras: self._do(NewField("loras", loras)))
        self.prompt.textChanged.connect(self._take_typed_bars)
        for changed in (
            self.prompt.textChanged, self.bars.changed, self.key.currentIndexChanged,
            self.preset.changed, self.source.changed, self.brief.host_changed,
        ):  # fmt: skip
            changed.connect(self._show_brief)
        for control in (
            self.prompt.textChanged, self.bars.changed, self.key.currentIndexChanged,
            self.preset.changed, self.model.currentIndexChanged, self.source.changed,
            self.source.slider.valueChanged, self.seed.changed, self.extras.changed,
        ):  # fmt: skip
            control.connect(lambda: self.changed.emit())

    def add_to_corner(self, button: QWidget) -> None:
        """Put `button` into the top right corner."""
        self._controls.add_to_corner(button)

    # ---- choices ----

    def set_words(self, words: Words) -> None:
        """Offer these presets and completions."""
        self._words = words
        self.preset.set_presets(words.presets)
        self.prompt.set_completions(words.phrases)
        self._update_placeholder()
        self._show_brief()

    def set_models(self, names: tuple[str, ...]) -> None:
        """Offer these models beside the default one."""
        current = self.model.currentData() or self._model
        self.model.clear()
        self.model.addItem(self.tr("Default"), None)
        for name in names:
            self.model.addItem(Path(name).name, name)
        self.model.setCurrentIndex(max(0, self.model.findData(current)))

    def roll(self) -> None:
        """Fill in a random prompt, without a preset."""
        if idea := roll(self._words, self._dice):
            self.preset.set_preset(None)
            self.prompt.history.edited()
            self.prompt.setText(idea)

    def _preset_chosen(self) -> None:
        self._is_preset_alone = not self.prompt.text().strip()
        preset = self._words.presets.get(self.preset.preset or "")
        if preset is not None:
            self.bars.set_bars(preset.bars)
            self.key.set_key(_key_of(preset))
        self._update_placeholder()

    def _words_written(self, text: str) -> None:
        """Let the user's own words replace a preset; one chosen beside words stays, and joins them."""
        preset = self._words.presets.get(self.preset.preset or "")
        if preset is None or not self._is_preset_alone or not text.strip():
            return
        if self.key.key == _key_of(preset):
            self.key.set_key(None)
        self.preset.set_preset(None)

    def _update_placeholder(self) -> None:
        preset = self._words.presets.get(self.preset.preset or "")
        example = self.tr("Describe a loop, such as warm jazz with upright bass and Rhodes")
        self.prompt.setPlaceholderText(preset.prompt if preset else example)

    # ---- what is heard ----

    def _take_typed_bars(self, text: str) -> None:
        """Show the bars that are typed; whoever sets the control afterwards is asked for those."""
        typed = read_figures(text).figures.bars
        if typed is not None and typed != self._typed_bars:
            self.bars.set_bars(typed)
        self._typed_bars = typed

    def set_loras(self, loras: tuple[Lora, ...]) -> None:
        """Offer these."""
        self.loras.set_names(tuple(lora.name for lora in loras))
        self.brief.set_loras(loras)
        self._show_brief()

    def _show_brief(self) -> None:
        asked = self._asked()
        if self.source.clip is not None:  # like a file, it isn't read here
            asked = msgspec.structs.replace(asked, prompt=None, preset=None)
        self.brief.show_request(asked, self._advanced, self._words)

    # ---- the request ----

    def request(self) -> ClipRequest:
        """The request as it stands, with a new seed unless it is locked."""
        return msgspec.structs.replace(self._asked(), seed=self.seed.take())

    def _asked(self) -> ClipRequest:
        """The request, without a seed."""
        source = self.source
        return msgspec.structs.replace(
            self._advanced,
            prompt=self.prompt.text().strip() or None,
            preset=self.preset.preset,
            model=self.model.currentData(),
            bars=self.bars.bars,
            key=self.key.key,
            source=source.file,
            strength=source.strength,
            midi=Extra.MIDI in self.extras.extras or None,
            stems=Extra.STEMS in self.extras.extras or None,
            origin=ORIGIN,
        )

    def draft(self) -> Draft:
        """What stands in the bar, with the seed if it is locked."""
        seed = self.seed.take() if self.seed.is_locked else None
        request = msgspec.structs.replace(self._asked(), seed=seed)
        return Draft(request, self.source.clip or "", self.source.name if self.source.clip else "")

    def show_draft(self, draft: Draft) -> None:
        """Fill in what stood in the bar of an earlier window. Its words are selected, so that typing
        replaces them."""
        self.fill(draft.request)
        self.prompt.selectAll()
        if draft.source_clip:
            self.source.set_clip(draft.source_clip, draft.source_name)
            self.source.set_strength(draft.request.strength)

    def submit_takes(self) -> None:
        """Send the request for several takes at once."""
        self._submit(TAKES)

    def submit(self) -> None:
        """Send the request."""
        self._submit()

    def _submit(self, count: int | None = None) -> None:
        self.prompt.close_completions()
        request = self.request()
        if count is not None:
            request = msgspec.structs.replace(request, count=count)
        if not (request.prompt or request.preset or self.source.is_set):
            self.prompt.setFocus()
            return
        is_first = not self.has_submitted and not self.prompt.history.prompts
        self.prompt.history.add(request.prompt or "")
        self.has_submitted = True
        request_id = self._link.request(request, source_clip=self.source.clip)
        if is_first:
            self.first_submitted.emit(request_id)

    def fill(self, request: ClipRequest) -> None:
        """Fill in `request`."""
        self.prompt.setText(request.prompt or "")
        self.preset.set_preset(request.preset)
        self._is_preset_alone = not request.prompt
        if request.bars is not None:
            self.bars.set_bars(request.bars)
        if request.key is not None or request.preset is None:
            self.key.set_key(request.key)
        self._model = request.model  # which may be offered later
        self.model.setCurrentIndex(max(0, self.model.findData(request.model)))
        self.seed.set_seed(request.seed)
        self.seed.set_locked(request.seed is not None)
        self.extras.set_extras(request.extras)
        if request.source is not None:
            self.source.set_file(request.source)
        else:
            self.source.clear()
        if (strength := strength_of(request)) is not None or request.source is None:
            self.source.set_strength(strength)
        self._set_advanced(advanced_part(request))

    def _set_advanced(self, advanced: ClipRequest) -> None:
        self._advanced = advanced
        self.loras.set_chosen(advanced.loras or ())
        self._show_brief()
        self.changed.emit()

    def _do(self, action: object) -> None:
        """Do what a chip offers."""
        match action:
            case NewPrompt(text):
                self.prompt.rewrite(text)
            case NewField("bars", int(bars)):
                self.bars.set_bars(bars)
            case NewField("key", Key() as key):
                self.key.set_key(key)
            case NewField(attribute, value):
                self._set_advanced(msgspec.structs.replace(self._advanced, **{attribute: value}))
            case NewTempo(tempo_bpm):
                self.tempo_chosen.emit(tempo_bpm)

    # ---- drops ----

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        if event is not None and self.show_drop_hint(event.mimeData()):
            # Never a move: the file stays where it is.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        self.clear_drop_hint()

    def dropEvent(self, event: QDropEvent | None) -> None:
        if event is not None and (mime := event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.drops.drop(mime)

    def show_drop_hint(self, mime: QMimeData | None) -> bool:
        """Show what dropping `mime` would do; returns whether it would do anything."""
        return self.drops.show_hint(mime)

    def clear_drop_hint(self) -> None:
        """The drag has left."""
        self.source.show_drop_hint("")

    def _request_dropped(self, request: ClipRequest) -> None:
        """Fill in a request; a sound alone becomes the source."""
        if request.source is not None and request.prompt is None:
            self.source.set_file(request.source)
            self._set_advanced(msgspec.structs.replace(self._advanced, tempo_bpm=request.tempo_bpm))
        else:
            self.fill(request)
        self.prompt.setFocus()

    def _request_each(self, dropped: DropContent) -> None:
        ids = [
            self._link.request(request, source_clip=clip)
            for request, clip in requests_of(dropped, self.request, self.source.slider.value() / 100)
        ]
        if ids:
            self.has_submitted = True
            self.batch_requested.emit(ids)


def _key_of(preset: Preset) -> Key | None:
    return Key.parse(preset.key) if preset.key else None
