"""Woman or man: what a given name, a title or a noun tells.

In: a name's words, or the words of a phrase. Out: a gender, or None where nothing tells. Given names are looked up in
the tables of all languages, because news names people of all countries; words only in the text's own language.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from firsthand.languages import codes, table
from firsthand.quotes.lexicon import Lexicon

Gender = Literal["female", "male"]


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(w for code in codes() for w in table(code, "people").get(key, "").lower().split())


@cache
def given_names() -> frozenset[str]:
    """Given names of all languages."""
    tables = (table(code, "names").get("given", {}).get("names", "") for code in codes())
    listed = frozenset(w for names in tables for w in names.lower().split())
    return listed | _names("female_names") | _names("male_names") | _names("either_names")


@lru_cache(maxsize=4096)
def gender_of_name(given: str) -> Gender | None:
    """What a given name tells; "Maria", "Otto": by their ending where no table has them."""
    low = given.lower()
    if low in _names("either_names"):
        return None
    if low in _names("female_names"):
        return "female"
    endings: dict[str, Gender] = {"a": "female", "o": "male"}
    if low in _names("male_names"):
        return "male"
    if low in given_names():
        latin = low in _names_with_endings() and low[-1:] in endings
        return endings[low[-1]] if latin else "male"
    return endings.get(low[-1:]) if len(low) > 3 else None


@cache
def _names_with_endings() -> frozenset[str]:
    """Given names of the languages whose endings tell gender: those that put the noun's head first."""
    latin = (code for code in codes() if table(code, "quotes").get("head_first"))
    return frozenset(w for c in latin for w in table(c, "names").get("given", {}).get("names", "").lower().split())


def gender_of_words(words: Iterable[str], lexicon: Lexicon) -> Gender | None:
    """What the first word that tells anything says: "la portavoz", "Mr", "the widow"."""
    for word in words:
        low = word.lower().rstrip(".")
        if lexicon.has("people.female_words", low):
            return "female"
        if lexicon.has("people.male_words", low):
            return "male"
    return None
