"""What it takes to make a pad set of one's own."""

from __future__ import annotations

from bridge.stage.table import Table
from bridge.stage.tables import find_table
from bridge.vocabulary.music import Key
from tests.support.window.desk import Desk
from tests.support.window.gestures import wait_until
from tests.support.window.person import Person

WORDS = ("drums", "bass", "organ", "piano", "strings", "brass", "bells", "dub")


def test_a_set_of_eight_pads_in_one_key_takes_thirty_actions_and_is_there_after_a_restart(
    desk: Desk, person: Person
) -> None:
    menu = desk.program.panels.pads.sets
    wait_until(lambda: menu.isVisible() and menu.isEnabled())
    person.click(menu)
    person.make_pad_set("Friday", "Am", WORDS)
    wait_until(person.find("Mute pad 8").isEnabled)
    person.click("Mute pad 8")
    person.press("Esc")
    assert person.actions <= 25
    minor = Key(9, "minor")
    wanted = {pad: (words, minor, pad == 8) for pad, words in enumerate(WORDS, 1)}
    # What the next start reads; tests/ui/test_first_hour.py starts again.
    wait_until(lambda: pads_of(find_table("friday")) == wanted)
    wait_until(lambda: (kept := desk.kept()) is not None and kept.pads == "friday")


def pads_of(table: Table) -> dict[int, tuple[str | None, Key | None, bool]]:
    """Words, key and mute of its pads."""
    return {pad: (plan.prompt, plan.key, plan.muted) for pad, plan in table.plans.items()}
