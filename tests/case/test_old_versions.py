"""Cases of older versions open; those of later ones say what to do."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import MISSING, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from fictional_case import the_case
from firsthand.case import CaseReader, compare, find_claims, load, save, search, update
from firsthand.case.order import in_order
from firsthand.errors import CaseError
from firsthand.model import Case

TABLES = {
    "passage": "passages", "reuse": "reuses", "family": "families", "quotation": "quotations", "entity": "entities",
    "claim": "claims", "original": "originals", "problem": "problems", "decision": "decisions",
}  # fmt: skip


def plain(value: Any) -> Any:
    """The JSON of version 1: whole spans, default-valued fields left out."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = {f.name: getattr(value, f.name) for f in fields(value)}
        return {f.name: plain(kept[f.name]) for f in fields(value) if f.default is MISSING or kept[f.name] != f.default}
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def save_as_first_version(case: Case, path: Path) -> None:
    """A file as firsthand 0.1 wrote it, but for the columns that only people read."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        database.execute("INSERT INTO meta VALUES ('schema', '1')")
        database.execute("CREATE TABLE document (position INTEGER PRIMARY KEY, id TEXT, text TEXT, value TEXT)")
        for n, document in enumerate(case.documents, 1):
            row = (n, document.id, document.text, json.dumps(plain(replace(document, text=""))))
            database.execute("INSERT INTO document VALUES (?, ?, ?, ?)", row)
        for table, name in {**TABLES, "run": "run"}.items():
            database.execute(f"CREATE TABLE {table} (position INTEGER PRIMARY KEY, value TEXT)")
            nouns = [case.run] if name == "run" else getattr(case, name)
            for n, noun in enumerate(nouns, 1):
                value = plain(noun)
                for edge in value.get("derivations", ()):
                    edge["reasons"] = ["23 words alike, 20 of them rare"]  # sentences, in those days
                database.execute(f"INSERT INTO {table} VALUES (?, ?)", (n, json.dumps(value)))
        database.execute("PRAGMA user_version = 1")
        database.commit()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    save_as_first_version(the_case(), tmp_path / "old.db")
    return tmp_path / "old.db"


def without_reasons(case: Case) -> Case:
    claims = (replace(c, derivations=tuple(replace(d, reasons=()) for d in c.derivations)) for c in case.claims)
    return replace(case, claims=tuple(claims), facts=())


def in_todays_order(case: Case) -> Case:
    entities = (
        replace(e, mentions=tuple(sorted(e.mentions, key=lambda m: (m.document, m.start)))) for e in case.entities
    )
    return in_order(replace(case, entities=tuple(entities)))


def test_a_case_of_the_first_version_opens(old: Path) -> None:
    assert load(old) == in_todays_order(without_reasons(the_case()))


def test_opening_does_not_touch_the_file(old: Path) -> None:
    before = old.read_bytes()
    with CaseReader(old) as case:
        assert case.ledger()[0].id == "c-cost"
        assert case.who("Carballo")[0]
    assert search(old, "dredging")
    assert find_claims(old, "cuatro veces") == ["c-cost"]
    assert old.read_bytes() == before


def test_it_becomes_one_of_today_when_it_is_changed(old: Path) -> None:
    case = load(old)
    update(old, compare(case, replace(case, claims=case.claims[1:])))
    assert load(old) == replace(case, claims=case.claims[1:])
    with closing(sqlite3.connect(old)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_case_of_a_later_version_says_what_to_do(tmp_path: Path) -> None:
    save(Case(()), tmp_path / "later.db")
    with closing(sqlite3.connect(tmp_path / "later.db")) as database:
        database.execute("UPDATE meta SET value = '3' WHERE key = 'schema'")
        database.commit()
    with pytest.raises(CaseError, match="update firsthand"):
        load(tmp_path / "later.db")
