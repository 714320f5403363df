"""How much two documents have in common around a passage: the kernel against a plain twin."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.kernels.counting import WORD_BITS
from firsthand.kernels.kinship import REACH, SLOTS, measure_kinship

BASE = 1 << 20
SPREAD = 1 << (32 - WORD_BITS)
"""Words so far apart have rarities of their own."""
COMMON = 0.7
RARITY = np.zeros(1 << WORD_BITS, np.float32)
RARITY[(BASE // SPREAD) :] = 1.2
for number in range(0, 40, 3):
    RARITY[BASE // SPREAD + number] = 0.5 + number / 50
PASSAGE = [1, 2, 3, 4]
some_words = st.lists(st.integers(0, 40), max_size=30)


def kinship(a, b, score=5.0, limit=8.0):
    """Between (before, passage, after) a and b."""
    documents = [[BASE + SPREAD * word for part in side for word in part] for side in (a, b)]
    words = np.array([*documents[0], *documents[1]], np.uint32)
    offsets = np.array([0, len(documents[0]), len(words)], np.int64)
    row = [n for side, (before, shared, _) in enumerate((a, b)) for n in (side, len(before), len(before) + len(shared))]
    rows, scores, found = np.array([*row, 4, 0], np.int64), np.array([score], np.float32), np.empty(1, np.float32)
    table, listed = np.full(SLOTS, 7, np.uint64), np.empty(2 * REACH + 1, np.uint32)
    measure_kinship(words, offsets, np.arange(2), rows, scores, limit, RARITY, COMMON, table, listed, found)
    return float(found[0])


def plainly(a, b):
    def weight(word):
        return max(0.0, float(RARITY[BASE // SPREAD + word]) - COMMON) ** 2

    told_a, told_b = ({*before[-REACH:], *after[:REACH]} for before, _, after in (a, b))
    norms = sum(map(weight, told_a)) * sum(map(weight, told_b))
    return sum(map(weight, told_a & told_b)) / sqrt(norms) if norms else 0.0


@given(some_words, some_words, some_words, some_words)
def test_kinship_is_the_cosine_of_telling_words(before_a, after_a, before_b, after_b):
    a, b = (before_a, PASSAGE, after_a), (before_b, PASSAGE, after_b)
    assert kinship(a, b) == pytest.approx(plainly(a, b), abs=1e-5)
    assert kinship(b, a) == pytest.approx(kinship(a, b), abs=1e-6)


def test_the_passage_itself_and_what_is_far_away_do_not_count():
    far = [5] * (REACH + 10)
    assert kinship(([7], PASSAGE, [8]), ([10], PASSAGE, [11])) == 0.0
    assert kinship(([7, *far], PASSAGE, []), ([7, 10], PASSAGE, [])) == 0.0
    assert kinship(([7, 8], PASSAGE, []), ([], PASSAGE, [8, 7])) == pytest.approx(1.0)


def test_many_different_words_fit():
    many = list(range(REACH))
    RARITY[BASE // SPREAD : BASE // SPREAD + 4 * REACH] = 1.2
    a = (many, PASSAGE, [n + REACH for n in many])
    b = ([n + 2 * REACH for n in many], PASSAGE, [n + 3 * REACH for n in many])
    assert kinship(a, b) == 0.0
    assert kinship(a, a) == pytest.approx(1.0)


def test_a_strong_passage_is_not_looked_at():
    assert kinship(([7], PASSAGE, []), ([7], PASSAGE, []), score=8.0) == 0.0
