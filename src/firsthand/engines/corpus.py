"""Corpora of any size as blocks of bytes: files -> texts that stay where they are, and problems.

Rows of JSON are not decoded: the tokeniser reads the escaped string where it stands in the file, and only documents
that turn out to share something are ever decoded. Everything else goes through `firsthand.reading`.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from firsthand.engines.places import Places
from firsthand.files.kinds import EMPTY, kind_of
from firsthand.settings import ReadingSettings

if TYPE_CHECKING:
    from firsthand.model import Document, Problem
    from firsthand.reading.draft import File

STDIN = "-"
BLOCK_BYTES = 1 << 20
"""What is read at once: enough to make calls cheap, little enough to stay in the processor's cache."""
LINE_BYTES = 256 << 20
"""A longer line is left out: it would not fit beside everything else."""
_JSON_LINES = re.compile(r"\.(jsonl|ndjson)(\.gz|\.zst)?$", re.IGNORECASE)
QUOTE, NEWLINE = b'"\n'
_PARQUET = re.compile(r"\.(parquet|pq)$", re.IGNORECASE)


class _Row(msgspec.Struct):
    """The fields of a row that matching needs; all others are skipped unread."""

    text: msgspec.Raw = msgspec.Raw(b"")
    id: str | int | None = None
    outlet: str | None = None
    published: str | int | None = None


_decoder = msgspec.json.Decoder(_Row)


@dataclass(slots=True)
class Block:
    """Texts that were read together.

    Attributes
    ----------
    data : uint8, shape (n_bytes,)
        What was read.
    begins, ends : list of int
        Where each text lies in `data`, as UTF-8 or (`escaped`) as the inside of a JSON string.
    escaped : bool
        See above.
    source, offset : int
        The file that holds `data`, by its number in the corpus, and where in it.
    """

    data: NDArray[np.uint8]
    escaped: bool
    source: int
    offset: int
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Corpus:
    """What is known of every document once it has been read; lists are parallel, one item a document.

    Attributes
    ----------
    ids, outlets, published : list
        As given; an id is made from the content where none was.
    sources, begins, ends, escaped : list
        Where the text lies: a file by its number, bytes in it, and how it is written there.
    places : Places
        Where the words of documents stand in their texts, as far as somebody noted it.
    problems : list of Problem
        What was left out.
    """

    ids: list[str] = field(default_factory=list)
    outlets: list[str | None] = field(default_factory=list)
    published: list[Any] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    escaped: list[bool] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    problems: list[Problem] = field(default_factory=list)
    files: list[IO[bytes]] = field(default_factory=list)

    def enter(
        self, name: str, outlet: str | None, published: Any, source: int, begin: int, end: int, escaped: bool
    ) -> None:
        """Add a document."""
        self.ids.append(name)
        self.outlets.append(outlet)
        self.published.append(published)
        self.sources.append(source)
        self.begins.append(begin)
        self.ends.append(end)
        self.escaped.append(escaped)

    def text(self, document: int) -> str:
        """The text of a document."""
        return self.decode(document, self.raw(document))

    def decode(self, document: int, raw: bytes) -> str:
        """The text of a document whose bytes are `raw`."""
        if not self.escaped[document]:
            return raw.decode("utf-8")
        try:
            return msgspec.json.decode(b'"' + raw + b'"', type=str)
        except msgspec.DecodeError:
            import json

            from firsthand.reading.encodings import replace_surrogates

            return replace_surrogates(json.loads(b'"' + raw + b'"'))[0]

    def raw(self, document: int, begin: int = 0, end: int | None = None) -> bytes:
        """The bytes of a document's text as they stand in its file, or some of them."""
        first = self.begins[document]
        last = self.ends[document] if end is None else first + end
        return os.pread(self.files[self.sources[document]].fileno(), last - first - begin, first + begin)

    def close(self) -> None:
        """Close all files; temporary ones vanish."""
        for file in self.files:
            file.close()


def read_blocks(
    paths: Iterable[str],
    corpus: Corpus,
    settings: ReadingSettings = ReadingSettings(),
    tick: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """Read everything below `paths` block by block, adding to `corpus` as it goes.

    The bytes of a block are overwritten when the next one is asked for.

    Parameters
    ----------
    paths : iterable of str
        Files, folders and globs; ``-`` is JSON lines from standard input.
    corpus : Corpus
        Filled in.
    settings : ReadingSettings
        Limits.
    tick : callable, optional
        Called with the number of bytes of input that have been read.
    """
    for path in list_files(paths, corpus.problems):
        if path == STDIN or _JSON_LINES.search(path):
            yield from _read_json_lines(path, corpus, settings)
        elif _PARQUET.search(path):
            yield from spool(_read_parquet(path, corpus, settings), corpus)
        else:
            yield from spool(_read_documents(path, corpus, settings), corpus)
        if tick:
            tick(_size_of(path))


def list_files(paths: Iterable[str], problems: list[Problem]) -> list[str]:
    """All files below `paths`, Parquet included; what is missing becomes a problem."""
    paths = list(dict.fromkeys(paths))
    if all(path == STDIN or _is_plain_json_lines(path) for path in paths):
        return list({os.path.realpath(path): path for path in reversed(paths)}.values())[::-1]
    from firsthand.model import Problem
    from firsthand.reading.walk import find_files

    files = [path for path in paths if path == STDIN]
    for found in find_files(path for path in paths if path != STDIN):
        if not isinstance(found, Problem):
            files.append(found)
        elif found.path and found.code == "unknown-format" and _PARQUET.search(found.path):
            files.append(found.path)
        else:
            problems.append(found)
    return files


def _is_plain_json_lines(path: str) -> bool:
    """Whether `path` is a file of JSON lines that firsthand did not write itself."""
    return bool(_JSON_LINES.search(path)) and os.path.isfile(path) and kind_of(path) in (None, EMPTY)


def estimate_bytes(files: Iterable[str]) -> int:
    """About how much text the files hold."""
    packed = 3.2
    return int(
        sum(_size_of(f) * (packed if f.lower().endswith((".gz", ".zst", ".parquet", ".pq")) else 1) for f in files)
    )


def _size_of(path: str) -> int:
    return 0 if path == STDIN else os.path.getsize(path)


def _read_json_lines(path: str, corpus: Corpus, settings: ReadingSettings) -> Iterator[Block]:
    """Blocks of whole lines. What is no plain file is copied into a temporary one, where its texts are found again."""
    plain = path != STDIN and not path.lower().endswith((".gz", ".zst"))
    source, line, offset, n_held, empty = len(corpus.files), 0, 0, 0, True
    buffer = bytearray(2 * BLOCK_BYTES)
    try:
        stream = open(path, "rb", buffering=0) if plain else _open_stream(path, settings)  # noqa: SIM115
        corpus.files.append(stream if plain else tempfile.TemporaryFile())  # noqa: SIM115
        while n_read := _fill(stream, buffer, n_held):
            empty = False
            if not plain:
                corpus.files[source].write(memoryview(buffer)[n_held : n_held + n_read])
                corpus.files[source].flush()
            n_held += n_read
            cut = buffer.rfind(b"\n", n_held - n_read, n_held) + 1
            if not cut and n_held > LINE_BYTES:
                corpus.problems.append(
                    _problem(path, "too-large", f"line {line + 1} is longer than {LINE_BYTES >> 20} MB")
                )
                offset, n_held = offset + n_held, 0
            elif cut:
                yield from _blocks_of_lines(memoryview(buffer)[:cut], path, line, source, offset, corpus, settings)
                line += int(np.count_nonzero(np.frombuffer(buffer, np.uint8, cut) == NEWLINE))
                offset, n_held = offset + cut, n_held - cut
                buffer[:n_held] = buffer[cut : cut + n_held]
            elif n_held + BLOCK_BYTES > len(buffer):
                buffer = buffer + bytes(len(buffer))
    except (EOFError, ValueError, OSError, zlib.error) as error:
        corpus.problems.append(_problem(path, "unreadable", f"cannot be read to its end: {error}"))
    if n_held:
        yield from _blocks_of_lines(memoryview(buffer)[:n_held], path, line, source, offset, corpus, settings)
    elif empty:
        corpus.problems.append(_problem(path, "empty", "is empty; left out"))


def _fill(stream: IO[bytes], buffer: bytearray, begin: int) -> int:
    """Read about a block into `buffer` from `begin` on; returns the number of bytes."""
    return stream.readinto(memoryview(buffer)[begin : begin + BLOCK_BYTES]) or 0  # type: ignore[attr-defined]


def _open_stream(path: str, settings: ReadingSettings) -> IO[bytes]:
    if path == STDIN:
        return sys.stdin.buffer
    from firsthand.reading.unpack import open_unpacked

    return open_unpacked(path, settings)


def _problem(path: str, code: str, message: str) -> Problem:
    from firsthand.model import Problem

    return Problem("error", "read", code, f"{path}: {message}", path=path)


def _blocks_of_lines(
    lines: memoryview, path: str, first_line: int, source: int, offset: int, corpus: Corpus, settings: ReadingSettings
) -> Iterator[Block]:
    """One block for rows that are plain, and one for those that only `firsthand.reading` understands."""
    data = np.frombuffer(lines, np.uint8)
    base = data.__array_interface__["data"][0] - 1
    difficult: list[tuple[int, bytes]] = []
    longest = settings.longest_line
    try:
        rows = _decoder.decode_lines(lines)
        plain = all(_is_plain(row, longest) for row in rows)
    except ValueError:
        plain = False
    if not plain:
        rows = _decode_singly(lines, first_line, longest, difficult)
    block = Block(data, True, source, offset)
    for row in rows:
        text = np.frombuffer(row.text, np.uint8)
        begin = text.__array_interface__["data"][0] - base
        end = begin + len(text) - 2
        block.begins.append(begin)
        block.ends.append(end)
        corpus.enter(str(row.id), row.outlet, row.published, source, offset + begin, offset + end, True)
    if block.begins:
        yield block
    if difficult:
        yield from spool(_read_rows(difficult, path, corpus, settings), corpus)


def _is_plain(row: _Row, longest_line: int) -> bool:
    raw = memoryview(row.text)
    return row.id is not None and row.id != "" and 2 < len(raw) <= longest_line and raw[0] == QUOTE


def _decode_singly(
    lines: memoryview, first_line: int, longest_line: int, difficult: list[tuple[int, bytes]]
) -> list[_Row]:
    rows, begin = [], 0
    for number, line in enumerate(bytes(lines).split(b"\n"), first_line + 1):
        try:
            row = _decoder.decode(lines[begin : begin + len(line)]) if line.strip() else None
            if row is not None:
                rows.append(row) if _is_plain(row, longest_line) else difficult.append((number, line))
        except ValueError:
            difficult.append((number, line))
        begin += len(line) + 1
    return rows


def _read_rows(
    difficult: list[tuple[int, bytes]], path: str, corpus: Corpus, settings: ReadingSettings
) -> Iterator[Document]:
    """Rows without an id, with a page instead of a text, or that are none."""
    import json

    from firsthand.reading.draft import File
    from firsthand.reading.fields import draft_of_fields

    file = File(path, os.path.basename(path), lambda: io.BytesIO(), settings)
    for number, line in difficult:
        try:
            fields = json.loads(line.removeprefix(codecs.BOM_UTF8))
        except (ValueError, RecursionError) as error:
            corpus.problems.append(_problem(path, "json", f"line {number} is not JSON: {error}"))
            continue
        if not isinstance(fields, dict):
            corpus.problems.append(_problem(path, "json", f"line {number} is no JSON object"))
            continue
        yield from _documents_of(draft_of_fields(fields, file, f"line {number}"), file, corpus)


def _documents_of(drafts: Iterable[Any], file: File, corpus: Corpus) -> Iterator[Document]:
    from firsthand.model import Document, Problem
    from firsthand.reading.draft import find_defect
    from firsthand.reading.encodings import replace_surrogates
    from firsthand.reading.identity import content_key, id_of

    for draft in drafts:
        if isinstance(draft, Problem):
            if draft.severity == "error":
                corpus.problems.append(draft)
            continue
        defect = find_defect(draft, file)
        if defect is not None:
            corpus.problems.append(defect)
            continue
        draft = replace(draft, text=replace_surrogates(draft.text)[0])
        name = draft.given_id or id_of(content_key(draft))
        yield Document(name, draft.text, outlet=draft.outlet, published=draft.published)


def _read_parquet(path: str, corpus: Corpus, settings: ReadingSettings) -> Iterator[Document]:
    from firsthand.errors import MissingExtra
    from firsthand.reading.draft import File
    from firsthand.reading.fields import draft_of_fields

    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise MissingExtra("Reading Parquet", "parquet") from error
    file = File(path, os.path.basename(path), lambda: io.BytesIO(), settings)
    n = 0
    try:
        for batch in parquet.ParquetFile(path).iter_batches(batch_size=256):
            for row in batch.to_pylist():
                n += 1
                fields = {
                    key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()
                }
                yield from _documents_of(draft_of_fields(fields, file, f"row {n}"), file, corpus)
    except (OSError, arrow.ArrowException) as error:
        corpus.problems.append(_problem(path, "unreadable", f"cannot be read to its end: {error}"))


def _read_documents(path: str, corpus: Corpus, settings: ReadingSettings) -> Iterator[Document]:
    from firsthand.reading import read

    collection = read([path], settings=settings)
    corpus.problems.extend(problem for problem in collection.problems if problem.severity == "error")
    yield from collection.documents


def spool(documents: Iterable[Document], corpus: Corpus) -> Iterator[Block]:
    """Blocks of texts that are written into a temporary file, where they can be found again."""
    source, offset = len(corpus.files), 0
    texts: list[bytes] = []
    waiting: list[Document] = []

    def block() -> Block:
        nonlocal offset
        data = b"".join(texts)
        made = Block(np.frombuffer(data, np.uint8), False, source, offset)
        at = 0
        for document, text in zip(waiting, texts):
            made.begins.append(at)
            made.ends.append(at + len(text))
            at += len(text)
            where = offset + at - len(text), offset + at
            corpus.enter(document.id, document.outlet, document.published, source, *where, False)
        corpus.files[source].write(data)
        corpus.files[source].flush()
        offset += len(data)
        texts.clear()
        waiting.clear()
        return made

    size = 0
    for document in documents:
        if source == len(corpus.files):
            corpus.files.append(tempfile.TemporaryFile())  # noqa: SIM115
        waiting.append(document)
        texts.append(document.text.encode("utf-8", "replace"))
        size += len(texts[-1])
        if size > BLOCK_BYTES:
            yield block()
            size = 0
    if waiting:
        yield block()
