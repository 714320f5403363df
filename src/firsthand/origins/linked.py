"""The links of one group of statements, looked up from either end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firsthand.claims import Group, Statement
from firsthand.claims.matching import Link


@dataclass(frozen=True, slots=True)
class Linked:
    """Of every statement its place and its links, of every document the links that lead out of it."""

    place: Mapping[tuple[str, int, int, str], int]
    at: Mapping[int, Sequence[Link]]
    _outside: Mapping[str, Sequence[Link]]

    @classmethod
    def of(cls, group: Group) -> Linked:
        """The links of `group`."""
        at: dict[int, list[Link]] = defaultdict(list)
        outside: dict[str, list[Link]] = defaultdict(list)
        for link in group.links:
            here, there = (group.statements[i].document for i in (link.a, link.b))
            at[link.a].append(link)
            at[link.b].append(link)
            if here != there:
                outside[here].append(link)
                outside[there].append(link)
        return cls({s.key: i for i, s in enumerate(group.statements)}, dict(at), dict(outside))

    def outside(self, document: str) -> Sequence[Link]:
        """Links between a statement of `document` and one of another."""
        return self._outside.get(document, ())

    def translated(self, a: Statement, b: Statement) -> bool:
        """Whether one of two statements is known to be a translation of the other."""
        one, two = self.place[a.key], self.place[b.key]
        return any(k.kind == "translated" and two in (k.a, k.b) for k in self.at.get(one, ()))
