"""The sums over orders of publication, against a listing of all orders."""

from __future__ import annotations

import itertools
import math

import numpy as np

from firsthand.copying.order import OrderSums, ParentWeights, explain_order


def some_weights(n: int, seed: int) -> list[ParentWeights]:
    random = np.random.default_rng(seed)
    weights = []
    for v in range(n):
        single = random.normal(size=n) * 3
        single[v] = -np.inf
        pairs = np.array([p for p in itertools.combinations(range(n), 2) if v not in p], dtype=np.int64).reshape(-1, 2)
        weights.append(ParentWeights(float(random.normal()), single, pairs, random.normal(size=len(pairs)) * 3))
    return weights


def choices_within(w: ParentWeights, earlier: set[int]) -> tuple[dict[int, float], list[float], float]:
    k = len(earlier)
    single = {u: math.exp(w.single[u]) / k for u in earlier}
    pair = [
        math.exp(x) * 2 / max(2, k * (k - 1)) if a in earlier and b in earlier else 0.0
        for (a, b), x in zip(w.pairs, w.pair, strict=True)
    ]
    return single, pair, math.exp(w.root)


def test_odds_are_those_of_the_listing() -> None:
    n = 4
    weights = some_weights(n, 1)
    before = np.zeros((n, n), dtype=bool)
    before[0, 2] = True
    total, single, root = 0.0, np.zeros((n, n)), np.zeros(n)
    pair = [np.zeros(len(w.pair)) for w in weights]
    for order in itertools.permutations(range(n)):
        if order.index(0) > order.index(2):
            continue
        found = [(v, *choices_within(weights[v], set(order[:i]))) for i, v in enumerate(order)]
        weight = math.prod(sum(s.values()) + sum(p) + r for _, s, p, r in found)
        total += weight
        for v, s, p, r in found:
            share = weight / (sum(s.values()) + sum(p) + r)
            root[v] += share * r
            pair[v] += share * np.array(p)
            for u, x in s.items():
                single[u, v] += share * x
    sums = OrderSums(weights, before)
    odds = sums.odds()
    assert math.isclose(sums.log_total, math.log(total / math.factorial(n)))
    np.testing.assert_allclose(odds.single, single / total, atol=1e-12)
    np.testing.assert_allclose(odds.root, root / total, atol=1e-12)
    for found_pair, listed in zip(odds.pair, pair, strict=True):
        np.testing.assert_allclose(found_pair, listed / total, atol=1e-12)


def test_everybody_has_parents_or_none_also_within_a_band() -> None:
    n = 18
    sums = OrderSums(some_weights(n, 2), np.zeros((n, n), dtype=bool))
    odds = sums.odds()
    total = odds.root + odds.single.sum(0) + [p.sum() for p in odds.pair]
    np.testing.assert_allclose(total, np.ones(n), atol=1e-9)
    assert sorted(sums.likeliest_order()) == list(range(n))


def test_dates_leave_few_sets() -> None:
    n = 40
    before = np.array([[v >= u + 3 for v in range(n)] for u in range(n)])
    sums = OrderSums(some_weights(n, 3), before)
    assert sum(len(level.sets) for level in sums.levels) < 10 * n
    order = sums.likeliest_order()
    assert all(order.index(u) < order.index(v) for u in range(n) for v in range(u + 3, n))


def test_one_order_weighs_less_than_all() -> None:
    weights = some_weights(5, 4)
    sums = OrderSums(weights, np.zeros((5, 5), dtype=bool))
    assert explain_order(weights, sums.likeliest_order()) < sums.log_total + math.log(math.factorial(5))
