"""Questions to an open case about who took from whom."""

from __future__ import annotations

from firsthand.case.reader import CaseReader
from firsthand.case.values import id_text


def edges_by_claim(case: CaseReader) -> list[tuple[str, int]]:
    """Every claim that is told more than once and has edges, by id, with how many it has."""
    rows = case.database.execute(
        "SELECT c.id, count(*) FROM derivation v JOIN claim c ON c.key = v.claim GROUP BY v.claim ORDER BY c.id"
    )
    return [(id_text(id), n) for id, n in rows]
