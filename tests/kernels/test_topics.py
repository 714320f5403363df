"""What two documents share because of their matter: the kernel against a plain twin."""

from __future__ import annotations

from collections import Counter
from math import log

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.kernels.alignment import score_rows
from firsthand.kernels.counting import NEIGHBOUR_BITS, WORD_BITS
from firsthand.kernels.topics import LONGEST, SLOTS, lower_by_topic

BASE = 1 << 20
SPREAD = 1 << (32 - WORD_BITS)
"""Words so far apart are counted apart."""
TOTAL, DISCOUNT, BACKOFF, EDIT_COST, UNIT = 1_000_000, 3.0, 0.4, 0.3, 9.2
passage = st.lists(st.integers(0, 9), min_size=4, max_size=12)
rest = st.lists(st.integers(0, 30), max_size=40)


def lower(a, b, counts, limit=9.0):
    """Scores of the one alignment between (before, passage, after) a and b, and what is left of it."""
    documents = [[BASE + SPREAD * word for part in side for word in part] for side in (a, b)]
    words = np.array([*documents[0], *documents[1]], np.uint32)
    offsets = np.array([0, len(documents[0]), len(words)], np.int64)
    row = []
    for number, (before, shared, _) in enumerate((a, b)):
        row += [number, len(before), len(before) + len(shared)]
    rows = np.array([*row, len(a[1]), 1], np.int64)
    place = words, offsets, np.arange(2, dtype=np.int64), rows
    surprise = counts, np.zeros(1 << NEIGHBOUR_BITS, np.uint32), TOTAL, DISCOUNT, BACKOFF, EDIT_COST, UNIT
    scores, lowered = np.empty(1, np.float32), np.empty(1, np.float32)
    score_rows(*place, *surprise, scores)
    working = np.full(SLOTS, 7), np.full(2 * LONGEST, 7, np.uint32), np.full(4 * LONGEST, 7)
    lower_by_topic(*place, *surprise, limit, *working, scores, lowered)
    return float(scores[0]), float(lowered[0])


def plainly(a, b, counts):
    left = []
    for here, there in ((a, b), (b, a)):
        elsewhere = [Counter(side[0] + side[2]) for side in (here, there)]
        lengths = [sum(map(len, side)) for side in (here, there)]
        gain = 0.0
        for word in here[1]:
            chance = BACKOFF * max(int(counts[(BASE + SPREAD * word) // SPREAD]), 1) / TOTAL
            chance += min(found[word] / length for found, length in zip(elsewhere, lengths))
            gain += min(-log(chance) / UNIT, 1.2) if chance < 1 else 0
        left.append(gain * len(a[1]) / (len(a[1]) + 1) - EDIT_COST)
    return min(left)


@given(rest, passage, rest, rest, rest, st.integers(1, 1000))
def test_what_is_left_of_a_score_is_as_told(before_a, shared, after_a, before_b, after_b, common):
    counts = np.full(1 << WORD_BITS, common, np.uint32)
    a, b = (before_a, shared, after_a), (before_b, shared, after_b)
    score, left = lower(a, b, counts, limit=1e9)
    assert abs(left - min(score, plainly(a, b, counts))) < 1e-4
    assert lower(b, a, counts, limit=1e9) == (score, left), "whichever comes first"


def test_words_of_the_matter_count_less_than_words_of_the_passage_alone():
    counts = np.ones(1 << WORD_BITS, np.uint32)
    shared = [1, 2, 3, 4, 5, 6]
    alone, same = lower(([20], shared, [21]), ([22], shared, [23]), counts)
    assert same == alone
    assert lower(([1, 2, 3], shared, [21]), ([22], shared, [3, 2, 1]), counts)[1] < alone - 1
    assert lower(([1, 2, 3], shared, [21]), ([22], shared, [23]), counts)[1] == alone, "only one of them speaks of it"


def test_scores_that_say_enough_stay():
    counts = np.ones(1 << WORD_BITS, np.uint32)
    score, left = lower(([1, 2, 3], [1, 2, 3, 4], []), ([], [1, 2, 3, 4], [1, 2, 3]), counts, limit=1.0)
    assert left == score
