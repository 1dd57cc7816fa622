"""The description of Ableton Link."""

from __future__ import annotations

from bridge.hosts.description import Patience, Road, TempoSource

LINK = TempoSource(
    id="link",
    title="Ableton Link",
    patience=Patience(1.0, 1.0),
    connect="bridge.hosts.link.session:connect",
    roads=(
        Road(
            goes="at once, or in 5 s if it crashed", meter="the host's, else a setting",
            position="phase within the bar", playing="where programs share it",
        ),
    ),
)  # fmt: skip
