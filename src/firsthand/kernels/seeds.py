"""Kernels that find the words which two documents begin to share: postings of shingles, and pairs of postings."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import F32, I64, U32, U64, OutI64, OutU32, OutU64, kernel
from firsthand.kernels.tokens import RESERVED_WORDS

SEED_WORDS = 4
"""Words of a shingle. Three make eight times as many chance pairs, five lose a fifth of short, edited copies."""
CONTEXT_WORDS = 12
"""Words on either side of a shingle that its context signature tells of."""


@kernel
def list_postings(
    words: U32, offsets: I64, first_document: int, rarity: F32, common: float,
    keys: OutU64, documents: OutU32, places: OutU32, contexts: OutU64,
) -> int:  # fmt: skip
    """List every shingle of every document, with its place and the rare words around it.

    Parameters
    ----------
    words, offsets
        As in `firsthand.text.tokens.Tokens`.
    first_document : int
        Number of the first document.
    rarity : float32, shape (2**bits,)
        Rarity of words by the highest bits of their hash.
    common : float
        Words less rare than this leave no trace in a context.
    keys, documents, places, contexts : shape (n_words,)
        Filled with the shingle's hash, document, first word, and the words around as a set of 64 bits.

    Returns
    -------
    int
        The number of postings, in time linear in the words.
    """
    shift = np.uint32(32)
    size = len(rarity)
    while size > 1:
        size >>= 1
        shift -= np.uint32(1)
    factor = np.uint64(0x9E3779B97F4A7C15)
    n = 0
    for document in range(len(offsets) - 1):
        begin = offsets[document]
        end = offsets[document + 1]
        for at in range(begin, end - SEED_WORDS + 1):
            key = np.uint64(0)
            barred = False
            for k in range(SEED_WORDS):
                word = words[at + k]
                key = (key ^ np.uint64(word)) * factor
                key ^= key >> np.uint64(29)
                barred = barred or word < RESERVED_WORDS
            if barred:
                continue
            context = np.uint64(0)
            for near in range(max(begin, at - CONTEXT_WORDS), min(end, at + SEED_WORDS + CONTEXT_WORDS)):
                if (near < at or near >= at + SEED_WORDS) and rarity[words[near] >> shift] >= common:
                    context |= np.uint64(1) << np.uint64(words[near] & np.uint32(63))
            keys[n] = key
            documents[n] = first_document + document
            places[n] = at - begin
            contexts[n] = context
            n += 1
    return n


@kernel
def pair_postings(
    keys: U64, documents: U32, places: U32, contexts: U64, order: U64, begin: int, max_clique: int, within: bool,
    pair_a: OutU32, pair_b: OutU32, place_a: OutU32, place_b: OutU32, n_pairs: OutI64,
) -> int:  # fmt: skip
    """Pair the postings of one shingle wherever their surroundings have something in common.

    A shingle in at most `max_clique` postings pairs each with each. A more frequent one pairs as stars: each posting
    with the first few whose surroundings are alike, so that cost stays linear and viral passages stay tied.

    Parameters
    ----------
    keys, documents, places, contexts
        Postings sorted by key, then by `order` of their document.
    order : uint64, shape (n_documents,)
        A number for each document that depends on its content only; ``a`` of a pair has the smaller one.
    begin : int
        The posting to begin with, the first of its shingle.
    max_clique : int
        See above.
    within : bool
        Whether a document may be paired with itself.
    pair_a, pair_b, place_a, place_b : uint32, shape (capacity,)
        Filled with the pairs' documents and places.
    n_pairs : int64, shape (1,)
        Filled with their number.

    Returns
    -------
    int
        The posting to go on with when `capacity` has been used up; ``len(keys)`` when all is done.
    """
    n = 0
    capacity = len(pair_a)
    total = len(keys)
    while begin < total:
        end = begin + 1
        while end < total and keys[end] == keys[begin]:
            end += 1
        size = end - begin
        clique = size <= max_clique
        partners = max_clique if not clique else size
        if n + size * partners > capacity and n > 0:
            break
        needed = 0
        spread = size
        while spread > 2 and needed < 3:
            spread >>= 1
            needed += 1
        for i in range(begin + 1, end):
            linked = 0
            for j in range(begin, i):
                if not within and documents[i] == documents[j]:
                    continue
                alike = contexts[i] & contexts[j]
                shared = 0
                while alike != 0 and shared < needed:
                    alike &= alike - np.uint64(1)
                    shared += 1
                if shared < needed:
                    continue
                if n >= capacity:
                    break
                first = j
                second = i
                if order[documents[j]] > order[documents[i]]:
                    first = i
                    second = j
                pair_a[n] = documents[first]
                pair_b[n] = documents[second]
                place_a[n] = places[first]
                place_b[n] = places[second]
                n += 1
                linked += 1
                if not clique and linked >= 4:
                    break
        begin = end
    n_pairs[0] = n
    return begin
