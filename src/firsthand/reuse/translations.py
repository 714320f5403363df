"""Finding what was translated, sentence by sentence.

In: documents and their passages. Out: a `Reuse` of kind ``"translated"`` for each sentence that stands in another
language elsewhere, in another document or further down in the same one; `identity` is the probability of the pair.
Always true: both spans are whole sentences, or what stands between quote marks inside of one; the result does not
depend on the order of the documents.

Three steps: rare words, names and numbers bring sentences of different languages together (an inverted index over the
pivot language's stems); texts that share such sentences are compared sentence by sentence; chains of matching sentences
are translations, and so is a sentence alone if it and its counterpart are each other's clear best.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.model import Document, Passage, Reuse, Span
from firsthand.reuse.sentence_alignment import Bead, Chain, find_beads, find_chains
from firsthand.reuse.sentence_similarity import Rarity, Sentence, rarity
from firsthand.reuse.translation_candidates import find_candidates
from firsthand.reuse.translation_words import content_words, sentence_language, sentence_tokens
from firsthand.settings import TRANSLATION, TranslationSettings
from firsthand.values import find_changes

Side = tuple[str, str, str]
"""All sentences, or all quotations within them, of one language in one document: its id, the language, which."""
_SENTENCES, _QUOTATIONS = "", "quotations"
_QUOTED = re.compile(r"[“\"«„](?P<content>[^“”\"«»„]+)[”“\"»]")
Place = tuple[Side, int]
"""A sentence: its side and its place there."""
Sides = Mapping[Side, Sequence[Sentence]]
Rivals = Mapping[tuple[Place, str], Sequence[tuple[float, Place]]]
"""For each sentence and each other language its possible counterparts with minus their log odds, the best first."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A chain of beads between two sides."""

    a: Side
    b: Side
    chain: Chain


def find_translations(
    documents: Sequence[Document],
    layouts: Mapping[str, Sequence[Passage]],
    settings: TranslationSettings = TRANSLATION,
) -> list[Reuse]:
    """Sentences that are translations of each other, between documents and within one.

    Parameters
    ----------
    documents
        In any order.
    layouts
        The passages of each document by its id, as `firsthand.text.lay_out` gives them; boilerplate is left out.
    """
    by_id = {document.id: document for document in documents}
    sides: defaultdict[Side, list[Sentence]] = defaultdict(list)
    for name in sorted(by_id):
        for sentence in _sentences(by_id[name], layouts.get(name, ())):
            sides[name, sentence.language, _SENTENCES].append(sentence)
    if len({language for _, language, _ in sides}) < 2:
        return []
    idf = rarity(sentence for side in sides.values() for sentence in side)
    for name, language, _ in sorted(sides):
        if quoted := _quotations(by_id[name], sides[name, language, _SENTENCES], settings):
            sides[name, language, _QUOTATIONS] = quoted
    matches = [
        _Match(a, b, chain)
        for (a, b), seeds in sorted(_seeds(sides, idf, settings).items())
        for chain in find_chains(_beads(sides, a, b, seeds, idf, settings), settings)
    ]
    rivals = _rivals(matches)
    found = [match for match in matches if _is_translation(sides, match, rivals, settings)]
    found = [faithful for match in found if (faithful := _faithful(by_id, sides, match, rivals, settings)) is not None]
    reuses: list[Reuse] = []
    told: set[tuple[Place, Place]] = set()
    for match in sorted(found, key=lambda m: (m.a[2] + m.b[2], -m.chain.score, m.a, m.b)):
        for bead in match.chain.beads:
            pairs = _sentence_pairs(sides, match, bead)
            if told.isdisjoint(pairs):
                told |= pairs
                reuses.append(_reuse(by_id, sides, match, bead))
    return sorted(reuses, key=lambda r: (r.a.document, r.a.start, r.a.end, r.b.document, r.b.start, r.b.end))


def _sentences(document: Document, passages: Iterable[Passage]) -> Iterator[Sentence]:
    for number, passage in enumerate(passages):
        if passage.kind == "boilerplate":
            continue
        for start, end in passage.sentences or ((passage.start, passage.end),):
            spoken = sentence_tokens(document.text, start, end)
            language = sentence_language(spoken, passage.language)
            words = content_words(spoken, language)
            if words:
                yield Sentence(document.id, start, end, language, words, number)


def _quotations(document: Document, sentences: Sequence[Sentence], settings: TranslationSettings) -> list[Sentence]:
    """What is quoted inside the sentences: others may have translated just that."""
    quoted: list[Sentence] = []
    for sentence in sentences:
        for mark in _QUOTED.finditer(document.text, sentence.start, sentence.end):
            start, end = mark.span("content")
            words = content_words(sentence_tokens(document.text, start, end), sentence.language)
            if settings.min_words <= len(words) < len(sentence.words):
                alone = -1 - len(quoted)  # a passage of its own, so that two quotations are never taken together
                quoted.append(Sentence(document.id, start, end, sentence.language, words, alone))
    return quoted


def _seeds(sides: Sides, idf: Rarity, settings: TranslationSettings) -> dict[tuple[Side, Side], list[tuple[int, int]]]:
    """Pairs of sentences to look at closely, by the sides they stand on and as places there."""
    everything = [(side, i) for side in sorted(sides) for i in range(len(sides[side]))]
    found: defaultdict[tuple[Side, Side], list[tuple[int, int]]] = defaultdict(list)
    for x, y in find_candidates([sides[side][i] for side, i in everything], idf, settings):
        (side_a, i), (side_b, j) = everything[x], everything[y]
        found[side_a, side_b].append((i, j))
    return found


def _beads(
    sides: Sides, a: Side, b: Side, seeds: Sequence[tuple[int, int]], idf: Rarity, settings: TranslationSettings
) -> list[Bead]:
    """Beads of two sides; quotations are no running text, so that there each must be convincing by itself."""
    beads = find_beads(sides[a], sides[b], seeds, idf, settings)
    if _QUOTATIONS not in (a[2], b[2]):
        return beads
    return [bead for bead in beads if bead.odds >= settings.min_isolated_odds]


def _rivals(matches: Iterable[_Match]) -> Rivals:
    rivals: defaultdict[tuple[Place, str], list[tuple[float, Place]]] = defaultdict(list)
    for match in matches:
        for bead in match.chain.beads:
            a, b = (match.a, bead.a), (match.b, bead.b)
            rivals[a, match.b[1]].append((-bead.odds, b))
            rivals[b, match.a[1]].append((-bead.odds, a))
    return {place: sorted(options) for place, options in rivals.items()}


def _is_translation(sides: Sides, match: _Match, rivals: Rivals, settings: TranslationSettings) -> bool:
    """Whether a chain is no chance: several beads together, or one rich sentence that is the clear best both ways."""
    beads = match.chain.beads
    words_a = {word for bead in beads for sentence in sides[match.a][bead.a : bead.a_end] for word in sentence.words}
    words_b = {word for bead in beads for sentence in sides[match.b][bead.b : bead.b_end] for word in sentence.words}
    if min(len(words_a), len(words_b)) < settings.min_words:
        return False
    if len(beads) > 1:
        return match.chain.score >= settings.min_chain_score
    (bead,) = beads
    a, b = (match.a, bead.a), (match.b, bead.b)
    return (
        bead.odds >= settings.min_isolated_odds
        and _is_clear_best(sides, bead, b, rivals[a, match.b[1]], settings)
        and _is_clear_best(sides, bead, a, rivals[b, match.a[1]], settings)
    )


def _faithful(
    documents: Mapping[str, Document], sides: Sides, match: _Match, rivals: Rivals, settings: TranslationSettings
) -> _Match | None:
    """`match` without the pairs that contradict each other or are doubtful, or None where then nothing is left of it.

    Two reports on one event share most of their words in any language. Where one says 34 in hospital and the other 41,
    or one that nobody and the other that somebody is in danger, neither translates the other: only among sentences that
    are plainly translated such a pair shows what the translator changed.
    """
    agreeing = [bead for bead in match.chain.beads if not _contradicts(documents, sides, match, bead)]
    if len(agreeing) >= settings.min_agreeing:
        return match
    likely = tuple(bead for bead in agreeing if bead.odds >= settings.min_odds_of_few)
    if likely == match.chain.beads:
        return match
    score = sum(bead.odds for bead in likely) + settings.in_order_bonus * (len(likely) - 1)
    rest = replace(match, chain=Chain(likely, score))
    return rest if likely and _is_translation(sides, rest, rivals, settings) else None


def _contradicts(documents: Mapping[str, Document], sides: Sides, match: _Match, bead: Bead) -> bool:
    """Whether two sentences give another figure, or only one of them says no."""
    changes = find_changes(*_spans(documents, sides, match, bead), match.a[1], match.b[1])
    return any(change.slot in ("figure", "negation") for change in changes)


def _is_clear_best(
    sides: Sides, bead: Bead, wanted: Place, options: Sequence[tuple[float, Place]], settings: TranslationSettings
) -> bool:
    """Whether no other option comes close; what overlaps the wanted sentence is no rival, nor are copies of it."""
    sentence = sides[wanted[0]][wanted[1]]
    words = set(sentence.words)
    for minus_odds, (side, place) in options:
        if bead.odds + minus_odds >= settings.min_margin:
            return True
        other = sides[side][place]
        if other.document == sentence.document and other.start < sentence.end and sentence.start < other.end:
            continue
        others = set(other.words)
        if len(words & others) < settings.min_copy_share * len(words | others):
            return False
    return True


def _sentence_pairs(sides: Sides, match: _Match, bead: Bead) -> set[tuple[Place, Place]]:
    """The pairs of whole sentences that a bead, of sentences or of quotations, belongs to."""
    left = _whole(sides, match.a, range(bead.a, bead.a_end))
    right = _whole(sides, match.b, range(bead.b, bead.b_end))
    return {(a, b) for a in left for b in right}


def _whole(sides: Sides, side: Side, places: Iterable[int]) -> list[Place]:
    name, language, which = side
    whole = (name, language, _SENTENCES)
    if which == _SENTENCES:
        return [(whole, place) for place in places]
    starts = [sides[side][place].start for place in places]
    return [(whole, bisect_right(sides[whole], start, key=lambda s: s.start) - 1) for start in starts]


def _spans(documents: Mapping[str, Document], sides: Sides, match: _Match, bead: Bead) -> tuple[Span, Span]:
    a, b = sides[match.a], sides[match.b]
    return (
        documents[match.a[0]].span(a[bead.a].start, a[bead.a_end - 1].end),
        documents[match.b[0]].span(b[bead.b].start, b[bead.b_end - 1].end),
    )


def _reuse(documents: Mapping[str, Document], sides: Sides, match: _Match, bead: Bead) -> Reuse:
    spans = _spans(documents, sides, match, bead)
    earlier, later = sorted(spans, key=lambda span: (span.document, span.start, span.end))
    return Reuse(earlier, later, "translated", round(1 / (1 + math.exp(-bead.odds)), 4), score=round(bead.odds, 3))
