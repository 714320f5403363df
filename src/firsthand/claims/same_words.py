"""Statements in the very same words: too short for the reuse engine to see, or told at one place after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from firsthand.claims.matching import Link
from firsthand.claims.near_wording import FactsOf, speaker_of
from firsthand.claims.statements import Statement
from firsthand.model import Quotation
from firsthand.settings import ClaimSettings
from firsthand.text.words import words_of


def link_same_words(statements: Sequence[Statement], facts: FactsOf, settings: ClaimSettings) -> Iterator[Link]:
    """Links between statements of one language, word by word the same, that can be one proposition.

    "It was terrible" is said of a hundred things. So few words are one proposition only in one speaker's mouth, or
    where they name what they speak of: by a figure, a name, or three words of content.
    """
    together: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for i, statement in enumerate(statements):
        together[statement.language, words_of(statement.text)].append(i)
    for key in sorted(k for k, indices in together.items() if len(indices) > 1):
        indices = together[key]
        telling = _is_telling(statements[indices[0]], facts(indices[0]).names, settings)
        for n, i in enumerate(indices):
            before = reversed(indices[:n])
            j = next((j for j in before if telling or _one_speaker(statements[i], statements[j])), None)
            if j is not None:
                yield Link(j, i, "verbatim", 1.0)


def _is_telling(statement: Statement, names: frozenset[str], settings: ClaimSettings) -> bool:
    return len(statement.stems) >= settings.min_telling_words or bool(statement.figures) or bool(names)


def _one_speaker(a: Statement, b: Statement) -> bool:
    """Whether one speaker can have said both: the same entity or name, or one of them has only a pronoun."""
    if a.quotation is None or b.quotation is None:
        return False
    ours, theirs = speaker_of(a), speaker_of(b)
    if ours is not None and theirs is not None:
        return ours == theirs or _holds(_name(a.quotation), _name(b.quotation))
    return a.quotation.mode == b.quotation.mode == "direct" and len(a.stems) > 1


def _name(quotation: Quotation) -> frozenset[str]:
    return frozenset(words_of(quotation.source.name)) if quotation.source else frozenset()


def _holds(a: frozenset[str], b: frozenset[str]) -> bool:
    return a <= b or b <= a
