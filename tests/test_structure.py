"""Imports run one way, and torch stays where tensors are."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import bridge

ROOT = Path(bridge.__file__).parent
# Lower may not import higher. A module of a room belongs to the room's level unless named itself.
LEVELS = [
    {"bridge.errors"},
    {"bridge.vocabulary"},
    {"bridge.timing", "bridge.presets", "bridge.settings", "bridge.sound"},
    {"bridge.engine.info", "bridge.composing"},
    {
        "bridge.bounds",
        "bridge.derive",
        "bridge.resolve",
        "bridge.hosts.views",
        "bridge.engine",
        "bridge.events",
        "bridge.effects",
        "bridge.surroundings",
    },
    {"bridge.player"},
    {"bridge.stage"},
    {"bridge.session", "bridge.subscribers", "bridge.library", "bridge.hosts"},
    {"bridge.hub"},
    {"bridge.app"},
    {"ui"},
    {"bridge.training", "bridge.commands"},
    {"bridge.cli"},
    {"bridge.__main__"},
]
# Whatever else imports torch delays everything that must answer at once.
TORCH = {"torch", "diffusers", "transformers", "safetensors"}
TORCH_FREE = {
    "bridge.sound.format", "bridge.sound.picture", "bridge.sound.names", "bridge.sound.files",
    "bridge.sound.atomic", "bridge.sound.riff", "bridge.sound.chunks", "bridge.sound.tags",
    "bridge.sound.reading", "bridge.sound.encoding",
    "bridge.engine.info", "bridge.engine.folder", "bridge.engine.catalogue", "bridge.engine.download",
    "bridge.engine.wording", "bridge.engine.canvas", "bridge.engine.lexicon", "bridge.engine.tokens",
    "bridge.engine.phrasebook", "bridge.engine.grammar", "bridge.engine.prompting", "bridge.engine.startup",
    "bridge.engine.wire", "bridge.engine.pulse", "bridge.engine.shelf", "bridge.engine.renderer",
    "bridge.engine.adoption", "bridge.engine.worker", "bridge.engine.process", "bridge.engine.cluster",
    "bridge.engine.cluster_plan", "bridge.engine.cluster_ray", "bridge.engine.cluster_seat",
}  # fmt: skip
TENSOR_ROOMS = ("bridge.sound.", "bridge.engine.", "bridge.training.", "bridge.commands.sounds")


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


ROOMS = (ROOT, ROOT.parent / "ui")
SOURCES = {module_name(path): path for room in ROOMS for path in sorted(room.rglob("*.py"))}


def imports(path: Path, *, at_start_only: bool) -> set[str]:
    tree = ast.parse(path.read_text())
    nodes = tree.body if at_start_only else list(ast.walk(tree))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def level(module: str) -> int | None:
    candidates = [
        (len(name), number) for number, names in enumerate(LEVELS) for name in names
        if module == name or module.startswith(name + ".")
    ]  # fmt: skip
    return max(candidates)[1] if candidates else None


@pytest.mark.parametrize("module", SOURCES)
def test_imports_run_one_way(module: str) -> None:
    own = level(module)
    if own is None:
        assert module == "bridge"
        return
    for imported in imports(SOURCES[module], at_start_only=False):
        other = level(imported)
        assert other is None or other <= own, f"{module} imports {imported}, which stands above it"


@pytest.mark.parametrize("module", SOURCES)
def test_torch_stays_where_tensors_are(module: str) -> None:
    tops = {name.split(".")[0] for name in imports(SOURCES[module], at_start_only=True)}
    if module in TORCH_FREE or not module.startswith(TENSOR_ROOMS):
        assert not tops & TORCH, f"{module} imports {tops & TORCH}"


def test_the_command_line_and_the_bridge_answer_without_torch() -> None:
    code = "import sys, bridge.cli, bridge.app; print(sorted(set(sys.modules) & {'torch', 'diffusers'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
