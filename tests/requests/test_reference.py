"""`docs/requests.md` is what the register says."""

from pathlib import Path

from bridge.requests.fields import FIELDS
from bridge.requests.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "requests.md"


def test_the_page_is_current() -> None:
    command = "python -m bridge.requests.reference > docs/requests.md"
    assert PAGE.read_text(encoding="utf-8") == reference(), command


def test_the_page_has_every_field() -> None:
    assert all(f"| `{field.name}`" in reference() for field in FIELDS)
