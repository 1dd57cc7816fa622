"""Clients of JACK, made and freed by several threads at once, in a process of their own that must live on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

MANY = """
import faulthandler
import sys
import threading
from bridge.errors import RiffbridgeError
from bridge.jack_client import close_client, open_client
from bridge.midi.driver import make_jack_driver

faulthandler.enable()
ready = threading.Barrier(4)


def go(number):
    ready.wait()
    for _ in range(6):
        try:
            if number % 2:
                make_jack_driver().close()
            else:
                close_client(open_client("many"))
        except RiffbridgeError as error:
            said.add(str(error))


said = set()
threads = [threading.Thread(target=go, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(*sorted(said), sep="\\n")
"""


@pytest.mark.slow
def test_clients_are_made_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "riffbridge-none")  # a server that never runs
    for _ in range(6):
        done = subprocess.run(
            [sys.executable, "-c", MANY],
            cwd=Path(__file__).parents[1],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        assert "JACK" in done.stdout and done.stderr == ""
