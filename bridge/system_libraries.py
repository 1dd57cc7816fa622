"""Says which of the system's libraries are missing, and what installs them.

On Linux alone: wheels for Windows and macOS bring all of theirs along. The names are those that the wheels
of PyQt6 6.11, supriya-midi, sounddevice, pedalboard and LinkPython ask the loader for (`readelf -d`).
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

# The package of Debian and Ubuntu that has each.
_PACKAGES = {
    "libasound.so.2": "libasound2",
    "libportaudio.so.2": "libportaudio2",
    "libatomic.so.1": "libatomic1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_NAMES = tuple(_PACKAGES)
MIDI, SOUND = ("libasound.so.2",), ("libportaudio.so.2",)
# What Qt itself needs, and what it needs to show a window by X11 or by Wayland.
WINDOW = _NAMES[_NAMES.index("libbrotlidec.so.1") : _NAMES.index("libX11-xcb.so.1")]
X11 = _NAMES[_NAMES.index("libX11-xcb.so.1") : _NAMES.index("libwayland-client.so.0")]
WAYLAND = _NAMES[_NAMES.index("libwayland-client.so.0") :]
# Renamed where seconds have 64 bits: from Debian 13 and Ubuntu 24.04 on.
_RENAMED, _RENAMED_FROM = ("libasound2", "libglib2.0-0"), {"debian": 13.0, "ubuntu": 24.04}
_SHOWN = 3
_OS_RELEASE = Path("/etc/os-release")
_NOT_FOUND = re.compile(r"(lib[^\s:/]+\.so[.\d]*): cannot open shared object file")


def missing(names: Iterable[str], load: Callable[[str], object] = ctypes.CDLL) -> list[str]:
    """Those of `names` that the loader doesn't find."""
    return [name for name in names if sys.platform.startswith("linux") and not _loads(name, load)]


def _loads(name: str, load: Callable[[str], object]) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


def named_in(error: object) -> list[str]:
    """The libraries that the loader's own message misses."""
    return _NOT_FOUND.findall(str(error))


def advice(what: str, names: Iterable[str], os_release: str | None = None) -> str:
    """The sentence for whoever wants `what`: which libraries are missing, and what installs them.

    `os_release` is the text of `/etc/os-release`, which is read unless it is given.
    """
    names = list(dict.fromkeys(names))
    packages = dict.fromkeys(_PACKAGES[name] for name in names if name in _PACKAGES)
    suffix = "t64" if _has_new_names(_read_os_release() if os_release is None else os_release) else ""
    words = [f"{each}{suffix}" if each in _RENAMED else each for each in packages]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    told = f"{what} needs system libraries that are missing: {', '.join(names[:_SHOWN])}{more}."
    return f"{told} On Debian or Ubuntu, run sudo apt install {' '.join(words)}." if words else told


def _read_os_release() -> str:
    try:
        return _OS_RELEASE.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _has_new_names(os_release: str) -> bool:
    facts = dict(re.findall(r'^(ID|VERSION_ID)="?([\w.]+)"?$', os_release, re.MULTILINE))
    try:
        return float(facts["VERSION_ID"]) >= _RENAMED_FROM[facts["ID"]]
    except (KeyError, ValueError):
        return False
