"""Dates of publication with the precision they were given in, and with the doubt that a spelling leaves.

A minute is only given where its zone is known: a clock without a zone leaves the day. A day that two orders of day and
month read differently is an interval that holds both, and the doubt is told.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from firsthand.languages import pages, table
from firsthand.model import TimeInterval
from firsthand.text.bylines import find_day
from firsthand.text.folding import fold

_LONGEST_FIELD = 100
_ISO = re.compile(
    r"\s*(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ]+(?P<hour>\d{2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?)?)?\s*"
)
_CLOCK = re.compile(r"(?<![\d:.-])(\d{1,2})(?:[:.h](\d{2})(?::\d{2}(?:[.,]\d+)?)?|(?=\s?[ap]\.?\s?m\b))(?![\d/-])")
_OFFSET = re.compile(r"(?:gmt|utc|z)?\s?([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)")
_STAMP = re.compile(r"\s*(\d{10})(?:\d{3})?\s*")
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)")
_EARLIEST_STAMP, _LATEST_STAMP = 631_152_000, 4_102_444_800  # 1990 and 2100: ten digits beyond are no seconds


@dataclass(frozen=True, slots=True)
class Dated:
    """What a field that should hold a date says; `doubt` tells what it leaves open."""

    interval: TimeInterval | None
    doubt: str | None = None


def interval_of(value: object) -> TimeInterval | None:
    """The interval of an ISO 8601 prefix (`2012`, `2012-07`, `2012-07-19T08:30Z`), or of ``{earliest, latest}``.

    A time without a zone is no minute: it gives its day. None where `value` is no such date.
    """
    if isinstance(value, Mapping):
        earliest, latest = interval_of(value.get("earliest")), interval_of(value.get("latest"))
        return TimeInterval(earliest.earliest, latest.latest) if earliest and latest else None
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not (match := _ISO.fullmatch(value)):
        return None
    year, month, day = match["year"], match["month"], match["day"]
    try:
        if not month:
            return TimeInterval(f"{year}-01-01", f"{year}-12-31") if int(year) else None
        if not day:
            last = calendar.monthrange(int(year), int(month))[1]
            return TimeInterval(f"{year}-{month}-01", f"{year}-{month}-{last:02}")
        datetime(int(year), int(month), int(day))
        if not match["hour"] or not match["zone"]:
            return TimeInterval(f"{year}-{month}-{day}", f"{year}-{month}-{day}")
        zone = match["zone"].replace("UTC", "Z").replace("GMT", "Z").replace("Z", "+00:00")
        moment = datetime.fromisoformat(f"{year}-{month}-{day}T{match['hour']}:{match['minute']}{zone}")
    except (ValueError, calendar.IllegalMonthError):
        return None
    return minute_of(moment)


def date_of_field(value: object, language: str = "") -> TimeInterval | None:
    """The interval of a field that is a date in whatever spelling; see :func:`read_date`."""
    return read_date(value, language).interval


def read_date(value: object, language: str = "") -> Dated:
    """What a field says of a date: ISO 8601, mail's or a script's spelling, seconds since 1970, or words with a year.

    Parameters
    ----------
    value : object
        The field.
    language : str
        Its language, where known: most languages put the day before the month, English has both orders.
    """
    if interval := interval_of(value):
        return Dated(interval)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(int(value)) if abs(value) < 1e15 else ""
    if not isinstance(value, str) or len(value) > _LONGEST_FIELD:
        return Dated(None)
    if (match := _STAMP.fullmatch(value)) and _EARLIEST_STAMP <= int(match[1]) < _LATEST_STAMP:
        return Dated(minute_of(datetime.fromtimestamp(int(match[1]), UTC)))
    folded = fold(value).text
    if both := _both_orders(folded, language):
        told = f"{value.strip()!r:.60} has two readings, {both.earliest} and {both.latest}: both are left open"
        return Dated(both, told)
    return Dated(_mail_date(value) or _in_words(folded, language))


def _mail_date(value: str) -> TimeInterval | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        return None  # an unknown zone, which the words may tell, or none
    return minute_of(moment)


def _both_orders(folded: str, language: str) -> TimeInterval | None:
    """Both days of a date like 04/05/2025, where the language does not say which comes first."""
    if language and table(language, "dates").get("order") == "day-month":
        return None
    match = _SLASHED.search(folded)
    if match is None or match[1] == match[3] or not (1 <= int(match[1]) <= 12 and 1 <= int(match[3]) <= 12):
        return None
    a, b = int(match[1]), int(match[3])
    return TimeInterval(f"{match[4]}-{min(a, b):02}-{max(a, b):02}", f"{match[4]}-{max(a, b):02}-{min(a, b):02}")


def _in_words(folded: str, language: str) -> TimeInterval | None:
    found = find_day(folded, language)
    if found is None:
        return None
    stamp, start, end = found
    day = interval_of(stamp)
    if day is None or len(stamp) < 10:
        return day
    rest = f"{folded[:start]} | {folded[end:]}"
    clock = _CLOCK.search(rest)
    zone = _zone(rest[clock.end() :]) if clock else None
    if clock is None or zone is None:
        return day
    hour = _hour(int(clock[1]), rest[clock.end() :])
    try:
        moment = datetime.fromisoformat(f"{stamp}T{hour:02}:{clock[2] or '00'}")
    except ValueError:
        return day
    return minute_of(moment.replace(tzinfo=timezone(timedelta(minutes=zone)))) or day


def _hour(hour: int, following: str) -> int:
    following = following.lstrip()
    if any(following.startswith(mark) for mark in pages()["afternoon"]):
        return hour % 12 + 12
    return hour % 12 if any(following.startswith(mark) for mark in pages()["morning"]) else hour


def _zone(following: str) -> int | None:
    """Minutes east of Greenwich that stand behind a clock, as an offset or under a name that only one zone has."""
    if match := _OFFSET.search(following):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return (minutes if match[1] == "+" else -minutes) if minutes <= 14 * 60 else None
    named = (pages()["zones"].get(word) for word in re.findall(r"[a-z]+", following))
    return next((minutes for minutes in named if minutes is not None), None)


def minute_of(moment: datetime) -> TimeInterval | None:
    """The minute of `moment`, as UTC; its day where it has no zone; None beyond the calendar."""
    try:
        if moment.tzinfo is None:
            day = moment.strftime("%Y-%m-%d").rjust(10, "0")
            return TimeInterval(day, day)
        stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    except (OverflowError, ValueError):
        return None
    stamp = stamp.rjust(17, "0")
    return TimeInterval(stamp, stamp)


def year_of(interval: TimeInterval) -> int:
    """The year in which `interval` begins."""
    return int(interval.earliest[:4])
