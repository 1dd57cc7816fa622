"""What leaves the window by dragging, and what comes into it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PyQt6.QtCore import QMimeData, Qt, QUrl
from PyQt6.QtGui import QDrag
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bridge.requests.bounds import MAX_PROMPT_CHARACTERS
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.requests import ClipRequest
from tests.support.posix import make_pipe
from tests.support.window.libraries import closing, drawn, found, job, unheard
from ui.dragging.drag import CLIPS_MIME, clips_in, drag_out, drag_picture, mime_of
from ui.dragging.drop import MAX_FILES, DragContent, can_accept, drag_content, read, read_file, read_text
from ui.pictures.loader import PreviewLoader


def mime(paths: list[Path] | None = None, text: str | None = None) -> QMimeData:
    made = QMimeData()
    if paths is not None:
        made.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text is not None:
        made.setText(text)
    return made


# ---- out ----


def test_clips_go_as_files_as_text_and_as_themselves(tmp_path: Path) -> None:
    clips = [found(drawn(job(seed=seed), tmp_path / f"clip № {seed}.wav")) for seed in (1, 2)]
    gone = found(unheard(job(seed=3)))
    out = mime_of([*clips, gone])
    paths = [str(each.clip.path) for each in clips]
    assert [url.toLocalFile() for url in out.urls()] == paths
    assert out.text() == "\n".join(paths)
    assert clips_in(out) == [each.digest for each in clips]
    assert drag_content(out) == DragContent(clips=tuple(each.digest for each in clips))


def test_what_has_no_file_is_not_dragged(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDrag, "exec", lambda *_: pytest.fail("dragged nonetheless"))
    source, previews = QWidget(), PreviewLoader(folder=tmp_path / "previews")
    qtbot.addWidget(source)
    with closing(previews):
        assert drag_out(source, [found(unheard(job()))], previews) is Qt.DropAction.IgnoreAction


def test_a_drag_offers_copies_alone_and_has_a_picture(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def run(drag: QDrag, *actions: Qt.DropAction) -> Qt.DropAction:
        asked.extend([actions, drag.pixmap().size(), drag.mimeData()])
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", run)
    source, previews = QWidget(), PreviewLoader(folder=tmp_path / "previews")
    qtbot.addWidget(source)
    clips = [found(drawn(job(seed=seed), tmp_path / f"{seed}.wav")) for seed in range(3)]
    with closing(previews):
        drag_out(source, clips, previews)
        one, many = (drag_picture(some, previews, source).toImage() for some in (clips[:1], clips))
    assert asked[0] == (Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)
    assert not asked[1].isEmpty()
    assert one != many  # how many there are can be seen


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1, 2]", b"\xff", b'"text"', pytest.param(b"[" * 100_000, id="deep")]
)
def test_a_drag_that_only_says_it_has_clips_has_none(data: bytes) -> None:
    strange = QMimeData()
    strange.setData(CLIPS_MIME, data)
    assert clips_in(strange) == [] and not can_accept(strange)
    assert clips_in(None) == [] and not can_accept(None)


# ---- in ----


def test_what_may_be_taken_is_told_without_opening_it(tmp_path: Path) -> None:
    assert can_accept(mime([tmp_path / "not there.wav"]))
    assert can_accept(mime(text="slow dub"))
    assert not can_accept(mime(text="  \n")) and not can_accept(mime(text="/a\0.wav"))
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.wav")])
    assert not can_accept(web)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("/tmp/a b.wav\n", ["/tmp/a b.wav"]),
        ("/tmp/a.wav\r\n/tmp/b.aif", ["/tmp/a.wav", "/tmp/b.aif"]),
        ("file:///tmp/a%20b.wav", ["/tmp/a b.wav"]),
        ("file://localhost/tmp/a.wav", ["/tmp/a.wav"]),
        ("C:\\loops\\a.wav", ["C:\\loops\\a.wav"]),
        ("/tmp/a.wav\ndub", []),
        ("dub/techno with a.wav", []),
        ("/ techno", []),
    ],
)
def test_paths_that_come_as_text_are_files(text: str, paths: list[str]) -> None:
    content = drag_content(mime(text=text))
    assert content.paths == tuple(map(Path, paths))
    assert content.text == ("" if paths else text)


def test_an_address_may_name_this_machine() -> None:
    made = QMimeData()
    made.setUrls([QUrl("file://localhost/tmp/a%20b.wav")])
    assert drag_content(made).paths == (Path("/tmp/a b.wav"),)


def test_a_clip_of_ours_brings_its_frame_along(tmp_path: Path) -> None:
    clip = drawn(job(prompt="dub", meter=Meter(3, 4)), tmp_path / "a.wav")
    # Whatever it is called: it is known by what is in it.
    strange = clip.path.rename(tmp_path / "a.txt")
    assert read_file(strange) == ClipRequest(
        source=strange,
        prompt="dub",
        tempo_bpm=124.0,
        bars=1,
        meter=Meter(3, 4),
        key=Key(9, "minor"),
        origin="window",
    )


def test_texts_and_requests_are_read_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("  slow dub \n")
    (tmp_path / "b.toml").write_text('prompt = "funk"\nbars = 4\nsource = "beat.wav"\n')
    (tmp_path / "c.json").write_text('{"prompt": "samba", "bpm": 104, "to_clip": "b.wav"}')
    there = drag_content(mime([tmp_path / name for name in ("a.txt", "b.toml", "c.json")]))
    assert read(there).requests == (
        ClipRequest(prompt="slow dub", origin="window"),
        ClipRequest(prompt="funk", bars=4, source=tmp_path / "beat.wav", origin="window"),
        ClipRequest(prompt="samba", tempo_bpm=104.0, goal_source=tmp_path / "b.wav", origin="window"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("slow  dub\nwith organ", ClipRequest(prompt="slow dub with organ", origin="window")),
        ('prompt = "funk"\nbars = 4', ClipRequest(prompt="funk", bars=4, origin="window")),
        ('{"prompt": "samba"}', ClipRequest(prompt="samba", origin="window")),
        ("tempo = fast, mood = dark", ClipRequest(prompt="tempo = fast, mood = dark", origin="window")),
    ],
)
def test_a_text_is_a_prompt_or_a_request(text: str, expected: ClipRequest) -> None:
    assert read_text(text) == expected
    assert read(drag_content(mime(text=text))).requests == (expected,)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x00\xff" * 40, "UTF-8"),
        (b'prompt = "a"\nbarz = 4', "bars"),
        (b"bars = 4000", "bars: 4000 isn't"),
        (None, "Can't read"),
    ],
)
def test_what_is_nothing_is_said_by_name_in_a_sentence(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "a.toml"
    if content is not None:
        path.write_bytes(content)
    dropped = read(DragContent(paths=(path,)))
    [problem] = dropped.problems
    assert not dropped.requests and problem.startswith("a.toml: ") and said in problem


def test_a_folder_among_others_and_a_text_without_end_are_refused(tmp_path: Path) -> None:
    one, several = (read(DragContent(paths=(tmp_path, *more))) for more in ((), (tmp_path / "a.wav",)))
    assert (one.folder, one.problems) == (tmp_path, ()) and "folder" in several.problems[0]
    assert read(DragContent(text="a" * (MAX_PROMPT_CHARACTERS + 1))).problems
    assert "beat.wav" in read(DragContent(text='{"prompt": "a", "source": "beat.wav"}')).problems[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
@pytest.mark.timeout(20)
def test_a_pipe_is_refused_and_holds_nobody(tmp_path: Path) -> None:
    pipe = make_pipe(tmp_path / "a.wav")
    assert not can_accept(mime([pipe]))
    assert "isn't a regular file" in read(DragContent(paths=(pipe,))).problems[0]


def test_of_very_many_files_the_first_are_taken(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number:03}.txt" for number in range(MAX_FILES + 5)]
    for path in paths:
        path.write_text("dub")
    dropped = read(drag_content(mime(paths)))
    assert len(dropped.requests) == MAX_FILES and len(dropped.problems) == 1


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    dropped = read(DragContent(text=text.strip()))
    assert len(dropped.requests) + len(dropped.problems) == bool(text.strip())
    json.dumps(dropped.problems)
