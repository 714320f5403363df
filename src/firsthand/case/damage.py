"""Whether a case that cannot be read was damaged after it was written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from firsthand.case.opening import connect
from firsthand.errors import CaseError
from firsthand.model import Document

_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The hash of no byte."""


def find_damage(path: str | Path) -> str | None:
    """What is wrong with the file of the case at `path`, in words; None where it is sound."""
    try:
        with closing(connect(path)) as database:
            found = database.execute("PRAGMA quick_check(1)").fetchone()
            return None if found == ("ok",) else str(found[0])
    except (sqlite3.Error, CaseError, UnicodeError) as error:
        return str(error)


def check_text(document: Document) -> None:
    """Refuse a document whose text is gone though its hash says that there was one.

    Raises
    ------
    CaseError
        The case was changed after firsthand had written it.
    """
    if not document.text and document.sha256 not in ("", _NOTHING):
        raise CaseError(f"the case is damaged: document {document.id!r} has lost its text, and its hash is still there")
