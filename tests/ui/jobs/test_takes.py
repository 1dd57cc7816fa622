"""What it takes to choose among takes, and to change one's mind."""

from __future__ import annotations

from bridge.messages.answers import Done
from bridge.vocabulary.jobs import InpaintSpan
from tests.support.window.desk import Desk
from tests.support.window.gestures import wait_until
from tests.support.window.person import Person
from ui.clips.audition import SLOT
from ui.common.clip_words import take


def listed(desk: Desk) -> list[str]:
    """The takes in the list, from the top."""
    model = desk.program.panels.clips.model
    rows = [model.found_at(row) for row in range(model.rowCount())]
    return [take(each.clip.job) for each in rows if each is not None]


def shown(desk: Desk) -> str:
    """The take in the inspector."""
    found = desk.program.panels.inspector.found
    return "" if found is None else take(found.clip.job)


def heard(desk: Desk) -> str:
    """The take that plays, or comes in on the next beat."""
    view = desk.program.link.view
    voices = view.player.voices if view is not None else ()
    takes = [take(voice.clip.job) for voice in voices if voice.slot == SLOT]
    return takes[-1] if takes else ""


def test_four_takes_one_of_which_is_kept_a_deletion_undone_and_a_new_ending(
    desk: Desk, person: Person
) -> None:
    four = [f"take {number} of 4" for number in (1, 2, 3, 4)]
    person.write("slow dub with organ")
    person.press("Ctrl+Shift+Return")
    desk.wait_for(Done)
    wait_until(lambda: listed(desk) == four and shown(desk) == four[0])
    person.click(person.row("Clips", 0))
    for _ in range(2):
        before = shown(desk)
        person.press("Down")
        wait_until(lambda: before != shown(desk) == heard(desk))  # noqa: B023
    assert heard(desk) == four[2]
    person.press("K")
    person.press("Shift+Delete")
    assert person.actions == 7
    wait_until(lambda: listed(desk) == ["take 3 of 4"])
    wait_until(lambda: not person.sees("Discard 3 other takes") and person.sees("Kept"))

    person.actions = 0
    person.press("Ctrl+Z")
    wait_until(lambda: listed(desk) == four and person.sees("Discard 3 other takes"))
    # Another that is kept isn't among those that would be discarded.
    person.press("Up")
    person.press("K")
    wait_until(lambda: person.sees("Discard 2 other takes"))
    person.press("Down")
    wait_until(lambda: shown(desk) == heard(desk) == four[2] and person.sees("Discard 2 other takes"))
    person.actions = 0
    person.press("Delete")
    # The next one takes its place, and is heard in its stead.
    wait_until(lambda: shown(desk) == "take 4 of 4" == heard(desk))
    person.press("Ctrl+Z")
    assert person.actions == 2
    wait_until(lambda: listed(desk) == four)
    person.press("Escape")
    wait_until(lambda: not heard(desk))

    # A new ending, and a longer loop.
    inspector = desk.program.panels.inspector
    assert inspector.found is not None
    first, picture = inspector.found.clip.job, inspector.loop
    assert first.bars == 2
    person.actions = 0
    width = picture.width()
    person.drag(person.spot(picture, width * 15 // 16), person.spot(picture, width * 13 // 16))
    person.click("Fill")
    assert person.actions == 2
    wait_until(lambda: inspector.found is not None and inspector.found.clip.job.gap is not None)
    filled = inspector.found.clip.job
    assert (filled.gap, filled.bars) == (InpaintSpan(6.0, 8.0), 2) and not person.sees("Fill")
    assert filled.source is not None and filled.prompt == first.prompt

    person.actions = 0
    person.drag(person.spot(picture, width - 3), person.spot(picture, width * 15 // 16))
    person.click("Extend to 4 bars")
    assert person.actions == 2
    wait_until(lambda: inspector.found is not None and inspector.found.clip.job.bars == 4)
    assert inspector.found.clip.job.source_bars == 2
