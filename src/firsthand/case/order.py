"""The order of a case's nouns, which follows from what they say and not from how they were found."""

from __future__ import annotations

from dataclasses import replace

from firsthand.case.changes import reuse_place
from firsthand.model import Case, Claim, Span, fact_order


def in_order(case: Case) -> Case:
    """`case` in the order in which any case is saved and loaded.

    Problems, decisions and originals stay in the order in which they were told.
    """
    return replace(
        case,
        documents=tuple(sorted(case.documents, key=lambda d: d.id)),
        passages=tuple(sorted(case.passages, key=lambda p: (p.document, p.start))),
        reuses=tuple(sorted(case.reuses, key=reuse_place)),
        families=tuple(sorted(case.families, key=lambda f: f.id)),
        quotations=tuple(sorted(case.quotations, key=lambda q: (*_place(q.span), q.id))),
        entities=tuple(sorted(case.entities, key=lambda e: e.id)),
        claims=tuple(sorted(case.claims, key=_ledger)),
        facts=tuple(sorted(case.facts, key=fact_order)),
    )


def _place(span: Span) -> tuple[str, int, int]:
    return span.document, span.start, span.end


def _ledger(claim: Claim) -> tuple[int, int, int, str]:
    return -claim.deficit, -claim.n_documents, -len(claim.assertions), claim.id
