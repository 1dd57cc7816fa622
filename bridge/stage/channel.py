"""The stage's thread: it takes events in, carries out what follows, and publishes how things stand.

All that hosts, controllers and windows send comes through its inbox; what is the hub's own is passed on
in the order in which it came, so that a request sent after a tempo is resolved against that tempo.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, cast, get_args

from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.incoming import Incoming, Post
from bridge.messages.orders import Sender
from bridge.player.null_player import NullPlayer
from bridge.player.port import PlayerPort
from bridge.stage import effects as fx
from bridge.stage import events as se
from bridge.stage.effects import StageEffect
from bridge.stage.events import StageEvent
from bridge.stage.pending_requests import CHANNEL
from bridge.stage.stage import Stage
from bridge.stage.table import Table
from bridge.stage.views import PadView, StageView, pad_facts

log = logging.getLogger("riffbridge.stage")
# How soon a pad that was cued is seen to sound; the player itself goes by samples.
WAKE_S = 0.05
BURST = 64
STOP_WITHIN_S = 2.0
_OURS: tuple[type, ...] = get_args(StageEvent)

Posted = StageEvent | Incoming
Watcher = Callable[[StageView], None]


class Controllers(Protocol):
    """Controllers with lights, which can learn."""

    def show(self, pads: Sequence[PadView]) -> None:
        """Light the pads so."""

    def learn(self, pad: int | None) -> None:
        """The next note is the pad's; none: no longer."""

    def use(self, table: Table) -> None:
        """Go by this table."""


class StageChannel:
    """Runs `stage` in a thread of its own; a channel of the hub's for what the stage has asked it.

    `to_hub`, `answer` (to whoever asked the stage something) and `keep_pads` must not wait. `post`, `view`
    and `watch` may be called from any thread, and before `start`.
    """

    name = CHANNEL

    def __init__(
        self,
        stage: Stage,
        *,
        to_hub: Post,
        answer: Callable[[Sender, Answer], None] = lambda to, answer: None,
        keep_pads: Callable[[Table], None] = lambda table: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stage = stage
        self._player: PlayerPort = NullPlayer()
        self._desks: tuple[Controllers, ...] = ()
        self._to_hub, self._answer, self._clock = to_hub, answer, clock
        self._keep_pads = keep_pads
        self._inbox: queue.SimpleQueue[Posted | None] = queue.SimpleQueue()
        self._watchers: tuple[Watcher, ...] = ()
        self._view = StageView()
        self._thread: threading.Thread | None = None

    def start(self, player: PlayerPort | None = None, desks: Iterable[Controllers] = ()) -> None:
        """Begin to take events, and to play by `player`."""
        if self._thread is None:
            self._player, self._desks = player or self._player, tuple(desks)
            self._thread = threading.Thread(target=self._run, name="riffbridge-stage", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread, after what is in its inbox."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._inbox.put(None)
            thread.join(STOP_WITHIN_S)

    def post(self, event: Posted) -> None:
        """Take in what is for the stage; pass all else on to the hub, behind what came before it."""
        self._inbox.put(event)

    def reply(self, to: Sender, answer: Answer) -> None:
        """The hub answers what the stage has asked."""
        self._inbox.put(se.Replied(to, answer))

    def view(self) -> StageView:
        """How things stand."""
        return self._view

    def watch(self, watcher: Watcher) -> None:
        """Have `watcher` called with each new view, in the stage's thread: it must not wait."""
        self._watchers = (*self._watchers, watcher)

    # ---- the thread ----

    def _run(self) -> None:
        while True:
            for event in self._drain():
                if event is None:
                    return
                self._take(event)
            self._take(se.Woke(self._clock()))
            self._publish()

    def _drain(self) -> list[Posted | None]:
        """What lies in the inbox, waiting for the first until it is time to wake."""
        events: list[Posted | None] = []
        with contextlib.suppress(queue.Empty):
            events.append(self._inbox.get(timeout=WAKE_S))
            while len(events) < BURST:
                events.append(self._inbox.get_nowait())
        return events

    def _take(self, event: Posted) -> None:
        """Carry out what follows from `event`. Nothing that goes wrong with one stops the others."""
        try:
            if not isinstance(event, _OURS):
                self._to_hub(cast(Incoming, event))
                return
            for effect in self._stage.handle(cast(StageEvent, event), self._player.view().latency_s):
                self._perform(effect)
        except Exception:  # a mistake of ours: the music goes on
            log.exception("while handling %s", type(event).__name__)

    def _perform(self, effect: StageEffect) -> None:
        player = self._player
        match effect:
            case fx.Launch(slot, clip, beat, gain, offset):
                if clip.path.is_file():
                    player.launch(slot, clip, beat=beat, gain=gain, offset=offset)
                else:
                    self._inbox.put(se.ClipLost(slot, clip, self._clock()))
            case se.SeekAsked(slot, quarter, relative):
                if moved := player.seek(slot, quarter, relative=relative):
                    self._inbox.put(se.Sought(slot, moved))
            case se.DevicesAsked():
                player.look_for_devices()
            case se.MeterAsked(on):
                player.meter(on)
            case fx.StopSlot(slot, beat_or_now):
                player.stop(slot, beat=beat_or_now)
            case fx.StopAll():
                player.stop_all()
            case fx.Follow(transport):
                player.follow(transport)
            case fx.Preload(clip):
                player.preload(clip)
            case fx.SetGain(gain, slot):
                player.set_gain(gain, slot=slot)
            case fx.TellHub(event):
                self._to_hub(event)
            case fx.Tell(answer):
                self._answer(answer.sender, answer)
            case se.LearnAsked(pad):
                for desk in self._desks:
                    desk.learn(pad)
            case fx.UseTable(table):
                for desk in self._desks:
                    desk.use(table)
            case fx.KeepPads(table):
                self._keep_pads(table)
            case fx.Say(sentence):
                log.info("%s", sentence)

    def _publish(self) -> None:
        view = self._stage.view(self._player.view())
        before, self._view = self._view, view
        if view == before:
            return
        try:
            if view.pads != before.pads:
                for desk in self._desks:
                    desk.show(view.pads)
                told = zip(map(pad_facts, before.pads), map(pad_facts, view.pads), strict=True)
                if changed := tuple(new for old, new in told if old != new):
                    self._to_hub(ev.PadsMoved(changed))
            for watcher in self._watchers:
                watcher(view)
        except Exception:  # whoever looks on must not stop the music
            log.exception("while showing the stage")
