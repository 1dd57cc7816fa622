"""Lists the tests that run alone, after the others: they need real time, or programs that soon give up."""

from __future__ import annotations

ALONE = tuple(
    f"tests/{part}"
    for part in (
        "cluster/test_cluster.py", "hosts/ardour", "hosts/jack", "hosts/link", "midi/test_jack.py", "player",
        "test_jack_client.py", "ui/dragging/test_drag_out.py", "ui/test_end_to_end.py",
    )
)  # fmt: skip
