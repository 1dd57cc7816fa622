"""Whose a source is: as the request says, else as its file does."""

from typing import Any

import pytest
from msgspec import UNSET

from bridge.errors import BadRequest
from bridge.requests.derive import operation_of
from bridge.requests.foreign import rights
from bridge.sound.files.loops import Evidence
from bridge.vocabulary.requests import ClipRequest
from tests.support.factories import job

TAGGED = Evidence(frames=1, rate_hz=1, licence="CC\x00-BY", author="Ana\nB ")


def found(request: ClipRequest, evidence: Evidence | None, **parent: Any) -> tuple[object, object]:
    kept = rights(request, evidence, job(**parent) if parent else None, "CC0-1.0")
    return kept.get("source_licence"), kept.get("source_author")


def test_the_request_counts_for_more_than_the_file() -> None:
    said = ClipRequest(source_licence="MIT", source_author="")
    assert found(said, TAGGED) == ("MIT", None)
    assert found(ClipRequest(), TAGGED) == ("CC -BY", "Ana B")
    assert found(ClipRequest(), Evidence(frames=1, rate_hz=1)) == (None, None)


def test_a_clip_of_ours_hands_on_what_is_stricter_than_the_model() -> None:
    plain = Evidence(frames=1, rate_hz=1, licence="CC0-1.0")
    assert found(ClipRequest(), plain, seed=1) == (None, None)
    strict = Evidence(frames=1, rate_hz=1, licence="CC-BY-SA-4.0", author="Ana")
    assert found(ClipRequest(), strict, seed=1) == ("CC-BY-SA-4.0", "Ana")


def test_a_morph_keeps_its_clip_s() -> None:
    assert found(ClipRequest(), None, source_licence="MIT") == ("MIT", UNSET)
    assert found(ClipRequest(), None) == (UNSET, UNSET)


def test_they_are_about_a_source() -> None:
    with pytest.raises(BadRequest, match="source_licence is about a source"):
        operation_of(ClipRequest(prompt="dub", source_licence="MIT"))
