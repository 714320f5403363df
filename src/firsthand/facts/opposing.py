"""Which tellings of one event say the opposite of the others, in nearly the same words: a "not", an antonym, exchanged
roles, another name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firsthand.facts.frames import Frame
from firsthand.model import Document
from firsthand.values import find_negation_change, find_opposition

_MOST_COMPARED = 24
_LIKENESS = 0.5


def find_opposed(cluster: Sequence[Frame], documents: Mapping[str, Document]) -> list[int]:
    """Numbers of the frames that contradict the most plainly told one; empty where none does.

    Only clauses of one language, in two documents, that share half of what they speak of are held against each other.
    """
    first = cluster[0]
    found = []
    for i, other in enumerate(cluster[1:_MOST_COMPARED], 1):
        if (
            other.language == first.language
            and other.document != first.document
            and _likeness(first, other) >= _LIKENESS
        ):
            ours = documents[first.document].text[slice(*first.clause)]
            theirs = documents[other.document].text[slice(*other.clause)]
            if find_opposition(ours, theirs, first.language) or find_negation_change(ours, theirs, first.language):
                found.append(i)
    return found


def _likeness(a: Frame, b: Frame) -> float:
    ours, theirs = {*a.context, *a.names}, {*b.context, *b.names}
    return len(ours & theirs) / max(1, len(ours | theirs))
