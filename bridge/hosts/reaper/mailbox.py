"""The bridge's side of the mailbox that it shares with a script in REAPER: one folder, one thread.

A folder rather than REAPER's web remote: nobody has to switch on a server and agree on a port, it
works in REAPER 6 and 7 alike, and a rename says without doubt who has an order. It is read by
looking: notes are small, and on every system a look is quicker than a message about a change.

What notes say is in `letters`, which order is when in the folder in `orders`, the host's time in `hearing`.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bridge import __version__
from bridge.errors import BadRequest, StorageFailed
from bridge.hosts.mailbox.folder import MailFolder
from bridge.hosts.mailbox.note_format import Ending
from bridge.hosts.mailbox.orders import Order, Orders
from bridge.hosts.reaper.hearing import Hearing
from bridge.hosts.reaper.messages import PlaceOrder, Spot, State, TellOrder, read_state, read_wish
from bridge.messages.answers import Answer, Done, Failed
from bridge.messages.events import RequestCame
from bridge.messages.orders import Priority, Sender
from bridge.sound.files.atomic import storage_failed
from bridge.stage.events import Heard, Left
from bridge.vocabulary.requests import ClipRequest

# While REAPER is there, twice for each of its own looks; else it only has to be noticed when it comes.
LOOK_S, IDLE_LOOK_S = 0.025, 0.25
NOT_RUNNING = "REAPER does not take clips: run the action “riffbridge” in it, and ask again."

_LOG = logging.getLogger("riffbridge.hosts")
OnEnd = Callable[[Ending], None]


class Mailbox:
    """REAPER, through `folder`: a source of tempo, a channel of the hub, and where clips are placed.

    `post` takes what REAPER says of its time, `ask` what its user asks for; both are called from the
    mailbox's thread. `clock` is monotonic, in seconds.
    """

    name = "reaper"

    def __init__(
        self,
        folder: Path,
        *,
        post: Callable[[Heard | Left], None],
        ask: Callable[[RequestCame], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = MailFolder(folder)
        self._post, self._ask, self._clock = post, ask, clock
        self._hearing, self._orders = Hearing(self.name), Orders("REAPER", NOT_RUNNING)
        self._desk: queue.SimpleQueue[tuple[Order, OnEnd]] = queue.SimpleQueue()
        self._listeners: dict[str, list[OnEnd]] = {}
        self._asked: set[str] = set()
        self._last_state = self._other_version = ""
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self.trouble = ""

    @property
    def state(self) -> State | None:
        """What REAPER said last, while it is there."""
        return self._hearing.state

    @property
    def is_there(self) -> bool:
        """Whether REAPER runs, and our script in it."""
        return self._hearing.is_there

    def start(self) -> None:
        """Begin to look. What an earlier bridge left in the mailbox is called back. Never raises."""
        if self._thread is not None:
            return
        self.open()
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="riffbridge-reaper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more; what has not been taken is called back, and ends so."""
        if self._thread is None:
            return
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout=5.0)
        self._thread = None

    def place(self, order: PlaceOrder, on_end: OnEnd) -> None:
        """Have `order` carried out; `on_end` is called once with how it ended, from the mailbox's thread."""
        self._hand_in(order, on_end)

    def reply(self, to: Sender, answer: Answer) -> None:
        """The hub's answer to what was asked for in REAPER: clips are placed where they were asked for."""
        with contextlib.suppress(OSError):
            (self._folder.path / f"ask-{to.id}.note").unlink()
        if isinstance(answer, Done):
            track, _, at = to.address.partition("@")
            order = PlaceOrder(f"{to.id}-{answer.clip.job.take}", answer.clip, Spot(track, at))
            self._hand_in(order, self._tell_if_failed)
        elif isinstance(answer, Failed):
            self._tell(to.id, answer.failure.message)

    # ---- a look ----

    def open(self) -> None:
        """Forget what lies in the mailbox from before."""
        self._last_state = self._folder.read("state.note") or ""
        self._folder.open()

    def look(self, now_s: float) -> None:
        """Read what has come, and lay in what is next."""
        self._look_at_state(now_s)
        self._look_at_answers()
        self._look_at_wishes()
        self._take_in()
        self._look_after_order(now_s)
        self._lay_in_next(now_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self.look(self._clock())
                self.trouble = ""
            except OSError as error:
                self._complain(f"REAPER's mailbox cannot be used: {storage_failed(self._folder.path, error)}")
            except Exception:  # a mistake of ours: the next look may go better
                _LOG.exception("while looking into REAPER's mailbox")
            self._wake.wait(LOOK_S if self.is_there or self._orders.out else IDLE_LOOK_S)
        self._close()

    def _close(self) -> None:
        self._say(self._hearing.leave())
        if self._orders.out is not None and self._folder.call_back():
            self._end(self._orders.called_back())
        self._take_in()
        for ending in self._orders.host_left():
            self._end(ending)

    def _look_at_state(self, now_s: float) -> None:
        text = self._folder.read("state.note")
        was_there = self.is_there
        if text and text != self._last_state:
            self._last_state = text
            if (state := read_state(text)) is not None:
                self._say(self._hearing.hear(state, now_s))
                self._compare_versions(state)
        self._say(self._hearing.tick(now_s))
        if was_there and not self.is_there:
            for ending in self._orders.host_left():
                self._end(ending)

    def _look_at_answers(self) -> None:
        for ending in self._folder.answers():
            self._end(self._orders.answered(ending))

    def _look_at_wishes(self) -> None:
        for path in self._folder.named("ask-"):
            if path.name in self._asked:
                continue
            self._asked.add(path.name)
            try:
                wish = read_wish(self._folder.read(path.name) or "")
            except BadRequest as error:
                path.unlink(missing_ok=True)
                self._tell(path.stem.removeprefix("ask-"), str(error))
                continue
            if wish is None or path.name != f"ask-{wish.id}.note":
                path.unlink(missing_ok=True)
                continue
            request = ClipRequest(
                prompt=wish.prompt,
                bars=wish.bars,
                tempo_bpm=wish.tempo_bpm,
                meter=wish.meter,
                origin="REAPER",
            )
            # The place is in the address, so that a bridge that is started anew still knows it.
            sender = Sender(self.name, f"{wish.spot.track}@{wish.spot.at}", wish.id)
            self._ask(RequestCame(sender=sender, request=request, priority=Priority.LIVE))

    def _take_in(self) -> None:
        while not self._desk.empty():
            order, on_end = self._desk.get()
            self._listeners.setdefault(order.id, []).append(on_end)
            self._end(self._orders.ask(order, host_is_there=self.is_there))

    def _look_after_order(self, now_s: float) -> None:
        if not self._orders.is_overdue(now_s):
            return
        if self._folder.call_back():
            self._end(self._orders.called_back())
        else:
            self._end(self._orders.taken_and_silent(now_s, self._hearing.heard_at_s))

    def _lay_in_next(self, now_s: float) -> None:
        if (order := self._orders.put(now_s)) is None:
            return
        try:
            self._folder.lay_in(order.note)
        except StorageFailed as error:
            self._end(self._orders.answered(Ending(order.id, "storage", str(error))))

    # ---- what is said ----

    def _say(self, events: Iterable[Heard | Left]) -> None:
        for event in events:
            self._post(event)

    def _end(self, ending: Ending | None) -> None:
        if ending is None:
            return
        for on_end in self._listeners.pop(ending.id, []):
            try:
                on_end(ending)
            except Exception:  # whoever listens badly must not cost the others
                _LOG.exception("while answering what became of a clip in REAPER")

    def _tell(self, about: str, text: str) -> None:
        self._hand_in(TellOrder(f"{about}-told", text), lambda ending: None)

    def _tell_if_failed(self, ending: Ending) -> None:
        if ending.kind:
            _LOG.warning("%s", ending.text)
            self._tell(ending.id, ending.text)

    def _hand_in(self, order: Order, on_end: OnEnd) -> None:
        self._desk.put((order, on_end))
        self._wake.set()

    def _compare_versions(self, state: State) -> None:
        if not state.gone and state.version != __version__ and state.version != self._other_version:
            self._other_version = state.version
            _LOG.warning(
                "REAPER runs the script of Riffbridge %s, and this is %s; run “riffbridge install reaper” "
                "and start the action anew.",
                state.version,
                __version__,
            )

    def _complain(self, trouble: str) -> None:
        if trouble != self.trouble:
            _LOG.warning("%s", trouble)
        self.trouble = trouble
