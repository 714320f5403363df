"""The saved index: a corpus on disk, against which new texts are compared in milliseconds.

A folder of flat arrays that are mapped, not loaded:

==============  ====================================================================================
``words``       uint32: folded words of all documents
``offsets``     int64: where each document's words begin
``heads``       int64: where each bucket of shingles begins
``low``         uint32: bits of each shingle's hash, and of the shingle after it
``places``      uint64: document and first word of each shingle
``counts``      uint32: how often words occur
``neighbours``  uint16: how often words occur after each other
``texts``       UTF-8: the documents' texts, one after another; ``bounds`` (int64) says where
``index.json``  ids, outlets, dates, and what the files were made with
==============  ====================================================================================
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.corpus import Corpus
from firsthand.engines.local import Matches
from firsthand.engines.spill import Spill
from firsthand.errors import WrongUse
from firsthand.model import Document, Reuse, TimeInterval
from firsthand.reuse import stages
from firsthand.settings import ReuseSettings
from firsthand.text.tokens import Tokenizer, tokenize

VERSION = 2
BATCH_WORDS = 1 << 17
"""New documents of about so many words are compared at once."""
_ARRAYS = {
    "words": "<u4",
    "offsets": "<i8",
    "heads": "<i8",
    "low": "<u4",
    "places": "<u8",
    "counts": "<u4",
    "neighbours": "<u2",
    "bounds": "<i8",
}


def build_index(
    paths: Sequence[str],
    folder: Path,
    corpus: Corpus,
    memory_bytes: int = 1 << 30,
    tick: Callable[[str, float], None] | None = None,
    cores: int = 1,
) -> int:
    """Make an index of everything below `paths`, on so many cores; returns the number of documents.

    The folder appears when it is whole. An index that is there already is replaced; another folder is not.
    """
    if folder.exists() and (not (folder / "index.json").is_file() and (not folder.is_dir() or any(folder.iterdir()))):
        raise WrongUse(f"{folder} is there already and is no index of firsthand")
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(folder)
    building = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.{os.getpid()}.", suffix=".part"))
    try:
        n = _write_index(paths, building, corpus, memory_bytes, tick or (lambda stage, share: None), cores)
        if n:
            # The old index is moved away, which takes no time, and only then removed.
            replaced = building.with_name(building.name.replace(".part", ".old.part"))
            if folder.exists():
                os.replace(folder, replaced)
            os.replace(building, folder)
            shutil.rmtree(replaced, ignore_errors=True)
        return n
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _remove_leftovers(folder: Path) -> None:
    """Remove what runs that were killed while they built this index have left; others that are running keep theirs."""
    for leftover in folder.parent.glob(f".{folder.name}.*.part"):
        process = leftover.name.removeprefix(f".{folder.name}.").split(".")[0]
        try:
            os.kill(int(process), 0)
        except (ProcessLookupError, ValueError):
            shutil.rmtree(leftover, ignore_errors=True)
        except PermissionError:
            continue


def _write_index(
    paths: Sequence[str],
    folder: Path,
    corpus: Corpus,
    memory_bytes: int,
    tick: Callable[[str, float], None],
    cores: int,
) -> int:
    from firsthand.engines.local import map_on, read_words
    from firsthand.kernels.counting import WORD_BITS
    from firsthand.kernels.lookup import count_buckets, fill_low
    from firsthand.kernels.matching import FOLLOWING_BITS

    read = read_words(paths, corpus, memory_bytes, tick)
    words, offsets, ranked = read.words, read.offsets, read.ranked
    if not len(ranked):
        return 0
    counts = stages.Counts.empty()
    stages.count_words(counts, words, offsets, ranked, read.fingerprints, read.n_words, ReuseSettings(), read.repeated)
    lengths = offsets[ranked + 1] - offsets[ranked]
    bucket_bits = max(int(read.n_words // 8).bit_length(), 8)
    part_bits = max(read.n_words >> 22, 1).bit_length() - 1
    parts = Spill(1 << part_bits, memory_bytes // 4)
    everything = np.full(len(words) // 8 + 1, 255, np.uint8)
    with open(folder / "texts", "wb") as texts, open(folder / "words", "wb") as out:
        bounds = [0]
        for n, number in enumerate(ranked.tolist()):
            text = corpus.text(number).encode("utf-8")
            texts.write(text)
            bounds.append(bounds[-1] + len(text))
            words[offsets[number] : offsets[number + 1]].astype("<u4").tofile(out)
            if n % 1024 == 0:
                tick("storing texts", n / len(ranked))
    np.array(bounds, "<i8").tofile(folder / "bounds")
    np.concatenate([[0], np.cumsum(lengths)]).astype("<i8").tofile(folder / "offsets")
    counts.words.astype("<u4").tofile(folder / "counts")
    counts.neighbours.astype("<u2").tofile(folder / "neighbours")
    no_context = np.full(1 << WORD_BITS, -1, np.float32)

    def listed(first: int) -> list[NDArray[np.uint64]]:
        last = min(first + 1024, len(ranked))
        found = stages.postings(words, offsets, ranked, first, last, everything, no_context, ReuseSettings())
        return stages.split(found, stages.POSTING, 64 - part_bits, part_bits)

    for n, pieces in enumerate(map_on(listed, range(0, len(ranked), 1024), cores)):
        for number, piece in enumerate(pieces):
            parts.put(number, piece.reshape(-1, stages.POSTING)[:, :2].ravel())
        tick("listing shingles", min(1.0, (n + 1) * 1024 / len(ranked)))
    heads = np.zeros((1 << bucket_bits) + 1, np.int64)
    shift = 64 - bucket_bits
    with open(folder / "low", "wb") as low_file, open(folder / "places", "wb") as places_file:
        for number in range(len(parts)):
            part = stages.sort(parts.take(number), 2, [(0, shift, bucket_bits - part_bits)]).reshape(-1, 2)
            keys, low = np.ascontiguousarray(part[:, 0]), np.empty(len(part), np.uint32)
            count_buckets(keys, shift, -1, heads)
            fill_low(keys, shift, FOLLOWING_BITS, low)
            low.astype("<u4").tofile(low_file)
            np.ascontiguousarray(part[:, 1]).astype("<u8").tofile(places_file)
            tick("writing shingles", (number + 1) / len(parts))
    np.cumsum(heads).astype("<i8").tofile(folder / "heads")
    head = {"version": VERSION, "bucket_bits": bucket_bits, "ids": [corpus.ids[n] for n in ranked.tolist()]}
    head["outlets"] = [corpus.outlets[n] for n in ranked.tolist()]
    head["published"] = [_plain(corpus.published[n]) for n in ranked.tolist()]
    (folder / "index.json").write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")
    return len(ranked)


def _plain(published: Any) -> Any:
    return [published.earliest, published.latest] if isinstance(published, TimeInterval) else published


class SavedIndex:
    """An index that was made by :func:`build_index`, opened for questions.

    Parameters
    ----------
    folder : Path
        The folder of the index.

    Raises
    ------
    WrongUse
        There is no index of this version.
    """

    def __init__(self, folder: Path) -> None:
        try:
            head = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise WrongUse(f"{folder} is no index of firsthand: make one with 'firsthand index'") from error
        if head.get("version") != VERSION:
            raise WrongUse(f"{folder} was made by another version of firsthand: make it again with 'firsthand index'")
        self.ids: list[str] = head["ids"]
        self.outlets: list[str | None] = head["outlets"]
        self.published: list[Any] = head["published"]
        self._shift = 64 - head["bucket_bits"]
        self._folder = folder
        self._arrays = {name: np.memmap(folder / name, kind, mode="r") for name, kind in _ARRAYS.items()}
        self.counts = stages.Counts(np.asarray(self._arrays["counts"]), np.asarray(self._arrays["neighbours"]))
        self._rarity = stages.word_rarity(self.counts)

    def text(self, document: int) -> str:
        """The text of a document of the index, by its number."""
        return self._raw(document).decode("utf-8")

    def bounds(self, document: int) -> tuple[int, int]:
        """Where a document's text lies in the file ``texts``."""
        return int(self._arrays["bounds"][document]), int(self._arrays["bounds"][document + 1])

    def lengths(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """Words of documents of the index."""
        offsets = self._arrays["offsets"]
        return np.asarray(offsets[documents + 1] - offsets[documents])

    def _raw(self, document: int) -> bytes:
        begin, end = self.bounds(document)
        with open(self._folder / "texts", "rb") as texts:
            texts.seek(begin)
            return texts.read(end - begin)

    def match(
        self, words: NDArray[np.uint32], offsets: NDArray[np.int64], settings: ReuseSettings
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Alignments of new documents (a) with those of the index (b, by number), and what is told of them."""
        from firsthand.kernels.lookup import look_up
        from firsthand.kernels.matching import FOLLOWING_BITS

        arrays, n_new = self._arrays, len(offsets) - 1
        longest = int(np.diff(offsets).max(initial=0))
        pairs = np.empty(2 * max(longest * settings.max_df, 1 << 20), np.uint64)
        progress = np.zeros(1, np.int64)
        tables, scores = [np.zeros((0, stages.ROW), np.int64)], [np.zeros((0, stages.TOLD), np.float32)]
        while progress[0] < n_new:
            n = look_up(
                words, offsets, self._shift, arrays["heads"], arrays["low"], arrays["places"], settings.max_df,
                FOLLOWING_BITS, pairs, progress,
            )  # fmt: skip
            rows, score = self._align(pairs[: 2 * n], words, offsets, settings)
            tables.append(rows)
            scores.append(score)
        return np.concatenate(tables), np.concatenate(scores)

    def _align(
        self, pairs: NDArray[np.uint64], words: NDArray[np.uint32], offsets: NDArray[np.int64], settings: ReuseSettings
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        low = np.uint64(0xFFFFFFFF)
        known, theirs = np.unique((pairs[::2] & low).astype(np.int64), return_inverse=True)
        n_new = len(offsets) - 1
        begins, ends = self._arrays["offsets"][known], self._arrays["offsets"][known + 1]
        pieces = [self._arrays["words"][begin:end] for begin, end in zip(begins.tolist(), ends.tolist())]
        together = np.concatenate([words, *pieces])
        bounds = np.concatenate([offsets, offsets[-1] + np.cumsum(ends - begins)])
        moved = pairs.copy()
        moved[::2] = (pairs[::2] & ~low) | (theirs + n_new).astype(np.uint64)
        ranked = np.arange(len(bounds) - 1, dtype=np.int64)
        rows, scores = stages.alignments(moved, together, bounds, ranked, self.counts, self._rarity, settings)
        rows[:, 3] = known[rows[:, 3] - n_new] if len(rows) else rows[:, 3]
        return rows, scores

    def find(self, documents: Sequence[Document], settings: ReuseSettings = ReuseSettings()) -> list[Reuse]:
        """Reuse between new documents (a) and those of the index (b), sorted by places; stock wording is left out.

        Parameters
        ----------
        documents : sequence of Document
            New texts. One that is in the index itself, by its id, is not compared with itself.
        settings : ReuseSettings
            Thresholds.
        """
        from firsthand.model import span_of
        from firsthand.reuse.stock import Excerpt, Strength, why_stock
        from firsthand.reuse.verbatim import is_verbatim

        tokens = tokenize([document.text for document in documents])
        rows, scores = self.match(tokens.words, tokens.offsets, settings)
        reuses = []
        texts: dict[int, tuple[str, Any]] = {}
        for (a, a_first, a_last, b, b_first, b_last, matched, edits), told in zip(rows.tolist(), scores.tolist()):
            if self.ids[b] == documents[a].id:
                continue
            if b not in texts:
                text = self.text(b)
                texts[b] = text, tokenize([text])
            base, (text, theirs) = int(tokens.offsets[a]), texts[b]
            span_a = documents[a].span(int(tokens.starts[base + a_first]), int(tokens.stops[base + a_last - 1]))
            span_b = span_of(text, int(theirs.starts[b_first]), int(theirs.stops[b_last - 1]), self.ids[b])
            around_a = Excerpt.cut(documents[a].text, span_a.start, span_a.end, documents[a].outlet, settings)
            around_b = Excerpt.cut(text, span_b.start, span_b.end, self.outlets[b], settings)
            if why_stock(around_a, around_b, Strength(told[0], told[1], matched, edits), settings):
                continue
            same = not edits and is_verbatim(span_a.exact, span_b.exact)
            identity = round(matched / (matched + edits), 4)
            reuses.append(Reuse(span_a, span_b, "verbatim" if same else "edited", identity, score=round(told[0], 3)))
        return sorted(reuses, key=lambda r: (r.a.document, r.a.start, r.a.end, r.b.document, r.b.start, r.b.end))


def match_against(
    folder: Path,
    paths: Sequence[str],
    corpus: Corpus,
    settings: ReuseSettings,
    tick: Callable[[str, float], None],
) -> Matches:
    """Matches between everything below `paths` (a) and an index (b), whose documents are added to `corpus`."""
    from firsthand.engines.corpus import read_blocks

    index, tokenizer = SavedIndex(folder), Tokenizer()
    tables, scores = [np.zeros((0, stages.ROW), np.int64)], [np.zeros((0, stages.TOLD), np.float32)]
    prints, lengths = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    n_documents = 0
    for block in read_blocks(paths, corpus):
        tokens = tokenizer.cut(block.data, block.begins, block.ends, block.escaped)
        rows, score = index.match(tokens.words, tokens.offsets, settings)
        prints.append(stages.fingerprints(tokens.words, tokens.offsets))
        lengths.append(np.diff(tokens.offsets))
        rows[:, 0] += n_documents
        n_documents += len(block.begins)
        tables.append(rows)
        scores.append(score)
        tick("comparing", 0.5)
    rows, score = np.concatenate(tables), np.concatenate(scores)
    known, theirs = np.unique(rows[:, 3], return_inverse=True)
    texts = len(corpus.files)
    corpus.files.append(open(folder / "texts", "rb"))  # noqa: SIM115
    names = corpus.ids.copy()
    for number in known.tolist():
        begin, end = index.bounds(number)
        published = index.published[number]
        date = TimeInterval(*published) if isinstance(published, list) else published
        corpus.enter(index.ids[number], index.outlets[number], date, texts, begin, end, False)
    rows[:, 3] = theirs + n_documents
    lengths.append(index.lengths(known))
    prints.append(np.array([_number_of(index.ids[number]) for number in known.tolist()], np.uint64))
    other = np.array([names[a] != corpus.ids[b] for a, b in zip(rows[:, 0].tolist(), rows[:, 3].tolist())], bool)
    rows, score = rows[other], score[other]
    order = sorted(
        range(len(rows)), key=lambda n: (corpus.ids[rows[n, 0]], corpus.ids[rows[n, 3]], *rows[n, 1:].tolist())
    )
    return Matches(rows[order], score[order], np.concatenate(prints), index.counts, np.concatenate(lengths))


def _number_of(name: str) -> int:
    from hashlib import blake2b

    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "big")
