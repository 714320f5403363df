"""Stems in the pivot language: what makes a clause of one language comparable with a clause of another."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from firsthand.facts.concepts import irregular
from firsthand.languages import HERE, table
from firsthand.reuse.translation_words import content_words, pivots
from firsthand.values.words import fold_key

ROOT_LETTERS = 6


@lru_cache(maxsize=1 << 16)
def stem_of(key: str, language: str) -> str:
    """The stem, in its own language, of a folded word; empty for a word without content."""
    key = irregular(language).get(key, key)
    found = content_words((key,), language)
    return found[0] if found else ""


@lru_cache(maxsize=1 << 16)
def pivot_of(key: str, language: str) -> str:
    """The stem, in the pivot language, that a folded word most likely means, cut to its root; empty without content."""
    stem = stem_of(key, language)
    if not stem or stem in _unspoken(language):
        return ""
    return pivots(stem, language)[0][0][:ROOT_LETTERS]


@cache
def _unspoken(language: str) -> frozenset[str]:
    """Stems of words that frame what is told: who says it is no part of it."""
    words = table(language, "words").get("frame_words", "").split()
    return frozenset(content_words(tuple(words), language))


@cache
def clause_breaks(language: str) -> frozenset[str]:
    """Folded words that tie a clause to the one before it."""
    return frozenset(fold_key(word) for word in table(language, "claims").get("clause_breaks", ()))


@cache
def event_words(language: str) -> frozenset[str]:
    """Stems that mostly tell what somebody does."""
    path = HERE / language / "event_words.txt"
    if not (language.isalpha() and path.is_file()):
        return frozenset()
    return frozenset(line for line in path.read_text("utf8").splitlines() if line and not line.startswith("#"))


@cache
def background() -> dict[str, float]:
    """In which share of news articles a root stands."""
    path = Path(__file__).with_name("background.tsv")
    found: dict[str, float] = {}
    for line in path.read_text("utf8").splitlines():
        stem, _, share = line.partition("\t")
        found[stem[:ROOT_LETTERS]] = max(found.get(stem[:ROOT_LETTERS], 0.0), float(share))
    return found
