"""Whether docs/hosts.md says what is so, as far as that can be read off the program."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import msgspec
import pytest

from bridge.commands.osc import typed
from bridge.hosts import register
from bridge.hosts.reference import brought_up_to_date
from bridge.messages.events import RequestCame
from bridge.osc.codec import Message
from bridge.osc.dispatch import dispatch
from bridge.osc.forms import Where
from bridge.settings import Settings, parse_settings
from bridge.vocabulary.places import Place

PAGE = (Path(__file__).parents[2] / "docs" / "hosts.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^##+ (.+?)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
HOSTS = ("Ableton Live", "REAPER", "Bitwig Studio", "Ardour", "Any other host")


@pytest.mark.parametrize("title", SECTIONS)
def test_there_are_at_most_five_steps_and_what_was_not_tested_is_said(title: str) -> None:
    steps = [int(number) for number in re.findall(r"^(\d)\. ", SECTIONS[title], re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1)) and len(steps) <= 5
    if title in HOSTS:
        assert steps[0:1] == [1] and "Install Riffbridge" in SECTIONS[title]
    assert title == "Ardour" or "Not tested: " in SECTIONS[title]


def test_its_tables_and_steps_are_the_register_s() -> None:
    assert brought_up_to_date(PAGE) == PAGE, "python -m bridge.hosts.reference docs/hosts.md"
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", " ".join(PAGE.split()))
    for host in register.hosts():
        assert [step for step in host.steps if step not in text] == []


def test_every_host_has_its_page() -> None:
    assert set(HOSTS) < set(SECTIONS)
    for host in register.hosts():
        assert (f"`riffbridge install {host.id}`" in PAGE) == (host.script is not None)


def test_the_places_on_the_page_are_places() -> None:
    table = PAGE[PAGE.index("| place |") :].split("\n\n")[0]
    places = re.findall(r"^\| `([^…`]+)`", table, re.MULTILINE)
    assert len(places) == 5
    for place in [*places, *re.findall(r"`((?:live|reaper|bitwig|ardour):[^`]+)`", PAGE)]:
        assert Place.parse(place)


def test_what_is_to_be_typed_is_understood() -> None:
    typed_in = re.findall(r"`riffbridge send (/riffbridge/render [^`]+)`", PAGE)
    assert len(typed_in) >= 4
    for line in typed_in:
        address, *arguments = shlex.split(line)
        read = dispatch(Message(address, tuple(map(typed, arguments))), Where("127.0.0.1", 9000, 0.0))
        assert isinstance(read, RequestCame) and read.request.place is not None and read.request.bars == 2


def test_the_settings_on_the_page_can_be_set() -> None:
    known = {field.name for field in msgspec.structs.fields(Settings)} | set(register.options())
    named = set(re.findall(r"`(\w+_(?:port|meter|folder))`", PAGE))
    assert named and named <= known
    lines = re.findall(r"`((?:hosts|reaper_meter) = [^`]+)`", PAGE) + re.findall(r"```toml\n(.+?)\n```", PAGE)
    assert len(lines) == 3
    for line in lines:
        assert parse_settings(line, "settings.toml") != Settings()
