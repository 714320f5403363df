"""Dates, times and durations in a text, resolved against its publication date or a full date it holds, never today.

In: text, its language, and when it was published, if known. Out: :class:`Date` values, in order, without overlap.
Always true: ``text[start:end]`` is the date's own text; a date that nothing resolves has ``earliest`` and ``latest``
None, never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from firsthand.model import TimeInterval
from firsthand.values import calendar as cal
from firsthand.values.calendar import Period
from firsthand.values.date_cursor import DateKind, Reading
from firsthand.values.date_grammar import DateGrammar
from firsthand.values.date_words import date_words
from firsthand.values.words import SENTENCE, Word, split_words, windows


@dataclass(frozen=True, slots=True)
class Date:
    """A date written at ``text[start:end]``.

    `earliest` and `latest` are ISO days, both included, or None where nothing resolves it; `value` is its TIMEX3 value
    ("2012-07", "P4Y", "PRESENT_REF"; X where unknown). `relative` says that it was resolved from another date.
    """

    start: int
    end: int
    text: str
    earliest: str | None
    latest: str | None
    value: str
    kind: DateKind = "date"
    relative: bool = False


def find_dates(text: str, language: str, published: TimeInterval | None = None) -> list[Date]:
    """All dates, times and durations in `text`, in order.

    Parameters
    ----------
    text
        Any text.
    language
        Its language's code; without a table only ISO dates and years are read.
    published
        When the text was published. Without it relative dates are resolved against a full date that stands in a short
        line of its own (a dateline), and dates without a year against the nearest earlier one that has it.
    """
    given = (text, language, published)
    return list(_remembered(*given)) if len(text) < SENTENCE else _find(*given)


@lru_cache(maxsize=512)
def _remembered(text: str, language: str, published: TimeInterval | None) -> tuple[Date, ...]:
    """The dates of a sentence, for whoever asks next."""
    return tuple(_find(text, language, published))


def _find(text: str, language: str, published: TimeInterval | None) -> list[Date]:
    found: list[Date] = []
    for offset, piece in windows(text):
        words, raw = _read(piece, language)
        dates = _Resolver(piece, words, published).resolve(raw) if raw else []
        found += [replace(d, start=d.start + offset, end=d.end + offset) for d in dates] if offset else dates
    return found


def date_places(text: str, language: str) -> list[tuple[int, int]]:
    """Where the dates and times of `text` stand, without their days; durations apart."""
    words, raw = _read(text, language)
    return [(words[r.first].start, words[r.after - 1].end) for r in raw if r.kind in ("date", "time")]


def _read(text: str, language: str) -> tuple[Sequence[Word], Sequence[Reading]]:
    return _remembered_readings(text, language) if len(text) < SENTENCE else _readings(text, language)


@lru_cache(maxsize=512)
def _remembered_readings(text: str, language: str) -> tuple[Sequence[Word], Sequence[Reading]]:
    """What stands in a sentence: asked for what is no figure in it, and for its days."""
    return _readings(text, language)


def _readings(text: str, language: str) -> tuple[Sequence[Word], Sequence[Reading]]:
    """The words of `text`, and what the rules read in them, in order, without overlap."""
    words, lexicon = split_words(text), date_words(language)
    places = lexicon.openings.places(words)
    raw: list[Reading] = []
    after = 0
    grammar = DateGrammar(text, words, lexicon) if places else None
    for i in places:
        found = grammar.read_at(i) if grammar and i >= after else None
        if found is not None:
            while raw and raw[-1].after > found.first:
                raw.pop()
            raw.append(found)
            after = found.after
    return words, raw


class _Resolver:
    """Gives each reading of one text its days, from front to back."""

    def __init__(self, text: str, words: Sequence[Word], published: TimeInterval | None) -> None:
        self.text = text
        self.words = words
        self.anchors = _anchor_days(published)
        self.latest_full: Period | None = None

    def resolve(self, raw: Sequence[Reading]) -> list[Date]:
        """All dates of the text, in order."""
        if not self.anchors:
            dateline = self._dateline(raw)
            if dateline is not None:
                self.anchors = (dateline,)
        return [self._dated(found) for found in raw]

    def _dated(self, found: Reading) -> Date:
        start, end = self.words[found.first].start, self.words[found.after - 1].end
        periods: list[Period] = []
        if found.fixed is not None:
            periods = [found.fixed]
        elif found.part.startswith("same "):
            periods = self._last_named(found.part.removeprefix("same "))
        elif found.resolve is not None:
            anchors = self.anchors or self._year_of(found)
            try:
                periods = [found.resolve(anchor) for anchor in anchors]
            except (OverflowError, ValueError):
                periods = []
        if not periods:
            return Date(start, end, self.text[start:end], None, None, found.value, found.kind)
        earliest, latest = min(p.first for p in periods), max(p.last for p in periods)
        value = periods[0].value if len({p.value for p in periods}) == 1 else found.value
        if len(periods) == 1 and found.kind in ("date", "time") and earliest.year == latest.year:
            self.latest_full = periods[0]
        return Date(
            start,
            end,
            self.text[start:end],
            earliest.isoformat(),
            latest.isoformat(),
            value,
            found.kind,
            found.fixed is None,
        )

    def _year_of(self, found: Reading) -> tuple[date, ...]:
        """Without any anchor: the last date named lends its year to a day or month that lacks one."""
        if self.latest_full is None or found.part != "year":
            return ()
        return (self.latest_full.first,)

    def _last_named(self, unit: str) -> list[Period]:
        last = self.latest_full
        if last is None or (unit == "day" and last.first != last.last):
            return []
        day = last.first
        if unit == "month" and day.month != last.last.month:
            return []
        return [cal.day_period(day) if unit == "day" else cal.shifted(day, unit, 0)]

    def _dateline(self, raw: Sequence[Reading]) -> date | None:
        """A full day in a line of its own: the text's own word on when it was written."""
        for found in raw:
            if found.fixed is None or len(found.fixed.value) < 10 or found.fixed.value[4] != "-":
                continue
            start, end = self.words[found.first].start, self.words[found.after - 1].end
            line_start = self.text.rfind("\n", max(0, start - 120), start) + 1 or (0 if start <= 120 else start - 120)
            line_end = self.text.find("\n", end, end + 120)
            line_end = min(len(self.text), end + 120) if line_end < 0 else line_end
            rest = self.text[line_start:start] + self.text[end:line_end]
            if len(rest.split()) <= 7 and not rest.rstrip().endswith((".", "”", '"')):
                return found.fixed.first
        return None


def _anchor_days(published: TimeInterval | None) -> tuple[date, ...]:
    if published is None:
        return ()
    try:
        days = sorted({date.fromisoformat(published.earliest[:10]), date.fromisoformat(published.latest[:10])})
    except ValueError:
        return ()
    return tuple(days)
