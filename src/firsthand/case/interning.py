"""Values that many rows share, each stored once under a whole number."""

from __future__ import annotations

import sqlite3
import zlib
from typing import Generic, Protocol, TypeVar

from firsthand.case.values import stored

SourceRow = tuple[str, int | None, str | None, int | None, str | None]
"""A source's name, kind (a word), entity, whether it is anonymous, and role."""

V = TypeVar("V")


class _Table(Protocol[V]):
    def find(self, value: V) -> int | None: ...
    def insert(self, rows: list[tuple[int, V]]) -> None: ...
    def last(self) -> int: ...


class Interned(Generic[V]):
    """Gives out keys of values: those that the table has already, or the next ones, which :meth:`write` adds to it."""

    def __init__(self, table: _Table[V]) -> None:
        self._table = table
        self._known: dict[V, int] = {}
        self._new: list[tuple[int, V]] = []
        self._next = table.last() + 1
        self._is_empty = self._next == 1

    def key(self, value: V) -> int:
        """The key of `value`."""
        key = self._known.get(value)
        if key is None:
            key = None if self._is_empty else self._table.find(value)
            if key is None:
                key = self._next
                self._next += 1
                self._new.append((key, value))
            self._known[value] = key
        return key

    def write(self) -> list[tuple[int, V]]:
        """Add the new values to the table, and return them."""
        new, self._new = self._new, []
        self._table.insert(new)
        return new


class Words:
    """The table ``word``."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def find(self, value: str) -> int | None:
        """The key of `value`, if the table has it."""
        row = self._database.execute(
            "SELECT key FROM word WHERE mark = ? AND name = ?", (mark_of(value), stored(value))
        ).fetchone()
        return row[0] if row else None

    def insert(self, rows: list[tuple[int, str]]) -> None:
        """Add words under their keys."""
        self._database.executemany(
            "INSERT INTO word VALUES (?, ?, ?)", ((key, stored(value), mark_of(value)) for key, value in rows)
        )

    def last(self) -> int:
        """The highest key."""
        return _last(self._database, "word")


class Sources:
    """The table ``source``."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def find(self, value: SourceRow) -> int | None:
        """The key of `value`, if the table has it."""
        row = self._database.execute(
            "SELECT key FROM source WHERE name = ? AND kind IS ? AND entity IS ? AND anonymous IS ? AND role IS ?",
            _source(value),
        ).fetchone()
        return row[0] if row else None

    def insert(self, rows: list[tuple[int, SourceRow]]) -> None:
        """Add sources under their keys."""
        self._database.executemany(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)", ((key, *_source(value)) for key, value in rows)
        )

    def last(self) -> int:
        """The highest key."""
        return _last(self._database, "source")


def _source(value: SourceRow) -> tuple[object, ...]:
    name, kind, entity, anonymous, role = value
    return stored(name), kind, stored(entity), anonymous, stored(role)


def mark_of(value: str) -> int:
    """A short hash to look a word up by, so that no index repeats it."""
    return zlib.crc32(value.encode("utf8", "surrogatepass")) & 0x7FFFFFFF  # four bytes in a row, not six


def _last(database: sqlite3.Connection, table: str) -> int:
    return database.execute(f"SELECT coalesce(max(key), 0) FROM {table}").fetchone()[0]  # type: ignore[no-any-return]
