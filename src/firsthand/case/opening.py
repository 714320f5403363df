"""Opening the file of a case for reading, whatever version wrote it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from firsthand.errors import CaseError

SCHEMA_VERSION = "2"


def connect(path: str | Path, *, any_thread: bool = False) -> sqlite3.Connection:
    """Open the file of a case for reading only; with `any_thread`, for whoever sees to it that one asks at a time.

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
    if found != (SCHEMA_VERSION,):
        database.close()
        raise CaseError(f"{path} was saved by another version of firsthand: trace its documents again")
    return database


def _finish_journal(path: Path) -> None:
    """Take back what a change that was cut off had begun, by the journal beside the case: who only reads cannot."""
    if path.with_name(f"{path.name}-journal").exists():
        with closing(sqlite3.connect(path, timeout=30)) as database:
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()


def check_version(database: sqlite3.Connection, path: Path) -> None:
    """Make sure once more that what was opened is a case of this version: another process may have replaced it."""
    if database.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() != (SCHEMA_VERSION,):
        raise CaseError(f"{path} was replaced while it was opened: try again")
