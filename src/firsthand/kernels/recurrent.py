"""A long short-term memory layer (Hochreiter & Schmidhuber 1997) on many sequences, in single precision."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, fastmath=True)
def _tanh(x):
    """Lambert's continued fraction for tanh, within 1e-4, so that the loop around it is vectorised."""
    x = min(max(x, np.float32(-4.97)), np.float32(4.97))
    y = x * x
    over = ((y + np.float32(378)) * y + np.float32(17325)) * y + np.float32(135135)
    under = ((np.float32(28) * y + np.float32(3150)) * y + np.float32(62370)) * y + np.float32(135135)
    return x * over / under


@njit(cache=True, fastmath=True)
def _recur(a, state, weights):
    """Add ``state @ weights`` to one row of gates."""
    for p in range(0, weights.shape[0], 4):
        w0, w1, w2, w3 = weights[p], weights[p + 1], weights[p + 2], weights[p + 3]
        a0, a1, a2, a3 = state[p], state[p + 1], state[p + 2], state[p + 3]
        for j in range(weights.shape[1]):
            a[j] += a0 * w0[j] + a1 * w1[j] + a2 * w2[j] + a3 * w3[j]


@njit(cache=True, fastmath=True)
def _recur_four(a, b, c, d, states, weights):
    """The same for four sequences at once: each weight fetched serves four."""
    for p in range(0, weights.shape[0], 4):
        w0, w1, w2, w3 = weights[p], weights[p + 1], weights[p + 2], weights[p + 3]
        a0, a1, a2, a3 = states[0, p], states[0, p + 1], states[0, p + 2], states[0, p + 3]
        b0, b1, b2, b3 = states[1, p], states[1, p + 1], states[1, p + 2], states[1, p + 3]
        c0, c1, c2, c3 = states[2, p], states[2, p + 1], states[2, p + 2], states[2, p + 3]
        d0, d1, d2, d3 = states[3, p], states[3, p + 1], states[3, p + 2], states[3, p + 3]
        for j in range(weights.shape[1]):
            x0, x1, x2, x3 = w0[j], w1[j], w2[j], w3[j]
            a[j] += a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3
            b[j] += b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3
            c[j] += c0 * x0 + c1 * x1 + c2 * x2 + c3 * x3
            d[j] += d0 * x0 + d1 * x1 + d2 * x2 + d3 * x3


@njit(cache=True, fastmath=True)
def _advance(z, cell, state, out):
    """From the gates of one step to the cell, the state, and its copy in `out`."""
    hidden = len(cell)
    half = np.float32(0.5)
    for j in range(2 * hidden):
        z[j] = half + half * _tanh(half * z[j])
    for j in range(2 * hidden, 3 * hidden):
        z[j] = _tanh(z[j])
    for j in range(3 * hidden, 4 * hidden):
        z[j] = half + half * _tanh(half * z[j])
    for j in range(hidden):
        cell[j] = z[hidden + j] * cell[j] + z[j] * z[2 * hidden + j]
    for j in range(hidden):
        state[j] = z[3 * hidden + j] * _tanh(cell[j])
    out[:] = state


@njit(cache=True, fastmath=True)
def run_lstm(gates, weights, bounds, backward, out):
    """Run one direction of an LSTM layer over independent sequences, four abreast.

    Parameters
    ----------
    gates : float32[:, :], shape (n_tokens, 4 * hidden)
        Inputs times their weights plus bias; gates in the order input, forget, cell, output. Overwritten.
    weights : float32[:, :], shape (hidden, 4 * hidden)
        Recurrent weights, a row for each unit of the previous state; hidden divisible by 4.
    bounds : int64[:], shape (n_sequences + 1,)
        Where sequences start and end; each starts from a zero state.
    backward : bool
        Whether to run from the end of every sequence.
    out : float32[:, :], shape (n_tokens, hidden)
        Receives the states.

    Notes
    -----
    4 * n_tokens * hidden² multiplications.
    """
    hidden = weights.shape[0]
    lengths = bounds[1:] - bounds[:-1]
    order = np.argsort(-lengths, kind="mergesort")
    cells = np.empty((4, hidden), np.float32)
    states = np.empty((4, hidden), np.float32)
    at = np.empty(4, np.int64)
    for first in range(0, len(order), 4):
        group = order[first : first + 4]
        cells[:] = 0
        states[:] = 0
        active = len(group)
        for step in range(lengths[group[0]]):
            while lengths[group[active - 1]] <= step:
                active -= 1
            for lane in range(active):
                s = group[lane]
                at[lane] = bounds[s + 1] - 1 - step if backward else bounds[s] + step
            if step > 0:
                if active == 4:
                    _recur_four(gates[at[0]], gates[at[1]], gates[at[2]], gates[at[3]], states, weights)
                else:
                    for lane in range(active):
                        _recur(gates[at[lane]], states[lane], weights)
            for lane in range(active):
                _advance(gates[at[lane]], cells[lane], states[lane], out[at[lane]])
