"""Screening: which documents have a sentence that may tell one of a new text's again, by the words that both have.

In: what the new text says, how rare its words are in the case, and what a document says. Out: whether the two are worth
comparing. Always true: whatever the rules of claims tie in one language passes; the cost follows the shared words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from firsthand.annotate import Annotation
from firsthand.claims import content_stems

ENOUGH = 6
"""Two sentences that share this many content words are always compared: a shared run of words has no fewer."""
PART = 0.4
"""Of the weight of the new sentence, or of the words of the document's, what must be shared: near wording asks for .45
(`settings.claims.near_wording_least_held`)."""

NEAREST = 6
"""Documents that are looked at closely for one sentence: what a seventh tells of it, the case's own claim knows."""


class Screen:
    """What a new text says, by its content words.

    Parameters
    ----------
    new : Annotation
        What the new text says.
    rarity : mapping
        How rare its words are in the case; one that is not there is in no document.
    """

    def __init__(self, new: Annotation, rarity: Mapping[str, float]) -> None:
        self._languages = {s.language for s in new.statements}
        self._weights: dict[str, float] = {}
        for language in sorted(self._languages):
            for word, weight in rarity.items():
                for stem in content_stems(word, language):
                    self._weights[stem] = max(weight, self._weights.get(stem, 0.0))
        rarest = max(self._weights.values(), default=1.0)
        self._at: dict[str, list[int]] = defaultdict(list)
        self._needed: list[float] = []
        for n, statement in enumerate(new.statements):
            for stem in statement.stems:
                self._at[stem].append(n)
            self._needed.append(PART * sum(self._weights.get(stem, rarest) for stem in statement.stems))

    def nearest(self, heard: Sequence[Annotation]) -> set[str]:
        """Ids of those of `heard` that may tell something of the text: in its words, the nearest `NEAREST` for each of
        its sentences, or in another language."""
        if not self._needed:
            return set()
        foreign = {a.document for a in heard if self._languages.isdisjoint(s.language for s in a.statements)}
        near: dict[int, dict[str, float]] = defaultdict(dict)
        for annotation in heard:
            for statement in annotation.statements:
                for n, weight in self._shared(statement.stems):
                    known = near[n].get(annotation.document, 0.0)
                    near[n][annotation.document] = max(known, weight)
        told = {d for found in near.values() for d in sorted(found, key=lambda d: (-found[d], d))[:NEAREST]}
        return foreign | told

    def _shared(self, stems: tuple[str, ...]) -> Iterator[tuple[int, float]]:
        """The sentences of the text that share enough with one of these stems, and the weight of what is shared."""
        shared: dict[int, list[float]] = defaultdict(list)
        for stem in stems:
            for n in self._at.get(stem, ()):
                shared[n].append(self._weights.get(stem, 0.0))
        for n, weights in shared.items():
            many = len(weights) >= ENOUGH
            most = len(weights) > 1 and (sum(weights) >= self._needed[n] or len(weights) > PART * len(stems))
            if many or most:
                yield n, sum(weights)
