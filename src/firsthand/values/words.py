"""A text cut into words, numbers and marks, with the places they came from: what every grammar in this folder reads.

Nothing is changed in the text; a word's `key` (lower case, without accents) is what tables are asked with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_PIECES = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*)"
    r"|(?P<mark>[^\w\s]|_)"
)


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
    return list(_remembered(text)) if len(text) < SENTENCE else list(_cut(text))


def keys_in(text: str) -> Collection[str]:
    """Only the keys of the words, numbers and marks of `text`: with them a table is asked whether it knows any."""
    return _remembered_keys(text) if len(text) < SENTENCE else frozenset(_keys(text))


@lru_cache(maxsize=512)
def _remembered_keys(text: str) -> frozenset[str]:
    return frozenset(_keys(text))


def _keys(text: str) -> Iterator[str]:
    return (piece[3] for chunk in text.split() for piece in _CHUNKS[chunk])


@lru_cache(maxsize=512)
def _remembered(text: str) -> tuple[Word, ...]:
    """The words of a sentence: figures, dates and hedges are each looked for in the same one."""
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[Word]:
    at, pieces_of, find, word = 0, _CHUNKS, text.find, Word
    for chunk in text.split():
        at = find(chunk, at)
        for start, end, written, key, kind in pieces_of[chunk]:
            yield _new_word(word, (at + start, at + end, written, key, kind))
        at += len(chunk)


class _Chunks(dict[str, tuple[tuple[int, int, str, str, str | None], ...]]):
    """What stands between two blanks, cut once: a collection writes few things that it did not write before."""

    def __missing__(self, chunk: str) -> tuple[tuple[int, int, str, str, str | None], ...]:
        cut = tuple((m.start(), m.end(), m[0], fold_key(m[0]), m.lastgroup) for m in _PIECES.finditer(chunk))
        if len(chunk) <= _LONGEST_CHUNK:
            if len(self) >= _MOST_CHUNKS:
                self.clear()
            self[chunk] = cut
        return cut


_LONGEST_CHUNK, _MOST_CHUNKS = 40, 1 << 16
"""Memory stays bounded, whatever the texts."""
_CHUNKS = _Chunks()


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

    @property
    def lone(self) -> frozenset[str]:
        """The phrases of a single word."""
        return frozenset(phrase[0] for phrase in self.phrases if len(phrase) == 1)

    @property
    def phrases(self) -> Iterator[tuple[str, ...]]:
        """All phrases, as folded words."""
        return (phrase for listed in self._by_first.values() for phrase, _ in listed)

    def __contains__(self, key: str) -> bool:
        """Whether the single word `key` is a phrase of its own."""
        return any(len(keys) == 1 for keys, _ in self._by_first.get(key, ()))

    def at_keys(self, keys: tuple[str, ...]) -> str | None:
        """Value of the phrase made of exactly these folded words."""
        return next((value for phrase, value in self._by_first.get(keys[0], ()) if phrase == keys), None)

    def at(self, words: Sequence[Word], i: int) -> tuple[str, int] | None:
        """Value of the longest phrase that begins at word `i`, and the index after it."""
        if i >= len(words) or (phrases := self._by_first.get(words[i].key)) is None:
            return None
        for keys, value in phrases:
            n = len(keys)
            if n == 1 or (i + n <= len(words) and all(words[i + k].key == keys[k] for k in range(1, n))):
                return value, i + n
        return None


class Openings:
    """The places at which something that tables list may begin: all others need no rule.

    Parameters
    ----------
    lone
        Single words.
    tables
        Phrases: their first word alone says little ("the same day"), so the whole phrase must stand there.
    articles
        Words that count only before something listed: "the last week".
    ones
        Words that count only before one of `onward`: "a week".
    onward
        What `ones` need behind them.
    """

    __slots__ = ("_articles", "_lone", "_ones", "_onward", "_phrases")

    def __init__(
        self,
        lone: Iterable[str],
        tables: Iterable[PhraseTable],
        articles: frozenset[str] = frozenset(),
        ones: Iterable[str] = (),
        onward: Iterable[str] = (),
    ) -> None:
        tables = tuple(tables)
        self._lone = frozenset(lone).union(*(table.lone for table in tables))
        self._phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
        for phrase in sorted({phrase for table in tables for phrase in table.phrases if len(phrase) > 1}):
            self._phrases[phrase[0]] = (*self._phrases.get(phrase[0], ()), phrase)
        self._articles = articles
        self._ones, self._onward = frozenset(ones) - self._lone, frozenset(onward)

    def places(self, words: Sequence[Word], digits: bool = True) -> list[int]:
        """The indexes of such places, in order; `digits` says that every number is one."""
        lone, phrases, articles, ones = self._lone, self._phrases, self._articles, self._ones
        found: list[int] = []
        for i, (_, _, _, key, kind) in enumerate(words):
            if (
                key in lone
                or (digits and kind == "number")
                or (key in phrases and self._stands(words, i))
                or (key in ones and i + 1 < len(words) and words[i + 1].key in self._onward)
                or (key in articles and i + 1 < len(words) and self._is_led(words, i + 1))
            ):
                found.append(i)
        return found

    def _is_led(self, words: Sequence[Word], i: int) -> bool:
        key = words[i].key
        return key in self._lone or key in self._ones or (key in self._phrases and self._stands(words, i))

    def _stands(self, words: Sequence[Word], i: int) -> bool:
        for phrase in self._phrases[words[i].key]:
            n = len(phrase)
            if (
                i + n <= len(words)
                and words[i + 1].key == phrase[1]
                and all(words[i + k].key == phrase[k] for k in range(2, n))
            ):
                return True
        return False
