"""Dates, times and durations in a text, resolved against its publication date or a full date it holds, never today.

In: text, its language, and when it was published, if known. Out: :class:`Date` values, in order, without overlap.
Always true: ``text[start:end]`` is the date's own text; a date that nothing resolves has ``earliest`` and ``latest``
None, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from firsthand import languages
from firsthand.model import TimeInterval
from firsthand.values import calendar as cal
from firsthand.values.calendar import Period
from firsthand.values.numbers import NumberWords, number_words, read_number
from firsthand.values.words import PhraseTable, Word, fold_key, split_words

DateKind = Literal["date", "time", "duration", "set"]


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


@dataclass(frozen=True, slots=True)
class _Lexicon:
    numbers: NumberWords
    months: Mapping[str, int]
    weekdays: PhraseTable
    days: PhraseTable
    units: PhraseTable
    shifts: Mapping[str, int]
    shifts_after: PhraseTable
    seasons: Mapping[str, str]
    parts_of_day: Mapping[str, str]
    parts_of_time: PhraseTable
    ago_after: frozenset[str]
    ago_before: frozenset[str]
    earlier: PhraseTable
    same: PhraseTable
    ordinals: Mapping[str, int]
    references: PhraseTable
    sets: PhraseTable
    vague: PhraseTable
    one: PhraseTable
    links: frozenset[str]
    day_suffixes: frozenset[str]
    articles: frozenset[str]
    future: frozenset[str]
    future_endings: tuple[str, ...]
    future_before: frozenset[str]
    bare_before: frozenset[str]
    between: frozenset[str]
    age_after: frozenset[str]
    age_before: frozenset[str]
    clock_words: frozenset[str]
    clock_marks: frozenset[str]
    durations: PhraseTable
    date_words: frozenset[str]
    doubtful_months: frozenset[str]
    not_years: frozenset[str]
    needs_capital: bool
    month_first: bool


@cache
def _lexicon(language: str) -> _Lexicon:
    table: Mapping[str, Any] = languages.table(language, "dates")

    def folded(name: str) -> frozenset[str]:
        return frozenset(map(fold_key, table.get(name, ())))

    def mapped(name: str) -> dict[str, Any]:
        return {fold_key(word): value for word, value in table.get(name, {}).items()}

    def phrases(name: str) -> PhraseTable:
        return PhraseTable((phrase, str(value)) for phrase, value in table.get(name, {}).items())

    def listed(name: str) -> PhraseTable:
        return PhraseTable((phrase, value) for value, items in table.get(name, {}).items() for phrase in items)

    ago = table.get("ago", {})
    return _Lexicon(
        numbers=number_words(language),
        months=mapped("months"),
        weekdays=phrases("weekdays"),
        days=phrases("days"),
        units=phrases("units"),
        shifts=mapped("shifts"),
        shifts_after=phrases("shifts_after"),
        seasons=mapped("seasons"),
        parts_of_day=mapped("parts_of_day"),
        parts_of_time=listed("parts_of_time"),
        ago_after=frozenset(map(fold_key, ago.get("after", ()))),
        ago_before=frozenset(map(fold_key, ago.get("before", ()))),
        earlier=PhraseTable(
            [(p, "-1") for p in ago.get("earlier", ())] + [(p, "1") for p in ago.get("later", ())],
        ),
        same=listed("same"),
        ordinals=mapped("ordinals"),
        references=listed("references"),
        sets=phrases("sets"),
        vague=PhraseTable((p, "X") for p in table.get("vague", {}).get("words", ())),
        one=PhraseTable((p, "1") for p in table.get("one", {}).get("words", ())),
        links=folded("links"),
        day_suffixes=folded("day_suffixes"),
        articles=folded("articles"),
        future=folded("future"),
        future_endings=tuple(table.get("future_endings", ())),
        future_before=folded("future_before"),
        bare_before=folded("bare_before"),
        between=folded("between"),
        age_after=folded("age_after"),
        age_before=folded("age_before"),
        clock_words=folded("clock_words"),
        clock_marks=folded("clock_marks"),
        durations=phrases("durations"),
        date_words=folded("date_words"),
        doubtful_months=folded("doubtful_months"),
        not_years=folded("not_years"),
        needs_capital=bool(table.get("needs_capital", False)),
        month_first=table.get("order") == "month-day",
    )


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
    words = split_words(text)
    return _Reader(text, words, _lexicon(language), published).read()


@dataclass(slots=True)
class _Found:
    """What a rule read: words ``[first, after)`` and how to resolve it, given an anchor day."""

    first: int
    after: int
    kind: DateKind
    value: str
    fixed: Period | None = None
    resolve: Callable[[date], Period] | None = None
    part: str = ""


class _Reader:
    """One pass over the words of one text."""

    def __init__(self, text: str, words: list[Word], lexicon: _Lexicon, published: TimeInterval | None) -> None:
        self.text = text
        self.words = words
        self.n = len(words)
        self.lexicon = lexicon
        self.anchors = _anchor_days(published)
        self.latest_full: Period | None = None

    # -- the pass -------------------------------------------------------------------------------------------------

    def read(self) -> list[Date]:
        raw: list[_Found] = []
        i = 0
        while i < self.n:
            found = self._read_at(i)
            if found is None:
                i += 1
            else:
                while raw and raw[-1].after > found.first:
                    raw.pop()
                raw.append(found)
                i = found.after
        if not self.anchors:
            dateline = self._dateline(raw)
            if dateline is not None:
                self.anchors = (dateline,)
        return [self._dated(found) for found in raw]

    def _dated(self, found: _Found) -> Date:
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

    def _year_of(self, found: _Found) -> tuple[date, ...]:
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

    def _dateline(self, raw: list[_Found]) -> date | None:
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

    def _read_at(self, i: int) -> _Found | None:
        word = self.words[i]
        if word.kind == "mark":
            return None
        if word.kind == "number":
            return (
                self._iso(i)
                or self._clock(i)
                or self._day_month(i)
                or self._ordinal_period(i)
                or self._duration(i)
                or self._year(i)
            )
        return (
            self._relative_day(i)
            or self._same(i)
            or self._part_of_time(i)
            or self._weekday(i)
            or self._month_day(i)
            or self._day_month(i)
            or self._ordinal_period(i)
            or self._shifted_unit(i)
            or self._set(i)
            or self._ago(i)
            or self._duration(i)
            or self._reference(i)
        )

    # -- small helpers --------------------------------------------------------------------------------------------

    def _key(self, i: int) -> str:
        return self.words[i].key if 0 <= i < self.n else ""

    def _capital(self, i: int) -> bool:
        return not self.lexicon.needs_capital or self.words[i].text[:1].isupper()

    def _month(self, i: int) -> int | None:
        if 0 <= i < self.n and self._capital(i):
            return self.lexicon.months.get(self.words[i].key)
        return None

    def _number(self, i: int, low: int, high: int) -> int | None:
        if 0 <= i < self.n and self.words[i].kind == "number" and self.words[i].text.isdigit():
            if len(self.words[i].text) > 4:
                return None
            value = int(self.words[i].text)
            return value if low <= value <= high else None
        return None

    def _skip_links(self, i: int) -> int:
        while self._key(i) in self.lexicon.links:
            i += 1
        return i

    def _skip_abbreviation(self, i: int) -> int:
        """Past the full stop of "Oct." where another word of the date follows."""
        return i + 1 if self._key(i) == "." and len(self.words[i - 1].text) <= 4 else i

    def _year_after(self, i: int) -> tuple[int, int] | None:
        """A year at word `i`, past a comma or a link, and the index after it."""
        at = i
        if self._key(at) == ",":
            at += 1
        at = self._skip_links(at)
        year = self._number(at, 1000, 2199)
        if year is not None and len(self.words[at].text) == 4 and not self._counts(at):
            return year, at + 1
        return None

    def _counts(self, i: int) -> bool:
        """Whether the four digits at `i` count something: "2000 people", "1700 millones"."""
        return self._key(i + 1) in self.lexicon.not_years or self._key(i + 1) in self.lexicon.numbers.scales

    def _future(self, i: int) -> bool:
        """Whether the clause around word `i` speaks of what is to come: its words before, or after if it opens."""
        if any(word.key in self.lexicon.future_before for word in self.words[max(0, i - 3) : i]):
            return True
        first = i
        while first > 0 and i - first < 10 and self.words[first - 1].text not in ".;!?":
            first -= 1
        window = self.words[first:i] if i - first > 1 else self.words[first : i + 8]
        return any(self._promises(word) for word in window)

    def _promises(self, word: Word) -> bool:
        if word.key in self.lexicon.future:
            return True
        accented = word.text[-1:] in "áé" or word.text.endswith("án") or word.key.endswith("remos")
        return len(word.key) > 4 and accented and word.key.endswith(self.lexicon.future_endings)

    # -- rules ----------------------------------------------------------------------------------------------------

    def _iso(self, i: int) -> _Found | None:
        words = self.words
        if i + 4 >= self.n or words[i + 1].text not in "-/." or words[i + 3].text != words[i + 1].text:
            return None
        if words[i + 4].end - words[i].start > 10:
            return None
        a, b, c = (self._number(k, 0, 2199) for k in (i, i + 2, i + 4))
        if a is None or b is None or c is None:
            return None
        if len(words[i].text) == 4:
            year, month, day = a, b, c
        else:
            year = c if c > 99 else c + (2000 if c < 50 else 1900)
            month, day = (a, b) if (self.lexicon.month_first and a <= 12) or b > 12 else (b, a)
        try:
            period = cal.day_period(date(year, month, day))
        except ValueError:
            return None
        return _Found(i, i + 5, "date", period.value, period)

    def _clock(self, i: int) -> _Found | None:
        """ "16:08 UTC", "0800 UTC", "6:40 p.m.", with a "today" beside it; on the anchor's day."""
        key, at = self._key, i + 3
        hour, minute = self._number(i, 0, 24), self._number(i + 2, 0, 59)
        if hour is None or minute is None or key(i + 1) not in (":", ".") or len(self.words[i + 2].text) != 2:
            digits = self.words[i].text
            if len(digits) != 4 or not digits.isdigit() or key(i + 1) not in ("utc", "gmt"):
                return None
            hour, minute, at = int(digits[:2]), int(digits[2:]), i + 1
        elif key(i + 1) == "." and key(at) not in self.lexicon.clock_words:
            return None
        if hour > 24 or minute > 59:
            return None
        half = (
            key(at)[:1] if key(at) in ("am", "pm") else key(at) if key(at) in ("a", "p") and key(at + 2) == "m" else ""
        )
        if half:
            at += 1 if key(at) in ("am", "pm") else 4 if key(at + 3) == "." else 3
            hour = hour % 12 + (12 if half == "p" else 0)
        zone = "Z" if key(at) in ("utc", "gmt") else ""
        if key(at) in self.lexicon.clock_words:
            at += 1
        first = i
        beside = self.lexicon.days.at(self.words, at)
        if beside:
            at = beside[1]
        else:
            back = i
            while back > 0 and i - back < 3 and self.words[back - 1].key in self.lexicon.clock_marks:
                back -= 1
            if back > 0 and self.lexicon.days.at(self.words, back - 1):
                beside, first = self.lexicon.days.at(self.words, back - 1), back - 1
        n = int(beside[0].split()[0]) if beside else 0
        clock = f"T{hour:02d}:{minute:02d}{zone}"
        return _Found(first, at, "time", clock, resolve=lambda a: _at_clock(a + timedelta(days=n), clock))

    def _day_month(self, i: int) -> _Found | None:
        """ "19 July 2012", "el 12 de octubre", "the 20th of July"."""
        day, at = self._number(i, 1, 31), i + 1
        if day is None:
            ordinal = self.lexicon.numbers.small.get(self._key(i)) if self._key(i + 1) in self.lexicon.links else None
            if ordinal is None or not 1 <= ordinal <= 31:
                return None
            day = int(ordinal)
        if (
            self._key(at) in self.lexicon.day_suffixes
            and at < self.n
            and self.words[at].start == self.words[at - 1].end
        ):
            at += 1
        at = self._skip_links(at)
        month = self._month(at)
        if month is None:
            return None
        if self.words[at].key in self.lexicon.doubtful_months and not self.words[at].text[:1].isupper() and at == i + 1:
            pass
        return self._finish_day(i, self._skip_abbreviation(at + 1) if self._year_after(at + 2) else at + 1, month, day)

    def _month_day(self, i: int) -> _Found | None:
        """ "October 12, 2005", "July 2023", "early June", a month alone."""
        month = self._month(i)
        if month is None:
            return None
        at = self._skip_abbreviation(i + 1)
        day = self._number(at, 1, 31) if self.lexicon.month_first else None
        if day is not None and len(self.words[at].text) <= 2:
            at += 1
            if self._key(at) in self.lexicon.day_suffixes and self.words[at].start == self.words[at - 1].end:
                at += 1
            return self._finish_day(i, at, month, day)
        with_year = self._year_after(at)
        if with_year:
            year, after = with_year
            if not 1 <= year <= 9998:
                return None
            return _Found(i, after, "date", f"{year}-{month:02d}", cal.month_period(year, month))
        shift_after = self._shifted_year_after(i + 1)
        if shift_after:
            n, after = shift_after
            return _Found(i, after, "date", f"XXXX-{month:02d}", resolve=lambda a: cal.month_period(a.year + n, month))
        if self.words[i].key in self.lexicon.doubtful_months and not (
            self._key(i - 1) in self.lexicon.date_words and self.words[i].text[:1].isupper()
        ):
            return None
        if self.words[i].key in self.lexicon.doubtful_months and len(self.words[i].key) == 3:
            return None
        future = self._future(i)
        return _Found(
            i, i + 1, "date", f"XXXX-{month:02d}", resolve=lambda a: _nearest_month(a, month, future), part="year"
        )

    def _shifted_year_after(self, i: int) -> tuple[int, int] | None:
        """ "de este año", "of last year", "del año pasado"."""
        at = i
        while self._key(at) in self.lexicon.links or self._key(at) in self.lexicon.articles:
            at += 1
        if at == i:
            return None
        before = self.lexicon.shifts.get(self._key(at))
        unit = self.lexicon.units.at(self.words, at + 1 if before is not None else at)
        if unit is None or unit[0] != "year":
            return None
        if before is not None:
            return before, unit[1]
        after = self.lexicon.shifts_after.at(self.words, unit[1])
        return (int(after[0]), after[1]) if after else None

    def _finish_day(self, first: int, after: int, month: int, day: int) -> _Found | None:
        with_year = self._year_after(after)
        if with_year:
            year, end = with_year
            try:
                period = cal.day_period(date(year, month, day))
            except ValueError:
                return None
            return _Found(first, end, "date", period.value, period)
        if (day > 29 and month == 2) or (day == 31 and month in (4, 6, 9, 11)):
            return None
        return _Found(
            first,
            after,
            "date",
            f"XXXX-{month:02d}-{day:02d}",
            resolve=lambda a: _nearest_day(a, month, day),
            part="year",
        )

    def _weekday(self, i: int) -> _Found | None:
        first = i
        shift = self.lexicon.shifts.get(self._key(i))
        at = i + 1 if shift is not None else i
        if at >= self.n or not self._capital(at):
            return None
        named = self.lexicon.weekdays.at(self.words, at)
        if named is None:
            return None
        weekday, after = int(named[0]), named[1]
        comma = after + 1 if self._key(after) == "," else after
        inner = comma
        while self._key(inner) in self.lexicon.articles and not self.lexicon.month_first:
            inner += 1
        full = self._day_month(inner) or (self._month_day(inner) if self.lexicon.month_first else None)
        if full and full.value[-3:-2] == "-" and (full.fixed is None or len(full.fixed.value) == 10):
            full.first = first
            return full
        trailing = self.lexicon.shifts_after.at(self.words, after)
        if trailing:
            shift, after = int(trailing[0]), trailing[1]
        part, after = self._part_of_day(after)
        future = shift == 1 or (shift is None and self._future(i))
        target, past = weekday, shift == -1
        return _Found(
            first,
            after,
            "time" if part else "date",
            f"XXXX-WXX-{weekday}",
            resolve=lambda a: cal.day_period(_nearest_weekday(a, target, future, past), part),
        )

    def _part_of_day(self, i: int) -> tuple[str, int]:
        at = i
        while self._key(at) in ("por", "la", "in", "the", "da", "de", "en", "a", "pela") and at < i + 2:
            at += 1
        part = self.lexicon.parts_of_day.get(self._key(at))
        return (part, at + 1) if part else ("", i)

    def _relative_day(self, i: int) -> _Found | None:
        found = self.lexicon.days.at(self.words, i)
        if found is None:
            return None
        if self.lexicon.parts_of_day.get(self._key(i)) and self._key(i - 1) in self.lexicon.articles:
            return None
        days, _, part = found[0].partition(" ")
        n = int(days)
        kind: DateKind = "time" if part else "date"
        return _Found(i, found[1], kind, "XXXX-XX-XX", resolve=lambda a: cal.day_period(a + timedelta(days=n), part))

    def _same(self, i: int) -> _Found | None:
        """ "the same day", "ese año": the last day, month or year that the text named."""
        found = self.lexicon.same.at(self.words, i)
        if found is None:
            return None
        return _Found(i, found[1], "date", "XXXX-XX-XX" if found[0] == "day" else "XXXX", part=f"same {found[0]}")

    def _part_of_time(self, i: int) -> _Found | None:
        found = self.lexicon.parts_of_time.at(self.words, i)
        if found is None:
            return None
        at = found[1]
        while at < self.n and (self._key(at) in self.lexicon.articles or self._key(at) == "-"):
            at += 1
        if at >= self.n:
            return None
        inner = self._month_day(at) or self._shifted_unit(at) or self._year(at) or self._ordinal_period(at)
        bare = self.lexicon.units.at(self.words, at)
        if inner is None and bare and bare[0] in ("year", "month", "week", "decade"):
            inner = self._unit_found(i, bare[1], bare[0], 0)
        if inner is None or inner.kind != "date":
            return None
        inner.first = i
        return inner

    def _ordinal_period(self, i: int) -> _Found | None:
        """ "the third quarter of 2009"."""
        at = i
        ordinal = self.lexicon.ordinals.get(self._key(at))
        if ordinal is None:
            return None
        unit = self.lexicon.units.at(self.words, at + 1)
        if unit is None or unit[0] != "quarter" or self._key(unit[1]) == "":
            return None
        after = unit[1]
        year = self._year_after(after)
        if year:
            period = cal.quarter_period(year[0], ordinal)
            return _Found(i, year[1], "date", period.value, period)
        shifted = self._shifted_year_after(after)
        if shifted:
            n, end = shifted
            return _Found(i, end, "date", "XXXX-QX", resolve=lambda a: cal.quarter_period(a.year + n, ordinal))
        return _Found(i, after, "date", f"XXXX-Q{ordinal}", resolve=lambda a: _last_quarter(a, ordinal))

    def _shifted_unit(self, i: int) -> _Found | None:
        """ "last week", "la semana pasada", "este año", "the past four years"."""
        words, lexicon = self.words, self.lexicon
        at, first = i, i
        if self._key(at) in lexicon.articles and at + 1 < self.n:
            at += 1
        shift = lexicon.shifts.get(self._key(at))
        if shift is not None:
            number = read_number(words, at + 1, lexicon.numbers)
            unit = lexicon.units.at(words, number.after if number else at + 1)
            if unit:
                if number or (words[unit[1] - 1].key.endswith("s") and unit[0] not in ("century",)):
                    count = f"{number.value:g}" if number else "X"
                    return _Found(first, unit[1], "duration", cal.duration_value(unit[0], count))
                return self._unit_found(first, unit[1], unit[0], shift)
            season = lexicon.seasons.get(self._key(at + 1))
            if season:
                return _Found(
                    first, at + 2, "date", f"XXXX-{season}", resolve=lambda a: cal.season_period(a.year + shift, season)
                )
            month = self._month(at + 1)
            if month and shift:
                return _Found(
                    first,
                    at + 2,
                    "date",
                    f"XXXX-{month:02d}",
                    resolve=lambda a: _nearest_month(a, month, shift > 0, strictly=True),
                )
            return None
        unit = lexicon.units.at(words, at)
        if unit:
            trailing = lexicon.shifts_after.at(words, unit[1])
            if trailing and not words[unit[1] - 1].key.endswith("ses"):
                return self._unit_found(first, trailing[1], unit[0], int(trailing[0]))
        return None

    def _unit_found(self, first: int, after: int, unit: str, shift: int) -> _Found:
        if unit in cal.WITHIN_A_DAY:
            return _Found(first, after, "duration", cal.duration_value(unit, "1"))
        return _Found(first, after, "date", "XXXX", resolve=lambda a: cal.shifted(a, unit, shift))

    def _set(self, i: int) -> _Found | None:
        found = self.lexicon.sets.at(self.words, i)
        return _Found(i, found[1], "set", found[0]) if found else None

    def _ago(self, i: int) -> _Found | None:
        """ "hace 20 años"."""
        if self._key(i) not in self.lexicon.ago_before:
            return None
        inner = self._duration(i + 1)
        if inner is None:
            return None
        return self._back(i, inner.after, inner.value, -1)

    def _back(self, first: int, after: int, value: str, sign: int) -> _Found | None:
        count = "".join(c for c in value if c.isdigit())
        if not count or len(count) > 6:
            return _Found(first, after, "date", "PAST_REF" if sign < 0 else "FUTURE_REF")
        letter = value[-1]
        unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}.get(letter, "day")
        if "T" in value:
            return _Found(first, after, "date", "XXXX-XX-XX", resolve=lambda a: cal.day_period(a))
        n = sign * int(count)
        return _Found(first, after, "date", "XXXX", resolve=lambda a: cal.shifted(a, unit, n))

    def _duration(self, i: int) -> _Found | None:
        """ "four years", "12-year", "several months"; "four years ago" is a date."""
        words, lexicon = self.words, self.lexicon
        if i >= self.n:
            return None
        fixed = lexicon.durations.at(words, i)
        if fixed:
            return _Found(i, fixed[1], "duration", fixed[0])
        number = read_number(words, i, lexicon.numbers)
        count: str
        if number is not None and number.value == int(number.value) and number.value < 1e6:
            count, at = f"{int(number.value)}", number.after
        elif (vague := lexicon.vague.at(words, i)) is not None:
            count, at = "X", vague[1]
        elif (one := lexicon.one.at(words, i)) is not None:
            count, at = "1", one[1]
        elif self._key(i - 1) in lexicon.bare_before and lexicon.units.at(words, i) and words[i].key.endswith("s"):
            count, at = "X", i
        else:
            return None
        if self._key(at) in ("-", "‑", "‐") or self._key(at) in lexicon.between:
            at += 1
        unit = lexicon.units.at(words, at)
        if unit is None:
            return None
        value = cal.duration_value(unit[0], count)
        after = unit[1]
        if self._key(after) in lexicon.age_after or (
            self._key(after + 1) in lexicon.age_after and self._key(after) == "-"
        ):
            return None
        if unit[0] == "year" and self._key(i - 1) in lexicon.age_before and self._key(i - 2) == ",":
            return None
        if self._key(after) in lexicon.ago_after:
            return self._back(i, after + 1, value, -1)
        return _Found(i, after, "duration", value)

    def _year(self, i: int) -> _Found | None:
        year = self._number(i, 1500, 2100)
        if year is None or len(self.words[i].text) != 4:
            return None
        if self._key(i - 1) in ("$", "€", "£", "#") or self._counts(i):
            return None
        if self._key(i + 1) in ("%",) or (
            i > 0
            and self.words[i - 1].end == self.words[i].start
            and self._key(i - 1) not in ("(", "-", "–", "/", "‘", "'", '"', "“", "«", "¿")
        ):
            return None
        if self.lexicon.units.at(self.words, i + 1) is not None and self._key(i + 1) not in ("season",):
            return None
        period = cal.year_period(year)
        return _Found(i, i + 1, "date", period.value, period)

    def _reference(self, i: int) -> _Found | None:
        found = self.lexicon.references.at(self.words, i)
        return _Found(i, found[1], "date", found[0]) if found else None


def _anchor_days(published: TimeInterval | None) -> tuple[date, ...]:
    if published is None:
        return ()
    try:
        days = sorted({date.fromisoformat(published.earliest[:10]), date.fromisoformat(published.latest[:10])})
    except ValueError:
        return ()
    return tuple(days)


def _at_clock(day: date, clock: str) -> Period:
    return Period(day.isoformat() + clock, day, day)


def _nearest_day(anchor: date, month: int, day: int) -> Period:
    """That day of the year in which it lies nearest to the anchor (29 February: the nearest leap year)."""
    candidates = []
    for year in range(max(1, anchor.year - 4), min(9998, anchor.year + 4) + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    return cal.day_period(min(candidates, key=lambda d: (abs((d - anchor).days), d)))


def _nearest_month(anchor: date, month: int, future: bool, strictly: bool = False) -> Period:
    year = anchor.year
    if future and (month < anchor.month or (strictly and month == anchor.month)):
        year += 1
    elif not future and (month > anchor.month or (strictly and month == anchor.month)):
        year -= 1
    return cal.month_period(year, month)


def _nearest_weekday(anchor: date, weekday: int, future: bool, strictly_past: bool) -> date:
    back = (anchor.isoweekday() - weekday) % 7
    if future:
        return anchor + timedelta(days=(7 - back) if back else (7 if strictly_past else 0))
    return anchor - timedelta(days=back or (7 if strictly_past else 0))


def _last_quarter(anchor: date, quarter: int) -> Period:
    year = anchor.year if (anchor.month - 1) // 3 + 1 >= quarter else anchor.year - 1
    return cal.quarter_period(year, quarter)
