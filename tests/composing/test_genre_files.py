"""A genre of the user's own is a file; a wrong one is passed over, with a sentence for each mistake."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge.composing.arranging import arrange
from bridge.composing.composer import compose
from bridge.composing.genre_files import (
    ADDED,
    SHIPPED,
    added_genres,
    genres,
    own_mistakes,
    read_own,
    shipped_genres,
)
from bridge.composing.roles import ROLES
from bridge.vocabulary.music import Meter

ZOUK = """
name = "zouk"
like = "reggaeton"
tempo_bpm = [88, 100]
moods = ["warm", "swaying"]

[players]
lead = ["soft lead"]

[patterns]
bass = ["1---....5---....", "1--1--1-5--5--5-"]

[[patterns.drums]]
kick         = "X...X...X...X..."
rim          = "X..x..x.X..x..x."
"closed hat" = "x.x.x.x.x.x.x.x."

[words]
en = "zouk love, cabo zouk"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for genres."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    made = tmp_path / "riffbridge" / "genres"
    made.mkdir(parents=True)
    return made


def test_a_file_of_ones_own_is_a_genre(folder: Path) -> None:
    (folder / "zouk.toml").write_text(ZOUK)
    assert list(genres()) == [*shipped_genres(), *added_genres(), "zouk"]
    zouk, relative = genres()["zouk"], shipped_genres()["reggaeton"]
    assert zouk.tempo_bpm == (88, 100) and zouk.players.lead == ("soft lead",)
    assert zouk.players.bass == relative.players.bass and zouk.patterns.chords == relative.patterns.chords
    assert zouk.words == {"en": "zouk love, cabo zouk"} and not relative.sha256
    kicks = {
        round(note.start_quarter * 4)
        for stem in compose(5, genre="zouk", bars=1, roles=frozenset({"drums"})).stems
        for note in stem.notes
        if note.pitch == 36
    }
    assert kicks == {0, 4, 8, 12}


def test_its_own_instruments_are_never_held_out(folder: Path) -> None:
    leads = [*shipped_genres()["house"].players.lead, "kalimba", "flute", "oboe", "harp", "piano", "violin"]
    for lead in leads:
        (folder / "zouk.toml").write_text(ZOUK.replace('"soft lead"', f'"{lead}"'))
        score = compose(3, genre="zouk", roles=frozenset({"lead"}), stranger_chance=0.0)
        assert [stem.instrument.name for stem in score.stems] == [lead]


def test_it_plays_when_it_is_named_and_changes_nothing_else(folder: Path) -> None:
    def arranged(seed: int, genre: str | None) -> str:
        asked = {"players": ("soft lead",), "without": (), "moods": ("warm", "swaying"), "key": None}
        return arrange(seed, genre=genre, tempo_bpm=92.0, bars=1, meter=Meter(), **asked).genre  # type: ignore[arg-type]

    before = [arranged(seed, None) for seed in range(20)]
    (folder / "zouk.toml").write_text(ZOUK)
    assert [arranged(seed, None) for seed in range(20)] == before
    assert arranged(1, "zouk") == "zouk"


def test_a_file_that_changes_is_read_again(folder: Path) -> None:
    path = folder / "zouk.toml"
    path.write_text(ZOUK)
    before = genres()["zouk"].sha256
    path.write_text(f"# another comment\n{ZOUK}")
    assert genres()["zouk"].sha256 == before, "what it holds counts"
    path.write_text(ZOUK.replace("[88, 100]", "[90, 100]"))
    assert genres()["zouk"].sha256 != before
    path.unlink()
    assert "zouk" not in genres()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("[88, 100]", '"fast"'), "zouk.toml: tempo_bpm should be a list, not text in quotes."),
        (("[88, 100]", '[88, "x"]'), "zouk.toml: tempo_bpm[1] should be a whole number, not text in quotes."),
        (("[88, 100]", "[100, 88]"), "zouk.toml: tempo_bpm should be two tempos from 20 to 400"),
        (("moods =", "mood ="), "zouk.toml: mood is unknown; did you mean moods?"),
        (('"reggaeton"', '"polka"'), "zouk.toml: like should be one of bossa nova, samba"),
        (('"zouk"\n', '"house"\n'), "zouk.toml: there is a genre house already"),
        (('"zouk"\n', '"piano"\n'), "zouk.toml: name: piano is an instrument"),
        (('name = "zouk"', ""), "zouk.toml: name is missing."),
        (("soft lead", "kazoo"), "zouk.toml: players.lead: “kazoo” isn't an instrument"),
        (("soft lead", "909 kit"), "zouk.toml: players.lead: 909 kit can't play lead."),
        (('["soft lead"]', "[]"), "zouk.toml: players.lead is empty"),
        (("kick  ", "kik  "), "zouk.toml: patterns.drums: “kik” isn't a piece of a kit"),
        (("1---....5---....", "1---"), "zouk.toml: patterns.bass: “1---” has 4 steps. Write sixteen (4/4)"),
        (("1---....5---....", "1-z-....5---...."), "has the sign z in it; use only 1 3 5 6 7 8 a . -"),
        (("1---....5---....", "----....5---...."), "starts with -, but nothing sounds yet"),
        (("1---....5---....", "............5---"), "nothing sounds in the first twelve steps"),
        (
            ("[patterns]", '[progressions]\nmajor = ["1h"]\n[patterns]'),
            "progressions.major: “1h” has a chord",
        ),
        (
            ("[patterns]", "[progressions]\nmajor = []\n[patterns]"),
            "progressions.major: a progression is missing",
        ),
        (("[patterns]", "[chances]\npad = 2\n[patterns]"), "zouk.toml: chances.pad should be from 0 to 1"),
        (("en =", "English ="), "zouk.toml: words.English isn't a language. Write its code"),
        (("[words]", "[words"), "zouk.toml isn't valid TOML"),
        (("moods", "swing = [0.9, 1.0]\nmoods"), "zouk.toml: swing should be two numbers from 0.5"),
    ],
)
def test_a_wrong_file_is_passed_over_with_a_sentence(
    folder: Path, change: tuple[str, str], said: str
) -> None:
    (folder / "zouk.toml").write_text(ZOUK.replace(*change))
    assert "zouk" not in genres()
    [sentence] = own_mistakes()
    assert said in sentence
    (folder / "zouk.toml").write_text(ZOUK)
    assert not own_mistakes()


def test_every_mistake_is_told_at_once(folder: Path) -> None:
    (folder / "zouk.toml").write_text(ZOUK.replace("soft lead", "kazoo").replace("[88, 100]", "[1, 2]"))
    assert own_mistakes()[0].count("zouk.toml: ") == 2
    (folder / "soca.toml").write_bytes(b"\xff")
    assert own_mistakes()[0] == "soca.toml isn't UTF-8 text. Save it as UTF-8."


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    (folder / "zouk.toml").mkdir()
    assert own_mistakes()[0].startswith("zouk.toml can't be read: ")


def test_a_whole_file_needs_no_relative(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text((SHIPPED / "house.toml").read_text().replace('"house"', '"my house"', 1))
    mine = read_own(path)
    assert (mine.name, mine.patterns) == ("my house", shipped_genres()["house"].patterns)


def test_every_file_of_ours_is_named_after_its_genre() -> None:
    stems = {path.stem for folder in (SHIPPED, ADDED) for path in folder.glob("*.toml")}
    assert stems == {name.replace(" ", "-") for name in genres()}
    assert [genre.order for genre in shipped_genres().values()] == list(range(1, len(shipped_genres()) + 1))
    assert set(ROLES) == set(next(iter(genres().values())).players.__struct_fields__)


def lines(signs: str, *sizes: int) -> st.SearchStrategy[str]:
    """Lines of a pattern, right or nearly so."""
    return st.sampled_from(sizes).flatmap(lambda size: st.text(signs, min_size=size, max_size=size))


def patterns(signs: str) -> st.SearchStrategy[list[str]]:
    """A line for 4/4, and perhaps one for 3/4."""
    waltzes = st.lists(lines(signs, 12, 24, 36), max_size=1)
    return st.builds(lambda line, more: [line, *more], lines(signs, 16, 32, 48), waltzes)


PIECES = st.sampled_from(("kick", "snare", "surdo"))
PATTERNS = st.fixed_dictionaries({
    "drums": st.lists(
        st.dictionaries(PIECES, lines("Xxo?..", 16, 32), min_size=1, max_size=3)
        | st.dictionaries(PIECES, lines("Xxo?..", 12, 36), min_size=1, max_size=3),
        min_size=1, max_size=3,
    ),
    "bass": patterns("13578a.."),
    "chords": patterns("Xx1236.."),
    "lead": patterns("Xx..-"),
})  # fmt: skip
MAJOR = st.lists(st.sampled_from(("1", "4", "57", "b7", "2m7")), min_size=1, max_size=6).map(" ".join)
MINOR = st.lists(st.sampled_from(("1m", "4m9", "57b9", "b6maj7")), max_size=6).map(" ".join)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    patterns=PATTERNS,
    progressions=st.fixed_dictionaries({"major": st.tuples(MAJOR), "minor": st.tuples(MINOR)}),
    pump=st.lists(st.floats(0, 1), min_size=2, max_size=2).map(sorted),
    seed=st.integers(0, 99),
    bars=st.sampled_from((1, 3, 8)),
    meter=st.sampled_from((Meter(), Meter(3, 4), Meter(7, 8), Meter(5, 4))),
)
def test_what_is_not_wrong_can_be_composed(
    folder: Path, seed: int, bars: int, meter: Meter, **tables: object
) -> None:
    (folder / "mine.toml").write_bytes(msgspec.toml.encode({"name": "mine", "like": "house", **tables}))
    if own_mistakes():
        assert "mine" not in genres()
        return
    score = compose(seed, genre="mine", bars=bars, meter=meter, roles=frozenset(ROLES))
    starts = [note.start_quarter for stem in score.stems for note in stem.notes]
    assert score.genre == "mine" and all(-0.1 < start < score.quarters + 0.1 for start in starts)
