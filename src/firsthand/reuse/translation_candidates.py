"""Which sentences of different languages are worth a close look.

In: the sentences of a collection. Out: pairs of them that share rare stems of the pivot language, rare names or
numbers, each among the other's best few. An inverted index: time grows with the sentences, not with their pairs,
because words in very many sentences lead nowhere.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from firsthand.reuse.sentence_similarity import Rarity, Sentence
from firsthand.reuse.translation_words import pivots, sound
from firsthand.settings import TranslationSettings

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_CHUNK = 2_000_000
"""Pairs of postings joined at a time: bounds the memory."""
_SOUND_LETTERS = 5
_SOUND_SHARE = 0.5
"""Weight of two words that only begin alike, against one of the same stem."""


@dataclass(frozen=True, slots=True)
class _Postings:
    """Sentences and keys of one language, parallel: sentence `sentence[i]` has key `key[i]` with weight `weight[i]`."""

    sentence: Ints
    key: Ints
    weight: Floats


def find_candidates(sentences: Sequence[Sentence], idf: Rarity, settings: TranslationSettings) -> list[tuple[int, int]]:
    """Pairs of places in `sentences`, of different languages, the language that sorts first on the left; sorted."""
    postings, n_keys = _index(sentences, idf)
    pairs: list[tuple[int, int]] = []
    for left, right in combinations(sorted(postings), 2):
        a, b, score = _join(postings[left], postings[right], n_keys, len(sentences), settings)
        kept = _among_best(a, b, score, settings.candidates) & _among_best(b, a, score, settings.candidates)
        pairs.extend(zip(a[kept].tolist(), b[kept].tolist()))
    return sorted(pairs)


def _index(sentences: Sequence[Sentence], idf: Rarity) -> tuple[dict[str, _Postings], int]:
    """Postings of each language, and how many keys there are; the largest language keeps only what others have too."""
    places: dict[str, list[int]] = {}
    for i, sentence in enumerate(sentences):
        places.setdefault(sentence.language, []).append(i)
    by_size = sorted(places, key=lambda language: (len(places[language]), language))
    numbers: dict[str, int] = {}
    postings: dict[str, _Postings] = {}
    for language in by_size:
        columns = array("q"), array("q"), array("d")
        for i in places[language]:
            for key, weight in _keys(sentences[i], idf).items():
                number = numbers.get(key, -1) if language == by_size[-1] else numbers.setdefault(key, len(numbers))
                if number >= 0:
                    columns[0].append(i)
                    columns[1].append(number)
                    columns[2].append(weight)
        postings[language] = _Postings(*(np.array(column) for column in columns))
    return postings, len(numbers)


def _keys(sentence: Sentence, idf: Rarity) -> dict[str, float]:
    """What a sentence is looked up by: its stems in the pivot, and the beginning of how its longer words sound."""
    keys: dict[str, float] = {}
    for word in sentence.words:
        weight = idf[sentence.language, word]
        for key, share in _word_keys(word, sentence.language):
            if weight * share > keys.get(key, 0.0):
                keys[key] = weight * share
    norm = math.sqrt(math.fsum(w * w for w in keys.values())) or 1.0
    return {key: weight / norm for key, weight in keys.items()}


@lru_cache(maxsize=200_000)
def _word_keys(word: str, language: str) -> tuple[tuple[str, float], ...]:
    if len(word) < _SOUND_LETTERS or word.startswith("#"):
        return pivots(word, language)
    return (*pivots(word, language), ("^" + sound(word)[:_SOUND_LETTERS], _SOUND_SHARE))


def _join(
    a: _Postings, b: _Postings, n_keys: int, n_sentences: int, settings: TranslationSettings
) -> tuple[Ints, Ints, Floats]:
    """Pairs of a sentence of each side that share a key, with the sum of the products of their weights."""
    order = np.argsort(b.key, kind="stable")
    count = np.bincount(b.key, minlength=n_keys)
    first = np.cumsum(count) - count
    most = np.maximum(count, np.bincount(a.key, minlength=n_keys))
    useful = (count > 0) & (most <= settings.max_postings)
    kept = np.flatnonzero(useful[a.key])
    found_a, found_b, found_score = [], [], []
    for part in _chunks(a.sentence[kept], count[a.key[kept]]):
        entries = kept[part]
        n = count[a.key[entries]]
        entry = np.repeat(entries, n)
        within = np.arange(len(entry)) - np.repeat(np.cumsum(n) - n, n)
        partner = order[first[a.key[entry]] + within]
        pair, inverse = np.unique(a.sentence[entry] * n_sentences + b.sentence[partner], return_inverse=True)
        score = np.bincount(inverse, a.weight[entry] * b.weight[partner], len(pair))
        close = score >= settings.min_similarity
        found_a.append(pair[close] // n_sentences)
        found_b.append(pair[close] % n_sentences)
        found_score.append(score[close])
    if not found_a:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    return np.concatenate(found_a), np.concatenate(found_b), np.concatenate(found_score)


def _chunks(sentence: Ints, work: Ints) -> Iterator[slice]:
    """Slices of whole sentences with about `_CHUNK` of work each."""
    if not len(sentence):
        return
    edges = np.flatnonzero(np.diff(sentence, prepend=-1))
    done = np.concatenate([[0], np.cumsum(work)])[edges]
    cuts = edges[np.flatnonzero(np.diff(done // _CHUNK, prepend=-1))]
    for start, end in zip(cuts, np.append(cuts[1:], len(sentence))):
        yield slice(int(start), int(end))


def _among_best(of: Ints, other: Ints, score: Floats, n: int) -> npt.NDArray[np.bool_]:
    """Whether each pair is among the best `n` of its sentence in `of`; ties go to the earlier sentence."""
    order = np.lexsort((other, -np.round(score, 9), of))
    starts = np.flatnonzero(np.diff(of[order], prepend=-1))
    lengths = np.diff(np.append(starts, len(of)))
    rank = np.empty(len(of), dtype=np.int64)
    rank[order] = np.arange(len(of)) - np.repeat(starts, lengths)
    return np.asarray(rank < n)
