"""Statements into groups of one proposition each, strongest ties first, weak ones never as bridges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.claims.matching import Link, link_by_reuse
from firsthand.claims.near_wording import FactsOf, link_by_wording, tell_apart
from firsthand.claims.same_words import link_same_words
from firsthand.claims.statements import Statement
from firsthand.claims.wording import Rarity
from firsthand.model import Reuse
from firsthand.settings import ClaimSettings

_ORDER = {"verbatim": 0, "translated": 1, "edited": 2, "near wording": 3}


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of one claim, in order of document and position, and the links that tie them (local indices)."""

    statements: tuple[Statement, ...]
    links: tuple[Link, ...]


def gather(
    statements: Sequence[Statement],
    reuses: Sequence[Reuse],
    facts: FactsOf,
    settings: ClaimSettings,
) -> list[Group]:
    """Group `statements` by what they claim.

    Links are taken strongest first. Statements that are copies or translations of each other as wholes are one claim.
    For any weaker tie (a fragment of a longer sentence, near wording) enough pairs of members must be linked, so that A
    like B and B like C does not put A and C into one claim.

    Parameters
    ----------
    statements : sequence of Statement
        In order of `Statement.key`.
    reuses : sequence of Reuse
    facts : callable
        Index of a statement to its names and figures.
    settings : ClaimSettings

    Returns
    -------
    list of Group
        In order of their first statement.
    """
    # Each wording counts once: a copy more makes no word more common, and so changes no claim.
    rarity = Rarity({(s.language, s.text): s.stems for s in statements}.values())
    best: dict[tuple[int, int], Link] = {}
    found = [
        *(k for k in link_by_reuse(statements, reuses, settings) if not _is_another(k, facts)),
        *link_same_words(statements, facts, settings),
        *link_by_wording(statements, rarity, facts, settings),
    ]
    for link in found:
        known = best.get((link.a, link.b))
        if known is None or _rank(link) < _rank(known):
            best[link.a, link.b] = link
    groups = _Groups([s.language for s in statements], set(best))
    for link in sorted(best.values(), key=lambda link: (*_rank(link), link.a, link.b)):
        groups.join(link)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(statements)):
        members[groups.root(i)].append(i)
    links: dict[int, list[Link]] = defaultdict(list)
    for link in best.values():
        if groups.root(link.a) == groups.root(link.b):
            links[groups.root(link.a)].append(link)
    return [_group(statements, members[root], links[root]) for root in sorted(members, key=lambda r: members[r][0])]


def _is_another(link: Link, facts: FactsOf) -> bool:
    """Whether one mould tells two things: "the fumes have killed two people", "the fumes have injured nine people"."""
    return link.kind == "edited" and tell_apart(facts(link.a), facts(link.b))


def _rank(link: Link) -> tuple[int, float]:
    return _ORDER[link.kind], -link.strength


def _group(statements: Sequence[Statement], members: Sequence[int], links: Sequence[Link]) -> Group:
    local = {i: n for n, i in enumerate(members)}
    moved = [Link(local[k.a], local[k.b], k.kind, k.strength) for k in links]
    return Group(tuple(statements[i] for i in members), tuple(sorted(moved, key=lambda k: (k.a, k.b))))


class _Groups:
    """Union-find that keeps its members, so that a weak link can be held against all of them."""

    def __init__(self, languages: Sequence[str], linked: set[tuple[int, int]]) -> None:
        self._languages = languages
        self._parent = list(range(len(languages)))
        self._members: dict[int, list[int]] = {i: [i] for i in range(len(languages))}
        self._linked = linked

    def root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, link: Link) -> None:
        a, b = self.root(link.a), self.root(link.b)
        if a == b:
            return
        whole = link.kind != "near wording" and link.strength >= 0.7
        if not whole and not self._agree(a, b, needed=0.5 if link.kind == "near wording" else 0.25):
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a] += self._members.pop(b)

    def _agree(self, a: int, b: int, needed: float) -> bool:
        """Whether enough of the pairs across two groups are linked; of large groups a fixed sample is asked.

        Wordings in two languages are not compared: such a pair says nothing unless one translates the other.
        """
        ours, theirs = sorted(self._members[a])[:40], sorted(self._members[b])[:40]
        pairs = [(min(i, j), max(i, j)) for i in ours for j in theirs]
        comparable = [p for p in pairs if self._languages[p[0]] == self._languages[p[1]] or p in self._linked]
        return sum(p in self._linked for p in comparable) >= needed * len(comparable) > 0
