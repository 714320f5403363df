"""Changing a saved case where it lies: only rows that differ are written, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from firsthand.case import filling, indexing
from firsthand.case.asking import OnDemand
from firsthand.case.changes import Changes
from firsthand.case.interning import Interned, SourceRow, Sources, Words, mark_of
from firsthand.case.labels import label_documents
from firsthand.case.opening import check_version, connect, is_of_first_version
from firsthand.case.rows import Row, RowMaker
from firsthand.case.store import load, save
from firsthand.case.values import as_text, stored, stored_id
from firsthand.errors import CaseError
from firsthand.model import Case, Claim, Entity


def update(path: str | Path, changes: Changes) -> None:
    """Make `changes` to the case saved at `path`: all of them or, whatever happens, none.

    Raises
    ------
    CaseError
        There is no case of this version at `path`, or it cannot be written.
    """
    path = Path(path)
    connect(path).close()  # says what is wrong with it
    if is_of_first_version(path):
        save(load(path), path, force=True)
    try:
        with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            check_version(database, path)
            Updater(database).make(changes)
            database.execute("COMMIT")
    except (sqlite3.Error, OSError) as error:
        raise CaseError(f"{path} cannot be changed: {error}") from error


class Updater:
    """Changes the tables of an open case. Rows of nouns that come again under their ids keep their keys."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._keys: dict[tuple[str, Any], int] = {}

    def make(self, changes: Changes) -> None:
        """Take away what goes, put in what comes."""
        gone, new = changes
        self._take_away(gone)
        self._change_documents(gone, new)
        self._put_in(gone, new)

    # ------------------------------------------------------------------ what goes

    def _take_away(self, gone: Case) -> None:
        known = OnDemand(self._database)
        for claim in gone.claims:
            self._drop_claim(claim, known)
        for entity in gone.entities:
            self._drop_entity(entity)
        for r in gone.reuses:
            a, b = known.key(r.a.document), known.key(r.b.document)
            self._database.execute(
                "DELETE FROM reuse WHERE a IS ? AND b IS ? AND a_start = ? AND a_end = ? AND b_start = ? AND b_end = ? "
                "AND kind = (SELECT key FROM word WHERE mark = ? AND name = ?)",
                (a, b, r.a.start, r.a.end, r.b.start, r.b.end, mark_of(r.kind), r.kind),
            )
        for family in gone.families:
            self._drop("family", family.id, "id = ?", (stored_id(family.id),))
        for fact in gone.facts:
            self._drop("fact", fact.id, "id = ?", (stored_id(fact.id),))
        for q in gone.quotations:
            place = (known.key(q.span.document), stored_id(q.id))
            self._drop("quotation", (q.span.document, q.id), "document IS ? AND id = ?", place)

    def _drop(self, table: str, name: Any, condition: str, values: Row) -> int | None:
        """Delete a row and remember its key for whoever comes again under that name."""
        row = self._database.execute(f"SELECT key FROM {table} WHERE {condition}", values).fetchone()
        if row is None:
            return None
        key: int = row[0]
        self._keys[table, name] = key
        self._database.execute(f"DELETE FROM {table} WHERE key = ?", (key,))
        return key

    def _drop_claim(self, claim: Claim, known: OnDemand) -> None:
        id = stored_id(claim.id)
        self._database.execute("DELETE FROM told_once WHERE id = ?", (id,))
        key = self._drop("claim", claim.id, "id = ?", (id,))
        if key is not None:
            self._database.execute("DELETE FROM assertion WHERE claim = ?", (key,))
            self._database.execute("DELETE FROM derivation WHERE claim = ?", (key,))
            indexing.index_claim(self._database, key, claim, indexing.outlets_of(claim, known), delete=True)

    def _drop_entity(self, entity: Entity) -> None:
        key = self._drop("entity", entity.id, "mark = ? AND id = ?", (mark_of(entity.id), stored(entity.id)))
        if key is not None:
            self._database.execute("DELETE FROM mention WHERE entity = ?", (key,))
            indexing.index_entity(self._database, key, entity, delete=True)

    # ------------------------------------------------------------------ documents

    def _change_documents(self, gone: Case, new: Case) -> None:
        staying = {document.id for document in new.documents}
        for document in gone.documents:
            key = self._drop("document", document.id, "id = ?", (stored(document.id),))
            if key is not None:
                indexing.index_document(self._database, key, document, delete=True)
                if document.id not in staying:
                    self._database.execute("DELETE FROM passages WHERE document = ?", (key,))
        if not gone.documents and not new.documents:
            return
        rows, finish = self._rows()
        number = self._numbers("document")
        for document in new.documents:
            key = number(document.id)
            filling.put(self._database, "document", [rows.document(document, key, "")])
            indexing.index_document(self._database, key, document)
        finish()
        self._label()

    def _label(self) -> None:
        """Label the documents anew: one that comes can make another's short name ambiguous."""
        found = self._database.execute("SELECT key, id, path, label FROM document").fetchall()
        labels = label_documents((as_text(id), as_text(path)) for _, id, path, _ in found)
        changed = [(labels[as_text(id)], key) for key, id, _, label in found if labels[as_text(id)] != label]
        self._database.executemany("UPDATE document SET label = ? WHERE key = ?", changed)

    # ------------------------------------------------------------------ what comes

    def _put_in(self, gone: Case, new: Case) -> None:
        rows, finish = self._rows()
        known, put = rows.documents, filling.put
        number = self._numbers("family")
        put(self._database, "family", [rows.family(f, number(f.id)) for f in new.families])
        number = self._numbers("fact")
        put(self._database, "fact", [rows.fact(f, number(f.id)) for f in new.facts])
        number = self._numbers("reuse")
        put(self._database, "reuse", [rows.reuse(r, number(None)) for r in new.reuses])
        number = self._numbers("quotation")
        put(self._database, "quotation", [rows.quotation(q, number((q.span.document, q.id))) for q in new.quotations])
        number = self._numbers("entity")
        for entity in new.entities:
            key = number(entity.id)
            filling.put_entity(self._database, key, entity, rows)
            indexing.index_entity(self._database, key, entity)
        number = self._numbers("claim")
        for claim in new.claims:
            row = rows.told_once(claim)
            if row is not None:
                put(self._database, "told_once", [row])
            else:
                key = number(claim.id)
                filling.put_claim(self._database, key, claim, rows)
                indexing.index_claim(self._database, key, claim, indexing.outlets_of(claim, known))
        self._put_passages(gone, new, rows)
        for kind, nouns in filling.record_fields(new):
            if nouns or dict(filling.record_fields(gone))[kind]:
                self._database.execute("DELETE FROM record WHERE kind = ?", (kind,))
                put(self._database, "record", filling.record_rows(kind, nouns, rows))
        finish()

    def _put_passages(self, gone: Case, new: Case, rows: RowMaker) -> None:
        for id in sorted({p.document for p in gone.passages}):
            self._database.execute("DELETE FROM passages WHERE document = ?", (rows.documents.key(id),))
        ordered = sorted(new.passages, key=attrgetter("document", "start"))
        for id, group in groupby(ordered, key=attrgetter("document")):
            key = rows.documents.key(id)
            if key is not None:
                filling.put(self._database, "passages", [rows.passages(group, key)])

    def _rows(self) -> tuple[RowMaker, Any]:
        """Whoever makes rows for the case as it is now; and what is to be called when they are in."""
        known = OnDemand(self._database)
        words, sources = Interned[str](Words(self._database)), Interned[SourceRow](Sources(self._database))

        def family(id: str) -> int | None:
            row = (
                self._database.execute("SELECT key FROM family WHERE id = ?", (stored_id(id),)).fetchone()
                if id
                else None
            )
            return row[0] if row else None

        def finish() -> None:
            words.write()
            indexing.index_sources(self._database, sources.write())

        return RowMaker(known, words, sources, _Quotations(self._database, known), family), finish

    def _numbers(self, table: str) -> Callable[[Any], int]:
        """Gives out keys of `table`: the old one where a noun comes again, or the next."""
        last = self._database.execute(f"SELECT coalesce(max(key), 0) FROM {table}").fetchone()[0]
        last = max([last, *(key for (of, _), key in self._keys.items() if of == table)])

        def number(name: Any) -> int:
            nonlocal last
            key = self._keys.pop((table, name), None)
            if key is None:
                key = last = last + 1
            return key

        return number


class _Quotations:
    """Keys of quotations by their document and id."""

    def __init__(self, database: sqlite3.Connection, documents: OnDemand) -> None:
        self._database, self._documents = database, documents

    def get(self, name: tuple[str, str]) -> int | None:
        """The key of a quotation."""
        row = self._database.execute(
            "SELECT key FROM quotation WHERE document IS ? AND id = ?",
            (self._documents.key(name[0]), stored_id(name[1])),
        ).fetchone()
        return row[0] if row else None
