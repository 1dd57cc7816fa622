"""Remembers what was carried out, so that nothing is done twice, however often it is asked for."""

from __future__ import annotations

import uuid
from collections import OrderedDict
from typing import Any

# An id is asked for again within seconds; so many are hours of work.
KEPT = 1000


class Memory:
    """The answers given by the id of what was asked. `boot` is drawn when the memory begins."""

    def __init__(self) -> None:
        self.boot = uuid.uuid4().hex[:12]
        self._answers: OrderedDict[str, tuple[Any, ...]] = OrderedDict()

    def answer(self, name: str) -> tuple[Any, ...] | None:
        """What was answered to `name`, if it was."""
        return self._answers.get(name)

    def keep(self, name: str, answer: tuple[Any, ...]) -> None:
        """This was the answer to `name`; the oldest is forgotten."""
        self._answers[name] = answer
        while len(self._answers) > KEPT:
            self._answers.popitem(last=False)


# Live makes a new instance of the script for each set, and when it is chosen anew: what was done must
# outlast that. It ends with Live's process, and so does what Live had not saved.
OF_THIS_LIVE = Memory()
