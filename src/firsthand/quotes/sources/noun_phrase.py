"""Whether what stands beside a verb of saying names anybody: "Contactado pelo jornal, | o médico", "antes de entrar".

In: a text, the range that was taken for a source, the language's words. Out: the range from where it names somebody,
or None. Only for languages whose verbs may lack a subject, so that what stands beside them may be anything.
"""

from __future__ import annotations

import re

from firsthand.quotes.lexicon import Lexicon

Range = tuple[int, int]
_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_MARKS = "«“\"‘'"
_SHORTEST_VERB = 6
_LONGEST_TITLED = 6
_OPENERS = frozenset((
    "determiners", "possessives", "honorifics", "given", "kinds.roles", "kinds.bodies", "kinds.outlets", "kinds.works",
    "kinds.anonymous_nouns", "kinds.indefinite", "kinds.former", "person_pronouns", "bare_pronouns", "plural_pronouns",
    "other_pronouns", "speaker_pronouns", "relative_voices", "people", "names_inside", "negations",
    "people.other_office", "portfolios", "kinds.anonymity", "correlatives", "people.female_words", "people.male_words",
))  # fmt: skip
"""Kinds of words that open a phrase for somebody, where no capital does."""


def as_noun_phrase(text: str, source: Range, words: Lexicon, told_by: bool = False) -> Range | None:
    """The source from where it can name somebody, or None where it cannot; `told_by`: behind "according to"."""
    start, end = source
    first = _TOKEN.match(text, start, end)
    if not words.inversion or first is None:
        return source
    if words.has("nouns.of", text[start:end].rpartition(" ")[2].lower()):
        return None  # "dá conta da existência de | «uma epidemia»"
    low = words.halves(first.group().lower())[0]
    lone = len(text[start:end].split()) == 1
    if lone and words.has("neuters", low):
        return None  # "Isto, acrescentam, «Q»"
    if (words.has("negations", low) and words.has("clitics", low)) or (lone and words.has("subordinators", low)):
        return None  # "Não foi verdade que", "Quando desliguei"
    if (behind := _behind_adverb(text, first.end() + 1, end, low, words)) is not None:
        return behind, end
    comma = text.find(", ", start, end)
    if comma > 0 and _is_verbal(low, words):
        return comma + 2, end
    if low[0] in _MARKS:
        return source if len(text[start:end].split()) <= _LONGEST_TITLED else None  # "“injusta” la pena que el fiscal"
    if words.has("nouns.of", low) and first.group()[0].islower() and not told_by:
        return None  # "dispuso | de la gran ocasión"
    if first.group()[0].isupper() or low.isdigit():
        return source
    return source if _may_open(low, words) else None


def _behind_adverb(text: str, at: int, end: int, low: str, words: Lexicon) -> int | None:
    """Where "luego | el músico" begins."""
    if words.has("determiners", low) or not (words.has("clitics", low) or words.has("dates", low)):
        return None
    second = _TOKEN.match(text, at, end)
    named = second is not None and (second.group()[0].isupper() or words.has("determiners", second.group().lower()))
    return second.start() if named and second is not None else None


def _is_verbal(low: str, words: Lexicon) -> bool:
    """Whether a word ends as gerunds and participles do."""
    endings = (*words.gerund_endings, *words.participle_endings)
    known = low in words.nouns_of_kind or words.has("determiners", low)
    return len(low) >= _SHORTEST_VERB and low.endswith(endings) and not known


def _may_open(low: str, words: Lexicon) -> bool:
    kinds = words.kinds_of.get(low)
    if kinds is not None:
        return not kinds.isdisjoint(_OPENERS)
    infinitive = low.endswith(words.infinitive_endings or ("\0",)) and not words.has("not_infinitive", low)
    return low.isalpha() and not infinitive and not _is_verbal(low, words)
