"""Ties between articles: what makes two of them one witness, whatever claim is asked about.

What two articles share follows from what they tell, not from who printed it: articles that tell the very same are of
one *kind*, and what was worked out of two kinds is not worked out again for their copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from firsthand.claims import Group, Statement
from firsthand.origins.articles import Articles
from firsthand.origins.lineage import Lineage
from firsthand.origins.shape import Losses, count_losses
from firsthand.origins.utterances import is_one_utterance
from firsthand.settings import OriginSettings

Told = dict[int, list[Statement]]
"""What an article tells of each group: those in the group's first language first, then the longest."""


class Ties:
    """What any two articles share, over all claims."""

    def __init__(self, groups: Sequence[Group], articles: Articles, lineage: Lineage, settings: OriginSettings) -> None:
        self._lineage = lineage
        self._settings = settings
        self._told: dict[str, Told] = defaultdict(dict)
        for n, group in enumerate(groups):
            if len(group.statements) > 1:
                first = group.statements[0].language
                for s in group.statements:
                    self._told[articles.of[s.document]].setdefault(n, []).append(s)
                for article in {articles.of[s.document]: None for s in group.statements}:
                    self._told[article][n].sort(key=lambda s: (s.language != first, -len(s.stems), s.key))
        self._kinds: dict[object, int] = {}
        self._kind: dict[str, int] = {}
        self._tied: dict[tuple[str, str], bool] = {}
        self._depends: dict[tuple[str, str], tuple[float | None, str | None]] = {}
        self._losses: dict[tuple[int, int], Losses] = {}
        self._utterances: dict[tuple[int, int], tuple[bool, bool]] = {}

    def tied(self, a: str, b: str) -> bool:
        """Whether they share a telling run of words, or one may depend on the other, in any claim of both.

        What both quote is no such run: two reporters in one room write down the same words.
        """
        pair = min(a, b), max(a, b)
        if pair not in self._tied:
            depends = any(self._lineage.dependence(str(n), *pair) >= self._settings.likely for n in self._shared(*pair))
            self._tied[pair] = depends or self._share_utterance(*pair)[1]
        return self._tied[pair]

    def depends(self, a: str, b: str) -> tuple[float | None, str | None]:
        """How surely they depend on each other in any claim of both, and which is the copy, if known."""
        if (a, b) not in self._depends:
            self._depends[a, b] = self._find_dependence(a, b)
        return self._depends[a, b]

    def _find_dependence(self, a: str, b: str) -> tuple[float | None, str | None]:
        probability, child = self._lineage.depends(a, b)
        if self._share_utterance(a, b)[0]:
            probability = max(probability or 0.0, self._settings.same_words_depend)
            if child is None and abs(self.lean(a, b)) >= self._settings.losses_that_tell:
                child = b if self.lean(a, b) > 0 else a
        return probability, child

    def losses(self, parent: str, child: str) -> Losses:
        """What `child` has lost of the passages that both have."""
        pair = self._kind_of(parent), self._kind_of(child)
        if pair not in self._losses:
            firsts = [pairs[0] for pairs in self._pairs(parent, child)]
            self._losses[pair] = count_losses(firsts, self._settings)
        return self._losses[pair]

    def lean(self, a: str, b: str) -> int:
        """How many losses more `b` shows than `a`: above 0, `a` looks like the original. A link tells as losses do."""
        linked = self._lineage.links_to(b, a) - self._lineage.links_to(a, b)
        return self.losses(a, b).total - self.losses(b, a).total + linked * self._settings.losses_that_tell

    def _share_utterance(self, a: str, b: str) -> tuple[bool, bool]:
        """Whether they share an utterance in any claim of both, and one that not both of them quote."""
        pair = self._kind_of(a), self._kind_of(b)
        if pair not in self._utterances:
            shared = unquoted = False
            for s, t in (pair for pairs in self._pairs(a, b) for pair in pairs):
                if not (unquoted or (shared and s.quoted and t.quoted)) and self._is_utterance(s, t):
                    shared, unquoted = True, not (s.quoted and t.quoted)
            self._utterances[pair] = shared, unquoted
        return self._utterances[pair]

    def _is_utterance(self, s: Statement, t: Statement) -> bool:
        return s.language == t.language and is_one_utterance(s.stems, t.stems, self._settings)

    def _shared(self, a: str, b: str) -> list[int]:
        ours, theirs = sorted((self._told.get(a, {}), self._told.get(b, {})), key=len)
        return sorted(n for n in ours if n in theirs)

    def _pairs(self, a: str, b: str) -> Iterator[list[tuple[Statement, Statement]]]:
        """Of every claim of both what the one tells beside what the other does."""
        for n in self._shared(a, b):
            yield [(s, t) for s in self._told[a][n] for t in self._told[b][n]]

    def _kind_of(self, article: str) -> int:
        if article not in self._kind:
            told = self._told.get(article, {})
            kind = tuple((n, *map(_content, told[n])) for n in sorted(told))
            self._kind[article] = self._kinds.setdefault(kind, len(self._kinds))
        return self._kind[article]


def _content(statement: Statement) -> tuple[object, ...]:
    """All of a statement that is looked at here."""
    heard = statement.quotation
    named = heard is not None and heard.source is not None and not heard.source.anonymous
    return statement.language, statement.stems, statement.quoted, named, heard is not None and heard.medium is not None
