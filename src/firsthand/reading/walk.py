"""Paths, folders and globs become a list of files, in an order of their names."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator

from firsthand.model import Problem
from firsthand.reading.encodings import printable
from firsthand.reading.formats import ENDINGS
from firsthand.reading.unpack import PACKED


def find_files(paths: Iterable[str]) -> Iterator[str | Problem]:
    """Every file below `paths`, once, and a problem for what is missing, unreadable or of no known format.

    Hidden files and folders below a folder are passed over in silence.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            if isinstance(found, Problem):
                yield found
            elif (real := os.path.realpath(found)) not in seen:
                seen.add(real)
                yield found


def ending_of(name: str) -> str:
    """The ending that tells the format, packing taken off: ``.jsonl`` for ``news.jsonl.gz``; empty where unknown."""
    lower = name.lower()
    for packed in PACKED:
        lower = lower.removesuffix(packed)
    return next((ending for ending in ENDINGS if lower.endswith(ending)), "")


def _problem(path: str, code: str, message: str, warning: bool = False) -> Problem:
    shown = printable(path)
    return Problem("warning" if warning else "error", "read", code, f"{shown}: {message}", path=shown)


def _expand(path: str) -> Iterator[str | Problem]:
    if os.path.isdir(path):
        yield from _walk(path)
    elif os.path.lexists(path):
        yield _checked(path)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            yield _problem(path, "missing", "nothing matches")
        for match in matches:
            if os.path.isfile(match):
                yield _checked(match)
            elif "**" not in path:
                yield from _walk(match)
    else:
        yield _problem(path, "missing", "no such file or folder")


def _walk(folder: str) -> Iterator[str | Problem]:
    problems: list[Problem] = []
    visited: set[str] = set()

    def unreadable(error: OSError) -> None:
        problems.append(_problem(str(error.filename), "permission", f"cannot be listed: {error.strerror}"))

    for here, folders, names in os.walk(folder, followlinks=True, onerror=unreadable):
        yield from problems
        problems.clear()
        real = os.path.realpath(here)
        if real in visited:
            folders.clear()
            continue
        visited.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield _checked(os.path.join(here, name))
    yield from problems


def _checked(path: str) -> str | Problem:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return _problem(path, "unreadable", f"cannot be opened: {error.strerror}")
    if not stat.S_ISREG(mode):
        return _problem(path, "unreadable", "not a file that can be read; left out")
    if not ending_of(path):
        return _problem(path, "unknown-format", "of no known format; left out", warning=True)
    return path
