"""Where times stand on a drawing: in order, long gaps drawn shorter than they are: minutes and years both show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from math import log1p

from firsthand.model import TimeInterval
from firsthand.present.interface import Interface

_HOUR = 60.0
_LEAST = 0.35
"""Least distance between two different times, in units of the logarithm of hours: two dots never lie on one another."""


class TimeScale:
    """Places for times between `left` and `right`."""

    def __init__(self, times: Iterable[TimeInterval | None], left: float, right: float) -> None:
        moments = sorted({m for t in times if (m := minute(t)) is not None})
        self.moments = moments
        places, at = [], 0.0
        for n, moment in enumerate(moments):
            if n:
                at += max(_LEAST, log1p((moment - moments[n - 1]) / _HOUR))
            places.append(at)
        self._places = {
            moment: left + (right - left) * (place / at if at else 0.0) for moment, place in zip(moments, places)
        }

    def place(self, time: TimeInterval | None) -> float | None:
        """Where `time` stands; nothing where it is not known."""
        moment = minute(time)
        return None if moment is None else self._places.get(moment)

    def ticks(self, apart: float, t: Interface) -> list[tuple[str, float]]:
        """Words and places of the times to write below, at least `apart` pixels from one another; where days are not
        enough to tell them from one another, with the hour.
        """
        found: list[tuple[float, float]] = []
        for moment in self.moments:
            place = self._places[moment]
            if not found or place - found[-1][1] >= apart:
                found.append((moment, place))
        stamps = [datetime.fromtimestamp(moment * 60, UTC) for moment, _ in found]
        hours = len({stamp.date() for stamp in stamps}) < len(stamps)
        return [
            (f"{t.short_day(s.date().isoformat())}, {s:%H:%M}" if hours else t.short_day(s.date().isoformat()), place)
            for s, (_, place) in zip(stamps, found)
        ]


def minute(time: TimeInterval | None) -> float | None:
    """The first minute of a time, if it is known and a date."""
    try:
        return None if time is None else time.minutes()[0]
    except ValueError:
        return None
