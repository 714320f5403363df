"""A passage that two hundred documents have."""

from __future__ import annotations

import random
import resource
import time

from firsthand.origins import Witness, infer_copying


def test_two_hundred_witnesses_take_half_a_second_of_cpu() -> None:
    r = random.Random(1)
    texts = [[f"word{i}" for i in range(40)]]
    for n in range(199):
        texts.append([f"new{n}x{i}" if r.random() < 0.05 else word for i, word in enumerate(r.choice(texts))])
    witnesses = [Witness(f"d{n}", passages={"f": " ".join(text)}) for n, text in enumerate(texts)]
    infer_copying(witnesses[:5])
    started = time.process_time()
    copying = infer_copying(witnesses)
    assert time.process_time() - started < 1.0, "half a second alone; twice that on a busy machine"
    assert copying.origins["f"].best == 1


def test_a_thousand_exact_copies_are_one() -> None:
    witnesses = [Witness(f"d{n}", f"outlet{n}", passages={"f": "the bridge stays shut"}) for n in range(1000)]
    started = time.process_time()
    assert infer_copying(witnesses).origins["f"].high == 1
    assert time.process_time() - started < 3.0


def test_thousands_of_near_copies_fit_in_memory() -> None:
    r = random.Random(2)
    texts = [[f"word{i}" for i in range(40)]]
    for n in range(1999):
        texts.append([f"new{n}x{i}" if r.random() < 0.05 else word for i, word in enumerate(r.choice(texts))])
    witnesses = [
        Witness(f"d{n}", passages={"f": " ".join(text), f"own {n}": f"own{n} of{n} its{n}"})
        for n, text in enumerate(texts)
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    copying = infer_copying(witnesses)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250_000, "kilobytes"
    assert set(copying.parents["f"]) == {w.document for w in witnesses}
    assert copying.origins["f"].low <= 30
