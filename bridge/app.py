"""Puts the bridge together: starts in order, stops in reverse.

The port is taken first, since that is what a second bridge would have too; requests that come at once
wait in the inbox. Then the library, which belongs to one bridge at a time; then the worker, which takes
seconds to come up without anybody having to wait for it; last the stage with its player, controllers
and hosts. None of those is vital: what is not there costs a sentence.

    osc, midi, link, hosts ─→ stage ─┬─→ player
                                     └─→ hub ─→ library, worker, hosts (clips placed)
    folder ──────────────────────────────┘
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import lru_cache, partial
from pathlib import Path

from filelock import FileLock, Timeout

from bridge import owner_key
from bridge.composing.genre_files import own_mistakes
from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.hosts import register
from bridge.hosts.connection import HostConnection, Wiring, connect
from bridge.hosts.meter_context import MeterContext
from bridge.hosts.overview import hosts_view
from bridge.hub.hub import Channel, Hub
from bridge.hub.session import Session
from bridge.inbox.channel import FolderChannel
from bridge.library import Ahead, Library
from bridge.messages.answers import Answer
from bridge.messages.events import SettingsChanged, Stopping
from bridge.messages.host_views import HostsView
from bridge.messages.orders import Sender
from bridge.models.catalogue import find
from bridge.osc.query import OscQuery
from bridge.osc.server import OscChannel
from bridge.player.devices import Devices
from bridge.player.null_player import NullPlayer
from bridge.player.port import PlayerPort
from bridge.requests.context import Reader
from bridge.requests.presets import preset_names, read_preset
from bridge.settings import Settings, needs_restart
from bridge.sound.files.atomic import make_folder, sweep
from bridge.stage.channel import Controllers, Posted, StageChannel
from bridge.stage.events import Adjusted, PlayerMoved
from bridge.stage.stage import Stage
from bridge.stage.table import Table
from bridge.stage.tables import find_table, learnt_path
from bridge.vocabulary.music import Meter
from bridge.worker.process import MODELS, WorkerProcess

log = logging.getLogger("riffbridge")
STOP_WITHIN_S = 5.0


class Bridge:
    """A bridge by `settings`. `run` serves in the calling thread; `stop` may be called from any.

    `post` takes whatever can happen, for the stage or for the hub. `stage` is there from the beginning,
    and takes part once `run` is called; `table` has its pads. `renderer` is what the worker renders with (see
    `bridge.worker.process`); `table` stands in for the one that the settings name, and `channels` are more
    ways in and out than OSC and the inbox. `live` is Live while the
    bridge runs, if the settings name it among the hosts; `reaper` is REAPER, where its script is installed;
    `meters` knows what the hosts count in, and their key.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        with_folder: bool = True,
        renderer: str = MODELS,
        table: Table | None = None,
        channels: Sequence[Channel] = (),
    ) -> None:
        self.settings = settings
        self._renderer = renderer
        self.table = table if table is not None else table_of(settings)
        self._key = owner_key.new_key()
        session = Session(wait_for_room_s=60 * settings.disk_full_wait_min, key=self._key)
        self.hub = Hub(session, Reader(settings, untrusted=True), settings)
        self.osc = OscChannel(self.post, host=settings.osc_host, port=settings.osc_port)
        self._channels: dict[str, Channel] = {"osc": self.osc, **{each.name: each for each in channels}}
        if with_folder:
            self._channels["folder"] = FolderChannel(self.hub.post, Path(settings.inbox_folder))
        self.meters = MeterContext(settings.sources, Meter.parse(settings.link_meter))
        self._connections: list[HostConnection] = []
        self.hub.hosts = self.hosts
        self._player: PlayerPort = NullPlayer()
        self._is_musical = lru_cache(lambda model: is_musical(self.settings, model))
        stage = make_stage(settings, self.table, self._is_musical)
        self.stage = StageChannel(stage, to_hub=self.hub.post, answer=self._answer)

    def post(self, event: Posted) -> None:
        """Take in an event of the stage's or of the hub's; from any thread."""
        self.stage.post(event)

    def stop(self) -> None:
        """Finish or hand back what runs, then let `run` return."""
        self.hub.post(Stopping())

    def adjust(self, settings: Settings) -> bool:
        """Serve by `settings` from now on, from any thread; returns whether that is possible. If not, nothing
        has changed, and another bridge must start. The table of pads is the stage's (`TableChosen`)."""
        before = self.settings
        if needs_restart(before, settings):
            return False
        self.settings = settings
        self._is_musical.cache_clear()
        self.hub.post(SettingsChanged(settings))
        self.stage.post(
            Adjusted(
                tempo_bpm=settings.default_tempo_bpm,
                rerenders=settings.follow == "rerender",
                looks_ahead=settings.ahead,
                is_other_model=settings.model != before.model,
            )
        )
        self._tell_player()
        return True

    def hosts(self) -> HostsView:
        """The hosts as they are known now; from any thread."""
        return hosts_view(self._connections, self.settings.hosts, self.stage.view().sources)

    def run(self, on_listening: Callable[[], None] = lambda: None) -> None:
        """Serve until stopped. `on_listening` is called when requests are heard.

        Raises `BadRequest` if the port or the library is in use, `StorageFailed` if the disk refuses.
        """
        with ExitStack() as running:
            for channel in self._channels.values():
                channel.start()
                running.callback(channel.stop)
            self._describe(running)
            for sentence in own_mistakes():
                log.warning("%s", sentence)
            library = running.enter_context(self._open_library(running))
            engine = WorkerProcess(self.hub.post, self.settings, renderer=self._renderer)
            running.callback(engine.stop, STOP_WITHIN_S)
            self._set_stage(running)
            on_listening()
            channels = {**self._channels, self.stage.name: self.stage}
            channels |= {each.name: each for each in reversed(self._connections)}
            self.hub.run(library, engine, channels)

    def _answer(self, to: Sender, answer: Answer) -> None:
        """Answer whoever has asked the stage."""
        if (channel := self._channels.get(to.channel)) is not None:
            channel.reply(to, answer)

    # ---- what is not vital ----

    def _set_stage(self, running: ExitStack) -> None:
        self._player = make_player(self.settings, lambda: self.stage.post(PlayerMoved()))
        running.callback(self._player.close)
        self._tell_player()  # the settings may have changed meanwhile
        desks = self._desks(running)
        self.stage.start(self._player, desks)
        running.callback(self.stage.stop)
        self._connect_hosts()
        for connection in self._connections:
            try:
                connection.start()
            except Exception as error:  # a host's port or library: the others are not worse for it
                log.warning("%s cannot be listened to: %s", connection.name, error)
                continue
            running.callback(connection.stop)

    def _tell_player(self) -> None:
        from bridge.player.player import Player
        from bridge.player.tempo_follow import Following

        if isinstance(self._player, Player):
            self._player.set_following(Following(self.settings.follow))
            self._player.use_device(self.settings.audio_device or None)

    def _connect_hosts(self) -> None:
        """Make what speaks with the hosts, and make it known to the hub."""
        wiring = Wiring(
            self.settings,
            post=self.meters.hearing(self.stage.post),
            on_end=self.hub.post,
            ask=self.hub.post,
            meter_and_key=self.meters.meter_and_key,
        )
        self._connections = connect(wiring)
        for connection in self._connections:
            host = register.host(connection.name)
            if host is not None and host.places:
                self.hub.placing.add(connection)

    def _desks(self, running: ExitStack) -> list[Controllers]:
        """The controllers, if there can be any."""
        if not self.settings.midi:
            return []
        from bridge.midi.thread import MidiThread

        desk = MidiThread(
            self.stage.post,
            self.table,
            inputs=self.settings.midi_inputs,
            outputs=self.settings.midi_outputs,
            learnt_file=learnt_path(),
            clock_delays_ms=self.settings.midi_clock_delays_ms,
        )
        desk.start()
        running.callback(desk.stop)
        return [desk]

    def _describe(self, running: ExitStack) -> None:
        """Serve the OSCQuery description over HTTP, at the port of the same number."""
        host, port = self.osc.address
        query = OscQuery(host, port, port=port, announce=self.settings.osc_announce)
        try:
            query.start()
        except RiffbridgeError as error:
            log.warning("%s", error)
        else:
            running.callback(query.stop)

    # ---- the library ----

    def _open_library(self, running: ExitStack) -> Library:
        settings = self.settings
        database = Path(settings.library_file)
        make_folder(database.parent)
        lock = FileLock(f"{database}.lock", timeout=0)
        try:
            running.enter_context(lock)
        except Timeout:
            raise BadRequest(
                f"Another bridge uses the library {database}; stop it, or give this one its own (--library)."
            ) from None
        try:
            owner_key.write_key(database, self._key)
        except OSError as error:
            log.warning("riffbridge cancel won't work: the key can't be written: %s.", error.strerror)
        running.callback(owner_key.remove_key, database)
        library = Library.open(
            database,
            Path(settings.export_folder),
            max_bytes=settings.library_max_bytes,
            ahead=Ahead(Path(settings.ahead_folder), int(settings.ahead_max_gb * 1e9)),
        )
        if library.set_aside is not None:
            log.warning(
                "The library was damaged; what it was lies in %s, and is read anew.", library.set_aside
            )
            threading.Thread(target=self._repair, name="riffbridge-repair", daemon=True).start()
        sweep(library.export_folder)
        return library

    def _repair(self) -> None:
        """Read the clips' certificates back into a library that was begun anew."""
        try:
            with Library.open(Path(self.settings.library_file), Path(self.settings.export_folder)) as library:
                library.repair()
        except RiffbridgeError as error:
            log.warning("The library could not be repaired: %s", error)


def table_of(settings: Settings) -> Table:
    """The table of pads that `settings` name; where it cannot be used, one without pads, and a warning."""
    try:
        return find_table(settings.pads, presets_folder=Path(settings.presets_folder))
    except (BadRequest, BadFile) as error:
        log.warning("%s", error)
        return Table(title="")


def make_stage(
    settings: Settings, table: Table, musical: Callable[[str | None], bool] | None = None
) -> Stage:
    """The stage by `settings`, with the pads of `table`; `musical` stands in for `is_musical`."""
    return Stage(
        run=secrets.token_hex(4),
        now_s=time.monotonic(),
        tempo_bpm=settings.default_tempo_bpm,
        sources=settings.sources,
        presets=_presets(settings),
        table=table.title,
        plans=table.plans,
        is_musical=musical or lru_cache(partial(is_musical, settings)),
        rerenders=settings.follow == "rerender",
        looks_ahead=settings.ahead,
    )


def is_musical(settings: Settings, model: str | None) -> bool:
    """Whether a model (none: the settings' own) draws in musical time; none that is not there does."""
    try:
        entry = find(model or settings.model, Path(settings.models_folder))
    except RiffbridgeError:
        return False  # whoever asks it for a clip is told why there is none
    return entry.info.format.is_musical


def make_player(settings: Settings, on_change: Callable[[], None]) -> PlayerPort:
    """What plays: by the settings' device, or nothing at all."""
    if not settings.sound:
        return NullPlayer("Sound is switched off.", devices=Devices(on_change))
    from bridge.player.player import Player
    from bridge.player.tempo_follow import Following

    return Player(
        device=settings.audio_device or None, following=Following(settings.follow), on_change=on_change
    )


def _presets(settings: Settings) -> list[tuple[str, str]]:
    """Names and titles of all presets; those that cannot be read are passed over."""
    found = []
    for name, path in preset_names(Path(settings.presets_folder)).items():
        try:
            found.append((name, read_preset(path).title))
        except BadFile as error:
            log.warning("%s", error)
    return found
