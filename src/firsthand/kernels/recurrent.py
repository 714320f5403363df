"""A long short-term memory layer (Hochreiter & Schmidhuber 1997) on many sequences, in single precision."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, fastmath=True, inline="always")
def _tanh(x):
    """Rational approximation of tanh, within 1e-6 (the one of Eigen), so that the loop around it is vectorised."""
    x = min(np.float32(7.9), max(np.float32(-7.9), x))
    y = x * x
    p = y * np.float32(-2.76076847742355e-16) + np.float32(2.00018790482477e-13)
    p = y * p + np.float32(-8.60467152213735e-11)
    p = y * p + np.float32(5.12229709037114e-08)
    p = y * p + np.float32(1.48572235717979e-05)
    p = y * p + np.float32(6.37261928875436e-04)
    p = y * p + np.float32(4.89352455891786e-03)
    q = y * np.float32(1.19825839466702e-06) + np.float32(1.18534705686654e-04)
    q = y * q + np.float32(2.26843463243900e-03)
    q = y * q + np.float32(4.89352518554385e-03)
    return x * p / q


@njit(cache=True, fastmath=True)
def run_lstm(inputs, weights, bounds, backward, out, column):
    """Run one direction of an LSTM layer over independent sequences.

    Parameters
    ----------
    inputs : float32[:, :], shape (n_tokens, 4 * hidden)
        Inputs times their weights plus bias; gates in the order input, forget, cell, output. Overwritten.
    weights : float32[:, :], shape (hidden, 4 * hidden)
        Recurrent weights, transposed so that a row belongs to one unit of the previous state; hidden divisible by 4.
    bounds : int64[:], shape (n_sequences + 1,)
        Where sequences start and end; each starts from a zero state.
    backward : bool
        Whether to run from the end of every sequence.
    out : float32[:, :]
        Receives the states in columns ``column : column + hidden``.
    column : int

    Notes
    -----
    n_tokens * hidden² multiplications. Four rows of weights are added at once, which keeps the loop off the store port.
    """
    hidden = weights.shape[0]
    half = np.float32(0.5)
    cell = np.empty(hidden, np.float32)
    state = np.empty(hidden, np.float32)
    for s in range(len(bounds) - 1):
        a, b = bounds[s], bounds[s + 1]
        cell[:] = 0
        state[:] = 0
        for step in range(b - a):
            t = b - 1 - step if backward else a + step
            z = inputs[t]
            if step > 0:
                for k in range(0, hidden, 4):
                    h0, h1, h2, h3 = state[k], state[k + 1], state[k + 2], state[k + 3]
                    w0, w1, w2, w3 = weights[k], weights[k + 1], weights[k + 2], weights[k + 3]
                    for j in range(4 * hidden):
                        z[j] += h0 * w0[j] + h1 * w1[j] + h2 * w2[j] + h3 * w3[j]
            for j in range(hidden):
                gate_in = half + half * _tanh(half * z[j])
                forget = half + half * _tanh(half * z[hidden + j])
                gate_out = half + half * _tanh(half * z[3 * hidden + j])
                c = forget * cell[j] + gate_in * _tanh(z[2 * hidden + j])
                cell[j] = c
                h = gate_out * _tanh(c)
                state[j] = h
                out[t, column + j] = h
