"""Runs MIDI: one thread that listens to all ports, tells the stage, and lights the pads.

Everything of MIDI is that thread's, so that a controller that hangs holds up nothing else. mido and a
MIDI system are needed only there; where they are missing, `view` says so, and all else works.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bridge.errors import BadFile
from bridge.midi.desired_state import DesiredState
from bridge.stage.table import Table
from bridge.stage.tables import LearntNote, read_learnt, with_learnt
from bridge.stage.views import PadView

if TYPE_CHECKING:
    from bridge.midi.driver import Driver
    from bridge.midi.router import MidiEvent, MidiRouter

_LOG = logging.getLogger(__name__)
# To look into an empty queue takes a microsecond, and nobody hears two thousandths of a second. Slept
# rather than waited for: only sleep is finer than 16 ms on Windows.
_LOOK_EVERY_S = 0.002
_SCAN_EVERY_S = 1.0
# Where there is no MIDI at all.
_TRY_EVERY_S = 5.0
# As often as eyes can tell; a cable carries some 1,000 lights in a second.
_LIGHT_EVERY_S = 1 / 30


class MidiView(NamedTuple):
    """Which ports are open, whose clock is followed, and, where there is no MIDI, why."""

    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    clock: str | None = None
    trouble: str = ""


class MidiThread:
    """Posts `PadHit`, `ControlMoved`, `Pressed`, `Learnt`, `Heard` and `Left` to `post`, from its thread.

    `inputs` and `outputs` are parts of ports' names; `MidiPorts` says what is opened where there are none,
    and `Clocks` what `clock_delays_ms` are.
    What is learnt is kept in `learnt_file`, for this run and those to come. `make_driver` is the
    system's MIDI in all but tests.
    """

    def __init__(
        self,
        post: Callable[[MidiEvent], None],
        table: Table,
        *,
        inputs: Sequence[str] = (),
        outputs: Sequence[str] = (),
        learnt_file: Path | None = None,
        clock_delays_ms: Mapping[str, float] | None = None,
        make_driver: Callable[[], Driver] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._post, self._clock = post, clock
        self._inputs, self._outputs = tuple(inputs), tuple(outputs)
        self._learnt_file, self._make_driver = learnt_file, make_driver
        self._clock_delays_ms = clock_delays_ms
        self._wanted = DesiredState(with_learnt(table, _read_learnt(learnt_file)))
        self._view = MidiView()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to listen; returns at once. Started twice it is one."""
        if self._thread is None:
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="midi", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Put the lights out and close all ports."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            thread.join()

    def show(self, pads: Sequence[PadView]) -> None:
        """Have the lights say how `pads` stand."""
        self._wanted.pads = tuple(pads)

    def learn(self, pad: int | None) -> None:
        """The next note strikes `pad` from then on; none ends learning.

        A Launchpad's layout is its own: its pads are what they are while others learn.
        """
        self._wanted.learning = pad

    def use(self, table: Table) -> None:
        """From now on `table` says what messages mean, but for what was learnt."""
        self._wanted.table = with_learnt(table, _read_learnt(self._learnt_file))

    @property
    def table(self) -> Table:
        """What messages mean, with what was learnt."""
        return self._wanted.table

    @property
    def trouble(self) -> str:
        """Why there is no MIDI, or nothing."""
        return self._view.trouble

    def view(self) -> MidiView:
        """How it stands; from any thread."""
        return self._view

    # ---- the thread ----

    def _run(self) -> None:
        try:
            board = self._make_board()
        except ImportError as error:
            self._view = MidiView(trouble=f"MIDI needs the package {error.name}: pip install {error.name}")
            _LOG.warning("%s", self._view.trouble)
            return
        try:
            self._listen(board)
        finally:
            board.close()
            self._view = MidiView()

    def _make_board(self) -> MidiRouter:
        from bridge.midi.driver import make_driver
        from bridge.midi.router import MidiRouter

        return MidiRouter(
            self._post,
            self._wanted,
            make_driver=self._make_driver or make_driver,
            clock=self._clock,
            inputs=self._inputs,
            outputs=self._outputs,
            learnt_file=self._learnt_file,
            clock_delays_ms=self._clock_delays_ms,
        )

    def _listen(self, board: MidiRouter) -> None:
        scan_at_s = light_at_s = self._clock()
        while not self._stopping.is_set():
            now_s = self._clock()
            try:
                if now_s >= scan_at_s:
                    board.scan()
                    rack = board.rack
                    self._view = MidiView(rack.inputs, rack.outputs, board.clocks.port, rack.trouble)
                    scan_at_s = now_s + (_TRY_EVERY_S if rack.trouble else _SCAN_EVERY_S)
                if now_s >= light_at_s:
                    board.light()
                    light_at_s = now_s + _LIGHT_EVERY_S
                board.listen()
            except Exception:  # a mistake of ours must not cost the show
                _LOG.exception("while listening to MIDI")
                scan_at_s = now_s + _SCAN_EVERY_S
            time.sleep(_LOOK_EVERY_S)


def _read_learnt(path: Path | None) -> tuple[LearntNote, ...]:
    try:
        return () if path is None else read_learnt(path)
    except BadFile as error:
        _LOG.warning("%s", error)
        return ()
