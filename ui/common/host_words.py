"""Text about hosts: status and setup steps. Pure, but for translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PyQt6.QtCore import QCoreApplication

from bridge.hosts import register
from bridge.messages.host_views import HostView
from ui.common.clip_words import key_words

translate = QCoreApplication.translate
_DOT = " · "


@dataclass(frozen=True)
class HostStatus:
    """A `word` or two, the `figures` that the host sends, and a `sentence` on what to do.

    `tone` is `good` while it is connected, `bad` where something is wrong.
    """

    title: str
    word: str
    figures: str = ""
    sentence: str = ""
    tone: Literal["", "good", "bad"] = ""


def title_of(source: str) -> str:
    """The full name of a host or another tempo source."""
    return translate("hosts", register.source(source).title)


def short_title(host: str) -> str:
    """The short name of a host."""
    described = register.host(host)
    return host if described is None else translate("hosts", described.short)


Script = Literal["unknown", "absent", "outdated", "current"]


def host_status(host: HostView, script: Script = "unknown") -> HostStatus:
    """The status of `host`; `script` is the state of our script in its folder, if known."""
    title, figures = title_of(host.name), _figures(host)
    described = register.host(host.name)
    if not host.is_listened_to:
        sentence = translate("hosts", described.listens[1]) if described is not None else ""
        return HostStatus(title, translate("hosts", "off"), sentence=sentence)
    if host.trouble:
        return HostStatus(title, translate("hosts", "needs attention"), figures, host.trouble, "bad")
    if script == "outdated":
        sentence = translate("hosts", "The script is of another version or for other folders. Reinstall it.")
        return HostStatus(title, translate("hosts", "script is outdated"), figures, sentence, "bad")
    tells_time = host.tempo_bpm is not None
    if host.takes_clips or (tells_time and described is not None and not described.places):
        return HostStatus(title, translate("hosts", "connected"), figures, tone="good")
    if tells_time:
        return HostStatus(title, translate("hosts", "tempo only"), figures, host.why_absent)
    if script == "current":
        return HostStatus(title, translate("hosts", "script not running"), sentence=host.why_absent)
    if script == "absent":
        sentence = translate("hosts", "Install the script here, then follow the steps.")
        return HostStatus(title, translate("hosts", "script not installed"), sentence=sentence)
    return HostStatus(title, translate("hosts", "not connected"), sentence=host.why_absent)


def unknown_status(host: str) -> HostStatus:
    """The status without a bridge."""
    return HostStatus(title_of(host), translate("hosts", "the engine is not running"))


def _figures(host: HostView) -> str:
    parts = []
    if host.version:
        parts.append(translate("hosts", "version {version}").format(version=host.version))
    elif host.script:
        parts.append(translate("hosts", "script {version}").format(version=host.script))
    if host.project:
        parts.append(Path(host.project).name[:40])
    if host.tempo_bpm is not None:
        parts.append(translate("hosts", "{tempo} BPM").format(tempo=f"{host.tempo_bpm:.6g}"))
    if host.key is not None:
        parts.append(key_words(host.key))
    if host.track:
        track = translate("hosts", "track {track}").format(track=host.track)
        parts.append(f"{track} “{host.track_name[:24]}”" if host.track_name else track)
    if host.slot:
        parts.append(translate("hosts", "slot {slot}").format(slot=host.slot))
    return _DOT.join(parts)


def numbered(steps: Sequence[str]) -> str:
    """The steps, translated, one a line."""
    return "\n".join(f"{number}. {translate('hosts', step)}" for number, step in enumerate(steps, start=1))


def files_words(paths: Sequence[Path]) -> str:
    """Paths by folder: a line for each, its files after it."""
    folders: dict[Path, list[str]] = {}
    for path in paths:
        folders.setdefault(path.parent, []).append(path.name)
    return "\n".join(f"{folder}: {', '.join(names)}" for folder, names in folders.items())
