"""What must hold on the five pages that firsthand was first asked for. Facts and names only: their texts stay there."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

import firsthand
from firsthand.model import Assertion, Case, Claim, Document, Quotation

pytestmark = pytest.mark.seeds


def plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@pytest.fixture(scope="module")
def case(seeds: Path) -> Case:
    return firsthand.trace([seeds])


@pytest.fixture(scope="module")
def page(case: Case) -> dict[str, Document]:
    return {Path(d.path or "").name[:3]: d for d in case.documents}


def claims_with(case: Case, words: str) -> list[Claim]:
    return [c for c in case.claims if any(words in plain(a.span.exact) for a in c.assertions)]


def tellings(claim: Claim, document: Document) -> list[Assertion]:
    return [a for a in claim.assertions if a.span.document == document.id]


def quoted_in(case: Case, document: Document, words: str) -> list[Quotation]:
    return [
        q for q in case.quotations if q.span.document == document.id and any(words in plain(s.exact) for s in q.content)
    ]


def test_two_saved_pages_are_one_article(case: Case, page: dict[str, Document]) -> None:
    assert page["001"].same_as == (page["002"].id,)
    assert page["002"].same_as == (page["001"].id,)
    assert all(not page[n].same_as for n in ("000", "003", "004"))


def test_the_spanish_half_is_aligned_to_the_english(case: Case, page: dict[str, Document]) -> None:
    spanish = [p for p in case.passages if p.document == page["003"].id and p.language == "es" and p.kind == "body"]
    sentences = [s for p in spanish for s in p.sentences]
    aligned = [
        s
        for s in sentences
        if any(
            r.kind == "translated" and side.document == page["003"].id and side.start < s[1] and side.end > s[0]
            for r in case.reuses
            for side in (r.a, r.b)
        )
    ]
    assert len(aligned) >= 0.85 * len(sentences)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("three times more officials", "miguel angel toma"),
        ("tres veces mas funcionarios", "miguel angel toma"),
        ("has become a base of operations", "miguel angel toma"),
        ("haya convertido en una base de operaciones", "miguel angel toma"),
        ("bolivian passports with fake", "miguel angel toma"),
        ("pasaportes bolivianos con identidades", "miguel angel toma"),
        ("were not made public", "la nacion"),
        ("no se hicieron publicos", "la nacion"),
    ],
)
def test_retold_claims_have_one_origin(case: Case, page: dict[str, Document], words: str, who: str) -> None:
    (claim,) = claims_with(case, words)
    assert [plain(o.name) for o in claim.origins.list] == [who]
    assert (claim.origins.best, claim.origins.low, claim.origins.high) == (1, 1, 1)
    assert {a.span.document for a in claim.assertions} == {page["003"].id, page["004"].id}
    assert {a.language for a in claim.assertions} == {"en", "es"}


@pytest.mark.parametrize(
    "words",
    [
        "three times more officials",
        "has become a base of operations",
        "providing iranians with bolivian passports with fake",
        "were not made public, but it was made known",
        "using bolivia as a base to develop different activities",
    ],
)
def test_what_004_lifts_from_003_is_found(case: Case, page: dict[str, Document], words: str) -> None:
    ids = {page["003"].id, page["004"].id}
    assert any(
        {r.a.document, r.b.document} == ids and words in plain(r.a.exact) and words in plain(r.b.exact)
        for r in case.reuses
    )


@pytest.mark.parametrize(
    ("number", "words", "source", "medium"),
    [
        ("000", "1.2 billion", "la razon", None),
        ("000", "hemispheric threat", "joe biden", "cnn"),
        ("003", "enormous gravity", "sergio berensztein", "cadena 3"),
        ("003", "enorme gravedad", "sergio berensztein", "cadena 3"),
        ("001", "10 anti-narcotics officers", "felipe caceres", "el nuevo herald"),
        ("002", "10 anti-narcotics officers", "felipe caceres", "el nuevo herald"),
        ("003", "breaks a regional balance", "miguel angel toma", "dnews"),
        ("003", "drones and boats", "la nacion", None),
    ],
)
def test_sources_and_media(
    case: Case, page: dict[str, Document], number: str, words: str, source: str, medium: str | None
) -> None:
    (quotation,) = [q for q in quoted_in(case, page[number], words) if q.within is None]
    assert quotation.source is not None
    assert source in plain(quotation.source.name)
    if medium is not None:
        assert quotation.medium is not None
        assert medium in plain(quotation.medium)


@pytest.mark.parametrize(
    "words",
    [
        "this diversification could help",
        "secured iranian assistance",
        "las relaciones entre ambos paises",
        "mohammad reza ashtiani",
        "most successful foreign policy project",
        "joined the likes of",
        "moved its only embassy",
        "en el marco de la ceremonia",
    ],
)
def test_quotations_that_name_nobody_stay_without_a_source(case: Case, page: dict[str, Document], words: str) -> None:
    found = quoted_in(case, page["004"], words)
    assert found
    assert all(q.source is None or q.source.anonymous for q in found)


def test_no_call_to_donate_is_a_claim(case: Case) -> None:
    for claim in case.claims:
        for assertion in claim.assertions:
            assert not re.search(
                r"donate|we need resources|share your thoughts|encourage readers", plain(assertion.span.exact)
            )


def test_the_ten_officers_are_one_claim(case: Case, page: dict[str, Document]) -> None:
    claims = claims_with(case, "anti-narcotics officers")
    assert len(claims) == 1
    assert {a.span.document for a in claims[0].assertions} >= {page["000"].id, page["001"].id, page["002"].id}


def test_doubtful_funding_stays_doubtful(case: Case, page: dict[str, Document]) -> None:
    for number in ("000", "001", "002"):
        levels = {
            a.certainty.level
            for c in claims_with(case, "funding hezbollah")
            for a in tellings(c, page[number])
            if "funding hezbollah" in plain(a.span.exact)
        }
        assert levels
        assert levels <= {"doubted", "claimed"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mahmoud Ahmadinejad", "Mahmud Ahmadinejad"),
        ("Mohammad Reza Ashtiani", "Mohammed Reza Ashtiani"),
        ("Masoud Pezeshkian", "Masoud Pazeschkian"),
    ],
)
def test_spellings_of_one_person_are_one_entity(case: Case, one: str, other: str) -> None:
    def holders(name: str) -> set[str]:
        wanted = plain(name)
        return {e.id for e in case.entities if any(wanted in plain(n) for n in (e.name, *e.aliases))}

    assert len(holders(one) | holders(other)) == 1
    assert holders(one) == holders(other)


LIFTED = [
    "using bolivia as a base to develop",
    "three times more officials",
    "has become a base of operations",
    "bolivian passports with fake",
    "sold to bolivia several drones",
]


@pytest.mark.parametrize("words", LIFTED)
def test_what_was_lifted_from_one_page_has_one_direct_report(case: Case, page: dict[str, Document], words: str) -> None:
    """004 lifted five passages of 003: it is below it, surely, though nothing in it is dated."""
    claim = next(c for c in claims_with(case, words) if tellings(c, page["004"]) and tellings(c, page["003"]))
    assert (claim.origins.low, claim.origins.best, claim.origins.high) == (1, 1, 1)
    assert claim.direct_reports == 1
    place = {a.id: a.span.document for a in claim.assertions}
    edges = [
        d for d in claim.derivations if place.get(d.origin) == page["003"].id and place.get(d.target) == page["004"].id
    ]
    assert edges
    assert all(d.probability >= 0.9 for d in edges)
    assert {"shared passages", "loses the source"} <= {r.kind for d in edges for r in d.reasons}
    assert {a.language for a in tellings(claim, page["003"])} == {"en", "es"}


def test_reuse_between_them_says_that_one_depends_on_the_other(case: Case, page: dict[str, Document]) -> None:
    ends = {page["003"].id, page["004"].id}
    found = [r for r in case.reuses if {r.a.document, r.b.document} == ends and r.kind != "translated"]
    assert found
    assert all(r.probability and r.probability >= 0.9 for r in found)
    assert all((r.a.document if r.direction == "a->b" else r.b.document) == page["003"].id for r in found)
