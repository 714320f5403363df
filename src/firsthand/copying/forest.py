"""Forests under one virtual root: sums over all of them, the likeliest one, and who hangs together.

``weights[u, v]`` is the weight of "v hangs on u", ``roots[v]`` that of "v hangs on nothing"; 0 forbids an edge, a root
is never forbidden. The sums are made by eliminating one node after another without ever subtracting (Grassmann, Taksar
and Heyman 1985): the plain inverse of Tutte's matrix-tree theorem loses every digit where two nodes are much surer of
each other than of the root.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FLOOR = 1e-87
"""Smallest root weight against the best edge of the same node: e**-200, a doubt nobody will ever see."""


def edge_marginals(log_weights: Floats, log_roots: Floats) -> tuple[Floats, Floats]:
    """Probability of every edge, and of every root, under the distribution of forests.

    Parameters
    ----------
    log_weights : (n, n)
        Log weight of the edge u -> v at ``[u, v]``; ``-inf`` forbids it. The diagonal is ignored.
    log_roots : (n,)
        Log weight of v hanging on nothing.

    Returns
    -------
    (n, n) and (n,) arrays; column v of the first plus entry v of the second is 1.

    Notes
    -----
    v may hang on u only as far as u escapes to a root without passing v, so the marginal is
    ``weights[u, v] * escape[u, v]``, normalised. O(n**3): each half of the nodes is eliminated once for the other.
    """
    n = len(log_roots)
    if n == 0:
        return np.zeros((0, 0)), np.zeros(0)
    weights, roots = scale_columns(log_weights, log_roots)
    marginal = weights * escape_probabilities(weights, roots)
    total = roots + marginal.sum(axis=0)
    return marginal / total, roots / total


def scale_columns(log_weights: Floats, log_roots: Floats) -> tuple[Floats, Floats]:
    """Weights in the linear domain, the best choice of every node scaled to 1."""
    logs = np.array(log_weights, dtype=np.float64)
    np.fill_diagonal(logs, -np.inf)
    top = np.maximum(logs.max(axis=0), log_roots)
    return np.exp(logs - top), np.maximum(np.exp(log_roots - top), FLOOR)


def escape_probabilities(weights: Floats, roots: Floats) -> Floats:
    """Chance ``[u, v]`` that the walk from u along its ancestors ends at a root without meeting v."""
    n = len(roots)
    escape = np.zeros((n, n))
    trail: list[tuple[int, NDArray[np.int64], Floats, float]] = []

    def descend(nodes: NDArray[np.int64], inner: Floats, exits: Floats) -> None:
        if len(nodes) == 1:
            v = int(nodes[0])
            for k, others, into, leave in reversed(trail):
                escape[k, v] = leave + into @ escape[others, v]
            return
        middle = len(nodes) // 2
        for start, stop in ((0, middle), (middle, len(nodes))):
            depth, keep = len(trail), np.r_[start:stop]
            order = np.r_[stop : len(nodes), 0:start]
            rest, w, x = np.r_[order, keep], inner, exits
            w, x, names = w[np.ix_(rest, rest)].copy(), x[rest].copy(), nodes[rest]
            for _ in range(len(order)):
                out = x[0] + w[1:, 0].sum()
                into, leave = w[1:, 0] / out, float(x[0] / out)
                trail.append((int(names[0]), names[1:], into, leave))
                x = x[1:] + leave * w[0, 1:]
                w = w[1:, 1:] + np.outer(into, w[0, 1:])
                np.fill_diagonal(w, 0.0)
                names = names[1:]
            descend(names, w, x)
            del trail[depth:]

    descend(np.arange(n), weights, roots)
    return escape


def best_forest(gain: Floats, root_gain: Floats) -> NDArray[np.int64]:
    """Parents of the forest of greatest total gain, -1 for a root (Chu and Liu 1965, Edmonds 1967).

    `gain` ``[u, v]`` is what the edge u -> v is worth, ``-inf`` where it is forbidden. Of equals the first is taken.
    """
    n = len(root_gain)
    table = np.full((n + 1, n + 1), -np.inf)
    table[1:, 1:] = gain
    table[0, 1:] = root_gain
    np.fill_diagonal(table, -np.inf)
    return _arborescence(table)[1:] - 1


def _arborescence(table: Floats) -> NDArray[np.int64]:
    """Best spanning arborescence rooted at node 0 of a dense table of gains; parents, 0's own is 0."""
    size = len(table)
    parent = np.zeros(size, dtype=np.int64)
    parent[1:] = np.argmax(table[:, 1:], axis=0)
    cycle = _find_cycle(parent)
    if not cycle:
        return parent
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    small = len(outside)
    contracted = np.full((small + 1, small + 1), -np.inf)
    contracted[:small, :small] = table[np.ix_(outside, outside)]
    members = np.array(cycle)
    kept = table[parent[members], members]
    entering = table[np.ix_(outside, members)] - kept
    entry = np.argmax(entering, axis=1)
    contracted[:small, small] = entering[np.arange(small), entry]
    leaving = table[np.ix_(members, outside)]
    exits = np.argmax(leaving, axis=0)
    contracted[small, :small] = leaving[exits, np.arange(small)]
    contracted[:, 0] = -np.inf
    solved = _arborescence(contracted)
    for position, v in enumerate(outside):
        above = solved[position]
        if v:
            parent[v] = members[exits[position]] if above == small else outside[above]
    above = solved[small]
    parent[members[entry[above]]] = outside[above]
    return parent


def _find_cycle(parent: NDArray[np.int64]) -> list[int]:
    state = np.zeros(len(parent), dtype=np.int64)
    state[0] = -1
    for start in range(1, len(parent)):
        v = start
        while state[v] == 0:
            state[v] = start
            v = int(parent[v])
        if state[v] == start:
            cycle = [v]
            while (u := int(parent[cycle[-1]])) != v:
                cycle.append(u)
            return cycle
        v = start
        while state[v] == start:
            state[v] = -1
            v = int(parent[v])
    return []
