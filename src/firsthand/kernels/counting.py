"""Kernels that count words, each and with the one before it, outside of long copies."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import I64, U8, U32, U64, OutI64, OutU16, OutU32, OutU64, kernel
from firsthand.kernels.shingles import SEED_WORDS, pair_key
from firsthand.kernels.tokens import eight_bytes

WORD_BITS = 18
"""Words are counted by the highest bits of their hash."""
COPY_SHINGLES = 11
"""Shingles in a row, sixteen words, that make a copy where all occur again together: few stock phrases are so long."""
NEIGHBOUR_BITS = 24
"""Neighbouring words are counted by as many bits of their common hash ..."""
NEAR_BITS = 16
"""... of which the lower ones, two bytes, tell the place in a part that the processor's cache holds."""


@kernel
def list_copies(words: U32, offsets: I64, documents: I64, repeated: U8, keys: OutU64, places: OutU32) -> int:
    """List where `COPY_SHINGLES` shingles in a row may occur again.

    Parameters
    ----------
    words, offsets
        As in `firsthand.text.tokens.Tokens`.
    documents : int64
        The documents to look at.
    repeated : uint8, shape (n_words / 8 + 8,)
        A bit for each word: unset only if the shingle that begins there does not occur again in these documents.
    keys, places : shape (n_words,)
        Filled with a hash of those shingles together, and how many words of these documents stand before them.

    Returns
    -------
    int
        Their number.
    """
    one = np.uint64(1)
    step = np.uint64(56 - COPY_SHINGLES)
    n = np.uint64(0)
    before = np.uint64(0)
    for i in range(len(documents)):
        begin = np.uint64(offsets[documents[i]])
        end = np.uint64(offsets[documents[i] + 1])
        at = begin
        while at < end:
            # Of the next words, those with which that many set bits begin. No run goes over the end of a document,
            # with whose last words no shingle begins.
            runs = eight_bytes(repeated, at >> np.uint64(3)) >> (at & np.uint64(7))
            for _ in range(COPY_SHINGLES - 1):
                runs &= runs >> one
            runs &= (one << step) - one
            start = at
            at += step
            while runs != np.uint64(0):
                if runs & one != np.uint64(0) and start < end:
                    key = np.uint64(0)
                    for k in range(0, COPY_SHINGLES + SEED_WORDS - 2, 2):
                        key = (key ^ pair_key(words, start + np.uint64(k))) * np.uint64(0x9E3779B97F4A7C15)
                        key ^= key >> np.uint64(29)
                    keys[n] = key
                    places[n] = before + (start - begin)
                    n += one
                runs >>= one
                start += one
        before += end - begin
    return int(n)


@kernel
def keep_repeated(keys: U64, places: U32, slots: OutU64, kept: OutU32) -> int:
    """Keep the places of keys that occur more than once, in their order; returns their number.

    Parameters
    ----------
    keys, places : shape (n,)
        Of :func:`list_copies`.
    slots : uint64, shape (2**bits,)
        Working space, zeros, more than `keys`: a table with open addressing whose lowest bit says "more than once".
    kept : uint32, shape (n,)
        Filled.
    """
    one = np.uint64(1)
    mask = np.uint64(len(slots) - 1)
    for i in range(len(keys)):
        key = keys[i] & ~one | np.uint64(2)
        slot = key >> np.uint64(20) & mask
        while slots[slot] != np.uint64(0) and slots[slot] & ~one != key:
            slot = (slot + one) & mask
        slots[slot] = key if slots[slot] == np.uint64(0) else key | one
    n = np.uint64(0)
    for i in range(len(keys)):
        key = keys[i] & ~one | np.uint64(2)
        slot = key >> np.uint64(20) & mask
        while slots[slot] & ~one != key:
            slot = (slot + one) & mask
        kept[n] = places[i]
        n += slots[slot] & one
    return int(n)


@kernel
def neighbour_slot(left: np.uint32, right: np.uint32) -> np.uint64:
    """Where the pair of words is counted."""
    mixed = np.uint64(left) * np.uint64(0x9E3779B97F4A7C15) ^ np.uint64(right)
    return (mixed * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(64 - NEIGHBOUR_BITS)


@kernel
def list_stretches(offsets: I64, documents: I64, copies: U32, stretches: OutI64) -> int:
    """List the stretches of documents whose words are counted: what no long copy covers.

    Parameters
    ----------
    offsets, documents
        As in :func:`list_copies`.
    copies : uint32
        How many words of these documents stand before each copy of ``COPY_SHINGLES + SEED_WORDS - 1`` words; sorted.
    stretches : int64, shape (2 * (n_documents + n_copies),)
        Filled with the first word and the end of each.

    Returns
    -------
    int
        The number of stretches.
    """
    n = 0
    copy = 0
    before = 0
    for i in range(len(documents)):
        at = offsets[documents[i]]
        end = offsets[documents[i] + 1]
        shifted = before - at
        while at < end:
            stop = end
            if copy < len(copies) and copies[copy] - shifted < end:
                stop = copies[copy] - shifted
            if at < stop:
                stretches[2 * n] = at
                stretches[2 * n + 1] = stop
                n += 1
            at = stop
            while at < end and copy < len(copies) and copies[copy] - shifted <= at:
                at = copies[copy] - shifted + COPY_SHINGLES + SEED_WORDS - 1
                copy += 1
        before = shifted + end
    return n


@kernel
def count_words(words: U32, stretches: I64, counts: OutU32, sizes: OutI64) -> None:
    """Count the words of stretches, and how many pairs of neighbours are counted in each part of the slots.

    Parameters
    ----------
    words : uint32
        As in `firsthand.text.tokens.Tokens`.
    stretches : int64
        Of :func:`list_stretches`.
    counts : uint32, shape (2**WORD_BITS,)
        Raised for each word.
    sizes : int64, shape (2**(NEIGHBOUR_BITS - NEAR_BITS),)
        Raised for each word with the one before it.
    """
    shift = np.uint32(32 - WORD_BITS)
    far = np.uint64(NEAR_BITS)
    for i in range(0, len(stretches), 2):
        at = np.uint64(stretches[i])
        end = np.uint64(stretches[i + 1])
        before = words[at]
        counts[before >> shift] += np.uint32(1)
        at += np.uint64(1)
        while at < end:
            word = words[at]
            counts[word >> shift] += np.uint32(1)
            sizes[neighbour_slot(before, word) >> far] += 1
            before = word
            at += np.uint64(1)


@kernel
def count_neighbours(words: U32, stretches: I64, ends: OutI64, dealt: OutU16, neighbours: OutU16) -> None:
    """Count each word of stretches with the one before it, part by part: what is near in memory is counted together.

    Parameters
    ----------
    words, stretches
        As in :func:`count_words`.
    ends : int64, shape (2**(NEIGHBOUR_BITS - NEAR_BITS),)
        Where each part of the slots begins in `dealt`; filled with where it ends.
    dealt : uint16
        Working space: the lower bits of slots, one for each pair.
    neighbours : uint16, shape (2**NEIGHBOUR_BITS,)
        Raised up to the highest number.
    """
    far, one = np.uint64(NEAR_BITS), np.uint64(1)
    most = np.uint16(65535)
    for i in range(0, len(stretches), 2):
        at = np.uint64(stretches[i]) + one
        end = np.uint64(stretches[i + 1])
        before = words[at - one]
        while at < end:
            word = words[at]
            slot = neighbour_slot(before, word)
            to = np.uint64(ends[slot >> far])
            ends[slot >> far] = np.int64(to + one)
            dealt[to] = np.uint16(slot)
            before = word
            at += one
    at = np.uint64(0)
    for part in range(len(ends)):
        end = np.uint64(ends[part])
        first = np.uint64(part) << far
        while at < end:
            slot = first | np.uint64(dealt[at])
            neighbours[slot] += np.uint16(neighbours[slot] < most)
            at += one
