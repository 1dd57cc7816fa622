"""`riffbridge serve`: the bridge without a window."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from pathlib import Path

import msgspec

from bridge.app import Bridge
from bridge.osc.loopback import is_loopback
from bridge.settings import Settings, read_settings


def settings_from(options: argparse.Namespace) -> Settings:
    """The user's settings with what `options` say laid over them."""
    given = {
        "osc_host": options.host,
        "osc_port": options.port,
        "export_folder": options.export,
        "inbox_folder": options.inbox,
        "library_file": options.library,
        "model": options.model,
        "device": options.device,
        "pads": options.pads,
        "sound": False if options.no_sound else None,
        "midi": False if options.no_midi else None,
        "link_enabled": False if options.no_link else None,
        "hosts": () if options.no_hosts else None,
        "ahead": False if options.no_ahead else None,
    }
    changes = {
        name: str(value.absolute()) if isinstance(value, Path) else value
        for name, value in given.items()
        if value is not None
    }
    if options.export and not options.inbox:
        changes["inbox_folder"] = str(options.export.absolute() / "inbox")
    return msgspec.structs.replace(read_settings(), **changes)


def run(options: argparse.Namespace) -> None:
    """Serve until SIGTERM or SIGINT, saying on stderr what it does."""
    logging.basicConfig(format="riffbridge: %(message)s", level=logging.INFO, stream=sys.stderr)
    settings = settings_from(options)
    bridge = Bridge(settings, with_folder=not options.no_inbox)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: bridge.stop())
    if not is_loopback(settings.osc_host):
        logging.warning("listening on %s: anyone on this network can send requests", settings.osc_host)

    def say_where() -> None:
        host, port = bridge.osc.address
        inbox = "" if options.no_inbox else f"; requests in {settings.inbox_folder}"
        logging.info("listening for OSC at %s:%d%s; clips to %s", host, port, inbox, settings.export_folder)

    bridge.run(say_where)
    logging.info("stopped")
