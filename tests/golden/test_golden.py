"""What was so stays so, unless a change means it: then its commit shows the records that it changes."""

from __future__ import annotations

import json

from tests.golden import digests, doors


def test_each_door_takes_and_refuses_what_it_did() -> None:
    assert doors.record() == json.loads(doors.RECORD.read_text(encoding="utf-8"))


def test_the_same_request_gives_the_same_clip() -> None:
    assert digests.record() == json.loads(digests.RECORD.read_text(encoding="utf-8"))
