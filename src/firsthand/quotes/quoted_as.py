""" "X was quoted as saying by Y", "X was quoted by Y as saying that …": X speaks, and Y is where it was read.

In: an attribution that somebody else heard there, and its text. Out: the same with X as its source, or None where it
is nothing but X.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from firsthand.languages import table
from firsthand.quotes.attribution import Attribution

_REACH = 90
_LONGEST_NAME = 8
_BORDER = re.compile(r"[,;:.!?…”“\"»«—–\n]\s*")


def settle_quoted_as(text: str, attribution: Attribution, language: str) -> Attribution | None:
    """Give the words of `attribution` to who stands before "was quoted", if there is such a phrase around its cue."""
    pattern = _pattern(language)
    if pattern is None or not attribution.cue:
        return attribution
    cue = attribution.cue[0]
    phrase = next(
        (m for m in pattern.finditer(text, max(0, cue[0] - _REACH), cue[1] + _REACH) if m.start() <= cue[0] < m.end()),
        None,
    )
    speaker = _name_before(text, phrase.start()) if phrase else None
    if phrase is None or speaker is None:
        return attribution
    content = tuple(c for c in attribution.content if c[1] <= speaker[0] or c[0] >= phrase.end())
    return replace(attribution, content=content, source=speaker, cue=(phrase.span(),)) if content else None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    written = table(language, "quotes").get("quoted_as")
    return re.compile(written) if written else None


def _name_before(text: str, end: int) -> tuple[int, int] | None:
    """The few words between the last mark and `end`, if they name somebody."""
    floor = max(0, end - _REACH)
    start = max((m.end() for m in _BORDER.finditer(text, floor, end)), default=floor)
    stop = start + len(text[start:end].rstrip())
    words = text[start:stop].split()
    named = 0 < len(words) <= _LONGEST_NAME and any(word[0].isupper() for word in words)
    return (start, stop) if named and (start > floor or floor == 0) else None
