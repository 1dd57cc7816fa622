"""The one thread that carries out effects. Everybody else posts events into its inbox.

Channels bring requests and take answers, the engine renders, the library remembers; `bridge.hub.session`
decides. What may take long (hashing a model or a sound for the first time) is read in a second
thread, so that the inbox never waits for it.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from bridge.errors import BadRequest, RiffbridgeError
from bridge.hosts.launching import Launching
from bridge.hosts.placing import Placing
from bridge.hub.session import Session
from bridge.library import Library, Query
from bridge.messages import answers as an
from bridge.messages import effects as fx
from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.effects import Effect
from bridge.messages.events import Event
from bridge.messages.host_views import HostsView
from bridge.messages.orders import Failure, QueuedJob, Sender
from bridge.requests.context import Reader
from bridge.requests.derive import with_morph_target
from bridge.requests.presets import preset_names, read_preset
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip

log = logging.getLogger("riffbridge.hub")
TICK_S = 0.5
# A burst is written into the journal as one: so many events are taken from the inbox at a time.
BURST = 128

Incoming = (
    Event | ev.RequestCame | ev.PresetsAsked | ev.ClipsAsked | ev.ClipAsked | ev.FavouriteAsked
    | ev.PlaceAsked | ev.FireAsked | ev.HostsAsked | ev.PlacementEnded | ev.SettingsChanged
)  # fmt: skip
Post = Callable[[Incoming], None]


class Channel(Protocol):
    """A way in and out: it posts what comes, and takes answers in the hub's thread without delay."""

    name: str

    def start(self) -> None: ...

    def reply(self, to: Sender, answer: Answer) -> None: ...

    def stop(self) -> None: ...


class EnginePort(Protocol):
    """What renders orders, elsewhere; it posts `EngineReady` and the rest."""

    def start(self) -> None: ...

    def render(self, order: QueuedJob) -> None: ...

    def interrupt(self, ticket: int) -> None: ...

    def check(self, now_s: float) -> None: ...

    def stop(self, timeout_s: float) -> None: ...


class Hub:
    """Wires a session to the world. `post` is for everybody; the rest for the thread that calls `run`.

    `placing` and `launching` are told of the hosts that take clips and launch slots before it runs, and
    `hosts` tells how they all stand.
    """

    def __init__(
        self,
        session: Session,
        reader: Reader,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.session = session
        self.placing, self.launching = Placing(), Launching()
        self.hosts: Callable[[], HostsView] = HostsView
        self._reader, self._settings, self._clock = reader, settings, clock
        self._inbox: queue.SimpleQueue[Incoming] = queue.SimpleQueue()
        self._desk: queue.SimpleQueue[ev.RequestCame | ev.CancelAsked | None] = queue.SimpleQueue()
        self._at_desk: Counter[tuple[str, str, str]] = Counter()
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
        desk = threading.Thread(target=self._read_requests, name="riffbridge-desk", daemon=True)
        desk.start()
        self._engine_start()
        for order in self._library.open_orders():
            self._take(ev.Recovered(order))
        ticked_at_s = self._clock()
        while not self._is_shut:
            for event in self._drain(max(0.0, ticked_at_s + TICK_S - self._clock())):
                self._take(event)
            self._admit()
            if (now_s := self._clock()) >= ticked_at_s + TICK_S:
                ticked_at_s = now_s
                self._tick(now_s)
        self._desk.put(None)
        desk.join(timeout=1.0)

    def _drain(self, timeout_s: float) -> list[Incoming]:
        """What lies in the inbox, waiting up to `timeout_s` for the first."""
        events: list[Incoming] = []
        with contextlib.suppress(queue.Empty):
            events.append(self._inbox.get(timeout=timeout_s))
            while len(events) < BURST:
                events.append(self._inbox.get_nowait())
        return events

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
                    self._ask_desk(event)
                case ev.CancelAsked() if self._at_desk[event.sender.name]:
                    self._desk.put(event)  # it comes again behind what it is about
                case ev.PresetsAsked():
                    self._tell_presets(event)
                case ev.ClipsAsked():
                    found = self._library.search(Query(words=event.words, limit=event.limit))
                    clips = tuple(each.clip for each in found)
                    self._reply(event.sender, an.FoundClips(event.sender, clips))
                case ev.ClipAsked():
                    clips = (self._clip(event.name),)
                    self._reply(event.sender, an.FoundClips(event.sender, clips))
                case ev.FavouriteAsked():
                    clips = (self._library.favourite(event.name, event.favourite).clip,)
                    self._reply(event.sender, an.FoundClips(event.sender, clips))
                case ev.PlaceAsked():
                    self._reply_all(self.placing.place(event.sender, self._clip(event.name), event.place))
                case ev.PlacementEnded():
                    self._reply_all([*self.placing.ended(event), *self.launching.ended(event)])
                case ev.FireAsked():
                    self._reply_all(self.launching.fire(event.sender, event.place))
                case ev.HostsAsked():
                    self._reply(event.sender, an.HostsTold(event.sender, self.hosts().hosts))
                case ev.SettingsChanged(settings):
                    self._settings = settings
                    self._reader.use(settings)
                    self._library.keep_at_most(settings.library_max_bytes)
                case _:
                    if isinstance(event, ev.ClipRequested | ev.NotEnqueued):
                        self._at_desk -= Counter([event.sender.name])
                    for effect in self.session.handle(event):
                        self._perform(effect)
        except RiffbridgeError as error:
            self._complain(event, Failure.of(error))
        except Exception as error:  # a mistake of ours: it must not cost the night
            log.exception("while handling %s", type(event).__name__)
            self._complain(event, _mistake(error))

    def _complain(self, event: Incoming, failure: Failure) -> None:
        sender = getattr(event, "sender", None)
        if isinstance(sender, Sender):
            self._reply(sender, an.Failed(sender, failure))
        else:
            log.error("%s: %s", type(event).__name__, failure.message)

    def _ask_desk(self, event: ev.RequestCame) -> None:
        request = event.request
        if event.source_clip is not None:
            request = msgspec.structs.replace(request, source=self._clip(event.source_clip).path)
        if event.goal_clip is not None:
            request = with_morph_target(request, self._clip(event.goal_clip).job)
        self._at_desk[event.sender.name] += 1
        self._desk.put(msgspec.structs.replace(event, request=request, source_clip=None, goal_clip=None))

    def _clip(self, name: str) -> Clip:
        """The clip that somebody calls `name`. Raises `BadRequest` if there is none, or its file is gone."""
        found = self._library.clip(name)
        if found is None or found.missing:
            raise BadRequest(f"There is no clip “{name[:60]}”; /riffbridge/clips lists those there are.")
        return found.clip

    def _read_requests(self) -> None:
        """The desk's thread: add to each request what must be read from disk."""
        while (came := self._desk.get()) is not None:
            if isinstance(came, ev.CancelAsked):
                self.post(came)
                continue
            try:
                context = self._reader.read(came.request)
            except RiffbridgeError as error:
                self.post(ev.NotEnqueued(came.sender, Failure.of(error)))
            except OSError as error:
                why = f"The system refused to read what the request needs: {error.strerror or error}."
                self.post(ev.NotEnqueued(came.sender, Failure("storage", why)))
            except Exception as error:  # a mistake of ours: it must not cost the night
                log.exception("while reading what a request needs")
                self.post(ev.NotEnqueued(came.sender, _mistake(error)))
            else:
                self.post(
                    ev.ClipRequested(
                        sender=came.sender,
                        request=came.request,
                        context=context,
                        priority=came.priority,
                        slot=came.slot,
                    )
                )

    def _tell_presets(self, event: ev.PresetsAsked) -> None:
        files = preset_names(Path(self._settings.presets_folder))
        presets = tuple((name, read_preset(path).title) for name, path in files.items())
        self._reply(event.sender, an.PresetNames(event.sender, presets))

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
        except Exception as error:  # a mistake of ours: what follows for others must go on
            log.exception("while storing %d", effect.order.ticket)
            self._take(ev.NotStored(effect.order.ticket, _mistake(error)))
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


def _mistake(error: Exception) -> Failure:
    return Failure("engine", f"The bridge made a mistake: {type(error).__name__}.")


__all__ = ["Channel", "EnginePort", "Hub", "Incoming", "Post"]
