"""A kernel that tells words which two documents share because they write of one matter."""

from __future__ import annotations

import math

from firsthand.kernels.alignment import ROW, word_chance
from firsthand.kernels.native import F32, I64, U32, OutF32, OutI64, OutU32, kernel

SLOTS = 1024
"""Places of the table in which the words of a passage are found."""
LONGEST = 256
"""Words of a passage that is looked at, on either side; a longer one says enough."""
REACH = 512
"""Words before and after a passage that are looked at: an article's, and of no book more."""


@kernel
def slot_of(word: int, slots: I64, distinct: U32) -> int:
    """Where `word` is in the table of a passage's words, or the free slot where it would be."""
    slot = int(word) & (SLOTS - 1)
    while slots[slot] != 0 and distinct[slots[slot] - 1] != word:
        slot = (slot + 1) & (SLOTS - 1)
    return slot


@kernel
def lower_by_topic(
    words: U32, offsets: I64, ranked: I64, rows: I64, counts: U32, neighbours: U32, total: int, discount: float,
    backoff: float, edit_cost: float, unit: float, limit: float, slots: OutI64, distinct: OutU32, elsewhere: OutI64,
    scores: F32, lowered: OutF32,
) -> None:  # fmt: skip
    """Lower the scores of weak alignments by what both documents say nearby, too.

    Two articles about one verdict share "felony", "counts" and "sentenced" without either having read the other. A word
    that stands elsewhere in both documents is expected as often as in the one that has fewer of it; what is left is the
    lesser of what the words of a and of b say. Each weak alignment costs a constant at most.

    Parameters
    ----------
    words, offsets, ranked, rows, counts, neighbours, total, discount, backoff, edit_cost, unit
        As in :func:`firsthand.kernels.alignment.score_rows`.
    limit : float
        Alignments that score as much are left as they are.
    slots : int64, shape (SLOTS,)
        Working space.
    distinct : uint32, shape (2 * LONGEST,)
        Working space.
    elsewhere : int64, shape (4 * LONGEST,)
        Working space.
    scores, lowered : float32, shape (n_rows,)
        The scores, and filled with what is left of them.

    References
    ----------
    Kuhn & De Mori (1990), A cache-based natural language model for speech recognition.
    """
    for row in range(len(rows) // ROW):
        lowered[row] = scores[row]
        longest = max(rows[row * ROW + 2] - rows[row * ROW + 1], rows[row * ROW + 5] - rows[row * ROW + 4])
        if scores[row] >= limit or longest > LONGEST:
            continue
        for slot in range(SLOTS):
            slots[slot] = 0
        n = 0
        for side in range(2):
            document = offsets[ranked[rows[row * ROW + 3 * side]]]
            for at in range(document + rows[row * ROW + 3 * side + 1], document + rows[row * ROW + 3 * side + 2]):
                slot = slot_of(words[at], slots, distinct)
                if slots[slot] == 0:
                    distinct[n] = words[at]
                    elsewhere[n] = 0
                    elsewhere[2 * LONGEST + n] = 0
                    n += 1
                    slots[slot] = n
        looked_at = 1
        looked_at_other = 1
        for side in range(2):
            document = ranked[rows[row * ROW + 3 * side]]
            first = offsets[document] + rows[row * ROW + 3 * side + 1]
            last = offsets[document] + rows[row * ROW + 3 * side + 2]
            begin = max(offsets[document], first - REACH)
            end = min(offsets[document + 1], last + REACH)
            for at in range(begin, end):
                if at < first or at >= last:
                    found = slots[slot_of(words[at], slots, distinct)]
                    if found > 0:
                        elsewhere[2 * LONGEST * side + found - 1] += 1
            looked_at_other = looked_at
            looked_at = end - begin
        matched = rows[row * ROW + 6]
        edits = rows[row * ROW + 7]
        for side in range(2):
            document = offsets[ranked[rows[row * ROW + 3 * side]]]
            begin = document + rows[row * ROW + 3 * side + 1]
            gain = 0.0
            for at in range(begin, document + rows[row * ROW + 3 * side + 2]):
                chance = word_chance(words, at, begin, counts, neighbours, total, discount, backoff)
                told = slots[slot_of(words[at], slots, distinct)] - 1
                chance += min(elsewhere[told] / looked_at_other, elsewhere[2 * LONGEST + told] / looked_at)
                if chance < 1.0:
                    gain += min(-math.log(chance) / unit, 1.2)
            lowered[row] = min(lowered[row], gain * matched / (matched + edits) - edit_cost * edits)
