"""Stemmata: who copied whom where nothing is dated and everybody has nearly the whole text, as in a textual tradition.

In: the words of each passage, witness by witness. Out: how surely each witness was taken from each other one. What
tells is what textual criticism goes by: an error that others share was inherited, one that a single witness has is its
own. A witness with errors of its own that another lacks was hardly copied by it; and who departs from its exemplar
makes an error of its own rather than one that others have already; copies rather lose words than add any. The stemma is
the tree that needs the least of what is unlikely (Chu and Liu 1965, Edmonds 1967); how sure its branches are is read
off resampled passages (Felsenstein 1985).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from firsthand.copying.collate import Floats, plain_word
from firsthand.copying.forest import best_forest
from firsthand.settings import COPYING

Carried = Mapping[int, Sequence[str]]
"""Witness -> the words of one passage, in order."""
Feature = tuple[str, ...]


def is_tradition(passages: Sequence[Carried], n: int) -> bool:
    """Whether `n` witnesses hand down one text: each has nearly all of it, and most words of some other's.

    Passages of a newsroom are dropped and added; there the sums over networks know better.
    """
    if not COPYING.least_tradition <= n <= COPYING.exact_documents:
        return False
    full = sum(max(len(words) for words in carried.values()) for carried in passages)
    lengths = np.zeros(n)
    shared = np.zeros((n, n))
    for carried in passages:
        sets = {i: set(words) for i, words in carried.items()}
        for i, ours in sets.items():
            lengths[i] += len(ours)
            for j, theirs in sets.items():
                shared[i, j] += len(ours & theirs)
    np.fill_diagonal(shared, 0)
    if full < COPYING.tradition_words or lengths.min() < COPYING.tradition_carried * full:
        return False
    return bool((shared.max(1) >= COPYING.tradition_alike * lengths).all())


def draw_stemma(passages: Sequence[Carried], n: int) -> Floats:
    """How surely each of `n` witnesses was copied from each: ``[u, v]`` is a share of resampled texts.

    Parameters
    ----------
    passages
        The words of each passage, by witness.

    Notes
    -----
    O(n**2) for each different word or pair of neighbouring words, and O(n**3) for each resampled text.
    """
    costs = _costs_by_block(passages, n)
    rng = np.random.default_rng(len(costs))
    found = np.zeros((n, n))
    for draw in range(COPYING.resampled_texts):
        weights = np.ones(len(costs)) if draw == 0 else rng.multinomial(len(costs), np.full(len(costs), 1 / len(costs)))
        parents = _cheapest_tree(np.tensordot(weights, costs, 1))
        children = np.flatnonzero(parents >= 0)
        found[parents[children], children] += 1 / COPYING.resampled_texts
    return found


def _cheapest_tree(cost: Floats) -> NDArray[np.int64]:
    """Parents of the tree with one root whose edges cost least together."""
    gain = -cost.astype(np.float64)
    np.fill_diagonal(gain, -np.inf)
    none = -(cost.max() + 1.0) * (len(cost) + 1)
    return best_forest(gain, np.full(len(cost), none))


def _costs_by_block(passages: Sequence[Carried], n: int) -> Floats:
    """What each edge ``[u, v]`` costs, by blocks of the text that are resampled as one."""
    blocks: dict[int, Floats] = defaultdict(lambda: np.zeros((n, n)))
    whole = len(passages) >= COPYING.blocks
    for f, carried in enumerate(passages):
        members = np.array(sorted(carried))
        length = np.array([len(carried.get(i, ())) for i in range(n)])
        here = np.isin(np.arange(n), members)
        longer = np.maximum(0, length[None, :] - length[:, None]) * np.outer(here, here)
        blocks[f if whole else f % COPYING.blocks] += COPYING.word_added * longer
        holders: dict[Feature, list[int]] = defaultdict(list)
        for i in members.tolist():
            for feature in sorted(set(_features(carried[i]))):
                holders[feature].append(i)
        for feature, having in holders.items():
            if len(having) < len(members):
                block = f if whole else crc32(feature[0].encode("utf8", "surrogatepass")) % COPYING.blocks
                has = np.isin(np.arange(n), having)
                lacks = here & ~has
                price = 1.0 if len(having) > 1 else COPYING.own_error_lost
                regained = COPYING.shared_error_made if len(having) > 1 else 1.0
                blocks[block] += price * np.outer(has, lacks) + regained * np.outer(lacks, has)
    return np.array([blocks[block] for block in sorted(blocks)]) if blocks else np.zeros((1, n, n))


def _features(words: Sequence[str]) -> Counter[Feature]:
    """Every word of a passage, numbered where it comes again, and every two neighbours; plain words foremost."""
    plain = ["", *(plain_word(word) for word in words), ""]
    return Counter([(plain_word(word), word) for word in words] + [(a, a, b) for a, b in pairwise(plain)])
