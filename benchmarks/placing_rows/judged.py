"""What placements are held to, as rows of the table."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from benchmarks.bridge_rows.row import Row
from tests.support.hosts.tally import Tally

# Over a tick of the host's, which nobody can hurry.
ROOM_S = 0.020


def soon(host: str, delays_s: Sequence[float], tick_s: float) -> Row:
    """From a clip that is ready to the host's call that places it."""
    bar_s = tick_s + ROOM_S
    within = sum(delay <= bar_s for delay in delays_s)
    return Row(
        f"{host}: ready clip → the call that places it, {len(delays_s)} runs",
        f"{_spans(delays_s)}, {within} within the bar",
        f"worst ≤ a tick of {tick_s * 1e3:.3g} ms and {ROOM_S * 1e3:g} ms",
        within == len(delays_s),
    )


def baseline(host: str, what: str, delays_s: Sequence[float]) -> Row:
    """The same way without a placement: what the host's ticks alone cost."""
    return Row(f"{host}: {what}", _spans(delays_s), "", True)


def ends(host: str, tally: Tally) -> Row:
    """Each placement ended once, placed or clearly failed."""
    measured = (
        f"{tally.placed} placed, {tally.failed.total()} failed with a sentence, {tally.twice} twice, "
        f"{tally.lost} lost, {tally.open} open"
    )
    if tally.unsaid:
        measured += f", {tally.unsaid} without a sentence"
    what = f"{host}: {tally.asked} placements into sets in any state"
    return Row(what, measured, "each placed or failed, none twice, none open", tally.is_clean)


def exact(what: str, worst: float, unit: str, bar: float) -> Row:
    """How far off the worst of many is."""
    return Row(what, f"worst {worst:.1e} {unit}", f"≤ {bar:.0e} {unit}", worst <= bar)


def _spans(delays_s: Sequence[float]) -> str:
    return f"p50 {statistics.median(delays_s) * 1e3:.1f}, worst {max(delays_s) * 1e3:.1f} ms"


__all__ = ["ROOM_S", "baseline", "ends", "exact", "soon"]
