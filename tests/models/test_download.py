"""Downloads, against a server on this machine that speaks as the hub does."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest

from bridge.errors import BadModel, Cancelled, StorageFailed
from bridge.models import download as module
from bridge.models.catalogue import HubFile, HubSource
from bridge.models.download import LOCK_FILE, download

WEIGHTS = bytes(range(256)) * 40
CONFIG = b'{"a": 1}'
SOURCE = HubSource(
    "someone/model",
    "c0ffee",
    (
        HubFile("unet/config.json"),
        HubFile("unet/model.safetensors", len(WEIGHTS), hashlib.sha256(WEIGHTS).hexdigest()),
    ),
)


class Hub:
    """A repository whose files, and whose troubles, a test sets."""

    def __init__(self) -> None:
        self.files = {"unet/config.json": CONFIG, "unet/model.safetensors": WEIGHTS}
        self.asked: list[tuple[str, str | None]] = []
        self.cut_after: int | None = None
        self.ignores_ranges = False
        # Where set, the connection stays open and silent after `cut_after`.
        self.hangs: threading.Event | None = None
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hub.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        name = request.path.removeprefix("/someone/model/resolve/c0ffee/")
        wanted = request.headers.get("Range")
        self.asked.append((name, wanted))
        if name not in self.files:
            request.send_error(404)
            return
        content, start = self.files[name], 0
        if wanted is not None and not self.ignores_ranges:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if start and start >= len(content):
            request.send_error(416)
            return
        request.send_response(206 if start else 200)
        request.send_header("Content-Length", str(len(content) - start))
        request.end_headers()
        request.wfile.write(content[start : self.cut_after])
        if self.hangs is not None:
            self.hangs.wait(20)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setattr(module, "_BLOCK_BYTES", 1024)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    hub = Hub()
    thread = threading.Thread(target=hub.server.serve_forever, args=(0.01,))
    thread.start()
    yield hub
    hub.server.shutdown()
    thread.join()
    hub.server.server_close()


def content(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != LOCK_FILE]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_all_files_arrive_and_are_recorded(hub: Hub, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    download(SOURCE, tmp_path, lambda done, total: heard.append((done, total)), hub.endpoint)
    assert content(tmp_path) == hub.files
    assert heard == sorted(heard)
    assert heard[-1][0] == len(WEIGHTS) + len(CONFIG)
    lock = msgspec.json.decode((tmp_path / LOCK_FILE).read_bytes())
    assert lock["unet/config.json"] == hashlib.sha256(CONFIG).hexdigest()


def test_what_is_there_is_not_fetched_again(hub: Hub, tmp_path: Path) -> None:
    download(SOURCE, tmp_path, endpoint=hub.endpoint)
    hub.asked.clear()
    download(SOURCE, tmp_path, endpoint=hub.endpoint)
    assert hub.asked == []


def test_a_broken_connection_is_gone_on_with(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = 5000
    with pytest.raises(BadModel, match=r"ended early.*Try again to resume"):
        download(SOURCE, tmp_path, endpoint=hub.endpoint)
    hub.cut_after = None
    download(SOURCE, tmp_path, endpoint=hub.endpoint)
    assert hub.asked[-1] == ("unet/model.safetensors", "bytes=5000-")
    assert content(tmp_path) == hub.files


def test_a_server_without_ranges_begins_anew(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = 5000
    with pytest.raises(BadModel):
        download(SOURCE, tmp_path, endpoint=hub.endpoint)
    hub.cut_after, hub.ignores_ranges = None, True
    download(SOURCE, tmp_path, endpoint=hub.endpoint)
    assert content(tmp_path) == hub.files


def test_cancelled_between_two_blocks_and_kept(hub: Hub, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > 3000:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        download(SOURCE, tmp_path, stop, hub.endpoint)
    assert 3000 < (tmp_path / "unet/model.safetensors.part").stat().st_size < 5000
    download(SOURCE, tmp_path, endpoint=hub.endpoint)
    assert content(tmp_path) == hub.files


def test_a_cancel_does_not_wait_for_a_whole_block(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BLOCK_BYTES", 1 << 20)
    hub.cut_after, hub.hangs = 100, threading.Event()

    def stop(done: int, total: int) -> None:
        if done > len(CONFIG):
            assert hub.hangs is not None and not hub.hangs.is_set()
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        download(msgspec.structs.replace(SOURCE, files=SOURCE.files[1:]), tmp_path, stop, hub.endpoint)
    hub.hangs.set()
    assert (tmp_path / "unet/model.safetensors.part").stat().st_size == 100


def test_a_whole_part_only_needs_its_name(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "unet").mkdir()
    (tmp_path / "unet/model.safetensors.part").write_bytes(WEIGHTS)
    download(SOURCE, tmp_path, endpoint=hub.endpoint)
    assert content(tmp_path) == hub.files


def test_what_was_not_published_is_thrown_away(hub: Hub, tmp_path: Path) -> None:
    hub.files["unet/model.safetensors"] = WEIGHTS[::-1]
    with pytest.raises(BadModel, match="arrived damaged"):
        download(SOURCE, tmp_path, endpoint=hub.endpoint)
    assert content(tmp_path) == {"unet/config.json": CONFIG}


def test_what_was_seen_first_is_held_to(hub: Hub, tmp_path: Path) -> None:
    download(SOURCE, tmp_path, endpoint=hub.endpoint)
    (tmp_path / "unet/config.json").unlink()
    hub.files["unet/config.json"] = b'{"a": 2}'
    with pytest.raises(BadModel, match=r"config\.json arrived damaged"):
        download(SOURCE, tmp_path, endpoint=hub.endpoint)


def test_damage_on_disk_is_found_and_mended(hub: Hub, tmp_path: Path) -> None:
    download(SOURCE, tmp_path, endpoint=hub.endpoint)
    (tmp_path / "unet/model.safetensors").write_bytes(WEIGHTS[:-1])
    (tmp_path / "unet/config.json").write_bytes(b"{}")
    download(SOURCE, tmp_path, endpoint=hub.endpoint)
    assert content(tmp_path) == hub.files


def test_a_file_that_is_not_published(hub: Hub, tmp_path: Path) -> None:
    del hub.files["unet/config.json"]
    with pytest.raises(BadModel, match="download failed"):
        download(SOURCE, tmp_path, endpoint=hub.endpoint)


def test_offline_there_is_a_way_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(BadModel) as caught:
        download(SOURCE, tmp_path / "model", endpoint="http://127.0.0.1:9")
    message = str(caught.value)
    assert "https://huggingface.co/someone/model/tree/c0ffee" in message
    assert f"into {tmp_path / 'model'}: unet/config.json, unet/model.safetensors" in message


def test_a_disk_too_small_is_told_beforehand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(StorageFailed, match=r"0\.0 GB free. The model needs"):
        download(SOURCE, tmp_path / "not" / "yet", endpoint="http://127.0.0.1:9")


def test_a_place_that_cannot_be_written(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "unet").write_text("a file where a folder should be")
    with pytest.raises(StorageFailed, match="can't be written"):
        download(SOURCE, tmp_path, endpoint=hub.endpoint)


def test_a_record_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_text("{")
    with pytest.raises(BadModel, match="Delete it"):
        download(SOURCE, tmp_path, endpoint="http://127.0.0.1:9")
