"""What the starter draws, beside real loops and an untrained net: `python -m benchmarks.starter`.

For each genre of the composer and each seed one two-bar loop is drawn from a sentence that no caption
has, and judged by its levels, not by the model's own opinion. Real loops are composed from seeds
that training never drew (with our own synths, so their timbre differs a little from training's).

    genre      share that a ridge classifier, fitted on other real loops, hears as the one asked for
    onsets     correlation of the onset profile of a bar with the mean of real loops of that genre
    off grid   share of onsets more than 15 ms from a sixteenth (swing counts against it, in real loops too)
    no drums   high-band flux (hats, snares) where no drums were asked for, over that of the plain prompts
    key        share that is in the asked key or its relative, bass and chords alone; chance is .08
    tempo      share whose tempo, found in the sound, is the one asked for, octaves aside, within 1 %
    seam       95th percentile of the jump from last to first sample over the sound's own 99.5th
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from benchmarks.keys import is_in_key
from bridge.engine.catalogue import STARTER_FOLDER
from bridge.engine.diffusion import SamplingOrder, sample
from bridge.engine.models import LoadedModel, load
from bridge.engine.wording import with_conditions
from bridge.errors import NoGrid
from bridge.sound.format import STARTER
from bridge.sound.measure import seam
from bridge.sound.phase import decode
from bridge.sound.rhythm import find_grid, lead_s
from bridge.sound.spectrogram import levels_to_magnitudes, magnitudes_to_levels, mel_spectrogram
from bridge.timing import loop_frames
from bridge.training.composer import compose
from bridge.training.genres import GENRES
from bridge.training.render import render
from bridge.vocabulary import TONICS, Key, Meter

BARS, COLUMNS, COLUMNS_PER_BAR = 2, 256, 128
# Loops to learn judging by, and loops to judge beside the drawn ones; far from training's seeds.
TONAL_GENRES = ("house", "soul", "trance", "synthwave", "lo-fi hip hop", "jazz swing", "ambient", "disco")
KEYS = [Key.parse(tonic + mode) for tonic in TONICS for mode in ("", "m")]
DRUMLESS = frozenset({"bass", "chords", "pad"})
TEACHING, COMPARED = range(5_000_000, 5_000_024), range(6_000_000, 6_000_006)


class Loops:
    """Levels `[n, M, K]` of loops, the genre (an index) and the tempo of each."""

    def __init__(self, levels: Sequence[Tensor], genres: Sequence[int], tempi_bpm: Sequence[float]) -> None:
        self.levels = torch.stack(list(levels))
        self.genres = torch.tensor(genres)
        self.tempi_bpm = list(tempi_bpm)


def tempo_of(genre: str) -> float:
    low, high = GENRES[genre].tempo_bpm
    return round((low + high) / 2)


def real_loops(seeds: range, roles: frozenset[str] | None = None) -> Loops:
    """Two-bar loops of every genre, one of each for each seed; `roles` says who plays."""
    rows = []
    for index, genre in enumerate(GENRES):
        for seed in seeds:
            score = compose(seed, genre=genre, bars=BARS, meter=Meter(), roles=roles)
            sound = torch.from_numpy(render(score, voices="synths"))[None]
            levels = magnitudes_to_levels(mel_spectrogram(sound, COLUMNS, STARTER), STARTER)[0]
            rows.append((levels, index, score.tempo_bpm))
    return Loops(*zip(*rows, strict=True))


def drawn_loops(model: LoadedModel, seeds: range, wording: Callable[[str], str]) -> Loops:
    """Two-bar loops of every genre asked for by `wording`, one of each for each seed."""
    rows = []
    for index, genre in enumerate(GENRES):
        tempo_bpm = tempo_of(genre)
        levels = sample(model, _order(model, with_conditions(wording(genre), tempo_bpm=tempo_bpm), seeds))
        rows += [(clip[0], index, tempo_bpm) for clip in levels]
    return Loops(*zip(*rows, strict=True))


def _order(model: LoadedModel, prompt: str, seeds: range) -> SamplingOrder:
    return SamplingOrder(
        prompt=prompt,
        steps=model.info.default_steps,
        guidance=model.info.default_guidance,
        seed=seeds.start,
        count=len(seeds),
        columns=COLUMNS,
        quarters=BARS * Meter().quarters_per_bar,
    )


def features(loops: Loops) -> Tensor:
    """Numbers `[n, D]` that tell genres apart: the spectrum, and each band's envelope over the bar."""
    levels = loops.levels
    bands = levels.reshape(len(levels), 16, 16, COLUMNS // COLUMNS_PER_BAR, COLUMNS_PER_BAR).mean((2, 3))
    envelope = bands.reshape(len(levels), 16, 32, 4).mean(3).flatten(1)
    return torch.cat([levels.mean(2), levels.std(2), envelope], dim=1)


class GenreJudge:
    """Ridge regression from features to genres."""

    def __init__(self, teaching: Loops, weight: float = 100.0) -> None:
        told = features(teaching)
        self.mean, self.deviation = told.mean(0), told.std(0) + 1e-3
        told = (told - self.mean) / self.deviation
        targets = torch.nn.functional.one_hot(teaching.genres).float()
        gram = told.T @ told + weight * torch.eye(told.shape[1])
        self.weights = torch.linalg.solve(gram, told.T @ targets)

    def share_right(self, loops: Loops) -> float:
        told = (features(loops) - self.mean) / self.deviation
        return float(((told @ self.weights).argmax(1) == loops.genres).float().mean())


def onset_profiles(loops: Loops) -> Tensor:
    """Mean rise of the levels at each column of the bar `[n, 128]`, all bands together."""
    rise = (loops.levels - loops.levels.roll(1, -1)).clamp_min(0).mean(1)
    return rise.reshape(len(rise), -1, COLUMNS_PER_BAR).mean(1)


def profile_agreement(loops: Loops, teaching: Loops) -> float:
    profiles, taught = onset_profiles(loops), onset_profiles(teaching)
    genres = range(len(GENRES))
    typical = torch.stack([taught[teaching.genres == genre].mean(0) for genre in genres])
    pairs = torch.stack([profiles, typical[loops.genres]], dim=1)
    return float(torch.stack([torch.corrcoef(pair)[0, 1] for pair in pairs]).mean())


def off_grid_share(loops: Loops) -> float:
    """Share of onset peaks more than 15 ms off every sixteenth."""
    rise = (loops.levels - loops.levels.roll(1, -1)).clamp_min(0).mean(1)
    off = total = 0
    for curve, tempo_bpm in zip(rise, loops.tempi_bpm, strict=True):
        peak = (curve > curve.roll(1)) & (curve >= curve.roll(-1)) & (curve > 0.35 * curve.max())
        column_s = 240 / tempo_bpm / COLUMNS_PER_BAR
        at = (torch.nonzero(peak)[:, 0] + lead_s(STARTER) / column_s) % 8
        away_s = torch.minimum(at, 8 - at) * column_s
        off, total = off + int((away_s > 0.015).sum()), total + len(at)
    return off / max(1, total)


def high_flux(loops: Loops) -> Tensor:
    """How much the top third of the bands rises and falls `[n]`: hats and snares."""
    top = loops.levels[:, 170:]
    return (top - top.roll(1, -1)).abs().mean((1, 2))


def sound_measures(loops: Loops, count: int) -> tuple[float, float]:
    """Share of right tempi, and the 95th percentile of the seam, over `count` loops spread out."""
    right, seams = 0, []
    picked = torch.linspace(0, len(loops.levels) - 1, count).long().tolist()
    for number in picked:
        tempo_bpm = loops.tempi_bpm[number]
        frames = loop_frames(BARS, Meter(), tempo_bpm, STARTER.rate_hz)
        mel = levels_to_magnitudes(loops.levels[number][None], STARTER)
        seams.append(seam(decode(mel, frames, STARTER)))
        columns_per_second = COLUMNS * STARTER.rate_hz / frames
        try:
            # A circle is not claimed, or closing on whole bars would give the tempo away.
            grid = find_grid(mel, columns_per_second, circular=False, form=STARTER)
        except NoGrid:
            continue
        ratio = grid.tempo_bpm / tempo_bpm
        right += min(abs(ratio / factor - 1) for factor in (0.5, 2 / 3, 1, 1.5, 2)) < 0.01
    return right / count, float(torch.tensor(seams).quantile(0.95))


def drawn_key_share(model: LoadedModel) -> float:
    """Share of loops asked for in each of the 24 keys that are in it."""
    right = []
    for number, key in enumerate(KEYS):
        genre = TONAL_GENRES[number % len(TONAL_GENRES)]
        tempo_bpm = tempo_of(genre)
        prompt = with_conditions(f"{genre} with piano and bass, no drums", tempo_bpm=tempo_bpm, key=key)
        for levels in sample(model, _order(model, prompt, range(number, number + 2))):
            frames = loop_frames(BARS, Meter(), tempo_bpm, STARTER.rate_hz)
            right.append(is_in_key(decode(levels_to_magnitudes(levels, STARTER), frames, STARTER), key))
    return sum(right) / len(right)


def real_key_share() -> float:
    """The same share of real loops, which no judge finds all of."""
    right = []
    for number, seed in enumerate(range(7_300_000, 7_300_048)):
        genre = TONAL_GENRES[number % len(TONAL_GENRES)]
        score = compose(seed, genre=genre, bars=BARS, meter=Meter(), roles=frozenset({"bass", "chords"}))
        right.append(is_in_key(torch.from_numpy(render(score, voices="synths"))[None], score.key))
    return sum(right) / len(right)


def untrained(model: LoadedModel) -> LoadedModel:
    """The same shapes with weights that have learnt nothing."""
    torch.manual_seed(0)
    for layer in [*model.unet.modules(), *model.text_encoder.modules()]:
        if callable(reset := getattr(layer, "reset_parameters", None)):
            reset()
    return model


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.starter", description=__doc__)
    parser.add_argument("--seeds", type=int, default=4, help="loops a genre")
    options = parser.parse_args()
    seeds = range(options.seeds)
    teaching, real = real_loops(TEACHING), real_loops(COMPARED)
    judge = GenreJudge(teaching)
    print(
        f"{'':12}{'genre':>8}{'onsets':>8}{'off grid':>10}{'no drums':>10}{'key':>8}{'tempo':>8}{'seam':>8}"
    )
    for name, prepare in (("starter", lambda model: model), ("untrained", untrained)):
        model = prepare(load(STARTER_FOLDER))
        drawn = drawn_loops(model, seeds, lambda genre: f"{genre} for my new song")
        quiet = drawn_loops(model, seeds[:2], lambda genre: f"{genre}, no drums")
        _print_row(name, drawn, quiet, drawn_key_share(model), teaching, judge)
    _print_row("real", real, real_loops(COMPARED[:2], DRUMLESS), real_key_share(), teaching, judge)
    return 0


def _print_row(
    name: str, loops: Loops, drumless: Loops, key_share: float, teaching: Loops, judge: GenreJudge
) -> None:
    tempo, seam_ratio = sound_measures(loops, 44)
    without_drums = float(high_flux(drumless).mean() / high_flux(loops).mean())
    print(
        f"{name:12}{judge.share_right(loops):8.2f}{profile_agreement(loops, teaching):8.2f}"
        f"{off_grid_share(loops):10.2f}{without_drums:10.2f}{key_share:8.2f}{tempo:8.2f}{seam_ratio:8.2f}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
