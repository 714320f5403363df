"""A text cut into words, numbers and marks, with the places they came from: what every grammar in this folder reads.

Nothing is changed in the text; a word's `key` (lower case, without accents) is what tables are asked with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_PIECES = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*)"
    r"|(?P<mark>[^\w\s]|_)"
)


_PLAIN_PIECES = re.compile(re.sub(r"\?P<\w+>", "?:", _PIECES.pattern))

_WINDOW = 500_000
SENTENCE = 2_000
"""Signs of a text whose words are remembered for whoever asks next."""


class Word(NamedTuple):
    """One piece of a text: ``text[start:end]``, its folded `key`, and its `kind`: ``word``, ``number`` or ``mark``."""

    start: int
    end: int
    text: str
    key: str
    kind: str


_new_word = tuple.__new__


@lru_cache(maxsize=1 << 16)
def fold_key(text: str) -> str:
    """Lower case, without accents: the form in which tables are asked."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def fold_phrase(phrase: str) -> tuple[str, ...]:
    """The keys of all the words and marks of `phrase`."""
    return tuple(w.key for w in split_words(phrase))


def split_words(text: str) -> list[Word]:
    """Cut `text` into words, numbers and single marks, in order; white space is dropped."""
    return list(_remembered(text)) if len(text) < SENTENCE else list(map(_word, _PIECES.finditer(text)))


def split_keys(text: str) -> Iterator[str]:
    """Only the keys of the words, numbers and marks of `text`."""
    return map(fold_key, _PLAIN_PIECES.findall(text))


@lru_cache(maxsize=256)
def _remembered(text: str) -> tuple[Word, ...]:
    """The words of a sentence: figures, dates and hedges are each looked for in the same one."""
    return tuple(map(_word, _PIECES.finditer(text)))


def _word(found: re.Match[str]) -> Word:
    written = found[0]
    start, end = found.span()
    return _new_word(Word, (start, end, written, fold_key(written), found.lastgroup))


def windows(text: str) -> list[tuple[int, str]]:
    """`text` in pieces of at most half a million signs, with their offsets, cut at blanks: memory stays bounded."""
    pieces: list[tuple[int, str]] = []
    at = 0
    while len(text) - at > _WINDOW:
        cut = max(text.rfind("\n", at, at + _WINDOW), text.rfind(" ", at, at + _WINDOW)) + 1
        cut = cut if cut > at else at + _WINDOW
        pieces.append((at, text[at:cut]))
        at = cut
    pieces.append((at, text[at:]))
    return pieces


class PhraseTable:
    """Phrases of one or more words, each with a value; the longest phrase that stands at a place is found.

    Parameters
    ----------
    entries
        Pairs of a phrase as a reader would write it and its value. A later entry wins over an earlier equal one.
    """

    __slots__ = ("_by_first",)

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        found: dict[str, dict[tuple[str, ...], str]] = {}
        for phrase, value in entries:
            keys = fold_phrase(phrase)
            if keys:
                found.setdefault(keys[0], {})[keys] = value
        self._by_first = {
            first: sorted(phrases.items(), key=lambda item: (-len(item[0]), item[0]))
            for first, phrases in found.items()
        }

    @property
    def firsts(self) -> frozenset[str]:
        """The words that a phrase of the table begins with."""
        return frozenset(self._by_first)

    def __contains__(self, key: str) -> bool:
        """Whether the single word `key` is a phrase of its own."""
        return any(len(keys) == 1 for keys, _ in self._by_first.get(key, ()))

    def at_keys(self, keys: tuple[str, ...]) -> str | None:
        """Value of the phrase made of exactly these folded words."""
        return next((value for phrase, value in self._by_first.get(keys[0], ()) if phrase == keys), None)

    def at(self, words: list[Word], i: int) -> tuple[str, int] | None:
        """Value of the longest phrase that begins at word `i`, and the index after it."""
        if i >= len(words) or (phrases := self._by_first.get(words[i].key)) is None:
            return None
        for keys, value in phrases:
            n = len(keys)
            if n == 1 or (i + n <= len(words) and all(words[i + k].key == keys[k] for k in range(1, n))):
                return value, i + n
        return None
