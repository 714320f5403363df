"""The views of a saved case as tables: what the ledger, the tellings and the edges say in words, ready to be sorted.

In: a case. Out: rows for people, as the views of its file show them. Always true: the order of rows follows from what
they say; without texts, stretches of more than 25 words are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from firsthand.case import CaseReader
from firsthand.case.values import as_text
from firsthand.export.lines import to_json
from firsthand.export.parts import QUOTABLE_WORDS
from firsthand.model import Case

VIEWS = (
    "documents", "ledger", "claims_told_once", "tellings", "quotations", "sources", "edges", "discrepancies",
    "shared_passages", "facts", "problems",
)  # fmt: skip
"""Every view that describes a case, as ``case/views.sql`` defines it."""
_SORTED = ("ledger", "facts")
"""Those that have an order of their own."""
_POSITION = "key"
_QUOTED = ("text", "words", "a_words", "b_words")
"""Columns that hold other people's words."""


@dataclass(frozen=True, slots=True)
class View:
    """A table as a view shows it: its name, its columns with their types as Frictionless names them, and its rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: list[tuple[Any, ...]]


def views_of(case: Case, text: bool = True) -> list[View]:
    """All views of `case`."""
    with CaseReader.of(case) as reader:
        return [_view(reader, name, text) for name in VIEWS]


def _view(reader: CaseReader, name: str, text: bool) -> View:
    cursor = reader.database.execute(f"SELECT * FROM {name}")
    columns = [column[0] for column in cursor.description]
    kept = [n for n, column in enumerate(columns) if column != _POSITION]
    rows = [tuple(_value(columns[n], row[n], text) for n in kept) for row in cursor]
    if name not in _SORTED:
        rows.sort(key=to_json)
    return View(name, tuple((columns[n], _type([row[at] for row in rows])) for at, n in enumerate(kept)), rows)


def _value(column: str, value: Any, text: bool) -> Any:
    value = as_text(value)
    if text or column not in _QUOTED or not isinstance(value, str):
        return value
    return value if len(value.split(None, QUOTABLE_WORDS)) <= QUOTABLE_WORDS else None


def _type(values: list[Any]) -> str:
    kinds = {type(value) for value in values if value is not None}
    if kinds and kinds <= {int}:
        return "integer"
    return "number" if kinds and kinds <= {int, float} else "string"
