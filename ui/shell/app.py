"""The program: builds and shows the window, then starts the bridge."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PyQt6.QtCore import QCoreApplication, QObject, QTimer
from PyQt6.QtWidgets import QApplication

from bridge.errors import RiffbridgeError
from bridge.settings import Settings, read_settings, settings_path, write_settings
from bridge.stage.events import TableChosen
from bridge.stage.tables import find_table
from bridge.vocabulary.trainings import Trained
from ui.common.announcer import Announcer
from ui.common.background import Background
from ui.common.i18n import install_language, window_language
from ui.common.link import Link
from ui.common.state import WindowState, state_path
from ui.common.theme import Scheme, apply
from ui.common.vocabulary import Words, read_words
from ui.queue.view import QueueView
from ui.request.bar import RequestBar
from ui.request.history import History
from ui.settings.hosts_panel import HostsPanel
from ui.settings.machine import Machine, find_loras, scan
from ui.settings.page import SettingsPage
from ui.settings.sound_devices import SoundDevices
from ui.shell.bridge_monitor import BridgeMonitor
from ui.shell.bridge_thread import BridgeFactory, BridgeThread, make_bridge
from ui.shell.examples import Examples
from ui.shell.first_loop import FirstLoop
from ui.shell.first_run import FirstRun
from ui.shell.hints import Hints, first_hints
from ui.shell.notices import Tone
from ui.shell.panels import PanelController
from ui.shell.recent_log import RecentLog, details
from ui.shell.session import Session
from ui.shell.single_instance import SingleInstance, server_name
from ui.shell.uncaught import uncaught_shown
from ui.shell.window import Window
from ui.training.page import TrainingPage
from ui.training.trying import request_to_try

translate = QCoreApplication.translate
_THEME, _LANGUAGE, _HISTORY = "theme", "language", "history"


class Program(QObject):
    """The window and everything behind it. The bridge starts once the window is painted.

    `make` makes a bridge. With `with_first`, hints are shown, and a first loop is rendered if the library is
    empty.
    """

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        *,
        settings_file: Path,
        state: WindowState,
        make: BridgeFactory = make_bridge,
        with_first: bool = True,
    ) -> None:
        super().__init__(app)
        self._app, self._kept_at, self._state, self._with_first = app, settings_file, state, with_first
        self._settings = settings
        self._first: FirstRun | None = None
        self.link = Link(self)
        self.background = Background(self, threads=2)
        # Its own thread: settings are saved in order.
        self._saving = Background(self)
        self.bridge_thread = BridgeThread(self.link, make, self)
        scheme = _scheme(state.text(_THEME, "dark"))
        apply(app, scheme)
        self.history = History(state.texts(_HISTORY))
        bar = RequestBar(self.link, self.history, self.background)
        queue = QueueView(self.link)
        hosts = HostsPanel(self.link, settings, self.background, state)
        page = SettingsPage(settings, scheme, self.background, language=state.text(_LANGUAGE), hosts=hosts)
        training = TrainingPage(self.link, state)
        self.panels = PanelController(self.link, settings, self, state)
        self._log = RecentLog()
        logging.getLogger().addHandler(self._log)
        self.window = Window(self.link, bar, queue, page, training, self.panels.panels, state, self._details)
        queue.retry_requested.connect(self.link.retry)
        self.monitor = BridgeMonitor(
            self.link, self.window.notices, self._start_bridge, lambda: page.settings.sound, self
        )
        self.devices = SoundDevices(self.link, page, self)
        self.panels.connect_notices(self.window.notices)
        self.announcer = Announcer(self.window, self.link)
        self._connect()
        for presets in (bar.preset, self.panels.pads.editor.preset):
            Examples(self.link, presets, self.panels.audition)
        FirstLoop(self.link, bar, self.panels.audition)
        self.session = Session(self.link, bar, self.panels.clips, self.panels.strip, state)
        self.hints: Hints | None = self._make_hints() if with_first else None

    def _connect(self) -> None:
        page = self.window.settings
        self.window.notices.posted.connect(self.announcer.announce)
        self.panels.placements.placed.connect(self.announcer.announce)
        self.panels.strip.said.connect(self.announcer.announce)
        self.panels.hosts_requested.connect(lambda: self.window.show_settings("hosts"))
        page.changed.connect(self._settings_changed)
        page.theme_chosen.connect(self._theme_chosen)
        page.language_chosen.connect(lambda language: self._state.keep(_LANGUAGE, language))
        self.panels.pads.pad_set_chosen.connect(self._pad_set_chosen)
        page.model_downloaded.connect(self._model_downloaded)
        self.window.bar.tempo_chosen.connect(self.panels.transport_bar.set_tempo)
        self.window.help_button.hints_requested.connect(self._show_hints)
        self.window.bar.loras.opened.connect(self._read_loras)
        training = self.window.training
        training.ended.connect(self._training_ended)
        training.trained.connect(lambda: self._read_folders())
        training.try_requested.connect(self._try_trained)
        self.window.painted.connect(self._begin)
        self.window.closed.connect(self._closed)

    def _make_hints(self) -> Hints:
        window, panels = self.window, self.panels
        central = window.centralWidget() or window
        hints = first_hints(
            central, self._state, self.link, window.bar, panels.pads, window.queue, panels.clips
        )
        hints.shown.connect(self.announcer.announce)
        return hints

    def _show_hints(self) -> None:
        if self.hints is None:
            self.hints = self._make_hints()
        self.window.show_main()
        self.hints.show_again()

    def _details(self) -> str:
        view = self.link.view
        return details(self._log.lines, (view.player.device if view is not None else None) or "")

    def show(self) -> None:
        """Show the window; once it is painted, start the bridge and read the folders."""
        self.window.show()
        self.window.bar.prompt.setFocus()

    def _begin(self) -> None:
        self._start_bridge()
        self._read_folders()

    def _read_folders(self) -> None:
        settings = self.window.settings.settings
        presets, models = Path(settings.presets_folder), Path(settings.models_folder)
        language = window_language()
        self.background.submit(lambda: read_words(presets, language), self._words_loaded)
        self.background.submit(lambda: scan(models), self._machine_scanned)
        self.panels.read_folders(settings)

    def _read_loras(self) -> None:
        models = Path(self.window.settings.settings.models_folder)
        self.background.submit(lambda: find_loras(models), self.window.bar.set_loras)

    def _words_loaded(self, words: Words) -> None:
        self.window.bar.set_words(words)
        self.panels.set_words(words)
        self.session.restore()
        if self._with_first and self._first is None:
            self._first = FirstRun(self.link, self.window.bar)

    def _machine_scanned(self, machine: Machine) -> None:
        self.window.settings.offer(machine)
        self.window.bar.set_models(tuple(name for name, _ in machine.models))
        self.window.bar.set_loras(machine.loras)
        self.window.training.form.set_models(tuple(name for name, _ in machine.models))

    def _start_bridge(self) -> None:
        self.bridge_thread.start(self.window.settings.settings)

    # ---- settings ----

    def _settings_changed(self, settings: Settings) -> None:
        """Save them and apply them to the bridge, which restarts if it must and keeps its queue."""
        before, self._settings = self._settings, settings

        def saved() -> None:
            self.panels.show_settings(settings)
            if _folders(settings) != _folders(before):
                self._read_folders()
            if not self.bridge_thread.change(settings):
                restarting = self.tr("The engine is restarting. Playback stops; the queue is kept.")
                self.window.notices.post("settings", restarting)
            elif settings.pads != before.pads:
                self._use_pad_set(settings)

        self._save(settings, saved)

    def _use_pad_set(self, settings: Settings) -> None:
        """Switch all pads to the pad set of `settings`."""
        name, presets = settings.pads, Path(settings.presets_folder)
        self.background.submit(
            lambda: find_table(name, presets_folder=presets),
            lambda table: self.link.post_stage(TableChosen(table)),
            lambda why: self.window.notices.post("settings", why, "bad"),
        )

    def _save(self, settings: Settings, then: Callable[[], object] = lambda: None) -> None:
        path, notices = self._kept_at, self.window.notices

        def saved(_: object) -> None:
            notices.withdraw("settings")
            then()

        self._saving.submit(
            lambda: write_settings(settings, path), saved, lambda why: notices.post("settings", why, "bad")
        )

    def _pad_set_chosen(self, name: str) -> None:
        """Save the pad set, which the pads have already."""
        page = self.window.settings
        self._settings = msgspec.structs.replace(page.settings, pads=name)
        page.show_settings(self._settings)
        self._save(self._settings)

    def _theme_chosen(self, scheme: str) -> None:
        self._state.keep(_THEME, scheme)
        apply(self._app, _scheme(scheme))

    def _model_downloaded(self, name: str) -> None:
        self.window.notices.post(
            "model", self.tr("{name} is ready. Choose it under Model.").format(name=name)
        )
        self._read_folders()

    # ---- training ----

    def _training_ended(self, sentence: str, tone: Tone) -> None:
        """Say so where the page isn't in view."""
        if self.window.shows_training:
            self.announcer.announce(sentence)
        else:
            show, run = self.window.show_training, self.window.training.run
            is_done = run is not None and run.trained is not None  # perhaps long before anybody looks
            self.window.notices.post(
                "training", sentence, tone, action=self.tr("Show"), do=show, stays=is_done
            )

    def _try_trained(self, trained: Trained) -> None:
        """Fill in a request that is heard in the new sound."""
        self._read_loras()
        self.window.show_main()
        self.window.bar.fill(request_to_try(trained))

    # ---- the end ----

    def _closed(self) -> None:
        self._state.keep(_HISTORY, self.history.prompts)
        self._state.save()
        self.window.settings.close_down()
        self.bridge_thread.stop()
        QTimer.singleShot(0, self._app.quit)

    def close(self) -> None:
        """Release everything. May wait for the bridge: the window is hidden by now."""
        self.window.settings.close_down()
        self.panels.close()
        self.bridge_thread.stop()
        self.bridge_thread.join()
        self._saving.close()
        logging.getLogger().removeHandler(self._log)
        self.background.close()


def _folders(settings: Settings) -> tuple[str, str]:
    """The folders whose contents are offered in the window."""
    return settings.presets_folder, settings.models_folder


def _scheme(word: str) -> Scheme:
    return "light" if word == "light" else "system" if word == "system" else "dark"


def main(arguments: Sequence[str] = ()) -> int:
    """Run the program. Returns the exit status."""
    app = QApplication([*sys.argv[:1], *arguments])
    app.setApplicationName("riffbridge")
    app.setApplicationDisplayName("Riffbridge")
    app.setDesktopFileName("riffbridge")
    state = WindowState(state_path())
    install_language(app, state.text(_LANGUAGE))
    settings, why = _settings()
    single = SingleInstance(server_name(Path(settings.library_file)))
    if not single.claim():
        return 0
    program = Program(app, settings, settings_file=settings_path(), state=state)
    single.raised.connect(program.window.bring_to_front)
    signal.signal(signal.SIGINT, lambda *_: program.window.quit())
    signal.signal(signal.SIGTERM, lambda *_: program.window.quit())
    program.show()
    if why:
        program.window.notices.post("settings", why, "bad")
    with uncaught_shown(program.window.notices):
        status = app.exec()
    single.release()
    program.close()
    return status


def _settings() -> tuple[Settings, str]:
    """The user's settings; if they cannot be read, the defaults and why."""
    try:
        return read_settings(), ""
    except RiffbridgeError as error:
        return Settings(), f"{error} {translate('settings', 'Using defaults until this is fixed.')}"
