"""Questions to an open case about facts: which there are, one of them, and those that touch a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from firsthand.case.reader import CaseReader
from firsthand.case.values import as_text, id_text, stored_id
from firsthand.model import Fact, TimeInterval

_ORDER = "f.status = 'contradictory' DESC, f.tellings > 2 * f.documents, f.documents DESC, f.kind DESC, f.id"
_MOST_WORDS = 12
"""Words of one question: more would be a text."""
_ORDERS = {"": _ORDER, "date": f"f.earliest IS NULL, f.earliest, {_ORDER}", "documents": f"f.documents DESC, {_ORDER}"}


@dataclass(frozen=True, slots=True)
class FactChoice:
    """Which facts are meant: of this status, with these words in what they are called, within these days."""

    status: str = ""
    text: str = ""
    since: str = ""
    until: str = ""
    sort: str = ""


def choose_facts(case: CaseReader, choice: FactChoice, limit: int, offset: int = 0) -> tuple[int, list[Fact]]:
    """How many facts `choice` means, and those from place `offset` on: contradictions first, then the most told."""
    where, values = _condition(choice)
    total = case.database.execute(f"SELECT count(*) FROM fact f WHERE {where}", values).fetchone()[0]
    rows = case.database.execute(
        f"SELECT packed FROM fact f WHERE {where} ORDER BY {_ORDERS[choice.sort]} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    ).fetchall()
    return total, [case.make.fact(packed) for (packed,) in rows]


def _condition(choice: FactChoice) -> tuple[str, list[Any]]:
    conditions, values = ["1"], []
    if choice.status:
        conditions.append("f.status = ?")
        values.append(choice.status)
    for word in choice.text.split():
        conditions.append("(f.label LIKE ? ESCAPE '\\' OR f.told LIKE ? ESCAPE '\\')")
        values += [f"%{_literally(word)}%"] * 2
    if choice.since:
        conditions.append("substr(f.latest, 1, 10) >= ?")
        values.append(choice.since)
    if choice.until:
        conditions.append("substr(f.earliest, 1, 10) <= ?")
        values.append(choice.until)
    return " AND ".join(conditions), values


def _literally(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").encode("utf8", "replace").decode("utf8")


def by_columns(case: CaseReader, words: Sequence[str], limit: int) -> list[Fact]:
    """Facts with any of `words` in what they are called, their anchor or their values: the most of them first."""
    if not words:
        return []
    one = "(f.label LIKE ? ESCAPE '\\' OR f.anchor LIKE ? ESCAPE '\\' OR f.told LIKE ? ESCAPE '\\')"
    values = [f"%{_literally(word)}%" for word in words[:_MOST_WORDS] for _ in range(3)]
    hits = " + ".join([one] * len(words[:_MOST_WORDS]))
    rows = case.database.execute(
        f"SELECT packed, {hits} AS hits FROM fact f WHERE hits > 0 ORDER BY hits DESC, {_ORDER} LIMIT ?",
        (*values, limit),
    ).fetchall()
    return [case.make.fact(packed) for packed, _ in rows]


def find_fact(case: CaseReader, id: str) -> Fact | None:
    """The fact of this id."""
    row = case.database.execute("SELECT packed FROM fact WHERE id = ?", (stored_id(id),)).fetchone()
    return case.make.fact(row[0]) if row else None


def count_facts(case: CaseReader) -> dict[str, int]:
    """How many facts have which status."""
    rows = case.database.execute("SELECT status, count(*) FROM fact GROUP BY status ORDER BY status")
    return {as_text(status): n for status, n in rows}


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact and when it was."""

    id: str
    label: str
    status: str
    n_documents: int
    time: TimeInterval


def dated_facts(case: CaseReader, since: str, until: str, limit: int) -> list[DatedFact]:
    """The facts that were within these days, those that most documents tell if there are more than `limit`; by time."""
    rows = case.database.execute(
        "SELECT id, label, status, documents, earliest, latest FROM (SELECT * FROM fact f WHERE f.earliest IS NOT NULL "
        "AND substr(f.latest, 1, 10) >= ? AND substr(f.earliest, 1, 10) <= ? ORDER BY f.documents DESC, f.id LIMIT ?) "
        "ORDER BY earliest, latest, id",
        (since, until, limit),
    )
    return [DatedFact(id_text(id), as_text(label), as_text(s), n, TimeInterval(a, b)) for id, label, s, n, a, b in rows]
