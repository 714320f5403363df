"""The best sequence of tags under a linear-chain conditional random field, and how probable its spans are."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

F32 = NDArray[np.float32]
I64 = NDArray[np.int64]
F64 = NDArray[np.float64]


@njit(cache=True)
def best_tags(emissions: F32, trellis: F32, bounds: I64) -> I64:
    """Viterbi decoding of independent sequences.

    Parameters
    ----------
    emissions : float32[:, :], shape (n_tokens, n_tags)
    trellis : float32[:, :], shape (n_tags + 1, n_tags)
        Scores of a tag (column) after another (row); the last row is the start of a sequence.
    bounds : int64[:], shape (n_sequences + 1,)

    Returns
    -------
    int64[:], shape (n_tokens,)

    Notes
    -----
    n_tokens * n_tags² additions. Of equal scores the lower tag wins.
    """
    n, k = emissions.shape
    tags = np.zeros(n, np.int64)
    back = np.zeros((n, k), np.int8)
    score = np.empty(k, np.float64)
    fresh = np.empty(k, np.float64)
    for s in range(len(bounds) - 1):
        a, b = bounds[s], bounds[s + 1]
        if a == b:
            continue
        for j in range(k):
            score[j] = trellis[k, j] + emissions[a, j]
        for t in range(a + 1, b):
            for j in range(k):
                best, at = -np.inf, 0
                for i in range(k):
                    value = score[i] + trellis[i, j]
                    if value > best:
                        best, at = value, i
                fresh[j] = best + emissions[t, j]
                back[t, j] = at
            for j in range(k):
                score[j] = fresh[j]
        tag = 0
        for j in range(1, k):
            if score[j] > score[tag]:
                tag = j
        for t in range(b - 1, a - 1, -1):
            tags[t] = tag
            tag = back[t, tag]
    return tags


@njit(cache=True, fastmath=True)
def span_probabilities(emissions: F32, trellis: F32, bounds: I64, tags: I64, starts: I64, ends: I64) -> F64:
    """Probability under the field that tokens ``[starts, ends)`` bear exactly these tags, for every span.

    Parameters
    ----------
    emissions, trellis, bounds
        As for :func:`best_tags`.
    tags : int64[:], shape (n_tokens,)
    starts, ends : int64[:], shape (n_spans,)
        Spans in order of `starts`, each inside one sequence.

    Returns
    -------
    float64[:], shape (n_spans,)

    Notes
    -----
    Scaled forward-backward (Rabiner 1989); n_tokens * n_tags² multiplications.
    """
    n, k = emissions.shape
    step = np.empty((k + 1, k))
    for i in range(k + 1):
        for j in range(k):
            step[i, j] = np.exp(trellis[i, j])
    weight = np.empty((n, k))
    ahead = np.empty((n, k))
    behind = np.empty((n, k))
    scale = np.empty(n)
    out = np.empty(len(starts))
    span = 0
    for s in range(len(bounds) - 1):
        a, b = bounds[s], bounds[s + 1]
        if span >= len(starts) or starts[span] >= b:
            continue
        for t in range(a, b):
            top = emissions[t, 0]
            for j in range(1, k):
                top = max(top, emissions[t, j])
            total = 0.0
            for j in range(k):
                weight[t, j] = np.exp(emissions[t, j] - top)
                arriving = step[k, j]
                if t > a:
                    arriving = 0.0
                    for i in range(k):
                        arriving += ahead[t - 1, i] * step[i, j]
                ahead[t, j] = arriving * weight[t, j]
                total += ahead[t, j]
            scale[t] = total
            for j in range(k):
                ahead[t, j] /= total
        for i in range(k):
            behind[b - 1, i] = 1.0
        for t in range(b - 2, a - 1, -1):
            for i in range(k):
                total = 0.0
                for j in range(k):
                    total += step[i, j] * weight[t + 1, j] * behind[t + 1, j]
                behind[t, i] = total / scale[t + 1]
        while span < len(starts) and starts[span] < b:
            x, y = starts[span], ends[span]
            probability = ahead[x, tags[x]] * behind[y - 1, tags[y - 1]]
            for t in range(x + 1, y):
                probability *= step[tags[t - 1], tags[t]] * weight[t, tags[t]] / scale[t]
            out[span] = min(1.0, probability)
            span += 1
    return out
