"""How long a loop takes from words to a file, and on what: `python -m benchmarks.generate`.

First in processes of their own, as `riffbridge render` runs: imports, reading the model, the first
clip, and starting and ending Python; and the most memory that was held. Then with the model loaded,
for lengths of 1, 2 and 4 bars at 120 BPM, the stages that a clip goes through:
  text      the prompt to a score, a sketch and embeddings
  playing   the score played and mixed
  sampling  all steps of the U-Net
  VAE       levels to latents and back
  change    what the model changed, applied to what was played
  phase     levels to sound, where nothing was played
  attack    strokes of a known score made steep
  master    loudness and peaks
  file      encoding and writing
  rest      whatever else, such as measuring peak and seam
All is the wall's clock, the median over rounds, or the processors' with `--processor`, which a busy machine
changes less; memory is the largest. Exit status 1 if a bar is missed; the bars are for a processor of two
cores, or for CUDA.

`--random-sd` times a Stable Diffusion 1.5 of full size with random weights (Riffusion is one), from noise in
four steps without guidance, as with a LoRA for few steps. It needs 6 GB of memory and 2.1 GB of disk.

`--batches` prints instead what one look of the U-Net takes for 1, 2 and 4 clips of two bars at once,
and so whether requests drawn together would be drawn sooner.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

# Nothing here may import torch before `fresh_run` has begun to time it.
from bridge.cli import main as riffbridge
from bridge.engine.fast_imports import fast_imports
from bridge.models.catalogue import find
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest
from tests.support.posix import spent as processes_spent

if TYPE_CHECKING:
    from bridge.engine.loading import LoadedModel

PROMPT = "warm house piano with a deep bass"
TEMPO_BPM, BARS = 120.0, (1, 2, 4)
BATCHES, LOOKS = (1, 2, 4), 8
STAGES = ("text", "playing", "sampling", "VAE", "change", "phase", "attack", "master", "file", "rest")
FRESH_STAGES = ("imports", "model", "clip", "Python")
# What it may take at most: seconds for so many bars, for a fresh run, and memory.
MOST_S = {"cpu": {1: 2.0, 2: 2.0, 4: 4.0}, "cuda": {1: 0.15, 2: 0.15}}
MOST_FRESH_S, MOST_MEMORY_GB = 6.0, 1.5
MOST_RANDOM_SD_S = 96.0
QUICK = {"steps": 4, "guidance": 1.0, "guide": False}

Spent = dict[str, float]


class Stopwatch:
    """Seconds spent in functions, by the stage that each belongs to."""

    def __init__(
        self, wait: Callable[[], None] = lambda: None, now_s: Callable[[], float] = time.perf_counter
    ) -> None:
        self.spent: Spent = {}
        self._wait, self._now_s = wait, now_s

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what the block takes as `name`; `wait` is for devices that run behind."""
        self._wait()
        began_s = self._now_s()
        try:
            yield
        finally:
            self._wait()
            self.spent[name] = self.spent.get(name, 0.0) + self._now_s() - began_s

    def watching(self, owner: Any, function: str, stage: str) -> Any:
        """A patch of `owner` by which each call of `function` counts as `stage`."""
        original = getattr(owner, function)

        def watched(*arguments: Any, **named: Any) -> Any:
            with self.stage(stage):
                return original(*arguments, **named)

        return patch.object(owner, function, watched)


def loaded_run(job: RenderJob, model: LoadedModel, path: Path, now_s: Callable[[], float]) -> Spent:
    """What each stage of rendering `job` to `path` took by the clock `now_s`, and `all` of it."""
    import torch

    from bridge.engine import decoding, diffusion, render
    from bridge.rendering import finishing

    wait = torch.cuda.synchronize if model.device.type == "cuda" else lambda: None
    watch = Stopwatch(wait, now_s)
    with ExitStack() as patches:
        for owner, function, stage in (
            (diffusion, "conditions", "text"),
            (render, "play_guide", "playing"),
            (diffusion, "denoise", "sampling"),
            (type(model.codec), "encode", "VAE"),
            (type(model.codec), "decode", "VAE"),
            (decoding, "redraw", "change"),
            (decoding, "decode", "phase"),
            (decoding, "sharpen", "attack"),
            (finishing, "master", "master"),
            (finishing, "write_clip", "file"),
        ):
            patches.enter_context(watch.watching(owner, function, stage))
        with watch.stage("all"):
            render.render([(job, path)], model)
    spent = {stage: watch.spent.get(stage, 0.0) for stage in (*STAGES, "all")}
    spent["rest"] = 2 * spent["all"] - sum(spent.values())
    return spent


def load_model(name: str, device: str) -> LoadedModel:
    """The model as a command loads it, without what is not its own business."""
    with fast_imports():
        from bridge.engine.device import choose_placement
        from bridge.engine.loading import load
    entry = find(name, Path(Settings().models_folder))
    return load(entry.require(), choose_placement(device), entry.info)


def job_of(bars: int, model: LoadedModel, **asked: Any) -> RenderJob:
    request = ClipRequest(prompt=PROMPT, bars=bars, tempo_bpm=TEMPO_BPM, seed=1, **asked)
    context = ResolveContext(
        settings=Settings(),
        model=model.info,
        model_sha256=model.sha256,
        fresh_seed=1,
        prompt_parser=model.prompt_parser,
    )
    [job] = resolve(request, context)
    return job


def fresh_child(arguments: list[str]) -> None:
    """Be the fresh process: run `riffbridge` with `arguments`, and print what its parts took."""
    watch = Stopwatch()
    with watch.stage("imports"), fast_imports():
        from bridge.engine import loading as models
        from bridge.engine import render
    with watch.watching(models, "load", "model"), watch.watching(render, "render", "clip"):
        riffbridge(arguments)
    print(json.dumps(watch.spent))


def fresh_run(model: str, device: str, threads: int, path: Path) -> Spent:
    """What a process of its own takes for two bars, by its parts, `all` of it, and `GB` of memory."""
    render = ["render", PROMPT, "--bpm", str(TEMPO_BPM), "--bars", "2", "--seed", "1", "-o", str(path)]
    command = [sys.executable, "-m", __spec__.name, "--fresh-child", *render, "--model", model]
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads)}
    began_s = time.perf_counter()
    with subprocess.Popen(
        [*command, "--device", device], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        lines = process.stdout.read().splitlines()
    spent: Spent = {"all": time.perf_counter() - began_s}
    if process.returncode:
        raise SystemExit(f"The fresh process failed with status {process.returncode}.")
    spent |= json.loads(lines[-1])
    spent["Python"] = 2 * spent["all"] - sum(spent.values())
    spent["GB"] = processes_spent(by_children=True).peak_bytes / 1e9  # of the largest so far
    return spent


def middle(runs: list[Spent]) -> Spent:
    """The median of each part."""
    return {part: median(run[part] for run in runs) for part in runs[0]}


def print_table(rows: dict[str, Spent], parts: tuple[str, ...]) -> None:
    print(" " * 16 + "".join(f"{part:>10}" for part in (*parts, "all")))
    for name, spent in rows.items():
        print(f"{name:16}" + "".join(f"{spent[part]:8.3f} s" for part in (*parts, "all")), flush=True)


def check_bars(fresh: Spent, rows: dict[int, Spent], kind: str) -> bool:
    """Print whether each bar holds; true if all do."""
    bars = [(f"{n} bars, model loaded, s", rows[n]["all"], most) for n, most in MOST_S[kind].items()]
    bars.append(("fresh process, s", fresh["all"], MOST_FRESH_S))
    bars.append(("peak memory, GB", fresh["GB"], MOST_MEMORY_GB))
    for name, found, most in bars:
        print(f"{'holds ' if found <= most else 'MISSED'} {name}: {found:.2f} ≤ {most:g}")
    return all(found <= most for _, found, most in bars)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate")
    parser.add_argument("--model", default="starter", help="an id or a folder")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--random-sd", action="store_true", help="a full-size Stable Diffusion 1.5")
    parser.add_argument("--processor", action="store_true", help="count the processors' time")
    parser.add_argument("--threads", type=int, default=2, help="processor threads")
    parser.add_argument("--rounds", type=int, default=9, help="clips of each length, the first apart")
    parser.add_argument("--fresh", type=int, default=3, help="fresh processes")
    parser.add_argument(
        "--batches", action="store_true", help="what drawing several clips at once would save"
    )
    options = parser.parse_args()
    if options.batches:
        print_batches(options)
        return 0
    if options.random_sd:
        return time_random_sd(options)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "loop.wav"
        runs = [fresh_run(options.model, options.device, options.threads, path) for _ in range(options.fresh)]
        fresh = middle(runs)
        print_table({"fresh, 2 bars": fresh}, FRESH_STAGES)
        rows = measure_loaded(options, path, BARS)
    print_table({f"loaded, {bars} bars": spent for bars, spent in rows.items()}, STAGES)
    return 0 if check_bars(fresh, rows, options.device.partition(":")[0]) else 1


def time_random_sd(options: argparse.Namespace) -> int:
    """Print the stages of one clip of two bars by a full-size model; 1 if it took too long."""
    from benchmarks.random_sd import make

    with tempfile.TemporaryDirectory() as folder:
        options.model, options.rounds = str(make(Path(folder) / "sd")), 1
        rows = measure_loaded(options, Path(folder) / "loop.wav", (2,), **QUICK)
    print_table({f"loaded, {bars} bars": spent for bars, spent in rows.items()}, STAGES)
    # Two cores share what the processors' clock counts.
    found_s = rows[2]["all"] / (options.threads if options.processor else 1)
    is_met = found_s <= MOST_RANDOM_SD_S
    print(f"{'holds ' if is_met else 'MISSED'} 2 bars in 4 steps, s: {found_s:.1f} ≤ {MOST_RANDOM_SD_S:g}")
    return 0 if is_met else 1


def print_batches(options: argparse.Namespace) -> None:
    """Milliseconds a look of the U-Net, and a clip of it, by how many clips there are."""
    looks = measure_looks(options)
    print(f"{'clips':>8}{'a look':>12}{'a clip':>12}")
    for count, spent_s in looks.items():
        print(f"{count:8}{1000 * spent_s:9.1f} ms{1000 * spent_s / count:9.1f} ms", flush=True)


def measure_looks(options: argparse.Namespace) -> dict[int, float]:
    """Seconds of a look by clips at once, the median. Batches take turns, as lengths do."""
    model = load_model(options.model, options.device)
    import torch

    from bridge.engine.canvas import canvas_for
    from bridge.engine.conditions import conditions
    from bridge.engine.diffusion import noise_of, predictor
    from bridge.engine.orders import SamplingOrder

    torch.set_num_threads(options.threads)
    job = job_of(2, model)
    columns = canvas_for(job, model.info, model.column_step).columns
    timestep = torch.tensor(500.0, device=model.device)
    looks: dict[int, Callable[[], object]] = {}
    for count in BATCHES:
        order = SamplingOrder(
            prompt=PROMPT, steps=1, guidance=job.guidance, seed=1, count=count, columns=columns, key=job.key
        )
        with torch.inference_mode():
            told = conditions(model, order, guided=False)
            predict, noise = predictor(model, order, told), noise_of(model, order)()
        looks[count] = lambda predict=predict, noise=noise: predict(noise, timestep)  # type: ignore[misc]
    watch = Stopwatch(torch.cuda.synchronize if model.device.type == "cuda" else lambda: None)
    spent: dict[int, list[float]] = {count: [] for count in BATCHES}
    with torch.inference_mode():
        for _ in range(1 + LOOKS):
            for count, look in looks.items():
                watch.spent.clear()
                with watch.stage("look"):
                    look()
                spent[count].append(watch.spent["look"])
    return {count: median(times[1:]) for count, times in spent.items()}


def measure_loaded(
    options: argparse.Namespace, path: Path, lengths: Sequence[int], **asked: Any
) -> dict[int, Spent]:
    """Stages by length in bars. Lengths take turns, so that a busy moment meets all of them."""
    model = load_model(options.model, options.device)
    import torch

    torch.set_num_threads(options.threads)
    now_s = time.process_time if options.processor else time.perf_counter
    jobs = {bars: job_of(bars, model, **asked) for bars in lengths}
    for job in jobs.values() if options.rounds > 1 else ():
        loaded_run(job, model, path, now_s)
    runs = [
        {bars: loaded_run(job, model, path, now_s) for bars, job in jobs.items()}
        for _ in range(options.rounds)
    ]
    return {bars: middle([run[bars] for run in runs]) for bars in lengths}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--fresh-child"]:
        fresh_child(sys.argv[2:])
    else:
        sys.exit(main())
