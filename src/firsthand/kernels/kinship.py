"""A kernel that tells whether two documents write of one matter, and so share words without having read each other."""

from __future__ import annotations

import math

import numpy as np

from firsthand.kernels.alignment import ROW
from firsthand.kernels.counting import WORD_BITS
from firsthand.kernels.native import F32, I64, U32, U64, OutF32, OutU32, OutU64, kernel
from firsthand.kernels.tokens import RESERVED_WORDS

REACH = 512
"""Words before and after a passage that are looked at."""
SLOTS = 4096
"""Places of the table of these words: twice as many as there can be."""


@kernel
def slot_of(word: np.uint64, table: U64) -> np.uint64:
    """Where `word` is in the table, or the free slot where it would be."""
    one, two, mask = np.uint64(1), np.uint64(2), np.uint64(SLOTS - 1)
    slot = word & mask
    while table[slot] != np.uint64(0) and table[slot] >> two != word:
        slot = (slot + one) & mask
    return slot


@kernel
def list_telling(words: U32, first: int, last: int, rarity: F32, common: float, n: int, listed: OutU32) -> int:
    """Add the telling words of ``first:last`` to the first `n` listed; returns how many these are then.

    Without a branch: every second word tells something, which no processor guesses.
    """
    shift = np.uint32(32 - WORD_BITS)
    to = np.uint64(n)
    for at in range(first, last):
        word = words[np.uint64(at)]
        listed[to] = word
        to += np.uint64((rarity[word >> shift] - common > 0.0) & (word >= np.uint32(RESERVED_WORDS)))
    return int(to)


@kernel
def measure_kinship(
    words: U32, offsets: I64, ranked: I64, rows: I64, scores: F32, limit: float, rarity: F32, common: float,
    table: OutU64, listed: OutU32, kinship: OutF32,
) -> None:  # fmt: skip
    """How much else two documents have in common around a weak alignment: 0 nothing, 1 every telling word.

    The cosine of the telling words, each counted once, weighed by its rarity. Each weak alignment costs a constant at
    most.

    Parameters
    ----------
    words, offsets, ranked, rows
        As in :func:`firsthand.kernels.scoring.score_rows`.
    scores : float32, shape (n_rows,)
        The alignments' scores.
    limit : float
        Alignments that score as much are not looked at, and get 0.
    rarity : float32, shape (2**WORD_BITS,)
        Of each word.
    common : float
        The rarity up to which a word tells nothing.
    table, listed : uint64, uint32, shapes (SLOTS,), (2 * REACH + 1,)
        Working space.
    kinship : float32, shape (n_rows,)
        Filled.
    """
    shift = np.uint32(32 - WORD_BITS)
    two, three, zero = np.uint64(2), np.uint64(3), np.uint64(0)
    for row in range(len(rows) // ROW):
        kinship[row] = 0.0
        if scores[row] >= limit:
            continue
        for free in range(SLOTS):
            table[free] = 0
        shared = 0.0
        all_told = 1.0
        for side in range(2):
            document = ranked[rows[row * ROW + 3 * side]]
            first = offsets[document] + rows[row * ROW + 3 * side + 1]
            last = offsets[document] + rows[row * ROW + 3 * side + 2]
            n = list_telling(words, max(offsets[document], first - REACH), first, rarity, common, 0, listed)
            n = list_telling(words, last, min(offsets[document + 1], last + REACH), rarity, common, n, listed)
            told = 0.0
            mark = np.uint64(side + 1)
            for k in range(n):
                word = np.uint64(listed[k])
                weight = rarity[listed[k] >> shift] - common
                slot = slot_of(word, table)
                if table[slot] & mark == zero:
                    told += weight * weight
                    if table[slot] != zero:
                        shared += weight * weight
                    table[slot] = word << two | table[slot] & three | mark
            all_told *= told
        if shared > 0.0:
            kinship[row] = shared / math.sqrt(all_told)
