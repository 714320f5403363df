"""Whether two documents tell of one affair depends on likeness, on days, and on the make-up of the collection."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.facts.affairs import Affairs

Vectors = dict[str, "np.ndarray"]


def unit(rows: np.ndarray) -> Vectors:
    return {f"d{i:03}": row / np.linalg.norm(row) for i, row in enumerate(rows.astype(np.float32))}


def scattered(n: int, seed: int = 0) -> Vectors:
    """`n` documents on anything, and at their front two that are a little alike."""
    rows = np.random.default_rng(seed).normal(size=(n, 400))
    rows[1] = 0.16 * rows[0] + rows[1]
    return unit(rows)


def test_a_little_alike_is_one_affair_among_few_and_not_among_many() -> None:
    few, many = scattered(2), scattered(200)
    assert Affairs(few, {}).of(["d000", "d001"])[0, 1] > 0.5
    assert Affairs(many, {}).of(["d000", "d001"])[0, 1] < 0.5


def test_days_speak_for_and_against_one_affair() -> None:
    vectors = scattered(200)
    years = {d: 10.0 * n for n, d in enumerate(vectors)}
    together = Affairs(vectors, years | {"d000": 500.0, "d001": 501.0}).of(["d000", "d001"])[0, 1]
    apart = Affairs(vectors, years | {"d000": 0.0, "d001": 1900.0}).of(["d000", "d001"])[0, 1]
    assert apart < Affairs(vectors, {}).of(["d000", "d001"])[0, 1] < together


@given(st.integers(0, 10**6), st.integers(2, 12))
def test_probabilities_are_symmetric_and_near_is_what_reaches_the_floor(seed: int, n: int) -> None:
    vectors = scattered(n, seed)
    affairs = Affairs(vectors, {})
    held = affairs.of(list(vectors))
    assert np.allclose(held, held.T, atol=1e-6)
    assert ((held >= 0) & (held <= 1)).all()
    for row, near in zip(held, affairs.near(0.3)):
        assert set(np.flatnonzero(row >= 0.3)) <= set(near.tolist())
