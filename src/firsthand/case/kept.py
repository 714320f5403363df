"""Kept annotations: what was worked out of each document alone, under its key, so that it is never worked out again.

In: keys and bytes. Out: the same. They live in the table ``annotation`` of a case, and, while a case is being made, in
a file beside it, so that a run that was killed takes up where it stopped. Always true: whatever happens to them, only
time is lost.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from firsthand.case.many import in_parts, marks
from firsthand.errors import CaseError

_TABLE = "CREATE TABLE IF NOT EXISTS annotation (key TEXT PRIMARY KEY, value BLOB NOT NULL)"
_COMMIT_SECONDS = 2.0


class Keeper(Protocol):
    """Whoever keeps annotations for a run."""

    def get(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """What is kept under `keys`."""

    def put(self, key: str, value: bytes) -> None:
        """Keep `value` under `key`."""


class InMemory:
    """Keeps annotations for as long as it lives."""

    def __init__(self, known: Mapping[str, bytes] | None = None) -> None:
        self.values: dict[str, bytes] = dict(known or {})

    def get(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """What is kept under `keys`."""
        return {key: self.values[key] for key in keys if key in self.values}

    def put(self, key: str, value: bytes) -> None:
        """Keep `value` under `key`."""
        self.values[key] = value


class InFile:
    """Keeps annotations in a SQLite file, every few seconds for good; what `others` keep is looked up too."""

    def __init__(self, path: Path, *others: Path) -> None:
        try:
            self._database = sqlite3.connect(path, timeout=60)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute(_TABLE)
        except sqlite3.Error as error:
            raise CaseError(f"nothing can be written beside {path.with_name(path.name[1:])}: {error}") from error
        self._others = others
        self._waiting: dict[str, bytes] = {}
        self._last = time.monotonic()

    def get(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """What is kept under `keys`."""
        wanted = list(keys)
        self._write()
        found = dict(_look_up(self._database, wanted))
        for other in self._others:
            found.update(read_kept(other, [k for k in wanted if k not in found]))
        return found

    def put(self, key: str, value: bytes) -> None:
        """Keep `value` under `key`."""
        self._waiting[key] = value
        if time.monotonic() - self._last > _COMMIT_SECONDS:
            self._write()

    def close(self) -> int:
        """Keep for good what was put; how many annotations that makes."""
        self._write()
        (count,) = self._database.execute("SELECT count(*) FROM annotation").fetchone()
        self._database.close()
        return int(count)

    def _write(self) -> None:
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO annotation VALUES (?, ?)", self._waiting.items())
        self._waiting.clear()
        self._last = time.monotonic()


def beside(case: Path) -> Path:
    """The file that keeps the annotations of a case that is being made."""
    return case.with_name(f".{case.name}.annotations")


@contextmanager
def kept_beside(case: Path) -> Iterator[InFile]:
    """Keep annotations beside `case` until it is whole; what an earlier run or the case itself kept is used again."""
    keeper = InFile(beside(case), *([case] if case.is_file() else []))
    try:
        yield keeper
    finally:
        if keeper.close() == 0:
            clear_beside(case)


def write_kept(database: sqlite3.Connection, values: Mapping[str, bytes]) -> None:
    """Write `values` into the `database` of a case that is being made."""
    database.execute(_TABLE)
    database.executemany("INSERT OR IGNORE INTO annotation VALUES (?, ?)", sorted(values.items()))
    database.commit()


def clear_beside(case: Path) -> None:
    """Leave no annotations beside `case`, which is whole and keeps them itself."""
    place = beside(case)
    for name in (place, place.with_name(place.name + "-wal"), place.with_name(place.name + "-shm")):
        name.unlink(missing_ok=True)


def read_kept(path: Path, keys: Iterable[str]) -> dict[str, bytes]:
    """What the file at `path` keeps under `keys`; nothing where it is no such file."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        return dict(_look_up(database, list(keys)))
    return {}


def _look_up(database: sqlite3.Connection, keys: list[str]) -> Iterator[tuple[str, bytes]]:
    for some in in_parts(keys):
        yield from database.execute(f"SELECT key, value FROM annotation WHERE key IN ({marks(some)})", some)
