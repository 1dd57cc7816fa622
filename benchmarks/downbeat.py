"""Fits the weights by which downbeats are found, and writes `bridge/sound/dsp/downbeat_weights.json`.

    python -m benchmarks.downbeat

Loops are composed and rendered from seeds of their own (`FIRST_SEED` on; the benchmark of fitting uses
others), turned by a random amount, half of them cut, now and then counted an octave wrong, and the
start of the bar among the candidates is learnt, by a network with one hidden layer and by multinomial
logistic regression with a ridge. With `--held-out` every fourth round of the genres is kept back, and
only the shares that are right of it are printed. Five minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import torch
from torch import Tensor

from bridge.composing.composer import compose
from bridge.composing.genre_files import genres
from bridge.sound.dsp import tempogram
from bridge.sound.dsp.downbeat import LEARNT_PULSES as PULSES
from bridge.sound.dsp.downbeat import STEPS_A_PULSE, UNITS, WEIGHTS, features
from bridge.sound.dsp.harmony import CHANGES, harmony_changes
from bridge.sound.dsp.onsets import ACCENT_KNEE, BANDS, Array, compressed, novelty
from bridge.sound.dsp.rhythm import lead_s
from bridge.sound.dsp.spectrogram import mel_spectrogram
from bridge.sound.format import FIT
from bridge.training.render import render

FIRST_SEED = 6_000_000
RIDGE = 0.003
HIDDEN_UNITS, DROPOUT, DECAY, EPOCHS, BATCH = 16, 0.2, 0.1, 40, 64
# A start so near the true one, in pulses, is right.
NEAR = 0.125
# Pulses a loop may be counted in, and how often its tempo is foreign to its genre.
SHORTEST_S, LONGEST_S, FREE_TEMPI = 0.25, 1.5, 0.7
OCTAVES = (0, 0, 0, 0, 0, 0, 0, 0, 1, -1)


def examples(index: int, turns: int) -> list[tuple[Array, Array]]:
    """Features `[R, F]` of each turn of a percussive loop, and which of its candidates are right `[R]`."""
    torch.set_num_threads(1)
    draw = random.Random(f"downbeat/{FIRST_SEED + index}")
    tempo = draw.randint(60, 180) if draw.random() < FREE_TEMPI else None
    genre = sorted(genres())[index % len(genres())]
    score = compose(FIRST_SEED + index, genre=genre, tempo_bpm=tempo, bars=draw.choice((2, 4, 4)))
    if not score.roles & {"drums", "percussion"}:
        return []
    sound = torch.from_numpy(render(score, voices="synths"))[None]
    seconds = sound.shape[-1] / FIT.rate_hz
    columns = round(seconds * (FIT.columns_per_second or 0.0))
    whole, rate = mel_spectrogram(sound, columns, FIT), columns / seconds
    return [example(whole, rate, score.bars, draw) for _ in range(turns)]


def example(whole: Tensor, rate: float, bars: int, draw: random.Random) -> tuple[Array, Array]:
    """One turn of the circle `[C, M, K]` at `rate` columns a second, whole or cut."""
    columns = whole.shape[-1]
    turned = draw.randrange(columns)
    mel, circular = whole.roll(turned, -1), draw.random() < 0.5
    if not circular:
        mel = mel[..., : int(columns * draw.uniform(0.78, 0.98))]
    bar = columns / bars
    period = bar / PULSES * 2.0 ** draw.choice(OCTAVES)
    if not SHORTEST_S < period / rate < LONGEST_S:
        period = bar / PULSES
    lead = lead_s(FIT) * rate
    anchor = tempogram.phase(novelty(compressed(mel), rate, FIT, circular=circular), period / 4)
    accents = novelty(compressed(mel, ACCENT_KNEE), rate, FIT, circular=circular)
    changes = harmony_changes(mel, FIT, rate, period)
    seen = features(accents, changes, anchor, period, PULSES, lead)
    starts = anchor + lead + np.arange(len(seen)) * (period / STEPS_A_PULSE)
    missed = np.abs((starts - turned + bar / 2) % bar - bar / 2)
    return seen.astype(np.float32), missed <= NEAR * period


def likelihood(odds: Tensor, right: Tensor) -> Tensor:
    """Mean logarithm of the chance `[]` that odds `[E, R]` give to the right candidates."""
    return (odds.masked_fill(~right, -1e9).logsumexp(1) - odds.logsumexp(1)).mean()


def regress(seen: Tensor, right: Tensor) -> Array:
    """Weights `[F]` that maximise the likelihood of a right one of the candidates `[E, R, F]`."""
    weights = torch.zeros(seen.shape[-1], requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> float:
        optimiser.zero_grad()
        total = RIDGE * weights.square().sum() - likelihood(seen @ weights, right)
        total.backward()  # type: ignore[no-untyped-call]
        return float(total.detach())

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    return np.asarray(weights.detach().numpy().astype(np.float64))


def learn(seen: Tensor, right: Tensor) -> tuple[Array, Array, Array]:
    """A network's weights `[F, H]`, biases `[1, H]` and outputs `[1, H]`, for features as they come."""
    flat = seen.reshape(-1, seen.shape[-1])
    mean, spread = flat.mean(0), flat.std(0) + 1e-3
    inputs, examples_count = (seen - mean) / spread, len(seen)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        first = torch.nn.Linear(seen.shape[-1], HIDDEN_UNITS)
        last = torch.nn.Linear(HIDDEN_UNITS, 1, bias=False)
        network = torch.nn.Sequential(first, torch.nn.ReLU(), torch.nn.Dropout(DROPOUT), last)
        optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=DECAY)
        steps = EPOCHS * (examples_count // BATCH)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
        for _ in range(EPOCHS):
            order = torch.randperm(examples_count)
            for start in range(0, examples_count - BATCH + 1, BATCH):
                batch = order[start : start + BATCH]
                optimiser.zero_grad()
                loss = -likelihood(network(inputs[batch])[..., 0], right[batch])
                loss.backward()  # type: ignore[no-untyped-call]
                optimiser.step()
                schedule.step()
    hidden = first.weight.detach() / spread
    biases = first.bias.detach() - hidden @ mean
    arrays = (hidden.T, biases[None], last.weight.detach())
    return tuple(array.numpy().astype(np.float64) for array in arrays)  # type: ignore[return-value]


def share_right(odds: Array, right: Array) -> float:
    """Share of examples whose likeliest place in the bar, odds `[E, R]`, is right `[E, R]`."""
    bars = np.logaddexp(*np.split(odds, 2, axis=1))
    return float(np.take_along_axis(right, bars.argmax(axis=1)[:, None], axis=1).mean())


def written(tables: Mapping[str, Array]) -> str:
    """JSON with a row of a table a line."""
    lists = (
        f' "{name}": [\n  ' + ",\n  ".join(json.dumps(row) for row in table.tolist()) + "\n ]"
        for name, table in tables.items()
    )
    return "{\n" + ",\n".join(lists) + "\n}\n"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fits the weights by which downbeats are found.")
    parser.add_argument("--loops", type=int, default=880, help="loops that are composed (880)")
    parser.add_argument("--turns", type=int, default=2, help="how often each is used (2)")
    parser.add_argument("--held-out", action="store_true", help="hold a quarter back, and test on it")
    options = parser.parse_args(arguments)
    with ProcessPoolExecutor(2) as pool:
        made = list(pool.map(examples, range(options.loops), [options.turns] * options.loops))
    if options.held_out:
        test(made)
        return
    seen, right = stacked(made)
    network, weights = learn(seen, right), regress(seen, right)
    accents = weights[: BANDS * 4 * PULSES].reshape(BANDS, -1)
    harmony = weights[BANDS * 4 * PULSES :].reshape(CHANGES, -1)
    tables = {"accents": accents.round(2), "harmony": harmony.round(2)}
    for name, values in zip(("hidden", "biases", "output"), network, strict=True):
        tables[name] = np.rint(values * UNITS).astype(int)
    WEIGHTS.write_text(written(tables))


def stacked(made: Sequence[list[tuple[Array, Array]]]) -> tuple[Tensor, Tensor]:
    """Features `[E, R, F]` and truths `[E, R]` of all examples of some loops."""
    seen, right = zip(*(example for loop in made for example in loop), strict=True)
    return torch.from_numpy(np.stack(seen)), torch.from_numpy(np.stack(right))


def test(made: Sequence[list[tuple[Array, Array]]]) -> None:
    """Prints the shares right of loops that were, and were not, learnt from."""
    kept = [index // len(genres()) % 4 == 3 for index in range(len(made))]
    known = stacked([loop for loop, out in zip(made, kept, strict=True) if not out])
    foreign = stacked([loop for loop, out in zip(made, kept, strict=True) if out])
    hidden, biases, output = learn(*known)
    weights = regress(*known)
    for name, (seen, right) in (("learnt", known), ("held out", foreign)):
        inputs, truth = seen.numpy(), right.numpy()
        network = share_right(np.maximum(inputs @ hidden + biases, 0.0) @ output[0], truth)
        print(f"{name}: network {network:.3f}, regression {share_right(inputs @ weights, truth):.3f}")


if __name__ == "__main__":
    main()
