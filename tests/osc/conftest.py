"""A bridge on a port of its own, with a scripted hub behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bridge.osc.server import OscChannel
from tests.osc.scripted import ScriptedHub, Serve


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a bridge with a `ScriptedHub(**script)`; gives the hub and the port."""
    with ExitStack() as ending:

        def start(**script: object) -> tuple[ScriptedHub, int]:
            hub = ScriptedHub(**script)  # type: ignore[arg-type]
            channel = OscChannel(hub.post, port=0)
            hub.channel = channel
            channel.start()
            ending.callback(hub.stop)
            ending.callback(channel.stop)
            return hub, channel.address[1]

        yield start
