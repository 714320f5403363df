"""A kernel that tells whether two documents write of one matter, and so share words without having read each other."""

from __future__ import annotations

import math

from firsthand.kernels.alignment import ROW
from firsthand.kernels.counting import WORD_BITS
from firsthand.kernels.native import F32, I64, U32, OutF32, OutI64, kernel
from firsthand.kernels.tokens import RESERVED_WORDS

REACH = 512
"""Words before and after a passage that are looked at."""
SLOTS = 4096
"""Places of the table of these words: twice as many as there can be."""


@kernel
def slot_of(word: int, table: I64) -> int:
    """Where `word` is in the table, or the free slot where it would be."""
    slot = word & (SLOTS - 1)
    while table[slot] != 0 and table[slot] >> 2 != word:
        slot = (slot + 1) & (SLOTS - 1)
    return slot


@kernel
def measure_kinship(
    words: U32, offsets: I64, ranked: I64, rows: I64, scores: F32, limit: float, rarity: F32, common: float,
    table: OutI64, kinship: OutF32,
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
    table : int64, shape (SLOTS,)
        Working space.
    kinship : float32, shape (n_rows,)
        Filled.
    """
    shift = 32 - WORD_BITS
    for row in range(len(rows) // ROW):
        kinship[row] = 0.0
        if scores[row] >= limit:
            continue
        for slot in range(SLOTS):
            table[slot] = 0
        shared = 0.0
        all_told = 1.0
        for side in range(2):
            document = ranked[rows[row * ROW + 3 * side]]
            first = offsets[document] + rows[row * ROW + 3 * side + 1]
            last = offsets[document] + rows[row * ROW + 3 * side + 2]
            told = 0.0
            for at in range(max(offsets[document], first - REACH), min(offsets[document + 1], last + REACH)):
                word = int(words[at])
                weight = rarity[word >> shift] - common
                if weight <= 0.0 or word < RESERVED_WORDS or first <= at < last:
                    continue
                slot = slot_of(word, table)
                if table[slot] & (side + 1) == 0:
                    told += weight * weight
                    if table[slot] != 0:
                        shared += weight * weight
                    table[slot] = word << 2 | table[slot] & 3 | side + 1
            all_told *= told
        if shared > 0.0:
            kinship[row] = shared / math.sqrt(all_told)
