"""Which tests run with no other beside them: they listen to real time, or to programs of little patience."""

from __future__ import annotations

ALONE = tuple(
    f"tests/{part}"
    for part in (
        "cluster/test_cluster.py", "hosts/ardour", "hosts/jack", "hosts/link", "midi/test_jack.py", "player",
        "test_jack_client.py", "ui/dragging/test_drag_out.py", "ui/test_end_to_end.py",
    )
)  # fmt: skip
