"""Witnesses laid out for comparison: in an order of their own, cut into words, each family as a table of words.

The order comes from what the witnesses say and never from how they were handed over; their ids decide only between
witnesses that are alike in everything else.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.copying.near_copies import Cut, merge_near_copies
from firsthand.copying.witness import Witness
from firsthand.settings import COPYING

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_WORD = re.compile(r"[^\W_]+")


def counted_words(text: str) -> tuple[str, ...]:
    """The words of `text`, folded; a word that comes again is numbered, so that each counts once."""
    seen: Counter[str] = Counter()
    found = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        seen[word] += 1
        found.append(word if seen[word] == 1 else f"{word} {seen[word]}")
    return tuple(found)


def plain_word(word: str) -> str:
    """A word of `counted_words` without its number."""
    return word.split(" ")[0]


@dataclass(frozen=True, slots=True)
class FamilyTable:
    """One family: which witnesses have it and with which words.

    `members` are indices into the collation's groups, `has[i, w]` says that member i has word w, `quoted[i]` that it
    is a direct quotation there.
    """

    name: str
    members: NDArray[np.int64]
    words: tuple[str, ...]
    has: Bools
    quoted: Bools
    texts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Collation:
    """All witnesses in their own order: `groups` of those that are word for word the same, and the families they carry.

    Where there are very many different texts, near copies stand in one group too, with the text of the first. The first
    of a group came out first, as far as dates tell; a witness that carries nothing is left out. `families` are those
    that several groups have; of those that a single one has, `lone` holds the tables, which nothing is compared with.
    """

    groups: tuple[tuple[Witness, ...], ...]
    families: tuple[FamilyTable, ...]
    lone: tuple[FamilyTable, ...] = ()


def collate(witnesses: Iterable[Witness]) -> Collation:
    """Order the witnesses, collapse exact copies and lay out the families."""
    alike: dict[Cut, list[Witness]] = {}
    for witness in witnesses:
        cut = tuple((family, counted_words(text)) for family, text in sorted(witness.passages.items()))
        if cut:
            alike.setdefault(cut, []).append(witness)
    rows: dict[str, list[tuple[int, tuple[str, ...], bool]]] = {}
    exact = [(cut, tuple(sorted(alike[cut], key=_age_key))) for cut in sorted(alike)]
    if len(exact) > COPYING.most_documents:
        exact = sorted(merge_near_copies(sorted(exact, key=lambda e: _age_key(e[1][0]))), key=lambda e: e[0])
    groups = []
    for number, (cut, group) in enumerate(exact):
        groups.append(group)
        quoted = frozenset.intersection(*(frozenset(witness.quoted) for witness in group))
        for family, words in cut:
            rows.setdefault(family, []).append((number, words, family in quoted))
    tables = [_lay_out(family, rows[family]) for family in sorted(rows)]
    shared = tuple(table for table in tables if len(table.members) > 1)
    return Collation(tuple(groups), shared, tuple(table for table in tables if len(table.members) == 1))


def _age_key(witness: Witness) -> tuple[object, ...]:
    published = witness.published
    return (
        (1, 0.0, 0.0) if published is None else (0, float(published[0]), float(published[1])),
        witness.outlet or "",
        witness.owner or "",
        tuple(sorted(witness.credits)),
        tuple(sorted(witness.quoted)),
        tuple(sorted(witness.passages.items())),
        witness.document,
    )


def _lay_out(family: str, rows: list[tuple[int, tuple[str, ...], bool]]) -> FamilyTable:
    vocabulary = tuple(sorted({word for _, words, _ in rows for word in words}))
    column: Mapping[str, int] = {word: c for c, word in enumerate(vocabulary)}
    has = np.zeros((len(rows), len(vocabulary)), dtype=bool)
    for r, (_, words, _) in enumerate(rows):
        has[r, [column[word] for word in words]] = True
    return FamilyTable(
        family,
        np.array([i for i, _, _ in rows], dtype=np.int64),
        vocabulary,
        has,
        np.array([quoted for _, _, quoted in rows], dtype=bool),
        tuple(words for _, words, _ in rows),
    )
