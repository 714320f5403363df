"""The local engine: reuse in corpora of any size, on this machine, in bounded memory.

In: paths. Out: a table of alignments between documents of a `Corpus`. The stages of `firsthand.reuse.stages` run over
blocks and parts; between them, words, postings and pairs wait in temporary files where they are many.
"""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, TypeVar

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.corpus import Block, Corpus, estimate_bytes, list_files, read_blocks
from firsthand.engines.spill import Spill
from firsthand.reuse import stages
from firsthand.settings import ReuseSettings
from firsthand.text.tokens import cut_into, most_words

WORDS_DEALT = 1 << 21
"""Words whose shingles are dealt together: 8 MB, which the system gives in large pages."""
WORDS_AT_ONCE = 1 << 20
PART_WORDS = 1 << 17
"""Words whose postings make one part, of a size that is sorted in the processor's cache ..."""
PART_BITS = 9
"""... if that makes no more than so many parts (``2**bits``)."""
T = TypeVar("T")
S = TypeVar("S")
Tick = Callable[[str, float], None]


@dataclass(slots=True)
class Matches:
    """What was found in a corpus.

    Attributes
    ----------
    rows : int64, shape (n, 8)
        Alignments as in `firsthand.kernels.alignment`, documents by their number in the corpus, sorted by ids.
    scores : float32, shape (n, 2)
        Their scores, and how much else their documents have in common.
    fingerprints : uint64, shape (n_documents,)
        A hash of each document's words.
    counts : Counts
        What the collection's words look like.
    lengths : int64, shape (n_documents,)
        Words of each document.
    """

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]
    fingerprints: NDArray[np.uint64]
    counts: stages.Counts
    lengths: NDArray[np.int64]


class WordStore:
    """The folded words of all documents, seen as one array: in memory, or many in a file without a name.

    Parameters
    ----------
    room : int
        Words to hold in memory; once there are more, all go to the file.
    """

    def __init__(self, room: int = 0) -> None:
        self._held = np.empty(room, np.uint32)
        self._n_held = 0
        self._spare = np.empty(0, np.uint32)
        self._file: IO[bytes] | None = None
        self._lengths: list[NDArray[np.int64]] = [np.zeros(1, np.int64)]
        self._map: mmap.mmap | None = None

    def room(self, n: int) -> NDArray[np.uint32]:
        """Space for the next `n` words."""
        if self._file is None and n <= len(self._held) - self._n_held:
            return self._held[self._n_held :]
        if self._file is None:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
            self._file.write(self._held[: self._n_held].data)
            self._held = np.empty(0, np.uint32)
        if len(self._spare) < n:
            self._spare = np.empty(n + n // 4, np.uint32)
        return self._spare

    def keep(self, n_words: NDArray[np.int64]) -> None:
        """Keep the words of a block of documents, which are in the last :meth:`room`."""
        n = int(n_words.sum())
        if self._file is None:
            self._n_held += n
        else:
            self._file.write(self._spare[:n].data)
        self._lengths.append(n_words)

    def view(self) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """All words, and where each document's begin and end."""
        offsets = np.cumsum(np.concatenate(self._lengths))
        if self._file is None or not offsets[-1]:
            return self._held[: self._n_held], offsets
        self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return np.frombuffer(self._map, np.uint32), offsets

    def forget(self) -> None:
        """Let the pages that were read from the file go; they come back when they are read again."""
        if self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)


def find_matches(
    paths: Iterable[str],
    corpus: Corpus,
    settings: ReuseSettings = ReuseSettings(),
    memory_bytes: int = 1 << 30,
    cores: int = 1,
    tick: Tick | None = None,
) -> Matches:
    """Find all reuse below `paths`.

    Parameters
    ----------
    paths : iterable of str
        Files, folders and globs.
    corpus : Corpus
        Filled in.
    settings : ReuseSettings
        Thresholds.
    memory_bytes : int
        About how much memory to use.
    cores : int
        Threads for the stages after reading.
    tick : callable, optional
        Called with a stage and the share of it that is done.
    """
    tell = tick or (lambda stage, share: None)
    read = read_words(paths, corpus, memory_bytes, tell)
    words, offsets, ranked, store = read.words, read.offsets, read.ranked, read.store
    counts = stages.Counts.empty()
    stages.count_words(counts, words, offsets, ranked, read.fingerprints, read.n_words, settings, read.repeated)
    rarity = stages.word_rarity(counts)
    part_bits = min(max(read.n_words // PART_WORDS, 1).bit_length(), PART_BITS)
    listed = Spill(1 << part_bits, memory_bytes // 6)
    paired = Spill(1 << max(part_bits - 5, 0), memory_bytes // 6)
    rank_shift = 32 + max(len(ranked) - 1, 0).bit_length() - (len(paired).bit_length() - 1)
    crowded = read.n_words * 4 > memory_bytes // 8

    spare: list[NDArray[np.uint64]] = []

    def list_range(bounds: tuple[int, int]) -> list[NDArray[np.uint64]]:
        space = spare.pop() if spare else None
        found = stages.postings(words, offsets, ranked, *bounds, read.repeated, rarity, settings, space)
        dealt = stages.split(found, stages.POSTING, 64 - part_bits, part_bits)
        if found.base is not None:
            spare.append(found.base)
        return dealt

    def pair_part(part: NDArray[np.uint64]) -> list[NDArray[np.uint64]]:
        bits = len(paired).bit_length() - 1
        found = [
            stages.split(pairs, stages.PAIR, max(rank_shift, 0), bits)
            for pairs in stages.pairs(part, settings, part_bits)
        ]
        return [np.concatenate(pieces) for pieces in zip(*found)]

    def align_part(part: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        return stages.alignments(part, words, offsets, ranked, counts, rarity, settings)

    ranges = list(_ranges(offsets[ranked + 1] - offsets[ranked], WORDS_AT_ONCE))
    for n, split in enumerate(map_on(list_range, ranges, cores)):
        for number, piece in enumerate(split):
            listed.put(number, piece)
        if crowded:
            store.forget()
        tell("listing shingles", (n + 1) / len(ranges))
    spare.clear()
    for n, split in enumerate(map_on(pair_part, (listed.take(k) for k in range(len(listed))), cores)):
        for number, piece in enumerate(split):
            paired.put(number, piece)
        tell("pairing documents", (n + 1) / len(listed))
    tables, scores = [np.zeros((0, stages.ROW), np.int64)], [np.zeros((0, stages.TOLD), np.float32)]
    for n, (rows, score) in enumerate(map_on(align_part, (paired.take(k) for k in range(len(paired))), cores)):
        tables.append(rows)
        scores.append(score)
        if crowded:
            store.forget()
        tell("aligning passages", (n + 1) / len(paired))
    return sort_by_ids(np.concatenate(tables), np.concatenate(scores), ranked, corpus, read, counts)


@dataclass(slots=True)
class ReadWords:
    """A corpus as words.

    Attributes
    ----------
    words, offsets
        As in `firsthand.text.tokens.Tokens`.
    fingerprints : uint64, shape (n_documents,)
        A hash of each document's words.
    ranked : int64
        The documents to compare, by fingerprint.
    repeated : uint8
        A bit for each word: whether the shingle that begins there occurs again.
    n_words : int
        Words of these documents.
    store : WordStore
        What holds the words.
    """

    words: NDArray[np.uint32]
    offsets: NDArray[np.int64]
    fingerprints: NDArray[np.uint64]
    ranked: NDArray[np.int64]
    repeated: NDArray[np.uint8]
    n_words: int
    store: WordStore


def read_words(paths: Iterable[str], corpus: Corpus, memory_bytes: int, tell: Tick) -> ReadWords:
    """Read everything below `paths`, and note which shingles occur more than once."""
    files = list_files(paths, corpus.problems)
    store, broken = _read_all(files, corpus, memory_bytes, tell)
    words, offsets = store.view()
    repeated = _find_repeated(words, offsets, memory_bytes // 5, store, tell)
    fingerprints = stages.fingerprints(words, offsets)
    kept = _settle_ids(corpus, broken)
    ranked = kept[np.lexsort((_id_ranks(corpus, kept), fingerprints[kept]))]
    n_words = int((offsets[ranked + 1] - offsets[ranked]).sum())
    return ReadWords(words, offsets, fingerprints, ranked, repeated, n_words, store)


def _read_all(files: list[str], corpus: Corpus, memory_bytes: int, tell: Tick) -> tuple[WordStore, list[int]]:
    """Cut everything into words; also which documents are no UTF-8."""
    n_bytes = estimate_bytes(files)
    store = WordStore(n_bytes // 2 + len(files) if n_bytes < memory_bytes // 8 else 0)
    broken: list[int] = []
    n_documents = done = 0
    for block in read_blocks(files, corpus):
        lengths = cut_block(block, store, corpus)
        broken += (n_documents + np.flatnonzero(lengths < 0)).tolist()
        n_documents += len(lengths)
        done += len(block.data)
        tell("reading", min(1.0, done / max(n_bytes, 1)))
    return store, broken


def cut_block(block: Block, store: WordStore, corpus: Corpus) -> NDArray[np.int64]:
    """Cut the texts of a block into words for `store`; returns their code points, -1 for what is no UTF-8."""
    begins, ends, nowhere = np.array(block.begins, np.int64), np.array(block.ends, np.int64), np.empty(0, np.uint32)
    room = store.room(most_words(begins, ends))
    n_words, lengths, marks = cut_into(block.data, begins, ends, block.escaped, room, nowhere, nowhere)
    store.keep(n_words)
    corpus.places.add(n_words, lengths, marks)
    return lengths


def _find_repeated(
    words: NDArray[np.uint32], offsets: NDArray[np.int64], limit_bytes: int, store: WordStore, tell: Tick
) -> NDArray[np.uint8]:
    """A bit for each word: whether the shingle that begins there occurs again."""
    bits = stages.shingle_bits(len(words))
    dealt = Spill(1 << bits, limit_bytes, np.uint32)
    ranges = list(_ranges(np.diff(offsets), WORDS_DEALT))
    for n, (first, last) in enumerate(ranges):
        for number, part in enumerate(stages.shingles(words, offsets, first, last, bits)):
            dealt.put(number, part)
        store.forget()
        tell("counting shingles", (n + 1) / len(ranges) / 2)
    repeats = stages.Repeats([stages.tell_crowded(dealt.take(number)) for number in range(len(dealt))])
    repeated = stages.no_marks(len(words))
    for n, (first, last) in enumerate(ranges):
        repeats.mark(words, offsets, first, last, repeated)
        store.forget()
        tell("counting shingles", (1 + (n + 1) / len(ranges)) / 2)
    return repeated


def _settle_ids(corpus: Corpus, broken: list[int]) -> NDArray[np.int64]:
    """Documents to compare; an id that two documents have stays with one of them, as in `firsthand.reading`."""
    for document in broken:
        from firsthand.model import Problem

        message = f"document {corpus.ids[document]!r:.80} is no UTF-8"
        corpus.problems.append(Problem("error", "read", "json", message, document=corpus.ids[document]))
    dropped = set(broken)
    if len(set(corpus.ids)) < len(corpus.ids):
        by_id: dict[str, list[int]] = {}
        for document, name in enumerate(corpus.ids):
            by_id.setdefault(name, []).append(document)
        for name, documents in by_id.items():
            if len(documents) > 1:
                _settle_id(name, [d for d in documents if d not in dropped], corpus, dropped)
    return np.array([d for d in range(len(corpus.ids)) if d not in dropped], np.int64)


def _settle_id(name: str, documents: list[int], corpus: Corpus, dropped: set[int]) -> None:
    from firsthand.model import Problem
    from firsthand.reading.identity import sha256_of

    keyed = sorted((sha256_of(corpus.text(document)), document) for document in documents)
    for number, (key, document) in enumerate(keyed):
        if number and key == keyed[number - 1][0]:
            dropped.add(document)
            remark = Problem(
                "warning", "read", "same-twice", f"document {name!r:.80} is there twice; kept once", document=name
            )
            corpus.problems.append(remark)
        elif number:
            corpus.ids[document] = f"{name}-{key[:8]}"
            message = f"id {name!r:.80} is given to different documents; one is {corpus.ids[document]!r:.100} now"
            corpus.problems.append(Problem("warning", "read", "same-id", message, document=corpus.ids[document]))


def _id_ranks(corpus: Corpus, documents: NDArray[np.int64]) -> NDArray[np.int64]:
    names = [corpus.ids[document] for document in documents.tolist()]
    ranks = np.empty(len(names), np.int64)
    ranks[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return ranks


def _ranges(lengths: NDArray[np.int64], n_words: int) -> Iterator[tuple[int, int]]:
    """Neighbouring documents with about so many words together."""
    ends = np.cumsum(lengths)
    first = 0
    while first < len(lengths):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + n_words)))
        yield first, last
        first = last


def map_on(function: Callable[[T], S], items: Iterable[T], cores: int) -> Iterator[S]:
    """Results in the order of `items`, a few ahead on other cores."""
    if cores < 2:
        yield from map(function, items)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(cores) as pool:
        source = iter(items)
        waiting = [pool.submit(function, item) for item in islice(source, cores)]
        while waiting:
            result = waiting.pop(0).result()
            waiting += [pool.submit(function, item) for item in islice(source, 1)]
            yield result


def sort_by_ids(
    rows: NDArray[np.int64],
    scores: NDArray[np.float32],
    ranked: NDArray[np.int64],
    corpus: Corpus,
    read: ReadWords,
    counts: stages.Counts,
) -> Matches:
    """Alignments with the document whose id sorts first as a, sorted by ids and places."""
    rows[:, 0], rows[:, 3] = ranked[rows[:, 0]], ranked[rows[:, 3]]
    rank_of = np.zeros(len(corpus.ids), np.int64)
    rank_of[ranked] = _id_ranks(corpus, ranked)
    a, b = rank_of[rows[:, 0]], rank_of[rows[:, 3]]
    turned = (a > b) | ((a == b) & (rows[:, 1] > rows[:, 4]))
    rows[turned] = rows[turned][:, [3, 4, 5, 0, 1, 2, 6, 7]]
    a, b = rank_of[rows[:, 0]], rank_of[rows[:, 3]]
    order = np.lexsort((rows[:, 5], rows[:, 2], rows[:, 4], rows[:, 1], b, a))
    return Matches(rows[order], scores[order], read.fingerprints, counts, np.diff(read.offsets))
