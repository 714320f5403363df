"""Which documents are alike enough to tell anything in common: the graph that keeps comparing near-linear.

In: a unit vector a document. Out: for any documents, the parts of them that hang together. Always true: two documents
in different parts are less alike than the floor, and so is every document between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.facts.weighing import Floats

_ROWS = 512
"""Documents compared with all others at once: a few megabytes."""


class Neighbourhood:
    """Documents, and for each those that are at least as alike as `floor`."""

    def __init__(self, vectors: Mapping[str, Floats], floor: float) -> None:
        self._number = {document: n for n, document in enumerate(vectors)}
        matrix = np.array(list(vectors.values()), np.float32)
        self._near: list[NDArray[np.intp]] = []
        for at in range(0, len(matrix), _ROWS):
            # a little below the floor, since half precision rounds: the pairs themselves are held against it later
            alike = matrix[at : at + _ROWS] @ matrix.T >= floor - 1e-3
            self._near += [np.flatnonzero(row) for row in alike]

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
