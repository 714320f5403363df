"""Words that can be compared across languages.

In: a sentence and its language. Out: its content words as stems of that language, numbers by their digits. A stem knows
its *pivot* stems (through the language's lexicon) and its *sound* (spellings that differ between languages made one),
so that two stems of any two languages can be compared without a table for that pair.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand.languages import codes, table
from firsthand.languages.lexicon import PIVOT, lexicon

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|[^\W\d_]+")
_NOT_DIGIT = re.compile(r"\D")
_ACCENT = re.compile("[\u0300-\u036f]+")
_SPELLINGS = (
    ("ph", "f"),
    ("th", "t"),
    ("ch", "c"),
    ("ck", "c"),
    ("qu", "c"),
    ("k", "c"),
    ("q", "c"),
    ("y", "i"),
    ("w", "v"),
    ("z", "s"),
    ("h", ""),
)
_DOUBLED = re.compile(r"(.)\1+")
_LEADING_E = re.compile(r"es[bcdfgmnpt]")
_MIN_STEM = 3
_MIN_GRAMMED = 4
_MAX_LETTERS = 40
_MAX_CHARACTERS = 4000
"""A sentence is compared by so much of its beginning; longer ones are no sentences, and no input may cost more."""
_MIN_VOTES = 2.5
_OUTVOTES = 2.0
_FALSE_FRIEND = 0.5
"""Weight of a word's own spelling where the lexicon knows better: names are also words ("Toma"), words look alike."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The table ``translation`` of one language, ready for use."""

    function_words: frozenset[str]
    endings: tuple[str, ...]
    numbers: dict[str, str]
    length: float


@cache
def rules(language: str) -> Rules:
    """Rules of `language`; empty ones where it has no table."""
    data = table(language, "translation")
    return Rules(
        function_words=frozenset(data.get("function_words", "").split()),
        endings=tuple(sorted(set(data.get("endings", "").split()), key=lambda e: (-len(e), e))),
        numbers={word: f"#{value}" for word, value in data.get("numbers", {}).items()},
        length=float(data.get("length", 1.0)),
    )


def tokens(text: str) -> list[str]:
    """Words and figures of `text`, small and without accents; no way home, for whole sentences are reported."""
    text = text.lower()
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return _TOKEN.findall(text)


def sentence_tokens(text: str, start: int, end: int) -> list[str]:
    """The :func:`tokens` of the sentence ``text[start:end]``, of its beginning if it is too long for one."""
    return tokens(text[start : min(end, start + _MAX_CHARACTERS)])


@cache
def _voices() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each function word the languages that have it; a word of several languages says less about each."""
    owners: dict[str, list[str]] = {}
    for language in codes():
        for word in sorted(rules(language).function_words):
            owners.setdefault(word, []).append(language)
    return {word: tuple((language, 1 / len(languages)) for language in languages) for word, languages in owners.items()}


def sentence_language(words: Sequence[str], language: str) -> str:
    """Language of one sentence of a passage in `language`: another one only where its function words outweigh by far.

    A sentence quoted in the original inside an article of another language is thereby compared with its translations.
    """
    if language and not rules(language).function_words:
        return language
    votes: dict[str, float] = {}
    voices = _voices()
    for word in dict.fromkeys(words):
        for voice, weight in voices.get(word, ()):
            votes[voice] = votes.get(voice, 0.0) + weight
    if not votes:
        return language
    best = min(votes, key=lambda voice: (-votes[voice], voice))
    convincing = votes[best] >= _MIN_VOTES and votes[best] >= _OUTVOTES * votes.get(language, 0.0)
    return best if convincing else language


def is_surely_in(language: str, text: str, start: int, end: int) -> bool:
    """Whether :func:`sentence_language` gives `language` for whatever sentences ``text[start:end]`` is cut into."""
    if end - start > _MAX_CHARACTERS:
        return False
    voices, votes = _voices(), dict.fromkeys(codes(), 0.0)
    for word in voices.keys() & tokens(text[start:end]):
        for voice, weight in voices[word]:
            votes[voice] += weight
    # The last bits of a sum depend on the order of its parts.
    return all(votes[voice] < _MIN_VOTES - 1e-9 for voice in votes if voice != language)


def content_words(words: Sequence[str], language: str) -> tuple[str, ...]:
    """Stems of the content words among the tokens `words`, in order; numbers as ``#`` and their digits."""
    stems = (_content(word, language) for word in words)
    return tuple(stem for stem in stems if stem)


@lru_cache(maxsize=200_000)
def _content(word: str, language: str) -> str:
    """Stem of a content word, ``#`` and the digits of a number, nothing for a word without content."""
    rule = rules(language)
    if word[0].isdigit():
        digits = "".join(str(int(d)) for d in _NOT_DIGIT.sub("", word)[:_MAX_LETTERS])
        return "#" + (digits.lstrip("0") or "0")
    if word in rule.numbers:
        return rule.numbers[word]
    if word in rule.function_words or len(word) < 2:
        return ""
    return _stem(word[:_MAX_LETTERS], language)


def _stem(word: str, language: str) -> str:
    for ending in rules(language).endings:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=200_000)
def pivots(stem: str, language: str) -> tuple[tuple[str, float], ...]:
    """Stems of the pivot language that `stem` may mean, with weights up to 1."""
    known = () if language == PIVOT else lexicon(language).get(stem, ())
    if not known:
        return ((stem, 1.0),)
    own = () if any(p == stem for p, _ in known) else ((stem, _FALSE_FRIEND),)
    return known + own


@lru_cache(maxsize=200_000)
def sound(stem: str) -> str:
    """`stem` with the spellings that languages and transliterations differ in made one: ph/f, k/c/q, y/i, silent h,
    doubled letters."""
    if stem.startswith("#"):
        return stem
    for spelling, one in _SPELLINGS:
        stem = stem.replace(spelling, one)
    stem = _DOUBLED.sub(r"\1", stem)
    return stem[1:] if _LEADING_E.match(stem) else stem


@lru_cache(maxsize=200_000)
def cognate_grams(stem: str) -> frozenset[str]:
    """Character trigrams of the stem's sound, its beginning marked; none for numbers and short words."""
    if stem.startswith("#") or len(stem) < _MIN_GRAMMED:
        return frozenset()
    marked = "^" + sound(stem)
    return frozenset(marked[i : i + 3] for i in range(len(marked) - 2))
