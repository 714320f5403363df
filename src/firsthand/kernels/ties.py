"""Kernels that tie reused spans into families."""

from __future__ import annotations

from firsthand.kernels.native import I64, OutI64, kernel


@kernel
def merge_spans(spans: I64, passage_of: OutI64) -> int:
    """Take spans of one document for one passage where they overlap by more than half of the longer one.

    Parameters
    ----------
    spans : int64, shape (n_spans * 3,)
        Document, start and end of each span, sorted.
    passage_of : int64, shape (n_spans,)
        Filled with the number of each span's passage.

    Returns
    -------
    int
        The number of passages.
    """
    n = -1
    start = 0
    end = 0
    for i in range(len(spans) // 3):
        here = spans[i * 3 + 1]
        stop = spans[i * 3 + 2]
        fresh = i == 0 or spans[i * 3] != spans[i * 3 - 3]
        if fresh or 2 * (min(end, stop) - max(start, here)) <= max(end - start, stop - here):
            n += 1
            start = here
            end = stop
        elif stop > end:
            end = stop
        passage_of[i] = n
    return n + 1


@kernel
def root_of(parent: OutI64, item: int) -> int:
    """The item that stands for all that are tied to `item`; shortens the way there."""
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item


@kernel
def tie(a: I64, b: I64, parent: OutI64) -> None:
    """Tie the items ``a[i]`` and ``b[i]``; afterwards ``parent`` holds for each item the least that it is tied to.

    References
    ----------
    Tarjan (1975), Efficiency of a good but not linear set union algorithm.
    """
    for item in range(len(parent)):
        parent[item] = item
    for i in range(len(a)):
        x = root_of(parent, a[i])
        y = root_of(parent, b[i])
        if x < y:
            parent[y] = x
        else:
            parent[x] = y
    for item in range(len(parent)):
        parent[item] = root_of(parent, item)
