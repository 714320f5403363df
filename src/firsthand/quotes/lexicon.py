"""A language's ways of saying, ready for looking up: its table ``quotes.toml`` with every verb form spelt out.

In: a language code. Out: a :class:`Lexicon`, built once. Always true: every word in it is lower case; a language
without a table gets an empty lexicon, with which the finder still reads quote marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from firsthand.languages import table
from firsthand.model import CertaintyLevel

Shape = Literal["finite", "base", "infinitive", "gerund", "participle"]
Phrase = tuple[str, ...]
_SHAPES: tuple[Shape, ...] = ("finite", "base", "infinitive", "gerund", "participle")


@dataclass(frozen=True, slots=True)
class Verb:
    """What one verb of saying takes. A lemma in several groups of the table has all their powers."""

    lemma: str
    that: bool = False
    bare: bool = False
    to: bool = False
    trailing: bool = False
    utters: bool = False
    believes: bool = False
    object: bool = False
    mixed: bool = False
    works: bool = False
    of: bool = False
    record: bool = False
    channel: bool = False
    whether: bool = False
    amount: bool = False
    level: CertaintyLevel | None = None
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's table, as sets and maps."""

    language: str
    forms: Mapping[str, tuple[tuple[Verb, frozenset[Shape]], ...]]
    words: Mapping[str, frozenset[str]]
    according: Mapping[str, tuple[Phrase, ...]]
    for_voices: Mapping[str, tuple[Phrase, ...]]
    own_views: Mapping[str, tuple[Phrase, ...]]
    channels: Mapping[str, tuple[Phrase, ...]]
    agents: Mapping[str, tuple[Phrase, ...]]
    idioms: Mapping[str, tuple[Phrase, ...]]
    nouns: frozenset[str]
    opinions: tuple[re.Pattern[str], ...]
    """Where a sentence opens with a phrase of `for_voices`."""
    outlet_names: Mapping[str, tuple[Phrase, ...]]
    adverb_endings: tuple[str, ...]
    infinitive_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    finite_endings: tuple[str, ...]
    gerund_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    plural_verb_endings: tuple[str, ...]
    first_person_endings: tuple[str, ...]
    inversion: bool
    questions_always: bool
    head_first: bool
    abbreviations: frozenset[str]
    empty: frozenset[str] = frozenset()
    anonymity_requests: tuple[str, ...] = ()
    noun_links: frozenset[str] = frozenset()
    nouns_of_kind: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    kinds_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """`words` the other way round: under which kinds each word is listed."""
    article_or_preposition: frozenset[str] = frozenset()
    uttering_endings: tuple[str, ...] = ()
    according_phrases: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    drops_subjects: bool = False
    asides_inside: bool = False
    """Whether who speaks is named between commas inside the marks."""
    cuts: re.Pattern[str] | None = None
    """Where one printed word is two: "l' | avocat", "dit | -il"."""

    def has(self, kind: str, word: str) -> bool:
        """Whether `word` is listed under `kind`."""
        return word in self.words.get(kind, ())

    def halves(self, word: str) -> tuple[str, ...]:
        """The two words that one printed word is ("l’avocat"), or the word itself."""
        cut = self.cuts.search(word) if self.cuts is not None else None
        return (word[: cut.start() or cut.end()].replace("’", "'"), word[cut.end() :]) if cut else (word,)

    def is_adverb(self, word: str) -> bool:
        """Whether `word` ends as the language's adverbs do."""
        return len(word) > 4 and word.endswith(self.adverb_endings) and word not in self.nouns_of_kind


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `language`."""
    data = table(language, "quotes")
    words = {key: frozenset(value.split()) for key, value in data.items() if isinstance(value, str)}
    for section in ("kinds", "passive", "nouns", "doing"):
        for key, value in data.get(section, {}).items():
            if isinstance(value, str):
                words[f"{section}.{key}"] = frozenset(value.split())
    for key, value in table(language, "people").items():
        words[f"people.{key}"] = frozenset(value.lower().split())
    words.update(_words_for_people(table(language, "names"), words))
    kinds, media, nouns = data.get("kinds", {}), data.get("media", {}), data.get("nouns", {})
    sentences = table(language, "sentences")
    return Lexicon(
        language=language,
        forms=_forms(data),
        words=words,
        according=_phrases(data.get("according", ())),
        for_voices=_phrases(data.get("for_voices", ())),
        own_views=_phrases(data.get("own_views", ())),
        channels=_phrases(media.get("frames", ())),
        agents=_phrases(media.get("agents", ())),
        opinions=tuple(
            re.compile(rf"(?:^|[.!?…] ){re.escape(p.capitalize())} [^\W\d_a-z]") for p in data.get("for_voices", ())
        ),
        idioms=_phrases(data.get("idioms", ())),
        nouns=frozenset(nouns.get("that", "").split()),
        outlet_names=_phrases(kinds.get("outlet_names", ())),
        adverb_endings=tuple(data.get("adverb_endings", "").split()),
        past_endings=tuple(data.get("past_endings", "").split()),
        finite_endings=tuple(data.get("finite_endings", "").split()),
        plural_verb_endings=tuple(data.get("plural_verb_endings", "").split()),
        participle_endings=tuple(data.get("participle_endings", "").split()),
        first_person_endings=tuple(data.get("first_person_endings", "").split()),
        gerund_endings=tuple(data.get("gerund_endings", "").split()),
        questions_always=bool(data.get("questions_always", False)),
        inversion=bool(data.get("inversion", False)),
        head_first=bool(data.get("head_first", False)),
        infinitive_endings=tuple(data.get("infinitive_endings", "").split()),
        abbreviations=frozenset(
            a.split(". ")[0] for a in (*sentences.get("titles", ()), *sentences.get("abbreviations", ()))
        )
        | words.get("honorifics", frozenset()),
        empty=frozenset(data.get("empty", ())),
        anonymity_requests=tuple(data.get("anonymity_requests", ())),
        nouns_of_kind=frozenset(w for key, group in words.items() if key.startswith("kinds.") for w in group),
        former=words.get("kinds.former", frozenset()),
        kinds_of=_kinds_of(words),
        article_or_preposition=words.get("determiners", frozenset()) & words.get("prepositions", frozenset()),
        organizations=_organizations(language),
        asides_inside=bool(data.get("asides_inside", False)),
        drops_subjects=bool(data.get("drops_subjects", data.get("inversion", False))),
        cuts=_cuts(data),
        according_phrases=frozenset(data.get("according", ())),
        uttering_endings=tuple(data.get("uttering_endings", "").split()),
        noun_links=frozenset(nouns.get("that_links", "").split()),
    )


def _cuts(data: Mapping[str, Any]) -> re.Pattern[str] | None:
    elisions, pronouns = data.get("elisions", "").split(), data.get("verb_pronouns", "").split()
    if not elisions:
        return None
    longest = sorted(elisions, key=len, reverse=True)
    behind = "|".join(sorted(pronouns, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"^(?i:{'|'.join(longest)})['’](?=\w)|(?:-t)?-(?=(?i:{behind})$)")


def _organizations(language: str) -> frozenset[str]:
    """Names of bodies, in small letters, from the language's table of names."""
    names = table(language, "names").get("organizations", {}).get("names", "")
    return frozenset(" ".join(name.lower().split()) for name in names.split("|"))


def _kinds_of(words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, group in words.items():
        for word in group:
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _words_for_people(names: Mapping[str, Any], words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Offices, their plurals and given names, from the language's table of names beside its own."""
    taken = {w for kind in ("outlets", "works", "bodies", "anonymous_nouns") for w in words.get(f"kinds.{kind}", ())}
    roles = words.get("kinds.roles", frozenset()) | (frozenset(names.get("role_heads", "").split()) - taken)
    plurals = {role + ending for role in roles for ending in words.get("plural_endings", ())}
    return {
        "kinds.roles": roles,
        "kinds.anonymous_nouns": words.get("kinds.anonymous_nouns", frozenset()) | (plurals - taken - roles),
        "portfolios": words.get("portfolios", frozenset()) | frozenset(names.get("role_modifiers", "").split()),
        "given": frozenset(names.get("given", {}).get("names", "").lower().split()),
    }


def _phrases(phrases: Any) -> dict[str, tuple[Phrase, ...]]:
    """Phrases by their first word, longest first."""
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        words = tuple(phrase.lower().split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=lambda p: (-len(p), p))) for first, group in found.items()}


def _forms(data: Mapping[str, Any]) -> dict[str, tuple[tuple[Verb, frozenset[Shape]], ...]]:
    powers: dict[str, dict[str, Any]] = {}
    for group in data.get("verbs", {}).values():
        for lemma in group["lemmas"].split():
            powers.setdefault(lemma, {}).update({k: v for k, v in group.items() if k in Verb.__slots__})
    shapes: dict[str, dict[Verb, set[Shape]]] = {}
    for lemma, power in powers.items():
        word, _, rest = lemma.partition("_")
        particle = rest.replace("_", " ") or data.get("prefixes", {}).get(lemma, "")
        verb = Verb(**{**power, "lemma": lemma, "particle": particle})
        for form, shape in _conjugate(word, data):
            shapes.setdefault(form, {}).setdefault(verb, set()).add(shape)
    return {form: tuple((v, frozenset(s)) for v, s in verbs.items()) for form, verbs in shapes.items()}


def _conjugate(lemma: str, data: Mapping[str, Any]) -> Iterator[tuple[str, Shape]]:
    """Every form of `lemma` with its shape: listed, or by the longest matching ending of the table, or both."""
    conjugation = data.get("conjugation", {})
    reflexive = data.get("pronominal_suffix") or "\0"
    pronouns = [p for p in conjugation.get("enclitics", "").split() if p != reflexive or lemma.endswith(p)]
    pronominal = reflexive.startswith("-") and lemma.endswith(reflexive)
    lemma = lemma.removesuffix(reflexive)
    listed = data.get("irregular", {}).get(lemma)
    found = dict.fromkeys(_listed(listed) if listed else ())
    if not listed or (conjugation.get("irregular_adds") and not listed.get("whole")):
        found.update(dict.fromkeys(_regular(lemma, data)))
    yield from found
    accents = conjugation.get("accents", {})
    hyphened = ["-" + p for p in conjugation.get("hyphened", "").split()] + ([reflexive] if pronominal else [])
    for form, shape in found:
        if shape in ("finite", "gerund", "infinitive"):
            yield from ((form + pronoun, shape) for pronoun in hyphened)
    for pronoun in pronouns:
        for form, shape in found:
            if shape == "infinitive":
                yield form + pronoun, shape
            elif shape == "gerund":
                yield from ((form.removesuffix(plain) + accented + pronoun, shape)
                            for plain, accented in accents.items() if form.endswith(plain))  # fmt: skip


def _listed(paradigm: Mapping[str, str]) -> Iterator[tuple[str, Shape]]:
    for shape in _SHAPES:
        yield from ((form, shape) for form in paradigm.get(shape, "").split())


def _regular(lemma: str, data: Mapping[str, Any]) -> Iterator[tuple[str, Shape]]:
    conjugation = data.get("conjugation", {})
    regular, on_stem = conjugation.get("regular", {}), conjugation.get("stressed", "").split()
    ending = max((e for e in regular if lemma.endswith(e)), key=len, default=None)
    if ending is None:
        yield lemma, "infinitive"
        return
    stem = lemma[: len(lemma) - len(ending)]
    stressed = data.get("stressed_stems", {}).get(lemma)
    for shape in _SHAPES:
        for suffix in regular[ending].get(shape, "").split():
            yield (stem + suffix if suffix != "*" else lemma), shape
            if stressed and suffix in on_stem:
                yield stressed + suffix, shape
