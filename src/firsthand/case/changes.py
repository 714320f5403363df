"""What differs between two states of a case, noun by noun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from firsthand.model import Case, Reuse


class Changes(NamedTuple):
    """Two cases that hold only what differs: the nouns that go, and those that come, under their old ids where they had
    one before. The passages of a document, and the nouns that have no ids (problems, decisions, originals, the run), go
    and come all together. Whatever names a quotation or a family that goes is among what goes, too.
    """

    gone: Case
    new: Case


def compare(before: Case, after: Case) -> Changes:
    """What makes `after` of `before`. Nouns that both share cost nothing."""
    gone: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for field in fields(Case):
        old, fresh = getattr(before, field.name), getattr(after, field.name)
        key = _KEYS.get(field.name)
        if key is not None:
            gone[field.name], new[field.name] = _differing(old, fresh, key)
        elif old != fresh:
            gone[field.name], new[field.name] = old, fresh
        else:
            gone[field.name] = new[field.name] = None if field.name == "run" else ()
    return Changes(Case(**gone), Case(**new))


def _differing(
    before: Sequence[Any], after: Sequence[Any], key: Callable[[Any], Hashable]
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    old, new = _by_key(before, key), _by_key(after, key)
    return (
        tuple(noun for k, nouns in old.items() if not _same(nouns, new.get(k, ())) for noun in nouns),
        tuple(noun for k, nouns in new.items() if not _same(nouns, old.get(k, ())) for noun in nouns),
    )


def _same(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return len(a) == len(b) and all(x is y or x == y for x, y in zip(a, b))


def _by_key(nouns: Iterable[Any], key: Callable[[Any], Hashable]) -> dict[Hashable, list[Any]]:
    found: dict[Hashable, list[Any]] = defaultdict(list)
    for noun in nouns:
        found[key(noun)].append(noun)
    return found


def reuse_place(reuse: Reuse) -> tuple[str, str, int, int, int, int, str]:
    """What tells one reuse from another; also the order in which they are listed."""
    a, b = reuse.a, reuse.b
    return a.document, b.document, a.start, b.start, a.end, b.end, reuse.kind


def _id(noun: Any) -> str:
    id: str = noun.id
    return id


def _document(noun: Any) -> str:
    document: str = noun.document
    return document


_KEYS: dict[str, Callable[[Any], Hashable]] = {
    "documents": _id,
    "passages": _document,
    "reuses": reuse_place,
    "families": _id,
    "quotations": lambda q: (q.span.document, q.id),
    "entities": _id,
    "claims": _id,
    "facts": _id,
}
