"""Makes the window's panels and connects them."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bridge.settings import Settings
from bridge.vocabulary.clips import Clip
from ui.clips.audition import Audition
from ui.clips.inspector import Inspector
from ui.clips.view import ClipsView
from ui.common.background import Background
from ui.common.link import Link
from ui.common.state import WindowState
from ui.common.theme import L, S, set_role
from ui.common.undo import Undo
from ui.common.vocabulary import Words
from ui.pads.panel import Pads
from ui.pictures.loader import PreviewLoader
from ui.placing.tracker import PlacementTracker
from ui.shell.notices import Notices
from ui.shell.window import Panels
from ui.strip.panel import StripPanel
from ui.transport.player_bar import PlayerBar
from ui.transport.transport_bar import TransportBar

_PLAYS_NEW = "clips/plays-new"


class PanelController(QObject):
    """The panels, and what they share. `hosts_requested` asks to see the hosts."""

    hosts_requested = pyqtSignal()

    def __init__(
        self, link: Link, settings: Settings, parent: QObject, state: WindowState | None = None
    ) -> None:
        super().__init__(parent)
        self._previews = PreviewLoader(parent)
        self.audition = Audition(link, parent)
        self.placements = PlacementTracker(link, state, parent)
        self.undo = Undo(parent)
        self.clips = ClipsView(
            link,
            Path(settings.library_file),
            Path(settings.export_folder),
            self._previews,
            self.audition,
            self.placements,
            undo=self.undo,
        )
        self.inspector = Inspector(link, self._previews, self.audition, self.placements)
        if state is not None:
            self.clips.plays_new.setChecked(state.text(_PLAYS_NEW) == "yes")
            self.clips.plays_new.toggled.connect(lambda is_on: state.keep(_PLAYS_NEW, "yes" if is_on else ""))
        self.strip = StripPanel(
            link, self.clips.model.look_up, self._previews, self.audition, self.undo, state
        )
        self.transport_bar, self.player_bar = TransportBar(link), PlayerBar(link)
        self._background = Background(parent)
        self.pads = Pads(link, self._background, self._selected_clip, undo=self.undo)
        self.panels = Panels(
            transport_bar=_side_by_side(self.transport_bar, self.player_bar),
            pads=self.pads,
            clips=self.clips,
            inspector=self.inspector,
            strip=self.strip,
            search=self.clips.search,
            play=self._play_selected,
            place=self.inspector.place.place,
            undo=self.undo.undo,
            redo=self.undo.redo,
        )
        self._connect()
        self._connect_takes()

    def _connect(self) -> None:
        self.clips.hosts_requested.connect(self.hosts_requested)
        self.inspector.place.hosts_requested.connect(self.hosts_requested)
        self.clips.selection_changed.connect(self.inspector.show_selection)
        self.inspector.tagged.connect(self.clips.edits.tag)
        self.inspector.again_requested.connect(self.clips.make_again)
        self.inspector.remove_requested.connect(self.clips.edits.remove)
        self.clips.list.strip_requested.connect(self.strip.add)
        self.clips.model.counted.connect(lambda count: self.strip.refresh())
        self.transport_bar.hosts_requested.connect(self.hosts_requested)

    def _connect_takes(self) -> None:
        edits, takes = self.clips.edits, self.inspector.takes
        takes.kept.connect(edits.keep)
        takes.discarded.connect(edits.remove)
        takes.others_discarded.connect(edits.discard_others)
        takes.counting.connect(
            lambda found: edits.other_takes(found, lambda others: takes.show_others(found, len(others)))
        )
        self.clips.model.counted.connect(lambda: takes.count())

    def _selected_clip(self) -> Clip | None:
        found = next(iter(self.clips.list.selected_clips()), None)
        return None if found is None or found.missing else found.clip

    def _play_selected(self) -> None:
        if (clip := self._selected_clip()) is not None:
            self.audition.toggle(clip)

    def connect_notices(self, notices: Notices) -> None:
        """Post the panels' failures as notices."""
        self.clips.edits.deleted.connect(
            lambda count: notices.post(
                "deleted", self.tr("Deleted %Ln clips.", "", count), action=self.tr("Undo"), do=self.undo.undo
            )
        )
        self.undo.indexChanged.connect(lambda: notices.withdraw("deleted"))
        self.clips.failed.connect(lambda why: notices.post("clips", why, "bad"))
        self.inspector.failed.connect(lambda why: notices.post("clip", why, "bad"))
        self.pads.failed.connect(lambda why: notices.post("pads", why, "bad"))
        self.player_bar.failed.connect(lambda why: notices.post("player", why, "bad"))

    def read_folders(self, settings: Settings) -> None:
        """Load what is in the user's folders, in the background."""
        self.pads.read_pad_sets(Path(settings.presets_folder))

    def set_words(self, words: Words) -> None:
        """Offer these presets."""
        self.pads.set_words(words)

    def show_settings(self, settings: Settings) -> None:
        """Apply changed folders."""
        self.clips.show_library(Path(settings.library_file), Path(settings.export_folder))

    def close(self) -> None:
        """Close files and threads."""
        self.undo.blockSignals(True)  # the end of its history is no news
        self._background.close()
        self.strip.close_down()
        self.placements.close()
        self.inspector.close_files()
        self.clips.close_library()
        self._previews.close()


def _side_by_side(*parts: QWidget) -> QFrame:
    """A bar across the window with these parts; the last one takes the spare room."""
    bar = QFrame()
    set_role(bar, "bar")
    row = QHBoxLayout(bar)
    row.setContentsMargins(L, S, L, S)
    row.setSpacing(L)
    for part in parts:
        row.addWidget(part, 1 if part is parts[-1] else 0)
    return bar
