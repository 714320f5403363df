"""What a piece of text tells as values, read once: whoever compares many tellings reads each of them one time.

In: a text and its language, and for dates the day of publication. Out: what the finders of this room find in it. Always
true: offsets are into the text given; what is remembered is what would be found again.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from firsthand.model import Certainty, TimeInterval
from firsthand.values.certainty import Cue, count_negations, find_cues, judge_certainty
from firsthand.values.dates import Date, find_dates
from firsthand.values.figures import Figure, find_figures
from firsthand.values.names import Name, find_names
from firsthand.values.words import Word, split_words

REMEMBERED = 4096
"""Texts whose values are remembered: a claim's tellings are compared with each other before the next claim's are."""


@lru_cache(maxsize=REMEMBERED)
def words_in(text: str) -> tuple[Word, ...]:
    """The words of `text`."""
    return tuple(split_words(text))


@lru_cache(maxsize=REMEMBERED)
def figures_in(text: str, language: str) -> tuple[Figure, ...]:
    """The quantities in `text`."""
    return tuple(find_figures(text, language))


@lru_cache(maxsize=REMEMBERED)
def days_in(text: str, language: str, published: TimeInterval | None) -> tuple[Date, ...]:
    """The days that `text` names, as seen from the day of its publication."""
    return tuple(d for d in find_dates(text, language, published) if d.kind == "date" and d.earliest)


@lru_cache(maxsize=REMEMBERED)
def weekdays_in(text: str, language: str) -> Mapping[int, str]:
    """Where `text` names a day of the week, and which, as TIMEX3 has it."""
    return {d.start: d.value for d in find_dates(text, language) if d.value.startswith("XXXX-WXX-")}


@lru_cache(maxsize=REMEMBERED)
def names_in(text: str, language: str) -> tuple[Name, ...]:
    """The names in `text`."""
    return tuple(find_names(text, language))


@lru_cache(maxsize=REMEMBERED)
def cues_in(text: str, language: str) -> tuple[Cue, ...]:
    """The cues of certainty in `text`."""
    return tuple(find_cues(text, language))


@lru_cache(maxsize=REMEMBERED)
def certainty_of(text: str, language: str) -> Certainty:
    """How sure the whole of `text` is."""
    return judge_certainty(text, 0, len(text), language)


@lru_cache(maxsize=REMEMBERED)
def negations_in(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Where `text` negates."""
    return tuple(count_negations(text, language))
