"""Ties between articles: what makes two of them one witness, whatever claim is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from firsthand.claims import Group
from firsthand.origins.articles import Articles
from firsthand.origins.lineage import Lineage
from firsthand.origins.telling import Tied
from firsthand.origins.utterances import is_one_utterance
from firsthand.settings import OriginSettings


def find_ties(groups: Sequence[Group], articles: Articles, lineage: Lineage, settings: OriginSettings) -> Tied:
    """Whether two articles share a telling run of words, or one may depend on the other, in any claim of both.

    What both quote is no such run: two reporters in one room write down the same words.
    """
    told: dict[str, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        if len(group.statements) > 1:
            for article in sorted({articles.of[s.document] for s in group.statements}):
                told[article].append(n)
    found: dict[tuple[str, str], bool] = {}

    def share(n: int, a: str, b: str) -> bool:
        if lineage.dependence(str(n), a, b) >= settings.likely:
            return True
        ours, theirs = ([s for s in groups[n].statements if articles.of[s.document] == x] for x in (a, b))
        return any(
            not (s.quoted and t.quoted) and s.language == t.language and is_one_utterance(s.stems, t.stems, settings)
            for s in ours
            for t in theirs
        )

    def tied(a: str, b: str) -> bool:
        pair = min(a, b), max(a, b)
        if pair not in found:
            found[pair] = any(share(n, *pair) for n in sorted(set(told[a]) & set(told[b])))
        return found[pair]

    return tied
