"""Puts the bridge together: starts in order, stops in reverse.

The port is taken first, since that is what a second bridge would have too; requests that come at once
wait in the inbox. Then the library, which belongs to one bridge at a time; then the worker, which takes
seconds to come up without anybody having to wait for it; last the stage with its player, controllers
and hosts. The bridge serves without those, too: each one that doesn't start is a warning.

    osc, midi, link, hosts ─→ stage ─┬─→ player
                                     └─→ hub ─→ library, worker, hosts (clips placed)
    folder ──────────────────────────────┘
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

from bridge import owner_key
from bridge.composing.genre_files import own_mistakes
from bridge.errors import RiffbridgeError
from bridge.hosts import register
from bridge.hosts.connection import HostConnection, Wiring, connect
from bridge.hosts.meter_context import MeterContext
from bridge.hosts.overview import hosts_view
from bridge.hub.hub import Hub
from bridge.hub.ports import Channel
from bridge.hub.session import Session
from bridge.inbox.channel import FolderChannel
from bridge.library.serving import open_to_serve
from bridge.messages.answers import Answer
from bridge.messages.events import SettingsChanged, Stopping
from bridge.messages.host_views import HostsView
from bridge.messages.orders import Sender
from bridge.osc.query import OscQuery
from bridge.osc.server import OscChannel
from bridge.player.devices import Devices
from bridge.player.null_player import NullPlayer
from bridge.player.port import PlayerPort
from bridge.requests.context import Reader
from bridge.settings import Settings, needs_restart
from bridge.stage.autosave import Autosave
from bridge.stage.channel import Controllers, Posted, StageChannel
from bridge.stage.events import Adjusted, PlayerMoved
from bridge.stage.from_settings import is_musical, make_stage, table_of
from bridge.stage.table import Table
from bridge.stage.tables import keep_pads, learnt_path
from bridge.vocabulary.music import Meter
from bridge.worker.process import MODELS, WorkerProcess

log = logging.getLogger("riffbridge")
STOP_WITHIN_S = 5.0


class Bridge:
    """A bridge by `settings`. `run` serves in the calling thread; `stop` may be called from any.

    `post` takes whatever can happen, for the stage or for the hub. `stage` is there from the beginning, and
    takes part once `run` is called. `renderer` is what the worker renders with (see `bridge.worker.process`);
    `table` stands in for the pads that the settings name, and `channels` are more ways in and out than OSC
    and the inbox. `meters` knows what the hosts count in, and their key.
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
        self._autosave = Autosave(keep_pads)
        self.stage = StageChannel(
            stage, to_hub=self.hub.post, answer=self._answer, keep_pads=self._autosave.put
        )

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
            library = open_to_serve(self.settings, self._key, running)
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
        running.callback(self._autosave.close)
        self._tell_player()  # the settings may have changed meanwhile
        desks = self._desks(running)
        self.stage.start(self._player, desks)
        running.callback(self.stage.stop)
        self._connect_hosts()
        for connection in self._connections:
            try:
                connection.start()
            except Exception as error:  # a host's port or library: the others are not worse for it
                log.warning("can't listen to %s: %s", connection.name, error)
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


def make_player(settings: Settings, on_change: Callable[[], None]) -> PlayerPort:
    """What plays: by the settings' device, or nothing at all."""
    if not settings.sound:
        return NullPlayer("Sound is switched off.", devices=Devices(on_change))
    from bridge.player.player import Player
    from bridge.player.tempo_follow import Following

    return Player(
        device=settings.audio_device or None, following=Following(settings.follow), on_change=on_change
    )
