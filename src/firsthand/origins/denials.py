"""Denials: whoever denies a claim vouches for it as little as whoever prints the denial; both have heard it.

In: the tellings of a claim, and how probably they depend on each other. Out: the same, in which a denial is a report
that hangs on whoever tells the claim. Where everybody denies, the denial itself is what is told, and nothing changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.claims import Statement
from firsthand.model import Document
from firsthand.origins.telling import Dependence, Telling, is_later
from firsthand.origins.voices import own_voice


def denies(statement: Statement) -> bool:
    """Whether the source of `statement` denies it: "he denied having taken", not "a claim by X that she rejected"."""
    quotation = statement.quotation
    hedge = statement.certainty.hedge
    if quotation is None or hedge is None or statement.certainty.level != "denied":
        return False
    return any(c.start <= hedge.start and hedge.end <= c.end for c in quotation.cue or ())


def hang_denials(
    tellings: Sequence[Telling],
    primary: Mapping[str, Statement],
    documents: Mapping[str, Document],
    dependence: Dependence,
    sure: float,
) -> tuple[list[Telling], Dependence]:
    """`tellings` whose denials are in their outlets' own voices, and a dependence by which each hangs on a telling.

    Parameters
    ----------
    tellings
        One an article.
    primary
        The statement of each.
    documents
        The articles.
    dependence
        How probably two of them depend on each other.
    sure
        The probability from which two tellings are one.
    """
    denied = {t.article for t in tellings if denies(primary[t.article])}
    if not denied or len(denied) == len(tellings):
        return list(tellings), dependence
    answered: dict[str, tuple[str, float]] = {}
    for denial in (t for t in tellings if t.article in denied):
        told = [t for t in tellings if t.article not in denied]
        before = [t for t in told if not is_later(t, denial)] or told
        heard = [t for t in told if t.article == denial.parent]
        nearest = min(heard or before, key=lambda t: (-dependence(t.article, denial.article), _age(t), t.article))
        known = denial.probability if heard else dependence(nearest.article, denial.article)
        answered[denial.article] = nearest.article, max(sure, known)

    def depends(a: str, b: str) -> float:
        for one, other in ((a, b), (b, a)):
            if one in answered and other not in denied:
                return answered[one][1] if answered[one][0] == other else 0.0
        return dependence(a, b)

    def hung(telling: Telling) -> Telling:
        if telling.article not in answered:
            return telling
        voice, (parent, probability) = own_voice(documents[telling.article]), answered[telling.article]
        return replace(telling, voice=voice, medium=None, parent=parent, probability=probability)

    return [hung(t) for t in tellings], depends


def _age(telling: Telling) -> float:
    return telling.published[0] if telling.published else float("inf")
