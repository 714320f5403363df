"""Kernels that find the words which two documents begin to share: postings of shingles, and pairs of postings.

A posting is three numbers: the shingle's hash, its lowest bits replaced by those of the shingle that follows;
``document << 32 | first word``; its context, the nearest rare words before and after it, in a byte each. A pair is two:
``document a << 32 | document b``, ``first word in a << 32 | first word in b``. Documents are numbered by their
fingerprints, so that nothing depends on the order in which they were read.
"""

from __future__ import annotations

import numpy as np

from firsthand.kernels.counting import WORD_BITS
from firsthand.kernels.native import I64, U8, U32, U64, OutI64, OutU32, OutU64, kernel
from firsthand.kernels.shingles import SEED_WORDS, shingle_key

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
    words: U32, offsets: I64, ranked: I64, first: int, last: int, repeated: U8, telling: U8,
    seeds: OutU32, n_before: OutU32, rare: OutU32, out: OutU64,
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
        Of :func:`firsthand.kernels.shingles.mark_crowded`: a bit for each word.
    telling : uint8, shape (2**WORD_BITS,)
        1 for words that are rare enough to leave a trace in a context, 0 for others.
    seeds, n_before, rare : uint32, shape (words of the longest document + 2 * CONTEXT_WORDS + SEED_WORDS,)
        Working space: places where a repeated shingle begins; rare words before each word; places of rare words.
    out : uint64, shape (3 * words of these documents,)
        Filled with postings.

    Returns
    -------
    int
        The number of postings, in time linear in the words.
    """
    zero, one, eight = np.uint64(0), np.uint64(1), np.uint64(8)
    shift = np.uint32(32 - WORD_BITS)
    seed_words = np.uint64(SEED_WORDS)
    following_shift = np.uint64(FOLLOWING_BITS)
    reach = np.uint32(CONTEXT_REACH)
    far = np.uint32(1 << 31)
    n = zero
    for rank in range(first, last):
        begin = np.uint64(offsets[ranked[rank]])
        length = np.uint64(offsets[ranked[rank] + 1]) - begin
        if length < seed_words:
            continue
        n_seeds = zero
        n_rare = np.uint64(CONTEXT_WORDS)
        for before in range(CONTEXT_WORDS):
            rare[before] = far
        place = zero
        while place < length:
            at = begin + place
            seeds[n_seeds] = place
            n_seeds += np.uint64((repeated[at >> np.uint64(3)] >> np.uint8(at & np.uint64(7))) & np.uint8(1))
            n_before[place] = n_rare
            rare[n_rare] = place
            n_rare += np.uint64(telling[words[at] >> shift])
            place += one
        for behind in range(CONTEXT_WORDS):
            rare[n_rare + np.uint64(behind)] = far
        n_before[length] = n_rare
        i = zero
        while i < n_seeds:
            place = np.uint64(seeds[i])
            i += one
            if place + seed_words > length:
                break
            at = begin + place
            key = shingle_key(words, at)
            if key == zero:
                continue
            context = zero
            k = np.uint64(n_before[place]) - np.uint64(CONTEXT_WORDS)
            after = np.uint64(n_before[place + seed_words])
            here = np.uint32(place)
            for _ in range(CONTEXT_WORDS):
                # Whatever is too far away gives a zero: far stands behind everything, and wraps.
                near = here - rare[k] <= reach
                there = np.uint64(rare[k]) if near else zero
                trace = np.uint64(words[begin + there] % np.uint32(255)) + one
                context = context << eight | (trace if near else zero)
                k += one
            for _ in range(CONTEXT_WORDS):
                near = rare[after] - here <= reach + np.uint32(SEED_WORDS)
                there = np.uint64(rare[after]) if near else zero
                trace = np.uint64(words[begin + there] % np.uint32(255)) + one
                context = context << eight | (trace if near else zero)
                after += one
            following = zero
            if place + seed_words + seed_words <= length:
                following = shingle_key(words, at + seed_words) >> np.uint64(64 - FOLLOWING_BITS)
            to = n * np.uint64(3)
            out[to] = key >> following_shift << following_shift | following
            out[to + one] = np.uint64(rank) << np.uint64(32) | place
            out[to + np.uint64(2)] = context
            n += one
    return int(n)


@kernel
def scatter(source: U64, stride: int, column: int, shift: int, ends: OutI64, target: OutU64) -> None:
    """Move rows so that those with equal digits lie together, rows with equal digits in their old order.

    Parameters
    ----------
    source, target : uint64, shape (n_rows * stride,)
        Rows before and after.
    stride, column, shift : int
        Numbers in a row, two or three; the one to look at; its bits to drop from below.
    ends : int64, shape (2**bits,)
        Its length says how many bits the digit has. Filled with where the rows of each digit end.

    References
    ----------
    One pass of a least significant digit radix sort: Knuth, The Art of Computer Programming 3, 5.2.5.
    """
    n = np.uint64(len(source))
    one, two = np.uint64(1), np.uint64(2)
    mask = np.uint64(len(ends) - 1)
    by = np.uint64(shift)
    step = np.uint64(stride)
    at = np.uint64(column)
    for digit in range(len(ends)):
        ends[digit] = 0
    while at < n:
        ends[source[at] >> by & mask] += 1
        at += step
    total = np.int64(0)
    for digit in range(len(ends)):
        count = ends[digit]
        ends[digit] = total
        total += count
    row = np.uint64(0)
    while row < n:
        digit = source[row + np.uint64(column)] >> by & mask
        to = np.uint64(ends[digit]) * step
        ends[digit] += 1
        target[to] = source[row]
        target[to + one] = source[row + one]
        if step > two:
            target[to + two] = source[row + two]
        row += step


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
def contexts_agree(a: np.uint64, b: np.uint64, needed: int) -> bool:
    """Whether two contexts have at least `needed` words in common, each on its own side of the shingle."""
    if needed == 0:
        return True
    ones = np.uint64(0x7F7F7F7F7F7F7F7F)
    x = a
    y = b
    alike = np.uint64(0)
    for _ in range(CONTEXT_WORDS):
        differing = x ^ y
        alike |= ~(((differing & ones) + ones) | differing | ones)
        y = (y & np.uint64(0x00FFFFFF00FFFFFF)) << np.uint64(8) | (y >> np.uint64(24)) & np.uint64(0x000000FF000000FF)
    alike &= ((x & ones) + ones) | x
    for _ in range(needed - 1):
        alike &= alike - np.uint64(1)
    return bool(alike != np.uint64(0))


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
    one, two, three = np.uint64(1), np.uint64(2), np.uint64(3)
    n = np.uint64(0)
    total = np.uint64(len(postings))
    capacity = np.uint64(len(pairs) // 2)
    high = np.uint64(32)
    low = np.uint64(0xFFFFFFFF)
    own = np.uint64(FOLLOWING_BITS)
    next_bits = (one << own) - one
    first = np.uint64(begin) * three
    while first < total:
        key = postings[first] >> own
        end = first + three
        while end < total and postings[end] >> own == key:
            end += three
        size = (end - first) // three
        clique = size <= np.uint64(max_clique)
        if n + (size * size if clique else size) > capacity:
            break
        needed = 1 if size == two else 2 if size <= np.uint64(16) else 3
        n_leaders = np.uint64(0)
        here = first
        while here < end:
            following = postings[here] & next_bits
            place = postings[here + one]
            context = postings[here + two]
            partners = (here - first) // three if clique else n_leaders
            linked = False
            k = np.uint64(0)
            while k < partners:
                there = first + k * three if clique else np.uint64(leaders[k]) * three
                k += one
                other = postings[there + one]
                if not within and (place >> high) == (other >> high):
                    continue
                goes_on = following != np.uint64(0) and following == postings[there] & next_bits
                if goes_on or contexts_agree(context, postings[there + two], needed):
                    pairs[n * two] = (other >> high) << high | place >> high
                    pairs[n * two + one] = (other & low) << high | place & low
                    n += one
                    linked = True
                    if not clique:
                        break
            if not clique and not linked and n_leaders < np.uint64(MAX_LEADERS):
                leaders[n_leaders] = np.int64(here // three)
                n_leaders += one
            here += three
        first = end
    n_pairs[0] = np.int64(n)
    return int(first // three)
