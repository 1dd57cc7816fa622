"""Requests out of fields: all mistakes at once, and nothing that leads anywhere on a disk."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.requests.fields import BY_NAME, checked
from bridge.requests.kinds import shown
from bridge.requests.reading import (
    BadSyntax,
    assembled,
    request_from,
    request_from_json,
    request_from_toml,
    unknown_name,
)
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.requests import ClipRequest, Operation

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=3,
)


def test_what_an_address_says_and_a_field_cannot_be_combined() -> None:
    extend, fill = (
        (BY_NAME[name], BY_NAME[name].read(value)) for name, value in (("extend", True), ("fill", "0:4"))
    )
    with pytest.raises(BadRequest, match=r"^extend and fill can't be combined"):
        assembled([extend, fill], origin="osc", operation=None)
    with pytest.raises(BadRequest, match=r"^morph and extend can't be combined"):
        assembled([extend], origin="osc", operation=Operation.MORPH)
    assert assembled([extend], origin="osc", operation=Operation.EXTEND).operation is Operation.EXTEND


def test_an_unknown_name_gets_the_nearest_or_all() -> None:
    assert unknown_name("barz", ("bars", "bpm")) == "“barz” is unknown. Did you mean bars?"
    assert unknown_name("qqqq", ("bars", "bpm")) == "“qqqq” is unknown. Use bars, bpm."


def test_toml_and_json_say_the_same() -> None:
    toml = (
        'prompt = "bossa"\nbpm = 124\nbars = 4\nkey = "F#m"\nmeter = "3/4"\nformat = "flac"\nrate = 48000\n'
    )
    json = '{"prompt": "bossa", "bpm": "124", "bars": 4.0, "key": "F#m", "meter": "3/4", "format": "FLAC", "rate": "48000"}'  # noqa: E501
    request = request_from_toml(toml, origin="here")
    assert request == request_from_json(json, origin="here")
    assert request == ClipRequest(
        prompt="bossa",
        tempo_bpm=124.0,
        bars=4,
        key=Key(6, "minor"),
        meter=Meter(3, 4),
        file_format=FileFormat.FLAC,
        rate_hz=48_000,
        origin="here",
    )


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        (
            'prompt = "house"\nto = "dub"\nblend = "0.25"\nseed_to = 9',
            {"prompt": "house", "goal_prompt": "dub", "blend": 0.25, "goal_seed": 9},
        ),
        (
            'source = "a.wav"\nextend = true\nsource_bars = 2\nbars = 4',
            {"operation": Operation.EXTEND, "source_bars": 2, "bars": 4},
        ),
        ('source = "a.wav"\nfill = true', {"operation": Operation.FILL}),
        ('source = "a.wav"\nfill = false\nextend = true', {"operation": Operation.EXTEND}),
        ('source = "a.wav"\nfrom_beat = 4\nto_beat = "5.5"', {"from_quarter": 4.0, "to_quarter": 5.5}),
        (
            'prompt = "x"\nbpm = 100\ndrawn_bpm = 124',
            {"prompt": "x", "tempo_bpm": 100.0, "drawn_tempo_bpm": 124.0},
        ),
    ],
)  # fmt: skip
def test_what_is_to_become_of_a_source(written: str, asked: dict[str, object]) -> None:
    source = {"source": Path("a.wav")} if "source =" in written else {}
    assert request_from_toml(written, origin="") == ClipRequest(**asked, **source, origin="")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"extend": True, "fill": True, "source": "a.wav"}, "extend and fill can't be combined"),
        ({"fill": "2:4", "from_beat": 1}, "fill and from_quarter can't be combined"),
        ({"from_quarter": 2, "from_beat": 1}, "from_quarter is given twice"),
        ({"extend": "maybe"}, "extend: “maybe” isn't on or off"),
        ({"blend": 1.5}, "blend: 1.5 isn't a number from 0 to 1"),
        ({"from_beat": -1}, "from_quarter: -1 isn't a number from 0 to 10,000"),
        ({"to_beat": float("nan")}, "nan isn't a number"),
        ({"source_bars": 0}, "from 1 to 64"),
        ({"drawn_bpm": 5}, "from 20 to 999"),
        ({"to": True}, "to: True isn't text"),
    ],
)
def test_what_cannot_become_of_a_source(fields: dict[str, object], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        request_from(fields, origin="")


def test_a_number_stands_for_its_digits() -> None:
    assert request_from({"prompt": 808, "negative": 90.5}, origin="") == ClipRequest(
        prompt="808", negative="90.5", origin=""
    )


def test_what_is_null_is_not_said() -> None:
    assert request_from({"prompt": "x", "key": None}, origin="") == ClipRequest(prompt="x", origin="")


def test_every_mistake_is_named_at_once() -> None:
    with pytest.raises(BadRequest) as caught:
        request_from({"bmp": 5, "bars": "two", "bpm": 4, "key": "H", "count": 99, "seed": True}, origin="")
    said = str(caught.value)
    for part in (
        "Did you mean bpm?",
        "bars: “two”",
        "bpm: 4 isn't",
        "“H” isn't a key",
        "99 isn't",
        "seed: True",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bpm", float("nan")),
        ("bpm", 10**5000),
        ("bpm", "1e999"),
        ("bars", 2.5),
        ("bars", 10**5000),
        ("bars", "9" * 5000),
        ("bars", float("inf")),
        ("seed", -1),
        ("guidance", float("nan")),
        ("strength", -0.1),
        ("strength", float("nan")),
        ("rate", 44_101),
        ("format", "mp3"),
        ("prompt", "x" * 2001),
        ("key", 5),
        ("meter", {"numerator": 4}),
        ("steps", [20]),
    ],
    ids=lambda value: shown(value)[:12],
)
def test_one_wrong_value_is_one_sentence(name: str, value: object) -> None:
    with pytest.raises(BadRequest) as caught:
        request_from({name: value}, origin="")
    assert len(str(caught.value)) < 200 and str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "name",
    ["../x.wav", "/etc/passwd", "C:x.wav", "\\\\host\\share\\x.wav", "..", ".", "", "~", "~root", "a\0b",
     "CON", "con.wav", "nul .wav", "COM1", "lpt9.txt", "a\nb", "x" * 256, "ä" * 128, "a/b"],
)  # fmt: skip
@pytest.mark.parametrize("field", ["source", "model"])
def test_no_name_leads_anywhere(field: str, name: str) -> None:
    with pytest.raises(BadRequest, match=field):
        request_from({field: name}, origin="")


@pytest.mark.parametrize("name", ["loop.wav", "Trommel 7 – fünf.wav", "鼓.flac", "console.wav", ".x"])
def test_ordinary_names_stay(name: str) -> None:
    assert checked("source", name) == Path(name)


@pytest.mark.parametrize("text", ["bpm = = 1", "bpm = " + "9" * 5000, "a = " + "[" * 5000, "a = 1\na = 2"])
def test_what_is_no_toml(text: str) -> None:
    with pytest.raises(BadSyntax, match="TOML"):
        request_from_toml(text, origin="")


@pytest.mark.parametrize("text", ['{"bpm": 12', "", "{'a': 1}", "[" * 100_000])
def test_what_is_no_json(text: str) -> None:
    with pytest.raises(BadSyntax, match="JSON"):
        request_from_json(text, origin="")


def test_json_that_is_no_object() -> None:
    with pytest.raises(BadRequest, match="isn't an object"):
        request_from_json('["prompt"]', origin="")


@given(st.dictionaries(st.sampled_from([*BY_NAME, "from_beat", "x", "bpn"]), ANYTHING, max_size=4))
@settings(max_examples=60)
def test_anything_is_a_request_or_a_clear_no(fields: dict[str, object]) -> None:
    try:
        request = request_from(fields, origin="test")
    except BadRequest as error:
        assert str(error).isprintable()
    else:
        assert msgspec.json.encode(request, enc_hook=str)


@given(ANYTHING)
@settings(max_examples=50)
def test_what_is_shown_is_short_and_printable(value: object) -> None:
    assert len(shown(value)) <= 41 and shown(value).isprintable()
