"""Downloads models from the hub: only the files that are needed, resumed where it stopped, and verified.

A file's SHA-256 is either in the catalogue, or it is recorded when the file first arrives, in
`files.lock.json` beside the model, and must stay the same ever after (trust on first use).

The hub serves plain files over HTTPS with ranges, which the standard library can read. The hub's own client
cannot do what is needed here: `hf_hub_download` (2.4) throws away what has arrived when a download stops,
notices a cancel only after each 10 MB (five seconds at 2 MB/s), and tells the hub which torch is installed.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import shutil
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import msgspec

from bridge.errors import BadModel, StorageFailed
from bridge.models.catalogue import HubFile, HubSource
from bridge.models.folder import file_sha256

LOCK_FILE = "files.lock.json"
_BLOCK_BYTES = 1 << 20
_TIMEOUT_S = 30.0
# All but the second are `OSError`s too, as is whatever a disk raises: these must be caught first.
_NETWORK_ERRORS = (
    urllib.error.URLError,
    http.client.HTTPException,
    ConnectionError,
    TimeoutError,
    ssl.SSLError,
)
OnBytes = Callable[[int, int], None]


def download(
    source: HubSource, folder: Path, on_bytes: OnBytes = lambda done, total: None, endpoint: str | None = None
) -> None:
    """Fetch what `folder` lacks of `source`, or holds damaged.

    `on_bytes(done, all)` is called whenever bytes have arrived, with the sizes that are known; what it raises
    passes through, and what has arrived is kept for the next time. `endpoint` is the hub's address
    (by default `HF_ENDPOINT`'s, else huggingface.co). Raises `BadModel` if the hub cannot be reached
    or a file is not what it should be, `StorageFailed` if the disk refuses.
    """
    endpoint = endpoint or os.environ.get("HF_ENDPOINT") or "https://huggingface.co"
    lock = read_lock(folder)
    missing = [file for file in source.files if not _is_sound(folder, file, lock)]
    total = sum(file.size_bytes or 0 for file in missing)
    _check_space(folder, total)
    done = 0
    for file in missing:
        url = f"{endpoint.rstrip('/')}/{source.repository}/resolve/{source.revision}/{file.path}"
        part = folder / f"{file.path}.part"

        def report(have: int, before: int = done) -> None:
            on_bytes(before + have, max(total, before + have))

        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            _fetch(url, part, report)
            done += part.stat().st_size
            lock[file.path] = _settle(part, folder / file.path, file.sha256 or lock.get(file.path))
            _write_lock(folder, lock)
        except _NETWORK_ERRORS as error:
            raise BadModel(_manual_way(source, folder, error)) from error
        except OSError as error:
            raise StorageFailed(f"{folder} can't be written: {error.strerror}.") from error


def read_lock(folder: Path) -> dict[str, str]:
    """The recorded SHA-256 of each file; empty if there is no record yet."""
    path = folder / LOCK_FILE
    if not path.is_file():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError) as error:
        raise BadModel(f"{path} can't be read. Delete it to trust the files as they are.") from error


def _write_lock(folder: Path, lock: dict[str, str]) -> None:
    text = msgspec.json.format(msgspec.json.encode(lock, order="sorted"), indent=2)
    (folder / LOCK_FILE).write_bytes(text + b"\n")


def _is_sound(folder: Path, file: HubFile, lock: dict[str, str]) -> bool:
    """Whether the file is there and has the hash it should have, if one is known."""
    path = folder / file.path
    expected = file.sha256 or lock.get(file.path)
    return path.is_file() and expected in (None, file_sha256(path))


def _fetch(url: str, part: Path, on_bytes: Callable[[int], None]) -> None:
    """Get `url` into `part`, going on behind what is already there."""
    have = part.stat().st_size if part.exists() else 0
    headers = {"User-Agent": "riffbridge"} | ({"Range": f"bytes={have}-"} if have else {})
    try:
        response = urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=_TIMEOUT_S)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # nothing lies behind what is there; its hash will tell whether that is right
        raise
    with response:
        goes_on = response.status == http.client.PARTIAL_CONTENT
        expected = int(response.headers.get("Content-Length", -1))
        with part.open("ab" if goes_on else "wb") as file:
            start = file.tell()
            # What has arrived, however little: on a slow line a cancel does not wait for a whole block.
            while block := response.read1(_BLOCK_BYTES):
                file.write(block)
                on_bytes(file.tell())
            if expected not in (-1, file.tell() - start):
                raise ConnectionError("the connection ended early")


def _settle(part: Path, path: Path, expected: str | None) -> str:
    """Give a file that has arrived its name if its hash is right; otherwise throw it away."""
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if expected not in (None, digest):
        part.unlink()
        raise BadModel(f"{path.name} arrived damaged and was deleted. Download it again.")
    part.replace(path)
    return digest


def _check_space(folder: Path, needed_bytes: int) -> None:
    """Raise `StorageFailed` before four gigabytes are fetched for nothing."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    needed_bytes -= sum(part.stat().st_size for part in folder.glob("*/*.part"))
    free_bytes = shutil.disk_usage(existing).free
    if free_bytes < needed_bytes:
        raise StorageFailed(
            f"{existing} has {free_bytes / 1e9:.1f} GB free. The model needs {needed_bytes / 1e9:.1f} GB."
        )


def _manual_way(source: HubSource, folder: Path, error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    names = ", ".join(file.path for file in source.files)
    return (
        f"The download failed ({reason}). Try again to resume it, or put these "
        f"files of {source.page} into {folder}: {names}."
    )
