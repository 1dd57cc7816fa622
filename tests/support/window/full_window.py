"""The whole window with something everywhere in it, behind which nothing is made and nothing sounds:

python -m tests.support.window.full_window FOLDER [LANGUAGE]
"""

from __future__ import annotations

import itertools
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication, QMenu

from bridge.messages import events as ev
from bridge.messages.orders import Sender
from bridge.player.port import PlayerView, VoiceView
from bridge.settings import Settings
from bridge.stage.table import PadPlan
from bridge.stage.views import PADS, PadState, PadView, SourceView, StageView
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Key, Transport
from tests.support.window.drag_target import leave_with_input
from tests.support.window.hub import FakeHub, FakeStage, order, shot
from tests.support.window.libraries import Shelf, job, unheard
from tests.support.window.words import WORDS
from ui.clips.audition import SLOT
from ui.common.i18n import install_language
from ui.common.link import Link
from ui.common.state import WindowState
from ui.queue.rows import RowState
from ui.shell.app import Program

JOBS = (
    job(prompt="slow jazz", seed=1, key=Key(9, "minor"), bars=2),
    job(prompt="deep house with organ", seed=2, key=None),
    job(prompt="dub", seed=3, negative="drums"),
)
_CLIP = unheard(JOBS[0])
# Nothing plays by it: it stands still, and so does what is shown.
_BEATS = Transport(tempo_bpm=124.0, playing=False, beat=6.0, read_at_s=0.0, source="link")


def settings_in(folder: Path) -> Settings:
    """Of which nothing is the user's."""
    return Settings(
        export_folder=str(folder / "clips"),
        inbox_folder=str(folder / "inbox"),
        library_file=str(folder / "library.sqlite"),
        models_folder=str(folder / "models"),
        presets_folder=str(folder / "presets"),
        ahead_folder=str(folder / "ahead"),
    )


class _Standing:
    """A bridge that is there until it is stopped."""

    def __init__(self, link: Link, stage: FakeStage, tied: Callable[[FakeHub], None]) -> None:
        self._link, self._stage, self._tied = link, stage, tied
        self._over = threading.Event()

    def run(self, on_listening: Callable[[], None]) -> None:
        self._tied(FakeHub(self._link, self._stage))
        on_listening()
        self._over.wait()

    def adjust(self, settings: Settings) -> bool:
        return True

    def stop(self) -> None:
        self._over.set()


class FullWindow:
    """`program` and its `window`; `fill` brings something into every part of it."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.stage, self.menus = FakeStage(), list[QMenu]()
        self.hub: FakeHub | None = None
        self.state = WindowState(folder / "window.ini")
        settings = settings_in(folder)
        Shelf(folder).add(*JOBS)
        self.program = Program(
            app,
            settings,
            settings_file=folder / "settings.toml",
            state=self.state,
            make=lambda settings, link: _Standing(link, self.stage, self._tied),
            with_first=False,
        )
        self.window = self.program.window
        self.link = self.program.link

    def _tied(self, hub: FakeHub) -> None:
        self.hub = hub

    @property
    def is_tied(self) -> bool:
        return self.hub is not None

    @property
    def has_clips(self) -> bool:
        """Whether the list has been read."""
        places = self.program.panels
        return places.clips.model.rowCount() == len(JOBS) and places.clips.model.found_at(0) is not None

    def fill(self, strangers: str = "") -> None:
        """Pads in each state, a queue with what runs, waits and failed, what plays, a clip in view;
        `strangers` is in all that may come from files and other programs."""
        self.program._words_loaded(WORDS)
        self.stage.shown = _view(strangers)
        self._fill_queue(strangers)
        notices = self.window.notices
        notices.post("model", f"“A model” is here.{strangers}")
        notices.post("bridge", f"“A port” is taken.{strangers}", "bad", action="“Do”", do=lambda: None)
        self.program.panels.clips.list.selectRow(0)

    def _fill_queue(self, strangers: str) -> None:
        assert self.hub is not None
        for prompt in ("too long", "slow jazz"):
            self.window.bar.prompt.setText(prompt)
            self.window.bar.submit()
        failed, waits = self.hub.all(ev.RequestCame)[-2:]
        self.hub.fail(failed.sender, f"“Too long” fits no loop.{strangers}")
        other = order(Sender("osc", "there", "1"), f"funk{strangers}", ticket=2)
        self.hub.show(shot(order(waits.sender), running=other, fraction=0.4))
        self.window.bar.prompt.clear()

    @property
    def is_full(self) -> bool:
        """Whether all that was brought can be seen."""
        shows = self.program.panels
        return (
            self.link.view is self.stage.shown
            and {row.state for row in self.window.queue.rows} >= {RowState.RUNNING, RowState.FAILED}
            and shows.inspector.found is not None
            and shows.inspector.found.digest in {each.digest for each in JOBS}
        )

    def close(self) -> None:
        self.program.close()
        self.window.deleteLater()
        self.program.deleteLater()


def _view(strangers: str) -> StageView:
    plan = PadPlan(title=f"House Drums{strangers}", preset="waltz")
    states = itertools.cycle(PadState)
    pads = [_pad(number, plan, state) for number, state in zip(range(1, PADS), states, strict=False)]
    voices = tuple(
        VoiceView(slot=slot, clip=_clip(at, strangers), starts_at_s=0.0, position=0.25, gain=1.0)
        for at, slot in enumerate((SLOT, *(f"pad {number}" for number in range(1, 8))))
    )
    player = PlayerView(
        device=f"Interface{strangers}", rate_hz=48_000, latency_s=0.021, underruns=2, voices=voices
    )
    return StageView(
        transport=_BEATS,
        beats=_BEATS,
        sources=(
            SourceView(name="link", tempo_bpm=124.0, fresh=True, leads=True),
            SourceView(name="midi", tempo_bpm=120.0, fresh=False, leads=False),
            SourceView(name="typed", tempo_bpm=90.0, fresh=True, leads=False),
        ),
        pads=(*pads, PadView(pad=PADS)),
        player=player,
        table=f"House{strangers}",
        learning=4,
    )


def _pad(number: int, plan: PadPlan, state: PadState) -> PadView:
    has_clip = state in (PadState.READY, PadState.CUED, PadState.PLAYING)
    return PadView(
        pad=number, title=plan.title, plan=plan, state=state, progress=0.4, clip=_CLIP if has_clip else None
    )


def _clip(at: int, strangers: str) -> Clip:
    order = JOBS[at % len(JOBS)]
    return unheard(msgspec.structs.replace(order, prompt=order.prompt + strangers))


def main() -> None:
    folder, app = Path(sys.argv[1]), QApplication(["riffbridge"])
    install_language(app, *sys.argv[2:])
    full = FullWindow(app, folder)
    full.program.show()

    def look() -> None:
        if full.is_tied and full.has_clips and not full.stage.shown.sources:
            full.fill()
        elif full.stage.shown.sources and full.is_full:
            looking.stop()
            print("full", flush=True)

    looking = QTimer()
    looking.timeout.connect(look)
    looking.start(20)
    leave_with_input(app)
    app.exec()
    full.window.close()
    full.program.close()


if __name__ == "__main__":
    main()
