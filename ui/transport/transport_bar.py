"""Whose tempo it is, how fast, in which meter, and where: what sound goes by."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bridge.hosts import register
from bridge.stage.events import Heard, OrderChosen, Tapped
from bridge.stage.views import StageView
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM, beat_at
from bridge.vocabulary.music import Meter, Transport
from ui.common.beats import shown_transport
from ui.common.fields import TempoEdit
from ui.common.link import Link
from ui.common.theme import CONTROL_PX, S
from ui.common.widgets import label
from ui.transport.beat_display import BeatDisplay
from ui.transport.hosts_button import HostsButton
from ui.transport.source_menu import TempoSourceMenu, order_with


class TempoField(TempoEdit):
    """The tempo that holds, with two decimals, as hosts show it; what is typed here counts on Return, or when
    something else is clicked, and Escape takes it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(MIN_TEMPO_BPM, MAX_TEMPO_BPM)
        self.setSpecialValueText("")
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Tempo in beats a minute"))
        self.setToolTip(self.tr("Beats a minute; type a tempo to lead with it"))

    def textFromValue(self, value: float) -> str:
        """Such as `120.00`."""
        return f"{value:.2f}"

    def validate(self, text: str | None, at: int) -> tuple[QValidator.State, str, int]:
        """A tempo, or the beginning of one."""
        if not text:
            return QValidator.State.Intermediate, "", at
        return super().validate(text, at)

    def show_tempo(self, tempo_bpm: float) -> None:
        """Show what holds, unless somebody is at it."""
        if not self.hasFocus() and round(tempo_bpm, 2) != self.value():
            self.blockSignals(True)
            self.setValue(tempo_bpm)
            self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Not by accident, while the pointer passes over it."""
        if event is not None and self.hasFocus():
            super().wheelEvent(event)
        elif event is not None:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """See the class."""
        edit = self.lineEdit()
        is_written = edit is not None and edit.text() != self.textFromValue(self.value())
        if event is not None and event.key() == Qt.Key.Key_Escape and is_written and edit is not None:
            edit.setText(self.textFromValue(self.value()))
            edit.selectAll()
        else:
            super().keyPressEvent(event)


class TransportBar(QWidget):
    """See the module. What is typed or tapped here leads from then on, before any host, until somebody
    chooses another in the menu. `hosts_requested` is emitted when somebody wants to see the hosts."""

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
        self.leader, self.tempo = TempoSourceMenu(), TempoField()
        self.tap = QPushButton(self.tr("T&ap"))
        self.meter = label("", "soft")
        self.position = BeatDisplay(clock=clock)
        self._show_meter(Meter())
        self.hosts = HostsButton()
        self._lay_out()
        self.hosts.clicked.connect(self.hosts_requested)
        self.hosts.show_hosts(link.known_hosts)
        link.hosts.connect(self.hosts.show_hosts)
        self.leader.chosen.connect(lambda order: link.post_stage(OrderChosen(order)))
        self.tempo.valueChanged.connect(self._typed)
        self.tap.pressed.connect(self._tapped)
        link.stage.connect(self.show_view)
        link.detached.connect(lambda: self.show_view(StageView()))
        link.attached.connect(lambda: self._enable(True))
        self._enable(link.has_stage)

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Tempo"))
        self.leader.setFixedHeight(CONTROL_PX)
        self.tempo.setFixedSize(76, CONTROL_PX)
        self.tap.setFixedHeight(CONTROL_PX)
        self.tap.setToolTip(self.tr("Tap the beat, from the one; three taps are a tempo"))
        self.tap.setAccessibleName(self.tr("Tap the tempo"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        for widget in (self.hosts, self.leader, self.tempo, self.tap, self.meter, self.position):
            row.addWidget(widget)

    def show_view(self, view: StageView) -> None:
        """Show whose tempo it is in `view`."""
        self._view = view
        self._enable(self._link.has_stage)
        self.leader.show_view(view)
        now = view.transport or view.beats
        if now is not None:
            self.tempo.show_tempo(now.tempo_bpm)
            self._show_meter(now.meter)
        self.position.show_transport(shown_transport(view))

    def _show_meter(self, meter: Meter) -> None:
        if str(meter) != self.meter.text():
            self.meter.setText(str(meter))
            self.meter.setAccessibleName(self.tr("Meter {meter}").format(meter=meter))

    def _enable(self, is_there: bool) -> None:
        for widget in (self.leader, self.tempo, self.tap):
            widget.setEnabled(is_there)

    def _typed(self, tempo_bpm: float) -> None:
        """The beat goes on where it was, at this tempo."""
        now_s = self._clock()
        now = self._view.beats or Transport(tempo_bpm=tempo_bpm, read_at_s=now_s)
        typed = msgspec.structs.replace(
            now, tempo_bpm=tempo_bpm, playing=True, beat=beat_at(now, now_s), read_at_s=now_s, source="typed"
        )
        self._link.post_stage(Heard(typed))
        self._lead_by_hand("typed")

    def _tapped(self) -> None:
        # As the button goes down, when the hand means it.
        self._link.post_stage(Tapped(self._clock()))
        self._lead_by_hand("tap")

    def _lead_by_hand(self, name: str) -> None:
        """What somebody says here goes before what a host says."""
        leader = next((each.name for each in self._view.sources if each.leads), None)
        if leader is not None and not register.source(leader).is_spoken:
            self._link.post_stage(OrderChosen(order_with((name,), self._view.sources)))
