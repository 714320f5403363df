"""Kernels that count: words, neighbouring words, and which shingles occur more than once."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import I64, U32, U64, OutU8, OutU32, OutU64, kernel
from firsthand.kernels.tokens import RESERVED_WORDS

SEED_WORDS = 4
"""Words of a shingle. Three make eight times as many chance pairs, five lose a fifth of short, edited copies."""
WORD_BITS = 16
"""Words are counted by the highest bits of their hash."""
NEIGHBOUR_BITS = 21
"""Neighbouring words are counted by as many bits of their common hash."""


@kernel
def shingle_key(words: U32, at: int) -> np.uint64:
    """Hash of the shingle that begins with word `at`; 0 if a barrier stands in it."""
    factor = np.uint64(0x9E3779B97F4A7C15)
    key = np.uint64(0)
    for k in range(SEED_WORDS):
        word = words[at + k]
        if word < np.uint32(RESERVED_WORDS):
            return np.uint64(0)
        key = (key ^ np.uint64(word)) * factor
        key ^= key >> np.uint64(29)
    return key


@kernel
def count_shingles(words: U32, offsets: I64, first: int, last: int, table: OutU8, fingerprints: OutU64) -> None:
    """Note for every shingle of documents ``first:last`` whether it has been seen once, or more often.

    Parameters
    ----------
    words, offsets
        As in `firsthand.text.tokens.Tokens`.
    first, last : int
        The documents to count.
    table : uint8, shape (2**bits / 4,)
        Four saturating counters of two bits in each element; shingles that share a counter are counted together.
    fingerprints : uint64, shape (n_documents,)
        Filled with a hash of each document's words in their order.
    """
    slots = np.uint64(len(table) * 4 - 1)
    factor = np.uint64(0x9E3779B97F4A7C15)
    one = np.uint64(1)
    for document in range(first, last):
        whole = np.uint64(offsets[document + 1] - offsets[document])
        for at in range(offsets[document], offsets[document + 1]):
            whole = (whole ^ np.uint64(words[at])) * factor
            whole ^= whole >> np.uint64(31)
        fingerprints[document] = whole
        for at in range(offsets[document], offsets[document + 1] - SEED_WORDS + 1):
            slot = shingle_key(words, at) & slots
            place = slot >> np.uint64(2)
            shift = np.uint8((slot & np.uint64(3)) << one)
            value = table[place]
            # Without a branch, so that the processor can wait for many counters at once.
            table[place] = value + (((~value >> shift >> np.uint8(1)) & np.uint8(1)) << shift)


@kernel
def neighbour_slot(left: int, right: int) -> np.uint64:
    """Where the pair of words is counted."""
    mixed = np.uint64(left) * np.uint64(0x9E3779B97F4A7C15) ^ np.uint64(right)
    return (mixed * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(64 - NEIGHBOUR_BITS)


@kernel
def count_words(
    words: U32, offsets: I64, ranked: I64, fingerprints: U64, limit: int, counts: OutU32, neighbours: OutU32
) -> None:
    """Add words, and each word with the one before it, to the counts.

    Of the documents `ranked`, only those count of whose fingerprint the lower half is below `limit`: a sample that
    depends on content alone.
    """
    for rank in range(len(ranked)):
        document = ranked[rank]
        if np.int64(fingerprints[document] & np.uint64(0xFFFFFFFF)) >= limit:
            continue
        for at in range(offsets[document], offsets[document + 1]):
            counts[words[at] >> np.uint32(32 - WORD_BITS)] += np.uint32(1)
            if at > offsets[document]:
                neighbours[neighbour_slot(words[at - 1], words[at])] += np.uint32(1)
