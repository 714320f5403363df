"""Personal names of a document: two words and more, where they stand.

In: a text, its language's words, the ranges to read. Out: :class:`Person` values in order. What stands before a name
(a title, an outlet, a preposition with its sentence's capital) and behind it (a verb of a headline) is cut off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.name_runs import Run, clean_run

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = r"(?:(?:d[aeio]s?|del|della|van|von|der|bin|al|of|y|la|las|los)[ \t]){0,2}"
_RUN = re.compile(
    rf"{_CAPITAL}[\w'’.-]*(?:[ \t]{_PARTICLES}{_CAPITAL}(?:\.(?= {_CAPITAL})|[\w'’.-]*\w|[\w'’-]*)){{0,9}}"
)
_FUNCTION_WORDS = (
    "introducers",
    "prepositions",
    "subordinators",
    "coordinators",
    "person_pronouns",
    "clitics",
    "auxiliaries",
    "dates",
)
_NOT_PERSONAL = ("kinds.bodies", "kinds.outlets", "kinds.places", "kinds.works", "dates", "people.place_nouns")


@dataclass(frozen=True, slots=True)
class Person:
    """A personal name of the text: its words, and where they begin and end."""

    words: tuple[str, ...]
    at: int
    end: int = 0

    @property
    def name(self) -> str:
        """The name as it stands."""
        return " ".join(self.words)


def find_persons(text: str, lexicon: Lexicon, ranges: Sequence[tuple[int, int]] = ()) -> list[Person]:
    """Personal names of two words and more in `ranges` (or all of `text`), in order."""
    persons: list[Person] = []
    for match in (m for start, end in ranges or [(0, len(text))] for m in _RUN.finditer(text, start, end)):
        words = tuple(match.group().split())
        before = text[max(0, match.start() - 12) : match.start()].split()[-1:]
        while len(words) > 1 and (is_function_word(words[0].lower(), lexicon) or _ends_sentence(words[0], lexicon)):
            before, words = [words[0]], words[1:]
        if len(words) < 2 or _is_place(before, text[match.end() : match.end() + 24], lexicon):
            continue  # "at her office in Port Amaro", "Sela Brenna village"
        owned = bool(before) and lexicon.has("nouns.of", before[-1].lower())
        if owned and len(words) == 2 and not lexicon.has("given", words[0].lower()):
            continue  # "en su despacho de Puerto Amaro"
        cleaned = clean_run(Run(0, len(words), words), lexicon, owned)
        if cleaned is None or len(cleaned.words) < 2 or len(cleaned.words) > 5:
            continue
        name = _core(tuple(_bare_word(w) for w in cleaned.words), lexicon)
        if len(name) < 2 or not _is_personal(name, lexicon):
            continue
        at = text.find(cleaned.words[0], match.start())
        persons.append(Person(name, at, at + len(" ".join(name))))
    return persons


def is_function_word(word: str, lexicon: Lexicon) -> bool:
    """Whether a word only links or opens a sentence, or tells that somebody speaks."""
    return (
        any(lexicon.has(kind, word) for kind in _FUNCTION_WORDS) or word in lexicon.according or word in lexicon.forms
    )


def _is_place(before: Sequence[str], behind: str, lexicon: Lexicon) -> bool:
    if before and lexicon.has("place_openers", before[-1].lower()):
        return True
    following = behind.split()
    return (
        behind[:1] == " " and bool(following) and lexicon.has("people.place_nouns", following[0].rstrip(".,;").lower())
    )


def _ends_sentence(word: str, lexicon: Lexicon) -> bool:
    """Whether the full stop of `word` is no abbreviation's: "into the Calmar. Ana Dorado said"."""
    low = word.rstrip(".").lower()
    return word.endswith(".") and len(low) > 2 and "." not in low and not lexicon.has("honorifics", low)


def _bare_word(word: str) -> str:
    """A name's word without its genitive or the sentence's full stop; an initial keeps its own."""
    return word if len(word) == 2 and word.endswith(".") else word.rstrip(".").removesuffix("’s").removesuffix("'s")


def _core(name: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The name without an epithet before it ("Republican Ana Ruiz") and a verb or a place behind it."""
    while len(name) > 2 and lexicon.has("portfolios", name[0].lower()):
        name = name[1:]
    for k in range(2, len(name)):
        low = name[k].lower()
        if low in lexicon.forms or lexicon.has("auxiliaries", low):
            return name[:k]  # a headline: "Ana Ruiz Says"
        place = name[k + 1].lower() if k + 1 < len(name) else ""
        if lexicon.has("nouns.of", low) and lexicon.has("kinds.places", place):
            return name[:k]  # "Evo Morales of Bolivia"
    return name


def _is_personal(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    lows = [w.lower() for w in words]
    if any(lexicon.has(kind, low) for low in lows for kind in _NOT_PERSONAL):
        return False
    return not lexicon.has("determiners", lows[0]) and tuple(lows) not in lexicon.outlet_names.get(lows[0], ())
