"""Many values in one question: SQLite takes so many at once, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Value = TypeVar("_Value")
_AT_ONCE = 400  # SQLite of old takes 999


def in_parts(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    """`values` in order, as many at a time as a question takes."""
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]


def marks(values: Sequence[object]) -> str:
    """A question mark for each of `values`."""
    return ",".join("?" * len(values))
