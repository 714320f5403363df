"""Finding what was translated, sentence by sentence.

In: documents and their passages. Out: a `Reuse` of kind ``"translated"`` for each sentence that stands in another language
elsewhere, in another document or further down in the same one; `identity` is the probability of the pair. Always true:
both spans are whole sentences; the result does not depend on the order of the documents.

Three steps: rare words, names and numbers bring sentences of different languages together (an inverted index over the
pivot language's stems); texts that share such sentences are compared sentence by sentence; chains of matching sentences
are translations, and so is a sentence alone if it and its counterpart are each other's clear best.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from firsthand.model import Document, Passage, Reuse, Span, span_of
from firsthand.reuse.sentence_alignment import Bead, Chain, find_chains
from firsthand.reuse.sentence_similarity import Sentence, compare, rarity
from firsthand.reuse.translation_candidates import find_candidates
from firsthand.reuse.translation_words import content_words, sentence_language
from firsthand.settings import TRANSLATION, TranslationSettings

Side = tuple[str, str]
"""All sentences of one language in one document: the document's id and the language."""

_WINDOW = 6
"""Sentences around a candidate that are compared too."""


def find_translations(
    documents: Sequence[Document],
    layouts: Mapping[str, Sequence[Passage]],
    settings: TranslationSettings = TRANSLATION,
) -> list[Reuse]:
    """Sentences that are translations of each other, between documents and within one."""
    texts = {document.id: document.text for document in documents}
    sides: defaultdict[Side, list[Sentence]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: d.id):
        for sentence in _sentences(document, layouts.get(document.id, ())):
            sides[sentence.document, sentence.language].append(sentence)
    if len({language for _, language in sides}) < 2:
        return []
    idf = rarity(sentence for side in sides.values() for sentence in side)
    chains: list[tuple[Side, Side, Chain]] = []
    for (side_a, side_b), seeds in sorted(_seeds(sides, idf, settings).items()):
        beads = _beads(sides[side_a], sides[side_b], seeds, idf, settings)
        chains.extend((side_a, side_b, chain) for chain in find_chains(beads, settings))
    reuses: list[Reuse] = []
    best = _best_odds(chains)
    for side_a, side_b, chain in chains:
        if not _is_translation(side_a, side_b, chain, best, settings):
            continue
        for bead in chain.beads:
            a, b = sides[side_a], sides[side_b]
            span_a = (a[bead.a].start, a[bead.a_end - 1].end, side_a[0])
            span_b = (b[bead.b].start, b[bead.b_end - 1].end, side_b[0])
            (start_a, end_a, id_a), (start_b, end_b, id_b) = sorted((span_a, span_b), key=lambda s: (s[2], s[0], s[1]))
            reuses.append(
                Reuse(
                    _span(texts, id_a, start_a, end_a),
                    _span(texts, id_b, start_b, end_b),
                    "translated",
                    round(1 / (1 + math.exp(-bead.odds)), 4),
                    score=round(bead.odds, 3),
                )
            )
    return sorted(reuses, key=lambda r: (r.a.document, r.a.start, r.a.end, r.b.document, r.b.start, r.b.end))


def _span(texts: Mapping[str, str], document: str, start: int, end: int) -> Span:
    return span_of(texts[document], start, end, document)


def _sentences(document: Document, passages: Iterable[Passage]) -> Iterable[Sentence]:
    for number, passage in enumerate(passages):
        if passage.kind == "boilerplate":
            continue
        for start, end in passage.sentences or ((passage.start, passage.end),):
            text = document.text[start:end]
            language = sentence_language(text, passage.language)
            words = tuple(content_words(text, language))
            if words:
                yield Sentence(document.id, start, end, language, words, number)


def _seeds(
    sides: Mapping[Side, Sequence[Sentence]], idf: Mapping[tuple[str, str], float], settings: TranslationSettings
) -> dict[tuple[Side, Side], list[tuple[int, int]]]:
    """Pairs of sentences to look at closely, by the sides they stand on and as places there."""
    everything = [(side, i) for side in sorted(sides) for i in range(len(sides[side]))]
    found: defaultdict[tuple[Side, Side], list[tuple[int, int]]] = defaultdict(list)
    for x, y in find_candidates([sides[side][i] for side, i in everything], idf, settings):
        (side_a, i), (side_b, j) = everything[x], everything[y]
        found[side_a, side_b].append((i, j))
    return found


def _beads(
    a: Sequence[Sentence],
    b: Sequence[Sentence],
    seeds: Sequence[tuple[int, int]],
    idf: Mapping[tuple[str, str], float],
    settings: TranslationSettings,
) -> list[Bead]:
    """All likely beads around the seeds: one to one, and two neighbours to one."""
    seeds = [s for s in seeds if compare([a[s[0]]], [b[s[1]]], idf, settings)[0, 0] > settings.min_seed_odds]
    if not seeds:
        return []
    rows = sorted({i + d for i, _ in seeds for d in range(-_WINDOW, _WINDOW + 1) if 0 <= i + d < len(a)})
    columns = sorted({j + d for _, j in seeds for d in range(-_WINDOW, _WINDOW + 1) if 0 <= j + d < len(b)})
    ranges_a, ranges_b = _ranges(a, rows), _ranges(b, columns)
    odds = compare([_merged(a, *r) for r in ranges_a], [_merged(b, *r) for r in ranges_b], idf, settings)
    odds -= settings.merge_cost * np.array([[j_end - j + i_end - i - 2 for j, j_end in ranges_b] for i, i_end in ranges_a])
    beads = []
    for x, y in np.argwhere(odds > settings.min_bead_odds).tolist():
        (i, i_end), (j, j_end) = ranges_a[x], ranges_b[y]
        if i_end - i == 1 or j_end - j == 1:
            beads.append(Bead(i, i_end, j, j_end, float(odds[x, y])))
    return beads


def _ranges(sentences: Sequence[Sentence], chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Each chosen sentence by itself, and with its next neighbour where that is of the same passage."""
    single = [(i, i + 1) for i in chosen]
    double = [
        (i, i + 2)
        for i, following in pairwise(chosen)
        if following == i + 1 and sentences[i].passage == sentences[following].passage
    ]
    return single + double


def _merged(sentences: Sequence[Sentence], start: int, end: int) -> Sentence:
    first, last = sentences[start], sentences[end - 1]
    if end - start == 1:
        return first
    words = tuple(w for s in sentences[start:end] for w in s.words)
    return Sentence(first.document, first.start, last.end, first.language, words)


Place = tuple[Side, int, str]
"""A sentence as seen from one other language."""


def _best_odds(chains: Iterable[tuple[Side, Side, Chain]]) -> dict[Place, list[tuple[float, Side, int]]]:
    """For every sentence its counterparts in each other language, the best first."""
    best: defaultdict[Place, list[tuple[float, Side, int]]] = defaultdict(list)
    for side_a, side_b, chain in chains:
        for bead in chain.beads:
            best[side_a, bead.a, side_b[1]].append((-bead.odds, side_b, bead.b))
            best[side_b, bead.b, side_a[1]].append((-bead.odds, side_a, bead.a))
    return {place: sorted(options) for place, options in best.items()}


def _is_translation(
    side_a: Side,
    side_b: Side,
    chain: Chain,
    best: Mapping[Place, Sequence[tuple[float, Side, int]]],
    settings: TranslationSettings,
) -> bool:
    if len(chain.beads) > 1:
        return chain.score >= settings.min_chain_score
    bead = chain.beads[0]
    if bead.odds < settings.min_isolated_odds:
        return False
    for place, other in (
        ((side_a, bead.a, side_b[1]), (side_b, bead.b)),
        ((side_b, bead.b, side_a[1]), (side_a, bead.a)),
    ):
        (odds, *first), *others = best[place]
        if tuple(first) != other or (others and -odds + others[0][0] < settings.min_margin):
            return False
    return True
