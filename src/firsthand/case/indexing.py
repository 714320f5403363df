"""The full-text indexes of a saved case: documents by their texts, claims by their wordings, people by their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from firsthand.case.interning import SourceRow
from firsthand.case.rows import KnownDocuments, Row
from firsthand.model import Claim, Document, Entity
from firsthand.text import fold


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
