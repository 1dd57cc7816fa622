"""Credits: what the parts of a work are made of, under which licences, and what these ask for. Pure."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

import msgspec

from bridge.requests.bounds import MAX_PROMPT_CHARACTERS
from bridge.requests.kinds import one_line
from bridge.sound.files.clips import Rights
from bridge.vocabulary.clips import Certificate
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.licences import Licence, conflicts, duties, licence, strictest
from bridge.vocabulary.music import bar_count

HEADING = "Credits"
# Of a tag in a sound file; a piece of hundreds of parts has the rest in its CREDITS.txt.
MAX_COMMENT_CHARACTERS = 32_000
# What a loop is played on before any model touches it (bridge/playing/bank/LICENCE.txt).
PLAYED_ON = "Sounds: MuseScore_General (MIT; parts CC0 or in the public domain), and Riffbridge's own synths."


class SourceCredit(msgspec.Struct, frozen=True, kw_only=True):
    """A sound that a part starts from, whose it is, and what was made of it. Its `licence` is `None` where
    nobody states one."""

    name: str
    author: str = ""
    licence: Licence | None = None
    changes: str


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a work: what was asked for, what made it, the licence of that, and its source; of somebody
    else's sound the source alone."""

    name: str
    prompt: str = ""
    made_with: str = ""
    licence: Licence | None = None
    source: SourceCredit | None = None
    is_played: bool = False
    loras: tuple[str, ...] = ()

    @property
    def licences(self) -> list[Licence]:
        """All that it comes under."""
        source = self.source.licence if self.source else None
        return [each for each in (self.licence, source) if each is not None]


def clip_credit(name: str, certificate: Certificate, model: str) -> Credit:
    """The credit of a clip of ours; `model` is its model's title."""
    job = certificate.job
    prompts = " → ".join(f"“{one_line(prompt[:MAX_PROMPT_CHARACTERS])}”" for prompt in job.prompts if prompt)
    source = None
    if job.source is not None:
        source = SourceCredit(
            name=one_line(Path(job.source.path).name),
            author=one_line(job.source_author or ""),
            licence=_licence(job.source_licence or "") or _own(certificate),
            changes=_changes(job),
        )
    return Credit(
        name=one_line(name),
        prompt=prompts,
        made_with=_made_with(job, one_line(model)),
        licence=_licence(certificate.licence),
        source=source,
        is_played=bool(job.guide or job.source_score),
        loras=tuple(one_line(PurePath(lora.title).name) for lora in job.applied_loras),
    )


def sound_credit(name: str, rights: Rights, changes: str) -> Credit:
    """The credit of a sound that somebody else made."""
    author, stated = one_line(rights.author), _licence(rights.licence)
    source = SourceCredit(name=one_line(name), author=author, licence=stated, changes=changes)
    return Credit(name=one_line(name), source=source)


def whole_licence(credits: Sequence[Credit]) -> Licence | None:
    """The strictest licence of the parts, which counts for the whole; `None` if no part states one."""
    licences = [each for credit in credits for each in credit.licences]
    return strictest(licences) if licences else None


def authors(credits: Sequence[Credit]) -> str:
    """Those who made the sources, each once."""
    found = (credit.source.author for credit in credits if credit.source is not None)
    return ", ".join(dict.fromkeys(author for author in found if author))


def credits_text(credits: Sequence[Credit], *, title: str = "", artist: str = "", program: str) -> str:
    """What `CREDITS.txt` holds: the licence of the whole and what it asks for, then each part."""
    lines = [f"{HEADING}: {one_line(title)}" if title else HEADING]
    if artist:
        lines.append(f"by {one_line(artist)}")
    lines += ["", *_whole(credits)]
    for number, credit in enumerate(credits, 1):
        lines += ["", f"{number}. {credit.name}", *(f"   {line}" for line in _lines(credit))]
    lines.append("")
    if any(credit.is_played for credit in credits):
        lines.append(PLAYED_ON)
    return "\n".join([*lines, f"Made with {program}.", ""])


def as_tag(text: str) -> str:
    """`text` as a file's comment: cut where it is long."""
    return text if len(text) <= MAX_COMMENT_CHARACTERS else f"{text[: MAX_COMMENT_CHARACTERS - 1]}…"


def _whole(credits: Sequence[Credit]) -> Iterator[str]:
    licences = [each for credit in credits for each in credit.licences]
    whole = whole_licence(credits)
    yield f"Licence of the whole: {whole or 'none stated'}"
    if whole is not None and not duties(licences):
        yield "- Use it for anything. Nobody has to be named."
    for duty in duties(licences):
        yield f"- {duty.value}"
    for one, other in conflicts(licences):
        yield f"- {one.name} and {other.name} may not go together. Ask an author before you publish."
    for name in dict.fromkeys(name for credit in credits for name in credit.loras):
        yield f"- The LoRA {name} has a licence of its own. Read it before you publish."
    for credit in credits:
        if credit.source is not None and credit.source.licence is None:
            name = credit.source.name
            yield f"- {name} states no licence. If it isn't yours, ask its author before you publish."


def _lines(credit: Credit) -> Iterator[str]:
    if credit.prompt:
        yield f"Prompt: {credit.prompt}"
    if credit.made_with:
        yield ", ".join([f"Made with: {credit.made_with}", *(f"LoRA {name}" for name in credit.loras)])
    if credit.licence is not None:
        yield f"Licence: {credit.licence}"
    if (source := credit.source) is not None:
        by = f" by {source.author}" if source.author else ""
        yield f"Source: {source.name}{by} ({source.licence or 'no licence stated'})"
        yield f"Changes: {source.changes}"


def _licence(text: str) -> Licence | None:
    return licence(one_line(text)) if text.strip() else None


def _own(certificate: Certificate) -> Licence | None:
    """The licence of a source that is a clip of ours and states no other: the model's."""
    return _licence(certificate.licence) if certificate.parent else None


def _made_with(job: RenderJob, model: str) -> str:
    played = "composed and played by Riffbridge"
    if not job.needs_model:
        return f"{played}, without a model"
    return f"{played}, redrawn by {model} at strength {job.strength:g}" if job.guide else model


def _changes(job: RenderJob) -> str:
    """What was made of the source."""
    fitted = f"fitted to {bar_count(job.bars)} at {job.tempo_bpm:g} BPM"
    if job.gap is not None:
        return f"redrawn from quarter {job.gap.from_quarter:g} to {job.gap.to_quarter:g}, {fitted}"
    if job.source_bars is not None:
        return f"extended, {fitted}"
    return f"redrawn at strength {job.strength:g}, {fitted}" if job.strength else fitted
