"""Shows and sets the tempo: its source, BPM, meter and position."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bridge.hosts import register
from bridge.stage.events import Heard, OrderChosen, Tapped, TempoCleared
from bridge.stage.views import StageView
from bridge.timing import beat_at
from bridge.vocabulary.music import Meter, Transport
from ui.common.beats import shown_transport
from ui.common.link import Link
from ui.common.theme import CONTROL_PX
from ui.common.widgets import bare, label
from ui.transport.beat_display import BeatDisplay
from ui.transport.hosts_button import HostsButton
from ui.transport.source_menu import TempoSourceMenu, order_with
from ui.transport.tempo_field import TempoField


class TransportBar(QWidget):
    """The tempo of everything. One typed or tapped here takes precedence over hosts until it is cleared or
    another source is chosen in the menu. `hosts_requested` asks to see the hosts."""

    hosts_requested = pyqtSignal()

    def __init__(
        self,
        link: Link,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._link, self._clock, self._view = link, clock, StageView()
        self.source, self.tempo = TempoSourceMenu(), TempoField()
        self.tap = QPushButton(self.tr("T&ap"))
        self.meter = label("", "soft")
        self.position = BeatDisplay(clock=clock)
        self._show_meter(Meter())
        self.hosts = HostsButton()
        self._lay_out()
        self.hosts.clicked.connect(self.hosts_requested)
        self.hosts.show_hosts(link.known_hosts)
        link.hosts.connect(self.hosts.show_hosts)
        self.source.chosen.connect(lambda order: link.post_stage(OrderChosen(order)))
        self.source.cleared.connect(self._clear)
        self.tempo.valueChanged.connect(self._tempo_changed)
        self.tap.pressed.connect(self._tapped)
        link.stage.connect(self.show_view)
        link.detached.connect(lambda: self.show_view(StageView()))
        link.attached.connect(lambda: self._enable(True))
        self._enable(link.has_stage)

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Tempo"))
        self.source.setFixedHeight(CONTROL_PX)
        self.tempo.setFixedSize(76, CONTROL_PX)
        self.tap.setFixedHeight(CONTROL_PX)
        self.tap.setToolTip(self.tr("Tap on the beat, starting on 1. Three taps set the tempo."))
        self.tap.setAccessibleName(self.tr("Tap tempo"))
        row = bare(QHBoxLayout(self))
        for widget in (self.hosts, self.source, self.tempo, self.tap, self.meter, self.position):
            row.addWidget(widget)

    def show_view(self, view: StageView) -> None:
        """Show the transport of `view`."""
        self._view = view
        self._enable(self._link.has_stage)
        self.source.show_view(view)
        self.tempo.show_tempo(None if view.transport is None else view.transport.tempo_bpm)
        if (now := view.transport or view.beats) is not None:
            self._show_meter(now.meter)
        self.position.show_transport(shown_transport(view))

    def _show_meter(self, meter: Meter) -> None:
        if str(meter) != self.meter.text():
            self.meter.setText(str(meter))
            self.meter.setAccessibleName(self.tr("Meter {meter}").format(meter=meter))

    def _enable(self, is_there: bool) -> None:
        for widget in (self.source, self.tempo, self.tap):
            widget.setEnabled(is_there)

    def set_tempo(self, tempo_bpm: float) -> None:
        """Set a tempo as if it were typed: continue from the current position at it."""
        now_s = self._clock()
        now = self._view.beats or Transport(tempo_bpm=tempo_bpm, read_at_s=now_s)
        typed = msgspec.structs.replace(
            now, tempo_bpm=tempo_bpm, playing=True, beat=beat_at(now, now_s), read_at_s=now_s, source="typed"
        )
        self._link.post_stage(Heard(typed))
        self._take_precedence("typed")

    def _tempo_changed(self) -> None:
        if (tempo_bpm := self.tempo.tempo_bpm) is None:
            self._clear()
        else:
            self.set_tempo(tempo_bpm)

    def _clear(self) -> None:
        self._link.post_stage(TempoCleared())

    def _tapped(self) -> None:
        # On press, not release: that is when the beat is meant.
        self._link.post_stage(Tapped(self._clock()))
        self._take_precedence("tap")

    def _take_precedence(self, name: str) -> None:
        """Put the typed or tapped tempo before hosts."""
        leader = next((each.name for each in self._view.sources if each.leads), None)
        if leader is not None and not register.source(leader).is_spoken:
            self._link.post_stage(OrderChosen(order_with((name,), self._view.sources)))
