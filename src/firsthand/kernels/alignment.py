"""Kernels that grow a shared seed into the longest passage that two documents share.

An alignment is a row of eight numbers: document a, its first word and its end; document b, its first word and its end;
words matched; edits (a word replaced, left out or put in).
"""

from __future__ import annotations

import numpy as np

from firsthand.kernels.counting import WORD_BITS
from firsthand.kernels.native import F32, I64, U32, U64, OutF32, OutI64, kernel

MAX_DRIFT = 48
"""Words by which inserted may outweigh deleted ones within one alignment, either way."""
WAVE = 2 * MAX_DRIFT + 3
"""Diagonals of a wave, with one more at either side so that neighbours need no check."""
ROW = 8
"""Numbers in an alignment."""
SIGHT = 10
"""Words beside a seed that are looked through before waves are sent out: as far as they come if they find little."""
LOOK_BACK = 16
"""Earlier alignments of the same documents that may already cover a seed."""


@kernel
def little_in_sight(words: U32, a: int, b: int, step: int, rarity: F32, edit_cost: float, drop: float) -> bool:
    """Whether no alignment that goes on from ``(a, b)``, two words that differ, can ever gain what its edits cost.

    Words of a that are not among those of b gain nothing. If the others together gain less than an edit costs, no
    alignment within sight makes up for the first edit; and none gets out of sight where all the words that can be
    matched, and all the edits until the score has fallen by `drop`, are fewer than the words that are seen.
    """
    size = min(int(drop / edit_cost) + 4, SIGHT)
    first_a = np.uint64(a if step > 0 else a - size + 1)
    first_b = np.uint64(b if step > 0 else b - size + 1)
    shift = np.uint32(32 - WORD_BITS)
    gain = 0.0
    matched = 0
    for i in range(size):
        word = words[first_a + np.uint64(i)]
        found = False
        for k in range(size):
            found |= words[first_b + np.uint64(k)] == word
        if found:
            gain += rarity[word >> shift]
            matched += 1
    # A twentieth less, whatever rounding does.
    return gain < 0.95 * edit_cost and matched + 1 + (drop + gain) / edit_cost < size


@kernel
def extend(
    words: U32, a: int, a_end: int, b: int, b_end: int, step: int, rarity: F32, edit_cost: float, drop: float,
    first_drop: float, wave_at: OutI64, wave_matched: OutI64, wave_gain: OutF32, best: OutI64,
) -> None:  # fmt: skip
    """Extend an alignment word by word from ``(a, b)`` until its score falls by `drop` below its best.

    A wave per number of edits holds, for every diagonal, the furthest point that is reached with so many edits; only
    diagonals whose score is near the best go on. Costs O(matches + edits x diagonals kept). No wave is sent out where
    :func:`little_in_sight` tells that none would find anything.

    Parameters
    ----------
    words : uint32, shape (n_words,)
        Folded words of all documents.
    a, a_end, b, b_end : int
        The first words to compare and where to stop, excluded; with ``step = -1`` everything goes leftwards.
    rarity : float32, shape (2**WORD_BITS,)
        What a matched word gains.
    edit_cost, drop, first_drop : float
        What an edit costs; the fall that ends the extension, and by how much less than the best score, plus this, it
        may fall at first: next to a chance seed there is nothing to be found.
    wave_at, wave_matched, wave_gain : shape (2 * WAVE,)
        Working space.
    best : int64, shape (4,)
        Filled with the words covered in a and in b, the words matched and the edits, up to the best point.

    References
    ----------
    Zhang, Schwartz, Wagner & Miller (2000), A greedy algorithm for aligning DNA sequences.
    """
    n_a = (a_end - a) * step
    n_b = (b_end - b) * step
    shift = np.uint32(32 - WORD_BITS)
    one = np.uint64(1)
    middle = MAX_DRIFT + 1
    run = 0
    run_gain = 0.0
    while run < n_a and run < n_b and words[np.uint64(a + run * step)] == words[np.uint64(b + run * step)]:
        run_gain += rarity[words[np.uint64(a + run * step)] >> shift]
        run += 1
    best[0] = run
    best[1] = run
    best[2] = run
    best[3] = 0
    if min(n_a, n_b) - run >= SIGHT:
        least = min(drop, first_drop + run_gain)
        if little_in_sight(words, a + run * step, b + run * step, step, rarity, edit_cost, least):
            return
    best_score = run_gain
    wave_at[middle - 2] = wave_at[middle - 1] = wave_at[middle + 1] = wave_at[middle + 2] = -2
    wave_at[middle] = run
    wave_matched[middle] = run
    wave_gain[middle] = run_gain
    low = middle - 1
    high = middle + 1
    edits = 1
    now = WAVE
    while low <= high:
        before = WAVE - now
        next_low = high + 1
        next_high = low - 1
        for diagonal in range(low, high + 1):
            # The furthest of: a word replaced, a word of a left out, a word of b left out.
            source = np.uint64(before + diagonal)
            at = wave_at[source] + 1
            left_out = wave_at[source - one] + 1
            put_in = wave_at[source + one]
            if left_out > at:
                at = left_out
                source -= one
            if put_in >= at:
                at = put_in
                source = np.uint64(before + diagonal + 1)
            matched = wave_matched[source]
            gain = 0.0 + wave_gain[source]
            other = at - (diagonal - middle)
            here = np.uint64(now + diagonal)
            wave_at[here] = -2
            if at < 0 or other < 0 or at > n_a or other > n_b:
                continue
            while at < n_a and other < n_b and words[np.uint64(a + at * step)] == words[np.uint64(b + other * step)]:
                gain += rarity[words[np.uint64(a + at * step)] >> shift]
                matched += 1
                at += 1
                other += 1
            score = gain - edit_cost * edits
            if score < best_score - min(drop, first_drop + best_score):
                continue
            wave_at[here] = at
            wave_matched[here] = matched
            wave_gain[here] = gain
            if score > best_score:
                best_score = score
                best[0] = at
                best[1] = other
                best[2] = matched
                best[3] = edits
            next_low = min(next_low, diagonal)
            next_high = diagonal
        if next_high < next_low:
            break
        for beyond in range(1, 3):
            wave_at[now + max(next_low - beyond, 0)] = -2
            wave_at[now + min(next_high + beyond, WAVE - 1)] = -2
        low = max(next_low - 1, 1)
        high = min(next_high + 1, WAVE - 2)
        now = before
        edits += 1


@kernel
def is_covered(rows: I64, first: int, n: int, x: int, y: int) -> bool:
    """Whether one of the last rows, none before `first`, holds word `x` of a and word `y` of b."""
    for k in range(n - 1, max(first, n - LOOK_BACK) - 1, -1):
        if rows[k * ROW + 1] <= x < rows[k * ROW + 2] and rows[k * ROW + 4] <= y < rows[k * ROW + 5]:
            return True
    return False


@kernel
def join_rows(rows: OutI64, first: int, n: int, max_gap: int, min_identity: float) -> int:
    """Join alignments of the same two documents, rows ``first:n``, where little stands between them on either side.

    Returns the new number of rows. Two are joined while the identity of the whole stays at `min_identity`; of two that
    cover each other by more than half on both sides, the one with fewer matches goes.
    """
    kept = first
    for row in range(first, n):
        taken = False
        for k in range(kept - 1, max(first, kept - LOOK_BACK) - 1, -1):
            gap_a = rows[row * ROW + 1] - rows[k * ROW + 2]
            gap_b = rows[row * ROW + 4] - rows[k * ROW + 5]
            size_a = min(rows[row * ROW + 2] - rows[row * ROW + 1], rows[k * ROW + 2] - rows[k * ROW + 1])
            size_b = min(rows[row * ROW + 5] - rows[row * ROW + 4], rows[k * ROW + 5] - rows[k * ROW + 4])
            common_a = min(rows[row * ROW + 2], rows[k * ROW + 2]) - max(rows[row * ROW + 1], rows[k * ROW + 1])
            common_b = min(rows[row * ROW + 5], rows[k * ROW + 5]) - max(rows[row * ROW + 4], rows[k * ROW + 4])
            if 2 * common_a > size_a and 2 * common_b > size_b:
                if rows[row * ROW + 6] > rows[k * ROW + 6]:
                    for field in range(ROW):
                        rows[k * ROW + field] = rows[row * ROW + field]
                taken = True
                break
            matched = rows[row * ROW + 6] + rows[k * ROW + 6] + min(gap_a, gap_b, 0)
            edits = rows[row * ROW + 7] + rows[k * ROW + 7] + max(gap_a, gap_b, 0)
            if (
                -4 <= gap_a <= max_gap
                and -4 <= gap_b <= max_gap
                and rows[row * ROW + 2] > rows[k * ROW + 2]
                and rows[row * ROW + 5] > rows[k * ROW + 5]
                and matched >= min_identity * (matched + edits)
            ):
                rows[k * ROW + 2] = rows[row * ROW + 2]
                rows[k * ROW + 5] = rows[row * ROW + 5]
                rows[k * ROW + 6] = matched
                rows[k * ROW + 7] = edits
                taken = True
                break
        if not taken:
            for field in range(ROW):
                rows[kept * ROW + field] = rows[row * ROW + field]
            kept += 1
    return kept


@kernel
def align_pairs(
    words: U32, offsets: I64, ranked: I64, pairs: U64, seed_words: int, rarity: F32, edit_cost: float, drop: float,
    first_drop: float, min_seen: int, max_gap: int, min_identity: float,
    wave_at: OutI64, wave_matched: OutI64, wave_gain: OutF32, best: OutI64, rows: OutI64,
) -> int:  # fmt: skip
    """Grow every pair of postings that no alignment of the same two documents covers yet.

    Parameters
    ----------
    words, offsets, ranked
        As in :func:`firsthand.kernels.matching.list_postings`.
    pairs : uint64, shape (n_pairs * 2,)
        Sorted.
    seed_words : int
        Words that a pair is known to share.
    rarity, edit_cost, drop, first_drop, wave_at, wave_matched, wave_gain, best
        As in :func:`extend`.
    min_seen : int
        Alignments with fewer matched words are left out at once.
    max_gap, min_identity
        As in :func:`join_rows`.
    rows : int64, shape (n_pairs * ROW,)
        Filled with alignments.

    Returns
    -------
    int
        The number of rows.
    """
    low = np.uint64(0xFFFFFFFF)
    n = 0
    first = 0
    for i in range(len(pairs) // 2):
        a = np.int64(pairs[i * 2] >> np.uint64(32))
        b = np.int64(pairs[i * 2] & low)
        if i > 0 and pairs[i * 2] != pairs[i * 2 - 2]:
            n = join_rows(rows, first, n, max_gap, min_identity)
            first = n
        x = int(pairs[i * 2 + 1] >> np.uint64(32))
        y = int(pairs[i * 2 + 1] & low)
        if is_covered(rows, first, n, x, y):
            continue
        a_begin = offsets[ranked[a]]
        b_begin = offsets[ranked[b]]
        a_end = offsets[ranked[a] + 1]
        b_low = b_begin
        if a == b:
            # Within one document, the two passages must not run into each other.
            if y - x < seed_words:
                continue
            a_end = a_begin + y
            b_low = a_begin + x + seed_words
        extend(
            words, a_begin + x, a_end, b_begin + y, offsets[ranked[b] + 1], 1, rarity, edit_cost, drop, first_drop,
            wave_at, wave_matched, wave_gain, best,
        )  # fmt: skip
        a_stop = x + best[0]
        b_stop = y + best[1]
        matched = best[2]
        edits = best[3]
        if a == b:
            b_low = a_begin + a_stop
        extend(
            words, a_begin + x - 1, a_begin - 1, b_begin + y - 1, b_low - 1, -1, rarity, edit_cost, drop, first_drop,
            wave_at, wave_matched, wave_gain, best,
        )  # fmt: skip
        matched += best[2]
        if matched < min_seen:
            continue
        rows[n * ROW] = a
        rows[n * ROW + 1] = x - best[0]
        rows[n * ROW + 2] = a_stop
        rows[n * ROW + 3] = b
        rows[n * ROW + 4] = y - best[1]
        rows[n * ROW + 5] = b_stop
        rows[n * ROW + 6] = matched
        rows[n * ROW + 7] = edits + best[3]
        n += 1
    return join_rows(rows, first, n, max_gap, min_identity)


@kernel
def cut_to_exact(words: U32, offsets: I64, ranked: I64, rows: OutI64) -> None:
    """Cut each alignment down to the longest run of words that it shares without an edit, the first of equal ones."""
    for row in range(len(rows) // ROW):
        a = offsets[ranked[rows[row * ROW]]]
        b = offsets[ranked[rows[row * ROW + 3]]]
        a_start = rows[row * ROW + 1]
        a_stop = rows[row * ROW + 2]
        b_start = rows[row * ROW + 4]
        b_stop = rows[row * ROW + 5]
        longest = 0
        for shift in range(b_start - a_stop + 1, b_stop - a_start):
            run = 0
            for x in range(max(a_start, b_start - shift), min(a_stop, b_stop - shift)):
                run = run + 1 if words[a + x] == words[b + x + shift] else 0
                if run > longest:
                    longest = run
                    rows[row * ROW + 1] = x + 1 - run
                    rows[row * ROW + 2] = x + 1
                    rows[row * ROW + 4] = x + 1 - run + shift
                    rows[row * ROW + 5] = x + 1 + shift
        rows[row * ROW + 6] = longest
        rows[row * ROW + 7] = 0
