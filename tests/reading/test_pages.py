"""Pages of many shapes and languages, written for this, with their truth; and public ones, where they are at hand."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from firsthand import reading
from firsthand.model import Document
from reading.pages.shapes import Page, all_pages

PAGES = all_pages()
LEAST_F1, LEAST_MEAN_F1 = 0.93, 0.985


def runs_of_words(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(zip(*(words[i:] for i in range(4)), strict=False))


def words(text: str | None) -> list[str]:
    return re.findall(r"\w+", (text or "").casefold())


def names(author: str | None) -> set[str]:
    return {" ".join(words(name)) for name in (author or "").split(",")}


def f1(truth: str, found: str) -> float:
    a, b = runs_of_words(truth), runs_of_words(found)
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def read_page(page: Page, folder: Path) -> Document:
    (folder / "page.html").write_bytes(page.content)
    (document,) = reading.read(folder / "page.html").documents
    return document


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_read_as_its_readers_see_it(page: Page, tmp_path: Path) -> None:
    document = read_page(page, tmp_path)
    found = document.text.split("\n")

    assert [line for line in page.body if line not in found] == []
    assert [line for line in page.furniture if line in document.text] == []
    assert f1("\n".join(page.body), document.text) >= LEAST_F1
    assert (document.title, document.author) == (page.title, page.author)
    assert document.published is not None
    assert document.published.earliest in (page.published, page.published[:10])
    assert document.published.earliest[:10] == page.published[:10]
    assert (document.outlet or "") == page.outlet
    assert document.url == page.url
    assert document.retrieved == page.retrieved
    assert set(page.extra) <= set(document.links)


def test_they_are_read_whole_on_the_average(tmp_path: Path) -> None:
    scores = [f1("\n".join(page.body), read_page(page, tmp_path).text) for page in PAGES]

    assert len(scores) >= 40
    assert sum(scores) / len(scores) >= LEAST_MEAN_F1


def test_public_pages_are_read_as_well_as_they_were(gold: Path) -> None:
    """Floors on saved pages of 150 outlets; trafilatura alone comes to .949."""
    folder = gold / "pages"
    truth = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf8").splitlines()]
    collection = reading.read([folder / page["file"] for page in truth])
    found = {Path(document.path or "").name: document for document in collection.documents}

    both = [(page, found.get(page["file"]) or Document(id="", text="")) for page in truth]
    scores = [f1(page["body"], found[page["file"]].text if page["file"] in found else "") for page in truth]
    days = [(page, found.get(page["file"])) for page in truth if page["published"]]
    right = [d for page, d in days if d and d.published and d.published.earliest[:10] == page["published"][:10]]

    assert sum(scores) / len(scores) >= 0.966
    assert len(right) >= 0.99 * len(days)
    titles = [words(d.title) == words(page["title"]) for page, d in both if page["title"]]
    authors = [
        names(d.author) == {" ".join(words(name)) for name in page["authors"]} for page, d in both if page["authors"]
    ]
    assert sum(titles) >= 0.92 * len(titles)
    assert sum(authors) >= 0.93 * len(authors)
