"""Kernels of the saved index: shingles in buckets, and the pairs that a new text makes with them."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import I64, U32, U64, OutI64, OutU32, OutU64, kernel
from firsthand.kernels.shingles import SEED_WORDS, shingle_key


@kernel
def count_buckets(keys: U64, shift: int, first_bucket: int, heads: OutI64) -> None:
    """Count the keys of every bucket: ``heads[key >> shift - first_bucket]`` grows by one for each."""
    for i in range(len(keys)):
        heads[np.int64(keys[i] >> np.uint64(shift)) - first_bucket] += 1


@kernel
def look_up(
    words: U32, offsets: I64, shift: int, heads: I64, low: U32, places: U64, max_places: int, following_bits: int,
    pairs: OutU64, progress: OutI64,
) -> int:  # fmt: skip
    """Pair the shingles of new documents with those of an index.

    Parameters
    ----------
    words, offsets
        New documents, as in `firsthand.text.tokens.Tokens`.
    shift : int
        A shingle is in bucket ``key >> shift``.
    heads : int64, shape (n_buckets + 1,)
        Where each bucket begins.
    low : uint32, shape (n_shingles,)
        Bits of each shingle's key right below `shift`, with `following_bits` of the shingle after it lowest.
    places : uint64, shape (n_shingles,)
        ``document << 32 | first word`` of each shingle.
    max_places : int
        Of a shingle in more places than this, only those count where the next shingle is the same too, and at most
        so many of them.
    following_bits : int
        See above.
    pairs : uint64, shape (capacity * 2,)
        Filled with pairs: new document and document of the index, first words. A capacity of ``max_places`` times the
        words of the longest document suffices to go on.
    progress : int64, shape (1,)
        The document to begin with; set to the one to go on with.

    Returns
    -------
    int
        The number of pairs.
    """
    n = 0
    capacity = len(pairs) // 2
    next_mask = (np.uint32(1) << np.uint32(following_bits)) - np.uint32(1)
    document = progress[0]
    while document < len(offsets) - 1:
        begin = offsets[document]
        end = offsets[document + 1]
        if n + (end - begin) * max_places > capacity and n > 0:
            break
        for at in range(begin, end - SEED_WORDS + 1):
            key = shingle_key(words, np.uint64(at))
            if key == 0:
                continue
            bucket = np.int64(key >> np.uint64(shift))
            own = np.uint32((key >> np.uint64(shift - 32)) & np.uint64(0xFFFFFFFF)) & ~next_mask
            following = np.uint32(0)
            if at + 2 * SEED_WORDS <= end:
                following = np.uint32(shingle_key(words, np.uint64(at + SEED_WORDS)) >> np.uint64(64 - following_bits))
            same = 0
            for i in range(heads[bucket], heads[bucket + 1]):
                same += low[i] & ~next_mask == own
            taken = 0
            for i in range(heads[bucket], heads[bucket + 1]):
                if low[i] & ~next_mask != own or taken >= max_places or n >= capacity:
                    continue
                if same > max_places and (following == 0 or low[i] & next_mask != following):
                    continue
                pairs[n * 2] = np.uint64(document) << np.uint64(32) | places[i] >> np.uint64(32)
                pairs[n * 2 + 1] = np.uint64(at - begin) << np.uint64(32) | (places[i] & np.uint64(0xFFFFFFFF))
                n += 1
                taken += 1
        document += 1
    progress[0] = document
    return n


@kernel
def fill_low(keys: U64, shift: int, following_bits: int, low: OutU32) -> None:
    """The part of each posting's key that is kept in its bucket; see :func:`look_up`."""
    next_mask = (np.uint64(1) << np.uint64(following_bits)) - np.uint64(1)
    for i in range(len(keys)):
        own = (keys[i] >> np.uint64(shift - 32)) & np.uint64(0xFFFFFFFF) & ~next_mask
        low[i] = np.uint32(own | keys[i] & next_mask)
