"""How near two documents stand: whether they speak of one affair at all.

"Apprehended by the Border Patrol" is said in a thousand articles on a hundred days. Two sentences alike in words alone
state one thing only where the documents around them tell of one thing too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import sqrt

from firsthand.claims.statements import Statement
from firsthand.claims.wording import Rarity


class Kinship:
    """Cosines of the stems of documents' statements, weighed by rarity; pairs are worked out when asked."""

    def __init__(self, statements: Iterable[Statement], rarity: Rarity) -> None:
        stems: dict[str, set[str]] = defaultdict(set)
        for s in statements:
            stems[s.document].update(s.stems)
        self._weights = {d: {stem: rarity.weigh(stem) ** 2 for stem in sorted(own)} for d, own in stems.items()}
        self._norms = {d: sqrt(sum(weights.values())) for d, weights in self._weights.items()}
        self._known: dict[tuple[str, str], float] = {}

    def of(self, a: str, b: str) -> float:
        """From 0, of documents that share no word, to 1."""
        key = min(a, b), max(a, b)
        known = self._known.get(key)
        if known is None:
            ours, theirs = self._weights[key[0]], self._weights[key[1]]
            shared = sum(weight for stem, weight in ours.items() if stem in theirs)
            known = self._known[key] = shared / (self._norms[key[0]] * self._norms[key[1]] or 1.0)
        return known
