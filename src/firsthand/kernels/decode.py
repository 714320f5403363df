"""The best sequence of tags under a linear-chain conditional random field, and how probable its spans are."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import F32, F64, I64, OutF64, OutI64, OutU8, kernel, wide_kernel


def best_tags(emissions: F32, trellis: F32, bounds: I64) -> I64:
    """The best sequence of tags of each of some independent sequences; arrays as in :func:`decode_tags`."""
    n, k = emissions.shape
    tags = np.zeros(n, np.int64)
    decode_tags(emissions.ravel(), trellis.ravel(), bounds, np.empty(2 * k), np.zeros(n * k, np.uint8), tags)
    return tags


@kernel
def decode_tags(emissions: F32, trellis: F32, bounds: I64, scores: OutF64, back: OutU8, tags: OutI64) -> None:
    """Viterbi decoding of independent sequences.

    Parameters
    ----------
    emissions : float32, shape (n_tokens * n_tags,)
    trellis : float32, shape ((n_tags + 1) * n_tags,)
        Scores of a tag (column) after another (row); the last row is the start of a sequence.
    bounds : int64, shape (n_sequences + 1,)
    scores : float64, shape (2 * n_tags,)
        Room.
    back : uint8, shape (n_tokens * n_tags,)
        Room for the best tag before each.
    tags : int64, shape (n_tokens,)
        Filled with the best tags.

    Notes
    -----
    n_tokens * n_tags² additions. Of equal scores the lower tag wins.
    """
    k = len(scores) // 2
    score, fresh = scores[:k], scores[k:]
    for s in range(len(bounds) - 1):
        a, b = bounds[s], bounds[s + 1]
        if a == b:
            continue
        for j in range(k):
            score[j] = trellis[k * k + j] + emissions[a * k + j]
        for t in range(a + 1, b):
            for j in range(k):
                best = -np.inf
                at = 0
                for i in range(k):
                    value = score[i] + trellis[i * k + j]
                    if value > best:
                        best = value
                        at = i
                fresh[j] = best + emissions[t * k + j]
                back[t * k + j] = at
            for j in range(k):
                score[j] = fresh[j]
        tag = 0
        for j in range(1, k):
            if score[j] > score[tag]:
                tag = j
        for t in range(b - 1, a - 1, -1):
            tags[t] = tag
            tag = int(back[t * k + tag])


def span_probabilities(emissions: F32, trellis: F32, bounds: I64, tags: I64, starts: I64, ends: I64) -> F64:
    """Probability under the field of each span's tags; arrays as in :func:`weigh_spans`."""
    n, k = emissions.shape
    out = np.empty(len(starts))
    room = np.empty((k + 1) * k + n * (3 * k + 1))
    weigh_spans(emissions.ravel(), trellis.ravel(), bounds, tags, starts, ends, room, out)
    return out


@wide_kernel
def weigh_spans(
    emissions: F32, trellis: F32, bounds: I64, tags: I64, starts: I64, ends: I64, room: OutF64, out: OutF64
) -> None:
    """Probability under the field that tokens ``[starts, ends)`` bear exactly these tags, for every span.

    Parameters
    ----------
    emissions, trellis, bounds
        As for :func:`decode_tags`.
    tags : int64, shape (n_tokens,)
    starts, ends : int64, shape (n_spans,)
        Spans in order of `starts`, each inside one sequence.
    room : float64, shape ((n_tags + 1) * n_tags + n_tokens * (3 * n_tags + 1),)
    out : float64, shape (n_spans,)
        Filled with the probabilities.

    Notes
    -----
    Scaled forward-backward (Rabiner 1989); n_tokens * n_tags² multiplications.
    """
    n = len(tags)
    k = len(emissions) // max(1, n)
    step, rest = room[: (k + 1) * k], room[(k + 1) * k :]
    weight, ahead, behind, scale = (
        rest[: n * k],
        rest[n * k : 2 * n * k],
        rest[2 * n * k : 3 * n * k],
        rest[3 * n * k :],
    )
    for i in range((k + 1) * k):
        step[i] = np.exp(np.float64(trellis[i]))
    span = 0
    for s in range(len(bounds) - 1):
        a, b = bounds[s], bounds[s + 1]
        if span >= len(starts) or starts[span] >= b:
            continue
        for t in range(a, b):
            top = emissions[t * k]
            for j in range(1, k):
                top = max(top, emissions[t * k + j])
            total = 0.0
            for j in range(k):
                weight[t * k + j] = np.exp(np.float64(emissions[t * k + j] - top))
                arriving = step[k * k + j]
                if t > a:
                    arriving = 0.0
                    for i in range(k):
                        arriving += ahead[(t - 1) * k + i] * step[i * k + j]
                ahead[t * k + j] = arriving * weight[t * k + j]
                total += ahead[t * k + j]
            scale[t] = total
            for j in range(k):
                ahead[t * k + j] /= total
        for i in range(k):
            behind[(b - 1) * k + i] = 1.0
        for t in range(b - 2, a - 1, -1):
            for i in range(k):
                total = 0.0
                for j in range(k):
                    total += step[i * k + j] * weight[(t + 1) * k + j] * behind[(t + 1) * k + j]
                behind[t * k + i] = total / scale[t + 1]
        while span < len(starts) and starts[span] < b:
            x, y = starts[span], ends[span]
            probability = ahead[x * k + tags[x]] * behind[(y - 1) * k + tags[y - 1]]
            for t in range(x + 1, y):
                probability *= step[tags[t - 1] * k + tags[t]] * weight[t * k + tags[t]] / scale[t]
            out[span] = min(1.0, probability)
            span += 1
