"""What harm mad programs, damaged disks and strangers' files do: `python -m benchmarks.attack [--quick]`.

Spans of time mean what they say on a machine that does nothing else. Exit status 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.attack_rows import amplification, certificates, damage, flooding, senders
from benchmarks.bridge_rows.row import Measure, print_table, rows_of


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
    known = measures(options.quick)
    sys.exit(print_table(rows_of(known[name] for name in options.only or known)))


if __name__ == "__main__":
    main()
