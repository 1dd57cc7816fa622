"""The stems of a clip as lanes under its picture, each with mute and solo."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from PyQt6.QtCore import QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPaintEvent
from PyQt6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from bridge.library import Found
from bridge.scratch import scratch_folder
from bridge.sound.files import extras
from bridge.vocabulary.clips import Clip
from ui.clips.audition import Audition
from ui.clips.stem_mix import heard, mixed
from ui.common.background import Background
from ui.common.theme import SMALL_PX, XS, S, colours, font, set_role
from ui.common.theme import mixed as blend
from ui.common.widgets import bare, vbox
from ui.pictures.envelope import paint_columns
from ui.pictures.loader import PreviewLoader
from ui.pictures.preview import COLUMNS, ClipPreview
from ui.pictures.zoom import WHOLE, Zoom

_LANE_PX, _BUTTON_PX = 26, 20


class StemLanes(QWidget):
    """Shown for a clip that has stems beside it. While any is muted or soloed, the others play in the clip's
    place: the mix of them takes over on the next beat. `failed` carries a sentence."""

    failed = pyqtSignal(str)

    def __init__(self, previews: PreviewLoader, audition: Audition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._previews, self._audition = previews, audition
        self._background = Background(self)
        self._scratch = contextlib.ExitStack()
        self._folder: Path | None = None
        self._found: Found | None = None
        self._files: list[Path] = []
        self._was_playing = False
        self._zoom = WHOLE
        self.lanes: list[Lane] = []
        self._column = vbox(self, spacing_px=2)
        previews.ready.connect(self._preview_ready)
        self.set_clip(None)

    def set_clip(self, found: Found | None) -> None:
        """The clip whose stems these are."""
        files = [] if found is None or found.missing else extras.stems(found.clip.path)
        is_same = found is not None and self._found is not None and found.digest == self._found.digest
        self._found = found
        if is_same and files == self._files:
            return
        self._files, self._was_playing = files, False
        for lane in self.lanes:
            self._column.removeWidget(lane)
            lane.hide()
            lane.deleteLater()
        self.lanes = [Lane(path, self._digest_of(path)) for path in files]
        for lane in self.lanes:
            self._column.addWidget(lane)
            lane.toggled.connect(self._toggled)
            lane.set_zoom(self._zoom)
            lane.show_preview(self._previews.preview(lane.digest, lane.path))
        self.setVisible(bool(files))

    def _digest_of(self, path: Path) -> str:
        """The name under which a stem's preview is kept."""
        assert self._found is not None
        return hashlib.sha256(f"{self._found.digest}/{path.name}".encode(errors="replace")).hexdigest()

    def _preview_ready(self, digest: str) -> None:
        for lane in self.lanes:
            if lane.digest == digest:
                lane.show_preview(self._previews.preview(digest, lane.path))

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the same part as the picture above."""
        self._zoom = zoom
        for lane in self.lanes:
            lane.set_zoom(zoom)

    def close_files(self) -> None:
        """Stop mixing, and remove the mixes; before the application ends."""
        self._background.close()
        self._scratch.close()

    # ---- what is heard ----

    @property
    def heard(self) -> tuple[str, ...]:
        """The names of the stems that are heard."""
        return heard(
            [lane.name for lane in self.lanes],
            {lane.name for lane in self.lanes if lane.mute.isChecked()},
            {lane.name for lane in self.lanes if lane.solo.isChecked()},
        )

    @property
    def _is_mix(self) -> bool:
        return any(lane.mute.isChecked() or lane.solo.isChecked() for lane in self.lanes)

    def follow(self, is_playing: bool) -> None:
        """Follow whether the clip plays: when it starts again, mutes and solos still apply."""
        if is_playing and not self._was_playing and self._is_mix:
            self._apply()
        self._was_playing = is_playing

    def _toggled(self) -> None:
        names = self.heard
        for lane in self.lanes:
            lane.set_heard(lane.name in names)
        if self._found is not None and self._found.digest in self._audition.playing:
            self._apply()

    def _apply(self) -> None:
        """Switch what plays to the stems that are heard."""
        found, files, names = self._found, self._files, self.heard
        if found is None:
            return
        if not self._is_mix:
            self._audition.switch_to(found.clip)
            return

        def ready(clip: Clip) -> None:
            is_wanted = self._found is found and self._is_mix and names == self.heard
            if is_wanted and found.digest in self._audition.playing:
                self._audition.switch_to(clip, stands_for=found.digest)

        self._background.submit(
            lambda: mixed(found.clip, files, names, self._mix_folder()), ready, self.failed.emit
        )

    def _mix_folder(self) -> Path:
        if self._folder is None:
            self._folder = self._scratch.enter_context(scratch_folder())
        return self._folder


class Lane(QWidget):
    """One stem: its waveform and name, and buttons to mute and solo it. `toggled` is emitted by both."""

    toggled = pyqtSignal()

    def __init__(self, path: Path, digest: str) -> None:
        super().__init__()
        self.path, self.digest, self.name = path, digest, path.stem
        self._preview: ClipPreview | None = None
        self._zoom = WHOLE
        self._is_heard = True
        self.setFixedHeight(_LANE_PX)
        self.mute = self._button(self.tr("M"), self.tr("Mute {stem}"))
        self.solo = self._button(self.tr("S"), self.tr("Solo {stem}"))
        row = bare(QHBoxLayout(self), 2)
        row.setContentsMargins(0, 0, XS, 0)
        row.addStretch(1)
        row.addWidget(self.mute)
        row.addWidget(self.solo)

    def _button(self, letter: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(letter)
        button.setCheckable(True)
        button.setFixedSize(_BUTTON_PX, _BUTTON_PX)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(name.format(stem=self.name))
        button.setToolTip(name.format(stem=self.name))
        set_role(button, "lane")
        button.toggled.connect(lambda: self.toggled.emit())
        return button

    def show_preview(self, preview: ClipPreview | None) -> None:
        """Show this waveform."""
        self._preview = preview
        self.update()

    def set_zoom(self, zoom: Zoom) -> None:
        """Show this part of it."""
        self._zoom = zoom
        self.update()

    def set_heard(self, is_heard: bool) -> None:
        """Show whether it is heard."""
        self._is_heard = is_heard
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        shown = colours(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(shown.sunken))
        if self._preview is not None:
            begin, end = max(0.0, self._zoom.begin), min(1.0, self._zoom.end)
            left, right = (self._zoom.x_of(each, self.width()) for each in (begin, end))
            rect = QRectF(left, 2, right - left, self.height() - 4)
            ink = shown.accent if self._is_heard else blend(shown.soft, shown.sunken, 0.6)
            paint_columns(painter, self._preview, rect, begin * COLUMNS, end * COLUMNS, QColor(ink))
        painter.setFont(font(SMALL_PX))
        where = self.rect().adjusted(0, 0, -2 * _BUTTON_PX - S, 0)
        name = painter.fontMetrics().elidedText(self.name, Qt.TextElideMode.ElideRight, where.width() - S)
        plate = painter.fontMetrics().boundingRect(name).width() + S
        ground = QColor(shown.sunken)
        ground.setAlphaF(0.8)
        painter.fillRect(where.left(), where.top(), plate, where.height(), ground)
        painter.setPen(QColor(shown.text if self._is_heard else shown.soft))
        painter.drawText(where.adjusted(XS, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()
