"""A bridge with the scripted renderer: `python -m tests.support.bridge_program SETTINGS`.

SETTINGS are JSON; no settings of the user's are read. Its port is the first line that it prints.
"""

from __future__ import annotations

import logging
import signal
import sys

import msgspec

from bridge.app import Bridge
from bridge.errors import RiffbridgeError
from bridge.settings import Settings
from tests.support.noise_engine import NAME


def main() -> None:
    """Serve until SIGTERM."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    settings = msgspec.json.decode(sys.argv[1], type=Settings)
    bridge = Bridge(settings, renderer=NAME, with_folder="--inbox" in sys.argv)
    signal.signal(signal.SIGTERM, lambda *_: bridge.stop())
    try:
        bridge.run(lambda: print(bridge.osc.address[1], flush=True))
    except RiffbridgeError as error:
        print(f"riffbridge: {error}", file=sys.stderr)
        sys.exit(error.exit_status)


if __name__ == "__main__":
    main()
