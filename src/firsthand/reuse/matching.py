"""Finding reuse in a collection that fits in memory: documents -> pairs of spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.errors import want_all
from firsthand.model import Document, Passage, Reuse, ReuseKind, Span
from firsthand.reuse import stages
from firsthand.reuse.stock import Excerpt, Strength, why_stock
from firsthand.reuse.verbatim import is_verbatim
from firsthand.settings import ReuseSettings
from firsthand.text.tokens import Tokens, tokenize


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
    documents = want_all(documents, Document, "find_reuse", "Document(id, text) makes one")
    ordered = sorted(documents, key=lambda d: d.id)
    if len(ordered) < (1 if settings.within_document else 2):
        return []
    tokens = tokenize([document.text for document in ordered])
    words = tokens.words.copy()
    if layouts is not None:
        _bar_boilerplate(words, tokens, ordered, layouts)
    rows, scores = match_tokens(words, tokens.offsets, settings)
    return _as_reuses(rows, scores, tokens, ordered, settings)


def match_tokens(
    words: NDArray[np.uint32], offsets: NDArray[np.int64], settings: ReuseSettings
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Alignments between documents given as words and offsets, with their scores; documents by their place there."""
    if len(words) < stages.POSTING:
        return np.zeros((0, stages.ROW), np.int64), np.zeros((0, stages.TOLD), np.float32)
    counts, repeated = stages.Counts.empty(), stages.find_repeated(words, offsets)
    fingerprints = stages.fingerprints(words, offsets)
    ranked = np.argsort(fingerprints, kind="stable").astype(np.int64)
    stages.count_words(counts, words, offsets, ranked, fingerprints, len(words), settings, repeated)
    rarity = stages.word_rarity(counts)
    listed = stages.postings(words, offsets, ranked, 0, len(ranked), repeated, rarity, settings)
    paired = np.concatenate([np.zeros(0, np.uint64), *stages.pairs(listed, settings)])
    rows, scores = stages.alignments(paired, words, offsets, ranked, counts, rarity, settings)
    rows[:, 0], rows[:, 3] = ranked[rows[:, 0]], ranked[rows[:, 3]]
    return rows, scores


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


def _as_reuses(
    rows: NDArray[np.int64],
    scores: NDArray[np.float32],
    tokens: Tokens,
    documents: Sequence[Document],
    settings: ReuseSettings,
) -> list[Reuse]:
    def span(number: int, first: int, last: int) -> Span:
        base = int(tokens.offsets[number])
        return documents[number].span(int(tokens.starts[base + first]), int(tokens.stops[base + last - 1]))

    by_id = {document.id: document for document in documents}

    def excerpt(where: Span) -> Excerpt:
        document = by_id[where.document]
        return Excerpt.cut(document.text, where.start, where.end, document.outlet, settings)

    reuses = []
    for (a, a_first, a_last, b, b_first, b_last, matched, edits), told in zip(rows.tolist(), scores.tolist()):
        spans = sorted((span(a, a_first, a_last), span(b, b_first, b_last)), key=lambda s: (s.document, s.start, s.end))
        if why_stock(excerpt(spans[0]), excerpt(spans[1]), Strength(told[0], told[1], matched, edits), settings):
            continue
        kind: ReuseKind = "verbatim" if edits == 0 and is_verbatim(spans[0].exact, spans[1].exact) else "edited"
        identity = round(matched / (matched + edits), 4)
        reuses.append(Reuse(spans[0], spans[1], kind, identity, score=round(told[0], 3)))
    reuses.sort(key=lambda r: (r.a.document, r.b.document, r.a.start, r.b.start, r.a.end, r.b.end))
    return reuses
