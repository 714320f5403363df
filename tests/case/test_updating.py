"""A case that is changed where it lies is the case that it would be if it were saved anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import firsthand
from fictional_case import huge_case, the_case
from firsthand.case import CaseReader, compare, find_claims, load, save, search, update
from firsthand.errors import CaseError
from firsthand.model import Case, Problem

DEMO = sorted((Path(str(files("firsthand.demo"))) / "articles").iterdir())


@pytest.fixture(scope="module")
def some() -> Case:
    return firsthand.trace(DEMO[:17])


@pytest.fixture(scope="module")
def all_of_it() -> Case:
    return firsthand.trace(DEMO)


def changed(before: Case, after: Case, path: Path) -> Case:
    save(before, path, force=True)
    update(path, compare(load(path), after))
    return load(path)


def indexes(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """What each full-text index finds, by public ids: every word with every row that has it."""
    rows = {
        "document_search": "SELECT key, id FROM document",
        "claim_search": "SELECT key, hex(id) FROM claim",
        "name_search": "SELECT 2 * key, id FROM entity UNION SELECT 2 * key + 1, name FROM source",
    }
    found = {}
    with closing(sqlite3.connect(path)) as database:
        for index, question in rows.items():
            ids = dict(database.execute(question))
            database.execute(f"CREATE VIRTUAL TABLE temp.v_{index} USING fts5vocab(main, {index}, instance)")
            words = database.execute(f"SELECT DISTINCT term, doc FROM temp.v_{index}")
            found[index] = sorted((word, str(ids.get(row))) for word, row in words)
    return found


@pytest.mark.parametrize("grows", [True, False])
def test_a_collection_that_grows_or_shrinks(some: Case, all_of_it: Case, tmp_path: Path, grows: bool) -> None:
    before, after = (some, all_of_it) if grows else (all_of_it, some)
    assert changed(before, after, tmp_path / "changed.db") == after
    save(after, tmp_path / "anew.db")
    ours, theirs = indexes(tmp_path / "changed.db"), indexes(tmp_path / "anew.db")
    assert ours["document_search"] == theirs["document_search"]
    assert ours["claim_search"] == theirs["claim_search"]
    assert set(theirs["name_search"]) <= set(ours["name_search"])  # names of sources that went may stay
    with CaseReader(tmp_path / "changed.db") as a, CaseReader(tmp_path / "anew.db") as b:
        assert a.labels(d.id for d in after.documents) == b.labels(d.id for d in after.documents)
        assert a.ledger(limit=99, once=True) == b.ledger(limit=99, once=True)
    for query in ("river", "Quiroga", '"chlorine solution"'):
        assert search(tmp_path / "changed.db", query) == search(tmp_path / "anew.db", query)
        assert find_claims(tmp_path / "changed.db", query) == find_claims(tmp_path / "anew.db", query)


def test_there_and_back_again(some: Case, all_of_it: Case, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    save(some, path)
    for _ in range(2):
        update(path, compare(some, all_of_it))
        update(path, compare(all_of_it, some))
    assert load(path) == some


def test_only_what_differs_is_named(some: Case) -> None:
    claim = some.claims[3]
    other = replace(some, claims=(*some.claims[:3], replace(claim, direct_reports=9), *some.claims[4:]))
    gone, new = compare(some, other)
    assert gone == Case((), claims=(claim,))
    assert new == Case((), claims=(replace(claim, direct_reports=9),))
    assert compare(some, some) == (Case(()), Case(()))


WHOLE = huge_case(12, 30)
FICTION = the_case()


@st.composite
def parts(draw: st.DrawFn, case: Case) -> Case:
    """A case with some of the nouns of `case`, some of its claims told otherwise."""

    def some_of(nouns: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(noun for noun in nouns if draw(st.booleans()))

    named = {a.quotation for c in case.claims for a in c.assertions}
    claims = [replace(c, direct_reports=draw(st.integers(0, 2))) for c in some_of(case.claims)]  # type: ignore[type-var]
    return replace(
        case,
        claims=tuple(claims),
        quotations=tuple(q for q in case.quotations if q.id in named or draw(st.booleans())),
        entities=some_of(case.entities),
        reuses=some_of(case.reuses),
        passages=some_of(case.passages),
        problems=some_of(case.problems),
        decisions=some_of(case.decisions),
        originals=some_of(case.originals),
    )


@pytest.mark.parametrize("whole", [WHOLE, FICTION])
@given(data=st.data())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_parts_of_a_case_make_way_for_any_others(whole: Case, tmp_path: Path, data: st.DataObject) -> None:
    before, after = data.draw(parts(whole)), data.draw(parts(whole))
    save(after, tmp_path / "anew.db", force=True)
    assert changed(before, after, tmp_path / "case.db") == load(tmp_path / "anew.db")


def test_a_change_is_whole_or_not_at_all(some: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.db"
    save(some, path)
    before = path.read_bytes()
    changes = compare(some, replace(some, claims=some.claims[:-3], problems=(Problem("error", "x", "y", "z"),)))

    def stumble(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("firsthand.case.filling.record_rows", stumble)
    with pytest.raises(CaseError, match="cannot be changed"):
        update(path, changes)
    assert load(path) == some
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["case.db"]


def test_where_there_is_no_case_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no case"):
        update(tmp_path / "none.db", compare(Case(()), Case(())))
    assert not (tmp_path / "none.db").exists()
