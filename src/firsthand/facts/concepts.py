"""Concepts: which words name which kind of event, in any language, so that "killed" meets "murieron".

In: the words of a text. Out: where a concept is named. ``languages/<code>/events.toml`` holds the words; a
concept has one name in all languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.languages import codes, table
from firsthand.values.words import Word, fold_key

Pattern = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A concept named by the words ``[first, after)``."""

    first: int
    after: int
    concept: str


@dataclass(frozen=True, slots=True)
class ConceptWords:
    """The event words of one language."""

    known: Mapping[str, tuple[tuple[Pattern, str], ...]]
    """By a word, the phrases that may begin with it, longest first; worked out when the word is first met."""

    def find(self, words: Sequence[Word]) -> list[Named]:
        """All concepts named in `words`, in order, without overlap; of two at one place the longer."""
        found: list[Named] = []
        known, after = self.known, 0
        for i, word in enumerate(words):
            if i < after or word[4] != "word":
                continue
            for pattern, concept in known[word[3]]:
                n = len(pattern)
                if n == 1 or (i + n <= len(words) and all(_meets(pattern[k], words[i + k].key) for k in range(1, n))):
                    after = i + n
                    found.append(Named(i, after, concept))
                    break
        return found

    def candidates(self, key: str) -> tuple[tuple[Pattern, str], ...]:
        """The phrases that may begin with the word `key`, longest first."""
        return self.known[key]


class _Known(dict[str, tuple[tuple[Pattern, str], ...]]):
    """The phrases of one language by their first word or by its beginning, then by every word that was met."""

    def __init__(
        self,
        whole: Mapping[str, Sequence[tuple[Pattern, str]]],
        begun: Mapping[str, Sequence[tuple[Pattern, str]]],
    ) -> None:
        super().__init__()
        self._whole, self._begun = whole, begun

    def __missing__(self, key: str) -> tuple[tuple[Pattern, str], ...]:
        found = list(self._whole.get(key, ()))
        found += [(p, c) for p, c in self._begun.get(key[:_BEGINNING], ()) if _meets(p[0], key)]
        found.sort(key=lambda entry: (-len(entry[0]), "*" in entry[0][0], -len(entry[0][0]), entry))
        if len(self) >= _MOST_KEYS:
            self.clear()
        self[key] = tuple(found)
        return self[key]


_MOST_KEYS = 1 << 16
_BEGINNING = 3


def _meets(pattern: str, key: str) -> bool:
    begin, star, end = pattern.partition("*")
    if not star:
        return pattern == key
    return key.startswith(begin) and key.endswith(end) and len(key) >= len(begin) + len(end)


@cache
def concept_words(language: str) -> ConceptWords:
    """The event words of `language`; none where it has no table."""
    whole: dict[str, list[tuple[Pattern, str]]] = {}
    begun: dict[str, list[tuple[Pattern, str]]] = {}
    for concept, phrases in table(language, "events").get("concepts", {}).items():
        for phrase in phrases:
            pattern = tuple(fold_key(part) for part in phrase.split())
            place = (
                begun.setdefault(pattern[0][:_BEGINNING], []) if "*" in pattern[0] else whole.setdefault(pattern[0], [])
            )
            place.append((pattern, concept))
    return ConceptWords(_Known(whole, begun))


@cache
def concept_class(name: str) -> frozenset[str]:
    """The concepts of a class ("running": its number grows while it is counted), as any language's table lists them."""
    return frozenset(c for code in codes() for c in table(code, "events").get("classes", {}).get(name, ()))


@cache
def irregular(language: str) -> Mapping[str, str]:
    """Word forms that share no beginning with their verb."""
    pairs = (entry.split(":") for entry in table(language, "events").get("irregular", {}).get("words", ()))
    return {fold_key(form): fold_key(verb) for form, verb in pairs}
