"""Alignments: the kernels against plain twins."""

from itertools import pairwise
from math import log

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.kernels.alignment import LOOK_BACK, ROW, WAVE, align_pairs, cut_to_exact, extend, join_rows
from firsthand.kernels.counting import NEIGHBOUR_BITS, WORD_BITS, neighbour_slot
from firsthand.kernels.scoring import score_rows

BASE = 1 << 20
SPREAD = 1 << (32 - WORD_BITS)
"""Words so far apart are counted apart."""
MAX_GAP, MIN_IDENTITY = 6, 0.65
document = st.lists(st.integers(0, 5), min_size=1, max_size=24)


def as_arrays(documents):
    offsets = np.cumsum([0, *map(len, documents)]).astype(np.int64)
    return np.array([BASE + SPREAD * w for d in documents for w in d], np.uint32), offsets


@st.composite
def alignments(draw):
    """Rows of one pair of documents."""
    rows = []
    for _ in range(draw(st.integers(0, 9))):
        a, b = draw(st.integers(0, 40)), draw(st.integers(0, 40))
        matched, edits = draw(st.integers(1, 9)), draw(st.integers(0, 4))
        rows.append([0, a, a + matched + edits, 1, b, b + matched + draw(st.integers(0, edits)), matched, edits])
    return sorted(rows, key=lambda row: (row[1], row[4])) if draw(st.booleans()) else rows


def plain_join(rows):
    kept = []
    for row in map(list, rows):
        _, a, a_end, _, b, b_end, matched, edits = row
        for k in reversed(range(max(0, len(kept) - LOOK_BACK), len(kept))):
            x, c, c_end, y, d, d_end, m, e = kept[k]
            common = [min(a_end, c_end) - max(a, c), min(b_end, d_end) - max(b, d)]
            shorter = [min(a_end - a, c_end - c), min(b_end - b, d_end - d)]
            if all(2 * shared > size for shared, size in zip(common, shorter)):
                if matched > m:
                    kept[k] = row
                break
            gaps = [a - c_end, b - d_end]
            together, between = matched + m + min(*gaps, 0), edits + e + max(*gaps, 0)
            near = all(-4 <= gap <= MAX_GAP for gap in gaps)
            if near and a_end > c_end and b_end > d_end and together >= MIN_IDENTITY * (together + between):
                kept[k] = [x, c, a_end, y, d, b_end, together, between]
                break
        else:
            kept.append(row)
    return kept


@given(alignments())
def test_alignments_are_joined_like_by_the_plain_twin(rows):
    table = np.array(rows, np.int64).reshape(-1)
    n = join_rows(table, 0, len(rows), MAX_GAP, MIN_IDENTITY)
    assert table[: n * ROW].reshape(-1, ROW).tolist() == plain_join(rows)


def space():
    return np.empty(2 * WAVE, np.int64), np.empty(2 * WAVE, np.int64), np.empty(2 * WAVE, np.float32)


RARITY = np.ones(1 << WORD_BITS, np.float32)
COSTS = 1.0, 5.0, 3.0


def plain_align(documents, pairs, min_seen):
    """Pair by pair: passed over if covered, else grown both ways; `extend` has a twin of its own."""
    words, offsets = as_arrays(documents)
    done, rows, last = [], [], None

    def grow(*ends):
        best = np.zeros(4, np.int64)
        extend(words, *ends, RARITY, *COSTS, *space(), best)
        return best.tolist()

    for a, b, x, y in pairs:
        if (a, b) != last:
            done, rows, last = done + plain_join(rows), [], (a, b)
        if any(r[1] <= x < r[2] and r[4] <= y < r[5] for r in rows[-LOOK_BACK:]) or (a == b and y - x < 4):
            continue
        at, bt = int(offsets[a]), int(offsets[b])
        right = grow(at + x, at + y if a == b else int(offsets[a + 1]), bt + y, int(offsets[b + 1]), 1)
        low = at + x + right[0] if a == b else bt
        left = grow(at + x - 1, at - 1, bt + y - 1, low - 1, -1)
        if right[2] + left[2] >= min_seen:
            spans = [a, x - left[0], x + right[0], b, y - left[1], y + right[1]]
            rows.append([*spans, right[2] + left[2], right[3] + left[3]])
    return done + plain_join(rows)


def plain_extend(a, b, rarity, cost, drop, first_drop):
    """Wave by wave, every diagonal of each."""
    best, best_score, edits, wave = [0, 0, 0, 0], 0.0, 0, {0: (0, 0, 0.0)}
    while wave:
        reached = {}
        for diagonal, (at, matched, gain) in wave.items():
            other = at - diagonal
            if not (0 <= at <= len(a) and 0 <= other <= len(b)):
                continue
            while at < len(a) and other < len(b) and a[at] == b[other]:
                gain, matched, at, other = gain + rarity[a[at]], matched + 1, at + 1, other + 1
            score = gain - cost * edits
            if score < best_score - min(drop, first_drop + best_score):
                continue
            reached[diagonal] = at, matched, gain
            if score > best_score:
                best, best_score = [at, other, matched, edits], score
        wave = {}
        for diagonal in range(min(reached, default=0) - 1, max(reached, default=-2) + 2):
            ways = [(diagonal, 1), (diagonal - 1, 1), (diagonal + 1, 0)]
            ways = [(reached[d][0] + step, -i, *reached[d][1:]) for i, (d, step) in enumerate(ways) if d in reached]
            if ways:
                furthest = max(way[0] for way in ways)
                # Of equals, a word of b left out, then a word replaced.
                order = {-2: 0, 0: 1, -1: 2}
                way = min((w for w in ways if w[0] == furthest), key=lambda w: order[w[1]])
                wave[diagonal] = way[0], way[2], way[3]
        edits += 1
    return best


@settings(max_examples=300)
@given(st.integers(4, 80), st.data())
def test_an_alignment_is_extended_like_by_the_plain_twin(alphabet, data):
    text = st.lists(st.integers(0, alphabet), min_size=12, max_size=60)
    a, b = data.draw(text), data.draw(text)
    n = data.draw(st.integers(0, 30))
    b = a[:n] + b if data.draw(st.booleans()) else b
    words, _ = as_arrays([a, b])
    rarity = np.array([0.25, 0.5, 0.75, 1.25] * (1 << (WORD_BITS - 2)), np.float32)
    told = {w: float(rarity[(BASE + SPREAD * w) >> (32 - WORD_BITS)]) for w in range(alphabet + 1)}
    best = np.zeros(4, np.int64)
    extend(words, 0, len(a), len(a), len(a) + len(b), 1, rarity, *COSTS, *space(), best)
    assert best.tolist() == plain_extend(a, b, told, *COSTS)
    words, _ = as_arrays([a[::-1], b[::-1]])
    extend(words, len(a) - 1, -1, len(a) + len(b) - 1, len(a) - 1, -1, rarity, *COSTS, *space(), best)
    assert best.tolist() == plain_extend(a, b, told, *COSTS)


@settings(max_examples=60)
@given(st.lists(document, min_size=2, max_size=3), st.integers(4, 6))
def test_pairs_grow_like_those_of_the_plain_twin(documents, min_seen):
    words, offsets = as_arrays(documents)
    pairs = [
        (a, b, x, y)
        for a in range(len(documents))
        for b in range(a, len(documents))
        for x in range(len(documents[a]) - 3)
        for y in range(x + 1 if a == b else 0, len(documents[b]) - 3)
        if documents[a][x : x + 4] == documents[b][y : y + 4]
    ]
    packed = np.array([[a << 32 | b, x << 32 | y] for a, b, x, y in pairs], np.uint64).ravel()
    rows = np.empty(len(pairs) * ROW, np.int64)
    ranked = np.arange(len(documents), dtype=np.int64)
    n = align_pairs(
        words, offsets, ranked, packed, 4, RARITY, *COSTS, min_seen, MAX_GAP, MIN_IDENTITY, *space(),
        np.empty(4, np.int64), rows,
    )  # fmt: skip
    assert rows[: n * ROW].reshape(-1, ROW).tolist() == plain_align(documents, pairs, min_seen)


@given(document, document, st.data())
def test_an_alignment_is_cut_to_its_longest_exact_run(a, b, data):
    words, offsets = as_arrays([a, b])
    row = []
    for number, side in enumerate((a, b)):
        begin = data.draw(st.integers(0, len(side) - 1))
        row += [number, begin, data.draw(st.integers(begin + 1, len(side)))]
    rows = np.array([*row, 9, 9], np.int64)
    cut_to_exact(words, offsets, np.arange(2, dtype=np.int64), rows)
    inside_a, inside_b = a[row[1] : row[2]], b[row[4] : row[5]]
    longest = max(
        n
        for n in range(len(a) + 1)
        if any(
            inside_a[x : x + n] == inside_b[y : y + n]
            for x in range(len(inside_a) - n + 1)
            for y in range(len(inside_b) - n + 1)
        )
    )
    assert rows[6:].tolist() == [longest, 0]
    if longest:
        assert [rows[2] - rows[1], rows[5] - rows[4]] == [longest, longest]
        assert a[rows[1] : rows[2]] == b[rows[4] : rows[5]]
        assert row[1] <= rows[1] <= rows[2] <= row[2]
        assert row[4] <= rows[4] <= rows[5] <= row[5]


@given(document, st.integers(0, 3), st.integers(0, 2000), st.integers(0, 40))
def test_scores_are_the_surprise_of_a_word_after_the_one_before(words_of_a, edits, common, together):
    words, offsets = as_arrays([words_of_a])
    counts = (np.arange(1 << WORD_BITS) % 7 * common).astype(np.uint32)
    neighbours = np.zeros(1 << NEIGHBOUR_BITS, np.uint16)
    for left, right in list(pairwise(words.tolist()))[::2]:
        neighbours[plain_slot(left, right)] = together
    n = len(words_of_a)
    scores, total, discount, backoff, cost, unit = np.empty(1, np.float32), 10**6, 3.0, 0.4, 0.3, 9.2
    row = np.array([0, 0, n, 0, 0, n, n, edits], np.int64)
    place = words, offsets, np.zeros(1, np.int64)
    score_rows(*place, row, counts, neighbours, total, discount, backoff, cost, unit, scores)
    gain = 0.0
    for at, word in enumerate(words.tolist()):
        chance = backoff * max(int(counts[word >> (32 - WORD_BITS)]), 1) / total
        if at:
            before = int(words[at - 1])
            seen = int(neighbours[plain_slot(before, word)]) - discount
            chance += max(seen, 0) / (int(counts[before >> (32 - WORD_BITS)]) + discount)
        gain += min(-log(chance) / unit, 1.2) if chance < 1 else 0
    assert abs(scores[0] - (gain * n / (n + edits) - cost * edits)) < 1e-4


def plain_slot(left, right):
    mixed = left * 0x9E3779B97F4A7C15 % 2**64 ^ right
    return mixed * 0xD6E8FEB86659FD93 % 2**64 >> (64 - NEIGHBOUR_BITS)


def test_the_plain_slot_is_that_of_the_kernel():
    with np.errstate(over="ignore"):
        for left, right in ((1, 2), (2**32 - 1, BASE), (BASE, 2**31)):
            assert int(neighbour_slot(np.uint32(left), np.uint32(right))) == plain_slot(left, right)
