"""Where times stand on a drawing: in order, long gaps drawn shorter than they are, so that minutes and years both show."""

from __future__ import annotations

from collections.abc import Iterable
from math import log1p

from firsthand.model import TimeInterval

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

    def ticks(self, apart: float) -> list[tuple[float, float]]:
        """Times to write below, by their minute and place, at least `apart` pixels from one another."""
        found: list[tuple[float, float]] = []
        for moment in self.moments:
            place = self._places[moment]
            if not found or place - found[-1][1] >= apart:
                found.append((moment, place))
        return found


def minute(time: TimeInterval | None) -> float | None:
    """The first minute of a time, if it is known and a date."""
    try:
        return None if time is None else time.minutes()[0]
    except ValueError:
        return None
