"""Kernels that score alignments by how surprising their words are after each other."""

from __future__ import annotations

import math

import numpy as np

from firsthand.kernels.alignment import ROW
from firsthand.kernels.counting import WORD_BITS, neighbour_slot
from firsthand.kernels.native import I64, U16, U32, OutF32, kernel


@kernel
def word_chance(
    words: U32, at: int, begin: int, counts: U32, neighbours: U16, total: int, discount: float, backoff: float
) -> float:
    """How likely word `at` of a passage that begins at `begin` is after the word before; see :func:`score_rows`."""
    shift = np.uint32(32 - WORD_BITS)
    chance: float = backoff * max(counts[words[at] >> shift], 1) / total
    if at > begin:
        together = neighbours[neighbour_slot(words[at - 1], words[at])] - discount
        if together > 0:
            chance += together / (counts[words[at - 1] >> shift] + discount)
    return chance


@kernel
def score_rows(
    words: U32, offsets: I64, ranked: I64, rows: I64, counts: U32, neighbours: U16, total: int, discount: float,
    backoff: float, edit_cost: float, unit: float, scores: OutF32,
) -> None:  # fmt: skip
    """Score alignments by how surprising their words are after each other.

    The words of a job title follow each other in every article that names its holder; those of a sentence that
    somebody wrote do not. A word gains ``-ln P(word | word before)`` in units of `unit`, at most 1.2; what the
    collection counts is lowered by `discount`, so that the copies themselves do not make a passage common.

    Parameters
    ----------
    words, offsets, ranked
        As in :func:`firsthand.kernels.matching.list_postings`.
    rows : int64, shape (n_rows * ROW,)
        Alignments.
    counts, neighbours : uint32, uint16
        Of :func:`firsthand.kernels.counting.count_words`.
    total : int
        Words counted, or more where few were.
    discount, backoff, edit_cost, unit : float
        Sightings that do not count; weight of the word's own frequency; what an edit costs; nats of a telling word.
    scores : float32, shape (n_rows,)
        Filled with the gain of the words of a, times the share of them that matched, less the edits' cost.
    """
    for row in range(len(rows) // ROW):
        document = offsets[ranked[rows[row * ROW]]]
        begin = document + rows[row * ROW + 1]
        gain = 0.0
        for at in range(begin, document + rows[row * ROW + 2]):
            chance = word_chance(words, at, begin, counts, neighbours, total, discount, backoff)
            if chance < 1.0:
                gain += min(-math.log(chance) / unit, 1.2)
        matched = rows[row * ROW + 6]
        edits = rows[row * ROW + 7]
        scores[row] = gain * matched / (matched + edits) - edit_cost * edits
