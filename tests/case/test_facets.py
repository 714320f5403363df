"""Facets mean what they say: held against the claims themselves; lines and parts of claims agree with the whole."""

from dataclasses import replace

import pytest

from fictional_case import the_case
from firsthand.case import CaseReader, Choice
from firsthand.case.counts import changed_counts
from firsthand.case.facets import Facets, languages_told, outlets_telling, sources_told
from firsthand.case.large import claim_part
from firsthand.case.lines import lines
from firsthand.case.outlets import days_told, flows, outlet_rows
from firsthand.model import Assertion, Derivation, First, Origins


@pytest.fixture(scope="module")
def case():
    return CaseReader.of(the_case())


def documents_of(case):
    return {d.id: d for d in case.documents(None)}


def told(claim, known):
    return [known[a.span.document] for a in claim.assertions]


FACETS = {
    "language": (Facets(language="pt"), lambda c, d: any(a.language == "pt" for a in c.assertions)),
    "outlet": (Facets(outlet="El Faro"), lambda c, d: any(x.outlet == "El Faro" for x in told(c, d))),
    "source": (
        Facets(source="Inés Carballo"),
        lambda c, d: any(a.source and "Inés Carballo" in (a.source.name, a.source.entity) for a in c.assertions),
    ),
    "unattributed": (Facets(unattributed=True), lambda c, d: all(a.source is None for a in c.assertions)),
    "anonymous": (
        Facets(anonymous=True),
        lambda c, d: any(a.source for a in c.assertions) and all(a.source.anonymous for a in c.assertions if a.source),
    ),
    "contradictory": (Facets(contradictory=True), lambda c, d: bool(c.discrepancies)),
    "since": (
        Facets(since="2031-03-05"),
        lambda c, d: c.first.published is not None and c.first.published.earliest[:10] >= "2031-03-05",
    ),
    "until": (
        Facets(until="2031-03-05"),
        lambda c, d: c.first.published is not None and c.first.published.earliest[:10] <= "2031-03-05",
    ),
}


@pytest.mark.parametrize("name", FACETS)
@pytest.mark.parametrize("once", [False, True])
def test_a_facet_chooses_the_claims_that_have_it(case, name, once):
    facets, has_it = FACETS[name]
    known = documents_of(case)
    expected = {c.id for c in case.all_claims() if (once or c.n_documents > 1) and has_it(c, known)}
    n, found = lines(case, Choice(once=once, facets=facets), 99)
    assert {line.id for line in found} == expected
    assert n == len(expected)


def test_lines_say_of_a_claim_what_the_claim_says(case):
    for line in lines(case, Choice(once=True), 99)[1]:
        claim = case.claim(line.id)
        assert (line.text, line.origins, line.tellings) == (claim.text, claim.origins, len(claim.assertions))
        assert (line.documents, line.outlets, line.published) == (
            claim.n_documents,
            claim.n_outlets,
            claim.first.published,
        )
        own = [a for a in claim.assertions if a.copy_of is None]
        assert line.denied == sum(a.certainty.level == "denied" for a in own)
        assert sum(n for _, n in line.changes) == sum(len(d.changes) for d in claim.derivations)
        assert line.contradictory == bool(claim.discrepancies)


def test_what_can_be_chosen_is_counted_as_it_is_found(case):
    for facet, values in (
        ("language", languages_told(case.database)),
        ("outlet", outlets_telling(case.database, 99)),
        ("source", sources_told(case.database, 99)),
    ):
        for value in values:
            assert lines(case, Choice(facets=Facets(**{facet: value.value})), 99)[0] == value.n, (facet, value)


def test_a_claim_of_very_many_tellings_is_read_in_part():
    whole = the_case()
    document = whole.documents[0]
    many = tuple(Assertion(f"m{n}", document.span(n % 40, n % 40 + 30), "en", "edited") for n in range(3000))
    edges = tuple(Derivation(f"m{n}", f"m{n + 1}", 0.9) for n in range(2999))
    claim = replace(whole.claims[0], id="c-many", assertions=many, derivations=edges, first=First("m2999", None),
                    origins=Origins(1, 1, 1, "single"), discrepancies=(), n_documents=2)  # fmt: skip
    case = CaseReader.of(replace(whole, claims=(claim,)))
    part = claim_part(case, "c-many", 100)
    assert part.n_tellings == 3000
    assert len(part.claim.assertions) == 101
    assert part.claim.first.assertion == "m2999"
    assert len(part.claim.derivations) == 99
    assert lines(case, Choice(), 9)[1][0].tellings == 3000
    assert claim_part(case, "none", 9) is None


def test_who_takes_from_whom_is_counted_between_outlets(case):
    found = flows(case)
    assert found
    assert all(f.giver != f.taker for f in found)
    assert sum(row.documents for row in outlet_rows(case, 99)) == sum(
        bool(d.outlet) for d in documents_of(case).values()
    )
    assert sum(n for _, n in days_told(case)) == sum(d.published is not None for d in documents_of(case).values())


def test_only_claims_that_are_counted_differently_are_told():
    whole = the_case()
    first = next(c for c in whole.claims if c.n_documents > 1)
    other = replace(first, origins=replace(first.origins, best=first.origins.high + 1, high=first.origins.high + 1))
    changed = replace(whole, claims=tuple(other if c is first else c for c in whole.claims))
    found = changed_counts(CaseReader.of(whole), CaseReader.of(changed))
    assert [c.id for c in found] == [first.id]
    assert found[0].after.best == first.origins.high + 1
