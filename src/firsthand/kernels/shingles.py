"""Kernels that hash shingles, words in a row, and find which of them occur more than once."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import I64, U8, U32, OutI64, OutU8, OutU32, OutU64, kernel
from firsthand.kernels.tokens import RESERVED_WORDS

SEED_WORDS = 4
"""Words of a shingle. Three make eight times as many chance pairs, five lose a fifth of short, edited copies."""


@kernel
def pair_key(words: U32, at: np.uint64) -> np.uint64:
    """Hash of two neighbouring words, the first at `at`; 0 if one of them is a barrier."""
    left = words[at]
    right = words[at + np.uint64(1)]
    if min(left, right) < np.uint32(RESERVED_WORDS):
        return np.uint64(0)
    key = (np.uint64(left) | np.uint64(right) << np.uint64(32)) * np.uint64(0x9E3779B97F4A7C15)
    return key ^ key >> np.uint64(32)


@kernel
def join_keys(left: np.uint64, right: np.uint64) -> np.uint64:
    """Hash of a shingle from those of its two halves; 0 if a barrier stands in it."""
    if left == np.uint64(0) or right == np.uint64(0):
        return np.uint64(0)
    turned = right << np.uint64(23) | right >> np.uint64(41)
    return (left + turned) * np.uint64(0xD6E8FEB86659FD93)


@kernel
def shingle_key(words: U32, at: np.uint64) -> np.uint64:
    """Hash of the shingle that begins with word `at`; 0 if a barrier stands in it."""
    return join_keys(pair_key(words, at), pair_key(words, at + np.uint64(2)))


@kernel
def fingerprint_documents(words: U32, offsets: I64, fingerprints: OutU64) -> None:
    """Fill `fingerprints`, shape (n_documents,), with a hash of each document's words in their order."""
    factor = np.uint64(0x9E3779B97F4A7C15)
    one = np.uint64(1)
    for document in range(len(offsets) - 1):
        at = np.uint64(offsets[document])
        end = np.uint64(offsets[document + 1])
        whole = end - at
        while at + one < end:
            whole = (whole ^ (np.uint64(words[at]) | np.uint64(words[at + one]) << np.uint64(32))) * factor
            whole ^= whole >> np.uint64(31)
            at += np.uint64(2)
        if at < end:
            whole = (whole ^ np.uint64(words[at])) * factor
            whole ^= whole >> np.uint64(31)
        fingerprints[document] = whole


@kernel
def deal_shingles(words: U32, offsets: I64, first: int, last: int, ends: OutI64, dealt: OutU32) -> None:
    """Deal the shingles of documents ``first:last`` into parts by the highest bits of their hash.

    Parameters
    ----------
    words, offsets
        As in `firsthand.text.tokens.Tokens`.
    first, last : int
        The range of documents.
    ends : int64, shape (n_parts,)
        Its length, a power of two and more than one, is the number of parts. Filled with where each ends in `dealt`.
    dealt : uint32, shape (n_words,)
        Filled with the next 32 bits of the hashes, those of a part in the order of their places.
    """
    one, two = np.uint64(1), np.uint64(2)
    part_bits = np.uint64(64)
    n_parts = len(ends)
    while n_parts > 1:
        n_parts >>= 1
        part_bits -= one
    for part in range(len(ends)):
        ends[part] = 0
    for turn in range(2):
        for document in range(first, last):
            at = np.uint64(offsets[document])
            end = np.uint64(offsets[document + 1])
            if at + np.uint64(SEED_WORDS) > end:
                continue
            end -= np.uint64(SEED_WORDS - 1)
            here = pair_key(words, at)
            next_one = pair_key(words, at + one)
            while at < end:
                half = pair_key(words, at + two)
                key = join_keys(here, half)
                here = next_one
                next_one = half
                at += one
                if key != np.uint64(0):
                    to = ends[key >> part_bits]
                    ends[key >> part_bits] = to + 1
                    if turn == 1:
                        dealt[np.uint64(to)] = np.uint32(key >> (part_bits - np.uint64(32)))
        if turn == 0:
            total = np.int64(0)
            for part in range(len(ends)):
                size = ends[part]
                ends[part] = total
                total += size


@kernel
def counters_of(shingle: np.uint32) -> np.uint64:
    """The lower bits of a shingle's two counters, of the 32 in its cell."""
    one, low = np.uint64(1), np.uint32(31)
    first = np.uint64(shingle & low) << one
    second = np.uint64(shingle >> np.uint32(5) & low) << one
    return one << first | one << second


@kernel
def tell_crowded(part: U32, cells: OutU64, told: OutU8) -> None:
    """Tell which shingles of a part share both their counters with others.

    A Bloom filter, all of whose bits for a shingle are in one cell; each bit is a counter that knows 0, 1 and more.

    Parameters
    ----------
    part : uint32, shape (n_shingles,)
        Of :func:`deal_shingles`.
    cells : uint64
        Working space, zeros: counters of two bits, the upper one set by the second shingle.
    told : uint8, shape (n_shingles / 8 + 1,)
        Filled with a bit for each shingle.

    References
    ----------
    Putze, Sanders & Singler (2009), Cache-, hash- and space-efficient Bloom filters.
    """
    one, half = np.uint64(1), np.uint64(32)
    n_cells = np.uint64(len(cells))
    for i in range(len(part)):
        cell = np.uint64(part[i]) * n_cells >> half
        counters = counters_of(part[i])
        held = cells[cell]
        cells[cell] = held | counters | (held & counters) << one
    bits = np.uint8(0)
    for i in range(len(part)):
        counters = counters_of(part[i])
        crowded = cells[np.uint64(part[i]) * n_cells >> half] >> one & counters == counters
        bits |= np.uint8(crowded) << np.uint8(i & 7)
        if i & 7 == 7 or i == len(part) - 1:
            told[i >> 3] = bits
            bits = np.uint8(0)


@kernel
def mark_crowded(
    words: U32, offsets: I64, first: int, last: int, cursors: OutI64, told: U8, repeated: OutU8
) -> None:  # fmt: skip
    """Mark where the shingles of documents ``first:last`` begin of which it is told that they are crowded.

    Parameters
    ----------
    words, offsets, first, last
        As in :func:`deal_shingles`.
    cursors : int64, shape (n_parts,)
        The bit in `told` of each part's next shingle; moved on.
    told : uint8
        Of :func:`tell_crowded`, all parts together.
    repeated : uint8, shape (n_words / 8,)
        A bit for each word of the collection, set for such shingles.
    """
    zero, one, two, seven, eighth = np.uint64(0), np.uint64(1), np.uint64(2), np.uint64(7), np.uint64(3)
    part_bits = np.uint64(64)
    n_parts = len(cursors)
    while n_parts > 1:
        n_parts >>= 1
        part_bits -= one
    for document in range(first, last):
        at = np.uint64(offsets[document])
        end = np.uint64(offsets[document + 1])
        if at + np.uint64(SEED_WORDS) > end:
            continue
        end -= np.uint64(SEED_WORDS - 1)
        here = pair_key(words, at)
        next_one = pair_key(words, at + one)
        marks = np.uint8(0)
        while at < end:
            half = pair_key(words, at + two)
            key = join_keys(here, half)
            here = next_one
            next_one = half
            if key != zero:
                bit = np.uint64(cursors[key >> part_bits])
                cursors[key >> part_bits] = np.int64(bit + one)
                crowded = told[bit >> eighth] >> np.uint8(bit & seven) & np.uint8(1)
                marks |= crowded << np.uint8(at & seven)
            at += one
            if at & seven == zero or at == end:
                repeated[at - one >> eighth] |= marks
                marks = np.uint8(0)
