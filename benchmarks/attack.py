"""What harm mad programs, damaged disks and strangers' files do: `python -m benchmarks.attack [--quick]`.

Spans of time mean what they say on a machine that does nothing else. Exit status 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.attack_rows import amplification, certificates, damage, flooding, senders
from benchmarks.bridge_rows.row import Row

Measure = Callable[[Path], Iterator[Row]]


def measures(quick: bool) -> dict[str, Measure]:
    """What can be measured, by name; `quick` to see that it runs."""
    return {
        "floods": lambda folder: flooding.floods(folder, 20 if quick else 200),
        "senders": senders.senders,
        "amplification": amplification.amplification,
        "damage": lambda folder: damage.damage(folder, 15 if quick else 150),
        "certificates": certificates.certificates,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", action="append", choices=measures(True), help="measure only this")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    options = parser.parse_args()
    missed = 0
    print(f"| what | measured (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors) | bar | |")
    print("|---|---|---|---|")
    for name, measure in measures(options.quick).items():
        if options.only and name not in options.only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for row in measure(Path(folder)):
                verdict = "holds" if row.holds else "MISSED"
                print(f"| {row.what} | {row.measured} | {row.bar} | {verdict} |", flush=True)
                missed += not row.holds
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
