"""The five seed pages, looked at by eye once: what is the page's and what the article's."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand import reading
from firsthand.model import Document, Passage
from firsthand.text import lay_out

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def pages(seeds: Path) -> dict[str, tuple[Document, tuple[Passage, ...]]]:
    documents = reading.read(seeds).documents
    layouts = lay_out(documents)
    return {Path(d.path or "").name[:3]: (d, layouts[d.id]) for d in documents}


def kinds(page: tuple[Document, tuple[Passage, ...]], kind: str) -> list[str]:
    document, passages = page
    return [document.text[p.start : p.end] for p in passages if p.kind == kind]


@pytest.mark.parametrize(("name", "n_body"), [("000", 9), ("001", 8), ("002", 8), ("003", 34), ("004", 30)])
def test_the_whole_article_and_nothing_else_is_body(
    name: str, n_body: int, pages: dict[str, tuple[Document, tuple[Passage, ...]]]
) -> None:
    body = kinds(pages[name], "body")

    assert len(body) == n_body
    assert all(len(passage.split()) > 10 for passage in body)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("001", "HomeNewsBrief"), ("001", "BRIEF"), ("001", "19 JUL 2012"), ("001", "share icon"), ("001", "helpful?"),
        ("001", "DONATE"), ("001", "we need resources"), ("001", "your comments"), ("001", "non-commercial"),
        ("001", "Related Content"), ("001", "Homicide Round-Up"), ("001", "WORK WITH US"), ("001", "warmly received"),
        ("003", "By Juan"), ("003", "Por Juan"), ("003", "https://"), ("003", "Illustration/"), ("003", "Ilustración/"),
        ("004", "Table of Contents"), ("004", "- Beyond Bilateral"), ("004", "- Will Iran"), ("004", "comments below"),
        ("004", "long-term implications"), ("004", "articles on inter"), ("004", "- Iran Mis"), ("004", "urges re"),
    ],
)  # fmt: skip
def test_furniture(name: str, words: str, pages: dict[str, tuple[Document, tuple[Passage, ...]]]) -> None:
    assert any(words in passage for passage in kinds(pages[name], "boilerplate"))
    assert not any(words in passage for kind in ("body", "heading", "list") for passage in kinds(pages[name], kind))


def test_headings(pages: dict[str, tuple[Document, tuple[Passage, ...]]]) -> None:
    assert kinds(pages["000"], "heading") == kinds(pages["002"], "heading") == ["InSight Crime Analysis"]
    assert len(kinds(pages["001"], "heading")) == 2
    assert [len(h.split()) for h in kinds(pages["003"], "heading")] == [2, 4, 2, 4]
    assert len(kinds(pages["004"], "heading")) == 11


def test_languages(pages: dict[str, tuple[Document, tuple[Passage, ...]]]) -> None:
    for name, (document, passages) in pages.items():
        middle = document.text.index("Por Juan") if name == "003" else len(document.text)
        for p in passages:
            if not document.text[p.start : p.end].startswith("https://"):
                assert p.language == ("en" if p.start < middle else "es")


def test_metadata(pages: dict[str, tuple[Document, tuple[Passage, ...]]]) -> None:
    documents = {name: document for name, (document, _) in pages.items()}

    assert [documents[name].outlet for name in sorted(documents)] == ["InSight Crime"] * 3 + ["Dialogo Americas", None]
    assert (documents["001"].author, documents["003"].author) == ("Tracey Knott", "Juan Delgado")
    published = documents["001"].published
    assert published is not None
    assert published.earliest == published.latest == "2012-07-19"
    assert (documents["003"].url or "").startswith("https://dialogo-americas.com/")
    assert [(documents[name].title or "")[:6] for name in ("001", "004")] == ["Iran t", "Iran &"]
