"""The presets we ship all read, and a wrong one is named with what is wrong in it."""

from pathlib import Path

import pytest

from bridge.errors import BadFile, BadRequest
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import PromptParser
from bridge.requests.presets import find_preset, preset_names, read_preset

GOOD = 'title = "Mine"\ngenre = "dub"\nprompt = "dub"\nwords = ""\ntempo_bpm = 70\n'


def test_at_least_two_dozen_presets_ship_and_read() -> None:
    presets = [read_preset(path) for path in preset_names().values()]
    assert len(presets) >= 24
    assert len({preset.genre for preset in presets}) >= 10
    assert len({preset.title for preset in presets}) == len(presets)


def test_a_folder_of_ones_own_comes_first(tmp_path: Path) -> None:
    name = next(iter(preset_names()))
    (tmp_path / f"{name}.toml").write_text(GOOD)
    assert find_preset(name, tmp_path).title == "Mine"


def test_a_misspelt_name_gets_the_nearest() -> None:
    name = next(iter(preset_names()))
    with pytest.raises(BadRequest, match=name):
        find_preset(name + "x")
    with pytest.raises(BadRequest, match="riffbridge presets lists them"):
        find_preset("?!")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("tempo_bpm = 70\nvolume = 11", "volume"),
        ("tempo_bpm = 7000", "Use 20 to 999"),
        ("tempo_bpm = 70\nbars = 0", "Use 1 to 64"),
        ('tempo_bpm = 70\nmeter = "4"', "isn.t a meter"),
        ("tempo_bpm = =", "mine"),
    ],
)
def test_a_wrong_preset_says_why(tmp_path: Path, change: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace("tempo_bpm = 70", change))
    with pytest.raises(BadFile, match=said):
        read_preset(path)


def test_a_preset_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="can't be read"):
        read_preset(tmp_path / "gone.toml")


@pytest.fixture(scope="module")
def prompt_parser() -> PromptParser:
    return PromptParser(lexicon())


@pytest.mark.parametrize("name", preset_names())
def test_the_starter_understands_every_word_of_what_ships(name: str, prompt_parser: PromptParser) -> None:
    preset = read_preset(preset_names()[name])
    asked = prompt_parser.parse(preset.prompt)
    assert (asked.genre, asked.unknown) == (preset.genre, ())
    assert not prompt_parser.parse(preset.words).unknown
