"""The rooms: a module imports its own room and those above it in this list; torch stays where tensors are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import bridge
from tests.support.fast import FAST

# A module belongs to the longest name that begins its own; a `*` stands for one package, which imports no
# other that it stands for.
ROOMS = (
    "bridge.errors", "bridge.lru_cache", "bridge.terminal", "bridge.system_libraries", "bridge.empty_library",
    "bridge.untrusted", "bridge.scratch", "bridge.owner_key", "bridge.toml_text", "bridge.typed_toml",
    "bridge.hosts.description", "bridge.hosts.*.description", "bridge.hosts.register",
    "bridge.vocabulary", "bridge.timing", "bridge.ipc", "bridge.jack_client",
    "bridge.sound.files", "bridge.sound", "bridge.sound.dsp",
    "bridge.settings",
    "bridge.composing", "bridge.playing", "bridge.prompts", "bridge.models", "bridge.requests",
    "bridge.messages", "bridge.rendering", "bridge.pieces",
    "bridge.engine", "bridge.worker", "bridge.cluster",
    "bridge.library", "bridge.tuning", "bridge.player", "bridge.stage",
    "bridge.osc", "bridge.inbox", "bridge.midi",
    "bridge.hosts.mailbox", "bridge.hosts", "bridge.hosts.*.*",
    "bridge.hub", "bridge.app",
    "ui.common", "ui.pictures", "ui.dragging", "ui.placing", "ui.clips", "ui.strip", "ui.pads", "ui.request",
    "ui.queue", "ui.transport", "ui.settings", "ui.training", "ui.shell",
    "bridge.training", "bridge.commands", "bridge.cli", "bridge.__main__",
)  # fmt: skip
TORCH = {"torch", "diffusers", "transformers", "safetensors"}
TORCH_ROOMS = {"bridge.engine", "bridge.sound.dsp", "bridge.tuning", "bridge.training"}

TOP = Path(bridge.__file__).parent.parent


def module_name(path: Path) -> str:
    parts = path.relative_to(TOP).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {module_name(path): path for top in ("bridge", "ui") for path in sorted((TOP / top).rglob("*.py"))}
PATTERNS = {each: re.compile(re.escape(each).replace(r"\*", "([^.]+)") + r"(?=\.|$)") for each in ROOMS}


parsed = cache(lambda path: ast.parse(path.read_text()))


def imports(path: Path, *, at_start_only: bool = False) -> set[str]:
    tree = parsed(path)
    found: set[str] = set()
    for node in tree.body if at_start_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@cache
def room(module: str) -> tuple[str, tuple[str, ...]] | None:
    """The longest of `ROOMS` that begins the name, and what its `*` stands for."""
    matches = {each: match for each, pattern in PATTERNS.items() if (match := pattern.match(module))}
    found = max(matches, key=len, default=None)
    return (found, matches[found].groups()[:1]) if found else None


def test_each_module_is_in_a_room() -> None:
    assert [module for module in SOURCES if room(module) is None] == ["bridge", "ui"]


def test_a_room_imports_only_rooms_above_it() -> None:
    wrong = []
    for module, path in SOURCES.items():
        own = room(module)
        for imported in imports(path) if own else ():
            other = room(imported if imported in SOURCES else imported.rpartition(".")[0])
            if own and other and other != own and ROOMS.index(other[0]) >= ROOMS.index(own[0]):
                wrong.append(f"{module} imports {imported}, of a later room")
    assert not wrong


def test_torch_stays_where_tensors_are() -> None:
    wrong = []
    for module, path in SOURCES.items():
        tops = {name.split(".")[0] for name in imports(path, at_start_only=True)}
        if tops & TORCH and (room(module) or [""])[0] not in TORCH_ROOMS:
            wrong.append(f"{module} imports {tops & TORCH}")
    assert not wrong


def test_what_tests_share_is_beside_them_or_in_support() -> None:
    wrong = []
    for path in sorted([*(TOP / "tests").rglob("*.py"), *(TOP / "benchmarks").rglob("*.py")]):
        module = module_name(path)
        folder = f"{module.rpartition('.')[0]}."
        near = "tests.support." if folder == "tests." else ("tests.support.", folder)
        for imported in {name for name in imports(path) if name.startswith("tests.")}:
            if not imported.startswith(near) or any(
                f".{each}" in imported for each in ("test_", "conftest.")
            ):
                wrong.append(f"{module} imports {imported}")
    assert not wrong, "move what they share to tests/support"


@pytest.mark.slow
def test_the_fast_tests_load_no_torch() -> None:
    command = [sys.executable, "-m", "pytest", "--collect-only", "--assert=plain", *FAST, "--numprocesses=0"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_command_line_and_the_bridge_answer_without_torch() -> None:
    code = "import sys, bridge.cli, bridge.app; print(sorted(set(sys.modules) & {'torch', 'diffusers'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ci_runs_the_readme_s_second_command() -> None:
    commands = re.findall(r"^sh \.ci/venv .*$", (TOP / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert (TOP / ".ci" / "run").read_text().splitlines()[-1] == commands[1]
