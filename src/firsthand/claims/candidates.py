"""Candidates: which two statements are worth comparing, because they share two of their rarest stems.

In: statements, and how rare their stems are. Out: pairs of their indices. Always true: the cost follows the number of
statements, since stems that very many have propose nothing; the pairs are those of two documents, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.claims.statements import Statement
from firsthand.claims.wording import Rarity
from firsthand.settings import ClaimSettings

Ints = NDArray[np.int64]
LEAST_SHARED = 2
"""Stems that two statements share before they are compared: one may be chance."""


def propose_pairs(
    statements: Sequence[Statement], rarity: Rarity, settings: ClaimSettings
) -> Iterator[tuple[int, int]]:
    """Pairs ``i < j`` of statements of one language, in two documents, that share two of their rarest stems."""
    owners, stems = _rarest_stems(statements, rarity, settings.rare_stems)
    number = {document: n for n, document in enumerate(dict.fromkeys(s.document for s in statements))}
    document = np.array([number[s.document] for s in statements], np.int64)
    pairs = [
        first * len(statements) + second
        for first, second in _pairs_of_postings(owners, stems, settings.rare_stem_documents)
        for apart in [document[first] != document[second]]
        for first, second in [(first[apart], second[apart])]
    ]
    packed, counts = np.unique(np.concatenate([np.zeros(0, np.int64), *pairs]), return_counts=True)
    shared = packed[counts >= LEAST_SHARED]
    yield from zip((shared // max(1, len(statements))).tolist(), (shared % max(1, len(statements))).tolist())


def _rarest_stems(statements: Sequence[Statement], rarity: Rarity, most: int) -> tuple[Ints, Ints]:
    """Owner and stem of every posting: of each statement its `most` rarest stems, equal ones by their letters."""
    kinds = sorted({(s.language, stem) for s in statements for stem in s.stems})
    number = {kind: n for n, kind in enumerate(kinds)}
    flat = np.array([number[s.language, stem] for s in statements for stem in s.stems], np.int64)
    owners = np.repeat(np.arange(len(statements)), [len(s.stems) for s in statements])
    weights = np.array([rarity.weigh(stem) for _, stem in kinds])
    rank = np.empty(len(kinds), np.int64)
    rank[np.lexsort((np.arange(len(kinds)), -weights))] = np.arange(len(kinds))
    order = np.lexsort((rank[flat], owners))
    flat, owners = flat[order], owners[order]
    begins = np.searchsorted(owners, np.arange(len(statements)))
    kept = np.arange(len(flat)) - begins[owners] < most
    return owners[kept], flat[kept]


def _pairs_of_postings(owners: Ints, stems: Ints, most: int) -> Iterator[tuple[Ints, Ints]]:
    """For every stem that two to `most` statements have, all pairs of them, the lower index first."""
    order = np.lexsort((owners, stems))
    owners, stems = owners[order], stems[order]
    begins = np.flatnonzero(np.diff(stems, prepend=-1))
    sizes = np.diff(begins, append=len(stems))
    for size in range(2, most + 1):
        at = begins[sizes == size]
        if len(at):
            members = owners[at[:, None] + np.arange(size)[None, :]]
            first, second = np.triu_indices(size, 1)
            yield members[:, first].ravel(), members[:, second].ravel()
