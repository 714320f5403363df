"""Nouns to plain JSON values and back, driven by their type annotations alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """`value` as JSON types: a dataclass becomes an object without its default-valued fields, a tuple a list."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) != f.default}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def dump(value: Any) -> str:
    """`value` as compact JSON text."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def parse(kind: type[T], text: str) -> T:
    """The noun of type `kind` that :func:`dump` wrote as `text`."""
    build: Callable[[Any], T] = _builder(kind)  # type: ignore[arg-type]
    result: T = build(json.loads(text))
    return result


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    """A function that builds a value annotated as `kind` from plain JSON."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        parts = {f.name: _builder(hints[f.name]) for f in fields(kind)}
        return lambda plain: kind(**{name: parts[name](item) for name, item in plain.items()})
    if origin in (Union, UnionType):
        (inner,) = [a for a in arguments if a is not type(None)]
        build = _builder(inner)
        return lambda plain: None if plain is None else build(plain)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            build = _builder(arguments[0])
            return lambda plain: tuple(build(item) for item in plain)
        builders = [_builder(a) for a in arguments]
        return lambda plain: tuple(build(item) for build, item in zip(builders, plain))
    if origin is Literal or kind in (str, int, float, bool):
        return lambda plain: plain
    raise TypeError(f"no plain form for {kind!r}")
