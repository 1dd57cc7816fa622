"""Installs our files into a host's folders and removes them, and touches nothing else.

A manifest in a folder of our own lists each file with its SHA-256: it tells a later version which files are
ours and may be removed.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from bridge import __version__
from bridge.errors import BadRequest, StorageFailed
from bridge.sound.files.atomic import atomic_write, make_folder

MANIFEST = "riffbridge-manifest.json"


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an installation wrote: the SHA-256 of each file, by its path below the host's folder."""

    program: str
    version: str
    files: dict[str, str]


class Removed(msgspec.Struct, frozen=True):
    """What was removed from `folder`, and what was left because it was changed or is not ours."""

    folder: Path
    files: tuple[str, ...]
    left: tuple[str, ...]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What an installation would do below `root`, our own folder being `own`.

    `files` would be written, by paths below `root`; `goes`, of an earlier version, removed; the bridge's own
    folders `makes` created. `installed` is the version there ("": none), and `is_current` whether nothing
    would change. `obstacle` says why it cannot be done, `doubt` what speaks against the folder.
    """

    root: Path
    own: str
    files: tuple[str, ...]
    goes: tuple[str, ...] = ()
    installed: str = ""
    is_current: bool = False
    obstacle: str = ""
    makes: tuple[Path, ...] = ()
    doubt: str = ""

    @property
    def writes(self) -> tuple[Path, ...]:
        """The paths of all files."""
        return tuple(self.root / path for path in self.files)


def plan(root: Path, own: str, contents: Mapping[str, bytes]) -> Plan:
    """What `install` would do with the same arguments. Reads, and writes nothing."""
    before = _manifest(root, own)
    ours = before.files if before is not None else {}
    listed = _listed(contents)
    return Plan(
        root=root,
        own=own,
        files=(*contents, f"{own}/{MANIFEST}"),
        goes=tuple(sorted(set(ours) - set(contents))),
        installed=before.version if before is not None else "",
        is_current=ours == listed and all(_sha256(root / path) == listed[path] for path in listed),
        obstacle=_obstacle(root, own, before, contents),
    )


def install(root: Path, own: str, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write `contents`, by paths below `root`, over an earlier installation of ours; the paths written.

    `own` is our own folder below `root`, with the manifest. Raises `BadRequest` if that folder or a file is
    not ours, or if one of ours was changed, and `StorageFailed`.
    """
    planned = plan(root, own, contents)
    if planned.obstacle:
        raise BadRequest(planned.obstacle)
    _remove(root, set(planned.goes))
    # Before the files that it lists: what is cut short here can be installed again, or taken away.
    make_folder(root / own)
    manifest = msgspec.json.encode(Manifest("riffbridge", __version__, _listed(contents)))
    atomic_write(root / own / MANIFEST, msgspec.json.format(manifest) + b"\n")
    for path, data in contents.items():
        make_folder((root / path).parent)
        atomic_write(root / path, data)
    return planned.writes


def uninstall(root: Path, own: str) -> Removed:
    """Remove what `install` wrote and nobody changed, its bytecode, and our own folder once it is empty.

    Raises `BadRequest` if nothing of ours is there, and `StorageFailed`.
    """
    if (manifest := _manifest(root, own)) is None:
        raise BadRequest(f"There is nothing of Riffbridge's in {root / own}. Use --to DIR to look elsewhere.")
    there = {path for path in manifest.files if _is_there(root / path)}
    changed = {path for path in there if _sha256(root / path) != manifest.files[path]}
    gone = sorted(there - changed)
    _remove(root, {*gone, f"{own}/{MANIFEST}"})
    _remove_bytecode(root, gone)
    left = {str(each.relative_to(root).as_posix()) for each in (root / own).iterdir()}
    if not left:
        try:
            (root / own).rmdir()
        except OSError as error:
            raise StorageFailed(f"{root / own} can't be removed: {error.strerror}.") from error
    return Removed(root, (*gone, f"{own}/{MANIFEST}"), tuple(sorted(left | changed)))


def _obstacle(root: Path, own: str, before: Manifest | None, contents: Mapping[str, bytes]) -> str:
    """Why `contents` cannot be written over what was installed `before`, or nothing."""
    if before is None and _is_there(root / own):
        return f"{root / own} isn't Riffbridge's own. Move it away, or choose another folder (--to DIR)."
    ours = before.files if before is not None else {}
    for path in sorted({*contents, *ours}):
        there = root / path
        if _is_there(there) and (there.is_symlink() or ours.get(path) != _sha256(there)):
            return (
                f"{there} is not as Riffbridge wrote it, or not Riffbridge's at all. Move it away, and "
                "install again."
            )
    return ""


def _listed(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(data).hexdigest() for path, data in contents.items()}


def _manifest(root: Path, own: str) -> Manifest | None:
    """The manifest of an installation of ours, or none."""
    if (root / own).is_symlink():
        return None
    try:
        manifest = msgspec.json.decode((root / own / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None
    return manifest if manifest.program == "riffbridge" and all(map(_is_below, manifest.files)) else None


def _is_below(path: str) -> bool:
    """Whether `path` stays below the folder it is relative to."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not set(parts) & {"..", "/"} and not set(path) & set("\\:\0")


def _is_there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _sha256(path: Path) -> str:
    """Of the file's content; empty for a link or anything but a file."""
    if path.is_symlink() or not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _remove_bytecode(root: Path, scripts: Sequence[str]) -> None:
    """Remove the bytecode that a host's Python made of `scripts`, and its folder once that is empty."""
    for script in scripts:
        cache = (root / script).parent / "__pycache__"
        if script.endswith(".py") and cache.is_dir() and not cache.is_symlink():
            stem = glob.escape(PurePosixPath(script).stem)
            _remove(cache, {path.name for path in cache.glob(f"{stem}.*.pyc")})
            with contextlib.suppress(OSError):  # there is something else in it
                cache.rmdir()


def _remove(root: Path, paths: set[str]) -> None:
    for path in sorted(paths):
        try:
            (root / path).unlink(missing_ok=True)
        except OSError as error:
            raise StorageFailed(f"{root / path} can't be removed: {error.strerror}.") from error
