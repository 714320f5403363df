"""From edges to counts: who hangs together, and how many separate first tellings there are."""

from __future__ import annotations

import numpy as np

from firsthand.copying.collate import Floats


def fold_unseen(edges: Floats, roots: Floats, n_seen: int) -> tuple[Floats, Floats]:
    """Give the copies of unseen members to the nearest seen ancestor; columns still sum to one."""
    edges, roots = edges.copy(), roots.copy()
    for h in range(len(roots) - 1, n_seen - 1, -1):
        copies, above = edges[h].copy(), edges[:, h].copy()
        edges[h] = 0
        for v in np.flatnonzero(copies > 0):
            others = above.copy()
            others[v] = 0
            total = others.sum() + roots[h]
            edges[:, v] += copies[v] * others / total if total > 0 else 0.0
            roots[v] += copies[v] * roots[h] / total if total > 0 else copies[v]
    edges, roots = edges[:n_seen, :n_seen], roots[:n_seen]
    total = edges.sum(0) + roots
    return edges / total, roots / total


def tie_together(edges: Floats, n_seen: int) -> tuple[Floats, Floats]:
    """Probability that two members hang together, and the distribution of the number of separate tellings.

    The closest two clusters are merged again and again. Two clusters that each hang together can have one edge between
    them at most, or there would be a circle; so the expected number of edges between them *is* the probability that
    they are tied. An unseen member counts as no telling of its own: it joins the first cluster for nothing.

    Returns
    -------
    together : (n_seen, n_seen)
    count : (n_seen + 1,)
        Probability of each number of tellings.
    """
    n = len(edges)
    links = edges + edges.T
    np.fill_diagonal(links, -1)
    inside = [[i] if i < n_seen else [] for i in range(n)]
    certainty = np.ones(n)  # that a cluster's seen members are really tied to its unseen one
    together = np.eye(n_seen)
    count = np.array([0.0, 1.0])
    alive = list(range(n))
    while len(alive) > 1:
        table = links[np.ix_(alive, alive)]
        i, j = divmod(int(np.argmax(table)), len(alive))
        a, b = sorted((alive[i], alive[j]))
        tie = float(np.clip(table[i, j], 0, 1))
        if inside[b]:
            tie *= certainty[a] * certainty[b]
            together[np.ix_(inside[a], inside[b])] = tie
            together[np.ix_(inside[b], inside[a])] = tie
            count = np.convolve(count, [tie, 1 - tie])
            certainty[a] = 1.0
        else:
            certainty[a] *= tie
        inside[a] = inside[a] + inside[b]
        links[a] += links[b]
        links[:, a] += links[:, b]
        links[a, a] = -1
        alive.remove(b)
    return together, count[: n_seen + 1] if len(count) > n_seen else np.pad(count, (0, n_seen + 1 - len(count)))


def count_clusters(together: Floats, threshold: float) -> int:
    """Number of clusters where everything tied at least at `threshold` is one."""
    n = len(together)
    label = np.arange(n)
    for i in range(n):
        for j in np.flatnonzero(together[i, :i] >= threshold):
            label[label == label[j]] = label[i]
    return len(np.unique(label))
