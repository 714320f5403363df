"""Facets of the ledger: narrowing claims by language, outlet, source, date, and by how they are vouched for.

In: which facets are wanted. Out: conditions of SQL on rows of ``claim`` and of ``told_once``, with their values; and
which values each facet has in a case, with how many claims. Always true: both tables mean the same by one facet.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields
from typing import Any

from firsthand.case.values import as_text, stored


@dataclass(frozen=True, slots=True)
class Facets:
    """What claims must have. Dates are ISO days of the first telling; `since` and `until` include their days."""

    language: str = ""
    outlet: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    unattributed: bool = False
    anonymous: bool = False
    contradictory: bool = False
    decided: bool = False


ANY = Facets()
_LONGEST = 300
"""Characters of a name that can be chosen from a list: a longer one is no name, and fits no address."""
FLAGS = tuple(field.name for field in fields(Facets) if field.type == "bool")

Condition = tuple[list[str], list[Any]]

_TELLS = "EXISTS (SELECT 1 FROM assertion x {joined} WHERE x.claim = c.key AND {that})"
_SUBJECTS = (
    "(SELECT s.value FROM record r, json_each(json_extract(r.value, '$.subjects')) s WHERE r.kind = 'decisions'{which})"
)
_OF_DOCUMENTS = " AND json_extract(r.value, '$.kind') IN ('copy', 'not a copy')"
_OF_VOICES = " AND json_extract(r.value, '$.kind') IN ('same person', 'not same person')"
_DECIDED_DOCUMENT = f"d.id IN {_SUBJECTS.format(which=_OF_DOCUMENTS)}"
_DECIDED_VOICE = "(s.name IN {0} OR s.entity IN {0})".format(_SUBJECTS.format(which=_OF_VOICES))


def of_claims(facets: Facets) -> Condition:
    """Conditions on rows ``c`` of the table ``claim``."""
    conditions: list[str] = []
    values: list[Any] = []

    def add(condition: str, *wanted: Any) -> None:
        conditions.append(condition)
        values.extend(wanted)

    if facets.language:
        that = "x.language IN (SELECT key FROM word WHERE name = ?)"
        add(_TELLS.format(joined="", that=that), stored(facets.language))
    if facets.outlet:
        that = "d.outlet = ?"
        add(_TELLS.format(joined="JOIN document d ON d.key = x.document", that=that), stored(facets.outlet))
    if facets.source:
        that = "(s.entity = ? OR s.name = ?)"
        add(
            _TELLS.format(joined="JOIN source s ON s.key = x.source", that=that),
            stored(facets.source),
            stored(facets.source),
        )
    told = (
        "coalesce(c.earliest, (SELECT d.earliest FROM assertion x JOIN document d ON d.key = x.document "
        "WHERE x.claim = c.key AND x.n = c.first))"
    )
    if facets.since:
        add(f"substr({told}, 1, 10) >= ?", facets.since)
    if facets.until:
        add(f"{told} <> '' AND substr({told}, 1, 10) <= ?", facets.until)
    if facets.unattributed:
        add("NOT " + _TELLS.format(joined="", that="x.source IS NOT NULL"))
    if facets.anonymous:
        add(_TELLS.format(joined="JOIN source s ON s.key = x.source", that="s.anonymous"))
        add("NOT " + _TELLS.format(joined="JOIN source s ON s.key = x.source", that="NOT coalesce(s.anonymous, 0)"))
    if facets.contradictory:
        add("c.rest LIKE '%\"discrepancies\"%'")
    if facets.decided:
        voice = _TELLS.format(joined="JOIN source s ON s.key = x.source", that=_DECIDED_VOICE)
        both = (
            "(SELECT count(DISTINCT d.id) FROM assertion x JOIN document d ON d.key = x.document "
            f"WHERE x.claim = c.key AND {_DECIDED_DOCUMENT}) > 1"
        )
        add(f"({voice} OR {both})")
    return conditions, values


def of_told_once(facets: Facets) -> Condition:
    """Conditions on rows ``t`` of the table ``told_once``."""
    conditions, values = ["1"], []
    document = "(SELECT d.{} FROM document d WHERE d.key = t.document)"
    source = "t.source IN (SELECT key FROM source s WHERE {})"
    if facets.language:
        conditions.append("t.language IN (SELECT key FROM word WHERE name = ?)")
        values.append(stored(facets.language))
    if facets.outlet:
        conditions.append(f"{document.format('outlet')} = ?")
        values.append(stored(facets.outlet))
    if facets.source:
        conditions.append(source.format("s.entity = ? OR s.name = ?"))
        values += [stored(facets.source)] * 2
    if facets.since:
        conditions.append(f"substr({document.format('earliest')}, 1, 10) >= ?")
        values.append(facets.since)
    if facets.until:
        conditions.append(f"substr({document.format('earliest')}, 1, 10) <= ?")
        values.append(facets.until)
    if facets.unattributed:
        conditions.append("t.source IS NULL")
    if facets.anonymous:
        conditions.append(source.format("s.anonymous"))
    if facets.contradictory:
        conditions.append("0")
    if facets.decided:
        conditions.append(source.format(_DECIDED_VOICE))
    return conditions, values


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value that a facet may have: what it is asked by, what it is called, and how many claims have it."""

    value: str
    name: str
    n: int


def languages_told(database: sqlite3.Connection) -> list[FacetValue]:
    """Languages in which the claims told more than once are told."""
    rows = database.execute(
        "SELECT w.name, count(DISTINCT a.claim) AS n FROM assertion a JOIN claim c ON c.key = a.claim "
        "JOIN word w ON w.key = a.language WHERE c.documents > 1 GROUP BY w.name ORDER BY n DESC, w.name"
    )
    return [FacetValue(as_text(name), as_text(name), n) for name, n in rows]


def outlets_telling(database: sqlite3.Connection, limit: int) -> list[FacetValue]:
    """Outlets by how many of the claims told more than once they tell."""
    rows = database.execute(
        "SELECT d.outlet, count(DISTINCT a.claim) AS n FROM assertion a JOIN claim c ON c.key = a.claim "
        "JOIN document d ON d.key = a.document WHERE c.documents > 1 AND length(d.outlet) <= ? "
        "GROUP BY d.outlet ORDER BY n DESC, d.outlet LIMIT ?",
        (_LONGEST, limit),
    )
    return [FacetValue(as_text(name), as_text(name), n) for name, n in rows]


def sources_told(database: sqlite3.Connection, limit: int) -> list[FacetValue]:
    """Sources by how many of the claims told more than once are attributed to them."""
    rows = database.execute(
        "SELECT coalesce(s.entity, s.name), min(coalesce(e.name, s.name)), count(DISTINCT a.claim) AS n "
        "FROM assertion a JOIN claim c ON c.key = a.claim JOIN source s ON s.key = a.source "
        "LEFT JOIN entity e ON e.id = s.entity WHERE c.documents > 1 AND length(s.name) <= ? "
        "GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?",
        (_LONGEST, limit),
    )
    return [FacetValue(as_text(value), as_text(name), n) for value, name, n in rows]
