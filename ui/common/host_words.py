"""The hosts in words: how each stands, what its script is called, what installing it does. Pure, but for
translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PyQt6.QtCore import QCoreApplication

from bridge.messages.host_views import HostView
from ui.common.clip_words import key_words

translate = QCoreApplication.translate
_DOT = " · "


@dataclass(frozen=True)
class Standing:
    """How a host stands: a `word` or two, the figures that it tells, and in a sentence what to do where
    something is to be done. `tone` is `good` where it takes clips, `bad` where something is amiss."""

    title: str
    word: str
    figures: str = ""
    sentence: str = ""
    tone: Literal["", "good", "bad"] = ""


def full_title(host: str) -> str:
    """What it is called in full."""
    names = {"live": "Ableton Live", "reaper": "REAPER", "bitwig": "Bitwig Studio", "ardour": "Ardour"}
    return names.get(host, host)


Script = Literal["unknown", "absent", "outdated", "current"]


def state_of(host: HostView, script: Script = "unknown") -> Standing:
    """How `host` stands; `script` is ours as it lies where the host looks for it, if that is known."""
    title, figures = full_title(host.name), _figures(host)
    if not host.is_listened_to:
        return Standing(
            title,
            translate("hosts", "not listened to"),
            sentence=translate("hosts", "Switch it on to hear its time and put clips into it."),
        )
    if host.trouble:
        return Standing(title, translate("hosts", "needs a look"), figures, host.trouble, "bad")
    if script == "outdated":
        sentence = translate(
            "hosts", "Its script is of another version, or for other folders than these; install it anew."
        )
        return Standing(title, translate("hosts", "script is outdated"), figures, sentence, "bad")
    if host.takes_clips:
        return Standing(title, translate("hosts", "connected"), figures, tone="good")
    if host.tempo_bpm is not None:
        return Standing(title, translate("hosts", "heard, takes no clips"), figures, host.why_absent)
    if script == "current":
        return Standing(title, translate("hosts", "installed, not running"), sentence=host.why_absent)
    if script == "absent":
        return Standing(
            title,
            translate("hosts", "script not installed"),
            sentence=translate("hosts", "Install the script here, and follow the steps that it then says."),
        )
    return Standing(title, translate("hosts", "not there"), sentence=host.why_absent)


def unknown(host: str) -> Standing:
    """How it stands while no bridge runs."""
    return Standing(full_title(host), translate("hosts", "the bridge is not running"))


def _figures(host: HostView) -> str:
    said = []
    if host.version:
        said.append(translate("hosts", "version {version}").format(version=host.version))
    elif host.script:
        said.append(translate("hosts", "script {version}").format(version=host.script))
    if host.project:
        said.append(host.project[:40])
    if host.tempo_bpm is not None:
        said.append(translate("hosts", "{tempo} BPM").format(tempo=f"{host.tempo_bpm:.6g}"))
    if host.key is not None:
        said.append(key_words(host.key))
    if host.track:
        track = translate("hosts", "track {track}").format(track=host.track)
        said.append(f"{track} “{host.track_name[:24]}”" if host.track_name else track)
    if host.slot:
        said.append(translate("hosts", "slot {slot}").format(slot=host.slot))
    return _DOT.join(said)


def listening_words(host: str) -> tuple[str, str]:
    """What the switch of a host is called, and what it does."""
    if host == "reaper":
        return (
            translate("hosts", "OSC device too"),
            translate("hosts", "With the script REAPER is heard anyway; this is for REAPER without it."),
        )
    return (
        translate("hosts", "Listen"),
        translate("hosts", "Hear its tempo and beat, and put clips into it."),
    )


def install_words(host: str) -> str:
    """What the button is called that installs the script of `host`."""
    return {
        "live": translate("hosts", "Install the Live script"),
        "reaper": translate("hosts", "Install the REAPER script"),
        "ardour": translate("hosts", "Install the Ardour script"),
    }[host]


def folder_words(host: str) -> tuple[str, str]:
    """What the folder is called that the script goes into, and where somebody finds it."""
    return {
        "live": (
            translate("hosts", "Remote Scripts folder"),
            translate(
                "hosts", "In Live's User Library; Live's settings, under Library, say where that lies."
            ),
        ),
        "reaper": (
            translate("hosts", "Resource folder"),
            translate("hosts", "In REAPER: Options, Show REAPER resource path."),
        ),
        "ardour": (
            translate("hosts", "Ardour's folder"),
            translate("hosts", "Where Ardour keeps its settings, such as ~/.config/ardour8."),
        ),
    }[host]


def steps_left(host: str) -> tuple[str, ...]:
    """What is left to be done in the host once its script is there."""
    return {
        "live": (
            translate("hosts", "Start Live anew."),
            translate(
                "hosts",
                "In Live's settings, under Link, Tempo & MIDI, choose Riffbridge as a control surface; its "
                "input and output stay at None.",
            ),
        ),
        "reaper": (
            translate(
                "hosts",
                "In REAPER: Actions, Show action list, New action, Load ReaScript; choose riffbridge.lua and "
                "riffbridge-request.lua in Scripts/Riffbridge.",
            ),
            translate(
                "hosts",
                "Run the action “riffbridge” once in each session; it stays on in the background.",
            ),
        ),
        "ardour": (
            translate(
                "hosts",
                "In Ardour: Edit, Lua Scripts, Script Manager; select the first row, choose Add/Set, and "
                "“Riffbridge”.",
            ),
            translate("hosts", "Switch on Open Sound Control (OSC) under Preferences, Control Surfaces."),
        ),
    }[host]


def numbered(steps: Sequence[str]) -> str:
    """The steps, one a line."""
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))


def files_words(paths: Sequence[Path]) -> str:
    """Paths with those of a folder together: a line for each folder, its files after it."""
    folders: dict[Path, list[str]] = {}
    for path in paths:
        folders.setdefault(path.parent, []).append(path.name)
    return "\n".join(f"{folder}: {', '.join(names)}" for folder, names in folders.items())


__all__ = [
    "Standing",
    "files_words",
    "folder_words",
    "full_title",
    "install_words",
    "listening_words",
    "numbered",
    "state_of",
    "steps_left",
    "unknown",
]
