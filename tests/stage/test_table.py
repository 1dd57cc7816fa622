"""Tables of pads: what they say, and what is said of mistakes in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BadFile
from bridge.stage import table_reading
from bridge.stage.table import BUTTONS, Button, Control, PadPlan, Table, Trigger
from bridge.stage.views import PADS
from bridge.typed_toml import parse_toml
from bridge.vocabulary.music import Key


def parse_table(text: str, name: str, presets: set[str] | None = None) -> Table:
    return table_reading.parse_table(parse_toml(text, name), name, presets)


WHOLE = """
title = "Mine"

[[pad]]
pad = 1
preset = "house-drums"
note = 60
channel = 10
vary_from = 128
quantum = "clip"

[[pad]]
pad = 2
prompt = "house, just piano"
key = "Am"
goal = "techno, just acid bass"
bars = 4
gain = 0.5

[[control]]
cc = 1
does = "morph"
pads = [2]

[[control]]
cc = 7
channel = 3
does = "level"

[[button]]
note = 37
does = "stop-all"

[[button]]
cc = 21
does = "cancel"
pad = 2
"""


def test_a_table_is_read() -> None:
    table = parse_table(WHOLE, "mine.toml", {"house-drums"})
    assert table.title == "Mine"
    assert table.plans == {
        1: PadPlan(preset="house-drums", vary_from=128, quantum="clip"),
        2: PadPlan(
            prompt="house, just piano", key=Key.parse("Am"), goal="techno, just acid bass", bars=4, gain=0.5
        ),
    }
    assert table.controls == (
        Control(Trigger("cc", 1), "morph", (2,)),
        Control(Trigger("cc", 7, 3), "level"),
    )
    assert table.buttons == (
        Button(Trigger("note", 37), "stop-all"),
        Button(Trigger("cc", 21), "cancel", 2),
    )
    assert table.pad_at(60, 10) == 1
    assert table.pad_at(60, 9) is table.pad_at(36, 10) is None
    assert table.pad_at(38, 5) == 3
    # A button's note is no longer the pad's that it usually is.
    assert table.pad_at(37, 1) is None
    assert table.button_at("note", 37, 1) == table.buttons[0]
    assert table.control_at(7, 3) == table.controls[1]
    assert table.control_at(7, 4) is None


def test_nothing_written_is_sixteen_pads_that_stand_for_nothing() -> None:
    table = parse_table("", "empty.toml")
    assert table == Table()
    assert [table.pad_at(note, 1) for note in (35, 36, 51, 52)] == [None, 1, 16, None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("= 3", "isn't valid TOML"),
        ("a = " + "9" * 5000, "isn't valid TOML"),
        ("titel = 'x'", r"titel is unknown; did you mean title\?"),
        ("title = 3", "title should be text in quotes, not a whole number"),
        ("pad = 3", "pad should be a list, not a whole number"),
        ("pad = [3]", r"written as \[\[pad\]\]"),
        ("[[pad]]\nprompt = 'x'", "pad 1: pad is missing"),
        ("[[pad]]\npad = 17\nprompt = 'x'", "pad 1: pad should be from 1 to 16"),
        ("[[pad]]\npad = true\nprompt = 'x'", "pad should be a whole number, not true or false"),
        ("[[pad]]\npad = 3", "pad 1: needs a preset, a prompt or a clip"),
        ("[[pad]]\npad = 3\nprompt = 'x'\n[[pad]]\npad = 3\nprompt = 'y'", "pad 3 is there twice"),
        (
            "[[pad]]\npad = 3\npreset = 'house-drum'",
            r"pad 1: preset house-drum is unknown; did you mean house-drums\?",
        ),
        (
            "[[pad]]\npad = 3\nprompt = 'x'\nquantun = 'bar'",
            r"pad 1: quantun is unknown; did you mean quantum\?",
        ),
        ("[[pad]]\npad = 3\nprompt = 'x'\nquantum = 'bra'", "quantum should be none, beat, bar or clip"),
        ("[[pad]]\npad = 3\nprompt = 'x'\nbars = 0", "bars should be from 1 to 64"),
        ("[[pad]]\npad = 3\nprompt = 'x'\nbars = '2'", "bars should be a whole number, not text in quotes"),
        ("[[pad]]\npad = 3\nprompt = 'x'\nkey = 'H'", "isn't a key"),
        ("[[pad]]\npad = 3\nprompt = 'x'\nseed = -1", "seed should be from 0 to 4,294,967,295"),
        ("[[pad]]\npad = 3\nprompt = 'x'\ngain = 3", "gain should be from 0 to 2"),
        ("[[pad]]\npad = 3\nprompt = 'x'\ngain = nan", "gain should be from 0 to 2"),
        ("[[pad]]\npad = 3\nprompt = 'x'\nvary_from = 0", "vary_from should be from 1 to 128"),
        ("[[pad]]\npad = 3\nprompt = 'x'\nnote = 128", "note should be from 0 to 127"),
        ("[[pad]]\npad = 3\nprompt = 'x'\nnote = 1\nchannel = 0", "channel should be from 1 to 16"),
        ("[[control]]\ncc = 1", "control 1: does is missing"),
        ("[[control]]\ncc = 1\ndoes = 'morf'", "control 1: does should be morph or level"),
        ("[[control]]\ndoes = 'morph'", "control 1: cc is missing"),
        ("[[control]]\ncc = 1\ndoes = 'morph'\npads = [17]", r"pads\[0\] should be from 1 to 16"),
        ("[[control]]\ncc = 1\ndoes = 'morph'\npads = 1", "pads should be a list"),
        ("[[control]]\ncc = 1\ndoes = 'morph'\npad = 1", r"pad is unknown; did you mean pads\?"),
        ("[[button]]\ncc = 1\nnote = 1\ndoes = 'tap'", "button 1: needs a note or a CC"),
        ("[[button]]\ncc = 1\ndoes = 'stop'", "does should be stop-all, tap,"),
        (
            "[[button]]\ncc = 1\ndoes = 'tap'\n[[control]]\ncc = 1\nchannel = 2\ndoes = 'level'",
            "cc 1 is used by the control for level and by the button for tap",
        ),
        (
            "[[pad]]\npad=1\nprompt='x'\nnote=5\n[[pad]]\npad=2\nprompt='y'\nnote=5",
            "note 5 is used by the pad 1 and by the pad 2",
        ),
    ],
)
def test_a_mistake_is_said(text: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        parse_table(text, "mine.toml", {"house-drums", "dub-chords"})


def test_all_mistakes_are_said_at_once() -> None:
    text = "[[pad]]\npad = 3\npreset = 'x'\nbars = 99\n[[button]]\ncc = 200\ndoes = 'tapp'\n"
    with pytest.raises(BadFile) as caught:
        parse_table(text, "mine.toml", {"dub-chords"})
    assert str(caught.value) == (
        "mine.toml: pad 1: bars should be from 1 to 64. "
        "mine.toml: button 1: cc should be from 0 to 127. "
        f"mine.toml: button 1: does should be {', '.join(BUTTONS[:-1])} or cancel. "
        "mine.toml: pad 1: preset x is unknown."
    )


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "morph", "dub", "Am", "bar"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
NAMES = st.sampled_from(
    ["pad", "note", "cc", "channel", "does", "pads", "preset", "prompt", "key", "seed", "x"]
)


def toml(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return str(bool(value)).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


@given(
    st.lists(
        st.tuples(st.sampled_from(["pad", "control", "button"]), st.dictionaries(NAMES, VALUES)), max_size=4
    )
)
def test_whatever_is_written_is_a_table_or_a_sentence(entries: list[tuple[str, dict[str, object]]]) -> None:
    text = "".join(
        f"[[{kind}]]\n" + "".join(f"{name} = {toml(value)}\n" for name, value in entry.items())
        for kind, entry in entries
    )
    try:
        table = parse_table(text, "any.toml", {"dub"})
    except BadFile as error:
        assert "\n" not in str(error)
    else:
        assert all(button.does in BUTTONS for button in table.buttons)
        assert len({trigger for trigger, _ in table.notes}) == len(table.notes)


@given(
    st.lists(
        st.tuples(st.integers(1, PADS), st.integers(0, 127), st.integers(1, 16)), min_size=1, max_size=20
    )
)
def test_what_was_learnt_last_holds(learnt: list[tuple[int, int, int]]) -> None:
    table = Table(buttons=(Button(Trigger("note", 40), "tap"),))
    for pad, note, channel in learnt:
        table = table.learnt(pad, note, channel)
        assert table.pad_at(note, channel) == pad
        assert table.note_of(pad) == Trigger("note", note, channel)
        assert table.button_at("note", note, channel) is None
    pads = [pad for _, pad in table.notes]
    assert len(pads) == len(set(pads))


def test_a_note_on_one_channel_leaves_the_others_alone() -> None:
    table = Table().learnt(7, 36, 10)
    assert [table.pad_at(36, channel) for channel in (1, 10)] == [1, 7]
    assert table.pad_at(42, 1) is None  # where pad 7 was
    assert table.note_of(7) == Trigger("note", 36, 10)
    assert Table(notes=()).note_of(1) is None
