"""A link to an earlier page of the collection says where a page has something from; its own kind of evidence."""

from __future__ import annotations

import pytest

import firsthand
from firsthand.model import Case, Document, TimeInterval
from firsthand.present import reason_words

GATE = (
    "The eastern sluice gate of the Orvelle dam jammed shortly before midnight and drowned four hundred sheep.\n\n"
    "Engineers had warned the water board twice about the rusty chain that lifts the eastern gate."
)
SOURCE = "https://basin.example/2031/dam"


def page(name: str, outlet: str, day: int | None, url: str, links: tuple[str, ...] = (), more: str = "") -> Document:
    date = f"2031-03-{day:02}" if day else ""
    published = TimeInterval(date, date) if day else None
    return Document(name, GATE + more, outlet=outlet, published=published, url=url, links=links)


def kinds(case: Case, child: str) -> set[str]:
    return {r.kind for c in case.claims for d in c.derivations if d.target.startswith(child) for r in d.reasons}


@pytest.mark.parametrize("link", [SOURCE, "http://www.basin.example/2031/dam/", SOURCE + "#gate"])
def test_a_link_is_told_as_a_link(link: str) -> None:
    basin = page("a", "Basin Daily", 1, SOURCE)
    case = firsthand.trace([basin, page("b", "Tarn Post", 2, "https://tarn.example/x", (link,), "\n\nMore to come.")])
    assert "links to it" in kinds(case, "b:")
    assert "credits the outlet" not in kinds(case, "b:")
    reasons = [r for c in case.claims for d in c.derivations for r in d.reasons if r.kind == "links to it"]
    assert reason_words(reasons[0]) == "Tarn Post links to Basin Daily"
    assert reason_words(reasons[0], "es") == "Tarn Post enlaza a Basin Daily"


def test_a_link_says_which_was_first_where_no_date_does() -> None:
    basin = page("b", "Basin Daily", None, SOURCE)
    case = firsthand.trace([basin, page("a", "Tarn Post", None, "https://tarn.example/x", (SOURCE,), "\n\nMore.")])
    edges = [d for c in case.claims for d in c.derivations if d.origin.startswith("b:")]
    assert edges
    assert all(d.target.startswith("a:") for d in edges)


@pytest.mark.parametrize("links", [(), ("https://elsewhere.example/",), ("https://tarn.example/x",)])
def test_other_links_say_nothing(links: tuple[str, ...]) -> None:
    basin = page("a", "Basin Daily", 1, SOURCE)
    case = firsthand.trace([basin, page("b", "Tarn Post", 2, "https://tarn.example/x", links, "\n\nMore to come.")])
    assert "links to it" not in kinds(case, "b:")


def test_an_outlet_s_link_to_its_own_piece_is_no_credit() -> None:
    basin = page("a", "Basin Daily", 1, SOURCE)
    case = firsthand.trace([basin, page("b", "Basin Daily", 2, "https://basin.example/x", (SOURCE,), "\n\nMore.")])
    assert "links to it" not in kinds(case, "b:")
