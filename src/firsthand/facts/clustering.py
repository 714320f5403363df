"""Average-link clustering: two clusters are one where their members agree on the whole, never through one bridge."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from firsthand.facts.weighing import Floats

Bools = NDArray[np.bool_]


def cluster(probability: Floats, threshold: float) -> list[list[int]]:
    """Clusters of the rows of a symmetric matrix of probabilities, merged while their mean reaches `threshold`.

    Returns
    -------
    list of lists of int
        In order of their first member; complexity O(n^2) per merge, within the components of pairs above the threshold.
    """
    clusters: list[list[int]] = []
    linked = probability >= threshold
    for component in components(lambda rows: linked[rows], len(linked)):
        clusters += [[component[i] for i in c] for c in _merge(probability[np.ix_(component, component)], threshold)]
    return sorted(clusters, key=lambda c: c[0])


def components(linked: Callable[[list[int]], Bools], n: int) -> list[list[int]]:
    """The connected components of `n` things; `linked` gives, for some of them, a row of whom each is linked to."""
    seen = np.zeros(n, bool)
    found: list[list[int]] = []
    for i in range(n):
        if seen[i]:
            continue
        seen[i] = True
        frontier, members = [i], [i]
        while frontier:
            fresh = np.flatnonzero(linked(frontier).any(0) & ~seen)
            seen[fresh] = True
            frontier = fresh.tolist()
            members += frontier
        found.append(sorted(members))
    return found


def _merge(probability: Floats, threshold: float) -> list[list[int]]:
    n = len(probability)
    members = [[i] for i in range(n)]
    if n == 1:
        return members
    sums = probability.astype(np.float64)
    sizes = np.ones(n)
    means = sums.copy()
    np.fill_diagonal(means, -1.0)
    alive = np.ones(n, bool)
    while True:
        i, j = divmod(int(np.argmax(means)), n)
        if means[i, j] < threshold:
            break
        i, j = min(i, j), max(i, j)
        members[i] += members[j]
        sums[i] += sums[j]
        sums[:, i] += sums[:, j]
        sizes[i] += sizes[j]
        alive[j] = False
        means[j] = means[:, j] = -1.0
        row = np.where(alive, sums[i] / (sizes[i] * sizes), -1.0)
        row[i] = -1.0
        means[i], means[:, i] = row, row
    return [sorted(m) for k, m in enumerate(members) if alive[k]]
