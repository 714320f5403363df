"""Onsets: since when something lasts, as a value: "established relations in 2006", "non-existent prior to 2007".

The first says 2006; the second says 2007 or later. Both can be held against each other.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from firsthand.facts.concepts import concept_class
from firsthand.languages import table
from firsthand.values import Date, Figure
from firsthand.values.words import PhraseTable

if TYPE_CHECKING:
    from firsthand.facts.cutting import Sentence

_REACH = 6
_YEAR = 4


@cache
def _phrases(language: str, name: str) -> PhraseTable:
    return PhraseTable((phrase, "") for phrase in table(language, "events").get("time", {}).get(name, ()))


def read_onsets(sentence: Sentence) -> list[tuple[str, Figure, int]]:
    """What lasts, the year since when as a figure, and the number of the year's word."""
    lasting = [n for n in sentence.named if n.concept in concept_class("lasting")]
    if not lasting:
        return []
    starts = {w.start + sentence.start: i for i, w in enumerate(sentence.words)}
    found = []
    for date in sentence.dates:
        index = starts.get(date.start)
        if index is None or len(date.value) != _YEAR or not date.value.isdigit():
            continue
        year = float(date.value)
        if _stands_before(sentence, index, "before", 1) and _stands(sentence, "nothing"):
            found.append((lasting[0].concept, _figure(date, year, float("inf")), index))
        elif _stands_before(sentence, index, "onset", _REACH + 4):
            found.append((lasting[0].concept, _figure(date, year, year), index))
    return found


def _stands(sentence: Sentence, name: str) -> bool:
    phrases = _phrases(sentence.language, name)
    return any(phrases.at(sentence.words, i) is not None for i in range(len(sentence.words)))


def _stands_before(sentence: Sentence, index: int, name: str, reach: int) -> bool:
    """Whether a phrase of the list `name` ends within `reach` words before word `index`."""
    phrases = _phrases(sentence.language, name)
    for i in range(max(0, index - reach - 2), index):
        at = phrases.at(sentence.words, i)
        if i and sentence.words[i - 1].text == "-":
            continue  # what was re-established had begun before
        if at is not None and at[1] <= index and index - at[1] < reach:
            return True
    return False


def _figure(date: Date, low: float, high: float) -> Figure:
    return Figure(date.start, date.end, low, high, "count", None, None, date.text, low)
