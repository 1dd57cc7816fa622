"""Live: through our script where it is installed, through AbletonOSC otherwise."""

from __future__ import annotations

from bridge import __version__
from bridge.hosts.connection import HostConnection, Wiring, unless_there
from bridge.hosts.live.remote_script.protocol import PORT
from bridge.hosts.live.script import ScriptTranslator
from bridge.hosts.live.translator import AbletonTranslator
from bridge.hosts.osc_connection import OscConnection


def connect(wiring: Wiring) -> list[HostConnection]:
    """The script, which places clips, and AbletonOSC; either launches slots."""
    settings, on_end = wiring.settings, wiring.on_end
    translator = ScriptTranslator(settings.export_folder, __version__)
    script = OscConnection(wiring.post, translator, on_end, port=0, to_port=PORT)
    ableton_osc = OscConnection(
        unless_there(script, wiring.post),
        AbletonTranslator(),
        on_end,
        port=settings.port("live_reply_port"),
        to_port=settings.port("live_port"),
    )
    return [script, ableton_osc]
