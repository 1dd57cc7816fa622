"""The pages name what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.module_map import ROOT, module_map

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def test_the_module_map_is_up_to_date() -> None:
    page = (ROOT / "docs" / "modules.md").read_text()
    assert page == module_map(), "python -m tests.support.module_map > docs/modules.md"


def test_the_architecture_page_names_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    rooms = {path.name for path in (ROOT / "bridge").iterdir() if (path / "__init__.py").exists()}
    assert not {name for name in rooms if f"`{name}" not in page}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    assert not [link for link in links if not (page.parent / link).exists()]
