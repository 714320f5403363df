"""Which tellings of one event say the opposite of the others: somebody denies it in so many words, or nearly the same
words have a "not", an antonym, exchanged roles, another name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from firsthand.facts.frames import Frame
from firsthand.languages import table
from firsthand.model import Document
from firsthand.values import find_negation_change, find_opposition
from firsthand.values.certainty import count_negations, judge_certainty
from firsthand.values.words import fold_key

_MOST_COMPARED = 24
_LIKENESS = 0.5
_DENIED_LIKENESS = 0.15
_SHORTEST_DENIAL = 5
_DENIED_REACH = 60
"""Characters from the word that denies to the word for what is denied."""


def find_polarities(cluster: Sequence[Frame], documents: Mapping[str, Document]) -> dict[str, list[int]]:
    """Who denies and who asserts, where some do one and some the other of what is plainly the same.

    A denial is somebody's: "the mayor denied any arson". Who asserts must do so in another document, without any "not",
    of the same doers or things, under the same names.
    """
    denied = [i for i, f in enumerate(cluster) if f.quotation and not f.negated and _is_denial(f)]
    asserted = [i for i, f in enumerate(cluster) if not f.negated and f.certainty.level not in ("denied", "doubted")]
    met: set[int] = set()
    for i in denied:
        against = [j for j in asserted if _answers(cluster[i], cluster[j], documents)]
        met |= {i, *against} if against else set()
    for i, frame in enumerate(cluster):
        if _is_said_not_to_be(frame, documents):
            against = [j for j in asserted if _tells_it_was(frame, cluster[j], documents)]
            met |= {i, *against} if against else set()
            denied += [i] if against else []
    sides = {"denied": [i for i in sorted(set(denied)) if i in met], "asserted": [j for j in asserted if j in met]}
    return sides if all(sides.values()) else {}


def _is_denial(frame: Frame) -> bool:
    """Whether somebody denies it in so many words, right before it; a mere "not" before a verb of saying does not."""
    hedge = frame.certainty.hedge
    if frame.certainty.level != "denied" or hedge is None or hedge.end - hedge.start <= _SHORTEST_DENIAL:
        return False
    return frame.clause[0] <= hedge.start < frame.anchor[0] <= hedge.end + _DENIED_REACH


def _is_said_not_to_be(frame: Frame, documents: Mapping[str, Document]) -> bool:
    """Whether somebody says that there is none of the very thing: "said that no investigation had been opened"."""
    if not frame.negated or not frame.quotation:
        return False
    start = max(frame.clause[0], frame.anchor[0] - _NEGATED_REACH)
    before = documents[frame.document].text[start : frame.anchor[0]].split()
    return bool(before) and fold_key(before[-1]) in _none_of(frame.language)


@cache
def _none_of(language: str) -> frozenset[str]:
    return frozenset(fold_key(w) for w in table(language, "events").get("scope", {}).get("no", ()))


_NEGATED_REACH = 16
"""Characters from the "no" to what is not."""


def _tells_it_was(negated: Frame, told: Frame, documents: Mapping[str, Document]) -> bool:
    """Whether another document tells the same of it, what was done with it too, and without any "not"."""
    ours, theirs = {*negated.context}, {*told.context}
    if negated.document == told.document or not ours & theirs:
        return False
    return len(ours & theirs) >= _TOLD_OF_IT * min(len(ours), len(theirs)) and _is_plain(told, documents)


_TOLD_OF_IT = 0.6
"""Of what the shorter of two sentences speaks of, the part that both do."""


def _is_plain(frame: Frame, documents: Mapping[str, Document]) -> bool:
    return not count_negations(documents[frame.document].text[slice(*frame.clause)], frame.language)


def _answers(denied: Frame, asserted: Frame, documents: Mapping[str, Document]) -> bool:
    if denied.document == asserted.document or not {*denied.names} & {*asserted.names}:
        return False
    spoken = {*denied.doers, *denied.objects} & {*asserted.doers, *asserted.objects}
    if not spoken or _likeness(denied, asserted) < _DENIED_LIKENESS:
        return False
    text = documents[asserted.document].text[slice(*asserted.clause)]
    return not count_negations(text, asserted.language)


def find_opposed(cluster: Sequence[Frame], documents: Mapping[str, Document]) -> tuple[list[int], list[int]]:
    """Numbers of the frames that contradict the most plainly told one, and of those that tell of another thing.

    Only clauses of one language, in two documents, that share half of what they speak of are held against each other.
    A "not", an antonym or exchanged roles contradict; another name or object in nearly the same words is another thing.
    """
    first = cluster[0]
    contrary, others = [], []
    for i, other in enumerate(cluster[1:_MOST_COMPARED], 1):
        if (
            other.language == first.language
            and other.document != first.document
            and _likeness(first, other) >= _LIKENESS
        ):
            ours = documents[first.document].text[slice(*first.clause)]
            theirs = documents[other.document].text[slice(*other.clause)]
            opposition = find_opposition(ours, theirs, first.language)
            if opposition is not None and opposition.kind in ("name", "object"):
                others.append(i)
            elif opposition is not None or (
                find_negation_change(ours, theirs, first.language) and not _both_deny(ours, theirs, first.language)
            ):
                contrary.append(i)
    return contrary, others


def _likeness(a: Frame, b: Frame) -> float:
    ours, theirs = {*a.context, *a.names}, {*b.context, *b.names}
    return len(ours & theirs) / max(1, len(ours | theirs))


def _both_deny(ours: str, theirs: str, language: str) -> bool:
    """Whether both deny it: "denied that …" and "rejected claims that …" contradict nobody."""
    return all(judge_certainty(t, 0, len(t), language).level in ("denied", "doubted") for t in (ours, theirs))
