"""Branches: tellings that depend on each other, as one tree with one root that heard the voice.

The tree, the list of origins, the direct reports and the summary are all read off the branches, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.origins.telling import Dependence, Lean, Telling, is_later, no_lean
from firsthand.origins.voices import Voice

_MOST_COMPARED = 40
"""Every two roots are compared by shape; of more, the first is the one that names the voice and says most."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Tellings that depend on each other: the voice they go back to, and whom each was taken from.

    `parents` names, for every telling but the one that heard the voice (`head`), the article it hangs on, and how
    probable that is; `undirected` are those of which only that they hang together is known.
    """

    voice: Voice
    tellings: tuple[Telling, ...]
    head: Telling
    parents: Mapping[str, tuple[str, float]]
    undirected: frozenset[str]


def grow_branch(
    voice: Voice,
    cluster: Sequence[Telling],
    copies: Mapping[str, Sequence[Telling]],
    depends: Dependence,
    lean: Lean = no_lean,
) -> Branch:
    """The tree of one cluster. `copies` are the tellings in the very words of one of its members."""
    told = {t.article: t for t in (*cluster, *(copy for t in cluster for copy in copies.get(t.article, ())))}
    parents: dict[str, tuple[str, float]] = {}
    undirected = set()
    for telling in cluster:
        own = [copy.article for copy in copies.get(telling.article, ())]
        if telling.parent in told and telling.parent not in (None, telling.article, *own):
            parents[telling.article] = telling.parent, telling.probability
        for copy in copies.get(telling.article, ()):
            parents[copy.article] = telling.article, copy.probability if copy.parent == telling.article else 1.0
            if copy.parent != telling.article:
                undirected.add(copy.article)
    _cut_circles(parents, {t.article for t in cluster})
    roots = [t for t in cluster if t.article not in parents]
    head = choose_head(roots, voice, lean)
    below = _below(head.article, parents)
    for root in sorted(
        (t for t in roots if t is not head), key=lambda t: (-depends(head.article, t.article), t.article)
    ):
        compared = [t.article for t in cluster if t.article in below]
        here = [a for a in compared if not is_later(told[a], root)] or compared
        nearest = min(here, key=lambda a: (-depends(a, root.article), a != head.article, a))
        parents[root.article] = nearest, depends(nearest, root.article)
        undirected.add(root.article)
        below |= _below(root.article, parents)
    return Branch(voice, tuple(told[a] for a in sorted(told)), head, parents, frozenset(undirected))


def choose_head(roots: Sequence[Telling], voice: Voice, lean: Lean = no_lean) -> Telling:
    """Who of those that took it from nobody here heard it: by date where all are dated, else by what a copy loses.

    A copy loses its source and a part of what was said; nothing is claimed of a page without a date, and none that was
    surely published after another heard it first.
    """
    roots = [t for t in roots if not any(is_later(t, other) for other in roots)]
    dated = all(t.published is not None for t in roots)
    asked = roots if len(roots) <= _MOST_COMPARED and not dated else ()

    def order(t: Telling) -> tuple[float, int, bool, int, str]:
        when = t.published[0] if dated and t.published else 0.0
        before = sum(lean(t.article, other.article) for other in asked if other is not t)
        return when, -before, t.voice.key != voice.key, -len(t.stems), t.article

    return min(roots, key=order)


def _below(article: str, parents: Mapping[str, tuple[str, float]]) -> set[str]:
    found, grown = {article}, True
    while grown:
        more = {child for child, (parent, _) in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found


def _cut_circles(parents: dict[str, tuple[str, float]], cluster: Collection[str]) -> None:
    """Take the weakest edge of one of `cluster` out of every circle; a copy stays with what it is a copy of."""
    for start in sorted(parents):
        path = _path(start, parents)
        if path and parents.get(path[-1], ("", 0.0))[0] in path:
            circle = path[path.index(parents[path[-1]][0]) :]
            del parents[min((a for a in circle if a in cluster), key=lambda a: (parents[a][1], a))]


def _path(start: str, parents: Mapping[str, tuple[str, float]]) -> list[str]:
    path: list[str] = []
    at: str | None = start
    while at is not None and at not in path:
        path.append(at)
        at = parents[at][0] if at in parents else None
    return path


def edges_of(branches: Iterable[Branch]) -> dict[str, tuple[str, float]]:
    """Every article that hangs on another, with it and the probability."""
    return {child: edge for branch in branches for child, edge in branch.parents.items()}
