"""`python -m tests`: style, types and behaviour, in this order; stops at the first that fails."""

import subprocess
import sys
from pathlib import Path

SESSION = "bridge/hub/session.py,bridge/hub/subscribers.py"
STAGE = ",".join(
    f"bridge/stage/{name}.py"
    for name in (
        "stage",
        "lead",
        "pads",
        "pad",
        "loop_spec",
        "pending_requests",
        "library_sync",
        "quantum",
        "prefetch",
    )
)
CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("coverage", "run", "--branch", f"--include={SESSION}", "-m", "pytest", "tests/hub/test_session.py"),
    ("coverage", "report", "--fail-under=100"),
    ("coverage", "run", "--branch", f"--include={STAGE}", "-m", "pytest", "tests/stage/test_stage.py"),
    ("coverage", "report", "--fail-under=100"),
    ("pytest",),
)


def main() -> int:
    root = Path(__file__).parent.parent
    for check in CHECKS:
        print("·", *check, flush=True)
        if status := subprocess.run([sys.executable, "-m", *check], cwd=root).returncode:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
