"""The player: what plays, the level, the audio device, and a stop button."""

from __future__ import annotations

import time
from collections.abc import Callable

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QGuiApplication, QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSlider, QWidget

from bridge.player.port import PlayerView
from bridge.stage.events import ControlMoved, SeekAsked, StopAsked
from bridge.stage.views import StageView
from ui.clips.audition import SLOT
from ui.common.clip_words import percent
from ui.common.icons import icon
from ui.common.link import Link
from ui.common.theme import CONTROL_PX, S, set_role
from ui.common.told_words import trouble_words
from ui.common.widgets import Elided, bare, label, plain_tip
from ui.transport.output_meter import METER_PX, OutputMeter
from ui.transport.playing_clip_button import PlayingClipButton

MAX_CLIP_BUTTONS = 4
# Widths: the device, the level, a clip button, the meter with its gap, everything else.
_DEVICE_PX, _LEVEL_PX, _CHIP_PX, _METER_PX, _REST_PX = 150, 92, 120, METER_PX + S, 120
# A narrower bar has no meter.
_NARROW_PX = 400


class PlayerBar(QWidget):
    """`failed` carries a sentence about a clip that could not be played."""

    failed = pyqtSignal(str)

    def __init__(
        self, link: Link, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._link, self._clock = link, clock
        self._view, self._failure = PlayerView(), ""
        self.clip_buttons = [PlayingClipButton() for _ in range(MAX_CLIP_BUTTONS)]
        self.more = label("", "small")
        self.level = QSlider(Qt.Orientation.Horizontal)
        self.device, self.meter = Elided(role="small"), OutputMeter(link)
        self.stop = QPushButton(icon("stop"), self.tr("Stop"))
        for button in self.clip_buttons:
            button.clicked.connect(lambda _=False, button=button: self._stop_one(button.slot))
            button.sought.connect(
                lambda quarter, button=button: link.post_stage(SeekAsked(button.slot, quarter))
            )
            button.stepped.connect(
                lambda by, button=button: link.post_stage(SeekAsked(button.slot, by, relative=True))
            )
        self.level.setRange(0, 100)
        self.level.setValue(100)
        self.level.valueChanged.connect(self._level_moved)
        self.stop.clicked.connect(self.stop_all)
        self._lay_out()
        link.stage.connect(self._view_changed)
        link.detached.connect(
            lambda: self.show_player(PlayerView(trouble=self.tr("The engine is not running.")))
        )
        self.show_player(PlayerView())

    def _lay_out(self) -> None:
        self.level.setFixedWidth(_LEVEL_PX)
        self.setAccessibleName(self.tr("Player"))
        self.level.setAccessibleName(self.tr("Level in percent"))
        # With a stretch beside it, it would shrink to nothing.
        self.device.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.device.setFixedWidth(_DEVICE_PX)
        self.device.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.stop.setFixedHeight(CONTROL_PX)
        self.stop.setToolTip(self.tr("Stop all clips (Esc)"))
        self.stop.setAccessibleName(self.tr("Stop all clips"))
        row = bare(QHBoxLayout(self))
        for button in self.clip_buttons:
            row.addWidget(button)
        row.addWidget(self.more)
        row.addStretch(1)
        for widget in (self.device, self.meter, self.level, self.stop):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _view_changed(self, view: StageView) -> None:
        self.show_player(view.player, view.beats.tempo_bpm if view.beats is not None else None)

    def show_player(self, view: PlayerView, tempo_bpm: float | None = None) -> None:
        """Show the player's state, and which clips play at a `tempo_bpm` that isn't theirs."""
        before, self._view = self._view, view
        for button, voice in zip(self.clip_buttons, view.voices, strict=False):
            button.show_voice(voice, self._slot_name(voice.slot), tempo_bpm)
        shown = min(self._room(), len(view.voices))
        for number, button in enumerate(self.clip_buttons):
            button.setVisible(number < shown)
        left = len(view.voices) - shown
        self.more.setVisible(left > 0)
        if left > 0:
            self.more.setText(self.tr("+{n}").format(n=left))
            self.more.setToolTip(self.tr("%n more playing", "", left))
            self.more.setAccessibleName(self.more.toolTip())
        self._show_device(view)
        # Only a change: an older view would undo a move of the slider.
        if view.gain != before.gain and not self.level.isSliderDown():
            self.level.blockSignals(True)
            self.level.setValue(round(min(1.0, view.gain) * 100))
            self.level.blockSignals(False)
        self.level.setToolTip(self.tr("Level: {percent}").format(percent=percent(self.level.value() / 100)))
        if view.failure != self._failure:
            self._failure = view.failure
            if view.failure:
                self.failed.emit(view.failure)

    def _room(self) -> int:
        """How many clip buttons fit; the device gives way to the first of them."""
        free_px = self.width() - _LEVEL_PX - _REST_PX
        self.meter.setVisible(self.width() >= _NARROW_PX)
        if not self.meter.isHidden():
            free_px -= _METER_PX
        self.device.setVisible(free_px >= _DEVICE_PX + 2 * _CHIP_PX)
        if self.device.isVisibleTo(self):
            free_px -= _DEVICE_PX + S
        return max(1, min(MAX_CLIP_BUTTONS, free_px // _CHIP_PX))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self.show_player(self._view)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEVEL_PX + _REST_PX + _CHIP_PX, CONTROL_PX)

    def _show_device(self, view: PlayerView) -> None:
        if view.device is None:
            # Without a trouble it is still being opened.
            tip = trouble_words(view.trouble) or self.tr("Starting audio…")
            self.device.set_text(self.tr("No audio device") if view.trouble else tip)
        else:
            latency = self.tr("{ms} ms").format(ms=round(view.latency_s * 1000))
            dropouts = self.tr(", %n dropouts", "", view.underruns) if view.underruns else ""
            self.device.set_text(f"{view.device} · {latency}")
            tip = self.tr("{device}. Output latency: {latency}{dropouts}").format(
                device=view.device, latency=latency, dropouts=dropouts
            )
        set_role(self.device, "small" if view.device is not None or not view.trouble else "failure")
        if tip != self.device.accessibleName():
            self.device.setToolTip(plain_tip(tip))
            self.device.setAccessibleName(tip)

    def _slot_name(self, slot: str) -> str:
        return self.tr("Preview") if slot == SLOT else slot[:1].upper() + slot[1:]

    # ---- actions ----

    def stop_all(self) -> None:
        """Stop all clips at once."""
        self._link.post_stage(StopAsked(None, self._clock()))

    def _stop_one(self, slot: str) -> None:
        at_once = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._link.post_stage(StopAsked(slot, self._clock(), now=at_once))

    def _level_moved(self, value: int) -> None:
        self._link.post_stage(ControlMoved("level", (), value / 100))
        self.level.setToolTip(self.tr("Level: {percent}").format(percent=percent(value / 100)))
