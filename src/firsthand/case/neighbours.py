"""Neighbours: which documents of a saved case may tell what a new text tells, by the rare words that they share.

In: an open case, and the pieces of a text. Out: ids of documents. Always true: the cost follows the text, not the case.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from math import log

from firsthand.case.values import as_text

_WORD = re.compile(r"\w+")

RAREST = 12
"""A piece of text is looked up by this many of its rarest words."""
LEAST_A_PIECE, MOST = 6, 48
"""Documents taken for each piece, and for all: a sentence told in 81 documents is judged by the nearest 48."""


def find_neighbours(database: sqlite3.Connection, pieces: Sequence[str]) -> list[str]:
    """Ids of the documents nearest to any of `pieces`, in order of the ids.

    Parameters
    ----------
    database : sqlite3.Connection
        An open case.
    pieces : sequence of str
        Sentences or paragraphs of the new text.
    """
    database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.telling USING fts5vocab(main, document_search, row)")
    (total,) = database.execute("SELECT count(*) FROM document").fetchone()
    share = max(LEAST_A_PIECE, MOST // max(1, len(pieces)))
    nearness: dict[int, float] = {}
    for piece in pieces:
        rarity = _rarity(database, set(_WORD.findall(piece.lower())), total)
        rarest = sorted(rarity, key=lambda word: (-rarity[word], word))[:RAREST]
        if not rarest:
            continue
        rows = database.execute(
            "SELECT rowid, rank FROM document_search WHERE document_search MATCH ? ORDER BY rank, rowid LIMIT ?",
            (" OR ".join(f'"{word}"' for word in rarest), share),
        )
        for key, rank in rows:
            nearness[key] = max(nearness.get(key, 0.0), -rank)
    nearest = sorted(nearness, key=lambda key: (-nearness[key], key))[:MOST]
    marks = ",".join("?" * len(nearest))
    rows = database.execute(f"SELECT id FROM document WHERE key IN ({marks}) ORDER BY id", nearest)
    return [as_text(id) for (id,) in rows]


def _rarity(database: sqlite3.Connection, words: Iterable[str], total: int) -> dict[str, float]:
    """How rare each of `words` is among `total` documents; words that no document has are left out."""
    found = {}
    for word in sorted(words):
        # the index folds words its own way: what it makes of one is asked of it
        row = database.execute("SELECT doc FROM temp.telling WHERE term = ?", (_folded(word),)).fetchone()
        if row is not None and row[0]:
            found[word] = log(1 + total / row[0])
    return found


def _folded(word: str) -> str:
    """`word` as the tokenizer of the index writes it: without marks on its letters."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c))
