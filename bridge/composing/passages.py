"""Works out how each stretch of a loop is composed, also where it was filled or extended. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from bridge.vocabulary.jobs import InpaintSpan, Passage, RenderJob
from bridge.vocabulary.prompts import ParsedPrompt

# Each round of an extension is a take of its own; seeds lie below this.
_NEXT_ROUND = 2**32


def passages_of(job: RenderJob) -> tuple[Passage, ...]:
    """The passages of take `job.take`, in order, without gaps; none if nothing was played, or two loops at
    once.

    What is filled becomes a new take of what was there. An extension goes on with new takes of the whole
    source, the last of which ends with the loop, so that it leads back as the source does.
    """
    if not job.guide or not job.parsed or job.goal is not None:
        return ()
    take = job.seed + job.take
    if not job.source_score:
        return (whole_passage(job, job.parsed[0], take),)
    whole, gap = float(job.loop.quarters), job.drawn_gap
    assert gap is not None
    if job.source_bars is None:
        rounds = [(0.0, take)]
    else:
        own = float(job.source_bars * job.meter.quarters_per_bar)
        count = -int(-(whole - own) // own)
        rounds = [(whole - (count - number) * own, take + number * _NEXT_ROUND) for number in range(count)]
    new = (
        replace(_within(passage, begin, gap), parsed=job.parsed[0], key=job.key, take=seed)
        for begin, seed in rounds
        for passage in job.source_score
    )
    kept = [
        InpaintSpan(*span) for span in ((0.0, gap.from_quarter), (gap.to_quarter, whole)) if span[0] < span[1]
    ]
    old = (_within(passage, 0.0, span) for passage in job.source_score for span in kept)
    found = [passage for passage in (*old, *new) if passage.from_quarter < passage.to_quarter]
    return tuple(sorted(found, key=lambda passage: passage.from_quarter))


def whole_passage(job: RenderJob, parsed: ParsedPrompt, seed: int) -> Passage:
    """All of the loop of `job` as one passage."""
    return Passage(
        from_quarter=0.0,
        to_quarter=float(job.loop.quarters),
        parsed=parsed,
        key=job.key,
        tempo_bpm=job.drawn_at_bpm,
        bars=job.bars,
        seed=seed,
    )


def _within(passage: Passage, begin: float, span: InpaintSpan) -> Passage:
    """`passage` of a loop that begins at `begin`, as far as it lies in `span`; empty where it doesn't."""
    return replace(
        passage,
        from_quarter=max(passage.from_quarter + begin, span.from_quarter),
        to_quarter=min(passage.to_quarter + begin, span.to_quarter),
        begins_at=passage.begins_at + begin,
    )
