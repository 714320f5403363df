"""Certainty: how sure a text is of what it says in a place, in whose eyes, and the words that say so.

In: a text, the place of a content in it, its language. Out: a :class:`~firsthand.model.Certainty`. Always true: the
hedge holds its own words; its `document` is left empty for the caller, who knows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, Literal

from firsthand import languages
from firsthand.languages.lexicon import PIVOT, lexicon
from firsthand.model import Certainty, CertaintyLevel, Span
from firsthand.settings import ValueSettings
from firsthand.values.words import SENTENCE, Openings, PhraseTable, Word, fold_key, keys_in, split_words

LEVELS: tuple[CertaintyLevel, ...] = ("denied", "doubted", "claimed", "probable", "asserted", "confirmed")
"""From least to most certain."""

_WEAKEST_FIRST: tuple[CertaintyLevel, ...] = ("denied", "doubted", "claimed", "probable", "confirmed")
_OPENING_WORDS = 1
"""Words of a content before a verb that still hedges all of it: "that it is unlikely that"."""
_CLOSERS = "\"”»'’)]"
_BEGINS = re.compile(r"\n|[.!?](?=\s)")
_STOPS = re.compile(rf"\n|[.!?](?=[\s{re.escape(_CLOSERS)}]|\Z)")
_OPENING = frozenset("“«„‹")
_CLOSING = frozenset("”»‹›")
_SETTINGS = ValueSettings()


@dataclass(frozen=True)
class _Lexicon:
    cues: PhraseTable
    """Phrase to ``level:reach``."""
    negations: PhraseTable
    contractions: frozenset[str]
    double: PhraseTable
    never: PhraseTable
    auxiliaries: frozenset[str]
    beings: frozenset[str]
    participles: tuple[str, ...]
    unless: frozenset[str]
    weak: frozenset[str]
    negative: frozenset[str]
    negative_prefixes: tuple[str, ...]
    negative_suffixes: tuple[str, ...]
    refusals: frozenset[str]
    refused: frozenset[str]

    @cached_property
    def openings(self) -> Openings:
        """Where some cue, or what only looks like one, may begin."""
        return Openings(self.auxiliaries | self.beings | self.refusals, (self.cues, self.never))

    @cached_property
    def negating(self) -> frozenset[str]:
        """The words that a negation, or what only looks like one, begins with."""
        return self.double.firsts | self.negations.firsts | self.contractions


@cache
def _lexicon(language: str) -> _Lexicon:
    table: Mapping[str, Any] = languages.table(language, "certainty")
    cues = [
        (phrase, f"{level}:{reach}:{phrase}")
        for level in reversed(_WEAKEST_FIRST)
        for reach in ("before", "around")
        for phrase in table.get(level, {}).get(reach, ())
    ]
    conditional, negations = table.get("conditional", {}), table.get("negations", {})
    negative, refused = table.get("negative", {}), table.get("refused", {})
    return _Lexicon(
        cues=PhraseTable(cues),
        negations=PhraseTable((phrase, "") for phrase in negations.get("words", ())),
        contractions=frozenset(map(fold_key, negations.get("contractions", ()))),
        double=PhraseTable((phrase, "") for phrase in negations.get("double", ())),
        never=PhraseTable((phrase, "") for phrase in table.get("never_hedges", {}).get("phrases", ())),
        auxiliaries=frozenset(map(fold_key, conditional.get("auxiliaries", ()))),
        beings=frozenset(map(fold_key, conditional.get("beings", ()))),
        participles=tuple(map(fold_key, conditional.get("participles", ()))),
        unless=frozenset(map(fold_key, conditional.get("unless", ()))),
        weak=frozenset(table.get("weak", {}).get("words", ())),
        negative=frozenset(map(fold_key, negative.get("words", ()))),
        negative_prefixes=tuple(negative.get("prefixes", ())),
        negative_suffixes=tuple(negative.get("suffixes", ())),
        refusals=frozenset(map(fold_key, refused.get("verbs", ()))),
        refused=frozenset(map(fold_key, refused.get("what", ()))),
    )


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say how sure a text is: ``text[start:end]``, their level, and whether they govern what follows."""

    start: int
    end: int
    level: CertaintyLevel
    reach: Literal["before", "around"]
    weak: bool = False


def find_cues(text: str, language: str) -> list[Cue]:
    """All cues of certainty in `text`, in order, without overlap."""
    return list(_remembered_cues(text, language)) if len(text) < SENTENCE else _find_cues(text, language)


@lru_cache(maxsize=512)
def _remembered_cues(text: str, language: str) -> tuple[Cue, ...]:
    """The cues of a sentence, for each of its statements."""
    return tuple(_find_cues(text, language))


def _find_cues(text: str, language: str) -> list[Cue]:
    lexicon = _lexicon(language)
    words = split_words(text)
    cues: list[Cue] = []
    begun = 0
    for i in lexicon.openings.places(words, digits=False):
        if i < begun:
            continue
        idiom = lexicon.never.at(words, i)
        found = lexicon.cues.at(words, i)
        if idiom and (found is None or found[1] <= idiom[1]):
            begun = idiom[1]
            continue
        after = _refusal(words, i, lexicon)
        if after and (found is None or found[1] < after):
            cues.append(Cue(words[i].start, words[after - 1].end, "denied", "before"))
            begun = after
            continue
        if found is None:
            after = _rumour(words, i, lexicon)
            if after:
                cues.append(Cue(words[i].start, words[after - 1].end, "claimed", "around"))
                begun = after
            continue
        level, reach, phrase = found[0].split(":", 2)
        if _is_other_word(words[i].text, phrase):
            continue
        named = words[i].text[:1].isupper() and found[1] == i + 1 and i > 0 and words[i - 1].text not in '.!?“"«'
        if not named:
            cues.append(
                Cue(
                    words[i].start,
                    words[found[1] - 1].end,
                    _level(level),
                    "before" if reach == "before" else "around",
                    phrase in lexicon.weak,
                )
            )
        begun = found[1]
    return cues


def _is_other_word(written: str, phrase: str) -> bool:
    """Whether `written` has an accent that the cue's first word lacks: "creó" is not "creo"."""
    expected = phrase.partition(" ")[0]
    accents = [c for c in written.lower() if c in "áéíóú"]
    return len(written) == len(expected) and len(accents) > sum(c in "áéíóú" for c in expected)


def _level(name: str) -> CertaintyLevel:
    return next(level for level in LEVELS if level == name)


def find_refusal(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Where ``text[start:end]``, a "claim" that tells something, is rejected: from the verb to the claim."""
    lexicon = _lexicon(language)
    if fold_key(text[start:end]) not in lexicon.refused:
        return None
    left = max(0, start - _REFUSAL_CHARACTERS)
    words = split_words(text[left:end])
    for i in range(len(words) - 2, max(-1, len(words) - 4 - _BEFORE_WHAT_IS_REFUSED), -1):
        if _refusal(words, i, lexicon) == len(words):
            return left + words[i].start, end
    return None


_REFUSAL_CHARACTERS = 80
_BEFORE_WHAT_IS_REFUSED = 3
"""Words between "rejected" and "claim": "rejected as absurd the", "dismissed an earlier"."""


def _refusal(words: Sequence[Word], i: int, lexicon: _Lexicon) -> int:
    """The index after "rejected a claim": whoever says that of somebody's words denies what they tell."""
    if words[i].key not in lexicon.refusals:
        return 0
    for at in range(i + 1, min(i + 2 + _BEFORE_WHAT_IS_REFUSED, len(words))):
        if words[at].kind != "word" and words[at].text not in "'’":
            return 0
        if words[at].key in lexicon.refused:
            return at + 1
    return 0


def _rumour(words: list[Word], i: int, lexicon: _Lexicon) -> int:
    """The index after "habría muerto": a conditional auxiliary with a participle, where no condition stands by it."""
    key = words[i].key
    if key not in lexicon.auxiliaries and key not in lexicon.beings:
        return 0
    for after in range(i + 1, min(i + 3, len(words))):
        if words[after].kind == "word" and words[after].key.endswith(lexicon.participles) and len(words[after].key) > 3:
            near = words[max(0, i - 12) : i]
            return 0 if any(word.key in lexicon.unless for word in near) else after + 1
    return 0


def is_plainly_positive(text: str, language: str) -> bool:
    """Whether nothing in `text` negates, not even "lack", "without" or "unknown": it cannot translate a negation.

    Of a language without such words nothing can be told.
    """
    lexicon = _lexicon(language)
    return bool(lexicon.negative) and not any(
        word.key in lexicon.negative
        or _negates_by_prefix(word.key, language, lexicon.negative_prefixes)
        or (lexicon.negative_suffixes and word.key.endswith(lexicon.negative_suffixes))
        for word in split_words(text)
        if word.kind == "word"
    )


def _is_answer(words: Sequence[Word], first: int, after: int) -> bool:
    """Whether the "No" answers somebody and negates nothing behind it: "No, the harbour is open"."""
    begins = all(w.kind == "mark" for w in words[:first])
    return begins and after < len(words) and words[after].text == ","


_WHOLE_STEM = 5


def _negates_by_prefix(word: str, language: str, prefixes: tuple[str, ...]) -> bool:
    """Whether `word` is a known word behind a prefix that negates: "unsafe", "imposible", but not "investigación"."""
    for prefix in prefixes:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(word) > _WHOLE_STEM:
            stems = _stems(language)
            if any(rest[:n] in stems for n in range(min(_WHOLE_STEM, len(rest)), len(rest) + 1)):
                return True
    return False


@cache
def _stems(language: str) -> frozenset[str]:
    """Stems that the lexicon knows of `language`, folded."""
    if language != PIVOT:
        return frozenset(map(fold_key, lexicon(language)))
    return frozenset(pivot for code in languages.codes() for found in lexicon(code).values() for pivot, _ in found)


def count_negations(text: str, language: str) -> list[tuple[int, int]]:
    """Where `text` negates: the places of "not", "never", "sin", without idioms such as "not only"."""
    lexicon = _lexicon(language)
    starts = lexicon.negating
    if starts.isdisjoint(keys_in(text)):
        return []
    words = split_words(text)
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        if words[i].key not in starts:
            i += 1
            continue
        idiom = lexicon.double.at(words, i)
        if idiom:
            i = idiom[1]
            continue
        plain = lexicon.negations.at(words, i)
        if plain:
            if not _is_answer(words, i, plain[1]):
                found.append((words[i].start, words[plain[1] - 1].end))
            i = plain[1]
            continue
        if (
            words[i].key in lexicon.contractions
            and i + 2 < len(words)
            and words[i + 1].text in "'’"
            and words[i + 2].key == "t"
        ):
            found.append((words[i].start, words[i + 2].end))
            i += 3
            continue
        i += 1
    return found


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the sentence or sentences that hold ``[start, end)``, by plain marks, at most 600 signs away."""
    left = max(0, start - _SETTINGS.hedge_context)
    for mark in _BEGINS.finditer(text, left, start + 1):
        left = mark.end() if mark.start() < start else left
    right = max(start, end)
    if right > start and text[start:right].rstrip(_CLOSERS)[-1:] in tuple(".!?"):
        return left, right  # it ends with its sentence: what the next one says is not said of it
    ceiling = min(len(text), end + _SETTINGS.hedge_context)
    stop = _STOPS.search(text, right, ceiling + 1)
    if stop is None or stop.start() >= ceiling:
        return left, max(right, ceiling)
    return left, stop.start() if stop.group() == "\n" else stop.end()


def judge_certainty(text: str, start: int, end: int, language: str, framed: bool = False) -> Certainty:
    """How sure the text is of the content at ``[start, end)``, judged within its sentence or sentences.

    A hedge outside the content's quotation marks is the document's own; one inside is the source's. The weakest cue
    that governs the content decides; where none does it is plainly asserted. Of a content that somebody is said to
    say (`framed`), a verb inside ("fined for denying") governs what is told there, not the content, unless it opens it.
    """
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    if start >= end:
        return Certainty()
    left, right = sentence_around(text, start, end)
    right = min(right, start + _SETTINGS.longest_content)
    best: tuple[int, int, Cue] | None = None
    for cue in find_cues(text[left:right], language):
        cue = Cue(cue.start + left, cue.end + left, cue.level, cue.reach)
        inside = cue.start >= start and cue.end <= end
        if framed and inside and cue.reach == "before" and len(text[start : cue.start].split()) > _OPENING_WORDS:
            continue
        if not inside and cue.reach == "before" and cue.start >= end and cue.level != "denied":
            trailing = text[end : cue.start]
            if len(trailing.split()) > 6:
                continue
        if (
            cue.reach == "before"
            and inside
            and cue.start > start + (end - start) // 2
            and cue.level in ("claimed", "probable")
        ):
            continue
        rank = _WEAKEST_FIRST.index(cue.level) if cue.level in _WEAKEST_FIRST else 9
        distance = 0 if inside else min(abs(start - cue.end), abs(cue.start - end))
        if best is None or (rank, distance) < best[:2]:
            best = (rank, distance, cue)
    if best is None:
        return Certainty()
    cue = best[2]
    quoted = _is_quoted(text, start, end)
    whose: Literal["document", "source"] = "source" if start <= cue.start and cue.end <= end and quoted else "document"
    return Certainty(cue.level, Span(cue.start, cue.end, text[cue.start : cue.end]), whose)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` stands within quotation marks."""
    before = text[max(0, start - 2) : start + 1]
    return any(mark in before for mark in "\"“«„‹'‘")


def compare_certainty(a: Certainty, b: Certainty) -> int:
    """1 where `b` is surer than `a`, -1 where it is less sure, 0 where they are equally sure."""
    return (LEVELS.index(b.level) > LEVELS.index(a.level)) - (LEVELS.index(b.level) < LEVELS.index(a.level))


def drift(a: Certainty, b: Certainty) -> str:
    """In words, what became of the certainty between two tellings; empty where it stayed."""
    sign = compare_certainty(a, b)
    if sign == 0:
        return ""
    said = f"“{a.hedge.exact}” " if a.hedge else ""
    says = f"“{b.hedge.exact}” " if b.hedge else ""
    if sign > 0 and a.hedge and not b.hedge:
        return f"the hedge {said}was dropped: {a.level} became {b.level}"
    if sign < 0 and b.hedge and not a.hedge:
        return f"a hedge was added, {says}: {a.level} became {b.level}".replace(" :", ":")
    return f"{said}({a.level}) became {says}({b.level})"
