"""The window's program: puts it together, shows it, and only then starts the bridge."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from PyQt6.QtCore import QLocale, QObject, QTimer, QTranslator
from PyQt6.QtWidgets import QApplication

from bridge.errors import RiffbridgeError
from bridge.settings import Settings, read_settings, settings_path, write_settings
from ui.background import Background
from ui.bridge_thread import BridgeThread, Make, make_bridge
from ui.first_run import FirstRun
from ui.history import History
from ui.link import Link
from ui.machine import Machine, look
from ui.parts import Places, make_parts
from ui.queue_view import QueueView
from ui.request_bar import RequestBar
from ui.settings_page import SettingsPage
from ui.single import Single, server_name
from ui.state import WindowState, state_path
from ui.theme import ASSETS, Scheme, apply
from ui.watch import Watch
from ui.window import Window
from ui.words import Words, read_words

_THEME, _HISTORY = "theme", "history"


class Program(QObject):
    """The window and what is behind it. `show` paints it; the bridge comes up after that.

    `kept_at` is where the settings lie; `make` makes a bridge. A first loop is rendered where the
    library is empty, unless `with_first` is false.
    """

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        *,
        kept_at: Path,
        state: WindowState,
        make: Make = make_bridge,
        with_first: bool = True,
    ) -> None:
        super().__init__(app)
        self._app, self._kept_at, self._state, self._with_first = app, kept_at, state, with_first
        self._first: FirstRun | None = None
        self.link = Link(self)
        self.background = Background(self, threads=2)
        # One at a time, so that of two changes the later is the one that stays.
        self._keeping = Background(self)
        self.thread_of_bridge = BridgeThread(self.link, make, self)
        scheme = _scheme(state.text(_THEME, "dark"))
        apply(app, scheme)
        self.history = History(state.texts(_HISTORY))
        bar = RequestBar(self.link, self.history, self.background)
        queue = QueueView(self.link)
        page = SettingsPage(settings, scheme, self.background)
        self.places: Places = make_parts(self.link, settings, self)
        self.window = Window(self.link, bar, queue, page, self.places.parts, state)
        queue.again_asked.connect(self.link.request)
        self.watch = Watch(
            self.link, self.window.notices, self._start_bridge, lambda: page.settings.sound, self
        )
        self.places.connect_notices(self.window.notices)
        page.changed.connect(self._settings_changed)
        page.theme_chosen.connect(self._theme_chosen)
        self.places.pads.table_chosen.connect(self._table_chosen)
        page.model_fetched.connect(self._model_fetched)
        self.window.painted.connect(self._begin)
        self.window.closed.connect(self._closed)

    def show(self) -> None:
        """Show the window; once it is painted, read what can be said and start the bridge."""
        self.window.show()
        self.window.bar.prompt.setFocus()

    def _begin(self) -> None:
        self._start_bridge()
        self._read_folders()

    def _read_folders(self) -> None:
        settings = self.window.settings.settings
        presets, models = Path(settings.presets_folder), Path(settings.models_folder)
        self.background.submit(lambda: read_words(presets), self._words_came)
        self.background.submit(lambda: look(models), self._machine_came)
        self.places.read_folders(settings)

    def _words_came(self, words: Words) -> None:
        self.window.bar.set_words(words)
        self.places.set_words(words)
        if self._with_first and self._first is None:
            self._first = FirstRun(self.link, self.window.bar)

    def _machine_came(self, machine: Machine) -> None:
        self.window.settings.offer(machine)
        self.window.bar.set_models(tuple(name for name, _ in machine.models))

    def _start_bridge(self) -> None:
        self.thread_of_bridge.start(self.window.settings.settings)

    # ---- settings ----

    def _settings_changed(self, settings: Settings) -> None:
        """Keep them, and have the bridge serve by them; what runs is taken up again by the new one."""
        path = self._kept_at
        notices = self.window.notices

        def kept(_: object) -> None:
            notices.say("settings", self.tr("Kept. The bridge starts anew with it; what waits is not lost."))
            self.places.show_settings(settings)
            self.thread_of_bridge.start(settings)
            self._read_folders()

        self._keeping.submit(
            lambda: write_settings(settings, path), kept, lambda why: notices.say("settings", why, "bad")
        )

    def _table_chosen(self, name: str) -> None:
        """The pads have it already: it is only kept for the next time."""
        page, path, notices = self.window.settings, self._kept_at, self.window.notices
        settings = msgspec.structs.replace(page.settings, pads=name)
        page.show_settings(settings)
        self._keeping.submit(
            lambda: write_settings(settings, path),
            lambda _: None,
            lambda why: notices.say("settings", why, "bad"),
        )

    def _theme_chosen(self, scheme: str) -> None:
        self._state.keep(_THEME, scheme)
        apply(self._app, _scheme(scheme))

    def _model_fetched(self, name: str) -> None:
        self.window.notices.say("model", self.tr("{name} is here; choose it under Model.").format(name=name))
        self._read_folders()

    # ---- the end ----

    def _closed(self) -> None:
        self._state.keep(_HISTORY, self.history.prompts)
        self._state.save()
        self.window.settings.close_down()
        self.thread_of_bridge.stop()
        QTimer.singleShot(0, self._app.quit)

    def close(self) -> None:
        """Let go of everything; the window is hidden by now, so this may wait for the bridge."""
        self.window.settings.close_down()
        self.places.close()
        self.thread_of_bridge.stop()
        self.thread_of_bridge.join()
        self._keeping.close()
        self.background.close()


def _scheme(word: str) -> Scheme:
    return "light" if word == "light" else "system" if word == "system" else "dark"


def main(arguments: Sequence[str] = ()) -> int:
    """Show the window until it is closed. Returns the exit status."""
    app = QApplication([*sys.argv[:1], *arguments])
    app.setApplicationName("riffbridge")
    app.setApplicationDisplayName("Riffbridge")
    app.setDesktopFileName("riffbridge")
    _translate(app)
    settings, why = _settings()
    single = Single(server_name(Path(settings.library_file)))
    if not single.claim():
        return 0
    program = Program(app, settings, kept_at=settings_path(), state=WindowState(state_path()))
    single.raised.connect(program.window.come_forward)
    signal.signal(signal.SIGINT, lambda *_: program.window.close())
    signal.signal(signal.SIGTERM, lambda *_: program.window.close())
    program.show()
    if why:
        program.window.notices.say("settings", why, "bad")
    status = app.exec()
    single.release()
    program.close()
    return status


def _translate(app: QApplication) -> None:
    """Speak the desktop's language, where there is a translation (`ui/assets/riffbridge_de.qm` and so on,
    made by pylupdate6 and lrelease)."""
    translator = QTranslator(app)
    if translator.load(QLocale(), "riffbridge", "_", str(ASSETS)):
        app.installTranslator(translator)


def _settings() -> tuple[Settings, str]:
    """The user's settings; if they cannot be read, the defaults, and why."""
    try:
        return read_settings(), ""
    except RiffbridgeError as error:
        return Settings(), f"{error} The defaults hold until that is mended."
