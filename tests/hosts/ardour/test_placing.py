"""Clips into Ardour: the order that is laid into the mailbox, what triggers it, and how it ends.

The program itself is in `test_placing_real`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.cli import main
from bridge.errors import BadRequest
from bridge.hosts.ardour.description import ARDOUR
from bridge.hosts.ardour.installing import script, usual_folder
from bridge.hosts.ardour.placing import TRIGGER, TRIGGER_AGAIN_S, ArdourClipPlacer
from bridge.hosts.connection import Placement
from bridge.hosts.mailbox.note_format import format_note, parse_note
from bridge.hosts.mailbox.orders import SILENT_S, TAKEN_WITHIN_S
from bridge.hosts.scripts import install, uninstall
from bridge.messages.events import PlacementEnded
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.places import Place
from tests.support.factories import job

CLIP = Clip(
    job=job(), path=Path("/clips/a.wav"), frames=1, rate_hz=8_000, peak_dbfs=-6.0, seam=0.5, grid="exact"
)


class Hands:
    def __init__(self, folder: Path) -> None:
        self._ended: list[PlacementEnded] = []
        self.folder = folder
        self.placer = ArdourClipPlacer(folder)

    @property
    def ended(self) -> list[PlacementEnded]:
        self._ended += self.placer.take_ended()
        return self._ended

    def place(self, id: str, place: str) -> None:
        self.placer.place(Placement(id, CLIP, Place.parse(place)), 0.0)

    def order(self) -> dict[str, str] | None:
        try:
            return parse_note((self.folder / "order.note").read_text())
        except FileNotFoundError:
            return None

    def answer(self, id: str, **fields: str) -> None:
        (self.folder / f"answer-{id}.note").write_text(format_note({"id": id, **fields}))

    def kinds(self) -> list[tuple[str, str]]:
        return [(end.id, end.failure.kind if end.failure else "") for end in self.ended]


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


def test_an_order_lies_there_and_the_script_is_run_until_it_is_answered(hands: Hands) -> None:
    hands.place("1", "ardour:cursor")
    hands.place("2", "selected")
    assert hands.placer.tick(0.0) == [TRIGGER] and hands.placer.tick(0.1) == []
    assert hands.order() == {"id": "1", "path": "/clips/a.wav", "track": "new"}
    assert hands.placer.tick(TRIGGER_AGAIN_S) == [TRIGGER]
    (hands.folder / "order.note").unlink()
    hands.answer("1", ended="placed", where="arrangement:cursor")
    assert hands.placer.tick(2.0) == [TRIGGER]
    assert hands.ended == [PlacementEnded("1", where="ardour:arrangement:cursor")]
    assert hands.order() == {"id": "2", "path": "/clips/a.wav", "track": "selected"}
    hands.answer("2", ended="failed", kind="no-file", text="It is gone.")
    hands.placer.tick(3.0)
    assert hands.kinds()[1:] == [("2", "no-file")]


def test_a_script_that_does_not_run_is_missed(hands: Hands) -> None:
    hands.place("1", "cursor")
    hands.placer.tick(0.0)
    hands.placer.tick(TAKEN_WITHIN_S)
    assert hands.ended[0].failure is not None and "install ardour" in hands.ended[0].failure.message
    assert hands.order() is None and hands.placer.tick(TAKEN_WITHIN_S + 5) == []


def test_an_order_that_is_taken_and_never_answered(hands: Hands) -> None:
    hands.place("1", "cursor")
    hands.placer.tick(0.0)
    (hands.folder / "order.note").unlink()
    hands.placer.tick(TAKEN_WITHIN_S)
    assert hands.ended == []
    hands.placer.tick(SILENT_S)
    assert hands.kinds() == [("1", "host")]


def test_slots_are_none_of_ardours_and_the_end_is_said(hands: Hands) -> None:
    hands.place("1", "track:1/slot:1")
    hands.place("2", "cursor")
    hands.place("3", "cursor")
    hands.placer.tick(0.0)
    hands.placer.stop()
    assert hands.kinds() == [("1", "no-place"), ("2", "busy"), ("3", "no-host")]
    assert hands.order() is None


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    hands = Hands(tmp_path / "none")
    hands.place("1", "cursor")
    hands.placer.tick(0.0)
    assert hands.kinds() == [("1", "storage")]


# ---- the script ----


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        library_file=str(tmp_path / "data" / "library.sqlite"), export_folder=str(tmp_path / 'the "clips"')
    )


def test_the_script_knows_its_places(tmp_path: Path, settings: Settings) -> None:
    written = install(ARDOUR, tmp_path / "ardour7", settings)
    text = (tmp_path / "ardour7" / "scripts" / "riffbridge.lua").read_text()
    assert text == script(tmp_path / "data" / "ardour", tmp_path / 'the "clips"') and "@" not in text
    assert f'mailbox = "{tmp_path}/data/ardour"' in text and 'the \\"clips\\""' in text
    assert all(path.exists() for path in written) and len(written) == 3


def test_it_is_taken_away_again_and_nothing_else(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = tmp_path / "ardour7" / "scripts" / "theirs.lua"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("theirs")
    monkeypatch.setattr("bridge.commands.install.read_settings", lambda: settings)
    main(["install", "ardour", "--to", str(tmp_path / "ardour7")])
    assert "Script Manager" in capsys.readouterr().out
    main(["uninstall", "ardour", "--to", str(tmp_path / "ardour7")])
    assert [path for path in (tmp_path / "ardour7").rglob("*") if path.is_file()] == [theirs]
    with pytest.raises(BadRequest):
        uninstall(ARDOUR, tmp_path / "ardour7")


def test_the_newest_ardour_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with pytest.raises(BadRequest, match="There is no Ardour"):
        usual_folder()
    for name in ("ardour6", "ardour7", "ardour8", "ardour", "audacity9"):
        (tmp_path / name).mkdir()
    assert usual_folder() == tmp_path / "ardour8"
