"""REAPER, through the mailbox that the bridge shares with our script: one folder, one thread.

A folder rather than REAPER's web remote: nobody has to switch on a server and agree on a port, it
works in REAPER 6 and 7 alike, and a rename says without doubt who has an order. The folder is polled:
notes are small, and on every system a look is quicker than a message about a change.

What notes say is in `messages`, which order lies in the folder when in `mailbox.orders`, REAPER's time in
`hearing`.
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
from bridge.hosts.connection import HostConnection, OnEnd, Placement, Post
from bridge.hosts.mailbox.folder import MailFolder
from bridge.hosts.mailbox.note_format import Ending
from bridge.hosts.mailbox.orders import Order, Orders
from bridge.hosts.reaper.messages import (
    PlaceOrder,
    Spot,
    State,
    TellOrder,
    read_request,
    read_state,
    spot_of,
    view_of,
)
from bridge.hosts.reaper.tracker import ReaperTracker
from bridge.messages.answers import Answer, Done, Failed
from bridge.messages.events import PlacementEnded, RequestCame
from bridge.messages.host_views import HostView
from bridge.messages.orders import Failure, Priority, Sender
from bridge.sound.files.atomic import storage_failed
from bridge.stage.events import Heard, Left

# While REAPER is there, twice for each of its own turns; else just to notice when it comes.
LOOK_S, IDLE_LOOK_S = 0.025, 0.25
NOT_RUNNING = "REAPER isn't connected. In REAPER, run the action “riffbridge”."

_LOG = logging.getLogger("riffbridge.hosts")
OnEnding = Callable[[Ending], None]


class Mailbox(HostConnection):
    """REAPER through our script: its time, its clips and its user's requests.

    `post`, `ask` and `on_end` are called from the mailbox's thread. `clock` is monotonic, in seconds.
    """

    def __init__(
        self,
        folder: Path,
        *,
        post: Post,
        ask: Callable[[RequestCame], None],
        on_end: OnEnd = lambda end: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__("reaper")
        self._folder, self._on_end = MailFolder(folder), on_end
        self._post, self._ask, self._clock = post, ask, clock
        self._tracker, self._orders = ReaperTracker(self.name), Orders("REAPER", NOT_RUNNING)
        self._handed_in: queue.SimpleQueue[tuple[Order, OnEnding]] = queue.SimpleQueue()
        self._listeners: dict[str, list[OnEnding]] = {}
        self._asked: set[str] = set()
        self._last_state = self._other_version = ""
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._disk_trouble = ""

    @property
    def state(self) -> State | None:
        """REAPER's last report, while it is there."""
        return self._tracker.state

    @property
    def is_there(self) -> bool:
        """Whether REAPER runs, and our script in it."""
        return self._tracker.is_there

    @property
    def trouble(self) -> str:
        state = self.state
        if self._disk_trouble or state is None or state.version == __version__:
            return self._disk_trouble
        return (
            f"The script in REAPER is from Riffbridge {state.version}, and this is {__version__}. Install it "
            "again, and restart the action “riffbridge”."
        )

    @property
    def why_absent(self) -> str:
        return self._disk_trouble or NOT_RUNNING

    @property
    def view(self) -> HostView:
        return view_of(self.state)

    def start(self) -> None:
        """Begin to look, and call back what an earlier bridge left in the mailbox."""
        if self._thread is not None:
            return
        self.open()
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="riffbridge-reaper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop looking; orders that were not taken are called back, which ends them."""
        if self._thread is None:
            return
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout=5.0)
        self._thread = None

    def place(self, placement: Placement) -> None:
        try:
            order = PlaceOrder(placement.id, placement.clip, spot_of(placement.place))
        except BadRequest as error:
            self._on_end(PlacementEnded(placement.id, failure=Failure("no-place", str(error))))
        else:
            self.hand_in(order, lambda ending: self._on_end(ending.of_placement(self.name)))

    def hand_in(self, order: Order, on_ending: OnEnding) -> None:
        """Have `order` carried out; `on_ending` is called once, from the mailbox's thread."""
        self._handed_in.put((order, on_ending))
        self._wake.set()

    def reply(self, to: Sender, answer: Answer) -> None:
        """Place a clip where it was requested in REAPER, or show a failure there."""
        with contextlib.suppress(OSError):
            (self._folder.path / f"ask-{to.id}.note").unlink()
        if isinstance(answer, Done):
            track, _, at = to.address.partition("@")
            order = PlaceOrder(f"{to.id}-{answer.clip.job.take}", answer.clip, Spot(track, at))
            self.hand_in(order, self._tell_if_failed)
        elif isinstance(answer, Failed):
            self._tell(to.id, answer.failure.message)

    # ---- a look ----

    def open(self) -> None:
        """Forget what an earlier bridge left in the mailbox."""
        self._last_state = self._folder.read("state.note") or ""
        self._folder.open()

    def look(self, now_s: float) -> None:
        """Read new notes, and put the next order in."""
        self._look_at_state(now_s)
        self._look_at_answers()
        self._look_at_requests()
        self._take_in()
        self._look_after_order(now_s)
        self._lay_in_next(now_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self.look(self._clock())
                self._disk_trouble = ""
            except OSError as error:
                self._complain(f"REAPER's mailbox can't be used: {storage_failed(self._folder.path, error)}")
            except Exception:  # an error of ours: the next look may go better
                _LOG.exception("while looking into REAPER's mailbox")
            self._wake.wait(LOOK_S if self.is_there or self._orders.out else IDLE_LOOK_S)
        self._close()

    def _close(self) -> None:
        self._say(self._tracker.leave())
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
                self._say(self._tracker.hear(state, now_s))
                self._log_other_version(state)
        self._say(self._tracker.tick(now_s))
        if was_there and not self.is_there:
            for ending in self._orders.host_left():
                self._end(ending)

    def _look_at_answers(self) -> None:
        for ending in self._folder.answers():
            self._end(self._orders.answered(ending))

    def _look_at_requests(self) -> None:
        for path in self._folder.named("ask-"):
            if path.name in self._asked:
                continue
            self._asked.add(path.name)
            try:
                loop = read_request(self._folder.read(path.name) or "")
            except BadRequest as error:
                path.unlink(missing_ok=True)
                self._tell(path.stem.removeprefix("ask-"), str(error))
                continue
            if loop is None or path.name != f"ask-{loop.id}.note":
                path.unlink(missing_ok=True)
                continue
            # The address holds the place, so that a restarted bridge still knows it.
            sender = Sender(self.name, f"{loop.spot.track}@{loop.spot.at}", loop.id)
            self._ask(RequestCame(sender=sender, request=loop.request, priority=Priority.LIVE))

    def _take_in(self) -> None:
        while not self._handed_in.empty():
            order, on_ending = self._handed_in.get()
            self._listeners.setdefault(order.id, []).append(on_ending)
            self._end(self._orders.ask(order, host_is_there=self.is_there))

    def _look_after_order(self, now_s: float) -> None:
        if not self._orders.is_overdue(now_s):
            return
        if self._folder.call_back():
            self._end(self._orders.called_back())
        else:
            self._end(self._orders.taken_and_silent(now_s, self._tracker.heard_at_s))

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
        for on_ending in self._listeners.pop(ending.id, []):
            try:
                on_ending(ending)
            except Exception:  # one bad listener must not cost the others
                _LOG.exception("while answering what became of a clip in REAPER")

    def _tell(self, about: str, text: str) -> None:
        self.hand_in(TellOrder(f"{about}-told", text), lambda ending: None)

    def _tell_if_failed(self, ending: Ending) -> None:
        if ending.kind:
            _LOG.warning("%s", ending.text)
            self._tell(ending.id, ending.text)

    def _log_other_version(self, state: State) -> None:
        if not state.gone and state.version not in (__version__, self._other_version):
            self._other_version = state.version
            _LOG.warning("%s", self.trouble)

    def _complain(self, trouble: str) -> None:
        if trouble != self._disk_trouble:
            _LOG.warning("%s", trouble)
        self._disk_trouble = trouble
