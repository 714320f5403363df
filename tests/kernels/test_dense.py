"""The matrix product against numpy's."""

import numpy as np
import pytest

from firsthand.kernels.dense import add_rows, multiply


@pytest.mark.parametrize("n", [0, 1, 3, 4, 9])
@pytest.mark.parametrize("k", [4, 8, 20])
def test_product_and_bias(n, k):
    rng = np.random.default_rng(n * 10 + k)
    rows = rng.normal(size=(n, k)).astype(np.float32)
    weights = rng.normal(size=(k, 5)).astype(np.float32)
    bias = rng.normal(size=5).astype(np.float32)
    np.testing.assert_allclose(multiply(rows, weights, bias), rows @ weights + bias, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("m", [1, 5, 16, 33])
def test_a_row_has_the_same_product_wherever_it_stands(m):
    rng = np.random.default_rng(m)
    rows = rng.normal(size=(7, 12)).astype(np.float32)
    weights, bias = rng.normal(size=(12, m)).astype(np.float32), rng.normal(size=m).astype(np.float32)
    whole = multiply(rows, weights, bias)
    for i in range(7):
        np.testing.assert_array_equal(multiply(rows[i : i + 1], weights, bias)[0], whole[i])


def test_rows_of_two_tables_are_added():
    rng = np.random.default_rng(3)
    one, other = rng.normal(size=(4, 9)).astype(np.float32), rng.normal(size=(2, 9)).astype(np.float32)
    rows, others = np.array([3, 0, 0, 2, 1]), np.array([1, 1, 0, 0, 1])
    np.testing.assert_array_equal(add_rows(one, rows, other, others), one[rows] + other[others])
    assert add_rows(one, rows[:0], other, others[:0]).shape == (0, 9)
