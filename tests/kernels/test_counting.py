"""What is counted and looked up: the kernels against plain twins."""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import chain, pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.kernels import counting
from firsthand.kernels.counting import COPY_SHINGLES, NEIGHBOUR_BITS, WORD_BITS
from firsthand.kernels.lookup import count_buckets, fill_low, look_up
from firsthand.kernels.matching import FOLLOWING_BITS
from firsthand.kernels.shingles import SEED_WORDS, shingle_key
from firsthand.reuse import stages
from firsthand.settings import ReuseSettings

BASE = 1 << 20
SPREAD = 1 << (32 - WORD_BITS)
"""Words so far apart are counted apart."""
COPY_WORDS = COPY_SHINGLES + SEED_WORDS - 1
few = st.lists(st.integers(0, 3), max_size=30)
copied = st.lists(st.one_of(few, st.just(list(range(10, 10 + COPY_WORDS + 3)))), min_size=1, max_size=4)
documents = st.lists(copied.map(lambda parts: list(chain(*parts))), min_size=1, max_size=4)


def as_arrays(texts):
    offsets = np.cumsum([0, *map(len, texts)]).astype(np.int64)
    return np.array([BASE + SPREAD * word for text in texts for word in text], np.uint32), offsets


def plain_slot(left, right):
    mixed = (BASE + SPREAD * left) * 0x9E3779B97F4A7C15 % 2**64 ^ (BASE + SPREAD * right)
    return mixed * 0xD6E8FEB86659FD93 % 2**64 >> (64 - NEIGHBOUR_BITS)


def plain_counts(texts):
    """Words, and words after each other, that are in no passage of so many words which occurs again."""
    runs = Counter(tuple(text[at : at + COPY_WORDS]) for text in texts for at in range(len(text) - COPY_WORDS + 1))
    words, neighbours = Counter(), Counter()
    for text in texts:
        hidden = set()
        for at in range(len(text) - COPY_WORDS + 1):
            if runs[tuple(text[at : at + COPY_WORDS])] > 1:
                hidden.update(range(at, at + COPY_WORDS))
        for at, word in enumerate(text):
            if at not in hidden:
                words[word] += 1
                if at and at - 1 not in hidden:
                    neighbours[plain_slot(text[at - 1], word)] += 1
    return words, neighbours


def count(texts, repeated=None):
    words, offsets = as_arrays(texts)
    counts, every = stages.Counts.empty(), np.arange(len(texts), dtype=np.int64)
    prints = stages.fingerprints(words, offsets)
    stages.count_words(counts, words, offsets, every, prints, len(words), ReuseSettings(), repeated)
    return counts


@settings(max_examples=60, deadline=None)
@given(documents)
def test_words_outside_of_copies_are_counted(texts):
    counts = count(texts)
    words, neighbours = plain_counts(texts)
    assert {w: int(counts.words[(BASE + SPREAD * w) // SPREAD]) for w in words} == words
    assert int(counts.words.sum()) == words.total()
    found = np.flatnonzero(counts.neighbours)
    assert dict(zip(found.tolist(), counts.neighbours[found].tolist())) == neighbours


@settings(max_examples=20, deadline=None)
@given(documents, st.randoms())
def test_counts_do_not_depend_on_the_order_of_documents_or_on_what_is_known_of_repeats(texts, chance):
    first = count(texts)
    shuffled = texts.copy()
    chance.shuffle(shuffled)
    words, offsets = as_arrays(texts)
    repeated = np.full(len(words) // 8 + 8, 255, np.uint8)
    for begin, end in zip(offsets[:-1].tolist(), offsets[1:].tolist()):
        for at in range(max(begin, end - SEED_WORDS + 1), end):  # no shingle begins there
            repeated[at >> 3] &= 255 ^ (1 << (at & 7))
    for other in (count(shuffled), count(texts, repeated)):
        assert np.array_equal(first.words, other.words)
        assert np.array_equal(first.neighbours, other.neighbours)


def test_a_sample_is_chosen_by_fingerprints():
    texts = [[n % 50, n % 7, n % 11] for n in range(400)]
    words, offsets = as_arrays(texts)
    prints = stages.fingerprints(words, offsets)
    some = replace(ReuseSettings(), sample_words=600)
    counts, every = stages.Counts.empty(), np.arange(len(texts), dtype=np.int64)
    stages.count_words(counts, words, offsets, every, prints, len(words), some)
    chosen = (prints & np.uint64(0xFFFFFFFF)) < np.uint64(stages.sample_limit(len(words), some))
    assert 0 < chosen.sum() < len(texts)
    assert int(counts.words.sum()) == 3 * int(chosen.sum())


@given(st.lists(st.integers(0, 2), max_size=40))
def test_counts_stop_at_the_highest_number(text):
    words, _ = as_arrays([text])
    stretches, sizes = np.array([0, len(text)] if text else [], np.int64), np.zeros(256, np.int64)
    counting.count_words(words, stretches, np.zeros(1 << WORD_BITS, np.uint32), sizes)
    expected = Counter(plain_slot(left, right) for left, right in pairwise(text))
    parts = Counter(slot >> counting.NEAR_BITS for slot in expected.elements())
    assert dict(enumerate(sizes.tolist())) == {part: parts[part] for part in range(256)}
    neighbours = np.zeros(1 << NEIGHBOUR_BITS, np.uint16)
    neighbours[plain_slot(0, 0)] = 65534
    expected[plain_slot(0, 0)] += 65534
    counting.count_neighbours(
        words, stretches, np.cumsum(sizes) - sizes, np.empty(int(sizes.sum()), np.uint16), neighbours
    )
    found = np.flatnonzero(neighbours)
    assert dict(zip(found.tolist(), neighbours[found].tolist())) == {k: min(n, 65535) for k, n in expected.items()}


@given(st.lists(st.integers(0, 12), max_size=60))
def test_only_keys_that_occur_again_are_kept(drawn):
    keys = np.array([k * 0x9E3779B97F4A7C15 % 2**64 for k in drawn], np.uint64)
    places, kept = np.arange(len(keys), dtype=np.uint32), np.empty(len(keys), np.uint32)
    n = counting.keep_repeated(keys, places, np.zeros(256, np.uint64), kept)
    seen = Counter(drawn)
    assert kept[:n].tolist() == [place for place, key in enumerate(drawn) if seen[key] > 1]


@given(documents, st.integers(1, 9))
def test_every_shingle_is_dealt_to_its_part(texts, bits):
    words, offsets = as_arrays(texts)
    expected = [[] for _ in range(1 << bits)]
    for begin, end in pairwise(offsets.tolist()):
        for at in range(begin, end - SEED_WORDS + 1):
            key = plain_key(words[at : at + SEED_WORDS].tolist())
            expected[key >> (64 - bits)].append(key >> (32 - bits) & 0xFFFFFFFF)
    assert [part.tolist() for part in stages.shingles(words, offsets, 0, len(texts), bits)] == expected


def plain_key(words):
    halves = []
    for left, right in (words[:2], words[2:]):
        half = (left | right << 32) * 0x9E3779B97F4A7C15 % 2**64
        halves.append(half ^ half >> 32)
    turned = (halves[1] << 23 | halves[1] >> 41) % 2**64
    return (halves[0] + turned) * 0xD6E8FEB86659FD93 % 2**64 if min(words) >= BASE else 0


def test_a_shingle_with_a_barrier_has_no_key():
    with np.errstate(over="ignore"):
        for barrier in range(SEED_WORDS):
            words = np.array([BASE + n for n in range(SEED_WORDS)], np.uint32)
            assert int(shingle_key(words, np.uint64(0))) == plain_key(words.tolist()) != 0
            words[barrier] = 7
            assert int(shingle_key(words, np.uint64(0))) == 0


def make_index(texts, bucket_bits):
    """Heads, low bits and places of the texts' shingles, as a saved index has them."""
    words, offsets = as_arrays(texts)
    rows = []
    for number in range(len(texts)):
        own = words[offsets[number] : offsets[number + 1]].tolist()
        for at in range(len(own) - SEED_WORDS + 1):
            next_one = own[at + SEED_WORDS : at + 2 * SEED_WORDS]
            following = plain_key(next_one) >> (64 - FOLLOWING_BITS) if len(next_one) == SEED_WORDS else 0
            key = plain_key(own[at : at + SEED_WORDS]) >> FOLLOWING_BITS << FOLLOWING_BITS | following
            rows.append((key, number << 32 | at))
    rows.sort(key=lambda row: row[0] >> (64 - bucket_bits))
    keys = np.array([key for key, _ in rows], np.uint64)
    heads, low = np.zeros((1 << bucket_bits) + 1, np.int64), np.empty(len(rows), np.uint32)
    count_buckets(keys, 64 - bucket_bits, -1, heads)
    fill_low(keys, 64 - bucket_bits, FOLLOWING_BITS, low)
    return np.cumsum(heads), low, np.array([place for _, place in rows], np.uint64)


def plain_lookup(new, known, max_places):
    places = defaultdict(list)
    for number, text in enumerate(known):
        for at in range(len(text) - SEED_WORDS + 1):
            places[tuple(text[at : at + SEED_WORDS])].append((number, at))
    pairs = []
    for number, text in enumerate(new):
        for at in range(len(text) - SEED_WORDS + 1):
            found = places[tuple(text[at : at + SEED_WORDS])]
            if len(found) > max_places:
                after = text[at + SEED_WORDS : at + 2 * SEED_WORDS]
                theirs = [known[d][x + SEED_WORDS : x + 2 * SEED_WORDS] for d, x in found]
                found = [place for place, other in zip(found, theirs) if other == after and len(after) == SEED_WORDS]
                found = found[:max_places]
            pairs += [(number, d, at, x) for d, x in found]
    return pairs


@settings(max_examples=60, deadline=None)
@given(documents, documents, st.integers(1, 5), st.integers(1, 6))
def test_new_texts_find_the_shingles_of_an_index(new, known, max_places, bucket_bits):
    words, offsets = as_arrays(new)
    longest = max(map(len, new))
    pairs, progress, found = np.empty(2 * max(longest * max_places, 1), np.uint64), np.zeros(1, np.int64), []
    while progress[0] < len(new):
        n = look_up(
            words, offsets, 64 - bucket_bits, *make_index(known, bucket_bits), max_places, FOLLOWING_BITS, pairs,
            progress,
        )  # fmt: skip
        rows = pairs[: 2 * n].reshape(-1, 2).tolist()
        found += [(ab >> 32, ab % 2**32, xy >> 32, xy % 2**32) for ab, xy in rows]
    assert sorted(found) == sorted(plain_lookup(new, known, max_places))
