"""The brief of a request, or of a clip, as chips: what was heard, replaced, not known. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PyQt6.QtCore import QCoreApplication

from bridge.composing.instruments import instruments
from bridge.hosts import register
from bridge.prompts.brief import read_brief
from bridge.prompts.entries import lexicon
from bridge.prompts.figures import read_figures
from bridge.prompts.hints import nearest_phrases
from bridge.prompts.parser import parser_for
from bridge.prompts.pieces import Piece, read_pieces, with_piece, without_piece
from bridge.prompts.sentences import REFUSED, Sentence
from bridge.requests.brief_words import named, playing_alone
from bridge.requests.fields import said
from bridge.requests.figure_notes import typed_values
from bridge.requests.lora_notes import lora_notes, triggers
from bridge.requests.preview import Preview
from bridge.requests.resolve_context import ResolveContext
from bridge.tuning.words import with_trigger
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Meter
from bridge.vocabulary.prompts import ParsedPrompt
from bridge.vocabulary.requests import ClipRequest
from ui.common.brief_words import listed, music_name, sentence, value_words
from ui.common.chips import Chip, Choice, Look
from ui.common.clip_words import key_words, tempo
from ui.common.field_words import in_words

translate = QCoreApplication.translate
_MOST_CHOICES = 5
_FIELDS = {"tempo": "tempo_bpm", "bars": "bars", "meter": "meter", "key": "key"}


class NewPrompt(NamedTuple):
    """Write this prompt."""

    text: str


class NewField(NamedTuple):
    """Set a field of the request; `None` leaves it to others."""

    attribute: str
    value: object


class NewTempo(NamedTuple):
    """Set the tempo of everything."""

    tempo_bpm: float


# ---- a request that is being written ----


def setting_chips(settings: ClipRequest) -> list[Chip]:
    """A chip for each field that `settings` set, which takes it away."""
    return [
        _setting(field.attribute, in_words([(field, value)])[0])
        for field, value in said(settings)
        if field.attribute != "origin"
    ]


def request_chips(
    request: ClipRequest, found: Preview, context: ResolveContext, unfinished: str = ""
) -> list[Chip]:
    """The chips of `request`, which comes to `found` in `context`. `unfinished` is a word at the end that may
    become a known one."""
    if found.job is None:
        return [_problem(note) for note in found.notes]
    prompt, job = request.prompt or "", found.job
    pieces = _pieces(context, request)
    shown = [each for each in pieces if not (each.use == "unknown" and each.written == unfinished)]
    chips = [_piece_chip(each, prompt, found, pieces) for each in shown if each.kind != "role"]
    chips += _unwritten(job.parsed[0], pieces) if job.parsed else []
    chips += [_lora_off_chip(note, prompt) for note in lora_notes(job)]
    typed = {each.kind for each in pieces}
    if "tempo" not in typed and request.tempo_bpm is None:
        chips.append(_tempo_chip(job, request, context))
    if job.key is not None and found.has_key and "key" not in typed and request.key is None:
        chips.append(Chip(key_words(job.key), Look.FRAME))
    if job.meter != Meter() and "meter" not in typed and request.meter is None:
        chips.append(Chip(str(job.meter), Look.FRAME))
    return chips


def _pieces(context: ResolveContext, request: ClipRequest) -> tuple[Piece, ...]:
    if context.prompt_parser is None or not request.prompt:
        return ()
    return read_pieces(context.prompt_parser, request.prompt, request.negative or "")


def _setting(attribute: str, words: str) -> Chip:
    remove = translate("chips", "Remove: {what}").format(what=words)
    return Chip(
        words,
        Look.SETTING,
        translate("chips", "setting"),
        remove,
        (Choice(remove, NewField(attribute, None)),),
    )


def _problem(note: str) -> Chip:
    words = sentence(note)
    return Chip(words, Look.PROBLEM, translate("chips", "problem"), words)


def _piece_chip(piece: Piece, prompt: str, found: Preview, pieces: Sequence[Piece]) -> Chip:
    words = translate("chips", "Take out “{words}”").format(words=piece.written)
    take_out = Choice(words, NewPrompt(without_piece(prompt, piece.start, piece.end)))
    if piece.use == "unknown" and found.job is not None and piece.written.lower() in triggers(found.job):
        return _heard(piece.written, piece, take_out, meaning=_turns_on())
    if piece.use == "unknown":
        return _unknown_chip(piece, prompt, take_out)
    if piece.use == "replaced":
        return _replaced_chip(piece, prompt, take_out)
    if piece.kind in _FIELDS:
        is_first = piece == next(each for each in pieces if each.kind == piece.kind)
        return _figure_chip(piece, found, take_out, is_first=is_first)
    if piece.use == "unused":
        return _unused(piece.written, take_out)
    return _heard(piece.written, piece, take_out, meaning=_meaning(piece))


def _heard(text: str, piece: Piece, take_out: Choice, *, meaning: str = "") -> Chip:
    tip = translate("chips", "Click to take out “{words}”.").format(words=piece.written)
    return Chip(text, Look.HEARD, "", " ".join(filter(None, (meaning, tip))), (take_out,))


def _unused(text: str, take_out: Choice) -> Chip:
    tip = translate("chips", "Not used: other words override it. Click to take it out.")
    return Chip(text, Look.UNUSED, translate("chips", "not used"), tip, (take_out,))


def _meaning(piece: Piece) -> str:
    """A sentence on what the words of `piece` are understood as; empty if that is what they say."""
    names = [music_name(name) for name in piece.names]
    if piece.kind == "without":
        meaning = translate("brief", "no {part}").format(part=listed(names))
    else:
        meaning = ", ".join(names)
    if piece.written.casefold() == meaning.casefold():
        return ""
    return translate("chips", "Understood as: {meaning}.").format(meaning=meaning)


def _unknown_chip(piece: Piece, prompt: str, take_out: Choice) -> Chip:
    near = nearest_phrases(piece.written)[: _MOST_CHOICES - 1]
    if near:
        tip = translate("chips", "Not known. Click for what it may mean.")
    else:
        tip = translate("chips", "Not known; it changes nothing. Click to take it out.")
    choices = (*(_other_word(prompt, piece, phrase) for phrase in near), take_out)
    return Chip(piece.written, Look.UNKNOWN, translate("chips", "not known"), tip, choices)


def _turns_on() -> str:
    return translate("chips", "Turns a LoRA on.")


def _lora_off_chip(note: Sentence, prompt: str) -> Chip:
    """A LoRA whose trigger isn't in the prompt. A click puts it there."""
    name, word = str(note.values["name"]), str(note.values["word"])
    add = translate("chips", "Add “{word}” to the prompt").format(word=word)
    choice = Choice(add, NewPrompt(with_trigger(word, prompt)))
    return Chip(name, Look.UNUSED, translate("chips", "off"), sentence(note), (choice,))


def _replaced_chip(piece: Piece, prompt: str, take_out: Choice) -> Chip:
    name = piece.names[0]
    family = instruments()[name].family if name in instruments() else None
    alike = [other for other, each in instruments().items() if each.family == family and other != name]
    choices = (*(_other_word(prompt, piece, other) for other in (name, *alike)[:_MOST_CHOICES]), take_out)
    chip = _stand_in(piece.written, name)
    return Chip(chip.text, chip.look, chip.state, chip.tip, choices)


def _stand_in(written: str, name: str) -> Chip:
    tip = translate("chips", "“{word}” isn't available; {name} stands in for it.")
    return Chip(
        f"{written} → {music_name(name)}",
        Look.REPLACED,
        translate("chips", "replaced"),
        tip.format(word=written, name=music_name(name)),
    )


def _other_word(prompt: str, piece: Piece, word: str) -> Choice:
    words = translate("chips", "Use “{word}”").format(word=music_name(word))
    return Choice(words, NewPrompt(with_piece(prompt, piece.start, piece.end, word)))


def _figure_chip(piece: Piece, found: Preview, take_out: Choice, *, is_first: bool) -> Chip:
    """A figure that was typed: what it says, or what overrides it."""
    figures = read_figures(piece.written).figures
    value = typed_values(figures).get(piece.kind)
    words = piece.written if value is None else value_words(value)
    if figures.refused:
        tip = sentence(Sentence(REFUSED, figure=figures.refused[0]))
        return Chip(words, Look.UNKNOWN, translate("chips", "not known"), tip, (take_out,))
    if not is_first:
        return _unused(words, take_out)
    notes = (each for each in found.notes if isinstance(each, Sentence))
    note = next((each for each in notes if value is not None and each.values.get("said") == value), None)
    if note is None:
        return _heard(words, piece, take_out)
    text = f"{words} → {value_words(note.values['own'])}" if "own" in note.values else words
    use = translate("chips", "Use {value} for this loop").format(value=words)
    exact = getattr(figures, _FIELDS[piece.kind])
    choices = () if exact is None else (Choice(use, NewField(_FIELDS[piece.kind], exact)),)
    return Chip(text, Look.REPLACED, translate("chips", "replaced"), sentence(note), (*choices, take_out))


def _unwritten(parsed: ParsedPrompt, pieces: Sequence[Piece]) -> list[Chip]:
    """What was understood without words of its own: a preset's, a genre within an instrument's name."""
    written = {name for each in pieces if each.use != "unused" for name in each.names}
    names = [Chip(music_name(name), Look.FRAME) for name in named(parsed) if name not in written]
    is_denied = any(each.kind == "without" for each in pieces) and not playing_alone(parsed)
    return names if is_denied else [*names, *_absent(parsed)]


def _absent(parsed: ParsedPrompt) -> list[Chip]:
    """Who doesn't play, or who alone does."""
    if only := playing_alone(parsed):
        parts = listed([music_name(role) for role in only])
        return [Chip(translate("brief", "only {parts}").format(parts=parts), Look.FRAME)]
    no = translate("brief", "no {part}")
    return [Chip(no.format(part=music_name(role)), Look.FRAME) for role in parsed.without]


def _tempo_chip(job: RenderJob, request: ClipRequest, context: ResolveContext) -> Chip:
    """The tempo that nobody typed, and who sets it."""
    words, transport = tempo(job), context.transport
    if transport is not None:
        who = translate("sources", register.source(transport.source).title)
        return Chip(words, Look.FRAME, "", translate("chips", "Set by: {source}").format(source=who))
    use = translate("chips", "Use {value} for everything").format(value=words)
    genre = job.parsed[0].genre if job.parsed else None
    usual = genre or translate("chips", "the settings")
    who = translate("chips", "the preset") if request.preset else usual
    tip = translate("chips", "Set by: {source}").format(source=who)
    return Chip(words, Look.FRAME, "", tip, (Choice(use, NewTempo(job.tempo_bpm)),))


# ---- a clip ----


def clip_chips(job: RenderJob) -> list[Chip]:
    """What the words of `job` were understood as when it was rendered; of a job that doesn't say, what they
    are understood as today."""
    parsed = job.parsed or (read_brief(parser_for(lexicon()), job.prompt, job.negative).parsed,)
    chips = [
        chip
        for prompt, each in zip(job.prompts, parsed, strict=False)
        for chip in (*_heard_of(prompt, each), *_absent(each), *_unknown(each, job))
    ]
    return list(dict.fromkeys(chips))


def _heard_of(prompt: str, parsed: ParsedPrompt) -> Iterator[Chip]:
    pieces = [each for each in read_pieces(parser_for(lexicon()), prompt) if each.kind != "without"]
    typed = {name: each for each in pieces if each.use in ("heard", "replaced") for name in each.names}
    for name in named(parsed):
        if (piece := typed.get(name)) is None:
            yield Chip(music_name(name))
        elif piece.use == "replaced":
            yield _stand_in(piece.written, name)
        else:
            yield Chip(piece.written, tip=_meaning(piece))


def _unknown(parsed: ParsedPrompt, job: RenderJob) -> Iterator[Chip]:
    """Words that the prompt's parser doesn't know; some turn a LoRA on."""
    tip = translate("chips", "Not known; it changed nothing.")
    for word in parsed.unknown:
        if word.lower() in triggers(job):
            yield Chip(word, tip=_turns_on())
        else:
            yield Chip(word, Look.UNKNOWN, translate("chips", "not known"), tip)
