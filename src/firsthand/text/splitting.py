"""Sentences: where one ends, by the language's own tables of abbreviations and openings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand.languages import codes, table
from firsthand.text.paragraphs import LINE_ENDS

_LINE = re.compile(f"[^{LINE_ENDS}]+")
_STOP = re.compile(
    r"""(?P<stop>[.!?…。！？｡؟۔।]+)
        (?P<closers>(?:["'”’»›)\]}]|\[\d{1,3}\])*)
        (?P<late>(?<=["'”’»›“])[.!?…])?
        (?=(?P<gap>\s*))""",
    re.X,
)
_WIDE_STOPS = frozenset("。！？｡")
_OPENERS = "\"'“”‘’„«‹([{¿¡—–―-*•· "
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_NO_SUBJECT = frozenset('.!?;:"“”«»„')
"""Marks that do not stand between a quotation and its speaker's verb."""
_LOOK = 48
"""How far around a stop its neighbours are read; longer words than that settle nothing."""
_TALK = 90
"""How far after a quotation the verb that says it may stand."""


@dataclass(frozen=True, slots=True)
class _Rules:
    titles: frozenset[str]
    abbreviations: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    says: frozenset[str]
    says_goes_on: frozenset[str]


@cache
def _rules(language: str) -> _Rules:
    tables = (
        [table(language, "sentences")] if table(language, "sentences") else [table(c, "sentences") for c in codes()]
    )
    names = ("titles", "abbreviations", "before_number", "starters", "says", "says_goes_on")
    return _Rules(*(frozenset(w for t in tables for w in t.get(name, ())) for name in names))


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Cut `text` into sentences; a line break always ends one.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Its language's code; for one without a table, all tables together decide.

    Returns
    -------
    list of (int, int)
        Half-open ranges in order, without overlap and without white space at their ends. Time is linear in the text.
    """
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        found.extend(split_paragraph(text, line.start(), line.end(), language))
    return found


def split_paragraph(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Cut ``text[start:end]``, one paragraph whose line breaks mean nothing, into sentences."""
    rules = _rules(language)
    begin = start
    for stop in _STOP.finditer(text, start, end):
        after = stop.end("gap")
        if after >= end:
            break
        if stop.end() > begin and _ends_sentence(text, stop, begin, min(after, end), end, rules):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, stop: re.Match[str], begin: int, after: int, end: int, rules: _Rules) -> bool:
    marks, closers = stop["stop"], stop["closers"]
    if after == stop.end():
        return marks[-1] in _WIDE_STOPS or (bool(closers) and marks != "…" and _opens(text[after : after + 2]))
    ahead = text[after : min(after + _LOOK, end)]
    opening = ahead.lstrip(_OPENERS)
    if not opening:
        return bool(ahead.strip())
    if opening[0].islower():
        return False
    if not (opening[0].isalpha() or opening[0].isdigit() or ahead[0] in _OPENERS):
        return False
    if closers and _speaker_follows(text[after : min(after + _TALK, end)], marks, rules):
        return False
    if marks != "." or (closers and closers not in ")]"):
        return not (marks in ("…", "...") and closers[:1] in (")", "]") and len(stop.group().strip("([.…])")) == 0)
    return not _is_abbreviation(text, stop.start(), begin, opening, rules)


def _opens(two: str) -> bool:
    return two[:1].isupper() and two[1:].islower()


def _is_abbreviation(text: str, dot: int, begin: int, opening: str, rules: _Rules) -> bool:
    words = text[max(begin, dot - _LOOK) : dot].split()
    word = words[-1].lstrip("(\"'“‘«[—–-¿¡") if words else ""
    if not word:
        return False
    lower = word.casefold()
    next_word = match.group() if (match := _WORD.match(opening)) else ""
    starts = next_word.casefold() in rules.starters
    if (
        lower in rules.before_number and opening[0].isdigit()
    ) or f"{lower}. {next_word.casefold()}" in rules.abbreviations:
        return True
    if word.isdigit():
        return len(words) == 1 and dot - len(word) - begin <= 1 and len(word) <= 3
    if lower in rules.titles:
        return next_word[:1].isupper() and not (starts and len(next_word) > 1 and lower not in ("st", "vs"))
    if lower in rules.abbreviations or (len(words) > 1 and f"{words[-2]} {word}".casefold() in rules.abbreviations):
        return not starts
    if len(word) == 1 and word.isalpha():
        return word.isupper() and word != "I" and not (starts and len(words) == 1)
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return not starts
    return False


def _speaker_follows(ahead: str, marks: str, rules: _Rules) -> bool:
    """Whether a short subject and a verb of saying come right after a quotation that ended with its own stop."""
    for nth, word in enumerate(_WORD.finditer(ahead)):
        if not _NO_SUBJECT.isdisjoint(ahead[: word.start()]):
            return False
        if word.group().casefold() in rules.says:
            rest = ahead[word.end() :].lstrip()
            if marks == ".":
                return nth > 0 and rest[:1] in (".", ",", ";", ":", "")
            follows = _WORD.match(rest)
            return nth > 0 and not (follows and follows.group().casefold() in rules.says_goes_on)
        if nth >= 5:
            return False
    return False
