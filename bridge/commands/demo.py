"""`riffbridge demo pads`: a bridge of its own, somebody who strikes its pads, and an account of what sounds.

It needs no hardware: time comes from a source of its own, hits from a script. Its files lie in a
folder that is removed in the end, so that it begins cold each time, as a first evening does.
"""

from __future__ import annotations

import argparse
import logging
import queue
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import msgspec

from bridge.app import Bridge
from bridge.errors import BadRequest
from bridge.settings import Settings, read_settings
from bridge.stage.channel import StageChannel
from bridge.stage.events import Heard, PadHit
from bridge.stage.views import PadState, PadView, StageView
from bridge.timing import beat_at, check_tempo
from bridge.vocabulary.music import Transport

SOURCE = "demo"
# In quarter notes: never twice at the same place of a bar, as hands do it.
FIRST_HIT, BETWEEN_HITS = 6.3, 5.4
SOFT, HARD = 100, 127
TICK_S = 0.05
WARM_WITHIN_S = 60.0
QUARTERS = 4.0
# In which order pads are struck, and where hard: another variation of what sounds then takes over.
_PATTERN = (
    (1, SOFT), (2, SOFT), (3, SOFT), (1, HARD), (4, SOFT), (2, SOFT), (5, SOFT), (3, HARD),
    (6, SOFT), (4, SOFT), (7, SOFT), (5, HARD), (8, SOFT), (2, SOFT), (1, SOFT), (4, SOFT),
)  # fmt: skip


def scripted_time(bpm: float, to_bpm: float, began_s: float, turn_s: float, now_s: float) -> Transport:
    """The time of a host that plays from `began_s` on and changes its tempo once, at `turn_s`."""
    first = Transport(tempo_bpm=bpm, playing=True, read_at_s=began_s, source=SOURCE)
    if now_s < turn_s:
        return msgspec.structs.replace(first, beat=beat_at(first, now_s), read_at_s=now_s)
    beat = beat_at(first, turn_s) + (now_s - turn_s) * to_bpm / 60
    return msgspec.structs.replace(first, tempo_bpm=to_bpm, beat=beat, read_at_s=now_s)


@dataclass
class Hit:
    """One hit: at which beat, by the stage's count, and how the pad stood then."""

    pad: int
    velocity: int
    beat: float
    before: PadView
    tempo_bpm: float

    @property
    def is_stop(self) -> bool:
        """Whether it ended what sounded."""
        return self.velocity < HARD and self.before.state in (PadState.PLAYING, PadState.CUED)


class Account:
    """What became of each hit; `say` is given a line for each."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._open: list[Hit] = []
        self.asked = self.in_time = 0

    def hit(self, hit: Hit) -> None:
        """Somebody struck a pad."""
        if hit.is_stop:
            self._say(f"{_where(hit.beat)}  {_title(hit)}: ends at the next bar")
            return
        self.asked += 1
        self._open.append(hit)

    def look(self, view: StageView) -> None:
        """See which of the pads that were struck sound now."""
        for hit in list(self._open):
            pad = view.pads[hit.pad - 1]
            if pad.state is PadState.FAILED:
                self._open.remove(hit)
                self._say(f"{_where(hit.beat)}  {_title(hit)}: {pad.message}")
            elif pad.state is PadState.PLAYING and pad.beat is not None and pad.beat >= hit.beat - 1e-3:
                self._open.remove(hit)
                self._tell(hit, pad, pad.beat)

    def _tell(self, hit: Hit, pad: PadView, beat: float) -> None:
        bars = (beat - hit.beat) / QUARTERS
        self.in_time += bars <= 1.0
        job = pad.clip.job if pad.clip is not None else None
        origin = "rendered ahead" if hit.before.state is PadState.READY else "rendered when asked"
        if job is not None and job.drawn_tempo_bpm is not None:
            origin += f", decoded again from {job.drawn_tempo_bpm:g} BPM"
        wait = "ready" if bars <= 1.0 else f"{bars:.1f} bars later"
        kind = " (variation)" if hit.velocity == HARD else ""
        self._say(
            f"{_where(hit.beat)}  {_title(hit)}{kind} at {hit.tempo_bpm:g} BPM: "
            f"sounds from {_where(beat)}, {wait}, {origin}"
        )

    def close(self) -> None:
        """Say what did not come any more, and the sum."""
        for hit in self._open:
            self._say(f"{_where(hit.beat)}  {_title(hit)}: was not ready when the demo ended")
        share = self.in_time / self.asked if self.asked else 1.0
        self._say(f"{self.in_time} of {self.asked} hits sounded within a bar ({share:.0%}).")


def pads(options: argparse.Namespace) -> None:
    """Run the show, a line for each thing that happens on stdout."""
    logging.basicConfig(format="riffbridge: %(message)s", level=logging.WARNING, stream=sys.stderr)
    check_tempo(options.bpm), check_tempo(options.to)
    if not 1.0 <= options.seconds <= 3600.0:
        raise BadRequest(f"{options.seconds:g} s isn't a length for the demo. Use 1 to 3600.")
    with tempfile.TemporaryDirectory(prefix="riffbridge-demo-") as folder:
        settings = show_settings(Path(folder), options.pads or "", sound=not options.no_sound)
        settings = msgspec.structs.replace(settings, default_tempo_bpm=options.bpm)
        show(settings, options.bpm, options.to, options.seconds, lambda line: print(line, flush=True))


def show_settings(folder: Path, pads: str, *, sound: bool) -> Settings:
    """The user's settings, but with all files in `folder`, and nobody else who could interfere."""
    return msgspec.structs.replace(
        read_settings(),
        export_folder=str(folder / "exports"),
        inbox_folder=str(folder / "inbox"),
        library_file=str(folder / "library.sqlite"),
        ahead_folder=str(folder / "ahead"),
        ahead=True,
        osc_host="127.0.0.1",
        osc_port=0,
        osc_announce=False,
        midi=False,
        link_enabled=False,
        hosts=(),
        pads=pads,
        sound=sound,
    )


def show(settings: Settings, bpm: float, to_bpm: float, seconds: float, say: Callable[[str], None]) -> None:
    """Start a bridge, play on it for `seconds`, stop it."""
    bridge = Bridge(settings, with_folder=False)
    listening: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()

    def serve() -> None:
        try:
            bridge.run(lambda: listening.put(None))
        except BaseException as error:  # it is raised where somebody sees it
            listening.put(error)

    thread = threading.Thread(target=serve, name="riffbridge-demo")
    thread.start()
    try:
        if (error := listening.get()) is not None:
            raise error
        _play(bridge, bpm, to_bpm, seconds, say)
    finally:
        bridge.stop()
        thread.join()


def _play(bridge: Bridge, bpm: float, to_bpm: float, seconds: float, say: Callable[[str], None]) -> None:
    account = Account(say)
    _wait_for_the_first(bridge.stage, say)
    began_s = time.monotonic()
    turn_s = began_s + seconds / 2
    hits = _hits(sorted(bridge.table.plans) or [1])
    next_beat, (pad, velocity) = FIRST_HIT, next(hits)
    told_bpm, pause = 0.0, threading.Event()
    say(_output(bridge.stage.view()))
    say("bar·beat")
    while (now_s := time.monotonic()) < began_s + seconds:
        said = scripted_time(bpm, to_bpm, began_s, turn_s, now_s)
        bridge.post(Heard(said))
        view = bridge.stage.view()
        account.look(view)
        if view.beats is not None and said.tempo_bpm != told_bpm:
            told_bpm = said.tempo_bpm
            say(f"{_where(beat_at(view.beats, now_s))}  the tempo is {told_bpm:g} BPM")
        if said.beat >= next_beat and view.beats is not None:
            before = view.pads[pad - 1]
            account.hit(Hit(pad, velocity, beat_at(view.beats, now_s), before, said.tempo_bpm))
            bridge.post(PadHit(pad, velocity, now_s))
            next_beat, (pad, velocity) = next_beat + BETWEEN_HITS, next(hits)
        pause.wait(TICK_S)
    account.look(bridge.stage.view())
    account.close()


def _wait_for_the_first(stage: StageChannel, say: Callable[[str], None]) -> None:
    """Wait until the engine is warm: when the first loop has been made ahead, or has failed to be."""
    began_s = time.monotonic()
    is_warm = threading.Event()

    def look(view: StageView) -> None:
        if any(pad.state in (PadState.READY, PadState.FAILED) for pad in view.pads):
            is_warm.set()

    stage.watch(look)
    warm = is_warm.wait(WARM_WITHIN_S)
    spent_s = time.monotonic() - began_s
    say(f"The first loop was ready after {spent_s:.1f} s." if warm else f"Nothing came in {spent_s:.0f} s.")


def _hits(there: list[int]) -> Iterator[tuple[int, int]]:
    """Pads and velocities, for ever; of the pads that are there."""
    return ((there[(pad - 1) % len(there)], velocity) for pad, velocity in cycle(_PATTERN))


def _output(view: StageView) -> str:
    player = view.player
    if player.device is not None:
        return f"It plays on {player.device}, {1000 * player.latency_s:.0f} ms away."
    return f"No sound: it runs by the clock only. {player.trouble}"


def _where(beat: float) -> str:
    """`beat` as bar and beat, both from 1."""
    bar, quarter = divmod(round(beat, 2), QUARTERS)
    return f"{bar + 1:4.0f}·{quarter + 1:.2f}"


def _title(hit: Hit) -> str:
    return f"pad {hit.pad} “{hit.before.title}”"
