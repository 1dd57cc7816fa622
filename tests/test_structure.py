"""The rooms: a module imports its own room and those above it in this list; torch stays where tensors are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bridge

# A module belongs to the longest name that begins its own; a `*` stands for one package, which imports no
# other that it stands for.
ROOMS = (
    "bridge.errors", "bridge.typed_toml",
    "bridge.hosts.description", "bridge.hosts.*.description", "bridge.hosts.register",
    "bridge.vocabulary", "bridge.timing", "bridge.ipc",
    "bridge.sound.files", "bridge.sound", "bridge.sound.dsp",
    "bridge.settings",
    "bridge.composing", "bridge.playing", "bridge.prompts", "bridge.models", "bridge.requests",
    "bridge.messages",
    "bridge.engine", "bridge.worker", "bridge.cluster",
    "bridge.library", "bridge.player", "bridge.stage",
    "bridge.osc", "bridge.inbox", "bridge.midi",
    "bridge.hosts.mailbox", "bridge.hosts", "bridge.hosts.*.*",
    "bridge.hub", "bridge.app",
    "ui.common", "ui.pictures", "ui.dragging", "ui.placing", "ui.clips", "ui.pads", "ui.request", "ui.queue",
    "ui.transport", "ui.settings", "ui.shell",
    "bridge.training", "bridge.commands", "bridge.cli", "bridge.__main__",
)  # fmt: skip
TORCH = {"torch", "diffusers", "transformers", "safetensors"}
TORCH_ROOMS = {"bridge.engine", "bridge.sound.dsp", "bridge.training"}

TOP = Path(bridge.__file__).parent.parent


def module_name(path: Path) -> str:
    parts = path.relative_to(TOP).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {module_name(path): path for top in ("bridge", "ui") for path in sorted((TOP / top).rglob("*.py"))}


def imports(path: Path, *, at_start_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text())
    found: set[str] = set()
    for node in tree.body if at_start_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room(module: str) -> tuple[str, tuple[str, ...]] | None:
    """The longest of `ROOMS` that begins the name, and what its `*` stands for."""
    patterns = {each: re.escape(each).replace(r"\*", "([^.]+)") for each in ROOMS}
    matches = {each: re.match(rf"{pattern}(?=\.|$)", module) for each, pattern in patterns.items()}
    found = max((each for each, match in matches.items() if match), key=len, default=None)
    return (found, matches[found].groups()[:1]) if found else None  # type: ignore[union-attr]


@pytest.mark.parametrize("module", SOURCES)
def test_a_room_imports_only_rooms_above_it(module: str) -> None:
    if (own := room(module)) is None:
        assert module in ("bridge", "ui"), f"{module} is in no room; name its room in ROOMS"
        return
    for imported in imports(SOURCES[module]):
        name = imported if imported in SOURCES else imported.rpartition(".")[0]
        if (other := room(name)) is not None:
            is_above = ROOMS.index(other[0]) < ROOMS.index(own[0])
            assert is_above or other == own, f"{module} imports {imported}, of a later room"


@pytest.mark.parametrize("module", SOURCES)
def test_torch_stays_where_tensors_are(module: str) -> None:
    tops = {name.split(".")[0] for name in imports(SOURCES[module], at_start_only=True)}
    assert (room(module) or [""])[0] in TORCH_ROOMS or not tops & TORCH, f"{module} imports {tops & TORCH}"


def test_what_tests_share_is_beside_them_or_in_support() -> None:
    wrong = []
    for path in sorted([*(TOP / "tests").rglob("*.py"), *(TOP / "benchmarks").rglob("*.py")]):
        module = module_name(path)
        own_folder = module.rpartition(".")[0]
        for imported in {name for name in imports(path) if name.startswith("tests.")}:
            is_near = imported.startswith(("tests.support.", f"{own_folder}."))
            if not is_near or any(f".{each}" in imported for each in ("test_", "conftest.")):
                wrong.append(f"{module} imports {imported}")
    assert not wrong, "move what they share to tests/support"


def test_the_command_line_and_the_bridge_answer_without_torch() -> None:
    code = "import sys, bridge.cli, bridge.app; print(sorted(set(sys.modules) & {'torch', 'diffusers'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
