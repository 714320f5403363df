"""Questions to an open case about passages that documents share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.case import nouns
from firsthand.case.reader import CaseReader
from firsthand.model import Reuse, Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents that share passages, by their keys, the smaller first: how many, and of which kinds."""

    a: int
    b: int
    n: int
    kinds: tuple[tuple[str, int], ...]


_PAIRS = """
SELECT min(r.a, r.b), max(r.a, r.b), count(*), sum(v.name = 'verbatim'), sum(v.name = 'edited'),
  sum(v.name = 'translated'), sum(r.a_end - r.a_start) AS shared
FROM reuse r LEFT JOIN word v ON v.key = r.kind WHERE r.a IS NOT NULL AND r.b IS NOT NULL GROUP BY 1, 2
"""
_REUSE = f"SELECT {nouns.REUSE} FROM reuse r LEFT JOIN family f ON f.key = r.family"


def count_pairs(case: CaseReader) -> int:
    """How many pairs of documents share a passage."""
    rows = "SELECT DISTINCT min(a, b), max(a, b) FROM reuse WHERE a IS NOT NULL AND b IS NOT NULL"
    n: int = case.database.execute(f"SELECT count(*) FROM ({rows})").fetchone()[0]
    return n


def pairs(case: CaseReader, limit: int = -1) -> Iterator[Pair]:
    """Documents that share passages, those that share most first."""
    rows = case.database.execute(f"{_PAIRS} ORDER BY shared DESC, 1, 2 LIMIT ?", (limit,))
    for a, b, n, verbatim, edited, translated, _ in rows:
        kinds = (("verbatim", verbatim), ("edited", edited), ("translated", translated))
        yield Pair(a, b, n, tuple(kind for kind in kinds if kind[1]))


def are_paired(case: CaseReader, a: int, b: int) -> bool:
    """Whether two documents share a passage."""
    row = case.database.execute("SELECT 1 FROM reuse WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1) LIMIT 1", (a, b))
    return row.fetchone() is not None


def between(case: CaseReader, a: int, b: int) -> list[Reuse]:
    """The passages that two documents share."""
    rows = case.database.execute(
        f"{_REUSE} WHERE (r.a = ?1 AND r.b = ?2) OR (r.a = ?2 AND r.b = ?1) ORDER BY r.a_start, r.b_start, r.key",
        (a, b),
    )
    return [case.make.reuse(row) for row in rows]


def retold_between(case: CaseReader, a: int, b: int) -> list[tuple[Span, Span]]:
    """Where two documents tell one claim, whatever the wording: a clause of each."""
    rows = case.database.execute(
        'SELECT x.start, x."end", y.start, y."end" FROM assertion x JOIN assertion y ON y.claim = x.claim '
        "WHERE x.document = ?1 AND y.document = ?2 ORDER BY 1, 3, 2, 4",
        (a, b),
    )
    make = case.make.span
    return [(make(a, *row[:2]), make(b, *row[2:])) for row in rows.fetchall()]


def shared_in(case: CaseReader, document: int) -> list[tuple[int, int, str]]:
    """Where passages of a document are shared, and how."""
    rows = case.database.execute(
        "SELECT r.a_start, r.a_end, v.name FROM reuse r JOIN word v ON v.key = r.kind WHERE r.a = ?1 UNION ALL "
        "SELECT r.b_start, r.b_end, v.name FROM reuse r JOIN word v ON v.key = r.kind WHERE r.b = ?1",
        (document,),
    )
    return rows.fetchall()


def neighbours(case: CaseReader, document: int) -> list[tuple[int, int]]:
    """Documents that share passages with one, and how many, those that share most characters first."""
    rows = case.database.execute(
        "SELECT other, count(*) FROM (SELECT b AS other, a_end - a_start AS shared FROM reuse WHERE a = ?1 UNION ALL "
        "SELECT a, a_end - a_start FROM reuse WHERE b = ?1 AND a <> ?1) WHERE other IS NOT NULL "
        "GROUP BY other ORDER BY sum(shared) DESC, other",
        (document,),
    )
    return rows.fetchall()


def boilerplate(case: CaseReader, document: int) -> list[Span]:
    """What was not examined in a document: its page's furniture."""
    row = case.database.execute(
        "SELECT document, packed, rest FROM passages WHERE document = ?", (document,)
    ).fetchone()
    found = [p for p in case.make.passages(*row) if p.kind == "boilerplate"] if row else []
    return sorted((case.make.span(document, p.start, p.end) for p in found), key=lambda span: span.start)


def with_boilerplate(case: CaseReader, limit: int) -> list[tuple[int, list[Span]]]:
    """The first documents, by their labels, in which something was not examined."""
    keys = case.database.execute(
        "SELECT d.key FROM document d JOIN passages p ON p.document = d.key WHERE p.boilerplate ORDER BY d.label, d.id "
        "LIMIT ?",
        (limit,),
    )
    return [(key, boilerplate(case, key)) for (key,) in keys.fetchall()]
