"""Claims as drafts of schema.org ClaimReview, where the verdict is about origins and never about truth.

A draft says how many separate voices vouch for a claim. It carries no ``ratingValue``: whether the claim is true, and
who signs the review, is for a person to add.
"""

from __future__ import annotations

from typing import Any

from firsthand.export.records import ledger_order
from firsthand.model import Case, Claim, Document, Origin, Origins

NOTE = (
    "Draft made from text alone. It says how many separate voices are known to vouch for this claim, not whether the "
    "claim is true. To be checked, rated and signed by a person before publication."
)


def drafts(case: Case) -> list[dict[str, Any]]:
    """One draft for each claim told more than once, in the ledger's order."""
    documents = {document.id: document for document in case.documents}
    told = [claim for claim in case.claims if claim.n_documents > 1]
    return [_draft(claim, documents) for claim in sorted(told, key=ledger_order)]


def _draft(claim: Claim, documents: dict[str, Document]) -> dict[str, Any]:
    first = next((a.span.document for a in claim.assertions if a.id == claim.first.assertion), None)
    others = sorted({a.span.document for a in claim.assertions} - {first})
    item = {
        "@type": "Claim",
        "text": claim.text,
        "inLanguage": claim.language or None,
        "author": [_voice(origin) for origin in claim.origins.list if origin.kind != "unseen"],
        "firstAppearance": _work(documents[first]) if first else None,
        "appearance": [_work(documents[id]) for id in others],
    }
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "claimReviewed": claim.text,
        "itemReviewed": {key: value for key, value in item.items() if value},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": _rating(claim.origins),
            "ratingExplanation": claim.summary or _rating(claim.origins),
        },
        "reviewAspect": "independence of origins",
        "description": NOTE,
    }


def _rating(origins: Origins) -> str:
    span = f"{origins.low} to {origins.high}"
    return {
        "established": f"At least {origins.low} separate origins known",
        "single": "A single origin known",
        "not established": f"Separate origins not established (anything from {span})",
        "lineage unknown": f"Number of origins cannot be told (anything from {span})",
    }[origins.verdict]


def _voice(origin: Origin) -> dict[str, str]:
    kinds = {"person": "Person", "body": "Organization", "outlet": "Organization", "work": "CreativeWork"}
    return {"@type": kinds.get(origin.kind, "Thing"), "name": origin.name}


def _work(document: Document) -> dict[str, Any]:
    published = document.published
    work = {
        "@type": "CreativeWork",
        "name": document.title,
        "url": document.url,
        "publisher": {"@type": "Organization", "name": document.outlet} if document.outlet else None,
        "datePublished": published.earliest if published and published.earliest == published.latest else None,
    }
    return {key: value for key, value in work.items() if value}
