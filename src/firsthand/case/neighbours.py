"""Neighbours: which documents of a saved case may tell what a new text tells, by the rare words that they share.

In: an open case, and the pieces of a text. Out: ids of documents. Always true: the cost follows the text, not the case.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from math import log

from firsthand.case.many import in_parts, marks
from firsthand.case.values import as_text

_WORD = re.compile(r"\w+")

RAREST = 12
"""A piece of text is looked up by this many of its rarest words."""
LEAST_A_PIECE, MOST = 6, 48
"""Documents taken for each piece, and for all: a sentence told in 81 documents is judged by the nearest 48."""


def find_neighbours(database: sqlite3.Connection, pieces: Sequence[str]) -> tuple[list[str], dict[str, float]]:
    """Ids of the documents nearest to any of `pieces`, in order of the ids, and how rare each word of `pieces` is.

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
    words = [set(_WORD.findall(piece.lower())) for piece in pieces]
    rarity = _rarity(database, set().union(*words), total)
    for found in words:
        rarest = sorted(found & rarity.keys(), key=lambda word: (-rarity[word], word))[:RAREST]
        if not rarest:
            continue
        rows = database.execute(
            "SELECT rowid, rank FROM document_search WHERE document_search MATCH ? ORDER BY rank, rowid LIMIT ?",
            (" OR ".join(f'"{word}"' for word in rarest), share),
        )
        for key, rank in rows:
            nearness[key] = max(nearness.get(key, 0.0), -rank)
    nearest = sorted(nearness, key=lambda key: (-nearness[key], key))[:MOST]
    rows = database.execute(f"SELECT id FROM document WHERE key IN ({marks(nearest)}) ORDER BY id", nearest)
    return [as_text(id) for (id,) in rows], rarity


def _rarity(database: sqlite3.Connection, words: Iterable[str], total: int) -> dict[str, float]:
    """How rare each of `words` is among `total` documents; words that no document has are left out."""
    folded = {word: _folded(word) for word in words}  # the index folds words its own way
    wanted = sorted(set(folded.values()))
    documents: dict[str, int] = {}
    for some in in_parts(wanted):
        documents |= dict(database.execute(f"SELECT term, doc FROM temp.telling WHERE term IN ({marks(some)})", some))
    return {word: log(1 + total / n) for word, term in folded.items() if (n := documents.get(term))}


def _folded(word: str) -> str:
    """`word` as the tokenizer of the index writes it: without marks on its letters."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c))
