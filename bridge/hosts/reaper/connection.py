"""REAPER: through our script where its action runs, through an OSC device otherwise."""

from __future__ import annotations

from pathlib import Path

from bridge.hosts.connection import HostConnection, Wiring, unless_there
from bridge.hosts.mailbox.folder import mailbox_folder
from bridge.hosts.osc_connection import OscConnection
from bridge.hosts.reaper.mailbox import Mailbox
from bridge.hosts.reaper.translator import PORT, ReaperTranslator


def connect(wiring: Wiring) -> list[HostConnection]:
    """Its mailbox always, its OSC device where the settings name REAPER."""
    settings = wiring.settings
    translator, port = ReaperTranslator(settings.meter("reaper_meter")), settings.port("reaper_port")
    if wiring.hears_only:
        return [OscConnection(wiring.post, translator, port=port, to_port=PORT)]
    mailbox = Mailbox(
        mailbox_folder(Path(settings.library_file), "reaper"),
        post=wiring.post,
        ask=wiring.ask,
        on_end=wiring.on_end,
    )
    if "reaper" not in settings.hosts:
        return [mailbox]
    post = unless_there(mailbox, wiring.post)
    return [mailbox, OscConnection(post, translator, port=port, to_port=PORT)]
