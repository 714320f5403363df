"""Which spans of a text may belong together, and what lies between them."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import I64, OutI64, kernel

COLUMNS = 9


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
    n, n_roles = len(roles), len(wanted)
    counts = np.zeros(n_roles * (2 * n + 1), np.int64)
    rows = np.empty(n * (2 * reach + 1) * COLUMNS, np.int64)
    count = list_links(roles, starts, ends, wanted, reach, farthest, paragraphs, sentences, marks, counts, rows)
    return rows.reshape(-1, COLUMNS)[:count].copy()


@kernel
def list_links(
    roles: I64, starts: I64, ends: I64, wanted: I64, reach: int, farthest: int,
    paragraphs: I64, sentences: I64, marks: I64, counts: OutI64, rows: OutI64,
) -> int:  # fmt: skip
    """Fill `rows` with the candidate links, nine numbers each; returns how many there are.

    `counts` is room for ``n_roles * (2 * n_spans + 1)`` numbers, zeros at first; other arrays as in
    :func:`propose_links`.
    """
    n = len(roles)
    n_roles = len(wanted)
    before, members = counts[: n_roles * (n + 1)], counts[n_roles * (n + 1) :]
    for i in range(n):
        for role in range(n_roles):
            before[role * (n + 1) + i + 1] = before[role * (n + 1) + i]
        own_row = roles[i] * (n + 1)
        members[roles[i] * n + before[own_row + i]] = i
        before[own_row + i + 1] += 1
    count = 0
    for i in range(n):
        role = roles[i]
        want = wanted[role]
        if want < 0:
            continue
        row = rows[count * 9 : (count + 1) * 9]
        for column in range(9):
            row[column] = 0
        row[0] = i
        row[1] = -1
        row[8] = role - 1
        count += 1
        at = before[want * (n + 1) + i]
        for rank in range(max(0, at - reach), min(before[want * (n + 1) + n], at + reach)):
            j = members[want * n + rank]
            after = j > i
            first = i if after else j
            second = j if after else i
            b = starts[second]
            a = min(ends[first], b)
            apart = paragraphs[starts[j]] - paragraphs[starts[i]]
            if abs(apart) > farthest:
                continue
            own = before[role * (n + 1) + second] - before[role * (n + 1) + first + 1]
            same = before[want * (n + 1) + second] - before[want * (n + 1) + first + 1]
            row = rows[count * 9 : (count + 1) * 9]
            row[0] = i
            row[1] = j
            row[2] = 10 * after + min(9, np.int64(np.log2(np.float64(b - a + 1)) * 1.5))
            row[3] = min(3, own)
            row[4] = min(3, same)
            row[5] = min(3, sentences[b] - sentences[a])
            row[6] = 2 + min(2, max(-2, apart))
            row[7] = min(3, marks[b] - marks[a])
            row[8] = 1 + role
            count += 1
    return count
