"""Finding reuse in a collection that fits in memory: documents -> pairs of spans."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Document, Passage, Reuse
from firsthand.settings import ReuseSettings
from firsthand.text.tokens import Tokens, tokenize

RARITY_BITS = 20


def find_reuse(
    documents: Sequence[Document],
    layouts: Mapping[str, Sequence[Passage]] | None = None,
    settings: ReuseSettings = ReuseSettings(),
) -> list[Reuse]:
    """Find every passage that two of the documents share, verbatim or edited.

    Parameters
    ----------
    documents : sequence of Document
        The collection, in any order.
    layouts : mapping, optional
        Passages of each document by its id; what they call boilerplate is left out.
    settings : ReuseSettings
        Thresholds.

    Returns
    -------
    list of Reuse
        Sorted by their spans; `a` is the document whose id sorts first.
    """
    ordered = sorted(documents, key=lambda d: d.id)
    if len(ordered) < (1 if settings.within_document else 2):
        return []
    tokens = tokenize([document.text for document in ordered])
    words = tokens.words.copy()
    if layouts is not None:
        _bar_boilerplate(words, tokens, ordered, layouts)
    found = match_tokens(words, tokens.offsets, settings)
    return _as_reuses(found, tokens, ordered)


def content_order(documents: Sequence[Document]) -> NDArray[np.uint64]:
    """A number for each document that depends on its text alone."""
    digests = (hashlib.blake2b(document.text.encode("utf-8", "replace"), digest_size=8) for document in documents)
    return np.array([int.from_bytes(d.digest(), "big") for d in digests], np.uint64)


def match_tokens(words: NDArray[np.uint32], offsets: NDArray[np.int64], settings: ReuseSettings) -> NDArray[np.int64]:
    """Rows of ``a, a_start, a_end, b, b_start, b_end, edits`` in words, for documents given as words and offsets."""
    from firsthand.kernels.alignment import WAVE, align_seeds
    from firsthand.kernels.seeds import list_postings, pair_postings

    n_words = len(words)
    if n_words < 2:
        return np.zeros((0, 7), np.int64)
    rarity = word_rarity(words)
    keys, contexts = np.empty(n_words, np.uint64), np.empty(n_words, np.uint64)
    owners, places = np.empty(n_words, np.uint32), np.empty(n_words, np.uint32)
    n = list_postings(words, offsets, 0, rarity, settings.common_rarity, keys, owners, places, contexts)
    by_key = np.lexsort((places[:n], owners[:n], keys[:n]))
    keys, owners, places, contexts = keys[by_key], owners[by_key], places[by_key], contexts[by_key]
    repeated = np.zeros(n, bool)
    same = keys[1:] == keys[:-1]
    repeated[1:] |= same
    repeated[:-1] |= same
    keys, owners, places, contexts = keys[repeated], owners[repeated], places[repeated], contexts[repeated]
    order = np.arange(len(offsets) - 1, dtype=np.uint64)
    parts = []
    begin, capacity = 0, 1 << 20
    buffers = [np.empty(capacity, np.uint32) for _ in range(4)]
    n_pairs = np.zeros(1, np.int64)
    while begin < len(keys):
        begin = pair_postings(
            keys, owners, places, contexts, order, begin, settings.max_df, settings.within_document, *buffers, n_pairs
        )
        parts.append([buffer[: n_pairs[0]].copy() for buffer in buffers])
    if not parts:
        return np.zeros((0, 7), np.int64)
    a, b, x, y = (np.concatenate(column) for column in zip(*parts))
    by_pair = np.lexsort((y, x, b, a))
    a, b, x, y = a[by_pair], b[by_pair], x[by_pair], y[by_pair]
    found, scores = np.empty(len(a) * 7 + 7, np.int64), np.empty(len(a) + 1, np.float32)
    rows = align_seeds(
        words, offsets, a, b, x, y, 4, rarity, settings.edit_cost, settings.drop, settings.min_words,
        settings.min_score, np.empty(2 * WAVE, np.int64), np.empty(2 * WAVE, np.float32), np.empty(3, np.int64),
        found, scores,
    )  # fmt: skip
    return found[: rows * 7].reshape(-1, 7)


def word_rarity(words: NDArray[np.uint32]) -> NDArray[np.float32]:
    """What a matched word gains, by the highest bits of its hash: near 1 for a telling word, less for a common one."""
    counts = np.bincount(words >> np.uint32(32 - RARITY_BITS), minlength=1 << RARITY_BITS)
    share = np.maximum(counts, 1) / max(len(words), 1_000_000)
    return np.clip(-np.log(share) / 9.2, 0.3, 1.3).astype(np.float32)


def _bar_boilerplate(
    words: NDArray[np.uint32],
    tokens: Tokens,
    documents: Sequence[Document],
    layouts: Mapping[str, Sequence[Passage]],
) -> None:
    n_barred = 0
    for i, document in enumerate(documents):
        first, last = tokens.offsets[i], tokens.offsets[i + 1]
        starts = tokens.starts[first:last]
        for passage in layouts.get(document.id, ()):
            if passage.kind == "boilerplate":
                low, high = np.searchsorted(starts, (passage.start, passage.end)) + first
                words[low:high] = (np.arange(high - low) + n_barred) % (1 << 20)
                n_barred += int(high - low)


def _as_reuses(found: NDArray[np.int64], tokens: Tokens, documents: Sequence[Document]) -> list[Reuse]:
    reuses = []
    for a, a_first, a_last, b, b_first, b_last, edits in found.tolist():
        base_a, base_b = int(tokens.offsets[a]), int(tokens.offsets[b])
        span_a = documents[a].span(int(tokens.starts[base_a + a_first]), int(tokens.stops[base_a + a_last - 1]))
        span_b = documents[b].span(int(tokens.starts[base_b + b_first]), int(tokens.stops[base_b + b_last - 1]))
        longer = max(a_last - a_first, b_last - b_first)
        kind = "verbatim" if edits == 0 else "edited"
        reuses.append(Reuse(span_a, span_b, kind, round(max(0.0, 1 - edits / longer), 4)))  # type: ignore[arg-type]
    reuses.sort(key=lambda r: (r.a.document, r.b.document, r.a.start, r.b.start, r.a.end, r.b.end))
    return reuses
