"""The bridge's translator, with the script heard."""

from __future__ import annotations

from bridge.hosts.live.remote_script.protocol import PROTOCOL, ROOT
from bridge.hosts.live.script import ScriptTranslator
from bridge.osc.codec import Message

HERE = Message(ROOT + "here", (PROTOCOL, "1.0", "boot", "12.1.5", "1000.0"))


def present(at_s: float = 0.0) -> ScriptTranslator:
    script = ScriptTranslator("/library", "0.1")
    [hello] = script.start(at_s, 1)
    assert hello == Message(ROOT + "hello", (PROTOCOL, "0.1", "/library"))
    script.hear(HERE, at_s)
    assert script.is_there and (script.view.version, script.view.script) == ("12.1.5", "1.0")
    return script
