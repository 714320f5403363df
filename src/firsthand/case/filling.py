"""Putting nouns into the tables of a case that is being written anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from firsthand.case import indexing
from firsthand.case.codec import to_plain, to_text
from firsthand.case.interning import Interned, SourceRow, Sources, Words
from firsthand.case.labels import label_documents
from firsthand.case.rows import Row, RowMaker
from firsthand.case.values import stored
from firsthand.model import Case, Claim, Document, Entity, TimeInterval

RECORDS = ("originals", "problems", "decisions", "run")
"""Fields of a case whose nouns are few and stand whole in the table ``record``; so do those of fields unknown here."""
TABLES = frozenset({"documents", "passages", "reuses", "families", "quotations", "entities", "claims", "facts"})


class InHand:
    """The documents of a case that is in memory."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._keys = {d.id: key for key, d in enumerate(documents, 1)}

    def key(self, id: str) -> int | None:
        """The key of a document, None where there is none of this id."""
        return self._keys.get(id)

    def text(self, key: int) -> str:
        """A document's text."""
        return self._documents[key - 1].text

    def published(self, key: int) -> TimeInterval | None:
        """A document's date."""
        return self._documents[key - 1].published

    def outlet(self, key: int) -> str | None:
        """A document's outlet."""
        return self._documents[key - 1].outlet


class Filled(NamedTuple):
    """What of a case that was written the full-text indexes must know, by keys."""

    documents: InHand
    claims: list[tuple[int, Claim]]
    sources: list[tuple[int, SourceRow]]


def fill(database: sqlite3.Connection, case: Case) -> Filled:
    """Write all of `case` into empty tables."""
    documents = InHand(case.documents)
    words, sources = Interned[str](Words(database)), Interned[SourceRow](Sources(database))
    families = {f.id: key for key, f in enumerate(case.families, 1)}
    quotations = {(q.span.document, q.id): key for key, q in enumerate(case.quotations, 1)}
    rows = RowMaker(documents, words, sources, quotations, families.get)
    _fill_documents(database, case, documents, rows)
    put(database, "reuse", (rows.reuse(r, key) for key, r in enumerate(case.reuses, 1)))
    put(database, "family", (rows.family(f, key) for key, f in enumerate(case.families, 1)))
    put(database, "quotation", (rows.quotation(q, key) for key, q in enumerate(case.quotations, 1)))
    for key, entity in enumerate(case.entities, 1):
        put_entity(database, key, entity, rows)
    claims = _fill_claims(database, case.claims, rows)
    put(database, "fact", (rows.fact(f, key) for key, f in enumerate(case.facts, 1)))
    for kind, nouns in record_fields(case):
        put(database, "record", record_rows(kind, nouns, rows))
    words.write()
    return Filled(documents, claims, sources.write())


def index(database: sqlite3.Connection, case: Case, filled: Filled) -> None:
    """Let full-text search find all of `case`, which was written already."""
    for key, document in enumerate(case.documents, 1):
        indexing.index_document(database, key, document)
    for key, claim in filled.claims:
        indexing.index_claim(database, key, claim, indexing.outlets_of(claim, filled.documents))
    for key, entity in enumerate(case.entities, 1):
        indexing.index_entity(database, key, entity)
    indexing.index_sources(database, filled.sources)
    for table in ("document_search", "claim_search", "name_search"):
        database.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")


def put(database: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Insert `rows`."""
    waiting = iter(rows)
    first = next(waiting, None)
    if first is not None:
        insert = f"INSERT INTO {table} VALUES ({','.join('?' * len(first))})"
        database.execute(insert, first)
        database.executemany(insert, waiting)


def _fill_documents(database: sqlite3.Connection, case: Case, documents: InHand, rows: RowMaker) -> None:
    labels = label_documents((d.id, d.path) for d in case.documents)
    put(database, "document", (rows.document(d, key, labels[d.id]) for key, d in enumerate(case.documents, 1)))
    homeless = []
    for id, group in groupby(sorted(case.passages, key=attrgetter("document", "start")), key=attrgetter("document")):
        home = documents.key(id)
        if home is None:
            homeless += list(group)
        else:
            put(database, "passages", [rows.passages(group, home)])
    put(database, "record", record_rows("passages", homeless, rows))


def _fill_claims(database: sqlite3.Connection, claims: Iterable[Claim], rows: RowMaker) -> list[tuple[int, Claim]]:
    alone: list[Row] = []
    again: list[tuple[int, Claim]] = []
    for claim in claims:
        row = rows.told_once(claim)
        if row is not None:
            alone.append(row)
        else:
            again.append((len(again) + 1, claim))
            put_claim(database, *again[-1], rows)
    put(database, "told_once", sorted(alone))
    return again


def put_entity(database: sqlite3.Connection, key: int, entity: Entity, rows: RowMaker) -> None:
    """Insert an entity and its mentions."""
    row, mentions = rows.entity(entity, key)
    put(database, "entity", [row])
    put(database, "mention", mentions)


def put_claim(database: sqlite3.Connection, key: int, claim: Claim, rows: RowMaker) -> None:
    """Insert a claim with its assertions and derivations."""
    row, assertions, derivations = rows.claim(claim, key)
    put(database, "claim", [row])
    put(database, "assertion", assertions)
    put(database, "derivation", derivations)


# ---------------------------------------------------------------------- nouns that stand whole


def record_fields(case: Case) -> Iterator[tuple[str, Sequence[Any]]]:
    """Fields of `case` that have no table of their own, with their nouns."""
    for name in case.__dataclass_fields__:
        if name not in TABLES:
            value = getattr(case, name)
            yield name, value if isinstance(value, tuple) else () if value is None else (value,)


def record_rows(kind: str, nouns: Iterable[Any], rows: RowMaker) -> list[Row]:
    """Rows of the table ``record``."""
    pack = rows.packing()
    return [(kind, n, stored(to_text(to_plain(type(noun), noun, pack)))) for n, noun in enumerate(nouns)]
