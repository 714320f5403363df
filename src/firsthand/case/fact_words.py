"""Facts of an open case by the words that tell them."""

from __future__ import annotations

from firsthand.case.known_facts import by_columns, find_fact
from firsthand.case.reader import CaseReader
from firsthand.model import Fact
from firsthand.text.words import words_of


def find_facts(case: CaseReader, text: str, limit: int = 20) -> list[Fact]:
    """Facts that `text` names: by id, by words of what they are called and of their values, or else of their tellings.

    Those that have the most of the words come first, then those that most documents tell.
    """
    if (named := find_fact(case, text)) is not None:
        return [named]
    wanted = sorted(set(words_of(text)))
    return by_columns(case, wanted, limit) or _by_tellings(case, wanted)[:limit]


def _by_tellings(case: CaseReader, wanted: list[str]) -> list[Fact]:
    found: list[tuple[int, int, Fact]] = []
    for place, fact in enumerate(case.facts()):
        told = set(words_of(" ".join((fact.label, *(a.span.exact for a in fact.assertions)))))
        shared = sum(any(word.startswith(beginning) for word in told) for beginning in wanted)
        if shared:
            found.append((-shared, place, fact))
    return [fact for *_, fact in sorted(found, key=lambda match: match[:2])]
