"""One tag a token: outside, or the role of its span and its place in it (begin, inside, end, single)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firsthand.quotes.tokens import Ints

ROLES = ("source", "cue", "content")
OUTSIDE = 0
BEGIN, MIDDLE, END, SINGLE = range(4)
N_TAGS = 1 + 4 * len(ROLES)

Run = tuple[int, int]


def tag(role: int, place: int) -> int:
    """Number of the tag for a token at `place` of a span of `role`."""
    return 1 + 4 * role + place


def allowed_transitions() -> NDArray[np.int64]:
    """1 where the tag in the column may follow the one in the row; the last row is the start of a sequence."""
    allowed = np.zeros((N_TAGS + 1, N_TAGS), np.int64)
    for before in range(N_TAGS + 1):
        inside = 0 < before < N_TAGS and (before - 1) % 4 in (BEGIN, MIDDLE)
        for after in range(N_TAGS):
            if inside:
                allowed[before, after] = (
                    after > 0 and (after - 1) // 4 == (before - 1) // 4 and (after - 1) % 4 in (MIDDLE, END)
                )
            else:
                allowed[before, after] = after == OUTSIDE or (after - 1) % 4 in (BEGIN, SINGLE)
    return allowed


def encode(runs: dict[int, list[Run]], n_tokens: int) -> Ints:
    """Tags of `n_tokens` tokens from half-open runs by role; a later role does not overwrite an earlier one."""
    tags = np.zeros(n_tokens, np.int64)
    for role in sorted(runs, key=lambda r: r):
        for start, end in runs[role]:
            if tags[start:end].any():
                continue
            tags[start:end] = tag(role, MIDDLE)
            tags[start], tags[end - 1] = tag(role, BEGIN), tag(role, END)
            if end - start == 1:
                tags[start] = tag(role, SINGLE)
    return tags


def decode(tags: Ints) -> list[tuple[int, int, int]]:
    """Spans ``(role, start, end)`` of a sequence of tags, in order; half-open token numbers."""
    spans, start = [], 0
    for t, value in enumerate(tags.tolist()):
        if value == OUTSIDE:
            continue
        role, place = divmod(value - 1, 4)
        if place in (BEGIN, SINGLE):
            start = t
        if place in (END, SINGLE):
            spans.append((role, start, t + 1))
    return spans
