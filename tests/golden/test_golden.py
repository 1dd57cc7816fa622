"""What was so stays so, unless a change means it: then its commit shows the records that it changes."""

from __future__ import annotations

import hashlib
import json
from typing import get_args

from bridge.messages.answers import Answer
from bridge.playing.samples import BANK, INDEX
from tests.golden import answers, digests, doors, jobs


def test_each_door_takes_and_refuses_what_it_did() -> None:
    assert doors.record() == json.loads(doors.RECORD.read_text(encoding="utf-8"))


def test_the_same_request_gives_the_same_clip() -> None:
    assert digests.record() == json.loads(digests.RECORD.read_text(encoding="utf-8"))


def test_the_same_job_has_the_same_digest() -> None:
    assert jobs.record() == json.loads(jobs.RECORD.read_text(encoding="utf-8"))


def test_each_answer_goes_out_as_the_same_bytes() -> None:
    assert {type(answer) for answer in answers.ANSWERS.values()} == set(get_args(Answer))
    assert answers.record() == json.loads(answers.RECORD.read_text(encoding="utf-8"))


def test_what_is_played_is_played_on_the_same_bank() -> None:
    index = hashlib.sha256((BANK / INDEX).read_bytes()).hexdigest()
    assert index == "e643887d894487351fd05c17eafacad410da3df6f545fbfbbb5ee77b760a31ab", (
        "a clip's guide names its bank: give the new one another name"
    )
