"""Parts of alike documents, against the plain way of finding them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.facts.neighbourhood import Neighbourhood


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 20))
def test_parts_are_what_hangs_together(seed: int, n: int, n_places: int) -> None:
    draw = np.random.default_rng(seed)
    matrix = draw.normal(size=(n, 4))
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    vectors = {f"d{i}": row for i, row in enumerate(matrix)}
    places = [f"d{i}" for i in draw.integers(0, n, n_places)]
    label = list(range(n_places))
    for _ in range(n_places):
        for i in range(n_places):
            for j in range(n_places):
                if vectors[places[i]] @ vectors[places[j]] >= 0.5 - 1e-3:
                    label[i] = label[j] = min(label[i], label[j])
    wanted = [[i for i in range(n_places) if label[i] == k] for k in dict.fromkeys(label)]
    near = [np.flatnonzero(matrix @ row >= 0.5 - 1e-3) for row in matrix]
    numbers = {d: n for n, d in enumerate(vectors)}
    assert list(Neighbourhood(numbers, near).parts(places)) == wanted
