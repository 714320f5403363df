"""Questions to an open case about outlets: who takes from whom, how often, and when they tell."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.case.reader import CaseReader
from firsthand.case.values import as_text

_SURE = 0.5
"""Probability from which "taken from" counts in who takes from whom: likelier than not."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How many tellings of one outlet were taken from another; `medium`: one that is named, and need not be here."""

    giver: str
    taker: str
    n: int
    medium: bool = False


def flows(case: CaseReader, limit: int = -1) -> list[Flow]:
    """Who takes from whom among outlets, most first; within one outlet nothing is taken."""
    rows = case.database.execute(
        "SELECT xd.outlet, yd.outlet, count(*) AS n, 0 FROM derivation v "
        "JOIN assertion x ON x.claim = v.claim AND x.n = v.origin JOIN document xd ON xd.key = x.document "
        "JOIN assertion y ON y.claim = v.claim AND y.n = v.target JOIN document yd ON yd.key = y.document "
        "WHERE v.voice IS NULL AND v.medium IS NULL AND v.probability >= ?1 AND xd.outlet <> yd.outlet GROUP BY 1, 2 "
        "UNION ALL SELECT substr(w.name, 8), yd.outlet, count(*), 1 FROM derivation v JOIN word w ON w.key = v.voice "
        "JOIN assertion y ON y.claim = v.claim AND y.n = v.target JOIN document yd ON yd.key = y.document "
        "WHERE w.name LIKE 'medium:%' AND v.probability >= ?1 AND yd.outlet <> substr(w.name, 8) GROUP BY 1, 2 "
        "ORDER BY n DESC, 1, 2 LIMIT ?2",
        (_SURE, limit),
    )
    return [Flow(as_text(a), as_text(b), n, bool(medium)) for a, b, n, medium in rows if a and b]


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet: its documents, the claims told more than once that it tells, and how many of them it told first."""

    name: str
    owner: str | None
    documents: int
    claims: int
    first: int


def outlet_rows(case: CaseReader, limit: int) -> list[OutletRow]:
    """Outlets, those of most documents first."""
    ask = case.database.execute
    told = dict(
        ask(
            "SELECT d.outlet, count(DISTINCT a.claim) FROM assertion a JOIN claim c ON c.key = a.claim "
            "JOIN document d ON d.key = a.document WHERE c.documents > 1 GROUP BY 1"
        ).fetchall()
    )
    first = dict(
        ask(
            "SELECT d.outlet, count(*) FROM claim c JOIN assertion a ON a.claim = c.key AND a.n = c.first "
            "JOIN document d ON d.key = a.document WHERE c.documents > 1 GROUP BY 1"
        ).fetchall()
    )
    rows = ask(
        "SELECT outlet, max(owner), count(*) AS n FROM document WHERE outlet IS NOT NULL GROUP BY outlet "
        "ORDER BY n DESC, outlet LIMIT ?",
        (limit,),
    )
    return [OutletRow(as_text(o), as_text(w), n, told.get(o, 0), first.get(o, 0)) for o, w, n in rows]


def days_told(case: CaseReader) -> list[tuple[str, int]]:
    """On which days documents were published, as ISO days, and how many; a month or year counts at its first day."""
    rows = case.database.execute(
        "SELECT substr(earliest, 1, 10) AS day, count(*) FROM document WHERE earliest IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    return [(as_text(day), n) for day, n in rows]
