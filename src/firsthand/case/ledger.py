"""The ledger as questions to an open case: which claims, in which order, from which place on."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Literal

from firsthand.case.facets import ANY, Facets, of_claims, of_told_once
from firsthand.case.search import prefixes
from firsthand.text import fold
from firsthand.text.words import words_of

Sort = Literal["deficit", "date", "origins"]
Named = tuple[int | None, bytes | str]
"""A claim's key in the table ``claim`` (None: told once), and its id as it is stored."""

_ORDER = "c.deficit DESC, c.documents DESC, c.tellings DESC, c.id"
_ORDERS: dict[str, str] = {
    "deficit": _ORDER,
    "date": f"coalesce(c.earliest, d.earliest, '9999') = '', coalesce(c.earliest, d.earliest, '9999'), {_ORDER}",
    "origins": f"c.high, c.best, {_ORDER}",
}
_LONE = "c.deficit = 0 AND c.documents = 1 AND c.tellings = 1"
_BEFORE = "(c.deficit > 0 OR (c.deficit = 0 AND (c.documents > 1 OR (c.documents = 1 AND c.tellings > 1))))"
_LOOKED_THROUGH = 500
"""Documents in which claims told once are looked for by their words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims of the ledger are meant.

    `once`: also those told once; `verdict`: only those of this verdict; `text`: only those in whose wordings, voices or
    outlets all these words, or words that begin so, are found; `facets`: only those that have all of these.
    """

    sort: Sort = "deficit"
    once: bool = False
    verdict: str = ""
    text: str = ""
    facets: Facets = ANY


def choose(database: sqlite3.Connection, choice: Choice, limit: int, offset: int) -> tuple[int, list[Named]]:
    """How many claims `choice` means, and those from place `offset` on, at most `limit`."""
    if choice.text and not words_of(choice.text):
        return 0, []
    again, values = _told_again(choice)
    if not choice.once:
        where = f"{again} AND c.documents > 1"
        total = database.execute(f"SELECT count(*) FROM claim c WHERE {where}", values).fetchone()[0]
        return total, _claims(database, where, choice.sort, values, limit, offset)
    if choice.facets != ANY and not choice.text:
        return _all_with_facets(database, choice, again, values, limit, offset)
    if choice.text:
        found = _claims(database, again, choice.sort, values, -1, 0)
        found += [(None, id) for id in _lone_by_words(database, choice)]
        return len(found), found[offset : offset + limit]
    n_again = database.execute(f"SELECT count(*) FROM claim c WHERE {again}", values).fetchone()[0]
    n_lone = 0 if choice.verdict not in ("", "single") else _count(database, "told_once")
    if not n_lone:
        return n_again, _claims(database, again, choice.sort, values, limit, offset)
    listed = _merged if choice.sort == "deficit" else _all_sorted
    return n_again + n_lone, listed(database, again, choice.sort, values, limit, offset)


def _told_again(choice: Choice) -> tuple[str, list[Any]]:
    """The condition on rows of ``claim``, and its values."""
    conditions, values = ["1"], []
    if choice.verdict:
        conditions.append("c.verdict IN (SELECT key FROM word WHERE name = ?)")
        values.append(choice.verdict)
    if choice.text:
        conditions.append("c.key IN (SELECT rowid FROM claim_search WHERE claim_search MATCH ?)")
        values.append(prefixes(fold(choice.text).text))
    narrowed, wanted = of_claims(choice.facets)
    return " AND ".join([*conditions, *narrowed]), [*values, *wanted]


def _claims(
    database: sqlite3.Connection, where: str, sort: Sort, values: list[Any], limit: int, offset: int
) -> list[Named]:
    joined = "LEFT JOIN assertion a ON a.claim = c.key AND a.n = c.first LEFT JOIN document d ON d.key = a.document"
    rows = database.execute(
        f"SELECT c.key, c.id FROM claim c {joined if sort == 'date' else ''} WHERE {where} "
        f"ORDER BY {_ORDERS[sort]} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return rows.fetchall()


def _merged(
    database: sqlite3.Connection, where: str, sort: Sort, values: list[Any], limit: int, offset: int
) -> list[Named]:
    """All claims by deficit: those before the ones told once, those and their equals by id, and those behind."""
    found: list[Named] = []

    def take(total: int, rows: Any) -> None:
        nonlocal offset
        if offset < total and len(found) < limit:
            found.extend(rows(limit - len(found), offset))
        offset = max(0, offset - total)

    for before in (True, False):
        part = f"{where} AND {'' if before else 'NOT'} {_BEFORE} AND NOT ({_LONE})"
        total = database.execute(f"SELECT count(*) FROM claim c WHERE {part}", values).fetchone()[0]
        take(total, lambda n, at, part=part: _claims(database, part, sort, values, n, at))
        if before:
            equal = f"SELECT c.key AS key, c.id AS id FROM claim c WHERE {where} AND {_LONE}"
            n_equal = database.execute(f"SELECT count(*) FROM ({equal})", values).fetchone()[0]
            both = f"{equal} UNION ALL SELECT NULL, id FROM told_once ORDER BY 2 LIMIT ? OFFSET ?"
            take(
                n_equal + _count(database, "told_once"),
                lambda n, at, both=both: database.execute(both, (*values, n, at)).fetchall(),
            )
    return found


def _all_sorted(
    database: sqlite3.Connection, where: str, sort: Sort, values: list[Any], limit: int, offset: int
) -> list[Named]:
    every = _every(where, "1")
    joined = "LEFT JOIN document d ON d.key = c.document" if sort == "date" else ""
    rows = database.execute(
        f"SELECT c.key, c.id FROM ({every}) c {joined} ORDER BY {_ORDERS[sort]} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return rows.fetchall()


def _every(where: str, lone: str) -> str:
    """Claims for which `where` holds, and those told once for which `lone` does, with what they are sorted by."""
    return (
        "SELECT c.key, c.id, c.deficit, c.documents, c.tellings, c.best, c.high, c.earliest, a.document FROM claim c "
        f"LEFT JOIN assertion a ON a.claim = c.key AND a.n = c.first WHERE {where} "
        f"UNION ALL SELECT NULL, t.id, 0, 1, 1, 1, 1, NULL, t.document FROM told_once t WHERE {lone}"
    )


def _all_with_facets(
    database: sqlite3.Connection, choice: Choice, where: str, values: list[Any], limit: int, offset: int
) -> tuple[int, list[Named]]:
    """Claims with the facets that are asked for, however often they are told."""
    conditions, wanted = of_told_once(choice.facets) if choice.verdict in ("", "single") else (["0"], [])
    every, values = _every(where, " AND ".join(conditions)), [*values, *wanted]
    total = database.execute(f"SELECT count(*) FROM ({every})", values).fetchone()[0]
    rows = database.execute(
        f"SELECT c.key, c.id FROM ({every}) c LEFT JOIN document d ON d.key = c.document "
        f"ORDER BY {_ORDERS[choice.sort]} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return total, rows.fetchall()


def _lone_by_words(database: sqlite3.Connection, choice: Choice) -> list[bytes]:
    """Claims told once whose own words, source and outlet hold all words that are looked for, in ledger order."""
    if choice.verdict not in ("", "single"):
        return []
    wanted = set(words_of(choice.text))
    conditions, values = of_told_once(choice.facets)
    rows = database.execute(
        'SELECT t.id, substr(d.text, t.start + 1, t."end" - t.start), s.name, d.outlet FROM document d '
        "JOIN told_once t ON t.document = d.key LEFT JOIN source s ON s.key = t.source WHERE d.key IN "
        "(SELECT rowid FROM document_search WHERE document_search MATCH ? ORDER BY rank LIMIT ?) "
        f"AND {' AND '.join(conditions)} ORDER BY t.id",
        (prefixes(choice.text, " OR "), _LOOKED_THROUGH, *values),
    )
    found = []
    for id, *parts in rows:
        words = set(words_of(" ".join(part for part in parts if isinstance(part, str))))
        if all(any(word.startswith(beginning) for word in words) for beginning in wanted):
            found.append(id)
    return found


def _count(database: sqlite3.Connection, table: str) -> int:
    n: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return n
