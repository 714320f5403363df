"""What a sentence claims, as words that can be compared: stems of its content words, weighed by how rare they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import log

from firsthand.languages import table
from firsthand.text import fold
from firsthand.text.words import words_of

STEM_LETTERS = 6
"""Words are compared without their ending, by their first letters: cheap, and near enough to a stemmer."""
_SHORTEST_STEM = 4


@cache
def _unspoken(language: str) -> frozenset[str]:
    """Folded words of `language` that say nothing about what a sentence claims."""
    tables = table(language, "words")
    lists = (tables.get(name, "") for name in ("function_words", "frame_words"))
    return frozenset(word for words in lists for word in words_of(words))


@lru_cache(maxsize=1 << 14)
def content_stems(text: str, language: str) -> tuple[str, ...]:
    """Stems of the words of `text` that carry its claim, in order, each once."""
    unspoken = _unspoken(language)
    kept = (word for word in words_of(text) if word not in unspoken and (len(word) > 1 or word.isdigit()))
    return tuple(dict.fromkeys(word if word.isdigit() else _stem(word, language) for word in kept))


@cache
def _suffixes(language: str) -> tuple[str, ...]:
    listed = (fold(suffix).text for suffix in table(language, "words").get("suffixes", "").split())
    return tuple(sorted(listed, key=lambda s: (-len(s), s)))


@lru_cache(maxsize=1 << 16)
def _stem(word: str, language: str) -> str:
    for suffix in _suffixes(language):
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word[: -len(suffix)]
            break
    return word[:STEM_LETTERS]


class Rarity:
    """How much a stem tells, from how many sentences of the collection have it.

    Smoothed as if every stem stood in a share of unseen sentences too, so that in a collection of five articles a word
    that all of them repeat still counts for something.
    """

    def __init__(self, sentences: Iterable[Sequence[str]]) -> None:
        self._counts: Counter[str] = Counter()
        n_sentences = 0
        for stems in sentences:
            self._counts.update(stems)
            n_sentences += 1
        self._total = log(1 + max(n_sentences, 200))

    def weigh(self, stem: str) -> float:
        """Nats, from 0 (in every sentence) upwards."""
        return max(0.2, self._total - log(1 + self._counts[stem]))

    def sum(self, stems: Iterable[str]) -> float:
        """Nats of all `stems` together."""
        return sum(self.weigh(stem) for stem in stems)
