"""Aligning the sentences of two texts that may be translations, wholly or here and there.

In: the log odds of every pair of sentences and of every pair in which one side takes two neighbours together. Out: chains
of *beads* (Gale & Church 1993: which sentences of one side stand for which of the other), each chain in order on both
sides. What follows directly on both sides is likelier than it looks by itself, dropped sentences cost a little, and what is
out of order (paragraphs moved) begins a chain of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.settings import TranslationSettings

_LOOK_BACK = 60
"""Beads that a bead may follow directly: bounds the time; sixty beads reach over some thirty sentences."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences ``[a, a_end)`` of one side stand for ``[b, b_end)`` of the other, with these log odds."""

    a: int
    a_end: int
    b: int
    b_end: int
    odds: float


@dataclass(frozen=True, slots=True)
class Chain:
    """Beads in order on both sides, and the sum of their log odds less what was skipped between them."""

    beads: tuple[Bead, ...]
    score: float


def find_chains(beads: Sequence[Bead], settings: TranslationSettings) -> list[Chain]:
    """The best chain, then the best of what it leaves over, and so on; no sentence is used twice."""
    left = sorted(beads, key=lambda x: (x.a_end, x.b_end, x.a, x.b))
    chains: list[Chain] = []
    while left:
        found = _disjoint_chains(left, settings)
        if not found:
            break
        chains.extend(found)
        used_a = {i for chain in found for bead in chain.beads for i in range(bead.a, bead.a_end)}
        used_b = {i for chain in found for bead in chain.beads for i in range(bead.b, bead.b_end)}
        left = [x for x in left if used_a.isdisjoint(range(x.a, x.a_end)) and used_b.isdisjoint(range(x.b, x.b_end))]
    return sorted(chains, key=lambda c: (c.beads[0].a, c.beads[0].b))


def _disjoint_chains(beads: Sequence[Bead], settings: TranslationSettings) -> list[Chain]:
    """One round: best chain ending at every bead, then the chains from the best end down while they share nothing."""
    score = [bead.odds for bead in beads]
    before = [-1] * len(beads)
    for i, bead in enumerate(beads):
        for j in range(max(0, i - _LOOK_BACK), i):
            earlier = beads[j]
            if earlier.a_end <= bead.a and earlier.b_end <= bead.b:
                skipped = (bead.a - earlier.a_end) + (bead.b - earlier.b_end)
                step = -min(settings.skip_cost * skipped, settings.max_skip_cost) if skipped else settings.in_order_bonus
                reached = score[j] + bead.odds + step
                if reached > score[i] and reached > bead.odds:
                    score[i], before[i] = reached, j
    chains: list[Chain] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for end in sorted(range(len(beads)), key=lambda i: (-score[i], i)):
        path: list[Bead] = []
        at = end
        while at >= 0:
            path.append(beads[at])
            at = before[at]
        taken_a = {i for bead in path for i in range(bead.a, bead.a_end)}
        taken_b = {i for bead in path for i in range(bead.b, bead.b_end)}
        if used_a & taken_a or used_b & taken_b:
            continue
        used_a |= taken_a
        used_b |= taken_b
        if score[end] > 0:
            chains.append(Chain(tuple(reversed(path)), score[end]))
    return chains
