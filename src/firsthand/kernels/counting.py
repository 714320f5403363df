"""Kernels that count: words, neighbouring words, and which shingles occur more than once."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import I64, U8, U32, U64, OutU8, OutU32, OutU64, kernel
from firsthand.kernels.tokens import RESERVED_WORDS

SEED_WORDS = 4
"""Words of a shingle. Three make eight times as many chance pairs, five lose a fifth of short, edited copies."""
WORD_BITS = 16
"""Words are counted by the highest bits of their hash."""
COPY_SHINGLES = 13
"""Repeated shingles in a row, sixteen words, that are taken for a copy: few stock phrases are so long."""
PLACE_BITS = 36
"""Bits of a listed shingle that tell its place."""
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
def list_shingles(words: U32, offsets: I64, first_word: int, fingerprints: OutU64, out: OutU64) -> int:
    """List every shingle as one number: the highest bits of its hash, and its place in the collection below.

    Parameters
    ----------
    words, offsets
        As in `firsthand.text.tokens.Tokens`.
    first_word : int
        Place of ``words[0]`` in the collection, which may have ``2**PLACE_BITS`` words.
    fingerprints : uint64, shape (n_documents,)
        Filled with a hash of each document's words in their order.
    out : uint64, shape (n_words,)
        Filled with the shingles.

    Returns
    -------
    int
        Their number.
    """
    factor = np.uint64(0x9E3779B97F4A7C15)
    places = np.uint64(PLACE_BITS)
    n = 0
    for document in range(len(offsets) - 1):
        begin = offsets[document]
        end = offsets[document + 1]
        whole = np.uint64(end - begin)
        for at in range(begin, end):
            whole = (whole ^ np.uint64(words[at])) * factor
            whole ^= whole >> np.uint64(31)
        fingerprints[document] = whole
        for at in range(begin, end - SEED_WORDS + 1):
            key = shingle_key(words, at)
            out[n] = key >> places << places | np.uint64(first_word + at)
            n += key != 0
    return n


@kernel
def mark_repeated(shingles: U64, counters: OutU8, repeated: OutU8) -> None:
    """Mark the places of shingles whose hash occurs more than once.

    The shingles are a part that shares the highest bits, in the order of their places, so that the counters stay in
    the processor's cache and the marks are written one after another.

    Parameters
    ----------
    shingles : uint64, shape (n_shingles,)
        Of :func:`list_shingles`.
    counters : uint8, shape (2**bits,)
        Working space, zeros. Shingles that share a counter are taken for the same.
    repeated : uint8, shape (n_words / 8,)
        A bit for each word of the collection; those are set with which a repeated shingle begins.
    """
    mask = np.uint64(len(counters) - 1)
    places = np.uint64(PLACE_BITS)
    low = (np.uint64(1) << places) - np.uint64(1)
    for i in range(len(shingles)):
        slot = (shingles[i] >> places) & mask
        # Without a branch, so that the processor need not guess: 0, 1, then 3 for ever.
        counters[slot] = counters[slot] << np.uint8(1) & np.uint8(3) | np.uint8(1)
    for i in range(len(shingles)):
        place = shingles[i] & low
        more = counters[(shingles[i] >> places) & mask] >> np.uint8(1)
        repeated[place >> np.uint64(3)] |= more << np.uint8(place & np.uint64(7))


@kernel
def neighbour_slot(left: int, right: int) -> np.uint64:
    """Where the pair of words is counted."""
    mixed = np.uint64(left) * np.uint64(0x9E3779B97F4A7C15) ^ np.uint64(right)
    return (mixed * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(64 - NEIGHBOUR_BITS)


@kernel
def count_words(words: U32, offsets: I64, repeated: U8, counts: OutU32, neighbours: OutU32) -> None:
    """Add words, and each word with the one before it, to the counts, long copies left out.

    Where `COPY_SHINGLES` shingles in a row are `repeated` (as in :func:`mark_repeated`), their words do not count:
    however often a passage is copied, its words do not become common by it.
    """
    for document in range(len(offsets) - 1):
        end = offsets[document + 1]
        at = offsets[document]
        run_end = at
        skipped = at
        while at < end:
            if at >= run_end and (repeated[at >> 3] >> np.uint8(at & 7)) & np.uint8(1) != 0:
                run_end = at
                while run_end < end and (repeated[run_end >> 3] >> np.uint8(run_end & 7)) & np.uint8(1) != 0:
                    run_end += 1
                if run_end - at >= COPY_SHINGLES:
                    at = run_end + SEED_WORDS - 1
                    skipped = at
                    continue
            counts[words[at] >> np.uint32(32 - WORD_BITS)] += np.uint32(1)
            if at > skipped:
                neighbours[neighbour_slot(words[at - 1], words[at])] += np.uint32(1)
            at += 1
