"""Which documents are in a language of which tables are missing: told, so that silence is not taken for absence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from firsthand.languages import codes, missing
from firsthand.model import Document, Problem

CODE = "language"
"""Of the problems that say so."""


def lacking(documents: Iterable[Document]) -> list[Problem]:
    """A warning for each language of `documents` that lacks tables, by its code."""
    counted = Counter(code for document in documents for code in document.languages)
    return [
        Problem("warning", "annotate", CODE, message)
        for code, n in sorted(counted.items())
        if (message := _message(code, n))
    ]


def _message(code: str, n: int) -> str:
    many = f"{n} documents are" if n > 1 else "1 document is"
    if code not in codes():
        return f"{many} in {code}, a language without tables: shared wording is found there, who says what is not"
    lacks = missing(code)
    return f"{many} in {code}, which has no tables of {', '.join(lacks)}: less is found there" if lacks else ""
