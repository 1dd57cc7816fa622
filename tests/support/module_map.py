"""Writes docs/modules.md from docstrings: `python -m tests.support.module_map > docs/modules.md`."""

from __future__ import annotations

import ast
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAD = """\
# Modules

Every module of `bridge/` and `ui/` with the first line of its docstring. Written by
`python -m tests.support.module_map > docs/modules.md`.
"""


def module_map() -> str:
    """The whole page, in Markdown."""
    parts = [HEAD]
    paths = [path for top in ("bridge", "ui") for path in (ROOT / top).rglob("*.py")]
    paths.sort(key=lambda path: (path.parent, path))
    for folder, inside in groupby(paths, key=lambda path: path.parent):
        parts.append(f"## {folder.relative_to(ROOT)}\n")
        room = summary(folder / "__init__.py")
        parts += [f"{room}\n"] if room else []
        parts += [f"- `{path.stem}`: {summary(path)}" for path in inside if path.stem != "__init__"]
        parts.append("")
    return "\n".join(parts)


def summary(path: Path) -> str:
    """The first line of a module's docstring."""
    text = ast.get_docstring(ast.parse(path.read_text())) if path.exists() else None
    return text.partition("\n\n")[0].replace("\n", " ") if text else ""


if __name__ == "__main__":
    print(module_map(), end="")
