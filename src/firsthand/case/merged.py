"""Which spellings were taken for one person, and why."""

from __future__ import annotations

from firsthand.case import nouns
from firsthand.case.interning import mark_of
from firsthand.case.reader import CaseReader
from firsthand.case.values import stored
from firsthand.model import Entity


def entity_of(case: CaseReader, id: str) -> Entity | None:
    """The entity of this id with its merges, without the places where it is named."""
    row = case.database.execute(
        f"SELECT {nouns.ENTITY} FROM entity e WHERE e.mark = ? AND e.id = ?", (mark_of(id), stored(id))
    ).fetchone()
    return case.make.entity(row, ()) if row else None
