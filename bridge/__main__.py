"""Starts `riffbridge`: `python -m bridge`."""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command line. Until it listens for Ctrl+C, that ends the program without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from bridge.cli import main as run

    run()


if __name__ == "__main__":
    main()
