"""Kernels that count: words, neighbouring words, and which shingles occur more than once."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import I64, U8, U32, U64, OutI64, OutU8, OutU16, OutU32, OutU64, kernel
from firsthand.kernels.tokens import RESERVED_WORDS, eight_bytes

SEED_WORDS = 4
"""Words of a shingle. Three make eight times as many chance pairs, five lose a fifth of short, edited copies."""
WORD_BITS = 18
"""Words are counted by the highest bits of their hash."""
COPY_SHINGLES = 11
"""Shingles in a row, sixteen words, that make a copy where all occur again together: few stock phrases are so long."""
PLACE_BITS = 36
"""Bits of a listed shingle that tell its place."""
NEIGHBOUR_BITS = 24
"""Neighbouring words are counted by as many bits of their common hash ..."""
NEAR_BITS = 16
"""... of which the lower ones, two bytes, tell the place in a part that the processor's cache holds."""


@kernel
def pair_key(words: U32, at: np.uint64) -> np.uint64:
    """Hash of two neighbouring words, the first at `at`; 0 if one of them is a barrier."""
    left = words[at]
    right = words[at + np.uint64(1)]
    if left < np.uint32(RESERVED_WORDS) or right < np.uint32(RESERVED_WORDS):
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
def list_shingles(words: U32, offsets: I64, first: int, last: int, listed: OutU64, ends: OutI64, out: OutU64) -> None:
    """List every shingle of documents ``first:last`` as one number, dealt into parts by its highest bits.

    Parameters
    ----------
    words, offsets
        As in `firsthand.text.tokens.Tokens`; ``2**PLACE_BITS`` words at most.
    first, last : int
        The range of documents.
    listed : uint64, shape (n_words,)
        Working space.
    ends : int64, shape (n_parts,)
        Its length, a power of two and more than one, is the number of parts. Filled with where each ends in `out`.
    out : uint64, shape (n_words,)
        Filled with the shingles: the highest bits of the hash, and the place of the first word below.
    """
    places = np.uint64(PLACE_BITS)
    one = np.uint64(1)
    two = np.uint64(2)
    part_bits = np.uint64(64)
    n_parts = len(ends)
    while n_parts > 1:
        n_parts >>= 1
        part_bits -= one
    for part in range(len(ends)):
        ends[part] = 0
    n = np.uint64(0)
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
            if key != np.uint64(0):
                listed[n] = key >> places << places | at
                n += one
                ends[key >> part_bits] += 1
            at += one
    total = np.int64(0)
    for part in range(len(ends)):
        size = ends[part]
        ends[part] = total
        total += size
    at = np.uint64(0)
    while at < n:
        part_of = listed[at] >> part_bits
        to = np.uint64(ends[part_of])
        ends[part_of] = np.int64(to + one)
        out[to] = listed[at]
        at += one


@kernel
def keep_crowded(shingles: U64, factor: int, counters: OutU8, kept: OutU64) -> int:
    """Keep shingles that share their counter with another, in their order; returns their number.

    Parameters
    ----------
    shingles : uint64, shape (n_shingles,)
        Of :func:`list_shingles`.
    factor : int
        An odd number that chooses the counters.
    counters : uint8, shape (2**bits,)
        Working space, zeros.
    kept : uint64, shape (n_shingles,)
        Filled; may be `shingles`.
    """
    places = np.uint64(PLACE_BITS)
    odd = np.uint64(factor)
    shift = np.uint64(64)
    size = len(counters)
    while size > 1:
        size >>= 1
        shift -= np.uint64(1)
    for i in range(len(shingles)):
        slot = (shingles[i] >> places) * odd >> shift
        # Without a branch, so that the processor need not guess: 0, 1, then 3 for ever.
        counters[slot] = counters[slot] << np.uint8(1) & np.uint8(3) | np.uint8(1)
    n = np.uint64(0)
    for i in range(len(shingles)):
        shingle = shingles[i]
        kept[n] = shingle
        n += np.uint64(counters[(shingle >> places) * odd >> shift] >> np.uint8(1))
    return int(n)


@kernel
def mark_places(shingles: U64, n: int, repeated: OutU8) -> None:
    """Set the bits of `repeated`, one for each word of the collection, with which the first `n` shingles begin."""
    low = (np.uint64(1) << np.uint64(PLACE_BITS)) - np.uint64(1)
    for i in range(n):
        place = shingles[i] & low
        repeated[place >> np.uint64(3)] |= np.uint8(1) << np.uint8(place & np.uint64(7))


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
