"""Every door is equal: the same text gives the same request, or the same sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bridge.commands.options import option
from bridge.errors import BadRequest
from bridge.requests.fields import BY_NAME, FIELDS, Field, decided, said
from bridge.requests.reading import assembled, request_from
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, RenderJob, SourceAudio
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.requests import ClipRequest, Operation
from tests.support.doors import DOORS, Refused, Said, by_command_line
from tests.support.factories import job

NUMBERS = st.from_regex(r"[ +-]?[0-9_.,eE٣２]{1,7}", fullmatch=True)
NOTATIONS = st.from_regex(
    r"[A-Ha-h][#b♯]? ?(m|minor|major|x)?|[0-9]{1,2}/[0-9]{1,2}|[0-9.]{0,4}:[0-9.]{0,4}"
    r"|(live:|moon:)?(selected|next-free|track:[0-9]/(slot|bar):[0-9])(\+fire)?",
    fullmatch=True,
)
WORDS = st.sampled_from(
    ("on", "off", "true", "wav", "OGA", "mp3", "44100", "4.41e4", "con", "a*b", "~", "x.wav")
)
TEXTS = st.one_of(NUMBERS, NOTATIONS, WORDS, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))


def outcome(door: Callable[[str, str], Said], name: str, text: str) -> Said | str:
    try:
        return door(name, text)
    except Refused as error:
        return str(error)


def is_for_the_command_line(field: Field, text: str) -> bool:
    """Whether only who types may say that: a path, or what isn't a name elsewhere."""
    if field.name not in ("model", "lora", "source", "to_clip") or not text:
        return False
    try:
        field.read(text)
    except BadRequest:
        return True
    return False


@settings(deadline=None, max_examples=250)
@given(st.sampled_from(FIELDS), TEXTS)
@example(BY_NAME["prompt"], "x" * 2001)
@example(BY_NAME["negative"], "\x07\x85\u2028\u202e")
@example(BY_NAME["bars"], "1_0")
@example(BY_NAME["seed"], "9" * 30)
@example(BY_NAME["key"], "A\x00" * 60)
def test_the_same_text_through_every_door(field: Field, text: str) -> None:
    assume(not (field.name == "prompt" and text == "--"))  # which ends the options
    outcomes = {title: outcome(door, field.name, text) for title, door in DOORS.items()}
    if is_for_the_command_line(field, text) or field.kind.is_switch:
        del outcomes["command line"]
    first, *others = outcomes.values()
    assert all(other == first for other in others), outcomes
    if isinstance(first, str):
        assert first.startswith(f"{field.name}: ") and first.isprintable() and first[-1] in ".?"


def test_a_switch_is_typed_without_a_value() -> None:
    assert by_command_line("extend", "") == DOORS["toml"]("extend", "on") == {"operation": "extend"}


def test_whoever_types_may_name_any_file() -> None:
    for name, attribute in (("source", "source"), ("to_clip", "goal_source"), ("model", "model")):
        assert by_command_line(name, "../a/b.wav") == {attribute: "../a/b.wav"}


JOBS = st.builds(
    job,
    key=st.none() | st.builds(Key, st.integers(0, 11), st.sampled_from(("major", "minor"))),
    meter=st.sampled_from((Meter(), Meter(7, 8))),
    tempo_bpm=st.floats(20, 999),
    guidance=st.floats(0, 30),
    seed=st.integers(0, 2**32 - 1),
    drawn_tempo_bpm=st.none() | st.floats(20, 999),
)


@settings(deadline=None, max_examples=60)
@given(
    JOBS,
    st.sampled_from(
        (
            {},
            {"goal": MorphTarget("dub", 9, 0.1 + 0.2)},
            {"source": SourceAudio(path="a.wav", sha256="0" * 64), "strength": 1 / 3},
            {"source": SourceAudio(path="a.wav", sha256="0" * 64), "gap": InpaintSpan(1 / 3, 2.5)},
            {"source": SourceAudio(path="a.wav", sha256="0" * 64), "source_bars": 1},
        )
    ),
)
def test_what_a_job_has_decided_is_read_again_as_it_is_written(
    made: RenderJob, changes: dict[str, object]
) -> None:
    made = job(**{name: getattr(made, name) for name in made.__struct_fields__} | changes)
    asked = assembled(decided(made), origin="")
    written = {field.name: field.kind.write(value) for field, value in decided(made)}
    assert request_from(written, origin="") == asked
    assert {field.name for field, _ in said(asked)} >= written.keys()


def test_what_becomes_of_the_source_is_read_again_too() -> None:
    for operation in (Operation.EXTEND, Operation.FILL):
        request = ClipRequest(operation=operation, origin="")
        written = {field.name: field.kind.write(value) for field, value in said(request)}
        assert request_from(written, origin="") == request


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_each_field_is_described(field: Field) -> None:
    assert field.help and field.label and field.kind.words
    assert not field.help.endswith(".") and option(field.name).startswith(("--", "the prompt"))
