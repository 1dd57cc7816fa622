"""Lists the tests that run after the others: they need real time, or programs that soon give up."""

from __future__ import annotations


def _paths(*parts: str) -> tuple[str, ...]:
    return tuple(f"tests/{part}" for part in parts)


# One after another: JACK's servers share a table in memory, and get in each other's way as they start.
ON_JACK = _paths(
    "hosts/ardour", "hosts/jack", "midi/test_jack.py", "player", "test_jack_client.py",
    "ui/dragging/test_drag_out.py", "ui/test_end_to_end.py",
)  # fmt: skip
# Beside those, which mostly wait.
BESIDE_JACK = _paths("cluster/test_cluster.py", "hosts/link")
ALONE = (*ON_JACK, *BESIDE_JACK)
