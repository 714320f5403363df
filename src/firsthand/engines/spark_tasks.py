"""What Spark's executors run: Arrow batches -> arrays -> the stages of `firsthand.reuse` -> Arrow batches.

Arrays travel as *parcels*: rows of a part, the place in the order of parcels, and the numbers as bytes. A batch of
parcels costs Spark next to nothing, where a row for each posting would cost it more than matching does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import numpy as np
import pyarrow as arrow
from numpy.typing import NDArray

from firsthand.engines.corpus import Corpus, read_blocks, spool
from firsthand.engines.local import Matches, ReadWords, WordStore, cut_block, sort_by_ids
from firsthand.engines.report import arrow_schema, interval_of, keep_wanted
from firsthand.engines.rows import Families, make_records
from firsthand.engines.spark_overflow import pair_bounded
from firsthand.model import Document, Problem, TimeInterval
from firsthand.reuse import stages
from firsthand.settings import ReuseSettings, SparkSettings
from firsthand.text.tokens import Tokenizer, Tokens

Batches = Iterable[Any]
U64 = NDArray[np.uint64]

PARCEL_BYTES = 1 << 20
BATCH_BYTES = 8 << 20
"""Parcels handed to Spark at once."""
MIX = np.uint64(0x9E3779B97F4A7C15)

DOCUMENT = "id string, text string, outlet string, earliest string, latest string"
READ = f"{DOCUMENT}, severity string, message string"
MEASURED = f"{DOCUMENT}, fingerprint bigint, n_words bigint"
PARCEL = "part int, place bigint, slice int, parcel binary"
TIED: tuple[str, ...] = (
    "row", "a_rank", "a_first", "a_last", "b_rank", "b_first", "b_last", "a_fingerprint", "b_fingerprint",
    "a_length", "b_length", "a_outlet", "b_outlet",
)  # fmt: skip
"""Columns of an alignment that its family depends on."""


def alignment_schema() -> Any:
    """The fields of a record, and those that its family depends on."""
    more = [(name, arrow.string() if name.endswith("outlet") else arrow.int64()) for name in TIED]
    return arrow.schema([*arrow_schema(), *(arrow.field(*item) for item in more)])


@dataclass(frozen=True, slots=True)
class Deal:
    """How pairs are dealt into parts: by document a, and those of a frequent a also by document b.

    Attributes
    ----------
    first_part, n_salts : int64, shape (2**bits,)
        The parts of each bucket of documents a are ``first_part`` and the next ``n_salts - 1``.
    n_parts : int
        Their number.
    """

    first_part: NDArray[np.int64]
    n_salts: NDArray[np.int64]
    n_parts: int

    @classmethod
    def by_size(cls, sizes: NDArray[np.int64], limit: int) -> Deal:
        """Buckets of `sizes` pairs in parts of about `limit`: small ones together, large ones salted."""
        n_salts = np.maximum(-(-sizes // limit), 1)
        first_part = np.zeros(len(sizes), np.int64)
        part, filled = 0, 0
        for bucket, (size, salts) in enumerate(zip(sizes.tolist(), n_salts.tolist())):
            if filled and filled + size > limit:
                part, filled = part + 1, 0
            first_part[bucket] = part
            part, filled = (part + salts, 0) if salts > 1 else (part, filled + size)
        return cls(first_part, n_salts, part + 1)

    def parts_of(self, pairs: U64) -> NDArray[np.int64]:
        """The part of each pair."""
        bucket = buckets_of(pairs, len(self.n_salts))
        other = (pairs[::2] & np.uint64(0xFFFFFFFF)) * MIX >> np.uint64(33)
        return self.first_part[bucket] + other.astype(np.int64) % self.n_salts[bucket]


def buckets_of(pairs: U64, n_buckets: int) -> NDArray[np.int64]:
    """The bucket of each pair's document a; `n_buckets` is a power of two."""
    mixed = (pairs[::2] >> np.uint64(32)) * MIX
    return (mixed >> np.uint64(65 - n_buckets.bit_length())).astype(np.int64)


def read_files(batches: Batches) -> Iterator[Any]:
    """Documents of files, as `firsthand.engines.corpus` reads them; problems as rows without a text."""
    for batch in batches:
        for path in batch.column(0).to_pylist():
            corpus, n = Corpus(), 0
            try:
                for block in read_blocks([path], corpus):
                    numbers = range(n, n + len(block.begins))
                    n = numbers.stop
                    yield _document_batch(corpus, numbers)
                yield _problem_batch(corpus)
            finally:
                corpus.close()


def _document_batch(corpus: Corpus, numbers: range) -> Any:
    texts = [_text_or_problem(corpus, number) for number in numbers]
    intervals = [interval_of(corpus.published[number]) for number in numbers]
    columns = [
        [corpus.ids[number] for number in numbers], texts, [corpus.outlets[number] for number in numbers],
        [interval.earliest if interval else None for interval in intervals],
        [interval.latest if interval else None for interval in intervals], [None] * len(numbers), [None] * len(numbers),
    ]  # fmt: skip
    return _text_batch(columns)


def _text_or_problem(corpus: Corpus, number: int) -> str | None:
    try:
        return corpus.text(number)
    except UnicodeDecodeError:
        name = corpus.ids[number]
        corpus.problems.append(Problem("error", "read", "json", f"document {name!r:.80} is no UTF-8", document=name))
        return None


def _problem_batch(corpus: Corpus) -> Any:
    told = [[problem.severity for problem in corpus.problems], [problem.message for problem in corpus.problems]]
    return _text_batch([*[[None] * len(corpus.problems)] * 5, *told])


def _text_batch(columns: list[Any]) -> Any:
    names = ["id", "text", "outlet", "earliest", "latest", "severity", "message"]
    return arrow.RecordBatch.from_arrays([arrow.array(column, arrow.string()) for column in columns], names)


def measure_documents(batches: Batches) -> Iterator[Any]:
    """Documents with a hash of their words and their number."""
    tokenizer = Tokenizer()
    for batch in batches:
        tokens = cut_texts(tokenizer, batch.column("text"))
        fingerprints = stages.fingerprints(tokens.words, tokens.offsets)
        columns = [*batch.columns, arrow.array(fingerprints.view(np.int64)), arrow.array(np.diff(tokens.offsets))]
        yield arrow.RecordBatch.from_arrays(columns, [*batch.schema.names, "fingerprint", "n_words"])


def parse_dates(batches: Batches) -> Iterator[Any]:
    """Documents with the interval of their date, as it was given."""
    for batch in batches:
        intervals = [interval_of(given) for given in batch.column("published").to_pylist()]
        earliest = [interval.earliest if interval else None for interval in intervals]
        latest = [interval.latest if interval else None for interval in intervals]
        columns = [batch.column(name) for name in ("id", "text", "outlet")]
        columns += [arrow.array(earliest, arrow.string()), arrow.array(latest, arrow.string())]
        yield arrow.RecordBatch.from_arrays(columns, ["id", "text", "outlet", "earliest", "latest"])


def cut_texts(tokenizer: Tokenizer, texts: Any) -> Tokens:
    """Cut a column of texts where it stands in memory."""
    if len(texts) == 0:
        return tokenizer.cut(np.zeros(1, np.uint8), [], [], False)
    wide = arrow.types.is_large_string(texts.type)
    column = np.frombuffer(texts.buffers()[1], np.int64 if wide else np.int32)
    bounds = column[texts.offset :][: len(texts) + 1].astype(np.int64)
    held = texts.buffers()[2]
    data = np.frombuffer(held, np.uint8) if held is not None and held.size else np.zeros(1, np.uint8)
    return tokenizer.cut(data, bounds[:-1], bounds[1:], False)


def count_sample(batches: Batches, n_words: int, settings: ReuseSettings) -> Iterator[Any]:
    """Counts of the words of the sampled documents, as one row."""
    held = list(batches)
    counts = stages.Counts.empty()
    if held:
        table = arrow.Table.from_batches(held).combine_chunks()
        tokens = cut_texts(Tokenizer(), table.column("text").chunk(0))
        fingerprints = np.asarray(table.column("fingerprint")).view(np.uint64)
        every = np.arange(len(fingerprints), dtype=np.int64)
        stages.count_words(counts, tokens.words, tokens.offsets, every, fingerprints, n_words, settings)
    columns = [arrow.array([part.tobytes()], arrow.binary()) for part in (counts.words, counts.neighbours)]
    yield arrow.RecordBatch.from_arrays(columns, ["words", "neighbours"])


def list_postings(
    batches: Batches, rarity: stages.F32, settings: ReuseSettings, sizes: SparkSettings, part_bits: int
) -> Iterator[Any]:
    """Postings of documents, dealt by their shingles; a parcel's place is the rank of its first document."""
    tokenizer = Tokenizer()
    for first, texts in _runs_of_documents(batches, sizes.block_bytes):
        tokens = cut_texts(tokenizer, texts)
        every = np.arange(len(texts), dtype=np.int64)
        repeated = np.full(len(tokens.words) // 8 + 1, 255, np.uint8)
        found = stages.postings(tokens.words, tokens.offsets, every, 0, len(every), repeated, rarity, settings)
        found[1 :: stages.POSTING] += np.uint64(first << 32)
        dealt = stages.split(found, stages.POSTING, 64 - part_bits, part_bits)
        yield from parcels(enumerate(dealt), first, stages.POSTING)


def _runs_of_documents(batches: Batches, n_bytes: int) -> Iterator[tuple[int, Any]]:
    """Rank of the first, and texts, of documents whose ranks follow each other, about `n_bytes` together."""
    held: list[Any] = []
    first, after, size = 0, -1, 0
    for batch in batches:
        ranks = np.asarray(batch.column("rank"))
        for begin, end in _stretches(np.diff(ranks) != 1, len(ranks)):
            texts = batch.column("text").slice(begin, end - begin)
            if held and (int(ranks[begin]) != after or size > n_bytes):
                yield first, arrow.concat_arrays(held)
                held, size = [], 0
            if not held:
                first = int(ranks[begin])
            held.append(texts)
            after = int(ranks[end - 1]) + 1
            size += texts.nbytes
    if held:
        yield first, arrow.concat_arrays(held)


def _stretches(breaks: NDArray[np.bool_], length: int) -> Iterator[tuple[int, int]]:
    """Begin and end of the stretches of a column between `breaks`."""
    if length:
        yield from pairwise([0, *(np.flatnonzero(breaks) + 1).tolist(), length])


def parcels(dealt: Iterable[tuple[int, U64]], place: int, stride: int) -> Iterator[Any]:
    """Batches of parcels: each part's rows, cut so that none is large."""
    step = PARCEL_BYTES // (8 * stride) * stride
    held: list[tuple[int, int, int, bytes]] = []
    size = 0
    for part, rows in dealt:
        for number, begin in enumerate(range(0, len(rows), step)):
            held.append((part, place, number, rows[begin : begin + step].tobytes()))
            size += len(held[-1][3])
            if size > BATCH_BYTES:
                yield _parcel_batch(held)
                held, size = [], 0
    if held:
        yield _parcel_batch(held)


def _parcel_batch(held: list[tuple[int, int, int, bytes]]) -> Any:
    part, place, number, parcel = zip(*held)
    columns = [
        arrow.array(part, arrow.int32()), arrow.array(place, arrow.int64()),
        arrow.array(number, arrow.int32()), arrow.array(parcel, arrow.binary()),
    ]  # fmt: skip
    return arrow.RecordBatch.from_arrays(columns, ["part", "place", "slice", "parcel"])


def _parts(batches: Batches) -> Iterator[tuple[int, Iterator[Any]]]:
    """The batches of each part, which follow each other."""

    def slices() -> Iterator[tuple[int, Any]]:
        for batch in batches:
            part = np.asarray(batch.column("part"))
            for begin, end in _stretches(np.diff(part) != 0, len(part)):
                yield int(part[begin]), batch.slice(begin, end - begin)

    for number, group in groupby(slices(), key=lambda item: item[0]):
        yield number, (batch for _, batch in group)


def _unpack(batch: Any) -> Iterator[U64]:
    for parcel in batch.column("parcel"):
        if parcel.is_valid:
            yield np.frombuffer(parcel.as_buffer(), np.uint64)


def pair_parts(batches: Batches, settings: ReuseSettings, sizes: SparkSettings, part_bits: int) -> Iterator[Any]:
    """Pairs of the postings of each part."""
    for part, pieces in _parts(batches):
        unpacked = (piece for batch in pieces for piece in _unpack(batch))
        for place, pairs in enumerate(pair_bounded(unpacked, settings, part_bits, sizes.part_bytes)):
            yield from parcels([(part, pairs)], place, stages.PAIR)


def size_buckets(batches: Batches, bits: int) -> Iterator[Any]:
    """How many pairs every bucket of documents a has."""
    sizes = np.zeros(1 << bits, np.int64)
    for batch in batches:
        for pairs in _unpack(batch):
            sizes += np.bincount(buckets_of(pairs, 1 << bits), minlength=1 << bits)
    used = np.flatnonzero(sizes)
    yield arrow.RecordBatch.from_arrays([arrow.array(used), arrow.array(sizes[used])], ["bucket", "size"])


def list_needs(batches: Batches, deal: Deal) -> Iterator[Any]:
    """The documents that every part needs, each once."""
    for batch in batches:
        needs: list[U64] = []
        for pairs in _unpack(batch):
            parts = deal.parts_of(pairs).astype(np.uint64) << np.uint64(32)
            needs += [parts | pairs[::2] >> np.uint64(32), parts | pairs[::2] & np.uint64(0xFFFFFFFF)]
        if needs:
            once = np.unique(np.concatenate(needs))
            part = arrow.array((once >> np.uint64(32)).astype(np.int32))
            rank = arrow.array((once & np.uint64(0xFFFFFFFF)).astype(np.int64))
            yield arrow.RecordBatch.from_arrays([part, rank], ["part", "rank"])


def deal_pairs(batches: Batches, deal: Deal) -> Iterator[Any]:
    """Pairs, dealt into the parts in which they are aligned."""
    for batch in batches:
        pieces = list(_unpack(batch))
        if not pieces:
            continue
        pairs = np.concatenate(pieces)
        parts = deal.parts_of(pairs)
        order = np.argsort(parts, kind="stable")
        parts, ordered = parts[order], pairs.reshape(-1, stages.PAIR)[order]
        bounds = _stretches(np.diff(parts) != 0, len(parts))
        yield from parcels(((int(parts[i]), ordered[i:j].ravel()) for i, j in bounds), 0, stages.PAIR)


def align_parts(
    batches: Batches, counts: stages.Counts, settings: ReuseSettings, within_outlet: bool, days: int | None
) -> Iterator[Any]:
    """Alignments of each part, as records; a part's documents come before its pairs, in the order of their ranks."""
    rarity = stages.word_rarity(counts)
    for part, pieces in _parts(batches):
        corpus, store = Corpus(), WordStore()
        ranks: list[int] = []
        fingerprints: list[int] = []
        pairs: list[U64] = [np.zeros(0, np.uint64)]
        try:
            for block in spool(_documents(pieces, ranks, fingerprints, pairs), corpus):
                cut_block(block, store, corpus)
            words, offsets = store.view()
            here, every = np.array(ranks, np.int64), np.arange(len(ranks), dtype=np.int64)
            hashes = np.array(fingerprints, np.int64).view(np.uint64)
            read = ReadWords(words, offsets, hashes, every, np.zeros(0, np.uint8), len(words), store)
            numbered = _renumber(np.concatenate(pairs), here)
            rows, scores = stages.alignments(numbered, words, offsets, every, counts, rarity, settings)
            found = keep_wanted(sort_by_ids(rows, scores, every, corpus, read, counts), corpus, within_outlet, days)
            yield from _record_batches(found, corpus, here, part, settings)
        finally:
            corpus.close()


def _documents(
    pieces: Iterator[Any], ranks: list[int], fingerprints: list[int], pairs: list[U64]
) -> Iterator[Document]:
    """A part's documents; their ranks and fingerprints, and the pairs that follow, go into the lists."""
    for batch in pieces:
        pairs.extend(_unpack(batch))
        names = ("text", "rank", "fingerprint", "id", "outlet", "earliest", "latest")
        columns = [batch.column(name).to_pylist() for name in names]
        for text, rank, fingerprint, name, outlet, earliest, latest in zip(*columns):
            if text is not None:
                ranks.append(rank)
                fingerprints.append(fingerprint)
                published = TimeInterval(earliest, latest) if earliest else None
                yield Document(name, text, outlet=outlet, published=published)


def _renumber(pairs: U64, ranks: NDArray[np.int64]) -> U64:
    """Pairs with their documents' places in `ranks`, in the order of b's words."""
    low = np.uint64(0xFFFFFFFF)
    a = np.searchsorted(ranks, (pairs[::2] >> np.uint64(32)).astype(np.int64)).astype(np.uint64)
    b = np.searchsorted(ranks, (pairs[::2] & low).astype(np.int64)).astype(np.uint64)
    numbered = pairs.copy()
    numbered[::2] = a << np.uint64(32) | b
    return stages.sort(numbered, stages.PAIR, [(1, 0, 32)])


def _record_batches(
    matches: Matches, corpus: Corpus, ranks: NDArray[np.int64], part: int, settings: ReuseSettings
) -> Iterator[Any]:
    import msgspec

    schema = alignment_schema()
    rows, outlets = matches.rows, corpus.outlets
    untied = Families(np.zeros(len(rows), np.uint64), np.zeros(len(rows), bool))
    held: list[dict[str, Any]] = []
    for n, record in enumerate(make_records(matches, untied, corpus, settings)):
        a, b = int(rows[n, 0]), int(rows[n, 3])
        held.append(
            msgspec.to_builtins(record)
            | {
                "row": part << 32 | n,
                "a_rank": int(ranks[a]), "a_first": int(rows[n, 1]), "a_last": int(rows[n, 2]),
                "b_rank": int(ranks[b]), "b_first": int(rows[n, 4]), "b_last": int(rows[n, 5]),
                "a_fingerprint": int(matches.fingerprints[a].view(np.int64)),
                "b_fingerprint": int(matches.fingerprints[b].view(np.int64)),
                "a_length": int(matches.lengths[a]), "b_length": int(matches.lengths[b]),
                "a_outlet": outlets[a], "b_outlet": outlets[b],
            }
        )  # fmt: skip
        if len(held) == 1024:
            yield arrow.RecordBatch.from_pylist(held, schema)
            held = []
    yield arrow.RecordBatch.from_pylist(held, schema)
