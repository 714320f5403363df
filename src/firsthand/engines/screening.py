"""Screening: which documents have a sentence that may tell one of a new text's again, by the words that both have.

In: what the new text says, how rare its words are in the case, and what a document says. Out: whether the two are worth
comparing closely. Always true: a document in another language passes; the cost follows the shared words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from firsthand.annotate import Annotation
from firsthand.claims import content_stems

ENOUGH = 6
"""Two sentences that share this many content words are always compared: a shared run of words has no fewer."""
PART = 0.3
"""Of the weight of the new sentence, or of the words of the document's, what must be shared: near wording asks for .45
by weights of its own (`settings.claims.near_wording_least_held`). Of 17,664 sentences of 440 articles against a case
of a thousand, none was judged otherwise than without a screen; at .4, and with the six nearest documents only, 4 of
the first 8,750."""


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

    def passes(self, heard: Annotation) -> bool:
        """Whether a document may tell something of the text: in its words, or in another language."""
        if not self._needed:
            return False
        if self._languages.isdisjoint(s.language for s in heard.statements):
            return True
        return any(self._is_near(statement.stems) for statement in heard.statements)

    def _is_near(self, stems: tuple[str, ...]) -> bool:
        """Whether some sentence of the text shares enough with one of these stems."""
        shared: dict[int, list[float]] = defaultdict(list)
        for stem in stems:
            for n in self._at.get(stem, ()):
                shared[n].append(self._weights.get(stem, 0.0))
        return any(
            len(weights) >= ENOUGH
            or (len(weights) > 1 and (sum(weights) >= self._needed[n] or len(weights) > PART * len(stems)))
            for n, weights in shared.items()
        )
