"""Our files into a host's folders, and out of them again, with nothing else touched.

What was written is listed, with each file's SHA-256, in a manifest in a folder of our own: that is how a
later version knows the files for ours, and what may be removed.
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
    """What an installation wrote: by each file's path below the host's folder its SHA-256."""

    program: str
    version: str
    files: dict[str, str]


class Removed(msgspec.Struct, frozen=True):
    """What became of an installation in `folder`: files taken away, and those left, for they are not ours."""

    folder: Path
    files: tuple[str, ...]
    left: tuple[str, ...]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What an installation would do below `root`, our own folder being `own`.

    `files` is what would be written, by paths below `root`; `goes` those of an earlier version that would
    be taken away. `installed` is the version that lies there ("": none), and `is_current` whether nothing
    would change. `obstacle` says in a sentence why it cannot be done.
    """

    root: Path
    own: str
    files: tuple[str, ...]
    goes: tuple[str, ...] = ()
    installed: str = ""
    is_current: bool = False
    obstacle: str = ""


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
    """Write `contents`, by paths below `root`, over an earlier installation of ours; what was written.

    `own` is our own folder below `root`; the manifest lies in it. Raises `BadRequest` if that folder, or one
    of the files, is somebody else's, or if one of ours was changed, and `StorageFailed`.
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
    return tuple(root / path for path in planned.files)


def uninstall(root: Path, own: str) -> Removed:
    """Take away what `install` wrote, as far as it still is as it was written, with what Python has made of
    it, and our own folder if nothing is left in it.

    Raises `BadRequest` if nothing of ours is there, and `StorageFailed`.
    """
    if (manifest := _manifest(root, own)) is None:
        raise BadRequest(f"There is nothing of Riffbridge's in {root / own}; --to DIR looks elsewhere.")
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
            raise StorageFailed(f"{root / own} cannot be removed: {error.strerror}.") from error
    return Removed(root, (*gone, f"{own}/{MANIFEST}"), tuple(sorted(left | changed)))


def _obstacle(root: Path, own: str, before: Manifest | None, contents: Mapping[str, bytes]) -> str:
    """Why `contents` cannot be written over what was installed `before`, or nothing."""
    if before is None and _is_there(root / own):
        return f"{root / own} is not Riffbridge's own; move it away, or choose another folder (--to DIR)."
    ours = before.files if before is not None else {}
    for path in sorted({*contents, *ours}):
        there = root / path
        if _is_there(there) and (there.is_symlink() or ours.get(path) != _sha256(there)):
            return (
                f"{there} is not as Riffbridge wrote it, or not Riffbridge's at all; move it away, and "
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
    """Whether `path` stays below the folder that it is of."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not set(parts) & {"..", "/"} and not set(path) & set("\\:\0")


def _is_there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _sha256(path: Path) -> str:
    """Of the file's content; of what is no file of its own, nothing."""
    if path.is_symlink() or not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _remove_bytecode(root: Path, scripts: Sequence[str]) -> None:
    """Take away the bytecode that a host's Python has laid beside `scripts`, and what then is empty."""
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
            raise StorageFailed(f"{root / path} cannot be removed: {error.strerror}.") from error
