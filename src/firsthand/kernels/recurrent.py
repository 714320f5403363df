"""A long short-term memory layer (Hochreiter & Schmidhuber 1997) on many sequences, in single precision."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from firsthand.kernels.dense import add_products

F32 = NDArray[np.float32]
I64 = NDArray[np.int64]


@njit(cache=True, fastmath=True, error_model="numpy")
def _tanh(x: Any) -> Any:
    """Lambert's continued fraction for tanh, within 1e-4, so that the loop around it is vectorised."""
    x = min(max(x, np.float32(-4.97)), np.float32(4.97))
    y = x * x
    over = ((y + np.float32(378)) * y + np.float32(17325)) * y + np.float32(135135)
    under = ((np.float32(28) * y + np.float32(3150)) * y + np.float32(62370)) * y + np.float32(135135)
    return x * over / under


@njit(cache=True, fastmath=True, error_model="numpy")
def _advance(z: F32, cell: F32, state: F32, out: F32) -> None:
    """From the gates of one step to the cell, the state, and its copy in `out`.

    One loop over slices that starts at 0, and divisions that raise nothing: only so are all five curves vectorised.
    """
    hidden, half = len(cell), np.float32(0.5)
    gate_in, forget = z[:hidden], z[hidden : 2 * hidden]
    fresh, gate_out = z[2 * hidden : 3 * hidden], z[3 * hidden :]
    for j in range(hidden):
        kept = (half + half * _tanh(half * forget[j])) * cell[j]
        cell[j] = kept + (half + half * _tanh(half * gate_in[j])) * _tanh(fresh[j])
        state[j] = (half + half * _tanh(half * gate_out[j])) * _tanh(cell[j])
        out[j] = state[j]


@njit(cache=True, fastmath=True, error_model="numpy")
def run_lstm(gates: F32, weights: F32, bounds: I64, backward: bool, out: F32) -> None:
    """Run one direction of an LSTM layer over independent sequences, four abreast: who ends makes room for the next.

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
    4 * n_tokens * hidden² multiplications. A sequence's states do not depend on those beside it, to the last bit.
    """
    hidden = weights.shape[0]
    n_sequences = len(bounds) - 1
    cells = np.zeros((4, hidden), np.float32)
    states = np.zeros((4, hidden), np.float32)
    at = np.zeros(4, np.int64)
    left = np.zeros(4, np.int64)
    spare = np.zeros((4, 4 * hidden), np.float32)
    move = -1 if backward else 1
    coming = 0
    while True:
        active = 0
        for lane in range(4):
            while left[lane] == 0 and coming < n_sequences:
                left[lane] = bounds[coming + 1] - bounds[coming]
                at[lane] = bounds[coming + 1] - 1 if backward else bounds[coming]
                coming += 1
                for j in range(hidden):
                    cells[lane, j] = 0
                    states[lane, j] = 0
            active += left[lane] > 0
        if active == 0:
            return
        a, b, c, d = spare[0], spare[1], spare[2], spare[3]
        if left[0] > 0:
            a = gates[at[0]]
        if left[1] > 0:
            b = gates[at[1]]
        if left[2] > 0:
            c = gates[at[2]]
        if left[3] > 0:
            d = gates[at[3]]
        for p in range(0, hidden, 4):
            add_products(a, b, c, d, states, 0, p, weights)
        for lane in range(4):
            if left[lane] > 0:
                _advance(gates[at[lane]], cells[lane], states[lane], out[at[lane]])
                at[lane] += move
                left[lane] -= 1
