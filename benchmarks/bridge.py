"""Whether the bridge keeps its promises: `python -m benchmarks.bridge [--only NAME] [--quick] [--soak 30]`.

Each row is measured against a bridge in a process of its own, by UDP, with a renderer that draws at
once. Spans of time mean what they say on a machine that does nothing else. Exit status 1 if a bar
is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.bridge_rows import burst, killing, latency, refusing, soak
from benchmarks.bridge_rows.row import Measure, print_table, rows_of


def measures(quick: bool, soak_minutes: float) -> dict[str, Measure]:
    """What can be measured, by name; `quick` to see that it runs, with too few of each to judge."""
    few = 10 if quick else 1
    return {
        "listening": lambda folder: latency.listening(folder, 10 // few),
        "known": lambda folder: latency.known(folder, 1000 // few),
        "renders": lambda folder: latency.renders(folder, 300 // few),
        "burst": lambda folder: burst.burst(folder, 2000 // few),
        "kill-worker": lambda folder: killing.kill_worker(folder, 200 // few),
        "kill-bridge": lambda folder: killing.kill_bridge(folder, 200 // few),
        "refusals": lambda folder: refusing.refusals(folder, 4 if quick else 1),
        "soak": lambda folder: soak.soak(folder, soak_minutes / few),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", action="append", metavar="NAME", help=", ".join(measures(False, 1)))
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument("--soak", type=float, default=1.0, metavar="MINUTES", help="30 for the bar")
    parser.add_argument("--folder", type=Path, help="the disk to measure on; a temporary folder else")
    options = parser.parse_args()
    known = measures(options.quick, options.soak)
    if strange := set(options.only or ()) - set(known):
        parser.error(f"{', '.join(sorted(strange))} cannot be measured; {', '.join(known)} can")
    chosen = [known[name] for name in options.only or known]
    sys.exit(print_table(rows_of(chosen, options.folder)))


if __name__ == "__main__":
    main()
