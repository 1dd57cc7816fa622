"""Whether clips land in hosts as promised: `python -m benchmarks.placing [--only NAME] [--quick]`.

Both hosts are the tests' stand-ins for them, with the scripts that are installed into the real ones: Live's
in a process of its own over UDP, REAPER's under Lua 5.4 over the mailbox. Spans of time mean what they say
on a machine that does nothing else. Exit status 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.bridge_rows.row import Measure, print_table, rows_of
from benchmarks.placing_rows import live, reaper


def measures(quick: bool) -> dict[str, Measure]:
    """What can be measured, by name; `quick` to see that it runs, with too few of each to judge."""
    few = 20 if quick else 1
    known: dict[str, Measure] = {
        "live-latency": lambda folder: live.latency(folder, 100 // few),
        "live-ends": lambda folder: live.ends(folder, 1000 // few),
    }
    if reaper.LUA is not None:
        known |= {
            "reaper-latency": lambda folder: reaper.latency(folder, 100 // few),
            "reaper-ends": lambda folder: reaper.ends(folder, 1000 // few),
            "reaper-lengths": lambda folder: reaper.lengths(folder, 1000 // few),
        }
    return known


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", action="append", metavar="NAME", help=", ".join(measures(False)))
    parser.add_argument("--quick", action="store_true", help="a twentieth of everything")
    parser.add_argument("--folder", type=Path, help="the disk to measure on; a temporary folder else")
    options = parser.parse_args()
    known = measures(options.quick)
    if strange := set(options.only or ()) - set(known):
        parser.error(f"{', '.join(sorted(strange))} cannot be measured; {', '.join(known)} can")
    if reaper.LUA is None:
        print("REAPER is left out: its scripts need lua5.4 on the path.", file=sys.stderr)
    chosen = [known[name] for name in options.only or known]
    sys.exit(print_table(rows_of(chosen, options.folder)))


if __name__ == "__main__":
    main()
