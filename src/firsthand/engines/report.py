"""One run of the local engine as a user sees it: progress, records, problems, what was left out, explanations."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from firsthand.engines.corpus import Corpus
from firsthand.engines.local import Matches, find_matches
from firsthand.engines.rows import ReuseRecord, make_records, tie_rows, to_lines
from firsthand.errors import MissingExtra, NothingReadable, as_line
from firsthand.files.whole import clear_leftovers
from firsthand.settings import ReuseSettings

if TYPE_CHECKING:
    from firsthand.model import TimeInterval

DONE, LEFT_OUT = 0, 1
WRITTEN_TOGETHER = 1 << 20
"""Bytes."""
FEW_DOCUMENTS = 200
"""Among so many documents, translations are looked for unasked: each sentence is looked at, which takes longer."""


def run_reuse(
    paths: Iterable[str],
    out: Path | None,
    settings: ReuseSettings,
    *,
    against: Path | None = None,
    within_outlet: bool = True,
    days: int | None = None,
    explain: tuple[str, str] | None = None,
    translations: bool | None = None,
    memory_bytes: int = 1 << 30,
    cores: int = 1,
    quiet: bool = False,
) -> int:
    """Find reuse below `paths` and write it to `out`, or to standard output; returns the exit code.

    The file appears when it is whole: a run that is killed leaves nothing.
    """
    corpus = Corpus()
    tick = _progress(quiet)
    try:
        if against is not None:
            from firsthand.engines.saved import match_against

            matches = match_against(against, list(paths), corpus, settings, tick)
        else:
            matches = find_matches(paths, corpus, settings, memory_bytes, cores, tick)
        if not corpus.ids:
            tell_problems(corpus)
            raise NothingReadable("nothing readable: no document was found below the given paths")
        matches = keep_wanted(matches, corpus, within_outlet, days)
        families = tie_rows(matches, corpus, settings)
        if explain is not None:
            from firsthand.engines.explaining import explain_pair

            for line in explain_pair(*explain, matches, families, corpus, settings):
                print(line)
            return tell_problems(corpus)
        told = Told()
        records: Iterable[ReuseRecord] = make_records(matches, families, corpus, settings)
        if translations or (translations is None and against is None and len(corpus.ids) <= FEW_DOCUMENTS):
            from firsthand.engines.translating import find_translated, with_translations

            tick("looking for translations", 0.0)
            records = with_translations(records, find_translated(corpus, settings.within_document))
        with open_output(out) as write:
            write(told.count(records))
        if not quiet:
            print(told.summary(len(corpus.ids)), file=sys.stderr)
        return tell_problems(corpus)
    finally:
        corpus.close()


class Told:
    """Counts of what was written."""

    def __init__(self) -> None:
        self._n_reuse = self._n_boilerplate = 0
        self._families: set[str] = set()

    def count(self, records: Iterable[ReuseRecord]) -> Iterator[ReuseRecord]:
        """The same records, counted as they pass."""
        for record in records:
            if record.type == "reuse":
                self._n_reuse += 1
                if record.family:
                    self._families.add(record.family)
            else:
                self._n_boilerplate += 1
            yield record

    def summary(self, n_documents: int) -> str:
        """One line for the user."""
        more = (
            f"; {self._n_boilerplate} more are furniture or mere names (type boilerplate)"
            if self._n_boilerplate
            else ""
        )
        return f"{n_documents} documents, {self._n_reuse} pairs of passages in {len(self._families)} families{more}"


def run_index(paths: Iterable[str], out: Path, memory_bytes: int, quiet: bool, cores: int = 1) -> int:
    """Save an index of everything below `paths`; returns the exit code."""
    from firsthand.engines.saved import build_index

    corpus = Corpus()
    try:
        n_documents = build_index(list(paths), out, corpus, memory_bytes, _progress(quiet), cores)
        if not n_documents:
            tell_problems(corpus)
            raise NothingReadable("nothing readable: no document was found below the given paths")
        if not quiet:
            print(f"{n_documents} documents in {out}", file=sys.stderr)
        return tell_problems(corpus)
    finally:
        corpus.close()


def keep_wanted(matches: Matches, corpus: Corpus, within_outlet: bool, days: int | None) -> Matches:
    """The alignments between documents of outlets, and of days, that the user wants compared."""
    wanted = np.ones(len(matches.rows), bool)
    a, b = matches.rows[:, 0].tolist(), matches.rows[:, 3].tolist()
    if not within_outlet:
        outlets = corpus.outlets
        wanted &= [outlets[x] is None or outlets[x] != outlets[y] for x, y in zip(a, b)]
    if days is not None:
        interval = _Dates(corpus)
        wanted &= [interval.apart(x, y) <= days * 1440 for x, y in zip(a, b)]
    return replace(matches, rows=matches.rows[wanted], scores=matches.scores[wanted])


class _Dates:
    """Dates of documents as minutes, read when they are first asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: dict[int, tuple[float, float] | None] = {}

    def apart(self, a: int, b: int) -> float:
        """Minutes that lie between two documents at least; 0 where a date is unknown."""
        first, second = self._minutes(a), self._minutes(b)
        if first is None or second is None:
            return 0.0
        return max(first[0] - second[1], second[0] - first[1], 0.0)

    def _minutes(self, document: int) -> tuple[float, float] | None:
        if document not in self._known:
            interval = interval_of(self._corpus.published[document])
            self._known[document] = interval.minutes() if interval else None
        return self._known[document]


def interval_of(published: Any) -> TimeInterval | None:
    """When a document was published, by whatever its row says."""
    if published is None:
        return None
    from firsthand.model import TimeInterval
    from firsthand.reading.fields import told_date

    if isinstance(published, TimeInterval):
        return published
    return told_date(published)


@contextmanager
def open_output(out: Path | None) -> Iterator[Callable[[Iterable[ReuseRecord]], None]]:
    """A function that writes records; the file appears when it is whole."""
    if out is None:
        yield lambda records: sys.stdout.buffer.writelines(to_lines(records))
        sys.stdout.buffer.flush()
        return
    if out.exists() and not out.is_file():  # a terminal or a pipe
        with out.open("wb") as stream:
            yield lambda records: stream.writelines(to_lines(records))
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(out.parent)
    # The file has no name until it is whole: nothing stays behind even where the process is killed.
    with _open_nameless(out.parent) as file:
        if out.suffix == ".parquet":
            yield lambda records: _write_parquet(records, file)
        else:
            yield lambda records: file.writelines(to_lines(records))
        file.flush()
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.", suffix=".part") as folder:
            whole = os.path.join(folder, out.name)
            _give_name(file, whole)
            os.replace(whole, out)


def _open_nameless(folder: Path) -> IO[bytes]:
    if hasattr(os, "O_TMPFILE"):
        try:
            return open(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o666), "w+b", WRITTEN_TOGETHER)
        except OSError:  # not every file system has nameless files
            pass
    return tempfile.TemporaryFile(dir=folder)


def _give_name(file: IO[bytes], path: str) -> None:
    """Give a nameless file a name, or where that cannot be done copy it."""
    here = os.open(os.path.dirname(path), os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{file.fileno()}", os.path.basename(path), dst_dir_fd=here, follow_symlinks=True)
    except OSError:
        file.seek(0)
        with open(path, "wb") as copy:
            shutil.copyfileobj(file, copy, WRITTEN_TOGETHER)
    finally:
        os.close(here)


def _write_parquet(records: Iterable[ReuseRecord], file: IO[bytes]) -> None:
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise MissingExtra("Writing Parquet", "parquet") from error
    schema = arrow_schema()
    import msgspec

    with parquet.ParquetWriter(file, schema) as writer:
        batch: list[Any] = []
        for record in records:
            batch.append(msgspec.to_builtins(record))
            if len(batch) == 4096:
                writer.write_table(arrow.Table.from_pylist(batch, schema))
                batch = []
        writer.write_table(arrow.Table.from_pylist(batch, schema))


def arrow_schema() -> Any:
    """The fields of a reuse record, for Arrow."""
    import pyarrow as arrow

    text, number, real = arrow.string(), arrow.int64(), arrow.float64()
    span = arrow.struct([("document", text), ("start", number), ("end", number), ("exact", text)])
    told = [("type", text), ("a", span), ("b", span), ("kind", text), ("identity", real), ("family", text)]
    fields = [*told, ("score", real), ("direction", text), ("probability", real)]
    return arrow.schema(fields, metadata={"firsthand": "reuse_records"})


def _progress(quiet: bool) -> Callable[[str, float], None]:
    """A line on the terminal with the stage, its share done, and the time left."""
    if quiet or not sys.stderr.isatty():
        return lambda stage, share: None
    begun: dict[str, float] = {}
    drawn = [0.0]

    def tell(stage: str, share: float) -> None:
        now = time.monotonic()
        start = begun.setdefault(stage, now)
        if now - drawn[0] < 0.1 and share < 1:
            return
        drawn[0] = now
        left = f", {(now - start) / share * (1 - share):.0f} s left" if 0 < share < 1 else ""
        print(f"\r\x1b[K{stage}: {share:.0%}{left}", end="" if share < 1 else "\r\x1b[K", file=sys.stderr, flush=True)

    return tell


def tell_problems(corpus: Corpus) -> int:
    """Tell the problems of a corpus, a line each; returns the exit code."""
    code = DONE
    for problem in corpus.problems:
        print(as_line(problem.message, problem.severity), file=sys.stderr)
        if problem.severity == "error":
            code = LEFT_OUT
    return code
