"""What one decision would do to one claim, at once: the claim's own corner of the case, traced with and without it.

In: a saved case, a claim, a decision. Out: the claim's count before and after, or None where the corner alone does not
give the count that the case has, so that nothing can be told without tracing the whole. Always true: the case is only
read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.case import CaseReader
from firsthand.case.corners import find_corner
from firsthand.engines.recent import recent_in
from firsthand.model import Case, Claim, Decision, Origins
from firsthand.pipeline import trace_documents, untraced

MOST_DOCUMENTS = 40
"""Documents of a corner: of a thousand news articles the largest has 8; forty are traced in about a second."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A claim's count before a decision and after; after is None where its tellings are one claim no longer."""

    before: Origins
    after: Origins | None


def preview(path: Path, claim: str, decisions: Sequence[Decision]) -> Preview | None:
    """What the claim of this id would be counted as, were `decisions` all the decisions of the case at `path`."""
    with CaseReader(path) as case, case.snapshot():
        known = case.claim(claim)
        if known is None:
            return None
        corner = find_corner(case.database, claim, MOST_DOCUMENTS)
        documents = [untraced(d) for id in corner if (d := case.document(id)) is not None]
        before = case.decisions()
    if not documents:
        return None
    heard = recent_in(path)
    now = _same(known, trace_documents(documents, decisions=before, annotate=heard))
    if now is None or now.origins != known.origins:
        return None
    after = _same(known, trace_documents(documents, decisions=decisions, annotate=heard))
    return Preview(known.origins, None if after is None else after.origins)


def _same(claim: Claim, case: Case) -> Claim | None:
    """The claim of `case` that has most of the tellings of `claim`."""
    places = {(a.span.document, a.span.start, a.span.end) for a in claim.assertions}

    def shared(other: Claim) -> int:
        return sum((a.span.document, a.span.start, a.span.end) in places for a in other.assertions)

    best = max(case.claims, key=lambda c: (shared(c), c.id == claim.id), default=None)
    return best if best is not None and shared(best) > len(places) / 2 else None
