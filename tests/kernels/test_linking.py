"""Candidate links against a plain search."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.kernels.linking import propose_links

REACH, FARTHEST = 2, 1


def plain_links(spans, paragraphs):
    """(chooser, candidate) for cues (role 1) among sources (role 0) and contents (2) among cues."""
    pairs = []
    for i, (role, start, _) in enumerate(spans):
        if role == 0:
            continue
        pairs.append((i, -1))
        others = [j for j, s in enumerate(spans) if s[0] == role - 1]
        near = [j for j in others if j < i][-REACH:] + [j for j in others if j > i][:REACH]
        pairs += [(i, j) for j in near if abs(paragraphs[spans[j][1]] - paragraphs[start]) <= FARTHEST]
    return pairs


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), st.integers(0, 6)), max_size=12), st.data())
def test_candidates_and_what_lies_between(shapes, data):
    spans, at = [], 0
    for role, length, gap in shapes:
        spans.append((role, at + gap, at + gap + length))
        at += gap + length
    n = at + 1
    paragraphs = np.sort(data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n)))
    ends = np.array(data.draw(st.lists(st.integers(0, 1), min_size=n, max_size=n)))
    counts = np.concatenate([[0], np.cumsum(ends)])
    columns = np.array(spans, np.int64).reshape(-1, 3).T
    table = propose_links(
        *map(np.ascontiguousarray, columns), np.array([-1, 0, 1]), REACH, FARTHEST, paragraphs, counts, counts
    )
    assert [(i, j) for i, j in table[:, :2].tolist()] == plain_links(spans, paragraphs)
    for i, j, distance, own, same, sentences, apart, marks, kind in table.tolist():
        assert kind == spans[i][0] - 1 + 2 * (j >= 0)
        if j < 0:
            assert distance == own == same == sentences == apart == marks == 0
            continue
        first, second = sorted((i, j))
        between = spans[first + 1 : second]
        assert (distance >= 10) == (j > i)
        assert own == min(3, sum(s[0] == spans[i][0] for s in between))
        assert same == min(3, sum(s[0] == spans[j][0] for s in between))
        assert sentences == marks == min(3, ends[spans[first][2] : spans[second][1]].sum())
        assert apart == 2 + paragraphs[spans[j][1]] - paragraphs[spans[i][1]]
