"""The sums over forests and the best forest, against a listing of all of them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from firsthand.copying.forest import best_forest, edge_marginals


def all_forests(n: int) -> list[tuple[int, ...]]:
    """Every assignment of parents (-1: none) without a circle."""
    found = []
    for parents in itertools.product(range(-1, n), repeat=n):
        for start in range(n):
            node, steps = start, 0
            while node >= 0 and steps <= n:
                node, steps = parents[node], steps + 1
            if steps > n:
                break
        else:
            found.append(parents)
    return found


def log_weight(parents: tuple[int, ...], edges: np.ndarray, roots: np.ndarray) -> float:
    return float(sum(roots[v] if p < 0 else edges[p, v] for v, p in enumerate(parents)))


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_marginals_and_best_forest_are_those_of_the_listing(n: int) -> None:
    random = np.random.default_rng(n)
    for _ in range(4):
        edges, roots = random.normal(size=(n, n)) * 6, random.normal(size=n) * 6
        forests = all_forests(n)
        weights = np.exp([log_weight(p, edges, roots) for p in forests])
        expected, alone = np.zeros((n, n)), np.zeros(n)
        for parents, weight in zip(forests, weights / weights.sum(), strict=True):
            for v, p in enumerate(parents):
                if p < 0:
                    alone[v] += weight
                else:
                    expected[p, v] += weight
        marginals, of_roots = edge_marginals(edges, roots)
        np.testing.assert_allclose(marginals, expected, atol=1e-12)
        np.testing.assert_allclose(of_roots, alone, atol=1e-12)
        assert tuple(best_forest(edges, roots)) == forests[int(np.argmax(weights))]


def test_two_that_are_sure_of_each_other_and_of_nothing_else_keep_their_digits() -> None:
    edges = np.array([[0.0, 150.0], [150.0, 0.0]])
    marginals, roots = edge_marginals(edges, np.zeros(2))
    np.testing.assert_allclose(marginals, [[0, 0.5], [0.5, 0]], atol=1e-12)
    np.testing.assert_allclose(roots, [0.5, 0.5], atol=1e-12)


def test_forbidden_edges_are_never_taken() -> None:
    edges = np.full((3, 3), -np.inf)
    edges[0, 1] = 2.0
    marginals, _ = edge_marginals(edges, np.zeros(3))
    assert np.count_nonzero(marginals) == 1
    assert list(best_forest(edges, np.zeros(3))) == [-1, 0, -1]


def test_nothing_to_sum() -> None:
    marginals, roots = edge_marginals(np.zeros((0, 0)), np.zeros(0))
    assert marginals.shape == (0, 0)
    assert roots.shape == (0,)
