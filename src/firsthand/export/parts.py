"""Parts of records: spans, times, certainty, counts of origins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from firsthand import model

Record = dict[str, Any]

QUOTABLE_WORDS = 25
"""Longest stretch of somebody else's words, in words, that stays in records without texts."""


def span_record(span: model.Span) -> Record:
    """A span: its document, its half-open code-point offsets, and exactly the characters that stand there."""
    return {"document": span.document, "start": span.start, "end": span.end, "exact": span.exact}


def short_span_record(span: model.Span) -> Record:
    """The same, without the characters where there are too many of them to be quoted."""
    quotable = len(span.exact.split(None, QUOTABLE_WORDS)) <= QUOTABLE_WORDS
    return span_record(span) | {"exact": span.exact if quotable else None}


SpanRecord = Callable[[model.Span], Record]


def origins_record(origins: model.Origins) -> Record:
    """A count of origins with its range, its verdict and its members."""
    return {
        "best": origins.best,
        "low": origins.low,
        "high": origins.high,
        "verdict": origins.verdict,
        "list": [
            {"kind": origin.kind, "name": origin.name, "entity": origin.entity, "tellings": origin.tellings}
            for origin in origins.list
        ],
    }


def certainty_record(certainty: model.Certainty, span: SpanRecord) -> Record:
    """How sure something is told, and the words that say so."""
    return {
        "level": certainty.level,
        "hedge": certainty.hedge and span(certainty.hedge),
        "whose": certainty.whose,
    }


def interval_record(interval: model.TimeInterval | None) -> Record | None:
    """A time, or null where there is none."""
    return None if interval is None else {"earliest": interval.earliest, "latest": interval.latest}


def place(span: model.Span) -> tuple[str, int, int]:
    """Sort key of spans."""
    return span.document, span.start, span.end
