"""The inspector: the selected clip, its facts, and what can be done with it."""

from __future__ import annotations

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QResizeEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from bridge.errors import RiffbridgeError
from bridge.library import Found
from bridge.messages.answers import Answer, Done
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.clips import Certificate
from ui.clips.audition import Audition
from ui.clips.clip_buttons import ClipButtons
from ui.clips.derive_rows import DeriveRows
from ui.clips.export_row import ExportRow
from ui.clips.extras_row import ExtrasRow
from ui.clips.facts import detail_rows, fact_rows
from ui.clips.facts_table import FactsTable
from ui.clips.loop_view import LoopView
from ui.clips.mark_row import MarkRow
from ui.clips.stem_lanes import StemLanes
from ui.clips.tags_row import TagsRow
from ui.clips.takes_row import TakesRow
from ui.common.background import Background
from ui.common.brief_chips import clip_chips
from ui.common.chips import ChipRow
from ui.common.clip_selection import ClipSelection
from ui.common.clip_words import facts, title
from ui.common.derived_requests import extend, fill, new_take
from ui.common.link import Link
from ui.common.scrub import quarters
from ui.common.theme import S
from ui.common.widgets import label, line, scroll_area, vbox
from ui.pictures.detail import Detail, read_detail
from ui.pictures.loader import PreviewLoader
from ui.placing.row import PlaceRow
from ui.placing.tracker import PlacementTracker

# The play head moves at 30 frames a second while the clip plays.
_HEAD_EVERY_MS = 33
_DOT = " · "


class Inspector(QWidget):
    """`show_selection` says which clips: the first is shown, the second becomes the morph target, all are
    exported and placed. `tagged` carries a clip and its tags as typed; `again_requested` and
    `remove_requested` a clip whose file is missing; `failed` a sentence."""

    tagged = pyqtSignal(object, str)
    again_requested = pyqtSignal(object)
    remove_requested = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(
        self,
        link: Link,
        previews: PreviewLoader,
        audition: Audition,
        placements: PlacementTracker | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._previews, self._audition = link, previews, audition
        self.place = PlaceRow(placements or PlacementTracker(link, parent=self))
        # An export may take long, and nothing else may wait for it.
        self._background, self._exporting = Background(self), Background(self)
        self._found: tuple[Found, ...] = ()
        self._certificate: Certificate | None = None
        self._detail_of = ""  # the clip whose samples have been asked for
        self._head_timer = QTimer(self)
        self._head_timer.setInterval(_HEAD_EVERY_MS)
        self._head_timer.timeout.connect(self._move_head)
        self._make()
        self._lay_out()
        # Ctrl+P may change its status while it is out of view.
        self.place.status_changed.connect(lambda: QTimer.singleShot(0, self._show_place))
        previews.ready.connect(self._preview_ready)
        audition.changed.connect(self._show_playing)
        link.answered.connect(self._answered)
        self._show()

    def _make(self) -> None:
        self.title = label("", "heading")
        self.title.setWordWrap(True)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.figures = label("", "small")
        self.brief = ChipRow()
        self.brief.setAccessibleName(self.tr("Understood as"))
        self.loop = LoopView()
        self.loop.beat_chosen.connect(self._seek)
        self.loop.stepped.connect(self._skip)
        self.loop.detail_wanted.connect(self._read_detail)
        self.lanes = StemLanes(self._previews, self._audition)
        self.lanes.failed.connect(self.failed)
        self.loop.zoomed.connect(self.lanes.set_zoom)
        self.mark = MarkRow()
        self.loop.marked.connect(self._show_mark)
        self.loop.render_requested.connect(lambda: self._render_mark(1))
        self.mark.render_requested.connect(self._render_mark)
        self.mark.cleared.connect(self.loop.clear_marks)
        self.buttons = ClipButtons()
        self.buttons.play_requested.connect(lambda found: self._audition.toggle(found.clip))
        self.buttons.takes_requested.connect(
            lambda found, count: self._link.request(new_take(found.clip.job, count))
        )
        self.buttons.again_requested.connect(self.again_requested)
        self.buttons.remove_requested.connect(self.remove_requested)
        self.takes = TakesRow()
        self.tags = TagsRow()
        self.tags.changed.connect(self.tagged)
        self.derive = DeriveRows(self._link)
        self.facts = FactsTable()
        self.extras = ExtrasRow(self._link)
        self.export = ExportRow(self._exporting, self._link)
        self.empty = label(self.tr("Select a clip to see its details."), "soft")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)

    def _lay_out(self) -> None:
        self.body = QWidget()
        above = (
            self.title,
            self.figures,
            self.brief,
            self.loop,
            self.lanes,
            self.mark,
            self.takes,
            self.buttons,
            self.place,
        )
        below = (self.tags, line(), self.derive, line(), self.facts, line(), self.extras, self.export)
        parts = vbox(self.body, *above, *below)
        parts.setContentsMargins(0, 0, S, 0)
        parts.addStretch(1)
        self._scroll = scroll_area(self.body)
        vbox(self, self._scroll, self.empty)

    # ---- which clip ----

    @property
    def found(self) -> Found | None:
        """The clip shown."""
        return self._found[0] if self._found else None

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self.loop.fit_into(self.height())

    def show_selection(self, choice: ClipSelection) -> None:
        """Show the first clip of `selection`; while picking a morph target, it becomes that instead."""
        found = choice.found
        if self.derive.is_picking and self._found and found:
            if found[0].digest != self._found[0].digest:
                self.derive.set_target(found[0])
            return
        self.export.set_selection(choice)
        self.place.set_selection(choice)
        if found == self._found:
            return
        is_another = [each.digest for each in found[:1]] != [each.digest for each in self._found[:1]]
        self._found = found
        if is_another:
            self._certificate = None
            self._read_certificate()
            self.loop.set_detail(None)
            self._detail_of = ""
            if self.loop.zoom.share < 1:
                self._read_detail()
        if len(found) > 1:
            self.derive.set_target(found[1])
        self._show()

    def close_files(self) -> None:
        """Stop reading and writing; before the application ends."""
        self._head_timer.stop()
        self.export.close_down()
        self._exporting.close()
        self.lanes.close_files()
        self._background.close()

    def _read_certificate(self) -> None:
        if (found := self.found) is None:
            return

        def loaded(certificate: Certificate | None) -> None:
            if self.found is not None and self.found.digest == found.digest:
                self._certificate = certificate
                self._show_facts(self.found)

        self._background.submit(lambda: _certificate_of(found), loaded)

    def _read_detail(self) -> None:
        """Read the samples of the clip, to be seen from near."""
        if (found := self.found) is None or found.missing or self._detail_of == found.digest:
            return
        self._detail_of = found.digest

        def loaded(detail: Detail | None) -> None:
            if self.found is not None and self.found.digest == found.digest:
                self.loop.set_detail(detail)

        self._background.submit(lambda: read_detail(found.clip.path), loaded)

    def _show(self) -> None:
        found = self.found
        self._scroll.setVisible(found is not None)
        self.empty.setVisible(found is None)
        self.derive.set_clip(found)
        self.extras.set_clip(found)
        self.takes.set_clip(found)
        self.lanes.set_clip(found)
        self.tags.set_clip(found)
        if found is None:
            self._head_timer.stop()
            return
        self.title.setText(title(found))
        self.figures.setText(_DOT.join(facts(found, in_words=True)))
        self.buttons.set_clip(found)
        self.brief.show_chips(clip_chips(found.clip.job))
        self._show_facts(found)
        self._show_loop(found)
        self._show_playing()

    def _show_loop(self, found: Found) -> None:
        digest, path = found.digest, found.clip.path
        preview = None if found.missing else self._previews.preview(digest, path)
        is_gone = found.missing or (preview is None and self._previews.is_known(digest))
        message = self.tr("The file is missing or can't be read.") if is_gone else ""
        self.loop.show_loop(found.clip.job.loop, preview, message)
        self.loop.setEnabled(not is_gone)
        self.loop.setAccessibleName(self.tr("Spectrogram and waveform of {title}").format(title=title(found)))

    def _show_facts(self, found: Found) -> None:
        self.facts.set_rows(fact_rows(found), detail_rows(found, self._certificate))

    def _preview_ready(self, digest: str) -> None:
        if self.found is not None and self.found.digest == digest:
            self._show_loop(self.found)

    def _answered(self, answer: Answer) -> None:
        """The clip's stems may be there now."""
        if isinstance(answer, Done) and self.found and answer.clip.job.digest == self.found.digest:
            self.lanes.set_clip(self.found)

    # ---- playback ----

    def _show_playing(self) -> None:
        is_playing = self.found is not None and self.found.digest in self._audition.playing
        self.lanes.follow(is_playing)
        self.buttons.show_playing(is_playing)
        if is_playing:
            self._head_timer.start()
        else:
            self._head_timer.stop()
        self._move_head()

    def _move_head(self) -> None:
        found = self.found
        self.loop.set_head(None if found is None else self._audition.position(found.digest))

    # ---- actions ----

    def _seek(self, beat: int) -> None:
        if self.found is not None:
            self._audition.seek(self.found.clip, quarters(self.found.clip.job.loop, beat))

    def _skip(self, beats: int) -> None:
        if self.found is not None:
            self._audition.skip(self.found.clip, quarters(self.found.clip.job.loop, beats))

    def _show_mark(self) -> None:
        loop = None if self.found is None else self.found.clip.job.loop
        self.mark.show_mark(loop, self.loop.marked_range(), self.loop.marked_bars())

    def _render_mark(self, count: int) -> None:
        """Fill the range that is marked, or extend the clip to the bars that are."""
        if self.found is None or not self.mark.action.isEnabled():
            return
        job, part, bars = self.found.clip.job, self.loop.marked_range(), self.loop.marked_bars()
        if part is not None:
            self._link.request(fill(job, *part, count), source_clip=self.found.digest)
        elif bars is not None:
            self._link.request(extend(job, bars, count), source_clip=self.found.digest)
        self.loop.clear_marks()

    def _show_place(self) -> None:
        self._scroll.ensureWidgetVisible(self.place)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.key() == Qt.Key.Key_Escape and self.derive.is_picking:
            self.derive.pick.setChecked(False)
        else:
            super().keyPressEvent(event)


def _certificate_of(found: Found) -> Certificate | None:
    try:
        return read_certificate(found.clip.path)
    except RiffbridgeError:
        return None
