"""Discrepancies: tellings of one claim that differ in a figure, a date, a name, a place or in certainty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from firsthand.claims import Statement
from firsthand.model import Change, Discrepancy, DiscrepantValue, Span

MOST_COMPARED = 24
"""Every pair is compared, so a claim told in more wordings than this is compared by the first of them."""


def find_discrepancies(
    statements: Sequence[Statement], changes: Callable[[Statement, Statement], tuple[Change, ...]]
) -> tuple[Discrepancy, ...]:
    """Values that contradict each other among `statements`, by slot.

    Only a change that has a value on both sides is a discrepancy: what one telling leaves out does not contradict; but
    a "not" that one of them lacks does, and there the whole telling stands against it.
    """
    found: dict[str, dict[Span, None]] = {}
    labels: dict[str, str] = {}
    wordings: dict[tuple[str, str], Statement] = {}
    for statement in sorted(statements, key=lambda s: s.key):
        wordings.setdefault((statement.text, statement.language), statement)
    compared = list(wordings.values())[:MOST_COMPARED]
    for n, a in enumerate(compared):
        for b in compared[n + 1 :]:
            for change in changes(a, b):
                if change.slot == "negation":
                    spans = (change.before or _whole(a), change.after or _whole(b))
                    found.setdefault(change.slot, {}).update(dict.fromkeys(spans))
                    labels.setdefault(change.slot, change.label)
                elif (
                    change.before is not None
                    and change.after is not None
                    and change.slot not in ("cut", "source", "medium")
                ):
                    found.setdefault(change.slot, {}).update({change.before: None, change.after: None})
                    labels.setdefault(change.slot, change.label)
    return tuple(
        Discrepancy(
            slot,
            tuple(DiscrepantValue(s.exact, s) for s in sorted(spans, key=lambda s: (s.document, s.start, s.end))),
            labels[slot],
        )
        for slot, spans in sorted(found.items())
    )


def _whole(statement: Statement) -> Span:
    return Span(statement.start, statement.end, statement.text, statement.document)
