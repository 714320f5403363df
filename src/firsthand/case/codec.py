"""Nouns to plain JSON values and back, driven by their type annotations alone, so that a new field needs no line here.

A dataclass becomes an object without its default-valued fields, a tuple a list, an enumeration its value. Spans are
given to the caller, who writes them without their text. Where an annotation leaves a choice between dataclasses, the
object names its own in ``"is"``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from firsthand.model import Span

PackSpan = Callable[[Span], Any]
UnpackSpan = Callable[[Any], Span]

_Write = Callable[[Any, PackSpan], Any]
_Read = Callable[[Any, UnpackSpan], Any]
_CHOICE = "is"
_PLAIN = (str, int, float, bool, type(None), Any, object)

T = TypeVar("T")


def to_plain(kind: Any, value: Any, pack: PackSpan) -> Any:
    """`value`, which is annotated as `kind`, as JSON types."""
    return _ways(kind)[0](value, pack)


def from_plain(kind: Any, plain: Any, unpack: UnpackSpan) -> Any:
    """The value of `kind` that :func:`to_plain` made `plain` of."""
    return _ways(kind)[1](plain, unpack)


def fields_to_plain(noun: Any, names: tuple[str, ...], pack: PackSpan) -> dict[str, Any]:
    """Those of the fields `names` of `noun` that are not at their defaults, as JSON types."""
    kind: Any = type(noun)
    kinds, defaults = hints_of(kind), _defaults(kind)
    return {
        name: to_plain(kinds[name], value, pack)
        for name in names
        if (value := getattr(noun, name)) is not defaults[name] and value != defaults[name]
    }


def fields_from_plain(kind: Any, plain: Mapping[str, Any], unpack: UnpackSpan) -> dict[str, Any]:
    """The fields that :func:`fields_to_plain` wrote."""
    kinds = hints_of(kind)
    return {name: from_plain(kinds[name], value, unpack) for name, value in plain.items() if name in kinds}


def to_text(plain: Any) -> str:
    """Compact JSON; lone surrogates, which no file can hold, escaped."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return text if is_storable(text) else json.dumps(plain, separators=(",", ":"))


def is_storable(text: str) -> bool:
    """Whether UTF-8 can hold `text`."""
    if text.isascii():
        return True
    try:
        text.encode("utf8")
    except UnicodeEncodeError:
        return False
    return True


@cache
def hints_of(kind: Any) -> dict[str, Any]:
    """The annotations of a dataclass, resolved."""
    return get_type_hints(kind)


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    return {f.name: f.default for f in fields(kind)}  # MISSING equals no value


@cache
def _ways(kind: Any) -> tuple[_Write, _Read]:
    """How a value annotated as `kind` is written and read."""
    kind = getattr(kind, "__supertype__", kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Span:
        return (lambda value, pack: pack(value)), (lambda plain, unpack: unpack(plain))
    if is_dataclass(kind) and isinstance(kind, type):
        return _noun(kind)
    if origin in (Union, UnionType):
        return _union(tuple(a for a in arguments if a is not type(None)))
    if origin is tuple:
        return _tuple(arguments)
    if origin is Literal or kind in _PLAIN:
        return (lambda value, pack: value), (lambda plain, unpack: plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return (lambda value, pack: value.value), (lambda plain, unpack: kind(plain))
    raise TypeError(f"no plain form for {kind!r}")


def _noun(kind: Any) -> tuple[_Write, _Read]:
    names = tuple(f.name for f in fields(kind))
    return (
        lambda value, pack: fields_to_plain(value, names, pack),
        lambda plain, unpack: kind(**fields_from_plain(kind, plain, unpack)),
    )


def _tuple(arguments: tuple[Any, ...]) -> tuple[_Write, _Read]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        write, read = _ways(arguments[0])
        return (
            lambda value, pack: [write(item, pack) for item in value],
            lambda plain, unpack: tuple(read(item, unpack) for item in plain),
        )
    writes, reads = zip(*map(_ways, arguments)) if arguments else ((), ())
    return (
        lambda value, pack: [write(item, pack) for write, item in zip(writes, value)],
        lambda plain, unpack: tuple(read(item, unpack) for read, item in zip(reads, plain)),
    )


def _union(kinds: tuple[Any, ...]) -> tuple[_Write, _Read]:
    if len(kinds) == 1:
        write, read = _ways(kinds[0])
        return (
            lambda value, pack: None if value is None else write(value, pack),
            lambda plain, unpack: None if plain is None else read(plain, unpack),
        )
    nouns = {kind.__name__: kind for kind in kinds if is_dataclass(kind) and isinstance(kind, type)}

    def write_one(value: Any, pack: PackSpan) -> Any:
        name = type(value).__name__
        return {_CHOICE: name, **to_plain(nouns[name], value, pack)} if name in nouns else value

    def read_one(plain: Any, unpack: UnpackSpan) -> Any:
        if not isinstance(plain, dict):
            return plain
        return from_plain(nouns[plain[_CHOICE]], {k: v for k, v in plain.items() if k != _CHOICE}, unpack)

    return write_one, read_one


def dump(value: Any) -> str:
    """`value`, a noun whose spans stay whole, as compact JSON text."""
    return json.dumps(to_plain(type(value), value, _whole), ensure_ascii=False, separators=(",", ":"))


def parse(kind: type[T], text: str) -> T:
    """The noun of type `kind` that :func:`dump` wrote as `text`."""
    found: T = from_plain(kind, json.loads(text), _from_whole)
    return found


def _whole(span: Span) -> list[Any]:
    return [span.start, span.end, span.exact, span.document]


def _from_whole(plain: list[Any]) -> Span:
    return Span(*plain)
