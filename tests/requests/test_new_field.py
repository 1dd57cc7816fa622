"""A new field is an attribute and a row: every door, page and word is made from the register."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NEW = """
import bridge.vocabulary.requests as vocabulary


class ClipRequest(vocabulary.ClipRequest, frozen=True, forbid_unknown_fields=True, kw_only=True):
    swing: float | None = None


vocabulary.ClipRequest = ClipRequest

from bridge.requests import fields, kinds

SWING = fields.Field("swing", "swing", kinds.number(0.0, 1.0), "swing", "how far off-beats are moved")
fields.GROUPS[fields.MUSIC] += (SWING,)
fields.FIELDS = (*fields.FIELDS, SWING)
fields.BY_NAME["swing"] = SWING

from bridge.osc.query import tree
from bridge.osc.reference import reference as osc_reference
from bridge.requests.reference import reference
from tests.support.doors import DOORS, Refused
from ui.common.brief_chips import setting_chips
from ui.request.advanced_fields import advanced_part

for title, door in DOORS.items():
    assert door("swing", ".5") == {"swing": 0.5}, title
    try:
        door("swing", "2")
    except Refused as error:
        assert str(error) == "swing: “2” isn't a number from 0 to 1."
[chip] = setting_chips(advanced_part(ClipRequest(swing=0.5)))
assert chip.text == "swing 0.5"
for page in (reference(), osc_reference(), str(tree())):
    assert "swing" in page and "a number from 0 to 1" in page

from bridge.cli import main

try:
    main(["render", "--like", "a.wav", "--swing", "0.5"])
except SystemExit as left:
    assert left.code == 2
"""


def test_what_is_new_is_known_at_every_door() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NEW],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert "riffbridge: --like renders the same clip again. Leave out --swing." in done.stderr
