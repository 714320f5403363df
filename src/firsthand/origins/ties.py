"""Ties between articles: what makes two of them one witness, whatever claim is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from firsthand.claims import Group, Statement
from firsthand.origins.articles import Articles
from firsthand.origins.lineage import Lineage
from firsthand.origins.shape import Losses, count_losses
from firsthand.origins.utterances import is_one_utterance
from firsthand.settings import OriginSettings


class Ties:
    """What any two articles share, over all claims."""

    def __init__(self, groups: Sequence[Group], articles: Articles, lineage: Lineage, settings: OriginSettings) -> None:
        self._groups = groups
        self._articles = articles
        self._lineage = lineage
        self._settings = settings
        self._told: dict[str, list[int]] = defaultdict(list)
        for n, group in enumerate(groups):
            if len(group.statements) > 1:
                for article in sorted({articles.of[s.document] for s in group.statements}):
                    self._told[article].append(n)
        self._tied: dict[tuple[str, str], bool] = {}
        self._losses: dict[tuple[str, str], Losses] = {}

    def tied(self, a: str, b: str) -> bool:
        """Whether they share a telling run of words, or one may depend on the other, in any claim of both.

        What both quote is no such run: two reporters in one room write down the same words.
        """
        pair = min(a, b), max(a, b)
        if pair not in self._tied:
            self._tied[pair] = any(self._is_tie(n, *pair) for n in self._shared(a, b))
        return self._tied[pair]

    def depends(self, a: str, b: str) -> tuple[float | None, str | None]:
        """How surely they depend on each other in any claim of both, and which is the copy, if known."""
        probability, child = self._lineage.depends(a, b)
        if any(self._is_utterance(s, t) for n in self._shared(a, b) for s, t in self._pairs(n, a, b)):
            probability = max(probability or 0.0, self._settings.same_words_depend)
            if child is None and abs(self.lean(a, b)) >= self._settings.losses_that_tell:
                child = b if self.lean(a, b) > 0 else a
        return probability, child

    def _is_utterance(self, s: Statement, t: Statement) -> bool:
        return s.language == t.language and is_one_utterance(s.stems, t.stems, self._settings)

    def losses(self, parent: str, child: str) -> Losses:
        """What `child` has lost of the passages that both have."""
        if (parent, child) not in self._losses:
            pairs = [(s, t) for n in self._shared(parent, child) for s, t in self._pairs(n, parent, child)[:1]]
            self._losses[parent, child] = count_losses(pairs, self._settings)
        return self._losses[parent, child]

    def lean(self, a: str, b: str) -> int:
        """How many losses more `b` shows than `a`: above 0, `a` looks like the original."""
        return self.losses(a, b).total - self.losses(b, a).total

    def _shared(self, a: str, b: str) -> list[int]:
        return sorted(set(self._told.get(a, ())) & set(self._told.get(b, ())))

    def _pairs(self, n: int, a: str, b: str) -> list[tuple[Statement, Statement]]:
        ours, theirs = (
            sorted(
                (s for s in self._groups[n].statements if self._articles.of[s.document] == x),
                key=lambda s: (s.language != self._groups[n].statements[0].language, -len(s.stems), s.key),
            )
            for x in (a, b)
        )
        return [(s, t) for s in ours for t in theirs]

    def _is_tie(self, n: int, a: str, b: str) -> bool:
        if self._lineage.dependence(str(n), a, b) >= self._settings.likely:
            return True
        return any(not (s.quoted and t.quoted) and self._is_utterance(s, t) for s, t in self._pairs(n, a, b))
