"""Facts of an open case by the words that tell them."""

from __future__ import annotations

from firsthand.case.reader import CaseReader
from firsthand.model import Fact
from firsthand.text.words import words_of


def find_facts(case: CaseReader, text: str, limit: int = 20) -> list[Fact]:
    """Facts that `text` names, by id or by words of their label, values and tellings: the most words first."""
    if (named := case_fact(case, text)) is not None:
        return [named]
    wanted = set(words_of(text))
    found: list[tuple[int, int, Fact]] = []
    for place, fact in enumerate(case.facts()):
        told = set(words_of(_told(fact)))
        shared = sum(any(word.startswith(beginning) for word in told) for beginning in wanted)
        if shared:
            found.append((-shared, place, fact))
    return [fact for *_, fact in sorted(found, key=lambda match: match[:2])[:limit]]


def case_fact(case: CaseReader, id: str) -> Fact | None:
    """The fact of this id."""
    return next((fact for fact in case.facts() if fact.id == id), None)


def _told(fact: Fact) -> str:
    values = (told.value.text for told in fact.values)
    return " ".join((fact.label, fact.anchor, *values, *(a.span.exact for a in fact.assertions)))
