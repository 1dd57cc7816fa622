"""`python -m tests`: style, behaviour and, beside it, types; stops at the first that fails.

`--fast` runs the tests that need no torch, window, sound server or other program: half a minute.
`--random [SEED]` runs the property tests with random examples; the seed it prints gives the same ones again.
"""

import argparse
import secrets
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.support.alone import ALONE
from tests.support.fast import FAST

ROOT = Path(__file__).parent.parent
SESSION = ",".join(f"bridge/hub/{name}.py" for name in ("session", "job_queue", "subscribers"))
STAGE = ",".join(
    f"bridge/stage/{name}.py"
    for name in (
        "stage",
        "lead",
        "pads",
        "cueing",
        "pad",
        "loop_spec",
        "pending_requests",
        "library_sync",
        "quantum",
        "prefetch",
        "previews",
    )
)
PYTEST = ("pytest", "--hypothesis-profile=ci")
# Takes one processor for most of a minute: runs beside all checks but the last, which needs quiet.
TYPES = ("mypy",)
CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("coverage", "run", "--branch", f"--include={SESSION}", "-m", *PYTEST, "tests/hub/test_session.py"),
    ("coverage", "report", "--fail-under=100"),
    ("coverage", "run", "--branch", f"--include={STAGE}", "-m", *PYTEST, "tests/stage/test_stage.py"),
    ("coverage", "report", "--fail-under=100"),
    # More processes than processors: many tests wait for a program.
    (*PYTEST, "--numprocesses=3", "--dist=loadfile", *(f"--ignore={path}" for path in ALONE)),
    # Real time on a busy machine: a sound server or an Ardour that stalls gets another try, and more time.
    (*PYTEST, "--reruns=2", "--timeout=240", "--numprocesses=2", "--dist=loadgroup", *ALONE),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests", description="Run the checks and tests.")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--fast", action="store_true", help="only the tests without torch, window or programs")
    only.add_argument(
        "--random", nargs="?", type=int, const=secrets.randbelow(2**32), metavar="SEED",
        help="only the property tests, with random examples",
    )  # fmt: skip
    options = parser.parse_args()
    checks: Sequence[tuple[str, ...]]
    if options.fast:
        checks = (("pytest", *FAST),)
    elif options.random is not None:
        checks = (("pytest", "-m", "hypothesis", f"--hypothesis-seed={options.random}"),)
    else:
        with subprocess.Popen(_command(TYPES), cwd=ROOT, stdout=subprocess.PIPE, text=True) as types:
            if status := first_failure(CHECKS[:-1]):
                types.kill()
                return status
            said, _ = types.communicate()
            print("·", *TYPES, "\n" + said, flush=True)
        if types.returncode:
            return types.returncode
        checks = CHECKS[-1:]
    return first_failure(checks)


def first_failure(checks: Sequence[tuple[str, ...]]) -> int:
    """The status of the first of `checks` that fails, else 0."""
    for check in checks:
        print("·", *check, flush=True)
        if status := subprocess.run(_command(check), cwd=ROOT).returncode:
            return status
    return 0


def _command(check: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", *check]


if __name__ == "__main__":
    sys.exit(main())
