"""Which spans of a text may belong together, and what lies between them."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

I64 = NDArray[np.int64]


@njit(cache=True)
def propose_links(
    roles: I64,
    starts: I64,
    ends: I64,
    wanted: I64,
    reach: int,
    farthest: int,
    paragraphs: I64,
    sentences: I64,
    marks: I64,
) -> I64:
    """Candidate links among spans; see :func:`firsthand.quotes.linker.propose` for what they mean.

    Parameters
    ----------
    roles, starts, ends : int64[:], shape (n_spans,)
        Ordered by start; half-open token numbers.
    wanted : int64[:], shape (n_roles,)
        The role that each role chooses among; -1 where it chooses nothing.
    reach, farthest : int
        Candidates on either side; how many paragraphs away they may be.
    paragraphs : int64[:], shape (n_tokens,)
    sentences, marks : int64[:], shape (n_tokens + 1,)
        Running counts of sentence ends and of quote marks before every token.

    Returns
    -------
    int64[:, :], shape (n_pairs, 9)
        Chooser, candidate (-1: none), then the seven columns of :attr:`firsthand.quotes.linker.Pairs.between`.

    Notes
    -----
    n_spans * (n_roles + 2 * reach).
    """
    n = len(roles)
    n_roles = len(wanted)
    before = np.zeros((n_roles, n + 1), np.int64)
    members = np.zeros((n_roles, n), np.int64)
    for i in range(n):
        for role in range(n_roles):
            before[role, i + 1] = before[role, i]
        members[roles[i], before[roles[i], i]] = i
        before[roles[i], i + 1] += 1
    rows = np.empty((n * (2 * reach + 1), 9), np.int64)
    count = 0
    for i in range(n):
        role = roles[i]
        want = wanted[role]
        if want < 0:
            continue
        rows[count] = 0
        rows[count, 0], rows[count, 1], rows[count, 8] = i, -1, role - 1
        count += 1
        at = before[want, i]
        for rank in range(max(0, at - reach), min(before[want, n], at + reach)):
            j = members[want, rank]
            after = j > i
            first, second = (i, j) if after else (j, i)
            a, b = min(ends[first], starts[second]), starts[second]
            apart = paragraphs[starts[j]] - paragraphs[starts[i]]
            if abs(apart) > farthest:
                continue
            own = before[role, second] - before[role, first + 1]
            same = before[want, second] - before[want, first + 1]
            row = rows[count]
            row[0], row[1] = i, j
            row[2] = 10 * after + min(9, np.int64(np.log2(b - a + 1) * 1.5))
            row[3] = min(3, own)
            row[4] = min(3, same)
            row[5] = min(3, sentences[b] - sentences[a])
            row[6] = 2 + min(2, max(-2, apart))
            row[7] = min(3, marks[b] - marks[a])
            row[8] = 1 + role
            count += 1
    return rows[:count].copy()
