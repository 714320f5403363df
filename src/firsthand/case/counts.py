"""Which claims are counted differently in two states of a case: what a decision would change."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.case.reader import CaseReader
from firsthand.case.values import id_text
from firsthand.model import Origins


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim with its count before and after; None where it is no claim, or none told more than once."""

    id: str
    text: str
    before: Origins | None
    after: Origins | None


def changed_counts(before: CaseReader, after: CaseReader) -> tuple[Changed, ...]:
    """Claims told more than once whose count, range or voices differ, those that are in both first."""
    old, new = _counts(before), _counts(after)
    found = []
    for id in sorted({*old, *new}):
        if old.get(id) != new.get(id):
            text = (after if id in new else before).claim_text(id) or ""
            found.append(Changed(id, text, old.get(id), new.get(id)))
    return tuple(sorted(found, key=lambda c: (c.before is None or c.after is None, c.id)))


def _counts(case: CaseReader) -> dict[str, Origins]:
    rows = case.database.execute(
        "SELECT c.id, c.best, c.low, c.high, w.name, c.voices FROM claim c JOIN word w ON w.key = c.verdict "
        "WHERE c.documents > 1"
    ).fetchall()
    return {
        id_text(id): Origins(best, low, high, verdict, case.make.origins(voices))
        for id, best, low, high, verdict, voices in rows
    }
