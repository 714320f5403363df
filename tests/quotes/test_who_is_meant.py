"""Own examples of who is meant, by kind and language: at least 95 of 100 right, the rest known."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from who_is_meant.examples import Example, hear, is_right, read_examples, tell

EXAMPLES = list(read_examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example_is_right_or_known(example: Example) -> None:
    right = is_right(example)
    if example.fails:
        assert not right, "this one is right now: take its mark away"
    else:
        assert right, [tell(q) for q in hear(example)]


def test_each_kind_has_ten_examples_and_nearly_all_are_right() -> None:
    every = Counter((e.language, e.kind) for e in EXAMPLES)
    known = sum(e.fails for e in EXAMPLES)
    assert all(n >= 10 for n in every.values()), every
    assert known <= 0.05 * len(EXAMPLES), known
