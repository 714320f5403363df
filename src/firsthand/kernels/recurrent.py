"""A long short-term memory layer (Hochreiter & Schmidhuber 1997) on many sequences, in single precision."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.dense import add_products
from firsthand.kernels.native import F32, I64, OutF32, OutI64, kernel_part, wide_kernel

LANES = 4


@kernel_part
def approximate_tanh(x: np.float32) -> np.float32:
    """Lambert's continued fraction for tanh, within 1e-4, so that the loop around it is vectorised."""
    x = min(max(x, np.float32(-4.97)), np.float32(4.97))
    y = x * x
    over = ((y + np.float32(378)) * y + np.float32(17325)) * y + np.float32(135135)
    under = ((np.float32(28) * y + np.float32(3150)) * y + np.float32(62370)) * y + np.float32(135135)
    return np.float32(x * over / under)


@kernel_part
def advance(z: F32, cell: OutF32, state: OutF32, out: OutF32) -> None:
    """From the gates of one step to the cell, the state, and its copy in `out`.

    One loop over slices that starts at 0, and divisions that raise nothing: only so are all five curves vectorised.
    """
    hidden = len(cell)
    half = np.float32(0.5)
    gate_in, forget = z[:hidden], z[hidden : 2 * hidden]
    fresh, gate_out = z[2 * hidden : 3 * hidden], z[3 * hidden : 4 * hidden]
    for j in range(hidden):
        kept = (half + half * approximate_tanh(half * forget[j])) * cell[j]
        cell[j] = kept + (half + half * approximate_tanh(half * gate_in[j])) * approximate_tanh(fresh[j])
        state[j] = (half + half * approximate_tanh(half * gate_out[j])) * approximate_tanh(cell[j])
        out[j] = state[j]


@wide_kernel
def run_lanes(
    gates: OutF32, weights: F32, bounds: I64, order: I64, backward: bool, memory: OutF32, places: OutI64, out: OutF32
) -> None:
    """Run one direction of an LSTM layer over independent sequences, four abreast: who ends makes room for the next.

    Parameters
    ----------
    gates : float32, shape (n_tokens * 4 * hidden,)
        Inputs times their weights plus bias; gates in the order input, forget, cell, output. Overwritten.
    weights : float32, shape (hidden * 4 * hidden,)
        Recurrent weights, a row for each unit of the previous state; hidden divisible by 4.
    bounds : int64, shape (n_sequences + 1,)
        Where sequences start and end; each starts from a zero state.
    order : int64, shape (n_sequences,)
        In which order they are taken up: the longest first leaves the fewest lanes idle at the end.
    backward : bool
        Whether to run from the end of every sequence.
    memory : float32, shape (LANES * 6 * hidden,)
        Room for cells, states and the gates of idle lanes; zeros at first.
    places : int64, shape (LANES * 2,)
        Room for where each lane is and how much it has left; zeros at first.
    out : float32, shape (n_tokens * hidden,)
        Receives the states.

    Notes
    -----
    4 * n_tokens * hidden² multiplications. A sequence's states do not depend on those beside it, to the last bit.
    """
    hidden = len(memory) // 24
    width = 4 * hidden
    cells, states, spare = memory[: 4 * hidden], memory[4 * hidden : 8 * hidden], memory[8 * hidden :]
    at, left = places[:4], places[4:]
    move = -1 if backward else 1
    coming = 0
    while True:
        active = 0
        for lane in range(4):
            while left[lane] == 0 and coming < len(order):
                first, last = bounds[order[coming]], bounds[order[coming] + 1]
                left[lane] = last - first
                at[lane] = last - 1 if backward else first
                coming += 1
                for j in range(hidden):
                    cells[lane * hidden + j] = 0
                    states[lane * hidden + j] = 0
            active += left[lane] > 0
        if active == 0:
            return
        a, b, c, d = spare[:width], spare[width : 2 * width], spare[2 * width : 3 * width], spare[3 * width : 4 * width]
        if left[0] > 0:
            a = gates[at[0] * width : (at[0] + 1) * width]
        if left[1] > 0:
            b = gates[at[1] * width : (at[1] + 1) * width]
        if left[2] > 0:
            c = gates[at[2] * width : (at[2] + 1) * width]
        if left[3] > 0:
            d = gates[at[3] * width : (at[3] + 1) * width]
        for p in range(0, hidden, 4):
            add_products(a, b, c, d, states, p, hidden, weights[p * width : (p + 4) * width])
        for lane in range(4):
            if left[lane] > 0:
                t = at[lane]
                advance(
                    gates[t * width : (t + 1) * width],
                    cells[lane * hidden : (lane + 1) * hidden],
                    states[lane * hidden : (lane + 1) * hidden],
                    out[t * hidden : (t + 1) * hidden],
                )
                at[lane] += move
                left[lane] -= 1


def run_lstm(gates: F32, weights: F32, bounds: I64, backward: bool, out: F32) -> None:
    """Run one direction of a layer; arrays as in :func:`run_lanes`, but of two dimensions."""
    order = np.argsort(bounds[:-1] - bounds[1:], kind="stable")
    memory = np.zeros(LANES * 6 * weights.shape[0], np.float32)
    places = np.zeros(LANES * 2, np.int64)
    run_lanes(gates.reshape(-1), weights.ravel(), bounds, order, backward, memory, places, out.reshape(-1))
