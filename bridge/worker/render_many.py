"""Renders many jobs: played ones on several processors, the others one after another."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from bridge.errors import Cancelled, RiffbridgeError
from bridge.models.catalogue import find
from bridge.pieces.preparing import Render
from bridge.rendering.played import render_played
from bridge.settings import Settings
from bridge.vocabulary.jobs import RenderJob
from bridge.worker.renderer import ModelRenderer

# Fewer are played before the processes would have started.
_WORTH_A_POOL = 6
_MOST_PROCESSES = 4

Take = tuple[RenderJob, Path]


def renderer(settings: Settings) -> Render:
    """A function that renders jobs, with the models of `settings`, which stay loaded."""
    models = ModelRenderer(settings)

    def render(takes: Sequence[Take], done: Callable[[], None]) -> Mapping[Path, RiffbridgeError]:
        failed: dict[Path, RiffbridgeError] = {}
        played, rest = [take for take in takes if not take[0].needs_model], takes
        if len(played) >= _WORTH_A_POOL:
            failed |= _play_all(settings, played, done)
            rest = [take for take in takes if take[0].needs_model]
        for take in rest:
            try:
                models.render([take], lambda progress: None, lambda message: None)
            except Cancelled:
                raise
            except RiffbridgeError as error:
                failed[take[1]] = error
            done()
        return failed

    return render


def _play_all(
    settings: Settings, takes: Sequence[Take], done: Callable[[], None]
) -> dict[Path, RiffbridgeError]:
    failed: dict[Path, RiffbridgeError] = {}
    spawned = multiprocessing.get_context("spawn")
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1)
    pool = ProcessPoolExecutor(processes, spawned)
    try:
        with _interrupts_kept():
            paths = {pool.submit(_play, settings, take): take[1] for take in takes}
        for future in as_completed(paths):
            try:
                future.result()
            except Cancelled:
                raise
            except RiffbridgeError as error:
                failed[paths[future]] = error
            done()
    finally:
        pool.shutdown(cancel_futures=True)
    return failed


@contextlib.contextmanager
def _interrupts_kept() -> Iterator[None]:
    """Processes that start in the block never see Ctrl+C, which reaches all of a terminal; this one sees it
    after the block."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _play(settings: Settings, take: Take) -> None:
    entry = find(take[0].model, Path(settings.models_folder))
    entry.require_same(take[0].model_sha256)
    render_played([take], entry.info, lambda progress: None, lambda message: None)
