"""Spellings: when two written names can be one person's, in whatever alphabet they once stood.

In: the folded words of two names. Out: whether they agree, and why. The rules are data (``names.toml``, ``spelling``):
letters that sound alike, given names with many spellings, short forms.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler

from firsthand import languages
from firsthand.settings import ValueSettings
from firsthand.values.namelists import gazetteer
from firsthand.values.words import fold_key, split_words

_VOWELS = frozenset("aeiou")
_SETTINGS = ValueSettings()
SILENT = languages.around_names("particles") | languages.around_names("beside")
"""Words of personal names that say nothing about whose name it is."""


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for language in languages.codes():
        rules = languages.table(language, "names").get("spelling", {}).get("rules", ())
        found.extend((letters, sound) for letters, sound in rules)
    return tuple(found)


@cache
def _groups(subject: str) -> dict[str, frozenset[int]]:
    """Each word's groups in the lists of `subject` (``variants`` or ``nicknames``)."""
    groups: dict[str, set[int]] = {}
    number = 0
    for language in languages.codes():
        for line in languages.table(language, "names").get("spelling", {}).get(subject, ()):
            for word in line.split():
                groups.setdefault(fold_key(word), set()).add(number)
            number += 1
    return {word: frozenset(numbers) for word, numbers in groups.items()}


@cache
def aliases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Names of bodies that are one by common knowledge: each alias's words to the words of the first of its list.

    Lists that share an alias are one list.
    """
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for language in languages.codes():
        for line in languages.table(language, "names").get("spelling", {}).get("aliases", ()):
            keys = [name_keys(name) for name in line.split("|")]
            known = next((found[key] for key in keys if key in found), keys[0])
            for key in keys:
                found.setdefault(key, known)
    return found


@lru_cache(maxsize=1 << 16)
def name_keys(name: str) -> tuple[str, ...]:
    """The folded words of a name, its marks left out."""
    return tuple(word.key for word in split_words(name) if word.kind != "mark")


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """How a folded word sounds, roughly: one letter a sound, doubled letters single, vowels kept."""
    for letters, instead in _rules():
        if letters in word:
            word = word.replace(letters, instead)
    out: list[str] = []
    for letter in word:
        if not out or out[-1] != letter:
            out.append(letter)
    return "".join(out)


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of :func:`sound`, after its first letter: the key under which spellings are looked up."""
    variant = _groups("variants").get(word)
    if variant:
        return f"={min(variant)}"
    heard = sound(word)
    first = "a" if heard[:1] in _VOWELS else heard[:1]
    return first + "".join(c for c in heard[1:] if c not in _VOWELS and c != "h")


def _beat(word: str) -> str:
    """Where vowels and consonants change: Makin is not McCain."""
    beat = ""
    for letter in sound(word):
        kind = "v" if letter in _VOWELS else "c"
        if kind == "c" or not beat.endswith("v"):
            beat += kind
    return beat


@lru_cache(maxsize=1 << 18)
def words_agree(a: str, b: str) -> str | None:
    """Why two folded words of names may be the same word: ``same``, ``initial``, ``spelling``, ``short``; else None."""
    if a == b:
        return "same"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[:1] == b[:1] else None
    variants = _groups("variants")
    if a in variants or b in variants:
        if variants.get(a, frozenset()) & variants.get(b, frozenset()):
            return "spelling"
        if a in variants and b in variants:
            return None
    if _groups("nicknames").get(a, frozenset()) & _groups("nicknames").get(b, frozenset()):
        return "short"
    if skeleton(a) != skeleton(b) or min(len(a), len(b)) < 5:
        return None
    if {a, b} <= gazetteer().given:
        return None
    if {a[-1], b[-1]} == {"a", "o"} or (abs(len(a) - len(b)) == 1 and max(a, b, key=len)[:-1] == min(a, b, key=len)):
        return None  # Mario and Maria, Daniel and Daniela are two
    if _beat(a) != _beat(b):
        return None
    near = JaroWinkler.similarity(sound(a), sound(b))
    return "spelling" if near >= _SETTINGS.spelling_similarity else None
