"""Kernels that grow a shared seed into the longest passage that two documents share."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import F32, I64, U32, OutF32, OutI64, kernel

MAX_DRIFT = 48
"""Words by which inserted may outweigh deleted ones within one alignment, either way."""
WAVE = 2 * MAX_DRIFT + 3
"""Diagonals of a wave, with one more at either side so that neighbours need no check."""


@kernel
def extend(
    words: U32, a: int, a_end: int, b: int, b_end: int, step: int, rarity: F32, edit_cost: float, drop: float,
    wave_at: OutI64, wave_weight: OutF32, best: OutI64,
) -> float:  # fmt: skip
    """Extend an alignment word by word from ``(a, b)`` until its score falls by `drop` below its best.

    A wave per number of edits holds, for every diagonal, the furthest point that is reached with so many edits; only
    diagonals whose score is near the best go on. Costs O(matches + edits x diagonals kept).

    Parameters
    ----------
    words : uint32, shape (n_words,)
        Folded words of all documents.
    a, a_end, b, b_end : int
        The first words to compare and where the documents end, excluded; with ``step = -1`` everything goes leftwards.
    rarity : float32, shape (2**bits,)
        What a matched word gains, by the highest bits of its hash.
    edit_cost, drop : float
        What an edit costs; the fall that ends the extension.
    wave_at, wave_weight : shape (2 * WAVE,), (2 * WAVE,)
        Working space.
    best : int64, shape (3,)
        Filled with the words covered on either side and the edits among them, at the best point.

    Returns
    -------
    float
        Gain of the matched words up to the best point, edits not subtracted.

    References
    ----------
    Zhang, Schwartz, Wagner & Miller (2000), A greedy algorithm for aligning DNA sequences.
    """
    n_a = (a_end - a) * step
    n_b = (b_end - b) * step
    shift = np.uint32(32)
    size = len(rarity)
    while size > 1:
        size >>= 1
        shift -= np.uint32(1)
    middle = MAX_DRIFT + 1
    best[0] = 0
    best[1] = 0
    best[2] = 0
    best_score = 0.0
    best_weight = 0.0
    low = middle
    high = middle
    edits = 0
    now = 0
    while low <= high:
        before = WAVE - now
        next_low = high + 1
        next_high = low - 1
        for diagonal in range(low, high + 1):
            if edits == 0:
                at = 0
                weight = 0.0
            else:
                # Furthest of: a word replaced, a word of a left out, a word of b left out.
                at = wave_at[before + diagonal] + 1
                weight = wave_weight[before + diagonal]
                if wave_at[before + diagonal - 1] + 1 > at:
                    at = wave_at[before + diagonal - 1] + 1
                    weight = wave_weight[before + diagonal - 1]
                if wave_at[before + diagonal + 1] >= at:
                    at = wave_at[before + diagonal + 1]
                    weight = wave_weight[before + diagonal + 1]
            other = at - (diagonal - middle)
            if at < 0 or other < 0 or at > n_a or other > n_b:
                wave_at[now + diagonal] = -2
                continue
            while at < n_a and other < n_b and words[a + at * step] == words[b + other * step]:
                weight += rarity[words[a + at * step] >> shift]
                at += 1
                other += 1
            score = weight - edit_cost * edits
            wave_at[now + diagonal] = at
            wave_weight[now + diagonal] = weight
            if score > best_score:
                best_score = score
                best_weight = weight
                best[0] = at
                best[1] = other
                best[2] = edits
            if score < best_score - drop:
                wave_at[now + diagonal] = -2
                continue
            if diagonal < next_low:
                next_low = diagonal
            next_high = diagonal
        if next_high < next_low:
            break
        wave_at[now + next_low - 1] = -2
        wave_at[now + next_high + 1] = -2
        wave_at[now + max(next_low - 2, 0)] = -2
        wave_at[now + min(next_high + 2, WAVE - 1)] = -2
        low = max(next_low - 1, 1)
        high = min(next_high + 1, WAVE - 2)
        now = before
        edits += 1
    return best_weight


@kernel
def align_seeds(
    words: U32, offsets: I64, seeds_a: U32, seeds_b: U32, at_a: U32, at_b: U32, seed_words: int, rarity: F32,
    edit_cost: float, drop: float, min_words: int, min_score: float,
    wave_at: OutI64, wave_weight: OutF32, best: OutI64, found: OutI64, scores: OutF32,
) -> int:  # fmt: skip
    """Grow every seed that no earlier alignment of the same two documents covers.

    Parameters
    ----------
    words, offsets
        As in `firsthand.text.tokens.Tokens`.
    seeds_a, seeds_b, at_a, at_b : uint32, shape (n_seeds,)
        The two documents of each seed and its first word in either, sorted by all four.
    rarity, edit_cost, drop, wave_at, wave_weight, best
        As in :func:`extend`.
    min_words, min_score
        Alignments with fewer words on a side, or a lower score, are left out.
    found : int64, shape (capacity * 7,)
        Filled with rows: document a, its first word and end; document b, its first word and end; edits.
    scores : float32, shape (capacity,)
        Filled with the score of each row.

    Returns
    -------
    int
        The number of rows. A capacity of the number of seeds always suffices.
    """
    n = 0
    first = 0
    for i in range(len(seeds_a)):
        a = np.int64(seeds_a[i])
        b = np.int64(seeds_b[i])
        if i > 0 and (seeds_a[i] != seeds_a[i - 1] or seeds_b[i] != seeds_b[i - 1]):
            first = n
        x = np.int64(at_a[i])
        y = np.int64(at_b[i])
        covered = False
        for k in range(n - 1, max(first - 1, n - 17), -1):
            if found[k * 7 + 1] <= x < found[k * 7 + 2] and found[k * 7 + 4] <= y < found[k * 7 + 5]:
                covered = True
                break
        if covered:
            continue
        a_begin = offsets[a]
        b_begin = offsets[b]
        weight = extend(
            words, a_begin + x, offsets[a + 1], b_begin + y, offsets[b + 1], 1, rarity, edit_cost, drop,
            wave_at, wave_weight, best,
        )  # fmt: skip
        a_stop = x + best[0]
        b_stop = y + best[1]
        edits = best[2]
        weight += extend(
            words, a_begin + x - 1, a_begin - 1, b_begin + y - 1, b_begin - 1, -1, rarity, edit_cost, drop,
            wave_at, wave_weight, best,
        )  # fmt: skip
        edits += best[2]
        a_start = x - best[0]
        b_start = y - best[1]
        score = weight - edit_cost * edits
        if score < min_score or a_stop - a_start < min_words or b_stop - b_start < min_words:
            continue
        found[n * 7] = a
        found[n * 7 + 1] = a_start
        found[n * 7 + 2] = a_stop
        found[n * 7 + 3] = b
        found[n * 7 + 4] = b_start
        found[n * 7 + 5] = b_stop
        found[n * 7 + 6] = edits
        scores[n] = score
        n += 1
    return n
