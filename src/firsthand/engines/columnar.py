"""Nouns by columns: all values of one field side by side, so that what is alike lies together and packs small.

In: values and the annotation that types them. Out: lists of numbers and of the strings that they name, and the same
values back. Texts of spans are left out where the document has them. Always true: what is joined equals what was split,
and what was equal in one document is one object, so that what is held of many documents stays small.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from itertools import accumulate, islice
from operator import attrgetter, sub
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from firsthand.model import Span


@dataclass(slots=True)
class Home:
    """The document whose nouns are split or joined, and the strings that they name by number."""

    document: str
    text: str
    strings: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    known: dict[Any, Any] = field(default_factory=dict)
    """Values that were joined already, by themselves or by what they are made of."""

    def number(self, string: str) -> int:
        """The number of a string."""
        number = self.numbers.setdefault(string, len(self.strings))
        if number == len(self.strings):
            self.strings.append(string)
        return number


Split = Callable[[Sequence[Any], Home], Any]
Join = Callable[[Any, Home], list[Any]]


def split(kind: Any, value: Any, home: Home) -> Any:
    """`value`, which is annotated as `kind`, by columns."""
    return _ways(kind)[0]([value], home)


def join(kind: Any, plain: Any, home: Home) -> Any:
    """The value that :func:`split` made `plain` of."""
    (value,) = _ways(kind)[1](plain, home)
    return value


@cache
def _ways(kind: Any) -> tuple[Split, Join]:
    """How many values annotated as `kind` are split and joined."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Span:
        return _split_spans, _join_spans
    if is_dataclass(kind) and isinstance(kind, type):
        return _nouns(kind)
    if origin in (Union, UnionType):
        some = tuple(a for a in arguments if a is not type(None))
        return _optional(some[0]) if len(some) == 1 and len(arguments) == 2 else (_as_they_are, _as_they_were)
    if origin is tuple:
        return _lists(arguments[0]) if arguments[-1] is Ellipsis else _rows(arguments)
    if kind is str or (origin is Literal and all(isinstance(a, str) for a in arguments)):
        return _split_strings, _join_strings
    if kind is int:
        return (
            lambda values, home: [*values[:1], *map(sub, values[1:], values)],  # most are places, one behind the other
            lambda plain, home: list(accumulate(plain)),
        )
    if kind in (float, bool):
        return _as_they_are, _as_they_were
    raise TypeError(f"no columns for {kind!r}")


def _as_they_are(values: Sequence[Any], home: Home) -> Any:
    return list(values)


def _as_they_were(plain: Any, home: Home) -> list[Any]:
    return list(plain)


def _nouns(kind: Any) -> tuple[Split, Join]:
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)]
    get = attrgetter(*names) if len(names) > 1 else None
    splits, joins = zip(*(_ways(hints[name]) for name in names)) if names else ((), ())

    def split_all(values: Sequence[Any], home: Home) -> Any:
        rows = map(get, values) if get else ((getattr(v, names[0]),) for v in values)
        columns = list(zip(*rows)) or [()] * len(names)
        return [one(column, home) for one, column in zip(splits, columns)]

    def join_all(plain: Any, home: Home) -> list[Any]:
        return [kind(*row) for row in zip(*(one(column, home) for one, column in zip(joins, plain)))]

    def join_shared(plain: Any, home: Home) -> list[Any]:
        known, found = home.known, []
        for row in zip(*(one(column, home) for one, column in zip(joins, plain))):
            noun = known.get((kind, row))
            if noun is None:
                noun = known[kind, row] = kind(*row)
            found.append(noun)
        return found

    is_shared = len(names) <= _FEW_FIELDS and float not in hints.values()  # 1 and 1.0 are equal, and not the same
    return split_all, join_shared if is_shared else join_all


_FEW_FIELDS = 5
"""Nouns of so many fields are mostly equal to others: how sure something is, of whom a figure speaks."""


def _rows(arguments: tuple[Any, ...]) -> tuple[Split, Join]:
    splits, joins = zip(*map(_ways, arguments))

    def split_all(values: Sequence[Any], home: Home) -> Any:
        columns = list(zip(*values)) or [()] * len(arguments)
        return [one(column, home) for one, column in zip(splits, columns)]

    def join_all(plain: Any, home: Home) -> list[Any]:
        return list(zip(*(one(column, home) for one, column in zip(joins, plain))))

    def join_shared(plain: Any, home: Home) -> list[Any]:
        known = home.known
        return [known.setdefault(row, row) for row in join_all(plain, home)]

    return split_all, join_shared if set(arguments) in ({int}, {str}) else join_all


def _lists(kind: Any) -> tuple[Split, Join]:
    split_one, join_one = _ways(kind)

    def split_all(values: Sequence[Any], home: Home) -> Any:
        return [[len(value) for value in values], split_one([item for value in values for item in value], home)]

    def join_all(plain: Any, home: Home) -> list[Any]:
        items = iter(join_one(plain[1], home))
        return [tuple(islice(items, length)) for length in plain[0]]

    def join_shared(plain: Any, home: Home) -> list[Any]:
        known = home.known
        return [known.setdefault(found, found) for found in join_all(plain, home)]

    return split_all, join_shared if kind is str else join_all


def _optional(kind: Any) -> tuple[Split, Join]:
    split_one, join_one = _ways(kind)

    def split_all(values: Sequence[Any], home: Home) -> Any:
        there = bytes(value is not None for value in values)
        return [there, split_one([value for value in values if value is not None], home)] if any(there) else len(values)

    def join_all(plain: Any, home: Home) -> list[Any]:
        if isinstance(plain, int):
            return [None] * plain
        items = iter(join_one(plain[1], home))
        return [next(items) if there else None for there in plain[0]]

    return split_all, join_all


def _split_strings(values: Sequence[str], home: Home) -> Any:
    """How far back each string stood last, in a list that is told again always as far; and those that are new here."""
    last: dict[str, int] = {}
    back, new = [], []
    for n, value in enumerate(values):
        at = last.get(value)
        back.append(0 if at is None else n - at)
        if at is None:
            new.append(home.number(value))
        last[value] = n
    return [back, _ways(int)[0](new, home)]


def _join_strings(plain: Any, home: Home) -> list[str]:
    new = (home.strings[number] for number in accumulate(plain[1]))
    found: list[str] = []
    for n, back in enumerate(plain[0]):
        found.append(found[n - back] if back else next(new))
    return found


def _split_spans(values: Sequence[Span], home: Home) -> Any:
    text, numbers = home.text, _ways(int)[0]
    odd = [
        [n, s.exact, s.document]
        for n, s in enumerate(values)
        if s.document != home.document or s.start < 0 or text[s.start : s.end] != s.exact
    ]
    return [numbers([s.start for s in values], home), [s.end - s.start for s in values], odd]


def _join_spans(plain: Any, home: Home) -> list[Span]:
    starts, lengths, odd = plain
    text, document, known = home.text, home.document, home.known
    found = []
    for place in zip(accumulate(starts), lengths):
        span = known.get((Span, place))
        if span is None:
            start, length = place
            span = known[Span, place] = Span(start, start + length, text[start : start + length], document)
        found.append(span)
    for n, exact, elsewhere in odd:
        found[n] = Span(found[n].start, found[n].end, exact, elsewhere)
    return found
