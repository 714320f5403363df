"""What languages know about names: roles, organizations, countries, outlets, given names; tables, read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from firsthand import languages
from firsthand.values.words import PhraseTable, fold_key, fold_phrase


def _split(listed: str | Iterable[str]) -> list[str]:
    return listed.split() if isinstance(listed, str) else list(listed)


def _phrases(listed: str) -> list[str]:
    return [phrase.strip() for phrase in listed.replace("\n", " ").split("|") if phrase.strip()]


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words that surround and make names in one language; all keys folded."""

    role_heads: frozenset[str]
    titles: frozenset[str]
    role_modifiers: frozenset[str]
    role_links: frozenset[str]
    determiners: frozenset[str]
    organization_words: frozenset[str]
    organization_heads: frozenset[str]
    work_heads: frozenset[str]
    place_words: frozenset[str]
    compass: frozenset[str]
    outlet_words: frozenset[str]
    organization_cues: frozenset[str]
    outlet_cues: frozenset[str]
    speech: frozenset[str]
    place_cues: frozenset[str]
    starters: frozenset[str]
    never: frozenset[str]
    place_last: bool
    strips_articles: bool


@cache
def name_words(language: str) -> NameWords:
    """The name words of `language`; empty sets where it has no table."""
    table: Mapping[str, Any] = languages.table(language, "names")

    def words(name: str) -> frozenset[str]:
        return frozenset(fold_key(word) for word in _split(table.get(name, "")))

    sets = {field.name: words(field.name) for field in fields(NameWords) if field.type == "frozenset[str]"}
    return NameWords(
        **sets,
        place_last=table.get("place_position", "last") == "last",
        strips_articles=bool(table.get("strips_articles", False)),
    )


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names that every language knows together, so that "La Nación" is an outlet in an English text too."""

    known: PhraseTable
    """Phrase to kind: ``place``, ``outlet`` or ``organization``."""
    given: frozenset[str]
    demonyms: frozenset[str]
    country_of: Mapping[tuple[str, ...], str]
    """Folded name of a country to its code, so that "Estados Unidos" and "United States" are one."""
    people_of: Mapping[str, str]
    """Folded adjective or people of a country to its code: "Bolivian", "bolivianos"."""


@cache
def gazetteer() -> Gazetteer:
    """The known names of all languages."""
    known: dict[str, str] = {}
    given: set[str] = set()
    demonyms: set[str] = set()
    country_of: dict[tuple[str, ...], str] = {}
    people_of: dict[str, str] = {}
    for kind, phrase in _known_names():
        known[phrase] = kind
    for language in languages.codes():
        table = languages.table(language, "names")
        given.update(fold_key(name) for name in _split(table.get("given", {}).get("names", "")))
        demonyms.update(fold_key(word) for word in _split(table.get("regions", {}).get("adjectives", "")))
        for code, (names, people, _) in table.get("countries", {}).items():
            people_of.update((fold_key(word), code) for word in people.split())
            for name in _phrases(names):
                country_of[fold_phrase(name)] = code
    demonyms.update(people_of)
    return Gazetteer(PhraseTable(sorted(known.items())), frozenset(given), frozenset(demonyms), country_of, people_of)


def _known_names() -> Iterator[tuple[str, str]]:
    for kind, subject in (("organization", "organizations"), ("outlet", "outlets")):
        for language in languages.codes():
            for phrase in _phrases(languages.table(language, "names").get(subject, {}).get("names", "")):
                yield kind, phrase
    for language in languages.codes():
        table = languages.table(language, "names")
        for phrase in _phrases(table.get("regions", {}).get("names", "")):
            yield "place", phrase
        for names, _, capitals in table.get("countries", {}).values():
            for phrase in (*_phrases(names), *_phrases(capitals)):
                yield "place", phrase


def without_article(keys: tuple[str, ...]) -> tuple[str, ...]:
    """`keys` without a leading article: "the BBC" is "BBC"."""
    return keys[1:] if len(keys) > 1 and keys[0] in languages.around_names("articles") else keys
