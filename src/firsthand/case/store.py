"""Writing a case to its file, and reading it back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from firsthand.case.codec import dump, parse
from firsthand.errors import CaseError
from firsthand.model import (
    Case,
    Claim,
    Decision,
    Document,
    Entity,
    Family,
    MissingOriginal,
    Passage,
    Problem,
    Quotation,
    Reuse,
    Run,
)

SCHEMA_VERSION = "1"

Row = tuple[Any, ...]


def save(case: Case, path: str | Path, *, force: bool = False) -> None:
    """Write `case` to `path`, whole or not at all.

    Parameters
    ----------
    case : Case
    path : str or Path
    force : bool
        Replace a file that is there.

    Raises
    ------
    CaseError
        The file is there and `force` is not set, or it cannot be written.
    """
    path = Path(path)
    if path.exists() and not force:
        raise CaseError(f"{path} is there already: give --force to replace it, or --out for another name")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with closing(sqlite3.connect(unfinished)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.executescript(files(__package__).joinpath("schema.sql").read_text("utf8"))
            _fill(database, case)
            database.commit()
            database.execute("PRAGMA user_version = 1")
        os.replace(unfinished, path)
    except (sqlite3.Error, OSError) as error:
        raise CaseError(f"{path} cannot be written: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def load(path: str | Path) -> Case:
    """Read the case saved at `path`.

    Raises
    ------
    CaseError
        There is no such file, or it is no case of this version.
    """
    with closing(connect(path)) as database:

        def nouns(kind: Any, table: str) -> tuple[Any, ...]:
            rows = database.execute(f"SELECT value FROM {table} ORDER BY position")
            return tuple(parse(kind, value) for (value,) in rows)

        texts = database.execute("SELECT text FROM document ORDER BY position").fetchall()
        run = nouns(Run, "run")
        return Case(
            documents=tuple(replace(d, text=text) for d, (text,) in zip(nouns(Document, "document"), texts)),
            passages=nouns(Passage, "passage"),
            reuses=nouns(Reuse, "reuse"),
            families=nouns(Family, "family"),
            quotations=nouns(Quotation, "quotation"),
            entities=nouns(Entity, "entity"),
            claims=nouns(Claim, "claim"),
            originals=nouns(MissingOriginal, "original"),
            problems=nouns(Problem, "problem"),
            decisions=nouns(Decision, "decision"),
            run=run[0] if run else None,
        )


def connect(path: str | Path) -> sqlite3.Connection:
    """Open the file of a case for reading only.

    Raises
    ------
    CaseError
        There is no such file, or it is no case of this version.
    """
    path = Path(path)
    if not path.is_file():
        raise CaseError(f"there is no case at {path}: make one with 'firsthand trace PATH... --out {path}'")
    try:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        found = database.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.Error as error:
        raise CaseError(f"{path} is not a case of firsthand ({error})") from error
    if found != (SCHEMA_VERSION,):
        database.close()
        raise CaseError(f"{path} was saved by another version of firsthand: trace its documents again")
    return database


def _fill(database: sqlite3.Connection, case: Case) -> None:
    def put(table: str, rows: Iterable[Row]) -> None:
        numbered = [(position, *row) for position, row in enumerate(rows, 1)]
        if numbered:
            marks = ",".join("?" * len(numbered[0]))
            database.executemany(f"INSERT INTO {table} VALUES ({marks})", numbered)

    database.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
    put("document", (_document_row(d) for d in case.documents))
    put("passage", ((p.document, p.start, p.end, p.language, p.kind, dump(p)) for p in case.passages))
    put("reuse", (_reuse_row(r) for r in case.reuses))
    put("family", ((f.id, len(f.members), dump(f)) for f in case.families))
    put("quotation", (_quotation_row(q) for q in case.quotations))
    put("entity", ((e.id, e.kind, e.name, "; ".join(e.aliases), "; ".join(e.roles), dump(e)) for e in case.entities))
    put("claim", (_claim_row(c) for c in case.claims))
    put("assertion", (row for c in case.claims for row in _assertion_rows(c)))
    put(
        "derivation",
        ((c.id, d.origin, d.target, d.probability, "; ".join(d.reasons)) for c in case.claims for d in c.derivations),
    )
    put("original", ((o.name, dump(o)) for o in case.originals))
    put("problem", ((p.severity, p.stage, p.code, p.message, p.document, p.path, dump(p)) for p in case.problems))
    put("decision", ((d.kind, "; ".join(d.subjects), d.note, dump(d)) for d in case.decisions))
    put("run", ((r.version, dump(r)) for r in [case.run] if r is not None))
    database.executemany(
        "INSERT INTO document_search (rowid, title, text) VALUES (?, ?, ?)",
        ((n, _searchable(d.title or ""), _searchable(d.text)) for n, d in enumerate(case.documents, 1)),
    )
    database.executemany(
        "INSERT INTO claim_search (rowid, wordings) VALUES (?, ?)",
        ((n, _searchable("\n".join({a.span.exact: None for a in c.assertions}))) for n, c in enumerate(case.claims, 1)),
    )


def _searchable(text: str) -> str:
    """`text` as the full-text index can take it: a NUL would end it early."""
    return text.replace("\0", " ")


def _document_row(d: Document) -> Row:
    published = (d.published.earliest, d.published.latest) if d.published else (None, None)
    names = (d.id, d.title, d.author, d.outlet, d.owner)
    where = (d.url, d.path, " ".join(d.languages), d.status, " ".join(d.same_as))
    return (*names, *published, *where, d.text, dump(replace(d, text="")))


def _reuse_row(r: Reuse) -> Row:
    spans = (r.a.document, r.a.start, r.a.end, r.b.document, r.b.start, r.b.end)
    return (*spans, r.kind, r.identity, r.family, r.direction, r.probability, dump(r))


def _quotation_row(q: Quotation) -> Row:
    source = (q.source.name, q.source.kind, q.source.entity) if q.source else (None, None, None)
    span = (q.span.document, q.span.start, q.span.end, q.span.exact)
    return (q.id, *span, q.mode, *source, q.medium, q.certainty.level, q.probability, dump(q))


def _claim_row(c: Claim) -> Row:
    o = c.origins
    counts = (c.direct_reports, c.n_documents, c.n_outlets, c.n_owners, c.deficit)
    names = "; ".join(origin.name for origin in o.list)
    return (c.id, c.text, c.language, o.best, o.low, o.high, o.verdict, names, *counts, c.summary, dump(c))


def _assertion_rows(c: Claim) -> Iterator[Row]:
    for a in c.assertions:
        span = (a.span.document, a.span.start, a.span.end, a.span.exact)
        yield (a.id, c.id, *span, a.kind, a.source.name if a.source else None, a.medium, a.certainty.level)
