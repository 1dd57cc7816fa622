"""Everything that is written in the window, or said of it, goes through its translation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PyQt6.QtCore import QTranslator
from PyQt6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.vocabulary.music import Meter
from bridge.vocabulary.requests import ClipRequest
from bridge.vocabulary.trainings import FolderRead, Measured, Preview, RefusedSound, UnderstoodSound
from tests.support.window.full_window import JOBS, FullWindow
from tests.support.window.hub import CLIP, shot
from tests.support.window.words import WORDS
from tests.ui.translating import in_source
from ui.clips.export_row import desktop
from ui.common.vocabulary import read_words
from ui.dragging.drop import DropContent
from ui.pads.sets import read_pad_sets
from ui.settings.controls import TextControl
from ui.training.state import Run

PATIENCE_MS = 20_000
LEFT, RIGHT = "⟦", "⟧"
_INNERMOST = re.compile(f"{LEFT}[^{LEFT}{RIGHT}]*{RIGHT}")
# What is no language: names, what the machine and the test's own bridge say, units, keys as chords.
NAMES = {
    *(
        "Riffbridge",
        "riffbridge",
        "Ableton",
        "Link",
        "Live",
        "REAPER",
        "ReaPack",
        "Bitwig",
        "Studio",
        "Ardour",
        "DAWproject",
        "JACK",
        "transport",
    ),
    *("MIDI", "OSC", "CPU", "CUDA", "Apple", "GPU", "WAV", "FLAC", "OGG", "wav", "BPM", "GB", "kHz", "dBFS"),
    *("PM", "AM", "CC", "Riffusion", "riffusion", "CreativeML", "OpenRAIL", "starter", "dpm"),
    *("English", "Deutsch", "Español"),
}
_DIGEST = re.compile(r"\b[0-9a-f]{12}\b")
_CHORD = re.compile(r"\b[A-G][#b]?m?\b")


class Bracketing(QTranslator):
    """Puts all that is known to be translated in brackets; what is said in another context is not known."""

    def __init__(self) -> None:
        super().__init__()
        self._known = {(each.context, each.source) for each in in_source()}

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(
        self, context: str | None, source: str | None, comment: str | None = None, n: int = -1
    ) -> Any:
        return f"{LEFT}{source}{RIGHT}" if (context, source) in self._known else None


@pytest.fixture
def full(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[FullWindow]:
    bracketing = Bracketing()
    qapp.installTranslator(bracketing)
    try:
        window = FullWindow(qapp, tmp_path)
        window.program.show()
        qtbot.waitUntil(lambda: window.is_tied and window.has_clips, timeout=PATIENCE_MS)
        window.fill()
        qtbot.waitUntil(lambda: window.is_full, timeout=PATIENCE_MS)
        yield window
        window.close()
    finally:
        qapp.removeTranslator(bracketing)


def unbracketed(text: str, data: tuple[str, ...]) -> str:
    """What is left of `text` that somebody would have to translate."""
    text = text.replace("&", "")
    while text != (text := _INNERMOST.sub(" ", text)):
        pass
    for each in data:
        text = text.replace(each, " ")
    text = re.sub(r"“[^”]*”.*", " ", _CHORD.sub(" ", text))  # what the test's own bridge says
    return " ".join(word for word in re.findall(r"[^\W\d_]{2,}", _DIGEST.sub(" ", text)) if word not in NAMES)


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """All that `widget` shows or is told of it, by what it is."""
    yield "tool tip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    yield "title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (("item", widget.itemText(at)) for at in range(widget.count()))
    if isinstance(widget, QMenu):
        yield from (("action", action.text()) for action in widget.actions())


def names_of_ours(folder: Path) -> tuple[str, ...]:
    """What presets, tables of pads and their prompts are called, and where files lie; the longest first."""
    presets = read_words(folder).presets.values()
    tables, _ = read_pad_sets(folder)
    names = {name for each in presets for name in (each.title, each.prompt)} | set(tables)
    names |= (
        {each.table.title for each in tables.values()} | {each.prompt for each in JOBS} | {"funk", "too long"}
    )
    names |= {word for name, each in WORDS.presets.items() for word in (name, each.title, each.prompt)}
    names |= {"House Drums", "House", "Interface", "drums", str(folder), str(Path.home()), desktop()}
    return tuple(sorted(filter(None, names), key=len, reverse=True))


def untranslated(window: QWidget, data: tuple[str, ...]) -> list[str]:
    """Where there is something left, and what."""
    return [
        f"{type(widget).__name__}: {what} {text!r}"
        for widget in (window, *window.findChildren(QWidget))
        for what, text in texts(widget)
        if unbracketed(text, data)
    ]


# ---- states of the window ----


def _menus(full: FullWindow) -> None:
    for menu in full.window.findChildren(QMenu):
        menu.aboutToShow.emit()
    # They are the grid's as long as they are there.
    full.menus = [full.program.panels.pads.grid.menu(pad) for pad in (1, 3, 4, 16)]


def _pad_edited(full: FullWindow) -> None:
    full.program.panels.pads.grid.action_requested.emit("edit", 2)


def _settings_wrong(full: FullWindow) -> None:
    full.window.show_settings()
    for row in full.window.settings.rows.values():
        if isinstance(row.control, TextControl):
            row.control.edited.emit("?" if row.field.kind != "text" else " ")


def _nothing_like_that(full: FullWindow) -> None:
    full.program.panels.clips.search.setText("?")


def _picking(full: FullWindow) -> None:
    full.program.panels.inspector.derive.pick.setChecked(True)


def _with_source(full: FullWindow) -> None:
    full.window.bar.fill(ClipRequest(source=Path("?.wav"), meter=Meter.parse("3/4"), steps=9, count=2))


def _refused(full: FullWindow) -> None:
    full.window.bar.drops.take(DropContent(problems=("“?”",), requests=(ClipRequest(prompt="?"),) * 2))
    full.link.detach()


def _trains(full: FullWindow) -> None:
    full.window.show_training("?")
    page, hub = full.window.training, full.hub
    assert hub is not None
    for name in ("1", "con"):
        page.form.name.setText(name)
        page.form._name_edited(name)
    sender = hub.all(ev.TrainAsked)[-1].sender
    for report in (
        UnderstoodSound(
            file="?", tempo_bpm=90.0, why="heard", bars=2, pieces=1, meter=Meter(), key=None, words="?"
        ),
        RefusedSound(file="?", reason="?"),
        FolderRead(loops=1, refused=1, bars=2, seconds=9.0),
    ):
        hub.answer(an.Reported(sender, report))
    sender = page._link.train(request := page.form.request())
    page.run = run = Run(sender, request)
    run.preview = Preview(step=250, clip=CLIP)
    run.losses = [Measured(step=step, steps=400, loss=0.1, held_out=0.2) for step in (50, 100)]
    page.panel.show_run(run)


def _engine(engine: str) -> Callable[[FullWindow], None]:
    def state(full: FullWindow) -> None:
        assert full.hub is not None
        full.hub.show(shot(engine=engine))

    return state


STATES: tuple[Callable[[FullWindow], None], ...] = (
    lambda full: None,
    _menus,
    _pad_edited,
    _settings_wrong,
    _picking,
    _nothing_like_that,
    _with_source,
    _trains,
    _engine("ready"),
    _engine("starting"),
    _engine("broken"),
    _refused,
)


def test_all_that_is_written_is_translated(full: FullWindow, tmp_path: Path, qtbot: QtBot) -> None:
    data = names_of_ours(tmp_path)
    found: set[str] = set()
    for bring in STATES:
        bring(full)
        qtbot.wait(60)  # until what waits for the next turn has been written
        found |= set(untranslated(full.window, data))
    assert not found, "\n".join(sorted(found))


def test_what_is_not_translated_is_found(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    QLabel("Some words", holder)
    QLabel(f"{LEFT}Other {LEFT}words{RIGHT}{RIGHT}, 124 BPM, Am", holder)
    assert untranslated(holder, ()) == ["QLabel: text 'Some words'"]
