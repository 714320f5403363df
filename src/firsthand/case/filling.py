"""Putting nouns into the tables of a case that is being written anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from firsthand.case.codec import to_plain, to_text
from firsthand.case.interning import Interned, SourceRow, Sources, Words
from firsthand.case.labels import label_documents
from firsthand.case.rows import KnownDocuments, Row, RowMaker
from firsthand.case.values import stored
from firsthand.model import Case, Claim, Document, Entity, TimeInterval
from firsthand.text import fold

RECORDS = ("originals", "problems", "decisions", "run")
"""Fields of a case whose nouns are few and stand whole in the table ``record``; so do those of fields unknown here."""
TABLES = frozenset({"documents", "passages", "reuses", "families", "quotations", "entities", "claims"})


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


def fill(database: sqlite3.Connection, case: Case) -> None:
    """Write all of `case` into empty tables."""
    documents = InHand(case.documents)
    words, sources = Interned[str](Words(database)), Interned[SourceRow](Sources(database))
    families = {f.id: key for key, f in enumerate(case.families, 1)}
    rows = RowMaker(
        documents,
        words,
        sources,
        {(q.span.document, q.id): key for key, q in enumerate(case.quotations, 1)},
        families.get,
    )
    _fill_documents(database, case, documents, rows)
    put(database, "reuse", (rows.reuse(r, key) for key, r in enumerate(case.reuses, 1)))
    put(database, "family", (rows.family(f, key) for key, f in enumerate(case.families, 1)))
    put(database, "quotation", (rows.quotation(q, key) for key, q in enumerate(case.quotations, 1)))
    for key, entity in enumerate(case.entities, 1):
        put_entity(database, key, entity, rows)
    _fill_claims(database, case.claims, documents, rows)
    for kind, nouns in record_fields(case):
        put(database, "record", record_rows(kind, nouns, rows))
    words.write()
    index_sources(database, sources.write())


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
    for key, document in enumerate(case.documents, 1):
        index_document(database, key, document)
    homeless = []
    for id, group in groupby(sorted(case.passages, key=attrgetter("document", "start")), key=attrgetter("document")):
        home = documents.key(id)
        if home is None:
            homeless += list(group)
        else:
            put(database, "passages", [rows.passages(group, home)])
    put(database, "record", record_rows("passages", homeless, rows))


def _fill_claims(
    database: sqlite3.Connection, claims: Iterable[Claim], documents: KnownDocuments, rows: RowMaker
) -> None:
    key, alone = 0, []
    for claim in claims:
        row = rows.told_once(claim)
        if row is not None:
            alone.append(row)
            continue
        key += 1
        put_claim(database, key, claim, rows, outlets_of(claim, documents))
    put(database, "told_once", sorted(alone))


def put_entity(database: sqlite3.Connection, key: int, entity: Entity, rows: RowMaker) -> None:
    """Insert an entity and its mentions."""
    row, mentions = rows.entity(entity, key)
    put(database, "entity", [row])
    put(database, "mention", mentions)
    index_entity(database, key, entity)


def put_claim(
    database: sqlite3.Connection, key: int, claim: Claim, rows: RowMaker, outlets: Iterable[str | None]
) -> None:
    """Insert a claim with its assertions and derivations."""
    row, assertions, derivations = rows.claim(claim, key)
    put(database, "claim", [row])
    put(database, "assertion", assertions)
    put(database, "derivation", derivations)
    index_claim(database, key, claim, outlets)


# ---------------------------------------------------------------------- full text


def searchable(text: str) -> str:
    """`text` as the full-text index can take it: a NUL would end it early, half a character cannot be stored."""
    return text.replace("\0", " ").encode("utf8", "replace").decode("utf8")


def index_document(database: sqlite3.Connection, key: int, document: Document, *, delete: bool = False) -> None:
    """Let the full-text search find a document, or no longer."""
    texts = searchable(document.title or ""), searchable(document.text)
    _index(database, "document_search", ("title", "text"), (key, *texts), delete)


def outlets_of(claim: Claim, documents: KnownDocuments) -> list[str | None]:
    """The outlets that tell a claim."""
    homes = (documents.key(a.span.document) for a in claim.assertions)
    return [documents.outlet(home) for home in homes if home is not None]


def index_claim(
    database: sqlite3.Connection, key: int, claim: Claim, outlets: Iterable[str | None], *, delete: bool = False
) -> None:
    """Let a claim be found by all of its wordings, its voices and its outlets, or no longer."""
    wordings = dict.fromkeys([claim.text, *(a.span.exact for a in claim.assertions)])
    sources = [a.source.name for a in claim.assertions if a.source]
    names = dict.fromkeys([*(o.name for o in claim.origins.list), *sources, *(outlet or "" for outlet in outlets)])
    texts = _folded("\n".join(wordings)), _folded("\n".join(names))
    _index(database, "claim_search", ("wordings", "names"), (key, *texts), delete)


def index_entity(database: sqlite3.Connection, key: int, entity: Entity, *, delete: bool = False) -> None:
    """Let an entity be found by all of its names, or no longer."""
    names = _folded("\n".join((entity.name, *entity.aliases)))
    _index(database, "name_search", ("names",), (2 * key, names), delete)


def _index(database: sqlite3.Connection, table: str, columns: tuple[str, ...], row: Row, delete: bool) -> None:
    """Add to an index that keeps no content, or take away from it, for which it must be told what it was given."""
    command, values = ((table, "rowid", *columns), ("delete", *row)) if delete else (("rowid", *columns), row)
    database.execute(f"INSERT INTO {table} ({','.join(command)}) VALUES ({','.join('?' * len(values))})", values)


def index_sources(database: sqlite3.Connection, sources: Iterable[tuple[int, SourceRow]]) -> None:
    """Let sources be found by the names that their quotations give them."""
    database.executemany(
        "INSERT INTO name_search (rowid, names) VALUES (?, ?)",
        ((2 * key + 1, _folded(source[0])) for key, source in sources),
    )


def _folded(text: str) -> str:
    return searchable(fold(text).text)


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
