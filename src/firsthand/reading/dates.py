"""Dates of publication with the precision they were given in."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from firsthand.model import TimeInterval
from firsthand.text.bylines import find_day
from firsthand.text.folding import fold

_LONGEST_FIELD = 100

_ISO = re.compile(
    r"\s*(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?)?)?\s*"
)


def interval_of(value: object) -> TimeInterval | None:
    """The interval of an ISO 8601 prefix (`2012`, `2012-07`, `2012-07-19T08:30Z`), or of ``{earliest, latest}``.

    A time without a zone is read as UTC. None where `value` is no such date.
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
        if not match["hour"]:
            datetime(int(year), int(month), int(day))
            return TimeInterval(f"{year}-{month}-{day}", f"{year}-{month}-{day}")
        zone = (match["zone"] or "Z").replace("UTC", "Z").replace("GMT", "Z").replace("Z", "+00:00")
        moment = datetime.fromisoformat(f"{year}-{month}-{day}T{match['hour']}:{match['minute']}{zone}")
    except (ValueError, calendar.IllegalMonthError):
        return None
    return minute_of(moment)


def date_of_field(value: object, language: str = "") -> TimeInterval | None:
    """The interval of a field that is a date in whatever spelling: ISO 8601, mail's, or words with a year."""
    if interval := interval_of(value):
        return interval
    if not isinstance(value, str) or len(value) > _LONGEST_FIELD:
        return None
    try:
        return minute_of(parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError):
        found = find_day(fold(value).text, language)
        return interval_of(found[0]) if found else None


def minute_of(moment: datetime) -> TimeInterval | None:
    """The minute of `moment`, as UTC; None beyond the calendar."""
    try:
        stamp = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    except (OverflowError, ValueError):
        return None
    stamp = stamp.rjust(17, "0")
    return TimeInterval(stamp, stamp)


def year_of(interval: TimeInterval) -> int:
    """The year in which `interval` begins."""
    return int(interval.earliest[:4])
