"""Which documents may tell of one affair: the graph that keeps comparing near-linear.

In: for each document those that are near it. Out: for any documents, the parts of them that hang together. Always true:
two documents in different parts are not near, and neither is any document between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


class Neighbourhood:
    """Documents by number, and for each the numbers of those near it."""

    def __init__(self, number: Mapping[str, int], near: Sequence[NDArray[np.intp]]) -> None:
        self._number = number
        self._near = near

    def parts(self, documents: Sequence[str]) -> Iterator[list[int]]:
        """Places in `documents`, dealt into parts that nothing ties, each in order, by their first place."""
        numbers = [self._number[d] for d in documents]
        holders: dict[int, list[int]] = {}
        for place, number in enumerate(numbers):
            holders.setdefault(number, []).append(place)
        left = dict.fromkeys(holders)
        here = np.zeros(len(self._near), bool)
        here[list(holders)] = True
        while left:
            first = next(iter(left))
            del left[first]
            found, frontier = [first], [first]
            while frontier:
                near = self._near[frontier.pop()]
                fresh = [n for n in near[here[near]].tolist() if n in left]
                for n in fresh:
                    del left[n]
                found += fresh
                frontier += fresh
            yield sorted(place for n in found for place in holders[n])
