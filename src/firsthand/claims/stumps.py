"""Stumps: pieces of sentences that state nothing by themselves, and lines that only say who is in a picture."""

from __future__ import annotations

import re
from functools import cache

from firsthand.languages import table
from firsthand.text import fold

_LONGEST_CAPTION = 200
_JOINTS = ".,-–'’"


def whole_tokens(text: str, start: int, end: int, floor: int, ceiling: int) -> tuple[int, int]:
    """``[start, end)`` widened so that it cuts no token: "magnitude-6.1" keeps its beginning, "4.5" its end."""
    while start > floor and _inside_token(text, start):
        start -= 1
    while end < ceiling and _inside_token(text, end):
        end += 1
    return start, end


def _inside_token(text: str, at: int) -> bool:
    """Whether the place between two characters lies inside one word or number."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum():
        return after.isalnum() or (after in _JOINTS and at + 1 < len(text) and text[at + 1].isalnum())
    return before in _JOINTS and after.isalnum() and at > 1 and text[at - 2].isalnum()


def trim_loose_ends(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """``[start, end)`` without the conjunctions it ends with; empty where it breaks off before what it governs."""
    loose, dangling = _ends(language)
    while start < end:
        last = text[start:end].split()[-1:]
        word = last[0].strip(",;:—–-()").casefold() if last else ""
        if word in dangling:
            return start, start
        if word not in loose or text[end - 1] in ".!?":
            return start, end
        end = start + len(text[start:end].rstrip()) - len(last[0])
        end = start + len(text[start:end].rstrip(" ,;:—–-"))
    return start, end


@cache
def _ends(language: str) -> tuple[frozenset[str], frozenset[str]]:
    words = table(language, "claims")
    return frozenset(words.get("loose_ends", ())), frozenset(words.get("dangling", ()))


@cache
def _captions(language: str) -> re.Pattern[str]:
    return re.compile("|".join(table(language, "claims").get("captions", ())) or "(?!)")


def is_caption(sentence: str, language: str) -> bool:
    """Whether `sentence` is only a credit, a caption's mark or a line about its author."""
    return len(sentence) <= _LONGEST_CAPTION and bool(_captions(language).search(fold(sentence).text.strip(' ."')))
