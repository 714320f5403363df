"""Reading a whole case back. The order of its nouns is not stored: it follows from what they say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any, get_args, get_type_hints

from firsthand.case import nouns
from firsthand.case.codec import from_plain
from firsthand.case.damage import check_text
from firsthand.case.nouns import NounMaker, Row
from firsthand.case.values import as_text, id_text
from firsthand.model import Case, Claim, Document, Entity, Passage, TimeInterval

Place = tuple[int, int, int, str]


FACTS = (
    "SELECT packed FROM fact f ORDER BY f.status = 'contradictory' DESC, f.tellings > 2 * f.documents, "
    "f.documents DESC, f.kind DESC, f.id"
)


class Everything:
    """All words, sources and documents of a case, read at once."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._words: dict[int, str] = {
            key: as_text(name) for key, name in database.execute("SELECT key, name FROM word")
        }
        self._sources = {key: row for key, *row in database.execute("SELECT * FROM source")}
        self.documents: dict[int, Document] = {}

    def word(self, key: int) -> str:
        """A word by its key."""
        return self._words[key]

    def source(self, key: int) -> Any:
        """A source's row."""
        return self._sources[key]

    def document_id(self, key: int) -> str:
        """A document's id."""
        return self.documents[key].id

    def document_text(self, key: int) -> str:
        """A document's text."""
        return self.documents[key].text

    def published(self, key: int) -> TimeInterval | None:
        """A document's date."""
        return self.documents[key].published

    def outlet(self, key: int) -> str | None:
        """A document's outlet."""
        return self.documents[key].outlet


def load_given(database: sqlite3.Connection) -> Case:
    """What the case was made of, and nothing that was found: its documents, what was wrong with them, the decisions."""
    shared = Everything(database)
    make = NounMaker(shared)
    _read_documents(database, shared, make)
    records = dict(_records(database, make))
    documents, problems, decisions = (
        shared.documents.values(),
        records.get("problems", ()),
        records.get("decisions", ()),
    )
    return Case(tuple(documents), problems=problems, decisions=decisions)


def _read_documents(database: sqlite3.Connection, shared: Everything, make: NounMaker) -> None:
    for *row, text in database.execute(f"SELECT {nouns.DOCUMENT}, d.text FROM document d ORDER BY d.id"):
        shared.documents[row[0]] = make.document(tuple(row), as_text(text))
        check_text(shared.documents[row[0]])


def load_case(database: sqlite3.Connection) -> Case:
    """The whole case."""
    shared = Everything(database)
    make = NounMaker(shared)
    _read_documents(database, shared, make)
    whole = dict(_records(database, make))
    run = whole.pop("run", ())
    return Case(
        documents=tuple(shared.documents.values()),
        passages=(*_passages(database, make), *whole.pop("passages", ())),
        reuses=tuple(map(make.reuse, _reuses(database))),
        families=tuple(map(make.family, database.execute(f"SELECT {nouns.FAMILY} FROM family f ORDER BY f.id"))),
        quotations=tuple(map(make.quotation, _quotations(database))),
        entities=tuple(_entities(database, make)),
        claims=tuple(_claims(database, make)),
        facts=tuple(make.fact(packed) for (packed,) in database.execute(FACTS)),
        run=run[0] if run else None,
        **whole,
    )


def _records(database: sqlite3.Connection, make: NounMaker) -> Iterator[tuple[str, tuple[Any, ...]]]:
    hints = get_type_hints(Case)
    rows = database.execute("SELECT kind, value FROM record ORDER BY kind, n")
    for kind, found in groupby(rows, key=itemgetter(0)):
        noun = get_args(hints[kind])[0] if kind in hints else None  # a case of a later version may hold more
        if noun is not None:
            yield kind, tuple(from_plain(noun, json.loads(value), make.unpacking()) for _, value in found)


def _passages(database: sqlite3.Connection, make: NounMaker) -> Iterator[Passage]:
    rows = "SELECT p.document, p.packed, p.rest FROM passages p JOIN document d ON d.key = p.document ORDER BY d.id"
    for row in database.execute(rows):
        yield from make.passages(*row)


def _reuses(database: sqlite3.Connection) -> Iterator[Row]:
    """Reuses by their documents, then by their places."""
    return database.execute(
        f"SELECT {nouns.REUSE} FROM reuse r LEFT JOIN family f ON f.key = r.family JOIN word k ON k.key = r.kind "
        "LEFT JOIN document x ON x.key = r.a LEFT JOIN document y ON y.key = r.b "
        "ORDER BY x.id, y.id, r.a_start, r.b_start, r.a_end, r.b_end, k.name, r.key"
    )


def _quotations(database: sqlite3.Connection) -> Iterator[Row]:
    return database.execute(
        f"SELECT {nouns.QUOTATION} FROM quotation q LEFT JOIN document d ON d.key = q.document "
        'ORDER BY d.id, q.start, q."end", q.id'
    )


def _entities(database: sqlite3.Connection, make: NounMaker) -> Iterator[Entity]:
    places = _grouped(
        database.execute(
            "SELECT m.entity, m.document, m.places FROM mention m JOIN document d ON d.key = m.document "
            "ORDER BY m.entity, d.id"
        )
    )
    for row in database.execute(f"SELECT {nouns.ENTITY} FROM entity e ORDER BY e.id"):
        yield make.entity(row, places.get(row[0], ()))


def _claims(database: sqlite3.Connection, make: NounMaker) -> Iterator[Claim]:
    """Claims in the order of the ledger."""
    once = database.execute(
        f"SELECT {nouns.TOLD_ONCE} FROM told_once t LEFT JOIN quotation q ON q.key = t.quotation ORDER BY t.id"
    )
    alone = ((ledger_place(0, 1, 1, row[0]), make.told_once(row)) for row in once)
    yield from map(itemgetter(1), merge(_told_again(database, make), alone, key=itemgetter(0)))


def _told_again(database: sqlite3.Connection, make: NounMaker) -> Iterator[tuple[Place, Claim]]:
    assertions = _grouped(
        database.execute(
            f"SELECT a.claim, {nouns.ASSERTION} FROM assertion a LEFT JOIN quotation q ON q.key = a.quotation "
            "ORDER BY a.claim, a.n"
        )
    )
    derivations = _grouped(
        database.execute(f"SELECT v.claim, {nouns.DERIVATION} FROM derivation v ORDER BY v.claim, v.n")
    )
    ledger = f"SELECT c.tellings, {nouns.CLAIM} FROM claim c"
    found = []
    for tellings, *row in database.execute(ledger):
        claim = make.claim(tuple(row), assertions.pop(row[0], ()), derivations.pop(row[0], ()))
        found.append((ledger_place(claim.deficit, claim.n_documents, tellings, row[1]), claim))
    return iter(sorted(found, key=itemgetter(0)))


def ledger_place(deficit: int, documents: int, tellings: int, id: str | bytes) -> Place:
    """Where a claim with these counts stands in the ledger."""
    return -deficit, -documents, -tellings, id_text(id)


def _grouped(rows: Iterator[Row]) -> dict[int, list[Row]]:
    return {key: [row[1:] for row in found] for key, found in groupby(rows, key=itemgetter(0))}
