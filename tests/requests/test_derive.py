"""What becomes of a clip that a request starts from: decided without a model, a file or a sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.composing.composer import LATEST
from bridge.errors import BadRequest
from bridge.models.info import plain_stable_diffusion
from bridge.prompts.brief import read_brief
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import parser_for
from bridge.requests.bounds import MAX_SEED
from bridge.requests.derive import operation_of, with_morph_target
from bridge.requests.presets import Preset
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.sound.files.loops import Evidence
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, RenderJob, SourceAudio, SourceLoop
from bridge.vocabulary.music import Key, Meter, Transport
from bridge.vocabulary.requests import ClipRequest, Operation
from tests.requests.model import MODEL
from tests.support.factories import job

SOURCE = SourceAudio(path="/clips/a.wav", sha256="a" * 64)
FILE = Path("a.wav")
PARENT = job(model=MODEL.id, model_sha256="f" * 64, phase_iterations=16)
HOST = Transport(tempo_bpm=90.0, meter=Meter(3, 4))


def ask(parent: RenderJob | None = PARENT, context: dict[str, Any] | None = None, **asked: Any) -> RenderJob:
    """The first job of a request that starts from the clip of `parent`, which lies at `FILE`."""
    request = ClipRequest(**{"source": FILE, **asked})
    is_morph = operation_of(request) is Operation.MORPH
    found = ResolveContext(
        settings=Settings(export_folder="/out"),
        model=MODEL,
        model_sha256="f" * 64,
        fresh_seed=99,
        parent=parent,
        source=(parent.source if parent else None) if is_morph else SOURCE,
    )
    return resolve(request, msgspec.structs.replace(found, **(context or {})))[0]


def test_a_variation_is_of_its_clips_frame_with_a_seed_of_its_own() -> None:
    made = ask()
    expected = msgspec.structs.replace(
        PARENT, source=SOURCE, strength=0.6, seed=99, file_format=FileFormat.WAV24, decoding="relative"
    )
    assert made == expected


def test_the_order_of_deciding() -> None:
    preset = Preset(
        title="Dub", genre="dub", prompt="deep dub", words="tape echo", negative="vocals", tempo_bpm=70,
        bars=4, meter="6/8", key="Em", guidance=2.5, steps=9,
    )  # fmt: skip
    parent = job(model=MODEL.id, negative="hats", key=None)
    made = ask(parent, {"transport": HOST, "preset": preset})
    assert (made.tempo_bpm, made.meter) == (90.0, Meter(3, 4))
    assert (made.prompt, made.negative, made.bars) == (f"{parent.prompt}, tape echo", "hats", 2)
    assert (made.key, made.steps, made.guidance) == (Key(4, "minor"), 20, 5.0)
    made = ask(parent, {"transport": HOST}, tempo_bpm=101.0, prompt="horns", bars=1, steps=3, negative="")
    assert (made.tempo_bpm, made.prompt, made.bars, made.steps, made.negative) == (101.0, "horns", 1, 3, "")


def test_steps_of_another_model_are_nothing_to_this_one() -> None:
    made = ask(job(model="riffusion-v1", steps=77, guidance=9.0, scheduler="pndm"))
    assert (made.steps, made.guidance, made.scheduler) == (20, 3.0, "default")


def test_what_is_asked_goes_before_what_the_clip_was_drawn_with() -> None:
    parent = job(model=MODEL.id, scheduler="ddim", steps=9, guidance=4.0)
    made = ask(parent)
    assert (made.scheduler, made.steps, made.guidance) == ("ddim", 9, 4.0)
    made = ask(parent, scheduler="euler", steps=1, guidance=1.0)
    assert (made.scheduler, made.steps, made.guidance) == ("euler", 1, 1.0)


def test_a_morph_is_written_as_its_clip_was_and_the_rest_as_the_settings_say() -> None:
    parent = job(model=MODEL.id, rate_hz=96_000, file_format=FileFormat.FLAC)
    written = [
        (made.rate_hz, made.file_format)
        for made in (
            ask(parent, goal_prompt="dub"),
            ask(parent, goal_prompt="dub", rate_hz=48_000, file_format=FileFormat.OGG),
            ask(parent),
        )
    ]
    usual = Settings()
    assert written == [
        (96_000, FileFormat.FLAC), (48_000, FileFormat.OGG), (usual.rate_hz, usual.file_format),
    ]  # fmt: skip


# ---- morph ----


def test_a_morph_that_has_not_left_is_the_clip_itself() -> None:
    for parent in (PARENT, job(model=MODEL.id, count=4, take=2, phase_iterations=16)):
        parent = msgspec.structs.replace(parent, model_sha256="f" * 64)
        made = ask(parent, goal_prompt="dub", goal_seed=3, goal_key=Key(1, "major"), blend=0.0)
        assert made.digest == parent.digest


def test_what_a_request_says_goes_before_the_clip_that_it_morphs_to() -> None:
    request = ClipRequest(source=FILE, blend=0.5, goal_seed=1234, goal_key=Key(5, "minor"))
    towards = with_morph_target(request, PARENT)
    assert (towards.goal_prompt, towards.goal_seed) == (PARENT.prompt, 1234)
    assert towards.goal_key == Key(5, "minor")


def test_a_morph_that_has_arrived_is_the_goal() -> None:
    goal = msgspec.structs.replace(PARENT, prompt="dub", seed=30, count=2, take=1, key=Key(2, "major"))
    request = with_morph_target(ClipRequest(source=FILE, blend=1.0), goal)
    made = ask(**{field: getattr(request, field) for field in request.__struct_fields__})
    assert (made.prompt, made.seed, made.key, made.goal) == ("dub", 31, Key(2, "major"), None)


def test_half_way_there_are_both() -> None:
    made = ask(job(model=MODEL.id, seed=5, count=4, take=2), goal_prompt="dub", goal_seed=3)
    assert (made.seed, made.count, made.take) == (7, 1, 0)
    assert made.goal == MorphTarget("dub", 3, 0.5)
    assert ask(goal_prompt="dub").goal == MorphTarget("dub", PARENT.seed, 0.5)
    assert ask(goal_prompt="dub").source is None


@pytest.mark.parametrize(
    ("own", "goal", "blend", "key"),
    [
        ("Am", "C", 0.5, "Am"),
        ("Am", "C", 0.51, "C"),
        ("Am", None, 0.9, "Am"),
        (None, "C", 0.1, "C"),
        (None, "C", 0.0, None),
        (None, None, 0.5, None),
    ],
)
def test_the_nearer_ends_key(own: str | None, goal: str | None, blend: float, key: str | None) -> None:
    made = ask(
        job(model=MODEL.id, key=Key.parse(own) if own else None),
        goal_prompt="dub",
        goal_key=Key.parse(goal) if goal else None,
        blend=blend,
    )
    assert made.key == (Key.parse(key) if key else None)
    assert ask(goal_prompt="dub", goal_key=Key(0, "major"), blend=1.0, key=Key(5, "minor")).key == Key(
        5, "minor"
    )


def test_a_morph_plays_at_both_ends_what_its_clips_played() -> None:
    parser = parser_for(lexicon())
    heard = msgspec.structs.replace(read_brief(parser, "house, half time").parsed, edition=0)
    before = msgspec.structs.replace(PARENT, prompt="house, half time", parsed=(heard,))
    unread = msgspec.structs.replace(PARENT, prompt="dub")
    reads = {"prompt_parser": parser, "model": msgspec.structs.replace(MODEL, lexicon=True)}
    said = ask(before, {**reads, "goal": unread}, blend=0.5, goal_source=FILE).parsed
    assert said and [each.edition for each in said] == [0, 0] and said[0] == heard
    said = ask(before, reads, goal_prompt="dub", blend=0.5).parsed
    assert said and [each.edition for each in said] == [0, LATEST]


def test_words_can_be_morphed_without_any_clip() -> None:
    context = ResolveContext(settings=Settings(), model=MODEL, model_sha256="f" * 64, fresh_seed=99)
    [made] = resolve(ClipRequest(prompt="house", goal_prompt="dub", blend=0.25), context)
    assert (made.prompt, made.seed, made.goal) == ("house", 99, MorphTarget("dub", 99, 0.25))


def test_a_variations_morph_keeps_what_it_was_made_from() -> None:
    parent = job(model=MODEL.id, source=SOURCE, strength=0.3, gap=InpaintSpan(1.0, 2.0), drawn_tempo_bpm=99.0)
    made = ask(parent, goal_prompt="dub")
    assert (made.source, made.strength, made.gap) == (SOURCE, 0.3, InpaintSpan(1.0, 2.0))
    assert made.drawn_tempo_bpm == 99.0


# ---- extend and fill ----


def test_an_extension_is_twice_as_long_at_the_clips_own_tempo() -> None:
    made = ask(context={"transport": HOST}, operation=Operation.EXTEND)
    assert (made.bars, made.source_bars, made.strength) == (4, 2, 1.0)
    assert (made.tempo_bpm, made.meter, made.prompt) == (124.0, Meter(), PARENT.prompt)
    assert ask(operation=Operation.EXTEND, bars=3).drawn_gap == InpaintSpan(8.0, 12.0)
    assert ask(None, operation=Operation.EXTEND, source_bars=3, prompt="x", tempo_bpm=100.0).bars == 6


@pytest.mark.parametrize(
    ("asked", "gap"),
    [
        ({"operation": Operation.FILL}, InpaintSpan(4.0, 8.0)),
        ({"operation": Operation.FILL, "bars": 1}, InpaintSpan(2.0, 4.0)),
        ({"from_quarter": 1.0}, InpaintSpan(1.0, 8.0)),
        ({"to_quarter": 3.0}, InpaintSpan(0.0, 3.0)),
        ({"to_quarter": 7.0}, InpaintSpan(3.0, 7.0)),
        ({"from_quarter": 2.5, "to_quarter": 3.25}, InpaintSpan(2.5, 3.25)),
    ],
)
def test_what_is_filled(asked: dict[str, Any], gap: InpaintSpan) -> None:
    assert ask(**asked).gap == gap


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"operation": Operation.FILL, "blend": 0.5}, "fill and morph can't be combined"),
        ({"operation": Operation.EXTEND, "source": None}, "nothing to extend"),
        ({"source": None, "source_tempo_bpm": 120.0}, "source_bpm is about a source"),
        ({"source": None, "source_bars": 2}, "source_bars is about a source"),
        ({"from_quarter": 1.0, "source": None, "prompt": "x"}, "nothing to fill"),
        ({"operation": Operation.EXTEND, "bars": 2}, "2 bars can't be extended to 2"),
        ({"operation": Operation.EXTEND, "source_bars": 64}, "128 bars"),
        ({"from_quarter": 5.0, "to_quarter": 3.0}, "earlier first"),
        ({"to_quarter": 9.0}, "ends at 8"),
        ({"from_quarter": float("nan")}, "nothing to fill from nan"),
        ({"from_quarter": 0.0, "to_quarter": 8.0}, "too little"),
        ({"from_quarter": 1.0, "to_quarter": 1.1}, "too little"),
        ({"goal_prompt": " "}, "nothing to morph to"),
        ({"blend": 0.5}, "nothing to morph to"),
        ({"goal_prompt": "dub", "blend": 1.5}, "blend: 1.5 isn't a number from 0 to 1"),
        ({"goal_prompt": "dub", "goal_seed": -1}, "seed"),
        ({"goal_prompt": "dub", "strength": 0.5}, "nothing to redraw"),
        ({"drawn_tempo_bpm": 5.0}, "from 20 to 999"),
    ],
)
def test_what_cannot_be_made_of_a_clip(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        ask(**asked)


def test_a_strangers_sound_does_not_say_how_long_it_is() -> None:
    with pytest.raises(BadRequest, match="Give source_bars"):
        ask(None, operation=Operation.EXTEND, prompt="x")


PAD = Evidence(frames=470_400, rate_hz=44_100, name="pad_90bpm")
SAYS_NOTHING = Evidence(frames=300_000, rate_hz=44_100)


def test_a_strangers_loop_brings_the_tempo_and_bars_that_it_states() -> None:
    made = ask(None, {"evidence": PAD})
    assert (made.tempo_bpm, made.bars) == (90.0, 4)
    assert made.source_loop == SourceLoop(tempo_bpm=90.0, quarters=16.0)
    read = msgspec.json.decode(msgspec.json.encode(made), type=RenderJob)
    assert read.digest == made.digest
    hosted = ask(None, {"evidence": PAD, "transport": Transport(tempo_bpm=100.0)}, bars=2)
    assert (hosted.tempo_bpm, hosted.bars, hosted.source_loop) == (100.0, 2, made.source_loop)


def test_what_the_request_says_of_a_source_counts_more() -> None:
    assert ask(None, {"evidence": PAD}, source_bars=2).source_loop == SourceLoop(tempo_bpm=45.0, quarters=8.0)
    assert ask(None, {"evidence": PAD}, source_tempo_bpm=100.0).source_loop == SourceLoop(tempo_bpm=100.0)
    with pytest.raises(BadRequest, match="lasts 4 bars at 90 BPM, not 5"):
        ask(None, {"evidence": PAD}, source_tempo_bpm=90.0, source_bars=5)


def test_a_source_that_says_nothing_is_listened_to() -> None:
    made = ask(None, {"evidence": SAYS_NOTHING})
    assert (made.tempo_bpm, made.bars, made.source_loop) == (120.0, 2, SourceLoop())


def test_a_strangers_loop_is_extended_by_the_bars_that_it_states() -> None:
    made = ask(None, {"evidence": PAD}, operation=Operation.EXTEND)
    assert (made.bars, made.source_bars, made.tempo_bpm) == (8, 4, 90.0)


def test_a_clip_of_ours_is_told_apart_only_where_its_length_differs() -> None:
    own = Evidence(frames=170_710, rate_hz=44_100, certificate=PARENT.loop)
    assert ask(context={"evidence": own}).source_loop is msgspec.UNSET
    longer = ask(context={"evidence": own}, bars=4)
    assert longer.source_loop == SourceLoop(tempo_bpm=124.0, quarters=8.0)
    morph = ask(longer, {"evidence": None}, goal_prompt="dub")
    assert morph.source_loop == longer.source_loop


def test_what_lies_between_two_is_no_end_of_another_morph() -> None:
    between = job(model=MODEL.id, goal=MorphTarget("dub", 1, 0.5))
    with pytest.raises(BadRequest, match="Choose one of the two"):
        ask(between, goal_prompt="house")
    with pytest.raises(BadRequest, match="Choose one of the two"):
        with_morph_target(ClipRequest(), between)


# ---- another tempo than it is played at ----


def test_a_loop_may_be_drawn_at_another_tempo_in_musical_time() -> None:
    assert ask(drawn_tempo_bpm=93.5).drawn_tempo_bpm == 93.5
    assert ask(drawn_tempo_bpm=124.0).drawn_tempo_bpm is None
    clocked = {"model": plain_stable_diffusion("riffusion-v1")}
    with pytest.raises(BadRequest, match="renders in clock time"):
        ask(context=clocked, drawn_tempo_bpm=93.5)


# ---- whatever is asked ----

NUMBERS = st.none() | st.floats(allow_nan=True) | st.floats(0, 16)
REQUESTS = st.fixed_dictionaries(
    {},
    optional={
        "prompt": st.text(max_size=10),
        "operation": st.sampled_from([None, *Operation]),
        "goal_prompt": st.text(max_size=10),
        "goal_seed": st.integers(-1, MAX_SEED + 1),
        "goal_key": st.none() | st.builds(Key, st.integers(0, 11), st.sampled_from(["major", "minor"])),
        "blend": NUMBERS,
        "from_quarter": NUMBERS,
        "to_quarter": NUMBERS,
        "source_bars": st.integers(-1, 70),
        "bars": st.integers(-1, 70),
        "count": st.integers(0, 5),
        "seed": st.integers(-1, MAX_SEED + 1),
        "drawn_tempo_bpm": NUMBERS,
        "source": st.sampled_from([None, FILE]),
        "strength": NUMBERS,
    },
)


@settings(max_examples=300)
@given(REQUESTS, st.sampled_from([None, PARENT, job(goal=MorphTarget("dub", 1, 0.5)), job(count=3, take=2)]))
def test_any_request_is_a_job_that_can_be_done_or_a_sentence(
    asked: dict[str, Any], parent: RenderJob | None
) -> None:
    try:
        made = ask(parent if asked.get("source", FILE) else None, **asked)
    except BadRequest as error:
        assert str(error).endswith(".")
        return
    whole = float(made.loop.quarters)
    gap = made.drawn_gap
    assert gap is None or 0 <= gap.from_quarter < gap.to_quarter <= whole
    assert gap is None or gap.to_quarter - gap.from_quarter < whole
    assert made.goal is None or 0 < made.goal.blend < 1
    assert 0 <= made.seed <= MAX_SEED and made.drawn_tempo_bpm != made.tempo_bpm
    assert msgspec.json.decode(msgspec.json.encode(made), type=RenderJob) == made


@given(st.floats(0, 1), st.floats(0, 1))
def test_only_the_blend_sets_two_morphs_apart(one: float, other: float) -> None:
    digests = [ask(goal_prompt="dub", goal_seed=3, blend=blend).digest for blend in (one, other)]
    assert (digests[0] == digests[1]) == (one == other)
