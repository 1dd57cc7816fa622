"""The remote script on a stand-in of Live's object model, in this process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bridge.hosts.live.clip_properties import clip_properties
from bridge.hosts.live.remote_script.conversation import Desk
from bridge.hosts.live.remote_script.memory import Memory
from bridge.hosts.live.remote_script.protocol import ORDER, PROTOCOL, ROOT
from bridge.osc import codec
from tests.support.hosts.placements import clip_in
from tests.support.live.object_model import Host, Song

BRIDGE = ("127.0.0.1", 50_000)


class Script:
    """A desk on a song, spoken to without a socket, at an instant of ours."""

    def __init__(self, folder: Path, song: Song | None = None, version: str = "12.1.5") -> None:
        self.folder, self.song = folder, song or Song()
        self.at_s = 100.0
        self.memory = Memory()
        self.host = Host(self.song, version)
        self.desk = Desk(self.host, lambda: self.at_s, self.memory)
        self.said: list[codec.Message] = []
        self.hello()

    def hello(self, protocol: int = PROTOCOL) -> None:
        self.hear("hello", protocol, "0.1", str(self.folder))

    def hear(self, name: str, *arguments: Any) -> None:
        self.desk.hear(codec.encode(codec.Message(ROOT + name, arguments)), BRIDGE)

    def tick(self) -> list[codec.Message]:
        """A tick; what was said in it."""
        said = [message for packet, _ in self.desk.tick() for message in codec.decode(packet)]
        assert all(isinstance(message, codec.Message) for message in said)
        self.said = said  # type: ignore[assignment]
        return self.said

    def heard(self, name: str) -> list[codec.Message]:
        return [message for message in self.said if message.address == ROOT + name]

    def order(self, where: str = "selected", name: str = "loop", **changes: Any) -> tuple[Any, ...]:
        clip = clip_in(self.folder, name)
        title, color, beats, seconds, modes = clip_properties(clip)
        given = {
            "id": name, "boot": self.memory.boot, "until": repr(self.at_s + 5), "path": str(clip.path),
            "where": where, "name": title, "color": color, "beats": beats, "seconds": seconds,
            "modes": modes, "fire": 0,
        }  # fmt: skip
        return tuple({**given, **changes}[each] for each in ORDER)

    def place(self, where: str = "selected", name: str = "loop", **changes: Any) -> tuple[Any, ...]:
        """Ask for a placement; the one answer to it, without its address."""
        self.hear("place", *self.order(where, name, **changes))
        self.tick()
        [answer] = [*self.heard("placed"), *self.heard("failed")]
        assert answer.arguments[0] == changes.get("id", name)
        return answer.arguments[1:]
