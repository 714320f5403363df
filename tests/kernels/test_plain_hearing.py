"""The kernels of the attribution model as plain Python give what machine code gives."""

import numpy as np
import pytest

from firsthand.kernels import decode, dense, linking, recurrent
from firsthand.kernels.native import KERNELS
from firsthand.quotes.tokens import Tokens, tokenise

MODULES = {f"firsthand.kernels.{name}" for name in ("features", "dense", "recurrent", "decode", "linking")}


@pytest.fixture
def in_both(monkeypatch):
    def run(work):
        machine = work()
        with monkeypatch.context() as patch, np.errstate(over="ignore"):
            for kernel in KERNELS.values():
                if kernel.__module__ in MODULES:
                    patch.setattr(kernel, "_run", kernel.python)
            plain = work()
        return machine, plain

    return run


def test_tokens(in_both):
    text = "“It rained,” Ana Ruiz said.\nDon’t go, J. Smith: 40 “men”"
    machine, plain = in_both(lambda: tokenise(text))
    for name in Tokens.__slots__:
        np.testing.assert_array_equal(getattr(machine, name), getattr(plain, name))


def test_products_and_states(in_both):
    rng = np.random.default_rng(1)

    def floats(*shape):
        return rng.normal(size=shape).astype(np.float32)

    rows, weights, bias, recurring = floats(5, 8), floats(8, 16), floats(16), floats(4, 16)

    def work():
        gates = dense.multiply(rows, weights, bias)
        gates = dense.add_rows(gates, np.array([4, 0, 1, 1]), weights, np.array([0, 7, 3, 3]))
        states = np.zeros((4, 4), np.float32)
        recurrent.run_lstm(gates, recurring, np.array([0, 1, 4]), True, states)
        return states

    machine, plain = in_both(work)
    np.testing.assert_allclose(machine, plain, rtol=1e-4, atol=1e-5)


def test_tags_and_their_probabilities(in_both):
    rng = np.random.default_rng(2)
    emissions, trellis = rng.normal(size=(6, 3)).astype(np.float32), rng.normal(size=(4, 3)).astype(np.float32)
    bounds, starts, ends = np.array([0, 4, 6]), np.array([0, 2, 4]), np.array([2, 4, 6])

    def work():
        best = decode.best_tags(emissions, trellis, bounds)
        return best, decode.span_probabilities(emissions, trellis, bounds, best, starts, ends)

    (best, sure), (plainly, plain_sure) = in_both(work)
    np.testing.assert_array_equal(best, plainly)
    np.testing.assert_allclose(sure, plain_sure, rtol=1e-6)


def test_links(in_both):
    spans = np.array([[0, 0, 2], [1, 2, 3], [2, 4, 9], [1, 10, 11], [0, 11, 12]]).T
    at = np.arange(13)

    def work():
        columns = map(np.ascontiguousarray, spans)
        return linking.propose_links(*columns, np.array([-1, 0, 1]), 2, 1, at // 7, at // 5, at // 3)

    np.testing.assert_array_equal(*in_both(work))
