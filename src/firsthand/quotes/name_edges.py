"""What stands at the edges of a source's words and is no part of its name: remarks, relatives, brackets, numbers.

In: the words of a source. Out: the same without them, or whether they are such.
"""

from __future__ import annotations

import re

from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.name_runs import Run

_LONG_PARENTHESIS = re.compile(r"\s*\([^()]{24,}\)")
"""What is no short form or party in brackets: "(as the director Guedes Marco had told the Herald)"."""
_LAST_GROUP = re.compile(r",\s+([^\W\d_]+)(?:\s[^\W\d_]+)?$")
_GLUED_NUMBER = re.compile(r"^\d{1,2}(?=[^\W\d_a-zß-öø-ÿ][^\W\d_])")
"""A list's number without its space: "1About six in ten"."""


def without_remarks(text: str) -> str:
    """Without a long bracket, a list's number glued to the first word, and marks at the end."""
    return _GLUED_NUMBER.sub("", _LONG_PARENTHESIS.sub("", text)).rstrip(" ,;:")


def before_relative(text: str, lexicon: Lexicon) -> str:
    """ "The spokesman, | who provided the figures": what a relative clause tells of somebody is no part of a name."""
    for comma in re.finditer(r",\s+(\w+)", text):
        low = comma.group(1).lower()
        whose = lexicon.has("whose", low)
        if (lexicon.has("relatives", low) and not whose) or (whose and not lexicon.head_first):
            text = text[: comma.start()] if comma.start() else text
            break
    link = _LAST_GROUP.search(text)
    links = ("introducers", "contrasts", "as_openers")
    linked = link is not None and any(lexicon.has(kind, link.group(1).lower()) for kind in links)
    return text[: link.start()] if link is not None and linked else text  # "Uma senhora, | porém"


def before_who(text: str, lexicon: Lexicon) -> str:
    """ "Two harbour officials | who spoke on condition of anonymity because": how somebody spoke is no part of who."""
    for word in re.finditer(r"\s(\w+)", text):
        if lexicon.has("relatives", word.group(1).lower()) and not lexicon.has("whose", word.group(1).lower()):
            return text[: word.start()].rstrip(" ,")
    return text


def as_far_as(text: str, run: Run, words: list[str], lexicon: Lexicon) -> str:
    """A body's words without the verb behind its name: "Declaration of Independence | used"."""
    if run.end != len(words) - 1 or not words[run.end].isalpha() or not words[run.end].islower():
        return text
    low = words[run.end]
    verb = low.endswith(lexicon.past_endings or ("\0",)) and low not in lexicon.kinds_of
    return text[: text.rfind(low)].rstrip() if verb else text


def are_initials(words: tuple[str, ...]) -> bool:
    """Whether nothing but initials stands there: a party in brackets, "(D., N.J.)"."""
    return all(len(w.strip(".")) <= 1 or re.fullmatch(r"(?:\w\.)+\w?", w) for w in words)


def is_short_form(words: list[str], begin: int) -> bool:
    """Whether a bracket holds nothing but the letters of what stands before it: "(UCK)"."""
    return words[begin] == "(" and words[begin + 2 : begin + 3] == [")"] and words[begin + 1].isupper()
