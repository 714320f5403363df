"""Writing a case to its file, and reading it back whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from firsthand.case import loading
from firsthand.case.filling import fill, index
from firsthand.case.identity import with_distinct_ids
from firsthand.case.kept import write_kept
from firsthand.case.opening import SCHEMA_VERSION, connect
from firsthand.case.order import in_order
from firsthand.errors import CaseError
from firsthand.files import whole_path
from firsthand.model import Case

_PAGE = 2048
"""Bytes of a page. Of 1024 to 16384, on news: 4096, SQLite's own, makes the file 5 % larger, 16384 28 %; 1024 saves 1 %
and doubles the pages to be read."""


def save(case: Case, path: str | Path, *, force: bool = False, kept: Mapping[str, bytes] | None = None) -> None:
    """Write `case` to `path`, whole or not at all.

    Parameters
    ----------
    case : Case
    path : str or Path
    force : bool
        Replace a case that is there.
    kept : mapping of str to bytes, optional
        Annotations to keep with it.

    Raises
    ------
    CaseError
        The file is there and `force` is not set, or it cannot be written.
    """
    path = Path(path)
    if path.exists() and not force:
        raise CaseError(f"{path} is there already: give --force to replace it, or --out for another name")
    try:
        with (
            whole_path(path, is_new=not path.exists()) as unfinished,
            closing(sqlite3.connect(unfinished)) as database,
        ):
            write_new(database, case)
            write_kept(database, kept or {})
    except (sqlite3.Error, OSError) as error:
        raise CaseError(f"{path} cannot be written: {error}") from error


def write_new(database: sqlite3.Connection, case: Case, *, searched: bool = True) -> None:
    """Make an empty `database` the saved `case`; not `searched`: without what full-text search needs."""
    database.execute(f"PRAGMA page_size = {_PAGE}")
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")  # the file is not the case yet
    database.executescript(_script("schema.sql"))
    database.execute("BEGIN")
    database.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
    case = in_order(with_distinct_ids(case))
    filled = fill(database, case)
    if searched:
        index(database, case, filled)
    database.commit()
    database.executescript(_script("indexes.sql") + _script("views.sql"))
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    database.execute("PRAGMA synchronous = FULL")
    database.commit()


def load(path: str | Path) -> Case:
    """Read the whole case saved at `path`; what only needs a part of it asks :class:`firsthand.case.CaseReader`.

    Raises
    ------
    CaseError
        There is no such file, or it is no case of this version.
    """
    with closing(connect(path)) as database:
        return loading.load_case(database)


def load_given(path: str | Path) -> Case:
    """Of the case saved at `path` only what it was made of: its documents, problems and decisions.

    Raises
    ------
    CaseError
        There is no such file, or it is no case of this version.
    """
    with closing(connect(path)) as database:
        return loading.load_given(database)


def _script(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf8")
