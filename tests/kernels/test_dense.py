"""The matrix product against numpy's."""

import numpy as np
import pytest

from firsthand.kernels.dense import multiply


@pytest.mark.parametrize("n", [0, 1, 3, 4, 9])
@pytest.mark.parametrize("k", [4, 8, 20])
def test_product_and_bias(n, k):
    rng = np.random.default_rng(n * 10 + k)
    rows = rng.normal(size=(n, k)).astype(np.float32)
    weights = rng.normal(size=(k, 5)).astype(np.float32)
    bias = rng.normal(size=5).astype(np.float32)
    np.testing.assert_allclose(multiply(rows, weights, bias), rows @ weights + bias, rtol=1e-5, atol=1e-5)
