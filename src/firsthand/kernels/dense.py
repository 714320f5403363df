"""Matrix products in one thread, for small models that must not wake a pool of threads for every paragraph."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

F32 = NDArray[np.float32]
I64 = NDArray[np.int64]


@njit(cache=True, fastmath=True, inline="always")
def add_products(a: F32, b: F32, c: F32, d: F32, factors: F32, i: int, p: int, weights: F32) -> None:
    """Add rows ``p : p + 4`` of `weights` to four sums, weighed by those columns of rows ``i : i + 4`` of `factors`."""
    w0, w1, w2, w3 = weights[p], weights[p + 1], weights[p + 2], weights[p + 3]
    a0, a1, a2, a3 = factors[i, p], factors[i, p + 1], factors[i, p + 2], factors[i, p + 3]
    b0, b1, b2, b3 = factors[i + 1, p], factors[i + 1, p + 1], factors[i + 1, p + 2], factors[i + 1, p + 3]
    c0, c1, c2, c3 = factors[i + 2, p], factors[i + 2, p + 1], factors[i + 2, p + 2], factors[i + 2, p + 3]
    d0, d1, d2, d3 = factors[i + 3, p], factors[i + 3, p + 1], factors[i + 3, p + 2], factors[i + 3, p + 3]
    for j in range(len(w0)):
        x0, x1, x2, x3 = w0[j], w1[j], w2[j], w3[j]
        a[j] += a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3
        b[j] += b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3
        c[j] += c0 * x0 + c1 * x1 + c2 * x2 + c3 * x3
        d[j] += d0 * x0 + d1 * x1 + d2 * x2 + d3 * x3


@njit(cache=True, fastmath=True)
def multiply(rows: F32, weights: F32, bias: F32) -> F32:
    """``rows @ weights + bias`` in single precision.

    Parameters
    ----------
    rows : float32[:, :], shape (n, k)
    weights : float32[:, :], shape (k, m)
        k divisible by 4.
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
    padded = np.zeros(((n + 3) // 4 * 4, k), np.float32)
    out = np.empty((len(padded), m), np.float32)
    for i in range(n):
        for p in range(k):
            padded[i, p] = rows[i, p]
    for i in range(len(padded)):
        for j in range(m):
            out[i, j] = bias[j]
    for i in range(0, n, 4):
        a, b, c, d = out[i], out[i + 1], out[i + 2], out[i + 3]
        for p in range(0, k, 4):
            add_products(a, b, c, d, padded, i, p, weights)
    return out[:n]


@njit(cache=True)
def add_rows(one: F32, rows: I64, other: F32, others: I64) -> F32:
    """``one[rows] + other[others]``, in one pass.

    Parameters
    ----------
    one : float32[:, :], shape (n_rows, m)
    rows : int64[:], shape (n,)
    other : float32[:, :], shape (n_others, m)
    others : int64[:], shape (n,)

    Returns
    -------
    float32[:, :], shape (n, m)
    """
    n, m = len(rows), one.shape[1]
    out = np.empty((n, m), np.float32)
    for t in range(n):
        a, b, c = one[rows[t]], other[others[t]], out[t]
        for j in range(m):
            c[j] = a[j] + b[j]
    return out
