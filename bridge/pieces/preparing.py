"""Brings every part of a piece to its tempo: a loop file for each, as long as its bars.

    our clip at this tempo     → the file as it is; resampled where a few frames are missing or too many
    our clip at another tempo  → rendered again; if that fails, stretched with a note
    somebody else's sound      → fitted (`bridge.sound.dsp.foreign`)
    a transition               → rendered between its neighbours (`bridge.pieces.transitions`)

The caller gives `render`, which turns jobs into files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import msgspec

from bridge.errors import BadRequest, NoGrid, RiffbridgeError
from bridge.models.catalogue import find
from bridge.pieces.arrangement import Arrangement, Part, Place
from bridge.pieces.sources import Sources
from bridge.pieces.transitions import cut_out, transition_job
from bridge.playing.circle import resampled
from bridge.requests.stored import with_source
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate, read_loop, read_rights, write_clip, write_sound
from bridge.sound.files.encoding import Label
from bridge.sound.files.reading import open_sound, read_audio
from bridge.timing import SAME_BPM, loop_frames
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob, Tell
from bridge.vocabulary.music import Loop

# Renders each job to its path, in any order, and calls back after each. Returns the paths that failed, with
# the reason.
Render = Callable[[Sequence[tuple[RenderJob, Path]], Callable[[], None]], Mapping[Path, RiffbridgeError]]
# Hears how many of how many steps are done. May raise `Cancelled`.
OnStep = Callable[[int, int], None]
# A source at a number of bars: prepared once, however many parts play it.
Wanted = tuple[str, int]

_NEAR_BPM = 0.01


class Loops(msgspec.Struct, frozen=True, kw_only=True):
    """The loop files of a piece's parts, at its tempo; their own sample rates may differ."""

    paths: dict[Place, Path]

    @property
    def channels(self) -> int:
        """Channels of a piece of them: 2 if any is in stereo, else 1. Opens every file."""
        return max((_channels(path) for path in set(self.paths.values())), default=1)


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What a piece's loops are prepared with. New ones are written to `folder` at `rate_hz`.

    `tell` hears which sounds were stretched, and why.
    """

    piece: Arrangement
    sources: Sources
    folder: Path
    rate_hz: int
    settings: Settings
    render: Render
    tell: Tell
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def loop(self, bars: int) -> Loop:
        """So many bars of the piece."""
        return Loop(tempo_bpm=self.piece.tempo_bpm, bars=bars, meter=self.piece.meter)

    def new_path(self) -> Path:
        """The file for one more loop."""
        return self.folder / f"{next(self._numbers)}.wav"


def prepare(by: Preparation, on_step: OnStep, *, with_muted: bool = False) -> Loops:
    """The loops of all parts that sound, and `with_muted` of the others, too.

    Raises `RiffbridgeError`, with the name of the source, for what can't be brought to the piece's tempo.
    """
    places = dict(_places(by.piece, with_muted=with_muted))
    drawn = [place for place, part in places.items() if part.is_transition]
    # A transition needs its neighbours, muted or not.
    near = {place: _part(by.piece, place) for at in drawn for place in _neighbours(at)}
    wanted = {
        place: (part.source, part.bars) for place, part in (places | near).items() if part.source is not None
    }
    each_once = list(dict.fromkeys(wanted.values()))
    steps, total = count(1), 2 * len(each_once) + 2 * len(drawn)

    def step() -> None:
        on_step(next(steps), total)

    rendered = _rendered(by, each_once, step)
    made: dict[Wanted, Path] = {}
    for each in each_once:
        made[each] = _fitted(by, each, rendered.get(each))
        step()
    paths = {place: made[each] for place, each in wanted.items()}
    transitions = {place: _transition(by, place, paths, step) for place in drawn}
    return Loops(paths={place: (paths | transitions)[place] for place in places})


def at_tempo(job: RenderJob, tempo_bpm: float, rate_hz: int, settings: Settings) -> RenderJob:
    """`job` at another tempo: the same take, drawn as before where its model draws in musical time.

    Raises `BadRequest` for a loop that would be too long.
    """
    loop_frames(job.bars, job.meter, tempo_bpm, rate_hz)
    is_musical = find(job.model, Path(settings.models_folder)).info.format.is_musical
    drawn_bpm = job.drawn_at_bpm if is_musical and job.drawn_at_bpm != tempo_bpm else None
    return msgspec.structs.replace(
        job, tempo_bpm=tempo_bpm, drawn_tempo_bpm=drawn_bpm, rate_hz=rate_hz, file_format=FileFormat.WAV24
    )


def _places(piece: Arrangement, *, with_muted: bool) -> Iterator[tuple[Place, Part]]:
    for number, lane in enumerate(piece.lanes):
        for at, part in enumerate(lane.parts):
            if with_muted or not (lane.muted or part.muted):
                yield (number, at), part


def _part(piece: Arrangement, place: Place) -> Part:
    return piece.lanes[place[0]].parts[place[1]]


def _neighbours(place: Place) -> tuple[Place, Place]:
    lane, number = place
    return (lane, number - 1), (lane, number + 1)


def _rendered(by: Preparation, each_once: Sequence[Wanted], step: Callable[[], None]) -> dict[Wanted, Path]:
    """Our clips of another tempo, rendered at the piece's; without those that must be stretched, which `tell`
    hears of."""
    takes: dict[Wanted, tuple[RenderJob, Path]] = {}
    reasons: dict[Wanted, RiffbridgeError] = {}
    for each in each_once:
        source = by.sources[each[0]]
        if source.job is None or _sounds_at(source.job, by.piece.tempo_bpm):
            step()
            continue
        try:
            job = with_source(source.job, source.path, by.settings)
            takes[each] = at_tempo(job, by.piece.tempo_bpm, by.rate_hz, by.settings), by.new_path()
        except RiffbridgeError as error:
            reasons[each] = error
            step()
    failed = by.render(list(takes.values()), step) if takes else {}
    reasons |= {each: failed[path] for each, (_, path) in takes.items() if path in failed}
    for (name, _), reason in reasons.items():
        by.tell(f"“{name}” is stretched, not rendered, to {by.piece.tempo_bpm:g} BPM. {reason}")
    return {each: path for each, (_, path) in takes.items() if each not in reasons}


def _fitted(by: Preparation, wanted: Wanted, rendered: Path | None) -> Path:
    """A source's loop: as it was `rendered` or lies there, if that is as long as its bars, else fitted."""
    name, bars = wanted
    source, loop = by.sources[name], by.loop(bars)
    path = rendered or source.path
    is_of_its_bars = source.job is None or source.job.loop.quarters == loop.quarters
    if is_of_its_bars and _is_as_long(path, loop):
        return path
    if source.job is not None and is_of_its_bars and _sounds_at(source.job, loop.tempo_bpm):
        return _resampled(by, path, loop)
    # Loads torch, which pieces of loops that fit already do without.
    from bridge.sound.dsp.convert import fit_to_loop

    samples, rate_hz = read_audio(path, by.rate_hz)
    try:
        made = fit_to_loop(samples, rate_hz, read_loop(path, loop.meter), loop)
    except (BadRequest, NoGrid) as error:
        raise type(error)(f"“{name}”: {error}") from error
    found = made.found
    if source.job is None and found is not None and abs(found.tempo_bpm - loop.tempo_bpm) > _NEAR_BPM:
        by.tell(f"“{name}” is stretched from {found.tempo_bpm:.5g} to {loop.tempo_bpm:g} BPM: {found.why}.")
    fitted = by.new_path()
    author, licence = read_rights(source.path)
    label = Label(rate_hz=rate_hz, file_format=FileFormat.WAV24, loop=loop, artist=author, licence=licence)
    write_sound(fitted, made.sound, label)
    return fitted


def _sounds_at(job: RenderJob, tempo_bpm: float) -> bool:
    """Whether nobody hears that the job's clip has another tempo than this, if it has."""
    return abs(job.tempo_bpm - tempo_bpm) < SAME_BPM


def _resampled(by: Preparation, path: Path, loop: Loop) -> Path:
    """Our clip at `path`, which sounds at the loop's tempo, at its exact length."""
    sound, rate_hz = read_audio(path)
    sound = resampled(sound, loop_frames(loop.bars, loop.meter, loop.tempo_bpm, rate_hz))
    certificate = read_certificate(path)
    job = msgspec.structs.replace(certificate.job, file_format=FileFormat.WAV24)
    write_clip(made := by.new_path(), sound, msgspec.structs.replace(certificate, job=job))
    return made


def _transition(by: Preparation, place: Place, paths: Mapping[Place, Path], step: Callable[[], None]) -> Path:
    """The loop file of the transition at `place`."""
    around, part = _neighbours(place), _part(by.piece, place)
    before, after = (_part(by.piece, each) for each in around)
    jobs = [by.sources[each.source].job for each in (before, after) if each.source is not None]
    frames = by.piece.frame_at(part.end_bar, by.rate_hz) - by.piece.frame_at(part.start_bar, by.rate_hz)
    bed, path = by.new_path(), by.new_path()
    sounds = [read_audio(paths[each], by.rate_hz)[0] for each in around]
    job, begin = transition_job(
        by.piece, part, (before.bars, after.bars), sounds, jobs, bed, by.rate_hz, by.settings
    )
    step()
    if reason := by.render([(job, path)], step).get(path):
        raise reason
    cut_out(path, begin, frames, by.loop(part.bars))
    return path


def _is_as_long(path: Path, loop: Loop) -> bool:
    """Whether the sound at `path` has exactly the loop's frames, at its own rate."""
    with open_sound(path) as sound:
        return sound.frames == loop_frames(loop.bars, loop.meter, loop.tempo_bpm, sound.samplerate)


def _channels(path: Path) -> int:
    with open_sound(path) as sound:
        return min(2, sound.channels)
