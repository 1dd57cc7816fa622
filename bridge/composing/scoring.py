"""Composes what a job asks for, in the job's own time: the score to play, to sketch, or to write as MIDI."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from bridge.composing.arranging import arrange
from bridge.composing.genre_files import genres
from bridge.composing.passages import passages_of, whole_passage
from bridge.composing.score import Note, Score, Stem
from bridge.composing.stitching import joined
from bridge.errors import BadRequest
from bridge.timing import fold_tempo
from bridge.vocabulary.jobs import Passage, RenderJob
from bridge.vocabulary.music import Meter
from bridge.vocabulary.prompts import ParsedPrompt

# Music is composed within these tempos: 200 BPM is felt as 100, with half as many quarter notes.
FELT_BPM = (60.0, 180.0)
# A felt length is a whole number of sixteenth notes, or the loop is composed at its own tempo.
_STEP_QUARTERS = Fraction(1, 4)


def score_of(job: RenderJob) -> Score | None:
    """The score of take `job.take`, as long as the loop and at its tempo; of a morph, the nearer loop's.

    `None` where nobody understood the prompt, as for models without a lexicon. The same job gives the same
    score everywhere, the one that is heard. Of a clip that was
    filled or extended from its score, it is all passages in a row. Raises `BadRequest` as `compose` does.
    """
    scores = scores_of(job)
    if not scores:
        return None
    return scores[-1] if job.goal is not None and job.goal.blend > 0.5 else scores[0]


def scores_of(job: RenderJob, parsed: Sequence[ParsedPrompt] = ()) -> tuple[Score, ...]:
    """As `score_of`, but for a morph both scores, its first loop's and its target's.

    `parsed` stands in for the job's own, for one of before prompts were parsed with it.
    """
    if job.source_score:
        return (joined([(each, _composed(each, job)) for each in passages_of(job)], job),)
    seeds = (job.seed, job.goal.seed) if job.goal is not None else (job.seed,)
    understood = job.parsed or parsed
    return tuple(
        _composed(whole_passage(job, each, seed + job.take), job)
        for each, seed in zip(understood, seeds, strict=False)
    )


def check_genre(parsed: ParsedPrompt) -> None:
    """Raise `BadRequest` unless the genre asked for is the one that was meant when the prompt was parsed."""
    genre = genres().get(parsed.genre or "")
    if parsed.genre is not None and (genre is None or genre.sha256 != parsed.genre_sha256):
        raise BadRequest(
            f"The genre {parsed.genre} has changed since you asked, or its file isn't on this machine. "
            "Ask again."
        )


def in_time(score: Score, quarters: Fraction, *, tempo_bpm: float, bars: int, meter: Meter) -> Score:
    """`score` counted in other quarter notes: `quarters` of them, `bars` bars of `meter`, at `tempo_bpm`."""
    factor = quarters / score.quarters
    stems = score.stems if factor == 1 else tuple(_stretched(stem, float(factor)) for stem in score.stems)
    return replace(score, stems=stems, tempo_bpm=tempo_bpm, bars=bars, meter=meter)


def _stretched(stem: Stem, factor: float) -> Stem:
    notes = (
        Note(note.start_quarter * factor, note.length_quarters * factor, note.pitch, note.velocity)
        for note in stem.notes
    )
    return replace(stem, notes=tuple(notes))


def _composed(passage: Passage, job: RenderJob) -> Score:
    """The whole score that `passage` is taken from, at the tempo of `job`."""
    parsed = passage.parsed
    check_genre(parsed)
    own = passage.bars * job.meter.quarters_per_bar
    tempo_bpm, quarters, bar = _felt(passage.tempo_bpm, own, job.meter.quarters_per_bar)
    score = arrange(
        passage.seed,
        genre=parsed.genre,
        players=parsed.instruments,
        without=parsed.without,
        moods=parsed.moods,
        tempo_bpm=tempo_bpm,
        bars=int(quarters / bar),
        meter=Meter(bar.numerator, 4 * bar.denominator),
        key=passage.key,
        shape=parsed.shape,
        edition=parsed.edition,
        techniques=parsed.techniques,
        take=passage.take,
    )
    return in_time(score, own, tempo_bpm=job.tempo_bpm, bars=passage.bars, meter=job.meter)


def _felt(own_bpm: float, own: Fraction, bar: Fraction) -> tuple[float, Fraction, Fraction]:
    """The tempo that a loop of `own` quarter notes is felt at, and its length and its bar in quarter notes of
    that tempo."""
    tempo_bpm, doublings = fold_tempo(own_bpm, *FELT_BPM)
    factor = Fraction(2) ** doublings
    quarters = own * factor
    if quarters % _STEP_QUARTERS:
        return own_bpm, own, bar
    return tempo_bpm, quarters, bar if (quarters / bar).denominator == 1 else bar * factor
