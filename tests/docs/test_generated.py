"""Generated pages say what the program says today; every page that the navigation names is there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
SPEC = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
assert SPEC is not None
assert SPEC.loader is not None
GENERATE = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(GENERATE)


@pytest.mark.parametrize("page", GENERATE.PAGES)
def test_a_generated_page_is_up_to_date(page: str) -> None:
    assert (DOCS / page).read_text("utf8") == GENERATE.PAGES[page](), "run: python docs/generate.py"


def test_every_page_of_the_navigation_is_there() -> None:
    pages = re.findall(r": ([\w/-]+\.md)$", (DOCS.parent / "mkdocs.yml").read_text("utf8"), re.MULTILINE)
    assert pages
    assert [p for p in pages if not (DOCS / p).is_file()] == []


def test_links_between_pages_lead_somewhere() -> None:
    for page in DOCS.rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+\.(?:md|svg|png))\)", page.read_text("utf8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
