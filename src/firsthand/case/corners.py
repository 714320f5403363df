"""Corners: the documents of a saved case that one claim's judgement hangs on, and no others.

In: an open case and a claim. Out: ids of documents. Always true: the nearest come first, so that a corner cut short
still holds whoever tells the claim.
"""

from __future__ import annotations

import sqlite3

from firsthand.case.values import as_text, stored_id

_TELLERS = "SELECT DISTINCT document FROM assertion WHERE claim = ?"
_TOLD = (
    "SELECT DISTINCT a.claim FROM assertion a JOIN claim c ON c.key = a.claim "
    "WHERE a.document = ? AND c.documents > 1 ORDER BY a.claim"
)


def find_corner(database: sqlite3.Connection, claim: str, most: int) -> list[str]:
    """Ids of the documents that tell the claim of this id, of those that share a claim with one of them, and so on.

    Parameters
    ----------
    database : sqlite3.Connection
        An open case.
    claim : str
        The id of a claim.
    most : int
        How many documents at most; who tells the claim itself is never left out.
    """
    row = database.execute("SELECT key FROM claim WHERE id = ?", (stored_id(claim),)).fetchone()
    waiting: list[int] = [] if row is None else [row[0]]
    claims, documents = set(waiting), dict[int, None]()
    for n, key in enumerate(waiting):
        if n and len(documents) >= most:
            break
        for (document,) in database.execute(_TELLERS, (key,)).fetchall():
            if document in documents:
                continue
            documents[document] = None
            more = [found for (found,) in database.execute(_TOLD, (document,)) if found not in claims]
            claims.update(more)
            waiting += more
    ids = (database.execute("SELECT id FROM document WHERE key = ?", (d,)).fetchone() for d in documents)
    return sorted(as_text(id) for (id,) in ids)
