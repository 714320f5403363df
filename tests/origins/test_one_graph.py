"""Tree, list, counts, summary and ledger of every claim are one graph, over whole collections."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from pathlib import Path

import pytest
from evaluation.newsroom_text.score import document as page
from evaluation.newsroom_text.simulate import simulate

import firsthand
from firsthand.model import Case, Claim, Document, TimeInterval


def tree_of(claim: Claim) -> dict[str, list[str]]:
    """For each article's telling, by document: what it hangs on, other articles by document, voices and media by id."""
    stands = {a.id: a.span.document for a in claim.assertions}
    found: dict[str, list[str]] = defaultdict(list)
    for edge in claim.derivations:
        origin, target = stands.get(edge.origin, edge.origin), stands.get(edge.target, edge.target)
        if origin != target:
            found[target].append(origin)
    return found


def broken_in(claim: Claim) -> list[str]:
    """What does not fit together."""
    origins, tree = claim.origins, tree_of(claim)
    articles = {a.span.document for a in claim.assertions if a.copy_of is None}
    voices = {d.origin for d in claim.derivations if d.origin.startswith("origin:")}
    heard = [d for d in articles if any(o.startswith(("origin:", "medium:")) for o in tree.get(d, ()))]
    both = [d for d in heard if any(o in articles for o in tree[d])]
    loose = [d for d in articles if not tree.get(d)]
    checks = {
        "low <= best <= high": origins.low <= origins.best <= origins.high,
        "best is the list": len(origins.list) == origins.best,
        "the list is the voices of the tree": len(voices) == origins.best,
        "direct reports hang on a voice or medium": len(heard) == claim.direct_reports,
        "... and on no document": not both,
        "everybody hangs somewhere": not loose,
        "one parent a telling": all(len(set(o)) == 1 for d, o in tree.items() if d in articles),
        "all tellings go back to an origin": sum(o.tellings for o in origins.list) == len(articles),
        "no more origins than direct reports": origins.best <= claim.direct_reports <= len(articles),
        "documents": claim.n_documents == len(articles),
        "deficit": claim.deficit == claim.n_owners - origins.best,
        "first is one that nobody here was before": claim.first.assertion in {a.id for a in claim.assertions},
        "verdict": (origins.low >= 2) == (origins.verdict == "established"),
        "single": origins.high > 1 or origins.verdict == "single",
        "summary names who is listed": _names_them(claim),
        "summary tells a denial": _tells_denial(claim),
    }
    return [what for what, holds in checks.items() if not holds]


def _names_them(claim: Claim) -> bool:
    if claim.origins.verdict == "lineage unknown":
        return True
    return all(o.name in claim.summary for o in claim.origins.list[:3] if o.kind != "unseen")


def _tells_denial(claim: Claim) -> bool:
    denied = any(a.certainty.level == "denied" for a in claim.assertions if a.copy_of is None)
    return "denies" in claim.summary if denied else True


def backwards_in(case: Case, claim: Claim) -> list[tuple[str, str]]:
    """Edges from a page to one that surely came out before it, and was not merely updated."""
    stands = {a.id: a.span.document for a in claim.assertions}
    days = {d.id: d.published.minutes() for d in case.documents if d.published}
    found = []
    for edge in claim.derivations:
        here, there = days.get(stands.get(edge.origin, "")), days.get(stands.get(edge.target, ""))
        updated = "date of an update" in {reason.kind for reason in edge.reasons}
        if here and there and here[0] > there[1] and not updated:
            found.append((edge.origin, edge.target))
    return found


def assert_one_graph(case: Case) -> None:
    assert case.claims
    assert [(c.id, c.text[:60], back) for c in case.claims if (back := backwards_in(case, c))] == []
    assert [(c.id, c.text[:60], broken) for c in case.claims if (broken := broken_in(c))] == []


def test_what_hangs_loosely_hangs_on_nothing_later() -> None:
    """The sister's words, the paper that heard them, one that took them over the same day, and a late echo."""
    pages = [
        ("h1", "2024-11-20T13:00:00Z", "Diario Sierra", "Mataron a tiros a Eusebio Canales en la puerta de su casa.\n\n"
         "«Llegaron dos hombres en una moto y le dispararon cuatro veces», relató su hermana, Nidia Canales."),
        ("h2", "2024-11-20T15:00:00Z", "Radio Sur", "Dos hombres en moto dispararon cuatro veces a Eusebio Canales, "
         "según contó su hermana a Diario Sierra."),
        ("h6", "2024-11-23", "Mirada", "Catorce personas han sido asesinadas este año, entre ellas Eusebio Canales.\n\n"
         "Dos hombres en una moto le dispararon cuatro veces, según testigos."),
    ]  # fmt: skip
    documents = [
        Document(name, text, outlet=outlet, published=TimeInterval(day, day)) for name, day, outlet, text in pages
    ]
    assert_one_graph(firsthand.trace(documents))


def test_in_the_demo() -> None:
    folder = Path(firsthand.__file__).parent / "demo" / "articles"
    assert_one_graph(firsthand.trace([folder]))


def test_in_the_seeds(seeds: Path) -> None:
    assert_one_graph(firsthand.trace([seeds]))


@pytest.mark.parametrize("seed", [1, 3])
def test_in_simulated_newsrooms(seed: int) -> None:
    documents: list[Document] = [page(record) for record in simulate(seed)["documents"]]
    assert_one_graph(firsthand.trace(documents))


def test_in_news(gold: Path) -> None:
    with gzip.open(gold / "news" / "news_dev.jsonl.gz", "rt", encoding="utf8") as lines:
        records = [json.loads(line) for line, _ in zip(lines, range(60), strict=False)]
    assert_one_graph(firsthand.trace([Document(r["id"], r["text"], outlet=r["outlet"]) for r in records]))
