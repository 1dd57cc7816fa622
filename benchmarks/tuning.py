"""Judges training on one's own loops: `python -m benchmarks.tuning --work DIR [--base MODEL | --small-sd]`.

A LoRA is trained, as by `riffbridge train`, on twelve loops in a sound that no instrument of ours makes:
ring-modulated bells. A judge trained on other scores, in that sound and by our own players, then says in how
many clips of twenty new prompts it hears the bells: with the LoRA, and without. Another, trained on our
players alone, says in how many it hears the player that the prompt names.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import soundfile
from numpy.typing import NDArray

from benchmarks.judging.alike import log_mel
from benchmarks.judging.probes import Probe, one_of
from bridge.composing.scoring import scores_of
from bridge.engine.device import PROCESSOR
from bridge.engine.loading import load, with_loras
from bridge.engine.render import render
from bridge.errors import BadRequest
from bridge.models.catalogue import find
from bridge.models.folder import INFO_FILE, folder_sha256
from bridge.playing.jobs import play_job
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.reading import read_audio
from bridge.timing import loop_frames
from bridge.tuning.folder import read_set
from bridge.tuning.order import TuningOrder
from bridge.tuning.plan import is_small, plan_for, usual_steps
from bridge.tuning.session import tune
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import KEYS
from bridge.vocabulary.requests import ClipRequest

Array = NDArray[np.float64]
Sound = NDArray[np.float32]
RATE_HZ = 44_100
NAME = "glimmer"
# What a model of minutes needs to learn a sound.
SMALL_SD_STEPS, SMALL_SD_RATE = 2_000, 0.003
# What is trained on, what the judge is taught on, and what is asked for. Nobody drums in any.
TRAINED = (
    "just piano, house", "just electric piano, lo-fi hip hop", "just marimba, bossa nova",
    "just pluck synth, trance", "just vibraphone, jazz", "just harp, ambient", "just organ, dub",
    "just nylon guitar, bossa nova", "just music box, ambient", "just square lead, synthwave",
    "just kalimba, afrobeat", "just clavinet, funk",
)  # fmt: skip
TAUGHT = tuple(
    f"just {player}, {genre}"
    for player in ("piano", "guitar", "organ", "strings", "flute", "bell", "brass", "synth lead")
    for genre in ("techno", "soul", "reggae", "rock", "folk")
)
ASKED = (
    "just piano, techno", "just harp, folk", "just marimba, house", "just organ, gospel",
    "just flute, ambient",
    "just strings, trailer", "just electric piano, soul", "just kalimba, lo-fi hip hop",
    "just pluck synth, house", "just vibraphone, bossa nova", "just acoustic guitar, folk",
    "just trumpet, jazz", "just clavinet, disco", "just soft lead, synthwave", "just music box, trap",
    "just jazz guitar, jazz", "just accordion, tango", "just steel drums, reggae",
    "just harpsichord, ambient", "just cello, ambient",
)  # fmt: skip


class Way(NamedTuple):
    """A way to ask for a clip: whether with the trigger word, and what else is said."""

    name: str
    has_word: bool
    fields: dict[str, object]


_LORA = {"loras": (Lora(name=NAME),)}
WITH, WITHOUT, OTHERS = "LoRA, from noise", "base, from noise", "LoRA, from noise, without its word"
WAYS = (
    Way("base, over what is played", False, {}),
    Way(WITHOUT, False, {"strength": 1.0}),
    Way(WITH, True, {"strength": 1.0, **_LORA}),
    Way(OTHERS, False, {"strength": 1.0, **_LORA}),
    Way("LoRA, over what is played", True, {"strength": 0.8, **_LORA}),
)


def bells(job: RenderJob) -> Sound:
    """The score of `job` in the peculiar sound, `[1, N]`: each note a partial at 1.41 of its pitch that rings
    against it, one at 3.76 that dies sooner, round the loop."""
    [score] = scores_of(job, job.parsed or ())
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, RATE_HZ)
    time_s = np.arange(int(1.2 * RATE_HZ)) / RATE_HZ
    sound = np.zeros(frames)
    for note in (note for stem in score.stems if not stem.instrument.is_kit for note in stem.notes):
        turns = 2 * np.pi * 440 * 2 ** ((note.pitch - 69) / 12) * time_s
        ring = np.sin(turns) * np.sin(1.41 * turns) * np.exp(-4 * time_s)
        strike = 0.5 * np.sin(3.76 * turns) * np.exp(-12 * time_s)
        begin = round(note.start_quarter * 60 / job.tempo_bpm * RATE_HZ)
        np.add.at(sound, (begin + np.arange(len(time_s))) % frames, (ring + strike) * note.velocity / 127)
    return np.asarray(0.8 * sound / np.abs(sound).max(), np.float32)[None]


def write_set(folder: Path, settings: Settings) -> None:
    """Twelve loops with their words beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, prompt in enumerate(TRAINED):
        job = order(prompt, number, settings)
        path = folder / f"{number:02}_{job.tempo_bpm:g}bpm.wav"
        soundfile.write(path, bells(job).T, RATE_HZ)
        path.with_suffix(".txt").write_text(f"{prompt}, {job.tempo_bpm:g} bpm", encoding="utf-8")


def order(prompt: str, seed: int, settings: Settings, **more: object) -> RenderJob:
    """The job of two bars of `prompt`, in a key that the seed chooses."""
    request = ClipRequest(prompt=prompt, bars=2, seed=seed, key=KEYS[seed % len(KEYS)], **more)  # type: ignore[arg-type]
    return resolve(request, Reader(settings).read(request))[0]


def features(sound: Sound) -> Array:
    """How a loop sounds, whatever it plays: cepstra of its loud moments, how they vary and move."""
    levels = log_mel(np.asarray(sound, np.float64))
    loud = levels[levels.max(axis=1) > levels.max() - 30]
    bins = np.arange(loud.shape[1]) + 0.5
    cosines = np.cos(np.pi / loud.shape[1] * bins[:, None] * np.arange(40))
    cepstra = (loud - loud.mean(axis=1, keepdims=True)) @ cosines * np.sqrt(2 / loud.shape[1])
    moves = np.abs(np.diff(cepstra, axis=0)).mean(axis=0)[:10]
    below = np.percentile(levels - levels.max(axis=1, keepdims=True), [10, 50, 90], axis=0).mean(axis=1)
    return np.concatenate([cepstra.mean(axis=0)[1:], cepstra.std(axis=0), moves, below])


def teach(settings: Settings, times: int = 3) -> tuple[Probe, float]:
    """The judge, and how often one that was taught on half of the scores is right about the other half."""
    heard, labels = [], []
    for seed in range(times):
        for number, prompt in enumerate(TAUGHT):
            job = order(prompt, 1000 * (seed + 1) + number, settings)
            heard += [features(play_job(job, RATE_HZ)), features(bells(job))]
            labels += [0, 1]
    return taught(np.array(heard), np.array(labels), np.arange(len(labels)) // 2 % 2 == 0)


def teach_players(settings: Settings, times: int = 2) -> tuple[Probe, float]:
    """A judge that tells which player in `ASKED` plays, and how often it is right; see `teach`."""
    heard, labels = [], []
    for seed in range(times):
        for label, prompt in enumerate(ASKED):
            player = prompt.split(",")[0]
            for number, genre in enumerate(("techno", "soul", "jazz", "folk", "ambient")):
                job = order(f"{player}, {genre}", 20_000 + 1000 * seed + 10 * label + number, settings)
                heard.append(features(play_job(job, RATE_HZ)))
                labels.append(label)
    return taught(np.array(heard), np.array(labels), np.arange(len(labels)) % 2 == 0)


def taught(heard: Array, labels: NDArray[np.int64], half: NDArray[np.bool_]) -> tuple[Probe, float]:
    """A judge, and how often one that was taught on `half` is right about the other half."""
    guesses = one_of(heard[half], labels[half], 0.1).scores(heard[~half]).argmax(axis=1)
    return one_of(heard, labels, 0.1), float((guesses == labels[~half]).mean())


def clips(way: Way, base: str, settings: Settings, keep: Path) -> Iterator[Sound]:
    """A clip of each prompt that is asked."""
    entry = find(base, models := Path(settings.models_folder))
    model = load(entry.require(), PROCESSOR, entry.info)
    keep.mkdir(parents=True, exist_ok=True)
    for number, prompt in enumerate(ASKED):
        job = order(f"{NAME}, {prompt}" if way.has_word else prompt, 500 + number, settings, **way.fields)
        [clip] = render([(job, keep / f"{number:02}.wav")], with_loras(model, job, models))
        yield read_audio(clip.path, RATE_HZ)[0]


class Heard(NamedTuple):
    """Shares of clips: in which the bells are heard, and the player that the prompt names, if that is
    judged."""

    bells: float
    players: float | None

    def __str__(self) -> str:
        named = "" if self.players is None else f", the player asked for in {self.players:.0%}"
        return f"bells in {self.bells:.0%}{named}"


def hear(judge: Probe, players: Probe | None, sounds: Iterator[Sound]) -> Heard:
    """What the judges hear in `sounds`, which are of the prompts in `ASKED`."""
    heard = np.array([features(sound) for sound in sounds])
    bells = judge.scores(heard).argmax(axis=1) == 1
    if players is None:
        return Heard(float(bells.mean()), None)
    named = players.scores(heard).argmax(axis=1) == np.arange(len(ASKED))
    return Heard(float(bells.mean()), float(named.mean()))


def small_sd(folder: Path) -> Path:
    """The small Stable Diffusion in `folder`, which is made if it isn't there."""
    if not (folder / INFO_FILE).is_file():
        from benchmarks.small_sd import FROM_NOISE, make

        make(folder, FROM_NOISE)
    return folder


def main() -> int:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tuning", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for loops, LoRA and clips")
    parser.add_argument("--steps", type=int, help="how long to train, in place of the usual steps")
    parser.add_argument("--rate", type=float, help="the learning rate, in place of the usual one")
    parser.add_argument(
        "--bells-only", action="store_true", help="judge only bells, in clips from noise, with and without"
    )
    base = parser.add_mutually_exclusive_group()
    base.add_argument("--base", default="starter", help="a model's name or folder")
    base.add_argument(
        "--small-sd",
        action="store_true",
        help=f"a small Stable Diffusion, made first in DIR/small-sd: {SMALL_SD_STEPS:,} steps at a rate of "
        f"{SMALL_SD_RATE:g}; only bells are judged",
    )
    options = parser.parse_args()
    work = options.work.absolute()
    if options.small_sd:
        options.base, options.bells_only = str(small_sd(work / "small-sd")), True
        options.steps, options.rate = options.steps or SMALL_SD_STEPS, options.rate or SMALL_SD_RATE
    settings = Settings(
        model=options.base,
        device="cpu",
        models_folder=str(work / "models"),
        export_folder=str(work / "previews"),
        library_file=str(work / "library.sqlite"),
    )
    write_set(work / "loops", settings)
    entry = find(options.base, Path(settings.models_folder))
    before = folder_sha256(entry.folder)
    began_s, used_s = time.monotonic(), time.process_time()
    rate = {} if options.rate is None else {"learning_rate": options.rate}
    small = is_small(entry.folder)
    steps, plan = options.steps or usual_steps(small=small), plan_for(small=small, **rate)
    wanted = TuningOrder(name=NAME, base=options.base, steps=steps, plan=plan)
    tune(
        wanted,
        read_set(work / "loops", trigger=NAME),
        settings,
        on_progress=lambda progress: None,
        tell=lambda sentence: print(sentence, flush=True),
        stops=lambda: False,
        report=lambda told: print(told, flush=True),
    )
    spent_s = time.process_time() - used_s
    print(f"trained in {time.monotonic() - began_s:.0f} s, {spent_s:.0f} s of processor time")
    judge, right = teach(settings)
    print(f"the judge of bells is right about {right:.1%} of scores it doesn't know", flush=True)
    players = None
    if not options.bells_only:
        players, named = teach_players(settings)
        print(f"the judge of players about {named:.1%}", flush=True)
    heard = {}
    for way in WAYS:
        if options.bells_only and way.name not in (WITH, WITHOUT):
            continue
        made = clips(way, options.base, settings, work / way.name.replace(" ", "_"))
        heard[way.name] = hear(judge, players, made)
        print(f"{way.name:35} {heard[way.name]}", flush=True)
    if folder_sha256(entry.folder) != before:
        raise BadRequest("The base has changed.")
    is_learned = heard[WITH].bells >= 0.8 and heard[WITHOUT].bells <= 0.2
    return 0 if is_learned and (options.bells_only or leaves_others(heard[WITHOUT], heard[OTHERS])) else 1


def leaves_others(before: Heard, after: Heard) -> bool:
    """Whether clips of other prompts are as they were `before` the LoRA, but for a twentieth."""
    assert before.players is not None and after.players is not None
    return after.bells - before.bells <= 0.05 and after.players >= 0.95 * before.players


if __name__ == "__main__":
    raise SystemExit(main())
