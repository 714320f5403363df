"""Sums over the orders in which documents can have come out, and over what each took from one or two earlier ones.

Copying makes a network without circles, not a tree: a document may have two parents. A circle-free network is one that
fits some order of publication, so the sums run over orders: ``reach[U]`` collects all ways in which the documents of a
set U can have come first (Koivisto and Sood 2004). Sets that dates rule out are never visited. Where too many remain,
orders are kept within a band around the best one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.copying.collate import Floats
from firsthand.settings import COPYING


@dataclass(frozen=True, slots=True)
class ParentWeights:
    """Log weights of what one document may have taken: nothing, from one other, or two (``pairs[k]``, ``pair[k]``)."""

    root: float
    single: Floats
    pairs: NDArray[np.int64]
    pair: Floats


@dataclass(frozen=True, slots=True)
class ParentOdds:
    """Probabilities of the same choices: ``root[v]``, ``single[u, v]``, ``pair[v][k]``."""

    root: Floats
    single: Floats
    pair: list[Floats]


class OrderSums:
    """The sums for one table of weights; `log_total` is comparable between tables of one collection.

    ``before[u, v]`` says that u certainly came out before v.
    """

    def __init__(self, weights: list[ParentWeights], before: NDArray[np.bool_]) -> None:
        self._prepare(weights)
        n = self.n
        limit = COPYING.states if n < 20 else COPYING.states_of_many
        states = _closed_sets(before, None, limit)
        if states is None:
            order = self._greedy_order(before)
            band = 1
            states = _closed_sets(before, (order, band), limit)
            while band < n and (wider := _closed_sets(before, (order, band + 1), limit)) is not None:
                states, band = wider, band + 1
        assert states is not None
        self.levels = states
        self._sum_forwards(before)

    def _prepare(self, weights: list[ParentWeights]) -> None:
        self.n = len(weights)
        self.tops = np.array([max(w.root, w.single.max(initial=-np.inf), w.pair.max(initial=-np.inf)) for w in weights])
        self.root = np.array([np.exp(max(w.root - top, -690.0)) for w, top in zip(weights, self.tops)])
        self.single = np.array([_relative(w.single, top) for w, top in zip(weights, self.tops)])  # child, parent
        self.used: list[NDArray[np.int64]] = []
        self.double: list[Floats] = []
        self.where: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        for w, top in zip(weights, self.tops):
            used = np.unique(w.pairs)
            matrix = np.zeros((len(used), len(used)))
            at = (np.searchsorted(used, w.pairs[:, 0]), np.searchsorted(used, w.pairs[:, 1]))
            matrix[at] = _relative(w.pair, top)
            self.used.append(used)
            self.double.append(matrix)
            self.where.append(at)

    def explain(self, sets: Floats) -> Floats:
        """Weight ``[s, v]`` of everything that v may have taken from within set s (rows of 0 and 1)."""
        size = sets.sum(1)
        total: Floats = sets @ self.single.T / np.maximum(size, 1)[:, None] + self.root
        scale = 2 / np.maximum(size * (size - 1), 2)
        for v in range(self.n):
            if len(self.used[v]):
                part = sets[:, self.used[v]]
                total[:, v] += ((part @ self.double[v]) * part).sum(1) * scale
        return np.asarray(total)

    def _greedy_order(self, before: NDArray[np.bool_]) -> list[int]:
        """An order in which every document finds its likely parents before it: least regret first, then bubbling."""
        n = self.n
        placed = np.zeros(n)
        order: list[int] = []
        while len(order) < n:
            value = np.log(self.explain(placed[None])[0]) - before[:, :].T @ (1 - placed) * 1e6
            value[placed > 0] = -np.inf
            v = int(np.argmax(value))
            order.append(v)
            placed[v] = 1
        for _ in range(n):
            changed = False
            first = np.zeros((n, n))
            for i in range(1, n):
                first[i] = first[i - 1]
                first[i, order[i - 1]] = 1
            for i in range(n - 1):
                a, b = order[i], order[i + 1]
                if before[a, b]:
                    continue
                sets = np.stack([first[i]] * 3)
                sets[1, a] = 1
                sets[2, b] = 1
                x = np.log(self.explain(sets))
                if x[0, b] + x[2, a] > x[0, a] + x[1, b] + 1e-9:
                    order[i], order[i + 1] = b, a
                    first[i + 1] = sets[2]
                    changed = True
            if not changed:
                break
        return order

    def _sum_forwards(self, before: NDArray[np.bool_]) -> None:
        self.reach = [np.zeros(1)]
        self.gain: list[Floats] = []
        self.links: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]] = []
        for here, there in zip(self.levels[:-1], self.levels[1:]):
            gain = np.log(self.explain(here.sets))
            rows, cols = np.nonzero(here.open_to)
            to = there.find(here, rows, cols)
            keep = to >= 0
            rows, cols, to = rows[keep], cols[keep], to[keep]
            self.links.append((rows, cols, to))
            self.gain.append(gain)
            self.reach.append(_log_scatter(self.reach[-1][rows] + gain[rows, cols], to, len(there.sets)))
        orders = float(np.sum(np.log(np.arange(1, self.n + 1))))
        self.log_total = float(self.reach[-1][0] + self.tops.sum()) - orders

    def odds(self) -> ParentOdds:
        """Probability of every choice of parents."""
        n = self.n
        root, single = np.zeros(n), np.zeros((n, n))
        double = [np.zeros_like(m) for m in self.double]
        after = np.zeros(1)
        for k in range(n - 1, -1, -1):
            here = self.levels[k]
            rows, cols, to = self.links[k]
            rest = after[to]
            flow = np.zeros((len(here.sets), n))
            flow[rows, cols] = np.exp(np.minimum(self.reach[k][rows] + rest - self.reach[-1][0], 700.0))
            after = _log_scatter(self.gain[k][rows, cols] + rest, rows, len(here.sets))
            root += flow.sum(0)
            single += flow.T @ here.sets / max(k, 1)
            scale = 2 / max(k * (k - 1), 2)
            for v in range(n):
                if len(self.used[v]) and k > 1:
                    part = here.sets[:, self.used[v]]
                    double[v] += (part.T @ (part * flow[:, v, None])) * scale
        pair = [(m * d)[at] for m, d, at in zip(self.double, double, self.where)]
        return ParentOdds(self.root * root, (self.single * single).T, pair)

    def likeliest_order(self) -> list[int]:
        """The order that is traced back along the greatest share of the sum."""
        order: list[int] = []
        at = 0
        for k in range(self.n - 1, -1, -1):
            rows, cols, to = self.links[k]
            into = np.flatnonzero(to == at)
            share = self.reach[k][rows[into]] + self.gain[k][rows[into], cols[into]]
            best = into[int(np.argmax(share))]
            order.append(int(cols[best]))
            at = int(rows[best])
        return order[::-1]


def explain_order(weights: list[ParentWeights], order: list[int]) -> float:
    """Log weight of everything that the documents may have taken, if they came out in this order."""
    sums = OrderSums.__new__(OrderSums)
    sums._prepare(weights)
    sets = np.zeros((len(order), len(order)))
    for i, v in enumerate(order):
        sets[v, order[:i]] = 1
    return float((np.log(np.diag(sums.explain(sets))) + sums.tops).sum())


@dataclass(frozen=True, slots=True)
class _Level:
    """All sets of one size: as rows of 0 and 1, as sorted keys, and which document may come next."""

    sets: Floats
    keys: NDArray[np.bytes_]
    open_to: NDArray[np.bool_]

    def find(self, here: _Level, rows: NDArray[np.int64], cols: NDArray[np.int64]) -> NDArray[np.int64]:
        """Index of the set that results where `cols` join the sets `rows` of the level below; -1 where it is none."""
        grown = here.sets[rows]
        grown[np.arange(len(rows)), cols] = 1
        wanted = _keys(grown)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[at] == wanted, at, -1)


def _keys(sets: Floats) -> NDArray[np.bytes_]:
    packed = np.packbits(sets.astype(bool), axis=1)
    padded = np.zeros((len(sets), packed.shape[1] + 1), dtype=np.uint8)
    padded[:, :-1] = packed
    padded[:, -1] = 1  # numpy strips trailing zero bytes from fixed strings
    return padded.view(f"S{padded.shape[1]}").ravel()


def _closed_sets(before: NDArray[np.bool_], band: tuple[list[int], int] | None, limit: int) -> list[_Level] | None:
    """Levels of all sets that contain whatever certainly came before their members; None where they are too many."""
    n = len(before)
    needs = before.astype(float)
    position = np.zeros(n)
    if band is not None:
        position[band[0]] = np.arange(n)
    levels = []
    sets = np.zeros((1, n))
    total = 0
    for size in range(n + 1):
        total += len(sets)
        if total > limit:
            return None
        open_to = (sets == 0) & ((1 - sets) @ needs == 0)
        if band is not None:
            open_to &= position[None, :] <= size + band[1]
            late = (sets == 0) & (position[None, :] <= size - band[1])
            open_to &= late | ~late.any(1)[:, None]
        levels.append(_Level(sets, _keys(sets), open_to))
        rows, cols = np.nonzero(open_to)
        if len(rows) > 40 * limit:
            return None
        grown = sets[rows]
        grown[np.arange(len(rows)), cols] = 1
        _, first = np.unique(_keys(grown), return_index=True)
        sets = grown[first]
    return levels


def _relative(logs: Floats, top: float) -> Floats:
    return np.where(np.isfinite(logs), np.exp(np.maximum(logs - top, -690.0)), 0.0)


def _log_scatter(logs: Floats, to: NDArray[np.int64], size: int) -> Floats:
    """Log of the sums of exponentials that go to each of `size` places."""
    top = np.full(size, -np.inf)
    np.maximum.at(top, to, logs)
    total = np.bincount(to, np.exp(logs - top[to]), size)
    with np.errstate(divide="ignore"):
        return np.where(total > 0, np.log(total) + np.where(np.isfinite(top), top, 0), -np.inf)
