"""Kernels against plain twins."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.kernels.alignment import WAVE, extend
from firsthand.kernels.matching import contexts_agree, pair_postings, scatter
from firsthand.kernels.shingles import SEED_WORDS
from firsthand.kernels.ties import merge_spans, tie
from firsthand.reuse import stages

U64 = st.integers(0, 2**64 - 1)
BASE = 1 << 20
few_words = st.lists(st.integers(BASE, BASE + 5), max_size=40)


def as_arrays(documents):
    offsets = np.cumsum([0, *map(len, documents)])
    return np.array([w for d in documents for w in d], np.uint32), offsets.astype(np.int64)


@given(st.lists(few_words, min_size=1, max_size=5), st.integers(1, 8), st.integers(1, 5))
def test_every_repeated_shingle_is_marked(documents, bits, at_once):
    words, offsets = as_arrays(documents)
    marked = stages.no_marks(len(words))
    bounds = [(n, min(n + at_once, len(documents))) for n in range(0, len(documents), at_once)]
    dealt = [stages.shingles(words, offsets, *bound, bits) for bound in bounds]
    repeats = stages.Repeats([stages.tell_crowded(np.concatenate(pieces)) for pieces in zip(*dealt)])
    for bound in bounds:
        repeats.mark(words, offsets, *bound, marked)
    shingle_at = {
        int(offsets[n]) + at: tuple(document[at : at + SEED_WORDS])
        for n, document in enumerate(documents)
        for at in range(len(document) - SEED_WORDS + 1)
    }
    seen = Counter(shingle_at.values())
    bits_set = np.unpackbits(marked, bitorder="little")
    assert all(bits_set[at] for at, shingle in shingle_at.items() if seen[shingle] > 1)
    assert not any(bit and at not in shingle_at for at, bit in enumerate(bits_set.tolist()))


@given(st.lists(st.integers(0, 2**32 - 1), max_size=60), st.lists(st.integers(0, 60), max_size=30))
def test_what_is_told_of_a_part_is_what_the_plain_twin_tells(drawn, again):
    drawn += [drawn[k % len(drawn)] for k in again if drawn]
    part = np.array(drawn, np.uint32)
    n_cells = len(drawn) * stages.COUNTERS // 32 + 1
    counters = [[(s * n_cells >> 32, s & 31), (s * n_cells >> 32, s >> 5 & 31)] for s in drawn]
    seen = Counter(counter for both in counters for counter in set(both))
    told = np.unpackbits(stages.tell_crowded(part), bitorder="little")[: len(drawn)]
    assert told.tolist() == [min(seen[counter] for counter in both) > 1 for both in counters]


def test_few_shingles_that_occur_once_are_marked():
    words = np.arange(BASE, BASE + 50, dtype=np.uint32)
    assert np.unpackbits(stages.find_repeated(words, np.array([0, 50]))).sum() < 10


@given(st.lists(few_words, min_size=1, max_size=4))
def test_a_fingerprint_depends_on_the_words_alone(documents):
    words, offsets = as_arrays(documents)
    together = stages.fingerprints(words, offsets).tolist()
    alone = [stages.fingerprints(*as_arrays([d]))[0] for d in documents]
    assert together == alone


@given(st.lists(st.tuples(U64, U64), max_size=50), st.integers(0, 56), st.integers(1, 8))
def test_scatter_is_a_stable_sort(rows, shift, bits):
    source = np.array(rows, np.uint64).ravel()
    target, ends = np.empty_like(source), np.empty(1 << bits, np.int64)
    scatter(source, 2, 0, shift, ends, target)
    assert target.reshape(-1, 2).tolist() == [
        list(r) for r in sorted(rows, key=lambda r: r[0] >> shift & (1 << bits) - 1)
    ]
    assert ends[-1] == len(rows)


@given(st.lists(st.tuples(U64, U64), max_size=50))
def test_sort_orders_by_several_columns(rows):
    done = stages.sort(np.array(rows, np.uint64).ravel(), 2, [(1, 0, 64), (0, 0, 64)])
    assert done.reshape(-1, 2).tolist() == [list(r) for r in sorted(rows)]


def plain_agree(a, b):
    """How many bytes of a, none zero, stand anywhere on the same side of b."""
    halves = [(x >> 32, x & 0xFFFFFFFF) for x in (a, b)]
    split = lambda half: [half >> s & 255 for s in (0, 8, 16, 24)]  # noqa: E731
    return sum(byte in split(y) for x, y in zip(*halves) for byte in split(x) if byte)


few_bytes = st.lists(st.integers(0, 3), min_size=8, max_size=8).map(bytes).map(lambda b: int.from_bytes(b, "big"))


@given(few_bytes, few_bytes, st.integers(0, 8))
def test_contexts_agree_on_words_of_the_same_side(a, b, needed):
    with np.errstate(over="ignore"):
        assert contexts_agree(np.uint64(a), np.uint64(b), needed) == (plain_agree(a, b) >= needed)


def postings_of(places, key=1 << 40, context=0x0101010101010101):
    rows = [[key, document << 32 | place, context] for document, place in places]
    return np.array(rows, np.uint64).ravel()


def paired(postings, max_clique=64, within=False):
    out, n = np.empty(20_000, np.uint64), np.zeros(1, np.int64)
    pair_postings(postings, 0, max_clique, within, np.empty(16, np.int64), out, n)
    low = 2**32 - 1
    return [(int(ab) >> 32, int(ab) & low, int(xy) >> 32, int(xy) & low) for ab, xy in out[: 2 * n[0]].reshape(-1, 2)]


def test_a_shingle_pairs_each_document_with_each():
    assert paired(postings_of([(0, 5), (1, 6), (2, 7)])) == [(0, 1, 5, 6), (0, 2, 5, 7), (1, 2, 6, 7)]


def test_a_frequent_shingle_ties_its_documents_as_a_star():
    assert paired(postings_of([(n, 0) for n in range(9)]), max_clique=4) == [(0, n, 0, 0) for n in range(1, 9)]


def test_a_document_is_paired_with_itself_only_where_asked():
    twice = postings_of([(0, 5), (0, 50)])
    assert paired(twice) == []
    assert paired(twice, within=True) == [(0, 0, 5, 50)]


def run_extend(a, b, drop=5.0):
    words = np.array([*a, *b], np.uint32)
    best, space = np.zeros(4, np.int64), [np.empty(2 * WAVE, np.int64), np.empty(2 * WAVE, np.int64)]
    n = len(a)
    extend(
        words,
        0,
        n,
        n,
        n + len(b),
        1,
        np.ones(1 << 16, np.float32),
        1.0,
        drop,
        99.0,
        *space,
        np.empty(2 * WAVE, np.float32),
        best,
    )
    return best.tolist()


def plain_score(a, b):
    """Best score of any prefixes of a and b: matched words less edits."""
    best, before = 0, [0] + [-j for j in range(1, len(b) + 1)]
    for i, x in enumerate(a, 1):
        row = [-i]
        for j, y in enumerate(b, 1):
            row.append(max(before[j - 1] + (1 if x == y else -1), before[j] - 1, row[-1] - 1))
        best, before = max(best, *row), row
    return best


@settings(max_examples=150)
@given(st.lists(st.integers(BASE, BASE + 40), max_size=25), st.data())
def test_extension_reaches_what_dynamic_programming_reaches(a, data):
    b = list(a)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(b)))
        b[at : at + data.draw(st.integers(0, 1))] = data.draw(st.lists(st.just(BASE + 99), max_size=1))
    words_a, words_b, matched, edits = run_extend(a, b, drop=99.0)
    assert matched - edits >= plain_score(a, b) - 1  # the furthest point is nearly always the best one
    assert max(words_a, words_b) <= matched + edits <= words_a + words_b - matched


def test_extension_stops_where_nothing_matches():
    a = [BASE + n for n in range(10)]
    assert run_extend([*a, *range(BASE + 100, BASE + 200)], [*a, *range(BASE + 300, BASE + 400)]) == [10, 10, 10, 0]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(1, 12)), min_size=1, max_size=20))
def test_spans_are_merged_within_their_document_only(drawn):
    spans = np.array(sorted((d, s, s + n) for d, s, n in drawn), np.int64)
    passage_of = np.empty(len(spans), np.int64)
    n = merge_spans(spans.ravel(), passage_of)
    assert n == len(set(passage_of.tolist()))
    assert all(len({spans[i, 0] for i in np.flatnonzero(passage_of == p)}) == 1 for p in range(n))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15))
def test_ties_are_the_connected_parts(edges):
    parent = np.empty(10, np.int64)
    columns = np.array(edges, np.int64).reshape(-1, 2)
    tie(np.ascontiguousarray(columns[:, 0]), np.ascontiguousarray(columns[:, 1]), parent)
    groups = [{n} for n in range(10)]
    for a, b in edges:
        joined = next(g for g in groups if a in g) | next(g for g in groups if b in g)
        groups = [g for g in groups if not g & joined] + [joined]
    assert parent.tolist() == [min(next(g for g in groups if n in g)) for n in range(10)]


def test_a_kernel_refuses_arrays_of_another_kind():
    with pytest.raises(TypeError, match="contiguous"):
        scatter(np.zeros(4, np.int64), 1, 0, 0, np.zeros(2, np.int64), np.zeros(4, np.uint64))
