"""Matrix products in one thread, for small models that must not wake a pool of threads for every paragraph."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import F32, I64, OutF32, kernel_part, wide_kernel


@kernel_part
def add_products(a: OutF32, b: OutF32, c: OutF32, d: OutF32, factors: F32, at: int, k: int, weights: F32) -> None:
    """Add four rows of weights to four sums, weighed by ``factors[at : at + 4]`` and what stands `k` behind them."""
    m = len(a)
    w0, w1, w2, w3 = weights[:m], weights[m : 2 * m], weights[2 * m : 3 * m], weights[3 * m : 4 * m]
    f0, f1, f2, f3 = (
        factors[at : at + 4],
        factors[at + k : at + k + 4],
        factors[at + 2 * k : at + 2 * k + 4],
        factors[at + 3 * k : at + 3 * k + 4],
    )
    a0, a1, a2, a3 = f0[0], f0[1], f0[2], f0[3]
    b0, b1, b2, b3 = f1[0], f1[1], f1[2], f1[3]
    c0, c1, c2, c3 = f2[0], f2[1], f2[2], f2[3]
    d0, d1, d2, d3 = f3[0], f3[1], f3[2], f3[3]
    for j in range(m):
        x0, x1, x2, x3 = w0[j], w1[j], w2[j], w3[j]
        a[j] += a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3
        b[j] += b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3
        c[j] += c0 * x0 + c1 * x1 + c2 * x2 + c3 * x3
        d[j] += d0 * x0 + d1 * x1 + d2 * x2 + d3 * x3


@wide_kernel
def multiply_rows(rows: F32, weights: F32, bias: F32, k: int, out: OutF32) -> None:
    """Fill `out` with ``rows @ weights + bias``.

    Parameters
    ----------
    rows : float32, shape (n * k,)
        n and k divisible by 4.
    weights : float32, shape (k * m,)
    bias : float32, shape (m,)
    out : float32, shape (n * m,)

    Notes
    -----
    n * k * m multiplications. Four rows meet four rows of weights at a time: each weight fetched serves four sums, and
    each sum fetched takes four products.
    """
    m = len(bias)
    for i in range(0, len(rows) // k, 4):
        at = i * m
        a, b, c, d = (
            out[at : at + m],
            out[at + m : at + 2 * m],
            out[at + 2 * m : at + 3 * m],
            out[at + 3 * m : at + 4 * m],
        )
        for j in range(m):
            a[j] = bias[j]
            b[j] = bias[j]
            c[j] = bias[j]
            d[j] = bias[j]
        for p in range(0, k, 4):
            add_products(a, b, c, d, rows, i * k + p, k, weights[p * m : (p + 4) * m])


def multiply(rows: F32, weights: F32, bias: F32) -> F32:
    """``rows @ weights + bias`` in single precision; `weights` has a number of rows that is divisible by 4."""
    n, k = rows.shape
    padded = rows
    if n % 4 or not rows.flags.c_contiguous:
        padded = np.zeros(((n + 3) // 4 * 4, k), np.float32)
        padded[:n] = rows
    out = np.empty((len(padded), weights.shape[1]), np.float32)
    multiply_rows(padded.ravel(), weights.ravel(), bias, k, out.reshape(-1))
    return out[:n]


@wide_kernel
def add_listed_rows(one: F32, rows: I64, other: F32, others: I64, out: OutF32) -> None:
    """Fill `out` with ``one[rows] + other[others]``, in one pass.

    Parameters
    ----------
    one : float32, shape (n_rows * m,)
    rows : int64, shape (n,)
    other : float32, shape (n_others * m,)
    others : int64, shape (n,)
    out : float32, shape (n * m,)
    """
    n = len(rows)
    m = len(out) // max(1, n)
    for t in range(n):
        a = one[rows[t] * m : (rows[t] + 1) * m]
        b = other[others[t] * m : (others[t] + 1) * m]
        c = out[t * m : (t + 1) * m]
        for j in range(m):
            c[j] = a[j] + b[j]


def add_rows(one: F32, rows: I64, other: F32, others: I64) -> F32:
    """``one[rows] + other[others]``."""
    out = np.empty((len(rows), one.shape[1]), np.float32)
    add_listed_rows(one.ravel(), rows, other.ravel(), others, out.reshape(-1))
    return out
