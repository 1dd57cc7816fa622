"""Whether the bridge's table would notice what it is there to notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bridge_rows.killing import Watchman
from benchmarks.bridge_rows.row import percentile, told
from bridge.errors import Cancelled
from bridge.library.files import read_clip
from bridge.settings import Settings
from bridge.vocabulary.jobs import Progress
from tests.support.factories import job
from tests.support.noise_engine import BEGAN, ENDED, Scripted, behind
from tests.support.serving import wait_until


def test_percentiles_are_spans_that_were_measured() -> None:
    spans_ms = [float(span) for span in range(1, 101)]
    assert (percentile(spans_ms, 50), percentile(spans_ms, 99), percentile([3.0], 99)) == (51.0, 100.0, 3.0)
    assert told(spans_ms) == "p50 50.50, p99 100.00, most 100.00 ms"


def test_the_scripted_renderer_writes_whole_clips_and_says_when(tmp_path: Path) -> None:
    takes = [(job(take=take, count=2, steps=3), tmp_path / f"{take}.wav") for take in range(2)]
    steps: list[Progress] = []
    notes: list[str] = []
    clips = Scripted(Settings()).render(takes, steps.append, notes.append)
    assert [read_clip(clip.path).job for clip in clips] == [each for each, _ in takes]
    assert [each.fraction for each in steps] == [0.0, 1 / 3, 2 / 3]
    (began, begun_s), (ended, ended_s) = (note.split() for note in notes)
    assert (began, ended) == (BEGAN, ENDED) and 0.0 < float(begun_s) <= float(ended_s)


def test_what_waits_at_a_gate_can_be_let_go(tmp_path: Path) -> None:
    def cancel(progress: Progress) -> None:
        raise Cancelled("Cancelled.")

    waiting = job(prompt=behind(tmp_path / "gate"))
    with pytest.raises(Cancelled):
        Scripted(Settings()).render([(waiting, tmp_path / "a.wav")], cancel, lambda note: None)
    assert not list(tmp_path.iterdir())


def test_the_watchman_sees_a_part_of_a_clip_and_no_whole_or_hidden_one(tmp_path: Path) -> None:
    [clip] = Scripted(Settings()).render(
        [(job(), tmp_path / "whole.wav")], lambda step: None, lambda note: None
    )
    whole = clip.path.read_bytes()
    (tmp_path / ".hidden.part").write_bytes(whole[:1000])
    with Watchman(tmp_path) as watchman:
        wait_until(lambda: watchman.looks > 2)
        assert not watchman.partial
        (tmp_path / "part.wav").write_bytes(whole[: len(whole) // 2])
        wait_until(lambda: bool(watchman.partial))
    assert watchman.partial[0].startswith("part.wav: ")
