"""Full-text search in a saved case: documents by their words, claims by any of their wordings."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from firsthand.case.store import connect
from firsthand.text import fold

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that matches a query, with the span that shows it best."""

    document: str
    title: str | None
    outlet: str | None
    start: int
    end: int
    exact: str


def search(path: str | Path, query: str, limit: int = 50) -> list[Hit]:
    """Documents of the case at `path` that hold all words of `query` (a phrase in quote marks stays together)."""
    expression = _expression(query)
    if not expression:
        return []
    with closing(connect(path)) as database:
        rows = database.execute(
            "SELECT d.id, d.title, d.outlet, d.text FROM document_search s JOIN document d ON d.position = s.rowid "
            "WHERE document_search MATCH ? ORDER BY bm25(document_search), d.position LIMIT ?",
            (expression, limit),
        ).fetchall()
    return [_hit(query, *row) for row in rows]


def find_claims(path: str | Path, query: str, limit: int = 20) -> list[str]:
    """Ids of claims that `query` names: by id, or by any wording in any language, best match first."""
    with closing(connect(path)) as database:
        exact = database.execute("SELECT id FROM claim WHERE id = ?", (query,)).fetchall()
        if exact:
            return [exact[0][0]]
        for expression in (_phrase(query), _expression(query), _expression(query, " OR ")):
            if expression and (found := _matching(database, expression, limit)):
                return found
    return []


def _matching(database: sqlite3.Connection, expression: str, limit: int) -> list[str]:
    rows = database.execute(
        "SELECT c.id FROM claim_search s JOIN claim c ON c.position = s.rowid WHERE claim_search MATCH ? "
        "ORDER BY round(bm25(claim_search), 3) - c.documents, c.position LIMIT ?",
        (expression, limit),
    )
    return [identifier for (identifier,) in rows]


def _phrase(query: str) -> str:
    words = _WORD.findall(query)
    return '"' + " ".join(words) + '"' if words else ""


def _expression(query: str, joined: str = " ") -> str:
    """`query` as a safe FTS5 expression: words, and phrases in double quote marks."""
    parts = []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', query):
        words = _WORD.findall(phrase or word)
        if words:
            parts.append('"' + " ".join(words) + '"')
    return joined.join(parts)


def _hit(query: str, document: str, title: str | None, outlet: str | None, text: str) -> Hit:
    folded = fold(text)
    for wanted in [*re.findall(r'"([^"]+)"', query), query, *_WORD.findall(query)]:
        at = folded.text.find(fold(wanted.strip()).text)
        if at >= 0:
            at_start = start = int(folded.home[at])
            end = int(folded.home[at + len(fold(wanted.strip()).text)])
            while start > 0 and text[start - 1] not in ".\n" and end - start < 160 and start > end - 120:
                start -= 1
            while end < len(text) and text[end] not in ".\n" and end - start < 240:
                end += 1
            while start > 0 and start < at_start and text[start - 1].isalnum():
                start += 1
            while start < at_start and text[start].isspace():
                start += 1
            return Hit(document, title, outlet, start, end, text[start:end])
    return Hit(document, title, outlet, 0, min(120, len(text)), text[:120])
