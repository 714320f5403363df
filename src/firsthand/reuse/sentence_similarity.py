"""How much of one sentence is said by another one of a different language.

In: sentences as content words. Out: for every pair the log odds that one translates the other. Every word looks for
its best counterpart on the other side (a lexicon entry, a cognate, the same number); what share of the rare words finds
one, in both directions, says most; numbers that stand on one side only and the ratio of lengths say the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firsthand.reuse.translation_words import cognate_grams, pivots, rules
from firsthand.settings import TranslationSettings

Matrix = npt.NDArray[np.float64]
Rarity = Mapping[tuple[str, str], float]
"""Inverse document frequency of each (language, word)."""

_MANY_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document: ``[start, end)``, its language, its content words and the number of its passage."""

    document: str
    start: int
    end: int
    language: str
    words: tuple[str, ...]
    passage: int = 0


def rarity(sentences: Iterable[Sentence]) -> dict[tuple[str, str], float]:
    """Inverse document frequency of each (language, word), counted over sentences."""
    count: Counter[str] = Counter()
    frequency: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        count[sentence.language] += 1
        frequency.update((sentence.language, word) for word in set(sentence.words))
    return {key: float(np.log1p(count[key[0]] / n)) for key, n in frequency.items()}


def compare(a: Sequence[Sentence], b: Sequence[Sentence], idf: Rarity, settings: TranslationSettings) -> Matrix:
    """Log odds, shape ``(len(a), len(b))``, that ``a[i]`` and ``b[j]`` translate each other.

    All of `a` are of one language, all of `b` of one other.
    """
    features = measure(a, b, idf, settings)
    return np.asarray(features @ np.asarray(settings.odds_weights), dtype=np.float64)


def measure(a: Sequence[Sentence], b: Sequence[Sentence], idf: Rarity, settings: TranslationSettings) -> Matrix:
    """The features behind the log odds, shape ``(len(a), len(b), 6)``.

    They are: 1; the share of the words' weight that finds a counterpart, mean of both directions; the smaller of the
    two shares; the logarithm of the covered weight; how many numbers stand on one side only (three count as many); and
    how far the lengths are from what the languages let expect, in the manner of Gale and Church (1993).
    """
    words_a, words_b = _vocabulary(a), _vocabulary(b)
    alike = _word_similarity(words_a, a[0].language, words_b, b[0].language, settings)
    weights_a = np.array([idf.get((a[0].language, w), 1.0) for w in words_a])
    weights_b = np.array([idf.get((b[0].language, w), 1.0) for w in words_b])
    covered_a, total_a = _coverage(a, b, words_a, words_b, alike, weights_a)
    covered_b, total_b = _coverage(b, a, words_b, words_a, alike.T, weights_b)
    covered_b = covered_b.T
    share_a = covered_a / np.maximum(total_a[:, None], 1e-9)
    share_b = covered_b / np.maximum(total_b[None, :], 1e-9)
    numbers_a, numbers_b = _numbers(a), _numbers(b)
    unmatched = np.array([[min(len(x ^ y), _MANY_NUMBERS) for y in numbers_b] for x in numbers_a], dtype=np.float64)
    length_a, length_b = _pivot_lengths(a)[:, None], _pivot_lengths(b)[None, :]
    deviation = np.abs(length_a - length_b) / np.sqrt(50.0 * (length_a + length_b))
    return np.stack(
        [
            np.ones_like(share_a),
            (share_a + share_b) / 2,
            np.minimum(share_a, share_b),
            np.log1p(np.minimum(covered_a, covered_b)),
            unmatched,
            deviation,
        ],
        axis=-1,
    )


def _vocabulary(sentences: Sequence[Sentence]) -> list[str]:
    return sorted({word for sentence in sentences for word in sentence.words})


def _numbers(sentences: Sequence[Sentence]) -> list[frozenset[str]]:
    return [frozenset(w for w in s.words if w.startswith("#")) for s in sentences]


def _pivot_lengths(sentences: Sequence[Sentence]) -> Matrix:
    """Characters that each sentence would have in the pivot language."""
    characters = np.array([max(s.end - s.start, 1) for s in sentences], dtype=np.float64)
    return characters / rules(sentences[0].language).length


def _word_similarity(
    words_a: Sequence[str], language_a: str, words_b: Sequence[str], language_b: str, settings: TranslationSettings
) -> Matrix:
    """How well each word of one side stands for each of the other, 0 to 1."""
    alike = np.zeros((len(words_a), len(words_b)))
    meaning: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    sounding: defaultdict[str, list[int]] = defaultdict(list)
    grams_b = [cognate_grams(word) for word in words_b]
    for j, word in enumerate(words_b):
        for pivot, weight in pivots(word, language_b):
            meaning[pivot].append((j, weight))
        for gram in grams_b[j]:
            sounding[gram].append(j)
    for i, word in enumerate(words_a):
        grams = cognate_grams(word)
        if grams:
            shared: Counter[int] = Counter()
            for gram in grams:
                shared.update(sounding.get(gram, ()))
            for j, n in shared.items():
                dice = 2 * n / (len(grams) + len(grams_b[j]))
                if dice >= settings.min_cognate:
                    alike[i, j] = dice
        for pivot, weight in pivots(word, language_a):
            for j, other in meaning.get(pivot, ()):
                alike[i, j] = max(alike[i, j], min(weight, other))
    return alike


def _coverage(
    a: Sequence[Sentence],
    b: Sequence[Sentence],
    words_a: Sequence[str],
    words_b: Sequence[str],
    alike: Matrix,
    weights: Matrix,
) -> tuple[Matrix, Matrix]:
    """Weight of each sentence of `a` that each of `b` covers, and that could be covered."""
    place_a = {word: i for i, word in enumerate(words_a)}
    place_b = {word: i for i, word in enumerate(words_b)}
    best = np.zeros((len(words_a), len(b)))
    for j, sentence in enumerate(b):
        if sentence.words and len(words_a):
            best[:, j] = alike[:, sorted({place_b[w] for w in sentence.words})].max(axis=1)
    holds = np.zeros((len(a), len(words_a)))
    for i, sentence in enumerate(a):
        holds[i, [place_a[w] for w in sorted(set(sentence.words))]] = 1.0
    weighted = holds * weights[None, :]
    return weighted @ best, weighted.sum(axis=1)
