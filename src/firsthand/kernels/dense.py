"""Matrix products in one thread, for small models that must not wake a pool of threads for every paragraph."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, fastmath=True)
def multiply(rows, weights, bias):
    """``rows @ weights + bias`` in single precision.

    Parameters
    ----------
    rows : float32[:, :], shape (n, k)
    weights : float32[:, :], shape (k, m)
    bias : float32[:], shape (m,)

    Returns
    -------
    float32[:, :], shape (n, m)

    Notes
    -----
    n * k * m multiplications. Four rows meet four rows of weights at a time: each weight fetched serves four sums, and
    each sum fetched takes four products.
    """
    n, k = rows.shape
    m = weights.shape[1]
    out = np.empty((n, m), np.float32)
    for i in range(n):
        out[i] = bias
    four = k - k % 4
    for i in range(0, n - n % 4, 4):
        a, b, c, d = out[i], out[i + 1], out[i + 2], out[i + 3]
        for p in range(0, four, 4):
            w0, w1, w2, w3 = weights[p], weights[p + 1], weights[p + 2], weights[p + 3]
            a0, a1, a2, a3 = rows[i, p], rows[i, p + 1], rows[i, p + 2], rows[i, p + 3]
            b0, b1, b2, b3 = rows[i + 1, p], rows[i + 1, p + 1], rows[i + 1, p + 2], rows[i + 1, p + 3]
            c0, c1, c2, c3 = rows[i + 2, p], rows[i + 2, p + 1], rows[i + 2, p + 2], rows[i + 2, p + 3]
            d0, d1, d2, d3 = rows[i + 3, p], rows[i + 3, p + 1], rows[i + 3, p + 2], rows[i + 3, p + 3]
            for j in range(m):
                x0, x1, x2, x3 = w0[j], w1[j], w2[j], w3[j]
                a[j] += a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3
                b[j] += b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3
                c[j] += c0 * x0 + c1 * x1 + c2 * x2 + c3 * x3
                d[j] += d0 * x0 + d1 * x1 + d2 * x2 + d3 * x3
        for p in range(four, k):
            for j in range(m):
                a[j] += rows[i, p] * weights[p, j]
                b[j] += rows[i + 1, p] * weights[p, j]
                c[j] += rows[i + 2, p] * weights[p, j]
                d[j] += rows[i + 3, p] * weights[p, j]
    for i in range(n - n % 4, n):
        z = out[i]
        for p in range(k):
            x = rows[i, p]
            w = weights[p]
            for j in range(m):
                z[j] += x * w[j]
    return out
