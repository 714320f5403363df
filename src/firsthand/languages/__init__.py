"""Languages are data: one folder a language, one TOML table a subject; adding a language is adding files.

In: a language code and a table's name. Out: the table as plain values, read once. Always true: no code branches on a
language's name; a language without a table gets an empty one, and :func:`missing` says so; a table holds only what
is read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from firsthand.languages.checking import check_table
from firsthand.languages.schema import KEYS

HERE = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """Codes of all languages that have a folder here, sorted."""
    return tuple(sorted(d.name for d in HERE.iterdir() if d.is_dir() and len(d.name) in (2, 3)))


@cache
def table(language: str, subject: str) -> Mapping[str, Any]:
    """The table `subject` of `language` (``languages/<language>/<subject>.toml``); empty where there is none.

    Raises
    ------
    LanguageTableError
        It holds a key that nothing reads, or a value of another kind.
    """
    if language not in codes():
        return {}
    path = HERE / language / f"{subject}.toml"
    if not path.is_file():
        return {}
    found = tomllib.loads(path.read_text("utf8"))
    if subject in KEYS:
        check_table(f"languages/{language}/{path.name}", subject, found)
    return found


@cache
def missing(language: str) -> tuple[str, ...]:
    """The tables that `language` lacks of those by which documents are read, sorted: what they find is not found."""
    return tuple(subject for subject in sorted(KEYS) if not table(language, subject))


@cache
def pages() -> Mapping[str, Any]:
    """Words that pages of any language put beside names and dates (``languages/pages.toml``)."""
    return tomllib.loads((HERE / "pages.toml").read_text("utf8"))


@cache
def around_names(key: str) -> frozenset[str]:
    """Small words within and around names of any language (``languages/names.toml``)."""
    return frozenset(_around_names()[key].split())


@cache
def any_around_names(key: str) -> str:
    """The same as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(around_names(key), key=lambda word: (-len(word), word)))


@cache
def _around_names() -> Mapping[str, str]:
    return tomllib.loads((HERE / "names.toml").read_text("utf8"))


@cache
def any_of(subject: str, *names: str) -> re.Pattern[str]:
    """One pattern that meets what any of the patterns `names` does, in the tables `subject` of all languages."""
    patterns = [pattern for name in names for code in codes() for pattern in table(code, subject).get(name, ())]
    return re.compile("|".join(patterns) or "(?!)")
