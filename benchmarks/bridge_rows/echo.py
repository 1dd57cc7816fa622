"""The barest program that answers by UDP: how long an exchange takes here where nothing is done.

`python -m benchmarks.bridge_rows.echo` prints its port, and ends with its standard input.
"""

from __future__ import annotations

import os
import socket
import sys
import threading


def main() -> None:
    """Send back what comes."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        print(made.getsockname()[1], flush=True)
        threading.Thread(target=_end_with_input, daemon=True).start()
        while True:
            packet, source = made.recvfrom(65_535)
            made.sendto(packet, source)


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
