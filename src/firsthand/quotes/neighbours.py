"""Attributions in the order of their text, looked up by where they stand.

Always true: a look-up costs no more than the attributions that it finds and the few that begin close before them,
however many there are; one that is replaced never grows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from firsthand.quotes.attribution import Attribution
from firsthand.settings import QUOTES


class Neighbours:
    """A row of attributions, each of which may be replaced by a shorter one."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        self._row = sorted(attributions, key=lambda a: a.span)
        spans = [a.span for a in self._row]
        self._starts = [start for start, _ in spans]
        self._reached = list(accumulate((end for _, end in spans), max))

    def __iter__(self) -> Iterator[Attribution]:
        return iter(self._row)

    def __getitem__(self, place: int) -> Attribution:
        return self._row[place]

    def __setitem__(self, place: int, shorter: Attribution) -> None:
        self._row[place] = shorter

    def of(self, attribution: Attribution) -> Iterator[int]:
        """Places in the row whose span meets that of `attribution`."""
        start, end = attribution.span
        first = bisect_left(self._starts, start - QUOTES.longest_attribution)
        for n in range(max(first, bisect_right(self._reached, start)), len(self._row)):
            if self._starts[n] >= end:
                break
            begin, stop = self._row[n].span
            if begin < end and stop > start:
                yield n
