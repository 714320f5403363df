"""The timeline: facts and statements that are dated, in the order of what they tell of, each with its precision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from firsthand.model import Claim, Fact, Quotation, Span, TimeInterval
from firsthand.values import find_dates

Precision = Literal["minute", "day", "month", "year", "range"]
_DAY, _MONTH, _YEAR = 1440, 31 * 1440, 366 * 1440


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing: when, how precisely, what, in how many documents, and the words that show it."""

    time: TimeInterval
    precision: Precision
    kind: Literal["fact", "claim", "quotation"]
    id: str
    text: str
    n_documents: int
    span: Span


def make_timeline(facts: Iterable[Fact], claims: Iterable[Claim], quotations: Iterable[Quotation]) -> list[Moment]:
    """Everything dated, earliest first.

    A claim is dated where its earliest telling names one day, month or year; a quotation where it says when the words
    were spoken. A fact that is dated stands for the claims in it.
    """
    facts = [f for f in facts if f.time is not None]
    told = {c for f in facts for c in f.claims}
    found = [*_of_facts(facts), *_of_claims(c for c in claims if c.id not in told), *_of_quotations(quotations)]
    return sorted(found, key=lambda m: (m.time.minutes(), m.kind, -m.n_documents, m.id))


def _of_facts(facts: Iterable[Fact]) -> Iterator[Moment]:
    seen: set[tuple[TimeInterval, tuple[Span, ...]]] = set()
    for fact in facts:
        assert fact.time is not None
        spans = tuple(sorted({a.span for a in fact.assertions}, key=lambda s: (s.document, s.start, s.end)))
        if (fact.time, spans) not in seen:  # two words for what one sentence tells are one moment
            seen.add((fact.time, spans))
            yield Moment(fact.time, precision_of(fact.time), "fact", fact.id, fact.label, fact.n_documents, spans[0])


def _of_claims(claims: Iterable[Claim]) -> Iterator[Moment]:
    for claim in claims:
        first = next(a for a in claim.assertions if a.id == claim.first.assertion)
        dates = find_dates(first.span.exact, first.language, claim.first.published)
        days = {(d.earliest, d.latest) for d in dates if d.kind == "date" and d.earliest and d.latest}
        if len(days) == 1:
            earliest, latest = days.pop()
            assert earliest is not None
            assert latest is not None
            time = TimeInterval(earliest, latest)
            yield Moment(time, precision_of(time), "claim", claim.id, claim.text, claim.n_documents, first.span)


def _of_quotations(quotations: Iterable[Quotation]) -> Iterator[Moment]:
    for q in quotations:
        if q.time is not None and q.time.earliest and q.time.latest and q.content:
            time = TimeInterval(q.time.earliest, q.time.latest)
            words = " … ".join(" ".join(s.exact.split()) for s in q.content)
            text = f"{q.source.name}: {words}" if q.source else words
            yield Moment(time, precision_of(time), "quotation", q.id, text, 1, q.span)


def precision_of(time: TimeInterval) -> Precision:
    """How precisely a time is known."""
    earliest, latest = time.minutes()
    length = latest - earliest
    if length < 1:
        return "minute"
    if length < _DAY:
        return "day"
    if length <= _MONTH and time.earliest[:7] == time.latest[:7] and time.earliest.endswith("-01"):
        return "month"
    if length <= _YEAR and time.earliest[:4] == time.latest[:4] and time.earliest.endswith("01-01"):
        return "year"
    return "range"
