"""`docs/osc.md` is what the table says."""

from pathlib import Path

from bridge.osc.answer_forms import ANSWERS
from bridge.osc.reference import reference
from bridge.osc.table import METHODS

PAGE = Path(__file__).parents[2] / "docs" / "osc.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "python -m bridge.osc.reference > docs/osc.md"


def test_the_page_has_every_address_and_every_pair() -> None:
    page = reference()
    for method in METHODS.values():
        assert f"### {method.address}\n" in page
        assert all(f"| `{pair.name}`" in page for pair in method.pairs)
        assert all(f"### /riffbridge/{answer}\n" in page for answer in method.answers)
    assert all(f"### {form.address}\n" in page for form in ANSWERS)
