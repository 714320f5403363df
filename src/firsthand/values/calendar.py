"""Days, weeks, months and years counted from a day: the arithmetic that resolving dates needs, and nothing of words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W", "weekend": "D", "month": "M",
    "quarter": "M", "year": "Y", "decade": "Y", "century": "Y",
}  # fmt: skip
MULTIPLES = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100, "weekend": 2}
WITHIN_A_DAY = frozenset({"second", "minute", "hour"})


class Period(NamedTuple):
    """A stretch of the calendar: its TIMEX3 value, first and last day."""

    value: str
    first: date
    last: date


def day_period(day: date, part: str = "") -> Period:
    """One day, or a part of it ("MO", "NI")."""
    return Period(day.isoformat() + (f"T{part}" if part else ""), day, day)


def month_period(year: int, month: int) -> Period:
    """One month."""
    return Period(f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_period(year: int) -> Period:
    """One year."""
    return Period(f"{year:04d}", date(year, 1, 1), date(year, 12, 31))


def quarter_period(year: int, quarter: int) -> Period:
    """One quarter of a year, 1 to 4."""
    last_month = 3 * quarter
    return Period(
        f"{year:04d}-Q{quarter}", date(year, last_month - 2, 1), date(year, last_month, monthrange(year, last_month)[1])
    )


def season_period(year: int, season: str) -> Period:
    """A season of the northern year, as widely as news means it (the southern one differs: its value stays)."""
    return Period(f"{year:04d}-{season}", date(year, 1, 1), date(year, 12, 31))


def week_period(day: date, weekend: bool = False) -> Period:
    """The ISO week around `day`, or its weekend."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    if weekend:
        return Period(f"{year:04d}-W{week:02d}-WE", monday + timedelta(days=5), monday + timedelta(days=6))
    return Period(f"{year:04d}-W{week:02d}", monday, monday + timedelta(days=6))


def shift_months(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9998:
        raise OverflowError("outside the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(day: date, unit: str, n: int) -> Period:
    """The calendar unit that lies `n` units from the one around `day`.

    Raises
    ------
    OverflowError
        Where that lies outside the calendar.
    """
    if abs(n) > 100_000:
        raise OverflowError("outside the calendar")
    if unit in WITHIN_A_DAY:
        return day_period(day)
    if unit == "day":
        return day_period(day + timedelta(days=n))
    if unit in ("week", "fortnight", "weekend"):
        return week_period(
            day + timedelta(weeks=n * MULTIPLES.get("fortnight" if unit == "fortnight" else "", 1)), unit == "weekend"
        )
    if unit == "month":
        moved = shift_months(day, n)
        return month_period(moved.year, moved.month)
    if unit == "quarter":
        moved = shift_months(day, 3 * n)
        return quarter_period(moved.year, (moved.month - 1) // 3 + 1)
    moved = shift_months(day, 12 * n * (MULTIPLES.get(unit, 1)))
    if unit == "decade":
        first = moved.year // 10 * 10
        return Period(f"{first // 10:03d}", date(max(first, 1), 1, 1), date(first + 9, 12, 31))
    if unit == "century":
        first = moved.year // 100 * 100
        return Period(f"{first // 100:02d}", date(max(first, 1), 1, 1), date(first + 99, 12, 31))
    return year_period(moved.year)


def duration_value(unit: str, count: str) -> str:
    """TIMEX3 value of a duration: ``P4Y``, ``PT30M``, ``PXD``."""
    letter = LETTERS.get(unit, "Y")
    if count.isdigit() and unit in MULTIPLES:
        count = str(int(count) * MULTIPLES[unit])
    return f"P{'T' if unit in WITHIN_A_DAY else ''}{count}{letter}"


def at_clock(day: date, clock: str) -> Period:
    """A minute of one day, as its TIMEX3 value says it: ``T16:08Z``."""
    return Period(day.isoformat() + clock, day, day)


_SOON = 60
"""Days within which a day without a year may lie ahead though no word says so: "on 14 March", read in May, is past."""


def nearest_day(anchor: date, month: int, day: int, future: bool) -> Period:
    """That day in the year in which it lies nearest to the anchor (29 February: the nearest leap year).

    Far ahead it lies only where the tense says so: news tells what has been.
    """
    candidates = []
    for year in range(max(1, anchor.year - 4), min(9998, anchor.year + 4) + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    near = [d for d in candidates if future or (d - anchor).days <= _SOON]
    return day_period(min(near or candidates, key=lambda d: (abs((d - anchor).days), d)))


def nearest_month(anchor: date, month: int, future: bool, strictly: bool = False) -> Period:
    """That month of the year on the side that the tense says; `strictly`: never the anchor's own month."""
    year = anchor.year
    if future and (month < anchor.month or (strictly and month == anchor.month)):
        year += 1
    elif not future and (month > anchor.month or (strictly and month == anchor.month)):
        year -= 1
    return month_period(year, month)


def nearest_weekday(anchor: date, weekday: int, future: bool, strictly_past: bool) -> date:
    """That weekday nearest to the anchor: the anchor itself or before it, or after it where the tense says so."""
    back = (anchor.isoweekday() - weekday) % 7
    if future:
        return anchor + timedelta(days=(7 - back) if back else (7 if strictly_past else 0))
    return anchor - timedelta(days=back or (7 if strictly_past else 0))


def last_quarter(anchor: date, quarter: int) -> Period:
    """The last such quarter that has begun by the anchor."""
    year = anchor.year if (anchor.month - 1) // 3 + 1 >= quarter else anchor.year - 1
    return quarter_period(year, quarter)
