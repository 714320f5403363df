"""Kernels that find the words which two documents begin to share: postings of shingles, and pairs of postings.

A posting is three numbers: the shingle's hash, its lowest bits replaced by those of the shingle that follows;
``document << 32 | first word``; its context, the nearest rare words before and after it, in a byte each. A pair is two:
``document a << 32 | document b``, ``first word in a << 32 | first word in b``. Documents are numbered by their
fingerprints, so that nothing depends on the order in which they were read.
"""

from __future__ import annotations

import numpy as np

from firsthand.kernels.counting import SEED_WORDS, WORD_BITS, shingle_key
from firsthand.kernels.native import F32, I64, U8, U32, U64, OutI64, OutU32, OutU64, kernel

CONTEXT_WORDS = 4
"""Rare words on either side of a shingle that its context tells of, in a byte each."""
CONTEXT_REACH = 16
"""How many words away they may be."""
FOLLOWING_BITS = 16
"""Bits of a posting's first number that tell of the shingle which follows on this one; the others are its own hash."""
MAX_LEADERS = 16
"""Different surroundings that a frequent shingle is tied in."""


@kernel
def list_postings(
    words: U32, offsets: I64, ranked: I64, first: int, last: int, repeated: U8, rarity: F32, common: float,
    rare: OutU32, out: OutU64,
) -> int:  # fmt: skip
    """List the shingles of documents ``ranked[first:last]`` that occur more than once.

    Parameters
    ----------
    words, offsets
        As in `firsthand.text.tokens.Tokens`.
    ranked : int64, shape (n_documents,)
        Documents in the order of their fingerprints; a document's place here is its number in postings.
    first, last : int
        The range of `ranked` to list.
    repeated : uint8, shape (n_words / 8,)
        Of :func:`firsthand.kernels.counting.mark_repeated`: a bit for each word.
    rarity : float32, shape (2**WORD_BITS,)
        Rarity of words.
    common : float
        Words less rare than this leave no trace in a context.
    rare : uint32, shape (words of the longest document + 1,)
        Working space: the places of a document's rare words.
    out : uint64, shape (3 * words of these documents,)
        Filled with postings.

    Returns
    -------
    int
        The number of postings, in time linear in the words.
    """
    one = np.uint64(1)
    eight = np.uint64(8)
    shift = np.uint32(32 - WORD_BITS)
    n = 0
    for rank in range(first, last):
        begin = offsets[ranked[rank]]
        end = offsets[ranked[rank] + 1]
        n_rare = 0
        for at in range(begin, end):
            rare[n_rare] = at - begin
            n_rare += rarity[words[at] >> shift] >= common
        before = 0
        for at in range(begin, end - SEED_WORDS + 1):
            if (repeated[at >> 3] >> np.uint8(at & 7)) & np.uint8(1) == 0:
                continue
            key = shingle_key(words, at)
            if key == 0:
                continue
            place = int(at - begin)
            while before < n_rare and rare[before] < place:
                before += 1
            after = before
            while after < n_rare and rare[after] < place + SEED_WORDS:
                after += 1
            context = np.uint64(0)
            for k in range(max(before - CONTEXT_WORDS, 0), before):
                if place - rare[k] <= CONTEXT_REACH:
                    context = context << eight | np.uint64(words[begin + rare[k]] % np.uint32(255)) + one
            context <<= np.uint64(32)
            right = np.uint64(0)
            for k in range(after, min(after + CONTEXT_WORDS, n_rare)):
                if rare[k] - place <= CONTEXT_REACH + SEED_WORDS:
                    right = right << eight | np.uint64(words[begin + rare[k]] % np.uint32(255)) + one
            context |= right
            following = np.uint64(0)
            if begin + place + 2 * SEED_WORDS <= end:
                following = shingle_key(words, begin + place + SEED_WORDS) >> np.uint64(64 - FOLLOWING_BITS)
            out[n * 3] = key >> np.uint64(FOLLOWING_BITS) << np.uint64(FOLLOWING_BITS) | following
            out[n * 3 + 1] = np.uint64(rank) << np.uint64(32) | np.uint64(place)
            out[n * 3 + 2] = context
            n += 1
    return n


@kernel
def scatter(source: U64, stride: int, column: int, shift: int, ends: OutI64, target: OutU64) -> None:
    """Move rows so that those with equal digits lie together, rows with equal digits in their old order.

    Parameters
    ----------
    source, target : uint64, shape (n_rows * stride,)
        Rows before and after.
    stride, column, shift : int
        Numbers in a row; the one to look at; its bits to drop from below.
    ends : int64, shape (2**bits,)
        Its length says how many bits the digit has. Filled with where the rows of each digit end.

    References
    ----------
    One pass of a least significant digit radix sort: Knuth, The Art of Computer Programming 3, 5.2.5.
    """
    n = len(source) // stride
    mask = np.uint64(len(ends) - 1)
    by = np.uint64(shift)
    for digit in range(len(ends)):
        ends[digit] = 0
    for row in range(n):
        ends[(source[row * stride + column] >> by) & mask] += 1
    total = np.int64(0)
    for digit in range(len(ends)):
        count = ends[digit]
        ends[digit] = total
        total += count
    for row in range(n):
        digit = int((source[row * stride + column] >> by) & mask)
        to = ends[digit]
        ends[digit] = to + 1
        for k in range(stride):
            target[to * stride + k] = source[row * stride + k]


@kernel
def settle_postings(postings: OutU64) -> None:
    """Finish the sort of postings that are in the order of most bits of their keys already."""
    own = np.uint64(FOLLOWING_BITS)
    for row in range(1, len(postings) // 3):
        key = postings[row * 3]
        if postings[row * 3 - 3] >> own <= key >> own:
            continue
        place = postings[row * 3 + 1]
        context = postings[row * 3 + 2]
        to = row
        while to > 0 and postings[to * 3 - 3] >> own > key >> own:
            for k in range(3):
                postings[to * 3 + k] = postings[to * 3 - 3 + k]
            to -= 1
        postings[to * 3] = key
        postings[to * 3 + 1] = place
        postings[to * 3 + 2] = context


@kernel
def contexts_agree(a: int, b: int, needed: int) -> bool:
    """Whether two contexts have at least `needed` words in common, each on its own side of the shingle."""
    if needed == 0:
        return True
    ones = np.uint64(0x7F7F7F7F7F7F7F7F)
    x = np.uint64(a)
    y = np.uint64(b)
    alike = np.uint64(0)
    for _ in range(CONTEXT_WORDS):
        differing = x ^ y
        alike |= ~(((differing & ones) + ones) | differing | ones)
        y = (y & np.uint64(0x00FFFFFF00FFFFFF)) << np.uint64(8) | (y >> np.uint64(24)) & np.uint64(0x000000FF000000FF)
    alike &= ((x & ones) + ones) | x
    shared = 0
    while alike != np.uint64(0):
        alike &= alike - np.uint64(1)
        shared += 1
    return shared >= needed


@kernel
def pair_postings(
    postings: U64, begin: int, max_clique: int, within: bool, leaders: OutI64, pairs: OutU64, n_pairs: OutI64
) -> int:
    """Pair the postings of one shingle wherever the next shingle is the same, or their surroundings are alike.

    A shingle with at most `max_clique` postings pairs each with each. A more frequent one makes stars: every posting
    is paired with the first leader whose surroundings are alike, or becomes a leader, so that the cost stays linear
    and viral passages stay tied. How many words two surroundings must share grows with the shingle's frequency.

    Parameters
    ----------
    postings : uint64, shape (n_postings * 3,)
        Sorted by key, then by document and place.
    begin : int
        The posting to begin with, the first of its shingle.
    max_clique : int
        See above.
    within : bool
        Whether a document is paired with itself.
    leaders : int64, shape (MAX_LEADERS,)
        Working space.
    pairs : uint64, shape (capacity * 2,)
        Filled with pairs, the document with the smaller number first.
    n_pairs : int64, shape (1,)
        Filled with their number.

    Returns
    -------
    int
        The posting to go on with when `pairs` is nearly full, the number of postings when all is done. A capacity of
        ``max_clique ** 2`` and as many as the most frequent shingle has postings suffices.
    """
    n = 0
    total = len(postings) // 3
    capacity = len(pairs) // 2
    high = np.uint64(32)
    low = np.uint64(0xFFFFFFFF)
    own = np.uint64(FOLLOWING_BITS)
    next_bits = (np.uint64(1) << own) - np.uint64(1)
    while begin < total:
        key = postings[begin * 3] >> own
        end = begin + 1
        while end < total and postings[end * 3] >> own == key:
            end += 1
        size = end - begin
        clique = size <= max_clique
        if n + (size * size if clique else size) > capacity:
            break
        needed = 1 if size == 2 else 2 if size <= 16 else 3
        n_leaders = 0
        for i in range(begin, end):
            here = postings[i * 3 + 1]
            following = postings[i * 3] & next_bits
            partners = i - begin if clique else n_leaders
            linked = False
            for k in range(partners):
                j = begin + k if clique else leaders[k]
                there = postings[j * 3 + 1]
                if not within and (here >> high) == (there >> high):
                    continue
                goes_on = following != 0 and following == postings[j * 3] & next_bits
                if goes_on or contexts_agree(postings[i * 3 + 2], postings[j * 3 + 2], needed):
                    pairs[n * 2] = (there >> high) << high | here >> high
                    pairs[n * 2 + 1] = (there & low) << high | here & low
                    n += 1
                    linked = True
                    if not clique:
                        break
            if not clique and not linked and n_leaders < MAX_LEADERS:
                leaders[n_leaders] = i
                n_leaders += 1
        begin = end
    n_pairs[0] = n
    return begin
