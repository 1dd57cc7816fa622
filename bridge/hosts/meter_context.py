"""The meter and the key of the hosts that are there, for sources that tell where the beat is and no more.

Ableton Link is such a source: its bars are as long as each of its programs says (Link calls that the
quantum), and bars of the same length begin together. So while Live counts in 3/4, Link is to be asked for
bars of three quarters, or loops would come in on the wrong beat. And the scale that is chosen in Live holds
as well while Link leads the tempo.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bridge.hosts import register
from bridge.hosts.connection import COMMON_TIME, Frame, Post
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Meter, Transport


class MeterContext:
    """What each host that is there has told; the first of `order` is believed, and `usual` where none is.

    May be told and asked by any thread: each step is a single one of a dictionary's.
    """

    def __init__(self, order: Sequence[str] = (), usual: Meter = COMMON_TIME) -> None:
        hosts = register.host_ids()
        self._order = sorted(hosts, key=lambda name: order.index(name) if name in order else len(order))
        self._usual = usual
        self._told: dict[str, Transport] = {}

    def frame(self) -> Frame:
        """What holds now; the key is that of the first host that has one."""
        meter = next((told.meter for told in self._there()), self._usual)
        return Frame(meter, next((told.key for told in self._there() if told.key is not None), None))

    def hearing(self, post: Post) -> Post:
        """`post`, which from now on is listened in to."""

        def pass_on(event: Heard | Left) -> None:
            if isinstance(event, Left):
                self._told.pop(event.source, None)
            else:
                self._told[event.transport.source] = event.transport
            post(event)

        return pass_on

    def _there(self) -> Iterator[Transport]:
        return (told for name in self._order if (told := self._told.get(name)) is not None)
