"""The meter and key of the connected hosts, for sources that share beats only.

Ableton Link is one: each program chooses how long its bars are (Link's quantum), and bars of the same length
begin together. So while Live counts in 3/4, ask Link for bars of three quarters, or loops start on the wrong
beat. Live's scale applies as well while Link leads the tempo.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bridge.hosts import register
from bridge.hosts.connection import COMMON_TIME, MeterAndKey, Post
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Meter, Transport


class MeterContext:
    """What each connected host reports; the first of `order` counts, or `usual` if none is connected.

    Any thread may call it: each step is one operation of a dictionary.
    """

    def __init__(self, order: Sequence[str] = (), usual: Meter = COMMON_TIME) -> None:
        hosts = register.host_ids()
        self._order = sorted(hosts, key=lambda name: order.index(name) if name in order else len(order))
        self._usual = usual
        self._told: dict[str, Transport] = {}

    def meter_and_key(self) -> MeterAndKey:
        """The present ones; the key is that of the first host that has one."""
        meter = next((told.meter for told in self._there()), self._usual)
        return MeterAndKey(meter, next((told.key for told in self._there() if told.key is not None), None))

    def hearing(self, post: Post) -> Post:
        """`post`, which this listens in to."""

        def pass_on(event: Heard | Left) -> None:
            if isinstance(event, Left):
                self._told.pop(event.source, None)
            else:
                self._told[event.transport.source] = event.transport
            post(event)

        return pass_on

    def _there(self) -> Iterator[Transport]:
        return (told for name in self._order if (told := self._told.get(name)) is not None)
