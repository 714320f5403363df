"""Languages are data: one folder a language, one TOML table a subject; adding a language is adding files.

In: a language code and a table's name. Out: the table as plain values, read once. Always true: no code branches on a
language's name; a language without a table gets an empty one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """Codes of all languages that have a folder here, sorted."""
    return tuple(sorted(d.name for d in HERE.iterdir() if d.is_dir() and len(d.name) in (2, 3)))


@cache
def table(language: str, subject: str) -> Mapping[str, Any]:
    """The table `subject` of `language` (``languages/<language>/<subject>.toml``); empty where there is none."""
    if language not in codes():
        return {}
    path = HERE / language / f"{subject}.toml"
    return tomllib.loads(path.read_text("utf8")) if path.is_file() else {}


@cache
def pages() -> Mapping[str, Any]:
    """Words that pages of any language put beside names and dates (``languages/pages.toml``)."""
    return tomllib.loads((HERE / "pages.toml").read_text("utf8"))


@cache
def any_of(subject: str, *names: str) -> re.Pattern[str]:
    """One pattern that meets what any of the patterns `names` does, in the tables `subject` of all languages."""
    patterns = [pattern for name in names for code in codes() for pattern in table(code, subject).get(name, ())]
    return re.compile("|".join(patterns) or "(?!)")
