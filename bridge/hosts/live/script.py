"""The bridge's side of the conversation with our script in Live. Pure.

We say hello each second, and the script reports its time with each of its ticks. Placements and launches are
sent at once, and repeated until they are answered: the script remembers what it has done. It must begin one
within a few seconds by its own clock, so that what we reported as failed is not done later.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast

import msgspec

from bridge.hosts.connection import Launch, Placement
from bridge.hosts.foreign_clock import ForeignClock
from bridge.hosts.live.clip_properties import clip_properties
from bridge.hosts.live.remote_script.protocol import MAX_PACKET_BYTES, ORDER, PROTOCOL, ROOT
from bridge.hosts.liveness import Liveness
from bridge.hosts.translator import Complaint, Said, Translator
from bridge.messages.events import PlacementEnded
from bridge.messages.host_views import HostView
from bridge.messages.orders import Failure, FailureKind
from bridge.osc.codec import Argument, Message, encode
from bridge.stage.events import Heard
from bridge.vocabulary.music import Key

HELLO_EVERY_S = 1.0
# While Live loads a set or shows a dialogue it does not tick, but it is not gone.
QUIET_S, PATIENCE_S = 1.0, 3.0
AGAIN_EVERY_S, BEGIN_WITHIN_S = 0.25, 5.0
# Live may take this long to read a file.
END_WITHIN_S = 15.0
# A launch that comes much too late is useless.
LAUNCH_WITHIN_S = 2.0
_KINDS = ("no-place", "no-file", "no-host", "host")

ABSENT = (
    "Live isn't connected. In Live, choose Riffbridge as a control surface (“riffbridge install live” says "
    "how)."
)
NOTHING = HostView(name="live")

_UNSURE = {
    ROOT + "place": "Live does not answer. Check whether the clip is there; if not, try again.",
    ROOT + "fire": "Live does not answer. Check whether the slot was launched; if not, try again.",
}
RESTARTED = "Live restarted meanwhile. Check whether the clip is there; if not, try again."


class _Sent(msgspec.Struct):
    """A placement or launch, and the run of Live that it was sent to."""

    message: Message
    boot: str
    again_at_s: float
    end_by_s: float


class ScriptTranslator(Translator):
    """Our script in Live, which places clips from `folder`."""

    name, absent = "live", ABSENT
    places = launches = True
    view = NOTHING

    def __init__(self, folder: str, version: str) -> None:
        super().__init__((HELLO_EVERY_S,), PATIENCE_S)
        self._hello = Message(ROOT + "hello", (PROTOCOL, version, folder))
        self._clock = ForeignClock()
        self._boot = ""
        self._hello_at_s = -math.inf
        self._sent: dict[str, _Sent] = {}

    @property
    def is_there(self) -> bool:
        """Whether the script answers, in our protocol's version."""
        return self._liveness.is_there and bool(self._boot)

    def stop(self) -> list[Said]:
        self._end_all("stopping", "The bridge is stopping. Check in Live whether the clip is there.")
        self._boot = ""
        return [Message(ROOT + "bye"), *self._tracker.leave()]

    def tick(self, at_s: float) -> list[Said]:
        said: list[Said] = []
        if self._liveness.goes(at_s, QUIET_S):
            said += self._tracker.leave()
            self.view, self._boot = NOTHING, ""
        if at_s >= self._hello_at_s:
            self._hello_at_s = at_s + HELLO_EVERY_S
            said.append(self._hello)
        for name, sent in list(self._sent.items()):
            if at_s >= sent.end_by_s:
                self._fail(name, "host", _UNSURE[sent.message.address])
            elif at_s >= sent.again_at_s:
                sent.again_at_s = at_s + AGAIN_EVERY_S
                said.append(sent.message)
        return [*said, *self._news(at_s)]

    def hear(self, message: Message, at_s: float) -> list[Said]:
        if not message.address.startswith(ROOT):
            return []
        what, arguments = message.address.removeprefix(ROOT), message.arguments
        if what == "here":
            return self._here(arguments, at_s)
        if what == "bye":
            return self._bye(at_s)
        if not self._boot:
            return []
        self._liveness.heard(at_s)
        match what, arguments:
            case "song", (str(), str(), int(), int(), int(), str()):
                self._take_time(arguments, at_s)
            case "scale", (int(on), int(root), str(name), str(steps)):
                self.view = msgspec.structs.replace(self.view, key=key_of(root, name, steps) if on else None)
            case "selection", (int(track), int(slot), str(name), int(free_track), int(free_slot)):
                self.view = msgspec.structs.replace(
                    self.view, track=max(0, track), slot=max(0, slot), track_name=name,
                    free_track=max(0, free_track), free_slot=max(0, free_slot),
                )  # fmt: skip
            case "set", (str(path),):
                # What lies in the folder of its set is part of Live's project.
                folder = str(Path(path).parent) if Path(path).is_absolute() else ""
                self.view = msgspec.structs.replace(self.view, project=path, folder=folder)
            case "placed" | "fired", (str(name), str(where)):
                self._end(name, PlacementEnded(name, where=f"live:{where}"))
            case "failed", (str(name), str(kind), str(text)):
                self._fail(name, cast(FailureKind, kind) if kind in _KINDS else "host", text)
            case "trouble", (str(text),):
                return [Complaint(text)]
        return self._news(at_s)

    # ---- placing ----

    def place(self, placement: Placement, at_s: float) -> list[Said]:
        clip = placement.clip
        name, color, beats, seconds, modes = clip_properties(clip)
        given: dict[str, Argument] = {
            "id": placement.id, "boot": self._boot, "until": repr(self._clock.there(at_s + BEGIN_WITHIN_S)),
            "path": str(clip.path.absolute()), "where": placement.place.within, "name": name, "color": color,
            "beats": beats, "seconds": seconds, "modes": modes, "fire": int(placement.place.fire),
        }  # fmt: skip
        message = Message(ROOT + "place", tuple(given[name] for name in ORDER))
        return self._send(placement.id, message, at_s, END_WITHIN_S)

    def launch(self, launch: Launch, at_s: float) -> list[Said]:
        until = repr(self._clock.there(at_s + LAUNCH_WITHIN_S))
        message = Message(ROOT + "fire", (launch.id, self._boot, until, launch.where))
        return self._send(launch.id, message, at_s, LAUNCH_WITHIN_S + AGAIN_EVERY_S)

    def _send(self, name: str, message: Message, at_s: float, within_s: float) -> list[Said]:
        refusal = self._unsendable(message)
        self._sent[name] = _Sent(message, self._boot, at_s + AGAIN_EVERY_S, at_s + within_s)
        if refusal is not None:
            self._fail(name, *refusal)
            return []
        return [message]

    def _unsendable(self, message: Message) -> tuple[FailureKind, str] | None:
        if not self.is_there:
            return "no-host", self.trouble or ABSENT
        try:
            fits = len(encode(message)) <= MAX_PACKET_BYTES
        except ValueError:
            fits = False
        if fits:
            return None
        return "no-file", "The clip's path is too long or not text. Choose a shorter clips folder."

    def _end(self, name: str, ended: PlacementEnded) -> None:
        if self._sent.pop(name, None) is not None:
            self._ended.append(ended)

    def _fail(self, name: str, kind: FailureKind, text: str) -> None:
        self._end(name, PlacementEnded(name, failure=Failure(kind, text)))

    def _end_all(self, kind: Literal["no-host", "stopping"], text: str, *, but_of: str = "") -> None:
        for name in [name for name, sent in self._sent.items() if not but_of or sent.boot != but_of]:
            self._fail(name, kind, text)

    # ---- what it says of itself ----

    def _here(self, arguments: Sequence[Argument], at_s: float) -> list[Said]:
        match arguments:
            case (int(protocol), str(version), str(boot), str(live), str(clock)) if protocol == PROTOCOL:
                self.trouble = ""
            case (int(protocol), str(version), *_):
                self.trouble = (
                    f"The script in Live is version {version}, from another Riffbridge. Run riffbridge "
                    "install live, and restart Live."
                )
                self._boot = ""
                return [Complaint(self.trouble)]
            case _:
                return []
        self._liveness.heard(at_s)
        if boot != self._boot:
            self._clock = ForeignClock()
            self._end_all("no-host", RESTARTED, but_of=boot)
        self._boot = boot
        if (stamp_s := _number(clock)) is not None:
            self._clock.heard(stamp_s, at_s)
        self.view = msgspec.structs.replace(self.view, version=live, script=version)
        return self._news(at_s)

    def _bye(self, at_s: float) -> list[Said]:
        """Live closes, or reloads the script, which then soon returns."""
        self._liveness = Liveness((HELLO_EVERY_S,), PATIENCE_S)
        self.view = NOTHING
        self._hello_at_s = at_s
        for sent in self._sent.values():
            sent.end_by_s = min(sent.end_by_s, at_s + BEGIN_WITHIN_S)
        return [*self._tracker.leave()]

    def _take_time(self, arguments: Sequence[Argument], at_s: float) -> None:
        clock, tempo, numerator, denominator, playing, beat = arguments
        stamp_s, tempo_bpm, beats = (_number(cast(str, each)) for each in (clock, tempo, beat))
        if stamp_s is None or tempo_bpm is None or beats is None:
            return
        self._clock.heard(stamp_s, at_s)
        read_at_s = self._clock.here(stamp_s)
        self._tracker.set_tempo(tempo_bpm, read_at_s)
        self._tracker.set_meter(cast(int, numerator), cast(int, denominator))
        self._tracker.set_playing(bool(playing), read_at_s)
        self._tracker.set_beat(beats, read_at_s)

    def _news(self, at_s: float) -> list[Said]:
        key = self.view.key
        return [Heard(msgspec.structs.replace(each.transport, key=key)) for each in self._tracker.news(at_s)]


def key_of(root: int, name: str, steps: str) -> Key | None:
    """The key of a scale, by its name or else its third; none if it has both thirds or neither."""
    if not 0 <= root <= 11:
        return None
    if name in ("Major", "Minor"):
        return Key(root, "major" if name == "Major" else "minor")
    thirds = {"3", "4"} & set(steps.split())
    if len(thirds) != 1:
        return None
    return Key(root, "major" if "4" in thirds else "minor")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
