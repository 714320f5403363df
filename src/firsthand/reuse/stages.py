"""The stages of matching, as pure functions over arrays: words -> shingles -> postings -> pairs -> alignments.

Every engine runs these four steps, in one process or in many; nothing in them knows a file or a document's id:

1. :func:`shingles` of each block of documents, dealt into parts by their hash; :func:`tell_crowded` of each part;
   :class:`Repeats` (or all bits set: then what occurs once is listed, and dropped, in the next stages);
   :func:`count_words`;
2. :func:`postings` of a range of documents, dealt into parts by the shingle's hash;
3. :func:`pairs` of one part of the postings, dealt again by the number of document a;
4. :func:`alignments` of one part of the pairs, which needs the words of its documents only.

How documents are dealt into blocks and parts changes nothing in the result: a shingle's postings, and a document's
pairs, are always in one part, and documents are numbered by their fingerprints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.settings import ReuseSettings

U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]
F32 = NDArray[np.float32]

POSTING, PAIR, ROW, TOLD = 3, 2, 8, 2
"""Numbers in a posting, a pair, an alignment, and what is told of it; what they mean is told in the kernels."""
COUNTERS = 10
"""Counters for each shingle of those that are counted."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a collection's words look like.

    Attributes
    ----------
    words, neighbours : uint32, uint16
        How often each word, and each word after another, was counted, by the bits of their hashes.
    """

    words: U32
    neighbours: U16

    @classmethod
    def empty(cls) -> Counts:
        """Counts of nothing."""
        from firsthand.kernels.counting import NEIGHBOUR_BITS, WORD_BITS

        return cls(np.zeros(1 << WORD_BITS, np.uint32), np.zeros(1 << NEIGHBOUR_BITS, np.uint16))


def fingerprints(words: U32, offsets: I64) -> U64:
    """A hash of each document's words in their order."""
    from firsthand.kernels.shingles import fingerprint_documents

    prints = np.empty(len(offsets) - 1, np.uint64)
    fingerprint_documents(words, offsets, prints)
    return prints


def shingles(words: U32, offsets: I64, first: int, last: int, bits: int) -> list[U32]:
    """All shingles of documents ``first:last``, dealt into ``2**bits`` parts, two at least, by their hash."""
    from firsthand.kernels.shingles import deal_shingles

    dealt, ends = np.empty(int(offsets[last] - offsets[first]), np.uint32), np.empty(1 << bits, np.int64)
    deal_shingles(words, offsets, first, last, ends, dealt)
    return [dealt[begin:end] for begin, end in pairwise([0, *ends.tolist()])]


def tell_crowded(part: U32) -> U8:
    """A bit for each shingle of a part, unset only if it does not occur there again.

    Of twenty-five shingles that occur once, one shares its counters with others.
    """
    from firsthand.kernels import shingles

    told = np.empty(len(part) // 8 + 1, np.uint8)
    shingles.tell_crowded(part, np.zeros(len(part) * COUNTERS // 32 + 1, np.uint64), told)
    return told


class Repeats:
    """Marks words where a shingle begins that occurs again, document by document in their order.

    Parameters
    ----------
    told : list of uint8
        For each part of all shingles, what :func:`tell_crowded` said of it.
    """

    def __init__(self, told: list[U8]) -> None:
        sizes = np.array([len(part) for part in told], np.int64)
        self._cursors = (np.cumsum(sizes) - sizes) * 8
        self._told = np.concatenate(told)

    def mark(self, words: U32, offsets: I64, first: int, last: int, repeated: U8) -> None:
        """Set the bits of `repeated`, one for each word of the collection, for documents ``first:last``."""
        from firsthand.kernels.shingles import mark_crowded

        mark_crowded(words, offsets, first, last, self._cursors, self._told, repeated)


def find_repeated(words: U32, offsets: I64) -> U8:
    """A bit for each word of a collection: whether the shingle that begins there occurs again, or perhaps not."""
    repeated, n = no_marks(len(words)), len(offsets) - 1
    told = [tell_crowded(part) for part in shingles(words, offsets, 0, n, shingle_bits(len(words)))]
    Repeats(told).mark(words, offsets, 0, n, repeated)
    return repeated


def no_marks(n_words: int) -> U8:
    """A bit for each word, and a few bytes more, so that eight can be read at once."""
    return np.zeros(n_words // 8 + 8, np.uint8)


def shingle_bits(n_words: int) -> int:
    """Into how many parts, ``2**bits``, shingles are dealt, so that the counters of one stay in the cache."""
    return min(max(int(n_words >> 16).bit_length(), 1), 9)


def count_words(
    counts: Counts,
    words: U32,
    offsets: I64,
    ranked: I64,
    fingerprints: U64,
    n_words: int,
    settings: ReuseSettings,
    repeated: U8 | None = None,
) -> None:
    """Add the words of documents `ranked` to `counts`: of all, or of a sample where the collection has many `n_words`.

    Words in passages that the sample holds more than once do not count. The sample alone says which: in a collection
    without end every shingle occurs again. What is known of that already (`repeated`, of :func:`find_repeated`) saves
    work, and changes nothing.
    """
    from firsthand.kernels import counting

    chosen = ranked[(fingerprints[ranked] & np.uint64(0xFFFFFFFF)) < np.uint64(sample_limit(n_words, settings))]
    if repeated is None:
        repeated = find_repeated(words, offsets)
    size = int((offsets[chosen + 1] - offsets[chosen]).sum())
    keys, places = np.empty(size, np.uint64), np.empty(size, np.uint32)
    n = counting.list_copies(words, offsets, chosen, repeated, keys, places)
    copies = np.empty(n, np.uint32)
    slots = np.zeros(1 << (2 * n + 1).bit_length(), np.uint64)
    n = counting.keep_repeated(keys[:n], places[:n], slots, copies)
    stretches = np.empty(2 * (len(chosen) + n), np.int64)
    stretches = stretches[: 2 * counting.list_stretches(offsets, chosen, copies[:n], stretches)]
    sizes = np.zeros(1 << (counting.NEIGHBOUR_BITS - counting.NEAR_BITS), np.int64)
    counting.count_words(words, stretches, counts.words, sizes)
    begins = np.cumsum(sizes) - sizes
    counting.count_neighbours(words, stretches, begins, np.empty(int(sizes.sum()), np.uint16), counts.neighbours)


def sample_limit(n_words: int, settings: ReuseSettings) -> int:
    """Documents are counted if the lower half of their fingerprint is below this."""
    return int(min(1.0, settings.sample_words / max(n_words, 1)) * (1 << 32))


def word_rarity(counts: Counts) -> F32:
    """What a matched word gains while an alignment grows: near 1 for a telling word, less for a common one."""
    total = max(int(counts.words.sum()), 1_000_000)
    few = np.arange(1 << 12)
    frequent = np.flatnonzero(counts.words >= len(few))
    rarity: F32 = _rarity_of(few, total)[np.minimum(counts.words, len(few) - 1)]
    rarity[frequent] = _rarity_of(counts.words[frequent], total)
    return rarity


def _rarity_of(seen: NDArray[Any], total: int) -> F32:
    rarity: F32 = np.clip(-np.log(np.maximum(seen, 1) / total) / 9.2, 0.3, 1.3).astype(np.float32)
    return rarity


def postings(
    words: U32,
    offsets: I64,
    ranked: I64,
    first: int,
    last: int,
    repeated: U8,
    rarity: F32,
    settings: ReuseSettings,
    space: U64 | None = None,
) -> U64:
    """Postings of the documents ``ranked[first:last]`` where `repeated` has its bit set.

    They are in `space` where there is room: memory that was written before costs the system nothing.
    """
    from firsthand.kernels.matching import list_postings

    lengths = offsets[ranked[first:last] + 1] - offsets[ranked[first:last]]
    telling = (rarity >= settings.common_rarity).astype(np.uint8)
    room = int(lengths.max(initial=0)) + 16
    size = int(lengths.sum()) * POSTING
    out = space if space is not None and len(space) >= size else np.empty(size + size // 8, np.uint64)
    n = list_postings(
        words, offsets, ranked, first, last, repeated, telling,
        np.empty(room, np.uint32), np.empty(room, np.uint32), np.empty(room, np.uint32), out,
    )  # fmt: skip
    return out[: n * POSTING]


def split(rows: U64, stride: int, shift: int, bits: int) -> list[U64]:
    """Deal rows into ``2**bits`` parts by the bits of their first number above `shift`."""
    from firsthand.kernels.matching import scatter

    ends, target = np.empty(1 << bits, np.int64), np.empty_like(rows)
    scatter(rows, stride, 0, shift, ends, target)
    begins = np.concatenate([[0], ends[:-1]])
    return [target[begin * stride : end * stride] for begin, end in zip(begins.tolist(), ends.tolist())]


def sort(rows: U64, stride: int, keys: list[tuple[int, int, int]]) -> U64:
    """Sort rows by ``(column, lowest bit, bits)``, the least important first; keeps the order of equal rows."""
    from firsthand.kernels.matching import scatter

    target = np.empty_like(rows)
    for column, low, bits in keys:
        while bits > 0:
            digit = min(bits, 11)
            scatter(rows, stride, column, low, np.empty(1 << digit, np.int64), target)
            rows, target = target, rows
            low, bits = low + digit, bits - digit
    return rows


def pairs(part: U64, settings: ReuseSettings, part_bits: int = 0) -> Iterator[U64]:
    """Pairs of postings of one part whose shingles' highest `part_bits` bits are the same."""
    from firsthand.kernels.matching import FOLLOWING_BITS, MAX_LEADERS, pair_postings, settle_postings

    n = len(part) // POSTING
    if n < 2:
        return
    # What 22 bits leave out of order in a part of usual size is a neighbour or two.
    low = max(64 - part_bits - (22 if n < 1 << 17 else 33), FOLLOWING_BITS)
    part = sort(part, POSTING, [(0, low, 64 - part_bits - low)])
    settle_postings(part)
    capacity = max(settings.max_df**2, n)
    leaders, n_pairs = np.empty(MAX_LEADERS, np.int64), np.zeros(1, np.int64)
    begin = 0
    while begin < n:
        out = np.empty(capacity * PAIR, np.uint64)
        begin = pair_postings(part, begin, settings.max_df, settings.within_document, leaders, out, n_pairs)
        yield out[: int(n_pairs[0]) * PAIR]


def pairs_of_one_shingle(chunks: Iterable[U64], settings: ReuseSettings) -> Iterator[U64]:
    """Pairs of the postings of one shingle that has too many to be held at once, as :func:`pairs` would give them.

    Every chunk, more than `max_df` postings in the order of their documents, begins with the leaders found so far.
    """
    from firsthand.kernels.matching import MAX_LEADERS, pair_postings

    leading = np.zeros(0, np.uint64)
    for chunk in chunks:
        part = np.concatenate([leading, chunk])
        leaders, n_pairs = np.full(MAX_LEADERS, -1, np.int64), np.zeros(1, np.int64)
        out = np.empty(len(part) // POSTING * PAIR, np.uint64)
        pair_postings(part, 0, settings.max_df, settings.within_document, leaders, out, n_pairs)
        yield out[: int(n_pairs[0]) * PAIR]
        leading = part.reshape(-1, POSTING)[leaders[leaders >= 0]].ravel()


def alignments(
    part: U64, words: U32, offsets: I64, ranked: I64, counts: Counts, rarity: F32, settings: ReuseSettings
) -> tuple[I64, F32]:
    """Alignments grown from one part of the pairs that pass `settings`; of each, its score, and how much else the two
    documents have in common, which is told of weak ones alone."""
    from firsthand.kernels.alignment import WAVE, align_pairs, cut_to_exact
    from firsthand.kernels.kinship import REACH, SLOTS, measure_kinship
    from firsthand.kernels.shingles import SEED_WORDS

    if not len(part):
        return np.zeros((0, ROW), np.int64), np.zeros((0, TOLD), np.float32)
    document_bits = (
        int(part[::2].max() >> np.uint64(32)).bit_length(),
        int((part[::2] & np.uint64(2**32 - 1)).max()).bit_length(),
    )
    place_bits = int(part[1::2].max() >> np.uint64(32)).bit_length()
    part = sort(part, PAIR, [(1, 32, place_bits), (0, 0, document_bits[1]), (0, 32, document_bits[0])])
    rows = np.empty(len(part) // PAIR * ROW, np.int64)
    n = align_pairs(
        words, offsets, ranked, part, SEED_WORDS, rarity, settings.edit_cost, settings.drop, settings.first_drop,
        settings.min_words - 2, settings.max_gap, settings.join_identity,
        np.empty(2 * WAVE, np.int64), np.empty(2 * WAVE, np.int64),
        np.empty(2 * WAVE, np.float32), np.empty(4, np.int64), rows,
    )  # fmt: skip
    table = rows[: n * ROW].reshape(-1, ROW)
    place = words, offsets, ranked
    scores = _score(table, place, counts, settings)
    passes = passes_floor(table, scores, settings)
    # What fails as an edited passage may hold a verbatim one, which a few chance words beside it must not hide.
    core = table[~passes & (table[:, 6] >= settings.min_words) & (table[:, 7] > 0)]
    cut_to_exact(*place, core.ravel())
    core_scores = _score(core, place, counts, settings)
    core_passes = passes_floor(core, core_scores, settings)
    table = np.concatenate([table[passes], core[core_passes]])
    scores = np.concatenate([scores[passes], core_scores[core_passes]])
    kinship = np.empty(len(table), np.float32)
    measure_kinship(
        *place, table.ravel(), scores, settings.formula_score, rarity, settings.matter_rarity,
        np.empty(SLOTS, np.uint64), np.empty(2 * REACH + 1, np.uint32), kinship,
    )  # fmt: skip
    return table, np.stack([scores, kinship], axis=1)


def _score(table: I64, place: tuple[U32, I64, I64], counts: Counts, settings: ReuseSettings) -> F32:
    from firsthand.kernels.scoring import score_rows

    scores = np.empty(len(table), np.float32)
    total = max(int(counts.words.sum()), 1_000_000)
    score_rows(
        *place, table.ravel(), counts.words, counts.neighbours, total, settings.discount, settings.backoff,
        settings.score_edit_cost, settings.nats_of_a_telling_word, scores,
    )  # fmt: skip
    return scores


def passes_floor(table: I64, scores: F32, settings: ReuseSettings) -> NDArray[np.bool_]:
    """Which alignments are long, alike and rare enough to be reported."""
    shorter = np.minimum(table[:, 2] - table[:, 1], table[:, 5] - table[:, 4])
    matched, edits = table[:, 6], table[:, 7]
    edited = edits > 0
    rare = scores >= np.where(edited, settings.min_score_edited, settings.min_score)
    alike = (matched >= settings.min_identity * (matched + edits)) & (
        ~edited | (matched >= settings.min_matched_edited)
    )
    return np.asarray((shorter >= settings.min_words) & rare & alike)
