"""When the words are said to have been spoken: the date that stands right beside cue and source."""

from __future__ import annotations

import re

from firsthand.model import QuotationTime, TimeInterval
from firsthand.quotes.attribution import Attribution
from firsthand.quotes.lexicon import Lexicon
from firsthand.values import find_dates

_WORD = re.compile(r"\w+")
_REACH = 60
"""How far, in characters, a date may stand from the cue or source that it belongs to."""
_STOP = re.compile(r"[.!?;:“”\"«»\n]|, ")


def find_moment(
    text: str, attribution: Attribution, words: Lexicon, published: TimeInterval | None
) -> QuotationTime | None:
    """The date beside the attribution's cue, resolved against `published` where that is known."""
    if not attribution.cue:
        return None
    places = [attribution.cue[-1], *([attribution.source] if attribution.source else [])]
    start, end = min(a for a, _ in places), max(b for _, b in places)
    content = [a for a, _ in attribution.content if a >= end]
    behind = min([end + _REACH, len(text), *content])
    stop = _STOP.search(text, end, behind)
    behind = stop.start() if stop else behind
    front = max([0, start - _REACH, *(b for _, b in attribution.content if b <= start)])
    front = max(front, text.rfind("\n", front, start) + 1, text.rfind(". ", front, start) + 1)
    for a, b in ((end, behind), (front, start)):
        if b - a < 4 or not any(_is_dated(m.group().lower(), words) for m in _WORD.finditer(text, a, b)):
            continue
        for date in find_dates(text[a:b], words.language, published):
            earliest = str(date.earliest) if date.earliest else None
            latest = str(date.latest) if date.latest else None
            return QuotationTime(text[a + date.start : a + date.end], earliest, latest)
    return None


def _is_dated(word: str, words: Lexicon) -> bool:
    return words.has("dates", word) or (word.isdigit() and len(word) == 4)
