"""Attributions whose content states nothing: "declined to comment", patients whom a hospital admits, letters that were
sent.

In: an attribution, its text, the language's words. Out: whether to drop it.
"""

from __future__ import annotations

import re

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.marks import OPENING_MARKS

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_LONGEST_RELATIVE = 90
_LONGEST_THING = 60


def says_nothing(text: str, attribution: Attribution, words: Lexicon) -> bool:
    """Whether the content is empty, a person or a thing, and no statement."""
    start, end = attribution.content[0]
    if end - start < 24 and text[start:end].lower() in words.empty:
        return True
    judges = (_are_people, _is_relative, _is_thing)
    return any(judge(text, attribution, words) for judge in judges)


def _is_thing(text: str, attribution: Attribution, words: Lexicon) -> bool:
    """ "Ashe wrote | to the governor", "They wrote | a letter": whom it goes to, or what is written, but no words."""
    start, end = attribution.content[0]
    tokens = [m.group() for m in _TOKEN.finditer(text, start, min(end, start + _LONGEST_THING))]
    lows = [token.lower() for token in tokens]
    if len(attribution.content) > 1 or end - start > _LONGEST_THING or any(t in OPENING_MARKS for t in tokens):
        return False
    if not attribution.cue or any(words.has(k, w) for w in lows for k in ("auxiliaries", "complementizers")):
        return False
    opened = words.has("determiners", lows[0]) and not words.inversion
    written = opened and any(words.has("things_sent", w) for w in lows[1:3])
    named = len(lows) > 1 and (tokens[1][0].isupper() or words.has("determiners", lows[1]))
    return written or (words.has("infinitive_markers", lows[0]) and words.has("addressing", lows[0]) and named)


def _are_people(text: str, attribution: Attribution, words: Lexicon) -> bool:
    """ "The hospital admitted 40 patients"."""
    if not any(words.has("takes_people", text[s:e].lower()) for s, e in attribution.cue):
        return False
    start, end = attribution.content[0]
    opening = text[start : min(end, start + 60)].lower().split()[:5]
    clause = not opening or opening[0][0] in OPENING_MARKS or words.has("complementizers", opening[0])
    return not clause and any(words.has("people", word) for word in opening)


def _is_relative(text: str, attribution: Attribution, words: Lexicon) -> bool:
    """ "The board shelved warnings | that the engineers had written": the clause lacks its object, the noun before."""
    start, end = attribution.content[0]
    tokens = [m.group().lower() for m in _TOKEN.finditer(text, start, min(end, start + _LONGEST_RELATIVE))]
    opens = next((k for k, token in enumerate(tokens[:6]) if words.has("complementizers", token)), None)
    if opens is None or tokens[0] in OPENING_MARKS:
        return False
    noun = tokens[opens - 1] if opens else (text[max(0, start - 30) : start].lower().split() or [""])[-1]
    if not words.has("things_sent", noun):
        return False
    for k in range(opens + 2, len(tokens)):
        if words.has("object_takers", tokens[k]):
            after = tokens[k + 1] if k + 1 < len(tokens) else ""
            return not after or not after[0].isalpha() or words.has("prepositions", after)
    return False
