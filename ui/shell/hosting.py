"""The bridge with the window as a channel."""

from __future__ import annotations

from collections.abc import Callable

from bridge.app import Bridge
from bridge.settings import Settings
from bridge.worker.process import MODELS
from ui.common.link import Link


class WindowBridge(Bridge):
    """`bridge.app.Bridge` with `link` as one more channel, attached while it runs."""

    def __init__(
        self, settings: Settings, link: Link, *, with_folder: bool = True, renderer: str = MODELS
    ) -> None:
        super().__init__(settings, with_folder=with_folder, renderer=renderer, channels=[link])
        self._link = link

    def run(self, on_listening: Callable[[], None] = lambda: None) -> None:
        """Run, and attach the link once requests are taken."""

        def attach() -> None:
            self._link.attach(self.post, self.stage, self.hosts)
            on_listening()

        super().run(attach)
