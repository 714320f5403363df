"""Whatever a reader is asked, it answers as if it had loaded the whole case."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

import firsthand
from fictional_case import hostile_case, huge_case, the_case
from firsthand.case import CaseReader, Choice, load, save
from firsthand.model import Case
from firsthand.report.terminal import sort_claims

DEMO = Path(str(files("firsthand.demo"))) / "articles"


def demo() -> Case:
    return firsthand.trace([DEMO])


@pytest.fixture(scope="module", params=[demo, the_case, hostile_case, lambda: huge_case(40, 200)])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CaseReader:
    path = tmp_path_factory.mktemp("reader") / "case.db"
    save(request.param(), path)
    return CaseReader(path)


@pytest.fixture(scope="module")
def case(reader: CaseReader) -> Case:
    (path,) = [row[2] for row in reader.database.execute("PRAGMA database_list")]
    return load(path)


@pytest.mark.parametrize("sort", ["deficit", "date", "origins"])
@pytest.mark.parametrize("once", [False, True])
def test_the_ledger_is_that_of_the_whole_case(reader: CaseReader, case: Case, sort: str, once: bool) -> None:
    whole = sort_claims([c for c in case.claims if once or c.n_documents > 1], sort)  # type: ignore[arg-type]
    total, claims = reader.choose(Choice(sort, once), None)  # type: ignore[arg-type]
    assert total == len(whole)
    assert claims == whole
    for start in (0, 1, len(whole) // 2, len(whole)):
        assert reader.ledger(sort, 3, start, once=once) == whole[start : start + 3]  # type: ignore[arg-type]


@pytest.mark.parametrize("verdict", ["single", "established", "not established", "lineage unknown"])
@pytest.mark.parametrize("once", [False, True])
def test_the_ledger_of_one_verdict(reader: CaseReader, case: Case, verdict: str, once: bool) -> None:
    chosen = [c for c in case.claims if c.origins.verdict == verdict and (once or c.n_documents > 1)]
    assert reader.choose(Choice(once=once, verdict=verdict), None) == (len(chosen), chosen)


def test_every_claim_is_found_by_its_id_and_by_its_words(reader: CaseReader, case: Case) -> None:
    assert list(reader.all_claims()) == list(case.claims)
    for claim in case.claims[:60]:
        assert reader.claim(claim.id) == claim
        assert reader.find_claims(claim.id)[0] == claim
        by_words = reader.find_claims(claim.text, limit=50)
        assert any(claim.text in (a.span.exact for a in c.assertions) or c == claim for c in by_words)
    assert reader.claim("c" + "0" * 20) is None


def test_the_ledger_finds_words_of_claims_voices_and_outlets(reader: CaseReader, case: Case) -> None:
    for claim in case.claims[:20]:
        words = [w for w in claim.text.split() if w.isalpha()][:2]
        if words:
            total, found = reader.choose(Choice(once=True, text=" ".join(words)), None)
            assert claim in found
            assert total == len(found)


def test_documents_come_by_label_and_by_id(reader: CaseReader, case: Case) -> None:
    listed = reader.documents(1000)
    assert sorted(d.id for d in listed) == [d.id for d in case.documents]
    labels = reader.labels(d.id for d in listed)
    assert [labels[d.id] for d in listed] == sorted(labels.values())
    for document in case.documents:
        assert reader.document(document.id) == document
    assert reader.document("nothing") is None


def test_who_is_quoted_with_what(reader: CaseReader, case: Case) -> None:
    for entity in case.entities[:10]:
        entities, quotations = reader.who(entity.name)
        if not entity.name.strip():
            continue
        assert entity in [reader.with_mentions(e) for e in entities]
        mine = [q for q in case.quotations if q.source and q.source.entity == entity.id]
        assert set(mine) <= set(quotations)
    assert reader.who("") == ([], [])
    assert reader.who("nobody of this name") == ([], [])


def test_numbers_of_the_whole(reader: CaseReader, case: Case) -> None:
    counts = reader.counts()
    assert (counts.documents, counts.claims, counts.quotations) == (
        len(case.documents),
        len(case.claims),
        len(case.quotations),
    )
    assert counts.told_again == sum(c.n_documents > 1 for c in case.claims)
    assert reader.problems() == case.problems
    assert reader.decisions() == case.decisions
    assert reader.originals() == case.originals
    assert reader.run() == case.run


def test_claims_stand_where_their_tellings_do(reader: CaseReader, case: Case) -> None:
    for document in case.documents[:8]:
        places = {
            (a.span.start, a.span.end, c.id)
            for c in case.claims
            if c.n_documents > 1
            for a in c.assertions
            if a.span.document == document.id
        }
        key = reader.key(document.id)
        assert key is not None
        assert set(reader.places_in(key)) == places
        for _, _, id in places:
            assert reader.claim_text(id) == next(c.text for c in case.claims if c.id == id)
