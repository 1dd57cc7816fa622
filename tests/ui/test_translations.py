"""The translations that ship: complete, compiled as they are written, and short enough for their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PyQt6.QtCore import QCoreApplication, QEvent, QLocale, Qt, QTranslator
from PyQt6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLabel, QScrollArea, QWidget

from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_info
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import parser_for
from bridge.requests.preview import preview
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.vocabulary.requests import ClipRequest
from tests.support.window.full_window import FullWindow
from tests.support.window.gestures import wait_until
from tests.ui.translating import Message, in_source, path_of, read
from ui.common.brief_chips import request_chips
from ui.common.chips import Chip
from ui.common.i18n import LANGUAGES, install_language
from ui.request.bar import RequestBar

OTHERS = [language for language in LANGUAGES if language != "en"]
_PLACEHOLDER = re.compile(r"\{[^}]*\}|%L?n")
# With room at the window's usual size, and at the smallest.
SIZES = [(1280, 800), (956, 500)]
PADDING_PX = 8


@pytest.fixture(scope="module")
def sources() -> set[Message]:
    return in_source()


@contextmanager
def languages_forgotten(app: QApplication) -> Iterator[None]:
    """After the block the application speaks as before."""
    before, usual = app.findChildren(QTranslator), QLocale()
    try:
        yield
    finally:
        for translator in app.findChildren(QTranslator):
            if translator not in before:
                app.removeTranslator(translator)
                translator.deleteLater()
        QLocale.setDefault(usual)


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[QApplication]:
    with languages_forgotten(qapp):
        yield qapp


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_is_translated(language: str, sources: set[Message]) -> None:
    there = read(path_of(language))
    wanted = {each for each in sources if each.is_counted} if language == "en" else sources
    assert {each.source for each in wanted - set(there)} == set()
    assert {each.source for each in set(there) - wanted} == set()
    assert [each.source for each, done in there.items() if not done.is_finished or not all(done.forms)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_the_same(language: str) -> None:
    for message, done in read(path_of(language)).items():
        for form in done.forms:
            wanted = sorted(_PLACEHOLDER.findall(message.source))
            assert sorted(_PLACEHOLDER.findall(form)) == wanted, (message.source, form)
            assert form.count("&") == message.source.count("&"), (message.source, form)
        assert len(done.forms) == (2 if message.is_counted else 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(speaking: QApplication, language: str) -> None:
    install_language(speaking, language)
    for message, done in read(path_of(language)).items():
        for number, form in zip((1, 2) if message.is_counted else (-1,), done.forms, strict=True):
            shown = QCoreApplication.translate(message.context, message.source, "", number)
            assert shown == re.sub("%L?n", str(number), form)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["sad: moody", "piano", "xyzzy", "4 bars", "90 BPM", "seventh chords",
                "only chords and lead"]),
        ("de", ["sad: melancholisch", "piano: Klavier", "xyzzy", "4 Takte", "90 BPM", "Septakkorde",
                "nur Akkorde und Melodie"]),
        ("es", ["sad: melancólico", "piano", "xyzzy", "4 compases", "90 BPM", "acordes de séptima",
                "solo acordes y melodía"]),
    ],
)  # fmt: skip
def test_a_chip_shows_the_typed_word_and_its_meaning_in_the_windows_language(
    speaking: QApplication, language: str, said: list[str]
) -> None:
    install_language(speaking, language)
    context = ResolveContext(
        settings=Settings(), model=read_info(STARTER_FOLDER), model_sha256="", fresh_seed=0,
        prompt_parser=parser_for(lexicon()),
    )  # fmt: skip
    request = ClipRequest(prompt="sad piano, xyzzy, four bars, ninety bpm")
    understood = QCoreApplication.translate("chips", "Understood as: {meaning}.").partition("{")[0]

    def shown(chip: Chip) -> str:
        meaning = chip.tip.partition(understood)[2].partition(".")[0]
        return f"{chip.text}: {meaning}" if meaning else chip.text

    assert [shown(each) for each in request_chips(request, preview(request, context), context)] == said


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 bar", "100,000 clips"),
        ("de", "1 Takt", "100.000 Clips"),
        ("es", "1 compás", "100.000 clips"),
    ],
)
def test_a_number_makes_the_form(speaking: QApplication, language: str, one: str, many: str) -> None:
    install_language(speaking, language)
    assert QCoreApplication.translate("BarsPicker", "%n bars", "", 1) == one
    assert QCoreApplication.translate("ClipsView", "%Ln clips", "", 100_000) == many


def test_a_language_that_is_none_of_ours_is_the_desktops(speaking: QApplication) -> None:
    usual = QLocale().name()
    install_language(speaking, "xx")
    assert QLocale().name() == usual


# ---- in the window ----


@pytest.fixture(scope="module", params=OTHERS)
def full(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FullWindow]:
    with languages_forgotten(qapp):
        install_language(qapp, request.param)
        window = FullWindow(qapp, tmp_path_factory.mktemp("full"))
        window.program.show()
        wait_until(lambda: window.is_tied and window.has_clips)
        window.fill()
        wait_until(lambda: window.is_full)
        yield window
        window.close()


def room_px(widget: QWidget) -> int:
    """How much of it there is for words."""
    if isinstance(widget, QAbstractButton):
        icon_px = widget.iconSize().width() + 4 if not widget.icon().isNull() else 0
        box_px = 26 if isinstance(widget, QCheckBox) else 0
        return widget.width() - PADDING_PX - icon_px - box_px
    return widget.width()


def paints_itself(widget: QWidget) -> bool:
    """And so knows what it does where there is no room."""
    own = (each for each in type(widget).__mro__ if not each.__module__.startswith("PyQt6"))
    return any("paintEvent" in vars(each) for each in own)


def cut_off(window: QWidget) -> list[str]:
    """What is wider than its place, of what can be seen and neither wraps nor ends in `…` by itself."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or paints_itself(widget):
            continue
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and not widget.wordWrap()):
            words = widget.text()
            metrics = widget.fontMetrics()
            needed = metrics.size(Qt.TextFlag.TextShowMnemonic, words).width()
            if words.strip() and needed > room_px(widget):
                found.append(f"{words!r} needs {needed}, has {room_px(widget)}")
    for area in window.findChildren(QScrollArea):
        content, port = area.widget(), area.viewport()
        if area.isVisible() and content is not None and port is not None and content.width() > port.width():
            found.append(f"{type(area.parent()).__name__} needs {content.width()}, has {port.width()}")
    return found


def test_nothing_is_cut_off(full: FullWindow) -> None:
    for size in SIZES:
        full.window.resize(*size)
        for show in (full.window.show_main, full.window.show_settings, full.window.show_training):
            show()
            QApplication.processEvents()
            # The bridge goes on: a word that came last has its room once the layouts have heard of it.
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            assert not (found := cut_off(full.window)), f"{size}: {found}"


def test_each_letter_of_the_request_leads_to_one_place(full: FullWindow) -> None:
    bar = full.window.findChild(RequestBar)
    assert bar is not None
    captions = [label.text() for label in bar.findChildren(QLabel) if label.buddy() is not None] + [
        bar.render_button.text()
    ]
    letters = [caption.partition("&")[2][:1].casefold() for caption in captions if "&" in caption]
    assert len(letters) == len(set(letters)) == 7


def test_the_language_that_is_chosen_is_kept_for_the_next_start(full: FullWindow) -> None:
    row = full.window.settings.rows["language"]
    offered = row.control.findChild(QComboBox)
    assert offered is not None
    titles = [offered.itemText(at) for at in range(1, offered.count())]
    assert titles == list(LANGUAGES.values())
    row.control.committed.emit("es")
    assert full.state.text("language") == "es"
