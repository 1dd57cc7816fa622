"""Every default decided once, in a known order, and everything impossible refused in a sentence."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.composing.genre_files import genres
from bridge.errors import BadRequest
from bridge.models.acceleration import Acceleration
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_info
from bridge.models.info import ModelInfo
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import parser_for
from bridge.requests.fields import decided
from bridge.requests.figure_notes import figure_notes
from bridge.requests.presets import Preset
from bridge.requests.reading import assembled
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.requests.stored import check_job
from bridge.settings import Settings
from bridge.timing import loop_frames
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob, SourceAudio
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Key, Meter, Transport
from bridge.vocabulary.requests import ClipRequest, Operation
from tests.requests.model import MODEL

PRESET = Preset(
    title="Dub", genre="dub", prompt="deep dub", words="tape echo", negative="vocals", tempo_bpm=70,
    bars=4, meter="3/4", key="Em", guidance=2.5, steps=9,
)  # fmt: skip
TRANSPORT = Transport(tempo_bpm=93.5, meter=Meter(6, 8), playing=True)
SOURCE = SourceAudio(path="in.wav", sha256="0" * 64)


def context(**changes: Any) -> ResolveContext:
    base = ResolveContext(
        settings=Settings(export_folder="/out"), model=MODEL, model_sha256="f" * 64, fresh_seed=99
    )
    return msgspec.structs.replace(base, **changes)


def test_a_bare_prompt_gets_every_default() -> None:
    [job] = resolve(ClipRequest(prompt="house"), context())
    assert (job.tempo_bpm, job.bars, job.meter, job.key, job.seed) == (120, 2, Meter(), None, 99)
    assert (job.steps, job.guidance, job.scheduler, job.count, job.take) == (20, 3.0, "default", 1, 0)
    assert (job.rate_hz, job.file_format, job.strength) == (44_100, FileFormat.WAV24, 1.0)


def test_the_host_goes_before_the_preset_and_the_request_before_both() -> None:
    [preset_only] = resolve(ClipRequest(), context(preset=PRESET))
    assert (preset_only.tempo_bpm, preset_only.meter, preset_only.bars) == (70, Meter(3, 4), 4)
    assert (preset_only.prompt, preset_only.negative, preset_only.key) == (
        "deep dub",
        "vocals",
        Key(4, "minor"),
    )
    assert (preset_only.steps, preset_only.guidance) == (9, 2.5)
    [hosted] = resolve(ClipRequest(), context(preset=PRESET, transport=TRANSPORT))
    assert (hosted.tempo_bpm, hosted.meter, hosted.bars) == (93.5, Meter(6, 8), 4)
    asked = ClipRequest(
        prompt="horns", tempo_bpm=101, bars=1, meter=Meter(), key=Key(0, "major"), steps=3, negative="",
        guidance=1, seed=5, rate_hz=48_000, file_format=FileFormat.OGG,
    )  # fmt: skip
    [job] = resolve(asked, context(preset=PRESET, transport=TRANSPORT))
    assert (job.prompt, job.negative, job.tempo_bpm, job.bars) == ("horns, tape echo", "", 101, 1)
    assert (job.meter, job.key, job.steps, job.guidance, job.seed) == (Meter(), Key(0, "major"), 3, 1, 5)
    assert (job.rate_hz, job.file_format) == (48_000, FileFormat.OGG)


def test_a_batch_is_one_order_with_its_takes_numbered() -> None:
    jobs = resolve(ClipRequest(prompt="x", count=3, seed=7), context())
    assert [job.take for job in jobs] == [0, 1, 2]
    assert {(job.seed, job.count) for job in jobs} == {(7, 3)}
    assert len({job.digest for job in jobs}) == 3


def test_a_source_may_stand_without_words() -> None:
    [job] = resolve(ClipRequest(source=Path("in.wav")), context(source=SOURCE))
    assert (job.prompt, job.strength, job.source) == ("", 0.6, SOURCE)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"prompt": None}, "Give a prompt"),
        ({"prompt": " \n\t "}, "Give a prompt"),
        ({"prompt": "x" * 10_000}, "10,000 characters"),
        ({"negative": "x" * 10_000}, "10,000 characters"),
        ({"tempo_bpm": 3_159_345.0}, "3,159,345"),
        ({"tempo_bpm": float("nan")}, "Use 20 to 999"),
        ({"bars": 0}, "Use 1 to 64"),
        ({"bars": 64, "tempo_bpm": 60.0}, "at most 90"),
        ({"steps": 0}, "steps"),
        ({"guidance": float("nan")}, "guidance"),
        ({"guidance": -1.0}, "guidance"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**40}, "seed"),
        ({"count": 0}, "count"),
        ({"count": 1000}, "count"),
        ({"rate_hz": 12_345}, "rate"),
        ({"strength": 0.5}, "nothing to redraw"),
    ],
)
def test_what_cannot_be_rendered(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        resolve(ClipRequest(**{"prompt": "house", **asked}), context())


@pytest.mark.parametrize("strength", [-0.1, 1.1, float("nan")])
def test_strength_is_a_share(strength: float) -> None:
    with pytest.raises(BadRequest, match="from 0 to 1"):
        resolve(ClipRequest(prompt="x", strength=strength), context(source=SOURCE))


def test_a_sound_is_redrawn_relative_to_itself_in_the_key_that_is_heard_in_it() -> None:
    keyed = msgspec.structs.replace(MODEL, follows_key=True)
    heard = Key(4, "minor")
    host = msgspec.structs.replace(TRANSPORT, key=Key(0, "major"))
    [job] = resolve(
        ClipRequest(prompt="piano"), context(source=SOURCE, heard_key=heard, model=keyed, transport=host)
    )
    assert (job.decoding, job.key) == ("relative", heard)
    [job] = resolve(ClipRequest(prompt="piano"), context(model=keyed, transport=host))
    assert (job.decoding, job.key) == (msgspec.UNSET, Key(0, "major"))


def test_a_source_in_which_no_key_is_heard_claims_none_but_the_one_of_a_host_asked_with_words() -> None:
    keyed = msgspec.structs.replace(MODEL, follows_key=True)
    host = msgspec.structs.replace(TRANSPORT, key=Key(0, "major"))

    def key(request: ClipRequest, **changes: Any) -> Key | None:
        return resolve(
            msgspec.structs.replace(request, source=Path("in.wav")),
            context(source=SOURCE, model=keyed, **changes),
        )[0].key

    assert key(ClipRequest(seed=3, strength=0.5)) is None
    assert key(ClipRequest(seed=3, strength=0.5), transport=host) is None
    assert key(ClipRequest(seed=3, strength=0.5, prompt="piano"), transport=host) == Key(0, "major")
    assert key(ClipRequest(seed=3, strength=0.5, prompt="piano")) is None
    assert key(ClipRequest(seed=3, strength=1.0, prompt="piano")) is not None


@given(st.text(max_size=100))
def test_prompts_come_out_as_one_printable_line(prompt: str) -> None:
    try:
        [job] = resolve(ClipRequest(prompt=prompt), context())
    except BadRequest:
        return
    assert job.prompt.isprintable() and job.prompt.strip() == job.prompt != ""


@given(st.integers(1, 8), st.floats(40, 300))
def test_what_is_resolved_has_a_length(bars: int, tempo_bpm: float) -> None:
    [job] = resolve(ClipRequest(prompt="x", bars=bars, tempo_bpm=tempo_bpm), context())
    assert loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz) > 0


def test_a_typed_figure_counts_unless_the_request_or_the_host_says_otherwise() -> None:
    typed = ClipRequest(prompt="house, 90 bpm, 6/8, F# minor, 4 bars")
    [job] = resolve(typed, context())
    assert (job.tempo_bpm, job.meter, job.key, job.bars) == (90, Meter(6, 8), Key(6, "minor"), 4)
    [hosted] = resolve(typed, context(transport=Transport(tempo_bpm=120)))
    assert (hosted.tempo_bpm, hosted.meter, hosted.key, hosted.bars) == (120, Meter(), Key(6, "minor"), 4)
    [asked] = resolve(msgspec.structs.replace(typed, key=Key(0, "major"), bars=1, tempo_bpm=70), context())
    assert (asked.tempo_bpm, asked.key, asked.bars) == (70, Key(0, "major"), 1)
    [preset] = resolve(ClipRequest(prompt="horns, 98 bpm"), context(preset=PRESET))
    assert (preset.tempo_bpm, preset.meter, preset.bars) == (98, Meter(3, 4), 4)
    assert not [*figure_notes(job)]
    assert [*figure_notes(hosted)] == [
        "You typed 90 BPM; the host or the request sets 120 BPM.",
        "You typed 6/8; the host or the request sets 4/4.",
    ]
    assert [*figure_notes(msgspec.structs.replace(job, prompt="dub, 900 bpm"))] == [
        "Can't use 900 bpm: use 20 to 400 BPM."
    ]


def test_a_clip_keeps_its_tempo_unless_other_words_are_typed() -> None:
    [clip] = resolve(ClipRequest(prompt="house, 90 bpm"), context(transport=TRANSPORT))
    changed = context(source=SOURCE, parent=clip)
    for prompt, tempo_bpm in (None, 93.5), ("house, 90 bpm", 93.5), ("house, 100 bpm", 100), ("dub", 93.5):
        [varied] = resolve(ClipRequest(source=Path("in.wav"), prompt=prompt), changed)
        assert varied.tempo_bpm == tempo_bpm
    extended = ClipRequest(source=Path("in.wav"), prompt="dub, 100 bpm", operation=Operation.EXTEND)
    assert resolve(extended, changed)[0].tempo_bpm == 93.5


def test_a_genre_brings_its_usual_tempo_where_nobody_says_one() -> None:
    parser = parser_for(lexicon())
    [job] = resolve(ClipRequest(prompt="drum and bass"), context(prompt_parser=parser))
    assert genres()["drum and bass"].tempo_bpm[0] <= job.tempo_bpm <= genres()["drum and bass"].tempo_bpm[1]
    [hosted] = resolve(
        ClipRequest(prompt="drum and bass"), context(prompt_parser=parser, transport=TRANSPORT)
    )
    assert hosted.tempo_bpm == 93.5
    [preset] = resolve(ClipRequest(prompt="drum and bass"), context(prompt_parser=parser, preset=PRESET))
    assert preset.tempo_bpm == 70


def test_figures_are_not_reported_as_unknown_words() -> None:
    parser = parser_for(lexicon())
    prompt = "warm house with kazoo, 90 Schläge pro Minute, fis-Moll, Dreivierteltakt"
    [job] = resolve(ClipRequest(prompt=prompt), context(prompt_parser=parser))
    assert job.parsed is not msgspec.UNSET and job.parsed[0].unknown == ("kazoo",)


STARTER = read_info(STARTER_FOLDER)


@pytest.mark.parametrize("model", [STARTER, MODEL])
def test_a_loop_from_words_is_composed_and_played(model: ModelInfo) -> None:
    of_words = context(model=model, prompt_parser=parser_for(lexicon()))
    [job] = resolve(ClipRequest(prompt="sad piano", strength=0.4), of_words)
    assert (job.guide, job.decoding, job.strength, job.source) == ("played", "relative", 0.4, None)
    assert job.parsed and job.parsed[0].instruments == ("piano",) and job.key and job.key.mode == "minor"
    assert resolve(ClipRequest(prompt="sad piano"), of_words)[0].strength == model.default_strength
    assert not resolve(ClipRequest(prompt="sad piano", strength=0), of_words)[0].needs_model
    assert resolve(ClipRequest(prompt="sad piano", steps=4), of_words)[0].needs_model
    tape = (Lora(name="tape", sha256="1"),)
    [with_lora] = resolve(
        ClipRequest(prompt="sad piano", loras=tape), msgspec.structs.replace(of_words, loras=tape)
    )
    assert with_lora.needs_model and with_lora.loras == tape
    mine = (Lora(name="mine", sha256="1", trigger="mine"),)
    trained = msgspec.structs.replace(of_words, loras=mine, trained_strengths={"mine": 0.9})
    for prompt, strength in (("mine, sad piano", 0.9), ("sad piano", 0.0)):
        [own] = resolve(ClipRequest(prompt=prompt, loras=mine), trained)
        assert (own.strength, own.loras) == (model.default_strength or strength, mine)
    [from_noise] = resolve(ClipRequest(prompt="sad piano", strength=1), of_words)
    assert (from_noise.guide, from_noise.decoding) == (msgspec.UNSET, msgspec.UNSET)
    assert from_noise.needs_model and bool(from_noise.parsed) == model.lexicon


WORDLESS = "a train on gravel"


@pytest.mark.parametrize(
    "model, asked, guided",
    [
        (MODEL, {"prompt": "house", "guide": False}, False),
        (MODEL, {"prompt": WORDLESS, "guide": True}, True),
        (MODEL, {"prompt": WORDLESS}, False),
        (STARTER, {"prompt": WORDLESS}, True),
        (STARTER, {"prompt": "house", "guide": False}, False),
        (STARTER, {"prompt": "house", "guide": True, "strength": 0.0}, True),
    ],
)
def test_a_guide_is_had_or_left_out_as_asked(model: ModelInfo, asked: dict[str, Any], guided: bool) -> None:
    of_words = context(model=model, prompt_parser=parser_for(lexicon()))
    [job] = resolve(ClipRequest(**asked), of_words)
    assert bool(job.guide) is guided and job.needs_model is (asked.get("strength") != 0 and job.strength > 0)
    assert guided or job.strength == 1
    # Said again, it is the same; a morph of it is as guided.
    assert resolve(assembled(decided(job), origin=""), of_words)[0].digest == job.digest
    beside = msgspec.structs.replace(of_words, parent=job)
    morph = ClipRequest(prompt=job.prompt, operation=Operation.MORPH, goal_prompt="rain", blend=0.5)
    assert bool(resolve(morph, beside)[0].guide) is guided


@pytest.mark.parametrize(
    "asked, complaint",
    [
        ({"guide": False, "strength": 0.5}, "strength: without a guide there is nothing to redraw"),
        ({"guide": True, "strength": 1.0}, "guide: at strength 1 nothing of it is left"),
        ({"guide": True, "source": Path("a.wav")}, "guide: the model redraws the source"),
        ({"guide": True, "source": Path("a.wav"), "bars": 4, "source_bars": 2, "operation": Operation.EXTEND},
         "guide: the source has no score"),
    ],
)  # fmt: skip
def test_a_guide_that_nobody_would_hear_is_refused(asked: dict[str, Any], complaint: str) -> None:
    of_words = context(prompt_parser=parser_for(lexicon()), source=SOURCE if "source" in asked else None)
    with pytest.raises(BadRequest, match=complaint):
        resolve(ClipRequest(prompt="house", **asked), of_words)


def test_a_lora_for_few_steps_sets_what_the_request_leaves_open() -> None:
    quick = context(acceleration=Acceleration("LCM", 4, "lcm"))
    asked = ClipRequest(prompt="house", loras=(Lora(name="lcm"),))

    def drawn(request: ClipRequest, context: ResolveContext = quick) -> tuple[int, str, float]:
        [job] = resolve(request, context)
        return job.steps, job.scheduler, job.guidance

    assert drawn(asked) == (4, "lcm", 1.0)
    own = msgspec.structs.replace(asked, steps=6, scheduler="tcd", guidance=1.5)
    assert drawn(own) == (6, "tcd", 1.5)
    # A clip that was drawn with it keeps to its ways, unless the LoRA is taken off.
    beside = context(parent=resolve(own, quick)[0], source=SOURCE)
    assert drawn(ClipRequest(source=Path("a.wav")), beside) == (6, "tcd", 1.5)
    assert drawn(ClipRequest(source=Path("a.wav"), loras=()), beside) == (20, "default", 3.0)


def test_a_played_loop_is_filled_and_extended_from_its_score() -> None:
    of_words = context(model=STARTER, prompt_parser=parser_for(lexicon()))
    clip = resolve(ClipRequest(prompt="house", seed=5, bars=2, strength=0.3), of_words)[0]
    beside = msgspec.structs.replace(of_words, parent=clip, source=SOURCE)

    def asked(operation: Operation, **changes: Any) -> RenderJob:
        request = ClipRequest(source=Path("clip.wav"), operation=operation, seed=9, **changes)
        return resolve(request, beside)[0]

    filled, extended = asked(Operation.FILL), asked(Operation.EXTEND)
    for new in (filled, extended):
        assert (new.guide, new.strength, new.parsed) == ("played", STARTER.default_strength, clip.parsed)
        assert new.source_score and new.source_score[0].seed == 5 and new.has_parts
        check_job(new)
    assert asked(Operation.FILL, strength=0.0).strength == 0.0
    # What the model renders alone has no score, and neither has a loop in another meter, or of other bars.
    for drawn in (
        asked(Operation.FILL, strength=1.0),
        asked(Operation.FILL, meter=Meter(3, 4)),
        asked(Operation.EXTEND, source_bars=1, bars=3),
        resolve(
            ClipRequest(source=Path("clip.wav"), operation=Operation.FILL),
            msgspec.structs.replace(beside, parent=msgspec.structs.replace(clip, guide=msgspec.UNSET)),
        )[0],
    ):
        assert not drawn.source_score and not drawn.guide and not drawn.has_notes


def test_what_nobody_composes_comes_from_noise() -> None:
    of_words = context(prompt_parser=parser_for(lexicon()))
    [job] = resolve(ClipRequest(prompt="whalesong"), of_words)
    assert (job.guide, job.strength, job.parsed) == (msgspec.UNSET, 1.0, msgspec.UNSET)
    with pytest.raises(BadRequest, match="nothing to redraw"):
        resolve(ClipRequest(prompt="whalesong", strength=0.5), of_words)
    assert resolve(ClipRequest(prompt="whalesong"), msgspec.structs.replace(of_words, model=STARTER))[0].guide


def test_a_clip_is_mastered_unless_it_has_a_source() -> None:
    def asked(request: ClipRequest, **changes: Any) -> object:
        return resolve(request, context(**changes))[0].loudness_lufs

    assert asked(ClipRequest(prompt="x")) == -14.0
    assert asked(ClipRequest(prompt="x", loudness=-20)) == -20.0
    assert asked(ClipRequest(prompt="x", loudness="off")) is msgspec.UNSET
    varied = ClipRequest(source=Path("in.wav"))
    assert asked(varied, source=SOURCE) is msgspec.UNSET
    assert asked(msgspec.structs.replace(varied, loudness=-9), source=SOURCE) == -9.0
