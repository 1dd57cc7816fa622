"""How fast and how faithful the decoder is, beside the original's: `python -m benchmarks.decoder`.

Both get the same loops of 5.12 s as 512 × 512 pictures of 8 bits, each framed in its own way, and run
by turns in one process. Exit status 1 if a bar is missed.

Measures, all in the format's own analysis of the circle (the original's sound, which is 10 ms short,
is padded with silence to the same length):
  SC    mel spectral convergence, ‖decoded - wanted‖ / ‖wanted‖ of mel magnitudes
  LSD   log-spectral distance of mel magnitudes in dB, both raised to 60 dB below the wanted one's
        maximum: root mean square over bins, mean over columns
  seam  |x[0] - x[N-1]| over the 99.5th percentile of |x[n] - x[n-1]| within
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from statistics import fmean, median
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from benchmarks.loops import varied_loops
from benchmarks.original import ITERATIONS, original_decode, original_mel
from bridge.sound.dsp.phase import DEFAULT_ITERATIONS, decode
from bridge.sound.dsp.spectrogram import levels_to_magnitudes, magnitudes_to_levels, mel_spectrogram
from bridge.sound.format import RIFFUSION, STARTER, SpectrogramFormat
from bridge.sound.picture import levels_to_picture, picture_to_levels
from bridge.vocabulary.jobs import PhaseMethod

_RIFFUSION_COLUMNS = 512
_STARTER_COLUMNS = 256
_STARTER_TEMPI_BPM = (90.0, 120.0, 150.0)
_FLOOR = 10 ** (-60 / 20)
_LEAST_SPEEDUP, _MOST_SC, _MOST_LSD_DB = 15.0, 0.065, 1.40


Clock = Callable[[], float]


class Measure(NamedTuple):
    """One decoding: seconds by the clock in use, and the measures described above."""

    seconds: float
    sc: float
    lsd_db: float
    seam: float


def through_picture(mel: Tensor, form: SpectrogramFormat) -> Tensor:
    """Mel magnitudes as they come back from a picture of 8 bits."""
    picture = levels_to_picture(magnitudes_to_levels(mel, form).cpu().numpy(), form)
    return levels_to_magnitudes(torch.from_numpy(picture_to_levels(picture, form)), form).to(mel.device)


def seam_ratio(sound: Tensor) -> float:
    """The jump from last sample to first over the 99.5th percentile of the jumps inside."""
    jumps = sound.diff(dim=-1).abs().flatten()
    at_seam = float((sound[..., 0] - sound[..., -1]).abs().max())
    return at_seam / max(float(torch.quantile(jumps, 0.995)), 1e-12)


def measure(
    run: Callable[[], Tensor], wanted: Tensor, frames: int, form: SpectrogramFormat, clock: Clock
) -> Measure:
    """Time `run` by `clock`, and compare the sound that it makes with the `wanted` mel magnitudes."""
    _wait(wanted.device)
    start = clock()
    sound = run()
    _wait(wanted.device)
    seconds = clock() - start
    sound = F.pad(sound, (0, frames - sound.shape[-1]))
    mel = mel_spectrogram(sound, wanted.shape[-1], form)
    floor = wanted.max() * _FLOOR
    distance_db = 20 * (mel.clamp_min(floor) / wanted.clamp_min(floor)).log10()
    return Measure(
        seconds,
        float((mel - wanted).norm() / wanted.norm()),
        float(distance_db.square().mean(1).sqrt().mean()),
        seam_ratio(sound),
    )


def compare_with_original(device: torch.device, clock: Clock, count: int) -> list[tuple[Measure, Measure]]:
    """The original and ours on each loop, by turns; prints a line each."""
    print(f"riffusion-v1, {_RIFFUSION_COLUMNS} columns: the original, {ITERATIONS} iterations | ", end="")
    print(f"ours, {DEFAULT_ITERATIONS} | times faster | seam of the source")
    pairs: list[tuple[Measure, Measure]] = []
    for name, loop in islice(varied_loops().items(), count):
        sound, frames = loop.to(device), loop.shape[-1]
        wanted = mel_spectrogram(sound, _RIFFUSION_COLUMNS, RIFFUSION)
        theirs_in = through_picture(original_mel(sound, _RIFFUSION_COLUMNS), RIFFUSION)
        ours_in = through_picture(wanted, RIFFUSION)
        if not pairs:  # tables are made, kernels loaded and memory mapped once a process
            decode(ours_in, frames, RIFFUSION)
            original_decode(theirs_in[..., :64])
        theirs = measure(partial(original_decode, theirs_in), wanted, frames, RIFFUSION, clock)
        run = partial(decode, ours_in, frames, RIFFUSION)
        runs = [measure(run, wanted, frames, RIFFUSION, clock) for _ in range(3)]
        ours = runs[0]._replace(seconds=median(run.seconds for run in runs))
        pairs.append((theirs, ours))
        print(f"  {name:24}{_line(theirs)} |{_line(ours)} |{theirs.seconds / ours.seconds:6.1f} |", end="")
        print(f"{seam_ratio(sound):6.2f}", flush=True)
    theirs, ours = (_mean([pair[side] for pair in pairs]) for side in (0, 1))
    print(f"  {'mean':24}{_line(theirs)} |{_line(ours)} |{theirs.seconds / ours.seconds:6.1f}")
    return pairs


def measure_starter(device: torch.device, clock: Clock, count: int) -> None:
    """The starter's format at several tempi, with the search that we chose and with plain Griffin-Lim."""
    print(f"starter-v1, {_STARTER_COLUMNS} columns, 2 bars: Griffin-Lim, {ITERATIONS} iterations | ", end="")
    print(f"ours, {DEFAULT_ITERATIONS}")
    for tempo_bpm in _STARTER_TEMPI_BPM:
        plain: list[Measure] = []
        ours: list[Measure] = []
        for loop in islice(varied_loops(tempo_bpm).values(), count):
            frames = loop.shape[-1]
            wanted = mel_spectrogram(loop.to(device), _STARTER_COLUMNS, STARTER)
            mel = through_picture(wanted, STARTER)
            for method, iterations, into in (
                (PhaseMethod.GRIFFIN_LIM, ITERATIONS, plain),
                (PhaseMethod.BEST, DEFAULT_ITERATIONS, ours),
            ):
                run = partial(decode, mel, frames, STARTER, method=method, iterations=iterations)
                into.append(measure(run, wanted, frames, STARTER, clock))
        print(f"  {f'{tempo_bpm:g} BPM, mean':24}{_line(_mean(plain))} |{_line(_mean(ours))}", flush=True)


def check_bars(pairs: list[tuple[Measure, Measure]]) -> bool:
    """Print whether each bar holds; true if all do."""
    theirs, ours = (_mean([pair[side] for pair in pairs]) for side in (0, 1))
    speedup = median(pair[0].seconds / pair[1].seconds for pair in pairs)
    most_sc, most_lsd_db = min(_MOST_SC, theirs.sc), min(_MOST_LSD_DB, theirs.lsd_db)
    worst_seam = max(pair[1].seam for pair in pairs)
    bars = [
        (f"median speed-up {speedup:.1f} ≥ {_LEAST_SPEEDUP:g}", speedup >= _LEAST_SPEEDUP),
        (f"mean SC {ours.sc:.4f} ≤ {most_sc:.4f}", ours.sc <= most_sc),
        (f"mean LSD {ours.lsd_db:.3f} dB ≤ {most_lsd_db:.3f} dB", ours.lsd_db <= most_lsd_db),
        (f"worst seam {worst_seam:.2f} ≤ 1", worst_seam <= 1),
    ]
    for text, holds in bars:
        print(f"{'holds ' if holds else 'MISSED'} {text}")
    return all(holds for _, holds in bars)


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def _mean(measures: list[Measure]) -> Measure:
    return Measure(*(fmean(values) for values in zip(*measures, strict=True)))


def _line(found: Measure) -> str:
    return f"{found.seconds:7.3f} s  SC {found.sc:.4f}  LSD {found.lsd_db:5.3f} dB  seam {found.seam:5.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the decoder beside the original's.")
    parser.add_argument("--device", default="cpu", help="a torch device, such as cuda")
    parser.add_argument("--threads", type=int, default=2, help="processor threads for both")
    parser.add_argument("--loops", type=int, default=10, help="how many of the loops")
    parser.add_argument(
        "--clock",
        choices=("wall", "processor"),
        default="wall",
        help="with one thread on a busy machine, the processor's own time is the fairer",
    )
    options = parser.parse_args()
    clock = time.perf_counter if options.clock == "wall" else time.process_time
    device = torch.device(options.device)
    torch.set_num_threads(options.threads)
    with torch.inference_mode():
        pairs = compare_with_original(device, clock, options.loops)
        measure_starter(device, clock, options.loops)
    return 0 if check_bars(pairs) else 1


if __name__ == "__main__":
    sys.exit(main())
