"""What is missing of the system is told in full, by what the loader says."""

from __future__ import annotations

import sys

import pytest

from bridge.commands import window
from bridge.system_libraries import MIDI, WAYLAND, WINDOW, X11, advice, missing, named_in
from bridge.worker.worker import failure_of

DEBIAN_12 = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n'
DEBIAN_13 = 'ID=debian\nVERSION_ID="13"\n'
UBUNTU = 'ID=ubuntu\nVERSION_ID="24.04"\nID_LIKE=debian\n'


def test_the_loader_names_the_first_that_is_missing() -> None:
    of_rtmidi = "libasound.so.2: cannot open shared object file: No such file or directory"
    of_qt = "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"
    assert named_in(ImportError(of_rtmidi)) == ["libasound.so.2"]
    assert named_in(OSError(f"/x/libqxcb.so: {of_qt}")) == ["libxcb-cursor.so.0"]
    assert named_in(ModuleNotFoundError("No module named 'PyQt6'")) == []
    assert named_in(ImportError("/x/libGL.so.1: file too short")) == []


@pytest.mark.parametrize(
    ("os_release", "package"),
    [(DEBIAN_12, "libasound2"), (DEBIAN_13, "libasound2t64"), (UBUNTU, "libasound2t64"), ("", "libasound2")],
)
def test_the_package_is_called_as_this_system_calls_it(os_release: str, package: str) -> None:
    assert advice("MIDI", MIDI, os_release) == (
        "MIDI needs system libraries that are missing: libasound.so.2. "
        f"On Debian or Ubuntu, run sudo apt install {package}."
    )


def test_all_packages_are_named_once() -> None:
    sentence = advice("The window", [*WINDOW, *WINDOW, *X11, *WAYLAND], DEBIAN_12)
    packages = sentence.partition("install ")[2].rstrip(".").split()
    assert len(packages) == len(set(packages)) >= 28
    assert {"libegl1", "libgl1", "libdbus-1-3", "libxcb-cursor0", "libxkbcommon-x11-0"} <= set(packages)
    assert "libbrotlidec.so.1, libdbus-1.so.3, libEGL.so.1 and" in sentence


def test_a_library_without_a_known_package_is_named() -> None:
    told = "It needs system libraries that are missing: libodd.so.7."
    assert advice("It", ["libodd.so.7"], DEBIAN_12) == told


def test_a_render_that_lacks_one_says_so() -> None:
    why = ImportError("libatomic.so.1: cannot open shared object file: No such file or directory")
    said = failure_of(why).message
    assert said.startswith("Rendering needs system libraries that are missing: libatomic.so.1.")
    assert "libatomic1" in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="wheels bring them along elsewhere")
def test_each_is_looked_for() -> None:
    assert missing(["libc.so.6", "libriffbridge-none.so.1"]) == ["libriffbridge-none.so.1"]


@pytest.mark.parametrize(
    ("environment", "plugins"),
    [
        ({"DISPLAY": ":0"}, ["libqxcb"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["libqxcb", "libqwayland"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "wayland"}, ["libqwayland"]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, ["libqxcb"]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, []),
    ],
)
def test_the_window_tries_the_screens_there_are(
    environment: dict[str, str], plugins: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert [plugin for plugin, _ in window._screens()] == plugins


def test_what_the_window_lacks_is_told() -> None:
    why = OSError("libodd.so.7: cannot open shared object file: No such file or directory")
    assert window._what_is_missing(why).startswith(
        "The window needs system libraries that are missing: libodd"
    )
    assert "Install Riffbridge again." in window._what_is_missing(ImportError("No module named 'PyQt6'"))
