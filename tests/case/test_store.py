"""A case comes back as it was saved, whole or not at all."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

import firsthand
from firsthand.case import find_claims, load, save, search
from firsthand.errors import CaseError
from firsthand.model import Case, Decision, Document

DEMO = Path(str(files("firsthand.demo"))) / "articles"


@pytest.fixture(scope="module")
def case() -> Case:
    return firsthand.trace([DEMO], decisions=[Decision("same owner", ("Radio Altamar", "El Faro de Valdoro"))])


@pytest.fixture(scope="module")
def saved(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "case.db"
    save(case, path)
    return path


def test_what_is_loaded_equals_what_was_saved(case: Case, saved: Path) -> None:
    again = load(saved)
    assert again == case
    assert again.run == case.run


def test_an_existing_case_is_not_overwritten(case: Case, saved: Path) -> None:
    with pytest.raises(CaseError, match="--force"):
        save(case, saved)
    save(case, saved, force=True)


def test_nothing_unfinished_is_left(saved: Path) -> None:
    assert [p.name for p in saved.parent.iterdir()] == ["case.db"]


def test_a_file_that_is_no_case_is_told_so(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a case")
    with pytest.raises(CaseError, match="not a case"):
        load(other)
    with pytest.raises(CaseError, match="there is no case"):
        load(tmp_path / "missing.db")


def test_the_columns_can_be_queried_with_any_sqlite(saved: Path) -> None:
    with sqlite3.connect(saved) as database:
        (n,) = database.execute("SELECT count(*) FROM ledger WHERE documents > 1 AND high = 1").fetchone()
    assert n > 3


def test_claims_are_found_by_any_wording_in_any_language(saved: Path, case: Case) -> None:
    english = find_claims(saved, "river will need months to recover")
    spanish = find_claims(saved, "el rio necesitara meses para recuperarse")
    assert english[0] == spanish[0]
    assert find_claims(saved, english[0]) == [english[0]]


@pytest.mark.parametrize("query", ['"', "*", "NEAR(", "a OR", "", "\0", "col:x", "'; DROP TABLE claim; --"])
def test_no_query_breaks_the_search(saved: Path, query: str) -> None:
    search(saved, query)
    find_claims(saved, query)


def test_a_hit_holds_its_text(saved: Path, case: Case) -> None:
    texts = {d.id: d.text for d in case.documents}
    hits = search(saved, "Quiroga")
    assert hits
    for hit in hits:
        assert texts[hit.document][hit.start : hit.end] == hit.exact


def test_hostile_text_survives(tmp_path: Path) -> None:
    nasty = "Ana Ruiz said the \0 harbour \u202e stays closed until Sunday evening.\r\n" * 2
    case = firsthand.trace([Document("nul", nasty)])
    save(case, tmp_path / "c.db")
    assert load(tmp_path / "c.db") == case
