"""Opening the file of a case for reading, whatever version wrote it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from firsthand.errors import CaseError

FIRST_VERSION, SCHEMA_VERSION = "1", "2"


def connect(path: str | Path, *, any_thread: bool = False) -> sqlite3.Connection:
    """Open the file of a case for reading only; with `any_thread`, for whoever sees to it that one asks at a time.

    A case of firsthand 0.1 is read into memory in today's form; its file becomes one of today when it is next written.

    Raises
    ------
    CaseError
        There is no such file, or it is no case of this version.
    """
    path = Path(path)
    if not path.is_file():
        raise CaseError(f"there is no case at {path}: make one with 'firsthand trace PATH... --out {path}'")
    try:
        _finish_journal(path)
        database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30, check_same_thread=not any_thread
        )
        found = database.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.Error as error:
        raise CaseError(f"{path} is not a case of firsthand ({error})") from error
    if found == (FIRST_VERSION,):
        with closing(database):
            return _migrated(database, any_thread)
    if found != (SCHEMA_VERSION,):
        database.close()
        raise CaseError(f"{path} was saved by a later version of firsthand: update firsthand to read it")
    return database


def _migrated(database: sqlite3.Connection, any_thread: bool) -> sqlite3.Connection:
    from firsthand.case.migrating import read_first_version
    from firsthand.case.store import write_new

    new = sqlite3.connect(":memory:", check_same_thread=not any_thread)
    write_new(new, read_first_version(database))
    return new


def is_of_first_version(path: Path) -> bool:
    """Whether the case at `path` is one of firsthand 0.1."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as database:
        found = database.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return bool(found == (FIRST_VERSION,))


def _finish_journal(path: Path) -> None:
    """Take back what a change that was cut off had begun, by the journal beside the case: who only reads cannot."""
    if path.with_name(f"{path.name}-journal").exists():
        with closing(sqlite3.connect(path, timeout=30)) as database:
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()


def check_version(database: sqlite3.Connection, path: Path) -> None:
    """Make sure once more that what was opened is a case of this version: another process may have replaced it."""
    if database.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() != (SCHEMA_VERSION,):
        raise CaseError(f"{path} was replaced while it was opened: try again")
