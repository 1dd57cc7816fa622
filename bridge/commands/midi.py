"""`midi`: the MIDI ports that there are, which of them are used, and what comes in."""

from __future__ import annotations

import argparse
import logging
import queue
import time
from pathlib import Path

from bridge.midi.thread import MidiThread, MidiView
from bridge.settings import read_settings
from bridge.stage.events import ControlMoved, Heard, Learnt, Left, PadHit, Pressed
from bridge.stage.tables import find_table, learnt_path

Came = PadHit | ControlMoved | Pressed | Learnt | Heard | Left


def midi(options: argparse.Namespace) -> None:
    """List the ports that the bridge would use, and for `options.seconds` what comes in by them."""
    # What is logged of trouble is printed here.
    logging.getLogger("bridge.midi").addHandler(logging.NullHandler())
    settings = read_settings()
    came: queue.SimpleQueue[Came] = queue.SimpleQueue()
    desk = MidiThread(
        came.put,
        find_table(settings.pads, presets_folder=Path(settings.presets_folder)),
        inputs=settings.midi_inputs,
        outputs=settings.midi_outputs,
        learnt_file=learnt_path(),
        clock_delays_ms=settings.midi_clock_delays_ms,
    )
    desk.start()
    try:
        tell(_settled(desk))
        _follow(came, options.seconds)
    finally:
        desk.stop()


def _settled(desk: MidiThread, patience_s: float = 5.0) -> MidiView:
    """How the desk stands once it has looked round."""
    until_s = time.monotonic() + patience_s
    while not (view := desk.view()).inputs and not view.trouble and time.monotonic() < until_s:
        time.sleep(0.02)
    return view


def tell(view: MidiView) -> None:
    """Print how the desk stands."""
    if view.trouble:
        print(view.trouble)
    for name in view.inputs:
        print(f"in   {name}")
    for name in view.outputs:
        print(f"out  {name}")


def _follow(came: queue.SimpleQueue[Came], seconds: float) -> None:
    until_s = time.monotonic() + seconds
    while (left_s := until_s - time.monotonic()) > 0:
        try:
            print(said(came.get(timeout=left_s)))
        except queue.Empty:
            return


def said(event: Came) -> str:
    """What came, in words."""
    match event:
        case PadHit():
            return f"pad {event.pad}, velocity {event.velocity}"
        case ControlMoved():
            return f"{event.does} {event.value:.2f}"
        case Pressed():
            return event.does
        case Learnt():
            return f"pad {event.pad} is note {event.note} on channel {event.channel}"
        case Heard():
            going = "plays" if event.transport.playing else "stands"
            return f"clock: {event.transport.tempo_bpm:.2f} BPM, {going} at {event.transport.beat:.1f}"
        case Left():
            return f"{event.source} is gone"
