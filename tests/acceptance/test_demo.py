"""The demo collection against the truth that is written beside it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import firsthand
from firsthand.model import Case, Claim
from firsthand.text import fold

DEMO = Path(str(files("firsthand.demo")))
TRUTH = json.loads((DEMO / "truth.json").read_text("utf8"))


@pytest.fixture(scope="module")
def case() -> Case:
    from firsthand.reading import read_owners

    return firsthand.trace([DEMO / "articles"], owners=read_owners(DEMO / "owners.csv"))


def number(case: Case, document: str) -> str:
    return next(Path(d.path or "").name[:2] for d in case.documents if d.id == document)


def find(case: Case, words: str) -> Claim:
    wanted = fold(words).text
    found = [c for c in case.claims if any(wanted in fold(a.span.exact).text for a in c.assertions)]
    assert len(found) == 1, f"{words!r} stands in {len(found)} claims"
    return found[0]


@pytest.mark.parametrize("truth", TRUTH["claims"], ids=lambda t: t["find"][:30])
def test_the_true_count_lies_in_the_range(case: Case, truth: dict[str, Any]) -> None:
    origins = find(case, truth["find"]).origins
    assert origins.low <= truth["origins"] <= origins.high


def test_the_best_count_is_nearly_always_right(case: Case) -> None:
    right = [find(case, t["find"]).origins.best == t["origins"] for t in TRUTH["claims"]]
    assert sum(right) >= 0.9 * len(right)


@pytest.mark.parametrize("truth", TRUTH["claims"], ids=lambda t: t["find"][:30])
def test_every_teller_is_found(case: Case, truth: dict[str, Any]) -> None:
    tellers = {number(case, a.span.document) for a in find(case, truth["find"]).assertions}
    assert {truth["first"], *truth["taken"], *truth["taken"].values()} <= tellers


@pytest.mark.parametrize("truth", TRUTH["claims"], ids=lambda t: t["find"][:30])
def test_origins_are_named(case: Case, truth: dict[str, Any]) -> None:
    origins = find(case, truth["find"]).origins.list
    names = [fold(o.name).text for o in origins]
    for who in truth["who"]:
        if who == "anonymous":
            assert [o.kind for o in origins] == ["anonymous"]
        else:
            assert any(fold(who).text in name or name in fold(who).text for name in names), (who, names)


def test_most_parents_are_right(case: Case) -> None:
    """Reprints that are the same to the letter cannot be told apart as parents: any of them will do."""
    right = total = 0
    for truth in TRUTH["claims"]:
        claim = find(case, truth["find"])
        place = {a.id: number(case, a.span.document) for a in claim.assertions}
        wording = {place[a.id]: fold(a.span.exact).text for a in claim.assertions}
        parents = {place[d.target]: place[d.origin] for d in claim.derivations if d.origin in place}
        for child, parent in truth["taken"].items():
            total += 1
            right += child in parents and wording.get(parents[child]) == wording.get(parent, parent)
    assert right >= 0.8 * total, f"{right} of {total}"


def test_two_people_in_their_own_words_are_established_and_nothing_else_is(case: Case) -> None:
    established = {c.id for c in case.claims if c.n_documents > 1 and c.origins.verdict == "established"}
    assert established == {find(case, "dead fish floating under the old bridge").id}


def test_the_scrape_is_a_copy(case: Case) -> None:
    copies = {number(case, d.id): {number(case, o) for o in d.same_as} for d in case.documents}
    assert copies["24"] == {"11"}


def test_a_vanished_hedge_and_a_drifting_figure_are_shown(case: Case) -> None:
    valve = find(case, "caused by a faulty valve")
    assert any(c.slot in ("hedge", "certainty") for d in valve.derivations for c in d.changes)
    spill = find(case, "spilled about 40 tonnes of chlorine")
    assert any(d.slot == "figure" for d in spill.discrepancies)


@pytest.mark.parametrize("truth", TRUTH["facts"], ids=lambda t: t["concept"])
def test_facts_have_their_values_and_say_what_it_means_that_they_differ(case: Case, truth: dict[str, Any]) -> None:
    found = [f for f in case.facts if {v.value.text for v in f.values} == set(truth["values"])]
    assert len(found) == 1
    (fact,) = found
    assert fact.status == truth["status"]
    assert set(truth["documents"]) <= {number(case, a.span.document) for a in fact.assertions}


def test_nothing_else_is_called_contradictory(case: Case) -> None:
    expected = {frozenset(t["values"]) for t in TRUTH["facts"] if t["status"] == "contradictory"}
    assert {frozenset(v.value.text for v in f.values) for f in case.facts if f.status == "contradictory"} == expected
