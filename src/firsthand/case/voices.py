"""Questions to an open case about who is quoted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from firsthand.case import nouns
from firsthand.case.interning import mark_of
from firsthand.case.reader import CaseReader
from firsthand.case.values import as_text, id_text, stored
from firsthand.model import Entity, Quotation, Source

NOBODY = 0
"""The key of those whom nobody names."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is quoted `n` times under all spellings, by the lowest key of a source; `entity`, if known who."""

    key: int
    n: int
    source: Source | None
    entity: Entity | None = None


_GROUPED = """
WITH said AS (SELECT source, count(*) AS n FROM quotation WHERE source IS NOT NULL GROUP BY source)
SELECT min(s.key), sum(said.n) AS n FROM said JOIN source s ON s.key = said.source
GROUP BY s.entity, iif(s.entity IS NULL, s.name, NULL)
"""


def count_voices(case: CaseReader) -> int:
    """How many people, bodies and works are quoted."""
    n: int = case.database.execute(f"SELECT count(*) FROM ({_GROUPED})").fetchone()[0]
    return n


def voices(case: CaseReader, limit: int = -1) -> Iterator[Voice]:
    """Everybody who is quoted, most quoted first; those whom nobody named last."""
    rows = case.database.execute(
        f"{_GROUPED} ORDER BY n DESC, s.entity IS NULL, s.entity, s.name LIMIT ?", (limit,)
    ).fetchall()
    yield from (_voice(case, key, n) for key, n in rows)
    nameless = case.database.execute("SELECT count(*) FROM quotation WHERE source IS NULL").fetchone()[0]
    if nameless and (limit < 0 or len(rows) < limit):
        yield Voice(NOBODY, nameless, None)


def voice(case: CaseReader, key: int, limit: int = -1) -> tuple[Voice, list[Quotation]]:
    """Who is meant by the key of a source, and what they are quoted with, by the labels of the documents.

    Raises
    ------
    KeyError
        Nobody is quoted under that key.
    """
    condition, values = ("q.source IS NULL", ()) if key == NOBODY else _sources(case, key)
    if condition is None:
        raise KeyError(key)
    n = case.database.execute(f"SELECT count(*) FROM quotation q WHERE {condition}", values).fetchone()[0]
    if not n:
        raise KeyError(key)
    rows = case.database.execute(
        f"SELECT d.label, q.id, {nouns.QUOTATION} FROM quotation q JOIN document d ON d.key = q.document "
        f"WHERE {condition} ORDER BY d.label, q.start, q.id LIMIT ?",
        (*values, limit),
    ).fetchall()
    rows.sort(key=lambda row: (row[0], row[4], id_text(row[1])))
    found = [case.make.quotation(row[2:]) for row in rows]
    return Voice(NOBODY, n, None) if key == NOBODY else _voice(case, key, n), found


def key_of(case: CaseReader, entity: str | None, name: str) -> int | None:
    """The key under which somebody is quoted: by entity, or else by a name."""
    ask = case.database.execute
    for column, value in (("entity", entity), ("name", name)):
        if value is None:
            continue
        rows = ask(f"SELECT key FROM source WHERE {column} = ? ORDER BY key", (stored(value),)).fetchall()
        for (key,) in rows:
            condition, values = _sources(case, key)
            if condition is None:
                continue
            question = f"SELECT min(source) FROM quotation q WHERE {condition}"
            found: int | None = ask(question, values).fetchone()[0]
            if found is not None:
                return found
    return None


def _sources(case: CaseReader, key: int) -> tuple[str | None, tuple[Any, ...]]:
    """The condition on quotations of whoever the source `key` stands for."""
    row = case.database.execute("SELECT entity, name FROM source WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None, ()
    if row[0] is not None:
        return "q.source IN (SELECT key FROM source WHERE entity = ?)", (row[0],)
    return "q.source IN (SELECT key FROM source WHERE name = ? AND entity IS NULL)", (row[1],)


def _voice(case: CaseReader, key: int, n: int) -> Voice:
    name, kind, entity, anonymous, role = case.shared.source(key)
    word = case.shared.word(kind) if kind is not None else ""
    source = Source(as_text(name), word, None, as_text(entity), bool(anonymous), as_text(role))  # type: ignore[arg-type]
    row = (
        case.database.execute(
            "SELECT id, kind, name, aliases, roles FROM entity WHERE mark = ? AND id = ?",
            (mark_of(as_text(entity)), entity),
        ).fetchone()
        if entity is not None
        else None
    )
    if row is None:
        return Voice(key, n, source)
    aliases, roles = (tuple(json.loads(part)) if part else () for part in row[3:])
    known = Entity(as_text(row[0]), case.shared.word(row[1]), as_text(row[2]), aliases, roles)  # type: ignore[arg-type]
    return Voice(key, n, source, known)
