"""Aligning the sentences of two texts that may be translations, wholly or here and there.

In: sentences of two languages, and places where they may match. Out: chains of *beads* (Gale & Church 1993: which
sentences of one side stand for which of the other), each chain in order on both sides. What follows directly on both
sides is likelier than it looks by itself, dropped sentences cost a little, and what is out of order (paragraphs moved)
begins a chain of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firsthand.reuse.sentence_similarity import Matrix, Rarity, Sentence, compare
from firsthand.settings import TranslationSettings

_WINDOW = 6
"""Sentences around a seed that are compared too."""
_BLOCK = 60
"""Sentences of the left side that are compared at a time: bounds memory and time for documents of any length."""
_PER_SENTENCE = 4
"""Beads that are kept for each sentence of either side, the likeliest ones."""
_LOOK_BACK = 100
"""Beads that a bead may follow directly: bounds the time; they reach over some fifteen sentences."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences ``[a, a_end)`` of one side stand for ``[b, b_end)`` of the other, with these log odds."""

    a: int
    a_end: int
    b: int
    b_end: int
    odds: float


@dataclass(frozen=True, slots=True)
class Chain:
    """Beads in order on both sides, and the sum of their log odds less what was skipped between them."""

    beads: tuple[Bead, ...]
    score: float


def find_beads(
    a: Sequence[Sentence],
    b: Sequence[Sentence],
    seeds: Sequence[tuple[int, int]],
    idf: Rarity,
    settings: TranslationSettings,
) -> list[Bead]:
    """Likely beads around the seeds (pairs of places in `a` and `b`): one to one, and two neighbours to one."""
    seeds = [s for s in seeds if compare([a[s[0]]], [b[s[1]]], idf, settings)[0, 0] >= settings.min_seed_odds]
    beads: dict[tuple[int, int, int, int], Bead] = {}
    for rows, columns in _blocks(seeds, len(a), len(b)):
        ranges_a, ranges_b = _ranges(a, rows), _ranges(b, columns)
        odds = compare([_merged(a, *r) for r in ranges_a], [_merged(b, *r) for r in ranges_b], idf, settings)
        merged_a = np.array([end - start - 1 for start, end in ranges_a])[:, None]
        merged_b = np.array([end - start - 1 for start, end in ranges_b])[None, :]
        odds -= settings.merge_cost * (merged_a + merged_b)
        odds[(merged_a > 0) & (merged_b > 0)] = -np.inf
        kept = (odds >= settings.min_bead_odds) & (_among_best(odds) | _among_best(odds.T).T)
        for x, y in np.argwhere(kept).tolist():
            place = (*ranges_a[x], *ranges_b[y])
            beads[place] = Bead(*place, float(odds[x, y]))
    return [beads[place] for place in sorted(beads)]


def _blocks(seeds: Sequence[tuple[int, int]], n_a: int, n_b: int) -> Iterator[tuple[list[int], list[int]]]:
    """Rows and columns around the seeds, so many rows at a time; blocks share one row, so that no neighbours part."""
    columns_of: dict[int, set[int]] = {}
    for i, j in seeds:
        for row in range(max(0, i - _WINDOW), min(n_a, i + _WINDOW + 1)):
            columns_of.setdefault(row, set()).update(range(max(0, j - _WINDOW), min(n_b, j + _WINDOW + 1)))
    rows = sorted(columns_of)
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK + 1]
        yield block, sorted(set().union(*(columns_of[row] for row in block)))


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
    words = tuple(word for sentence in sentences[start:end] for word in sentence.words)
    return Sentence(first.document, first.start, last.end, first.language, words, first.passage)


def _among_best(odds: Matrix) -> npt.NDArray[np.bool_]:
    """Whether each value is at least the last of the best few of its row."""
    if odds.shape[1] <= _PER_SENTENCE:
        return np.ones(odds.shape, dtype=np.bool_)
    last = np.partition(odds, -_PER_SENTENCE, axis=1)[:, -_PER_SENTENCE]
    return np.asarray(odds >= last[:, None])


def find_chains(beads: Sequence[Bead], settings: TranslationSettings) -> list[Chain]:
    """The best chain, then the best of what it leaves over, and so on; no sentence is used twice."""
    left = sorted(beads, key=lambda x: (x.a_end, x.b_end, x.a, x.b))
    chains: list[Chain] = []
    while left:
        found = _disjoint_chains(left, settings)
        if not found:
            break
        chains.extend(found)
        used_a = {i for chain in found for bead in chain.beads for i in range(bead.a, bead.a_end)}
        used_b = {i for chain in found for bead in chain.beads for i in range(bead.b, bead.b_end)}
        left = [x for x in left if used_a.isdisjoint(range(x.a, x.a_end)) and used_b.isdisjoint(range(x.b, x.b_end))]
    return sorted(chains, key=lambda c: (c.beads[0].a, c.beads[0].b))


def _disjoint_chains(beads: Sequence[Bead], settings: TranslationSettings) -> list[Chain]:
    """One round: best chain ending at every bead, then the chains from the best end down while they share nothing."""
    score = [bead.odds for bead in beads]
    before = [-1] * len(beads)
    for i, bead in enumerate(beads):
        for j in range(max(0, i - _LOOK_BACK), i):
            earlier = beads[j]
            if earlier.a_end <= bead.a and earlier.b_end <= bead.b:
                skipped = (bead.a - earlier.a_end) + (bead.b - earlier.b_end)
                cost = min(settings.skip_cost * skipped, settings.max_skip_cost)
                reached = score[j] + bead.odds - (cost if skipped else -settings.in_order_bonus)
                if reached > score[i] and reached > bead.odds:
                    score[i], before[i] = reached, j
    chains: list[Chain] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for end in sorted(range(len(beads)), key=lambda i: (-score[i], i)):
        path: list[Bead] = []
        at = end
        while at >= 0:
            path.append(beads[at])
            at = before[at]
        taken_a = {i for bead in path for i in range(bead.a, bead.a_end)}
        taken_b = {i for bead in path for i in range(bead.b, bead.b_end)}
        if used_a & taken_a or used_b & taken_b:
            continue
        used_a |= taken_a
        used_b |= taken_b
        if score[end] > 0:
            chains.append(Chain(tuple(reversed(path)), score[end]))
    return chains
