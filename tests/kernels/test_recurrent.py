"""The recurrent layer against the textbook, one step at a time."""

from itertools import pairwise

import numpy as np
import pytest

from firsthand.kernels.recurrent import run_lstm


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def plain_lstm(gates, weights, backward):
    """One sequence, in the words of Hochreiter & Schmidhuber (1997) with forget gates."""
    hidden = len(weights)
    state = cell = np.zeros(hidden)
    out = np.zeros((len(gates), hidden))
    for t in range(len(gates))[:: -1 if backward else 1]:
        gate_in, forget, fresh, gate_out = np.split(gates[t] + state @ weights, 4)
        cell = sigmoid(forget) * cell + sigmoid(gate_in) * np.tanh(fresh)
        state = sigmoid(gate_out) * np.tanh(cell)
        out[t] = state
    return out


@pytest.mark.parametrize("lengths", [[1], [3, 1], [2, 5, 5, 1], [7, 0, 4, 4, 2, 9, 1]])
@pytest.mark.parametrize("backward", [False, True])
def test_every_sequence_runs_as_if_alone(lengths, backward):
    rng = np.random.default_rng(len(lengths))
    bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    gates = rng.normal(size=(bounds[-1], 32)).astype(np.float32)
    weights = rng.normal(size=(8, 32)).astype(np.float32)
    out = np.zeros((len(gates), 8), np.float32)
    run_lstm(gates.copy(), weights, bounds, backward, out)
    for a, b in pairwise(bounds):
        np.testing.assert_allclose(out[a:b], plain_lstm(gates[a:b], weights, backward), atol=2e-3)


def test_gates_that_overflow_stay_finite():
    gates = np.full((4, 16), 1e6, np.float32)
    out = np.zeros((4, 4), np.float32)
    run_lstm(gates, np.ones((4, 16), np.float32), np.array([0, 4]), False, out)
    assert np.isfinite(out).all()


@pytest.mark.parametrize("backward", [False, True])
def test_neighbours_change_no_bit_of_a_sequence(backward):
    rng = np.random.default_rng(5)
    lengths = [3, 9, 1, 0, 7, 7, 2, 5, 1, 11, 4]
    bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    gates = rng.normal(size=(bounds[-1], 4 * 12)).astype(np.float32)
    weights = rng.normal(size=(12, 4 * 12)).astype(np.float32)
    together = np.zeros((len(gates), 12), np.float32)
    run_lstm(gates.copy(), weights, bounds, backward, together)
    for a, b in pairwise(bounds):
        alone = np.zeros((b - a, 12), np.float32)
        run_lstm(gates[a:b].copy(), weights, np.array([0, b - a]), backward, alone)
        np.testing.assert_array_equal(alone, together[a:b])
