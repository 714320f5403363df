"""Where the name of a thing that speaks ends: "an inspection report | seen by the Herald", "the board, | which met".

In: the words of a source that is a work or a body, and its language. Out: how many of their characters name it. What
was done with it, and when, says who had it in hand; that is no part of what it is called.
"""

from __future__ import annotations

import re

from firsthand.quotes.lexicon import Lexicon

_WORD = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")


def name_end(text: str, lexicon: Lexicon) -> int:
    """The end of the name in `text`: before a medium, a date, a participle or a clause behind the noun for the work."""
    found = list(_WORD.finditer(text))
    lows = [m.group().lower() for m in found]
    behind = _behind_noun(lows, lexicon)
    ends = (_opens_medium, _opens_date, _opens_clause)
    at = next((n for n in range(behind, len(lows)) if any(opens(lows, n, lexicon) for opens in ends)), len(lows))
    while at > behind and (lexicon.has("names_inside", lows[at - 1]) or lexicon.has("prepositions", lows[at - 1])):
        at -= 1  # "el informe al | que tuvo acceso"
    return found[at - 1].end() if at < len(lows) else len(text)


def body_end(text: str, lexicon: Lexicon) -> int:
    """The end of a body's name in `text`: before a comma, a bracket or a relative clause."""
    for n, word in enumerate(_WORD.finditer(text)):
        if n and (word.group() in ",(" or lexicon.has("relatives", word.group().lower())):
            return len(text[: word.start()].rstrip())
    return len(text)


def phrase_end(text: str, lexicon: Lexicon) -> int:
    """The end of the whole phrase for the work in `text`: before a medium, or a date right behind the noun."""
    found = list(_WORD.finditer(text))
    lows = [m.group().lower() for m in found]
    behind = _behind_noun(lows, lexicon)
    if behind < len(lows) and _opens_date(lows, behind, lexicon):
        return found[behind - 1].end()
    at = next((n for n in range(behind, len(lows)) if _opens_medium(lows, n, lexicon)), len(lows))
    return found[at - 1].end() if at < len(lows) else len(text)


def _behind_noun(lows: list[str], lexicon: Lexicon) -> int:
    """The place behind the noun for the work; the end where there is none."""
    head = next((n for n, low in enumerate(lows) if lexicon.has("kinds.works", low)), len(lows))
    while head < len(lows) and lexicon.has("kinds.works", lows[head]):
        head += 1
    return head


def _opens_medium(lows: list[str], n: int, lexicon: Lexicon) -> bool:
    return any(tuple(lows[n : n + len(phrase)]) == phrase for phrase in lexicon.agents.get(lows[n], ()))


def _opens_clause(lows: list[str], n: int, lexicon: Lexicon) -> bool:
    low = lows[n]
    if low in ",(" or lexicon.has("relatives", low):
        return True
    return any("participle" in shapes for _, shapes in lexicon.forms.get(low, ()))


def _opens_date(lows: list[str], n: int, lexicon: Lexicon) -> bool:
    low, after = lows[n], lows[n + 1 : n + 2]
    if lexicon.has("dates", low):
        return True
    if not lexicon.has("time_openers", low):
        return False
    if after and (lexicon.has("dates", after[0]) or (after[0].isdigit() and len(after[0]) == 4)):
        return True
    linked = any(lexicon.has(kind, lows[n - 1]) for kind in ("prepositions", "names_inside", "nouns.of"))
    return not linked and not lexicon.has("prepositions", low)
