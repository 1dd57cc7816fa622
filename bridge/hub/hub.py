"""The one thread that carries out effects. Everybody else posts events into its inbox.

Channels bring requests and take answers, the engine renders, the library remembers; `bridge.hub.session`
decides, and `bridge.hub.lanes` in which order. `bridge.hub.request_reader` reads what may take long, and
`bridge.hub.clips_asked` answers what is asked of the library.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from bridge.errors import BadRequest, RiffbridgeError
from bridge.hosts.placing import Placing
from bridge.hub import clips_asked
from bridge.hub.failures import CANCELLED, NOT_YOURS
from bridge.hub.joins import Joins, answer_to, order_for
from bridge.hub.lanes import SLOW, Lanes
from bridge.hub.ports import Channel, EnginePort
from bridge.hub.request_reader import RequestReader
from bridge.hub.session import Session
from bridge.hub.trainings import Trainings
from bridge.library import Library
from bridge.messages import answers as an
from bridge.messages import effects as fx
from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.effects import Effect
from bridge.messages.host_views import HostsView
from bridge.messages.incoming import Incoming
from bridge.messages.orders import Failure, QueuedJob, Sender
from bridge.requests.context import Reader
from bridge.requests.presets import preset_names, read_preset
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.trainings import Preview

log = logging.getLogger("riffbridge.hub")
TICK_S = 0.5
# A burst is written into the journal as one: so many events are served at a time.
BURST = 128
# So many are sorted into the lanes before some are served.
MAX_RECEIVED = 4096


class Hub:
    """Wires a session to the world. `post` is for everybody; the rest for the thread that calls `run`.

    `placing` is told of the hosts that take clips before it runs, and `hosts` tells how they all stand.
    """

    def __init__(
        self,
        session: Session,
        reader: Reader,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.session = session
        session.model = settings.model
        self.placing = Placing()
        self.joins = Joins(self.post)
        self.trainings = Trainings(self.post)
        session.training = lambda: self.trainings.running
        self.hosts: Callable[[], HostsView] = HostsView
        self._reader, self._settings, self._clock = reader, settings, clock
        # A signal's handler may post: of all queues only this one allows it.
        self._inbox: queue.SimpleQueue[Incoming] = queue.SimpleQueue()
        self._lanes = Lanes()
        self._has_work = False  # whether the lanes may hold something to serve at once
        self._request_reader = RequestReader(reader, self.post)
        self._restart_at_s: float | None = None
        self._admitting: list[fx.Enqueue] = []
        self._is_shut = False

    def post(self, event: Incoming) -> None:
        """Put `event` into the inbox; from any thread, and from a signal's handler."""
        self._inbox.put(event)

    def run(self, library: Library, engine: EnginePort, channels: Mapping[str, Channel]) -> None:
        """Serve until `Stopping` was posted and what ran has been handed back.

        What was posted before waits in the inbox. `library` belongs to the calling thread.
        """
        self._library, self._engine, self._channels = library, engine, channels
        self._request_reader.start()
        self._engine_start()
        for order in self._library.open_orders():
            self._take(ev.Recovered(order))
        ticked_at_s = self._clock()
        while not self._is_shut:
            self._receive(max(0.0, ticked_at_s + TICK_S - self._clock()))
            self._serve()
            self._admit()
            if (now_s := self._clock()) >= ticked_at_s + TICK_S:
                ticked_at_s = now_s
                self._tick(now_s)
        self._request_reader.stop(timeout_s=1.0)
        self.joins.stop(timeout_s=1.0)
        self._reply_all(self.trainings.stop(timeout_s=1.0))

    def _receive(self, timeout_s: float) -> None:
        """Put what lies in the inbox into the lanes; where nothing can be served, wait up to `timeout_s`."""
        with contextlib.suppress(queue.Empty):
            for _ in range(MAX_RECEIVED):
                event = self._inbox.get_nowait() if self._has_work else self._inbox.get(timeout=timeout_s)
                self._has_work = True
                if (refusal := self._lanes.add(event)) is not None:
                    self._reply(refusal.sender, refusal)

    def _serve(self) -> None:
        """Serve a burst of events; at most one that takes long, so that what is urgent is soon seen."""
        for _ in range(BURST):
            event = None if self._is_shut else self._lanes.next(reads=self._request_reader.has_room)
            self._has_work = event is not None
            if event is None:
                return
            self._take(event)
            if isinstance(event, SLOW):
                return

    def _tick(self, now_s: float) -> None:
        if self._restart_at_s is not None and now_s >= self._restart_at_s:
            self._engine_start()
        self._engine.check(now_s)
        self._take(ev.Ticked(now_s))

    def _engine_start(self) -> None:
        self._restart_at_s = None
        try:
            self._engine.start()
        except (OSError, RiffbridgeError) as error:
            self.post(ev.EngineExited(str(error)))

    # ---- events ----

    def _take(self, event: Incoming) -> None:
        """Carry out what follows from `event`. Nothing that goes wrong with one stops the others."""
        try:
            match event:
                case ev.RequestCame():
                    self._read(event)
                case ev.CancelAsked(sender) if self._lanes.withdraw(sender):
                    self._reply(sender, an.Failed(sender, CANCELLED))
                case ev.CancelAsked(sender) if self._request_reader.is_reading(sender):
                    self._request_reader.follow(event)
                case ev.CancelAsked(sender) if self.joins.cancel(sender) or self.trainings.cancel(sender):
                    pass
                case ev.PresetsAsked():
                    self._tell_presets(event)
                case (
                    ev.ClipsAsked() | ev.ClipAsked() | ev.FavouriteAsked() | ev.DeleteAsked()
                    | ev.RestoreAsked() | ev.RenameAsked() | ev.TagAsked()
                ):  # fmt: skip
                    self._reply(event.sender, clips_asked.answer_to(event, self._library))
                case ev.JoinAsked() | ev.PieceAsked():
                    self.joins.ask(event.sender, order_for(event, self._settings, self._clip))
                case ev.JoinTold():
                    self._reply(event.sender, answer_to(event))
                case ev.TrainAsked(sender, request):
                    self.trainings.ask(sender, request, self._settings)
                case ev.StopTrainingAsked(sender, key):
                    self._stop_training(sender, key)
                case ev.TrainTold():
                    self._tell_training(event)
                case ev.TrainingAsked(sender):
                    self._reply(sender, an.TrainingTold(sender, self.trainings.running))
                case ev.PlaceAsked():
                    self._reply_all(self.placing.place(event.sender, self._clip(event.name), event.place))
                case ev.PlacementEnded():
                    self._reply_all(self.placing.ended(event))
                case ev.FireAsked():
                    self._reply_all(self.placing.fire(event.sender, event.place))
                case ev.HostsAsked():
                    self._reply(event.sender, an.HostsTold(event.sender, self.hosts().hosts))
                case ev.SettingsChanged(settings):
                    self._settings, self.session.model = settings, settings.model
                    self._reader.use(settings)
                    self._library.keep_at_most(settings.library_max_bytes)
                case _:
                    if isinstance(event, ev.ClipRequested | ev.NotEnqueued):
                        self._request_reader.has_read(event.sender)
                    for effect in self.session.handle(event):
                        self._perform(effect)
        except RiffbridgeError as error:
            self._complain(event, Failure.of(error))
        except Exception as error:  # a bug: log it and keep serving
            log.exception("while handling %s", type(event).__name__)
            self._complain(event, Failure.of_bug(error))

    def _complain(self, event: Incoming, failure: Failure) -> None:
        sender = getattr(event, "sender", None)
        if isinstance(sender, Sender):
            self._reply(sender, an.Failed(sender, failure))
        else:
            log.error("%s: %s", type(event).__name__, failure.message)

    def _read(self, event: ev.RequestCame) -> None:
        """Look up the clips that the request names, and have the rest read if that is needed."""
        request = event.request
        if event.as_is and event.source_clip is not None:
            self._read_as_is(event, self._clip(event.source_clip))
            return
        if event.source_clip is not None:
            request = msgspec.structs.replace(request, source=self._clip(event.source_clip).path)
        if event.goal_clip is not None:
            request = msgspec.structs.replace(request, goal_source=self._clip(event.goal_clip).path)
        event = msgspec.structs.replace(event, request=request)
        if (effects := self.session.answer_at_once(event)) is None:
            self._request_reader.read(event)
        for effect in effects or ():
            self._perform(effect)

    def _read_as_is(self, event: ev.RequestCame, clip: Clip) -> None:
        """Answer with `clip` itself, or have it decoded or stretched for the tempo that is asked for, and the
        extras written beside it."""
        if (asked := clips_asked.as_it_is(event, clip, self._settings)) is None:
            self._reply(event.sender, an.Done(event.sender, clip))
            return
        event, job = asked
        effects = self.session.answer_at_once(event) if job is None else self.session.order(event, [job])
        if effects is None:
            self._request_reader.read(event)
        for effect in effects or ():
            self._perform(effect)

    def _clip(self, name: str) -> Clip:
        return clips_asked.named_clip(name, self._library)

    def _tell_presets(self, event: ev.PresetsAsked) -> None:
        files = preset_names(Path(self._settings.presets_folder))
        presets = tuple((name, read_preset(path).title) for name, path in files.items())
        self._reply(event.sender, an.PresetNames(event.sender, presets))

    def _stop_training(self, sender: Sender, key: str) -> None:
        """Stop the training, whoever asked for it, for the user who knows the `key`."""
        if not self.session.is_owner(key):
            self._reply(sender, an.Failed(sender, NOT_YOURS))
        elif (running := self.trainings.running) is None:
            raise BadRequest("Nothing is being trained.")
        else:
            self.trainings.cancel(running.sender)
            self._reply(sender, an.Accepted(sender))

    def _tell_training(self, event: ev.TrainTold) -> None:
        """Answer whoever asked for the training; a preview is news to all who listen in."""
        self._reply_all(answers := self.trainings.note(event))
        if answers and isinstance(event.told, Preview):
            for effect in self.session.announce(an.Done(event.sender, event.told.clip)):
                self._perform(effect)

    # ---- effects ----

    def _perform(self, effect: Effect) -> None:
        match effect:
            case fx.Enqueue():
                self._admitting.append(effect)
            case fx.Start():
                self._start(effect.order)
            case fx.Interrupt():
                self._engine.interrupt(effect.ticket)
            case fx.Restart():
                self._restart_at_s = self._clock() + effect.delay_s
                if effect.delay_s == 0:
                    self._engine_start()
            case fx.Store() | fx.Fail():
                self._store(effect)
            case fx.Reply():
                self._reply(effect.to, effect.answer)
                match effect.answer:
                    case an.Done(sender, clip, place) if place is not None and sender == effect.to:
                        self._reply_all(self.placing.place(sender, clip, place))
            case fx.LookForRoom():
                if self._library.has_room():
                    self._take(ev.RoomFound())
            case fx.Shutdown():
                self._is_shut = True

    def _admit(self) -> None:
        """Take the requests of a burst on, in one transaction."""
        while self._admitting:
            asked, self._admitting = self._admitting, []
            for event in self._library.admit(asked):
                self._take(event)

    def _start(self, order: QueuedJob) -> None:
        # The same may have been made since, for somebody who asked first.
        clips = None
        with contextlib.suppress(RiffbridgeError):
            clips = self._library.made(order)
        if clips:
            self.post(ev.OrderRendered(order.ticket, clips))
        else:
            self._engine.render(order)

    def _store(self, effect: fx.Store | fx.Fail) -> None:
        try:
            if isinstance(effect, fx.Store):
                self._library.shelve(effect.order, effect.clips)
            else:
                self._library.close(effect.order, effect.failure)
        except RiffbridgeError as error:
            self._take(ev.NotStored(effect.order.ticket, Failure.of(error)))
        except Exception as error:  # a bug: log it and keep serving
            log.exception("while storing %d", effect.order.ticket)
            self._take(ev.NotStored(effect.order.ticket, Failure.of_bug(error)))
        else:
            self._take(ev.Stored(effect.order.ticket))

    def _reply_all(self, answers: Iterable[Answer]) -> None:
        """Each to whom it is for."""
        for answer in answers:
            self._reply(answer.sender, answer)

    def _reply(self, to: Sender, answer: Answer) -> None:
        if (channel := self._channels.get(to.channel)) is None:
            return  # somebody of an earlier run, whose channel is off in this one
        try:
            channel.reply(to, answer)
        except Exception:  # an answer lost is the channel's fault; the others go on
            log.exception("while answering by %s", to.channel)
