"""Cases of older versions: read as they were written, held as they are now.

Version 1 (firsthand 0.1) kept every noun twice, in columns and as JSON with the words of every span. What is gone from
the nouns since is left out; the file itself is not touched.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

from firsthand.case.codec import from_plain
from firsthand.case.values import as_text
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
    Span,
)

_TABLES: dict[str, tuple[str, Any]] = {
    "passages": ("passage", Passage),
    "reuses": ("reuse", Reuse),
    "families": ("family", Family),
    "quotations": ("quotation", Quotation),
    "entities": ("entity", Entity),
    "claims": ("claim", Claim),
    "originals": ("original", MissingOriginal),
    "problems": ("problem", Problem),
    "decisions": ("decision", Decision),
}


def read_first_version(database: sqlite3.Connection) -> Case:
    """The case in a file of version 1."""
    documents = tuple(
        replace(_noun(Document, json.loads(value)), text=as_text(text))
        for value, text in database.execute("SELECT value, text FROM document ORDER BY position")
    )
    nouns = {
        name: tuple(
            _noun(kind, _told_now(json.loads(value)))
            for (value,) in database.execute(f"SELECT value FROM {table} ORDER BY position")
        )
        for name, (table, kind) in _TABLES.items()
    }
    run = database.execute("SELECT value FROM run").fetchone()
    return Case(documents, **nouns, run=_noun(Run, json.loads(run[0])) if run else None)


def _noun(kind: Any, plain: Any) -> Any:
    return from_plain(kind, plain, _span)


def _span(plain: dict[str, Any]) -> Span:
    return Span(plain["start"], plain["end"], plain["exact"], plain.get("document", ""))


def _told_now(plain: dict[str, Any]) -> dict[str, Any]:
    """A noun of version 1 without what has another form now: reasons were sentences; tracing makes them anew."""
    for edge in plain.get("derivations", ()):
        edge.pop("reasons", None)
    return plain
