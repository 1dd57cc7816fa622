"""The menu of tempo sources."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication, pyqtSignal
from PyQt6.QtGui import QActionGroup
from PyQt6.QtWidgets import QWidget

from bridge.hosts import register
from bridge.stage.views import SourceView, StageView
from ui.common.host_words import title_of
from ui.common.menu_button import MenuButton
from ui.common.theme import set_role

translate = QCoreApplication.translate
# Fixed, so that nothing beside it moves.
_WIDTH_PX = 148


def order_with(first: tuple[str, ...], sources: tuple[SourceView, ...]) -> tuple[str, ...]:
    """The priority of sources, with these `first`."""
    return (*first, *(each.name for each in sources if each.name not in first))


class TempoSourceMenu(MenuButton):
    """`chosen` carries the new priority of sources; empty means automatic. `cleared` asks to forget the tempo
    that somebody has typed, tapped or sent."""

    chosen = pyqtSignal(object)
    cleared = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = StageView()
        set_role(self, "choice")
        self.setFixedWidth(_WIDTH_PX)
        self.choices.aboutToShow.connect(self.fill)
        self._leader: tuple[object, ...] | None = None
        self.show_view(self._view)

    def show_view(self, view: StageView) -> None:
        """Show the tempo source of `view`."""
        self._view = view
        leader = next((each for each in view.sources if each.leads), None)
        gist = (leader.name, leader.fresh) if leader is not None else ()
        if gist == self._leader:
            return
        self._leader = gist
        if leader is None:
            words = self.tr("No source")
            tip = self.tr("Each loop has its own tempo. Type or tap one for all.")
        elif leader.fresh:
            words, tip = title_of(leader.name), self.tr("Tempo source. Click to choose another.")
        else:
            words = self.tr("{source}, stopped").format(source=title_of(leader.name))
            tip = self.tr("The source has stopped. Its last tempo is kept.")
        self.set_text(words)
        self.setToolTip(tip)
        self.setAccessibleName(self.tr("Tempo source: {source}").format(source=words))

    def fill(self) -> None:
        """List the current sources with their tempos."""
        self.choices.clear()
        group = QActionGroup(self.choices)
        for source in self._view.sources:
            action = self.choices.addAction(_in_words(source))
            if action is None:
                continue
            action.setCheckable(True)
            action.setChecked(source.leads)
            group.addAction(action)
            action.triggered.connect(lambda _=False, name=source.name: self._choose(name))
        if not self._view.sources:
            nobody = self.choices.addAction(self.tr("No source connected"))
            if nobody is not None:
                nobody.setEnabled(False)
        if spoken := [each for each in self._view.sources if register.source(each.name).is_spoken]:
            tempo_bpm = f"{spoken[0].tempo_bpm:.6g}"
            clear = self.choices.addAction(self.tr("Clear {tempo} BPM").format(tempo=tempo_bpm))
            if clear is not None:
                clear.triggered.connect(lambda: self.cleared.emit())
        self.choices.addSeparator()
        usual = self.choices.addAction(self.tr("Automatic"))
        if usual is not None:
            usual.triggered.connect(lambda: self.chosen.emit(()))

    def _choose(self, name: str) -> None:
        self.chosen.emit(order_with((name,), self._view.sources))


def _in_words(source: SourceView) -> str:
    silent = "" if source.fresh else translate("sources", ", stopped")
    return f"{title_of(source.name)} · {source.tempo_bpm:.2f} BPM{silent}"
