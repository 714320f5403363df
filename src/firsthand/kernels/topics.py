"""A kernel that tells words which two documents share because they write of one matter."""

from __future__ import annotations

import math

from firsthand.kernels.alignment import ROW, word_chance
from firsthand.kernels.native import F32, I64, U32, OutF32, OutI64, kernel

SLOTS = 1024
"""Places of the table in which the words of a passage are found."""
LONGEST = 256
"""Words of a passage that is looked at; a longer one says enough."""


@kernel
def slot_of(words: U32, word: int, begin: int, slots: I64) -> int:
    """Where `word` is in the table of the passage that begins at `begin`, or the free slot where it would be."""
    slot = int(word) % SLOTS
    while slots[slot] != 0 and words[begin + slots[slot] - 1] != word:
        slot = (slot + 1) % SLOTS
    return slot


@kernel
def count_elsewhere(
    words: U32, offsets: I64, ranked: I64, rows: I64, field: int, begin: int, slots: I64, shift: int, elsewhere: OutI64
) -> None:
    """Add to ``elsewhere[shift:]`` how often a passage's words stand in one document of an alignment, but not in it."""
    document = ranked[rows[field]]
    first = offsets[document] + rows[field + 1]
    last = offsets[document] + rows[field + 2]
    for at in range(offsets[document], offsets[document + 1]):
        if at < first or at >= last:
            found = slots[slot_of(words, words[at], begin, slots)]
            if found > 0:
                elsewhere[shift + found - 1] += 1


@kernel
def lower_by_topic(
    words: U32, offsets: I64, ranked: I64, rows: I64, counts: U32, neighbours: U32, total: int, discount: float,
    backoff: float, edit_cost: float, unit: float, limit: float, slots: OutI64, elsewhere: OutI64, scores: F32,
    lowered: OutF32,
) -> None:  # fmt: skip
    """Lower the scores of weak alignments by what both documents say elsewhere, too.

    Two articles about one verdict share "felony", "counts" and "sentenced" without either having read the other. A word
    that stands elsewhere in both documents is expected as often as in the one that has fewer of it; what is left is the
    lesser of what the words of a and of b say. Costs O(words of both documents) for each weak alignment.

    Parameters
    ----------
    words, offsets, ranked, rows, counts, neighbours, total, discount, backoff, edit_cost, unit
        As in :func:`firsthand.kernels.alignment.score_rows`.
    limit : float
        Alignments that score as much are left as they are.
    slots : int64, shape (SLOTS,)
        Working space.
    elsewhere : int64, shape (2 * LONGEST,)
        Working space.
    scores, lowered : float32, shape (n_rows,)
        The scores, and filled with what is left of them.

    References
    ----------
    Kuhn & De Mori (1990), A cache-based natural language model for speech recognition.
    """
    for row in range(len(rows) // ROW):
        lowered[row] = scores[row]
        if scores[row] >= limit:
            continue
        for side in range(2):
            here = row * ROW + 3 * side
            there = row * ROW + 3 - 3 * side
            begin = offsets[ranked[rows[here]]] + rows[here + 1]
            n = rows[here + 2] - rows[here + 1]
            if n > LONGEST:
                continue
            for slot in range(SLOTS):
                slots[slot] = 0
            for k in range(n):
                slot = slot_of(words, words[begin + k], begin, slots)
                if slots[slot] == 0:
                    slots[slot] = k + 1
                elsewhere[k] = 0
                elsewhere[LONGEST + k] = 0
            count_elsewhere(words, offsets, ranked, rows, here, begin, slots, 0, elsewhere)
            count_elsewhere(words, offsets, ranked, rows, there, begin, slots, LONGEST, elsewhere)
            n_here = offsets[ranked[rows[here]] + 1] - offsets[ranked[rows[here]]]
            n_there = offsets[ranked[rows[there]] + 1] - offsets[ranked[rows[there]]]
            gain = 0.0
            for k in range(n):
                chance = word_chance(words, begin + k, begin, counts, neighbours, total, discount, backoff)
                first = slots[slot_of(words, words[begin + k], begin, slots)] - 1
                chance += min(elsewhere[first] / n_here, elsewhere[LONGEST + first] / n_there)
                if chance < 1.0:
                    gain += min(-math.log(chance) / unit, 1.2)
            matched = rows[row * ROW + 6]
            edits = rows[row * ROW + 7]
            lowered[row] = min(lowered[row], gain * matched / (matched + edits) - edit_cost * edits)
