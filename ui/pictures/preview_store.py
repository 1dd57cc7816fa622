"""A cache of previews on disk, by clip digest."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

import platformdirs

from bridge.errors import BadFile, StorageFailed
from bridge.sound.files.atomic import atomic_write, make_folder
from ui.pictures.preview import ClipPreview, decode_preview, encode_preview

# A few thousand clips; the least recently shown are evicted first.
MAX_BYTES = 96 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")
# Evict down to this share, so that it is not needed each time.
_LEFT = 0.8


def previews_folder() -> Path:
    """The folder, in the user's cache."""
    return platformdirs.user_cache_path("riffbridge") / "previews-1"


class PreviewStore:
    """Previews in `folder`, at most `max_bytes`. For one thread. Never fails: unreadable files count as
    missing."""

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._bytes: int | None = None

    def get(self, digest: str) -> ClipPreview | None:
        """The preview of that clip, if it is stored."""
        path = self._path(digest)
        try:
            preview = decode_preview(path.read_bytes())
        except (BadFile, OSError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return preview

    def put(self, digest: str, preview: ClipPreview) -> None:
        """Store it, if the disk allows."""
        data = encode_preview(preview)
        with contextlib.suppress(StorageFailed, OSError):
            make_folder(self._folder)
            before = self._total()
            atomic_write(self._path(digest), data)
            self._bytes = before + len(data)
            if self._bytes > self._max_bytes:
                self._make_room()

    def _path(self, digest: str) -> Path:
        if _DIGEST.fullmatch(digest) is None:
            raise ValueError(f"not a digest: {digest[:80]!r}")
        return self._folder / f"{digest}.png"

    def _total(self) -> int:
        if self._bytes is None:
            self._bytes = sum(size for _, size, _ in self._listed())
        return self._bytes

    def _listed(self) -> list[tuple[int, int, Path]]:
        """When each was last shown (ns), its size in bytes, its path."""
        found = []
        for path in self._folder.glob("*.png"):
            with contextlib.suppress(OSError):
                status = path.stat()
                found.append((status.st_mtime_ns, status.st_size, path))
        return found

    def _make_room(self) -> None:
        listed = sorted(self._listed())
        left = sum(size for _, size, _ in listed)
        for _, size, path in listed:
            if left <= _LEFT * self._max_bytes:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                left -= size
        self._bytes = left
