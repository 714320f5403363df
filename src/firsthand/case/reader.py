"""A saved case that is asked for what is to be shown, and never loaded whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, get_args, get_type_hints

from firsthand.case import ledger, nouns
from firsthand.case.asking import OnDemand
from firsthand.case.codec import from_plain
from firsthand.case.damage import check_text
from firsthand.case.interning import mark_of
from firsthand.case.ledger import Choice, Named, Sort
from firsthand.case.loading import FACTS
from firsthand.case.many import in_parts, marks
from firsthand.case.nouns import NounMaker
from firsthand.case.opening import connect
from firsthand.case.search import Hit, find_claims_in, search_documents
from firsthand.case.store import write_new
from firsthand.case.values import as_text, id_text, stored, stored_id
from firsthand.model import (
    Case,
    Claim,
    Decision,
    Document,
    Entity,
    Fact,
    MissingOriginal,
    Problem,
    Quotation,
    Run,
)
from firsthand.text import fold
from firsthand.text.words import words_of

_ALL = 1 << 60
_BEGINS = "?1 != '' AND (substr(id, 1, length(?1)) = ?1 OR substr(label, 1, length(?1)) = ?1)"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a case holds. `verdicts` counts the claims that are told more than once."""

    documents: int
    copies: int
    claims: int
    quotations: int
    reuses: int
    translated: int
    verdicts: tuple[tuple[str, int], ...]

    @property
    def told_again(self) -> int:
        """Claims told more than once."""
        return sum(n for _, n in self.verdicts)


class CaseReader:
    """An open case. Each question reads only what its answer shows.

    Examples
    --------
    >>> with CaseReader(path) as case:                              # doctest: +SKIP
    ...     [claim.text for claim in case.ledger(limit=10)]
    """

    def __init__(self, path: str | Path | sqlite3.Connection) -> None:
        self.database = path if isinstance(path, sqlite3.Connection) else connect(path)
        self.database.isolation_level = None  # snapshots are ours
        self.shared = OnDemand(self.database)
        self.make = NounMaker(self.shared)

    @classmethod
    def of(cls, case: Case) -> CaseReader:
        """A reader of a case in memory, which no search can be asked of."""
        database = sqlite3.connect(":memory:")
        write_new(database, case, searched=False)
        return cls(database)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All questions asked meanwhile are answered from one state of the case, whoever changes it."""
        self.database.execute("BEGIN")
        try:
            yield
        finally:
            self.database.execute("ROLLBACK")

    def __enter__(self) -> CaseReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    # ------------------------------------------------------------------ who is who

    def names_of_entities(self) -> dict[str, tuple[str, ...]]:
        """All names of every entity, by its id."""
        rows = self.database.execute("SELECT id, name, aliases FROM entity ORDER BY key")
        return {
            as_text(id): (as_text(name), *(json.loads(as_text(others)) if others else ())) for id, name, others in rows
        }

    def names_of_sources(self) -> set[str]:
        """The names of all sources that are not anonymous."""
        return {as_text(name) for (name,) in self.database.execute("SELECT name FROM source WHERE anonymous IS NULL")}

    def outlets(self) -> list[str]:
        """All outlets of the documents, in the order of their letters."""
        rows = self.database.execute("SELECT DISTINCT outlet FROM document WHERE outlet IS NOT NULL")
        return sorted(as_text(outlet) for (outlet,) in rows)

    # ------------------------------------------------------------------ the whole in numbers

    def counts(self) -> Counts:
        """How much the case holds."""
        ask = self.database.execute

        def count(table: str, condition: str = "1") -> int:
            n: int = ask(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()[0]
            return n

        verdicts = ask(
            "SELECT w.name, count(*) FROM claim c JOIN word w ON w.key = c.verdict WHERE c.documents > 1 "
            "GROUP BY w.name ORDER BY w.name"
        ).fetchall()
        return Counts(
            documents=count("document"),
            copies=count("document", "same_as IS NOT NULL"),
            claims=count("claim") + count("told_once"),
            quotations=count("quotation"),
            reuses=count("reuse"),
            translated=count("reuse", "kind IN (SELECT key FROM word WHERE name = 'translated')"),
            verdicts=tuple(verdicts),
        )

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, or was left out."""
        return self._records("problems")

    def decisions(self) -> tuple[Decision, ...]:
        """The user's own word, in the order in which it was given."""
        return self._records("decisions")

    def originals(self) -> tuple[MissingOriginal, ...]:
        """What everything points at and the collection lacks."""
        return self._records("originals")

    def facts(self) -> tuple[Fact, ...]:
        """What several documents tell of one thing, contradictions first."""
        return tuple(self.make.fact(packed) for (packed,) in self.database.execute(FACTS))

    def run(self) -> Run | None:
        """The manifest of the run that made the case."""
        found = self._records("run")
        return found[0] if found else None

    def _records(self, kind: str) -> tuple[Any, ...]:
        hint = get_type_hints(Case)[kind]
        noun = get_args(hint)[0]
        rows = self.database.execute("SELECT value FROM record WHERE kind = ? ORDER BY n", (kind,))
        return tuple(from_plain(noun, json.loads(value), self.make.unpacking()) for (value,) in rows)

    # ------------------------------------------------------------------ claims

    def ledger(self, sort: Sort = "deficit", limit: int = 100, offset: int = 0, *, once: bool = False) -> list[Claim]:
        """Claims in one of the ledger's orders, from place `offset` on: those told more than once; with `once`, all."""
        return self.choose(Choice(sort, once), limit, offset)[1]

    def choose(self, choice: Choice, limit: int | None = 100, offset: int = 0) -> tuple[int, list[Claim]]:
        """How many claims `choice` means, and those from place `offset` on (at most `limit`; None: all)."""
        total, named = ledger.choose(self.database, choice, _ALL if limit is None else limit, offset)
        return total, list(self._claims(named))

    def all_claims(self, sort: Sort = "deficit") -> Iterator[Claim]:
        """Every claim in one of the ledger's orders, one after the other."""
        yield from self._claims(ledger.choose(self.database, Choice(sort, once=True), _ALL, 0)[1])

    def find_claims(self, text: str, limit: int = 20) -> list[Claim]:
        """Claims that `text` names: by id or its beginning, or by any wording in any language, best match first."""
        return [claim for id in find_claims_in(self.database, text, limit) if (claim := self.claim(id))]

    def claim(self, id: str) -> Claim | None:
        """The claim of this id."""
        value = stored_id(id)
        row = self.database.execute("SELECT key FROM claim WHERE id = ?", (value,)).fetchone()
        return next(self._claims([(row[0] if row else None, value)]), None)

    def places_in(self, document: int) -> list[tuple[int, int, str]]:
        """Where claims told more than once stand in a document, by place, and their ids."""
        rows = self.database.execute(
            'SELECT a.start, a."end", c.id FROM assertion a JOIN claim c ON c.key = a.claim '
            "WHERE a.document = ? AND c.documents > 1 ORDER BY a.start, c.id",
            (document,),
        )
        return [(start, end, id_text(id)) for start, end, id in rows]

    def claim_text(self, id: str) -> str | None:
        """The words of a claim."""
        value = stored_id(id)
        row = self.database.execute(
            'SELECT c.text, a.document, a.start, a."end" FROM claim c '
            "LEFT JOIN assertion a ON a.claim = c.key AND a.n = c.first WHERE c.id = ? UNION ALL "
            'SELECT NULL, document, start, "end" FROM told_once WHERE id = ?',
            (value, value),
        ).fetchone()
        if row is None:
            return None
        return as_text(row[0]) if row[0] is not None else self.make.span(*row[1:]).exact

    def claim_key(self, id: str) -> int | None:
        """The key of a claim that is not told once."""
        row = self.database.execute("SELECT key FROM claim WHERE id = ?", (stored_id(id),)).fetchone()
        return row[0] if row else None

    def claim_id(self, key: int) -> str | None:
        """The id of the claim of that key."""
        row = self.database.execute("SELECT id FROM claim WHERE key = ?", (key,)).fetchone()
        return id_text(row[0]) if row else None

    def claims_at(self, document: str, start: int, end: int) -> list[tuple[int, int, Claim]]:
        """The claims that are told in ``[start, end)`` of a document, once or more often, by place."""
        place = (self.key(document), end, start)
        rows = self.database.execute(
            'SELECT a.start, a."end", c.key, c.id FROM assertion a JOIN claim c ON c.key = a.claim '
            'WHERE a.document = ?1 AND a.start < ?2 AND a."end" > ?3 '
            'UNION ALL SELECT t.start, t."end", NULL, t.id FROM told_once t '
            'WHERE t.document = ?1 AND t.start < ?2 AND t."end" > ?3 ORDER BY 1, 4',
            place,
        ).fetchall()
        return [(row[0], row[1], claim) for row, claim in zip(rows, self._claims([row[2:] for row in rows]))]

    def _claims(self, named: Iterable[Named]) -> Iterator[Claim]:
        for key, id in named:
            if key is None:
                row = self.database.execute(
                    f"SELECT {nouns.TOLD_ONCE} FROM told_once t LEFT JOIN quotation q ON q.key = t.quotation "
                    "WHERE t.id = ?",
                    (id,),
                ).fetchone()
                if row is not None:
                    yield self.make.told_once(row)
                continue
            row = self.database.execute(f"SELECT {nouns.CLAIM} FROM claim c WHERE c.key = ?", (key,)).fetchone()
            assertions = self.database.execute(
                f"SELECT {nouns.ASSERTION} FROM assertion a LEFT JOIN quotation q ON q.key = a.quotation "
                "WHERE a.claim = ? ORDER BY a.n",
                (key,),
            )
            derivations = self.database.execute(
                f"SELECT {nouns.DERIVATION} FROM derivation v WHERE v.claim = ? ORDER BY v.n", (key,)
            )
            yield self.make.claim(row, assertions, derivations)

    # ------------------------------------------------------------------ documents

    def key(self, document: str) -> int | None:
        """The key of the document of this id."""
        row = self.database.execute("SELECT key FROM document WHERE id = ?", (stored(document),)).fetchone()
        return row[0] if row else None

    def documents_called(self, name: str) -> list[str]:
        """Ids of the documents that `name` means: of this id or label, or else all whose id or label begins so."""
        wanted = stored(name)
        for condition in ("id = ?1", "label = ?1", "id = ?1 COLLATE NOCASE OR label = ?1 COLLATE NOCASE", _BEGINS):
            rows = self.database.execute(f"SELECT id FROM document WHERE {condition} ORDER BY id LIMIT 9", (wanted,))
            if found := [as_text(row[0]) for row in rows]:
                return found
        return []

    def document(self, id: str) -> Document | None:
        """The document of this id, with its text."""
        row = self.database.execute(
            f"SELECT {nouns.DOCUMENT}, d.text FROM document d WHERE d.id = ?", (stored(id),)
        ).fetchone()
        if row is None:
            return None
        document = self.make.document(row[:-1], as_text(row[-1]))
        check_text(document)
        return document

    def document_at(self, key: int) -> Document | None:
        """The document of that key, with its text."""
        row = self.database.execute(
            f"SELECT {nouns.DOCUMENT}, d.text FROM document d WHERE d.key = ?", (key,)
        ).fetchone()
        return None if row is None else self.make.document(row[:-1], as_text(row[-1]))

    def documents(self, limit: int | None = 100, offset: int = 0) -> list[Document]:
        """Documents by their labels (at most `limit`; None: all), without their texts."""
        rows = self.database.execute(
            f"SELECT {nouns.DOCUMENT} FROM document d ORDER BY d.label, d.id LIMIT ? OFFSET ?",
            (_ALL if limit is None else limit, offset),
        )
        return [self.make.document(row, "") for row in rows]

    def lengths(self) -> list[tuple[int, int, int]]:
        """For each document, by label: its key, the length of its text, and how many claims told elsewhere it tells."""
        rows = self.database.execute(
            "SELECT d.key, length(d.text), (SELECT count(*) FROM assertion a JOIN claim c ON c.key = a.claim "
            "WHERE a.document = d.key AND c.documents > 1) FROM document d ORDER BY d.label, d.id"
        )
        return rows.fetchall()

    def documents_named(self, ids: Iterable[str]) -> dict[str, Document]:
        """Documents by these ids, without their texts."""
        found: dict[str, Document] = {}
        for some in in_parts(sorted(set(ids))):
            rows = self.database.execute(
                f"SELECT {nouns.DOCUMENT} FROM document d WHERE d.id IN ({marks(some)})", [stored(id) for id in some]
            )
            found.update((as_text(row[1]), self.make.document(row, "")) for row in rows)
        return found

    def labels(self, ids: Iterable[str]) -> dict[str, str]:
        """Short names of documents, by their ids."""
        found: dict[str, str] = {}
        for some in in_parts(sorted(set(ids))):
            rows = self.database.execute(
                f"SELECT id, label FROM document WHERE id IN ({marks(some)})", [stored(id) for id in some]
            )
            found.update((as_text(id), as_text(label)) for id, label in rows)
        return found

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Documents that hold all words of `query`; words in quote marks stand together."""
        return search_documents(self.database, query, limit)

    # ------------------------------------------------------------------ who is quoted

    def who(self, name: str) -> tuple[list[Entity], list[Quotation]]:
        """Everybody whose name, in any spelling, has all words of `name`, and all that they are quoted with.

        The entities come without their mentions; :meth:`with_mentions` has them.
        """
        wanted = set(fold(name).text.split())

        def names_it(candidate: str) -> bool:
            return wanted <= set(fold(candidate).text.split())

        entities, sources = self._called(name) if wanted else ([], [])
        entities = [e for e in entities if any(map(names_it, (e.name, *e.aliases)))] or self._entities_of(name)
        keys = {key for key, called in sources if names_it(called)}
        for some in in_parts([stored(e.id) for e in entities]):
            keys.update(
                row[0] for row in self.database.execute(f"SELECT key FROM source WHERE entity IN ({marks(some)})", some)
            )
        return entities, self._quotations_of(sorted(keys))

    def dated_quotations(self) -> Iterator[Quotation]:
        """The quotations that may say when they were spoken, by document and place."""
        rows = self.database.execute(
            f"SELECT {nouns.QUOTATION} FROM quotation q JOIN document d ON d.key = q.document "
            'WHERE q.rest LIKE \'%"time"%\' ORDER BY d.id, q.start, q."end", q.id'
        )
        yield from map(self.make.quotation, rows.fetchall())

    def _entities_of(self, id: str) -> list[Entity]:
        """The entity of this id, or the only one whose id begins so."""
        if ":" not in id:  # every id has its kind before it: what has none is a name
            return []
        begins = "id = ?1 OR substr(id, 1, length(?1)) = ?1"
        rows = self.database.execute(f"SELECT key, id FROM entity WHERE {begins} LIMIT 9", (stored(id),)).fetchall()
        found = [key for key, known in rows if as_text(known) == id] or [key for key, _ in rows]
        return [self._entity(found[0])] if len(found) == 1 else []

    def _called(self, name: str) -> tuple[list[Entity], list[tuple[int, str]]]:
        """Entities and sources whose names have the words of `name`, as the index of names sees words."""
        expression = " ".join(f'"{word}"' for word in sorted(set(words_of(name))))
        if not expression:
            return [], []
        rows = self.database.execute("SELECT rowid FROM name_search WHERE name_search MATCH ?", (expression,))
        found = [row[0] for row in rows]
        entities = [self._entity(key // 2) for key in found if key % 2 == 0]
        sources = [(key // 2, as_text(self.shared.source(key // 2)[0])) for key in found if key % 2]
        return sorted(entities, key=lambda e: e.id), sources

    def _entity(self, key: int) -> Entity:
        row = self.database.execute(f"SELECT {nouns.ENTITY} FROM entity e WHERE e.key = ?", (key,)).fetchone()
        return self.make.entity(row, ())

    def with_mentions(self, entity: Entity) -> Entity:
        """`entity` with every place where it is named."""
        row = self.database.execute(
            f"SELECT {nouns.ENTITY} FROM entity e WHERE e.mark = ? AND e.id = ?",
            (mark_of(entity.id), stored(entity.id)),
        ).fetchone()
        mentions = self.database.execute(
            "SELECT m.document, m.places FROM mention m JOIN document d ON d.key = m.document WHERE m.entity = ? "
            "ORDER BY d.id",
            (row[0],),
        ).fetchall()
        return self.make.entity(row, mentions)

    def quoted_in(self, document: int) -> list[Quotation]:
        """The quotations of a document."""
        rows = self.database.execute(
            f"SELECT {nouns.QUOTATION} FROM quotation q WHERE q.document = ? ORDER BY q.start", (document,)
        )
        return [self.make.quotation(row) for row in rows]

    def _quotations_of(self, sources: Sequence[int]) -> list[Quotation]:
        rows: list[Any] = []
        for some in in_parts(sources):
            rows += self.database.execute(
                f"SELECT d.id, {nouns.QUOTATION} FROM quotation q JOIN document d ON d.key = q.document "
                f"WHERE q.source IN ({marks(some)})",
                some,
            )
        rows.sort(key=lambda row: (as_text(row[0]), row[3], row[4], id_text(row[1])))
        return [self.make.quotation(row[1:]) for row in rows]
