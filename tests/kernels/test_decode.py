"""Viterbi and span probabilities against counting every sequence of tags."""

from itertools import pairwise, product

import numpy as np
import pytest

from firsthand.kernels.decode import best_tags, span_probabilities


def score(emissions, trellis, path):
    k = emissions.shape[1]
    return sum(emissions[t, j] + trellis[path[t - 1] if t else k, j] for t, j in enumerate(path))


def all_paths(emissions, trellis):
    """Every sequence of tags with its score."""
    return {p: score(emissions, trellis, p) for p in product(range(emissions.shape[1]), repeat=len(emissions))}


@pytest.fixture(params=range(5))
def field(request):
    rng = np.random.default_rng(request.param)
    emissions = rng.normal(size=(7, 3)).astype(np.float32)
    trellis = rng.normal(size=(4, 3)).astype(np.float32)
    trellis[0, 2] = -1e4
    return emissions, trellis, np.array([0, 4, 4, 7])


def test_best_sequence(field):
    emissions, trellis, bounds = field
    tags = best_tags(emissions, trellis, bounds)
    for a, b in pairwise(bounds):
        if b > a:
            paths = all_paths(emissions[a:b], trellis)
            assert tuple(tags[a:b]) == max(paths, key=paths.get)


def test_probability_of_a_span(field):
    emissions, trellis, bounds = field
    tags = best_tags(emissions, trellis, bounds)
    starts, ends = np.array([0, 2, 5]), np.array([2, 4, 7])
    found = span_probabilities(emissions, trellis, bounds, tags, starts, ends)
    for probability, x, y in zip(found, starts, ends):
        a, b = (0, 4) if y <= 4 else (4, 7)
        paths = all_paths(emissions[a:b], trellis)
        whole = sum(np.exp(s) for s in paths.values())
        part = sum(np.exp(s) for p, s in paths.items() if p[x - a : y - a] == tuple(tags[x:y]))
        assert probability == pytest.approx(part / whole, abs=1e-4)


def test_long_sequences_do_not_underflow():
    emissions = np.full((5000, 3), -30, np.float32)
    trellis = np.zeros((4, 3), np.float32)
    tags = best_tags(emissions, trellis, np.array([0, 5000]))
    found = span_probabilities(emissions, trellis, np.array([0, 5000]), tags, np.array([4000]), np.array([4002]))
    assert found[0] == pytest.approx(1 / 9, rel=1e-3)
