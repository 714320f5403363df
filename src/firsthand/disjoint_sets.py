"""Things that belong together because each belongs with the next: the least of them stands for all.

References
----------
Tarjan (1975), Efficiency of a good but not linear set union algorithm.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar


class Comparable(Protocol):
    """What has an order."""

    def __lt__(self, other: Any, /) -> bool:
        """Whether it comes before `other`."""


T = TypeVar("T", bound=Comparable)


class DisjointSets(Generic[T]):
    """Sets that no two share a member of; at first each item is one of its own.

    Examples
    --------
    >>> sets = DisjointSets("abcd")
    >>> sets.join("d", "b")
    >>> sets.all()
    [['a'], ['b', 'd'], ['c']]
    """

    __slots__ = ("_parent",)

    def __init__(self, items: Iterable[T]) -> None:
        self._parent: dict[T, T] = {item: item for item in items}

    def root(self, item: T) -> T:
        """The least of the set that `item` is in."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, a: T, b: T) -> None:
        """Make one set of those that `a` and `b` are in."""
        first, second = self.root(a), self.root(b)
        if first != second:
            least, other = (first, second) if first < second else (second, first)
            self._parent[other] = least

    def all(self) -> list[list[T]]:
        """Every set with its members in order, by their least."""
        members: dict[T, list[T]] = {}
        for item in sorted(self._parent):
            members.setdefault(self.root(item), []).append(item)
        return list(members.values())
