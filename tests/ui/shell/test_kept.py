"""What somebody has done in the window is there after a restart, with a real bridge behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bridge.settings import read_settings
from bridge.stage.table import PadPlan
from bridge.vocabulary.music import Key
from tests.support.bridge_process import settings_in
from tests.support.window.desk import PATIENCE_MS, Desk
from tests.support.window.gestures import press, write
from tests.support.window.libraries import Shelf, job
from ui.pads.sets import plans_in

UNDO, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@contextmanager
def desk_in(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    kept = folder / "settings.toml"
    one = Desk(qapp, qtbot, folder, read_settings(kept) if kept.exists() else settings_in(folder))
    try:
        qtbot.waitUntil(
            lambda: len(plans(one)) > 0 and one.program.panels.pads.sets.isVisible(), timeout=PATIENCE_MS
        )
        yield one
    finally:
        one.close()


def plans(desk: Desk) -> dict[int, PadPlan]:
    view = desk.program.link.view
    return {} if view is None else plans_in(view)


def named(desk: Desk) -> tuple[str, str]:
    view = desk.program.link.view
    return ("", "") if view is None else (view.pad_set, view.table)


def test_pads_tempo_request_and_selection_are_there_after_a_restart(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    jobs = job(seed=1), job(seed=2), job(seed=3)
    Shelf(tmp_path / "library").add(*jobs)
    with desk_in(qapp, qtbot, tmp_path) as desk:
        pads, window = desk.program.panels.pads, desk.window
        pads._do("edit", 3)
        pads.editor.preset.set_preset(None)
        pads.editor.prompt.setText("dub organ")
        press(pads.editor.prompt, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: plans(desk)[3].prompt == "dub organ")
        next(each for each in pads.sets.keys.actions() if each.text() == "Ebm").trigger()
        qtbot.waitUntil(lambda: {each.key for each in plans(desk).values()} == {Key(3, "minor")})
        pads.sets.save.trigger()
        pads.naming.name.setText("Friday")
        press(pads.naming.name, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: named(desk) == ("friday", "Friday"), timeout=PATIENCE_MS)
        pads._do("clear", 4)
        qtbot.waitUntil(lambda: 4 not in plans(desk))
        pads._do("clear", 5)
        qtbot.waitUntil(lambda: 5 not in plans(desk))
        press(window, Qt.Key.Key_Z, UNDO)
        qtbot.waitUntil(lambda: 5 in plans(desk))
        press(window, Qt.Key.Key_Z, UNDO | SHIFT)
        qtbot.waitUntil(lambda: 5 not in plans(desk))
        clips = desk.program.panels.clips
        qtbot.waitUntil(lambda: clips.model.found_at(1) is not None)
        clips.list.select(clips.model.number_at(1))
        qtbot.waitUntil(lambda: desk.program.panels.inspector.found is not None)
        # Delete and undo take two actions.
        press(clips.list, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: "deleted" in window.notices.sentences)
        qtbot.waitUntil(lambda: clips.model.rowCount() == 2)
        window.notices.act("deleted")
        qtbot.waitUntil(lambda: clips.model.rowCount() == 3 and clips.model.found_at(1) is not None)
        clips.list.select(clips.model.number_at(1))
        qtbot.waitUntil(lambda: desk.program.panels.inspector.found is not None)
        write(window.bar.prompt, "half a sent")
        window.bar.bars.set_bars(8)
        desk.program.panels.transport_bar.tempo.setValue(97.5)
        qtbot.waitUntil(lambda: bool(desk.program.link.view and desk.program.link.view.transport))
        qtbot.waitUntil(lambda: '"friday"' in (tmp_path / "settings.toml").read_text())
        before = plans(desk)

    with desk_in(qapp, qtbot, tmp_path) as desk:
        bar, clips = desk.window.bar, desk.program.panels.clips
        assert named(desk) == ("friday", "Friday")
        assert plans(desk) == before and not {4, 5} & set(before)
        assert before[3].prompt == "dub organ" and before[3].key == Key(3, "minor")
        qtbot.waitUntil(lambda: bar.prompt.text() == "half a sent", timeout=PATIENCE_MS)
        assert bar.bars.bars == 8
        tempo = desk.program.panels.transport_bar.tempo
        qtbot.waitUntil(lambda: tempo.value() == 97.5, timeout=PATIENCE_MS)
        tempo.setValue(tempo.minimum())
        qtbot.waitUntil(lambda: desk.program._state.text("session/tempo", "none") == "")
        qtbot.waitUntil(lambda: clips.list.has_selection, timeout=PATIENCE_MS)
        assert clips.list.selected_clips()[0].digest == jobs[1].digest
        # What was changed on the set before is still on that one, and can be taken back.
        pads = desk.program.panels.pads
        next(each for each in pads.sets.sets if each.text() == "Mixed").trigger()
        qtbot.waitUntil(lambda: named(desk)[0] == "mixed")
        assert plans(desk)[3].prompt == "dub organ"
        pads.sets.reset.trigger()
        qtbot.waitUntil(lambda: plans(desk)[3].prompt != "dub organ")
        edited = tmp_path / "home" / "config" / "riffbridge" / "pads" / "edited"
        qtbot.waitUntil(lambda: [each.name for each in edited.iterdir()] == ["friday.toml"])
