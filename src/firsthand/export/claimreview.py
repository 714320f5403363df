"""Claims and facts as drafts of schema.org ClaimReview, where the verdict is about origins and never about truth.

A draft says how many separate voices vouch for a claim, or which values are told of one thing. It has what search
engines require (``claimReviewed``, ``reviewRating`` with ``alternateName``, ``url``) and carries no ``ratingValue``:
whether the claim is true, who signs the review, and at which address it stands, is for a person to add.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from firsthand.export.records import ledger_order
from firsthand.model import Case, Claim, Document, Fact, Origin, Origins, fact_order

NOTE = (
    "Draft made from text alone. It says how many separate voices are known to vouch for this claim, not whether the "
    "claim is true. To be checked, rated and signed by a person before publication."
)

ADDRESS = "https://firsthand.invalid/review"
"""Where a draft says that it stands: an address that is nobody's, to be replaced by that of the published review."""


def drafts(case: Case) -> list[dict[str, Any]]:
    """One draft for each claim told more than once, in the ledger's order; then one for each contradiction."""
    documents = {document.id: document for document in case.documents}
    told = [claim for claim in case.claims if claim.n_documents > 1]
    contradictory = [fact for fact in sorted(case.facts, key=fact_order) if fact.status == "contradictory"]
    return [
        *(_draft(claim, documents) for claim in sorted(told, key=ledger_order)),
        *(_fact_draft(fact, documents) for fact in contradictory),
    ]


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
    rating = _rating(claim.origins)
    return _review(("claim", claim.id), claim.text, item, rating, claim.summary or rating, "independence of origins")


def _fact_draft(fact: Fact, documents: dict[str, Document]) -> dict[str, Any]:
    tellers = sorted({a.span.document for a in fact.assertions})
    item = {
        "@type": "Claim",
        "text": fact.label,
        "author": [_voice(origin) for told in fact.values for origin in told.origins.list if origin.kind != "unseen"],
        "appearance": [_work(documents[id]) for id in tellers],
    }
    told = "; ".join(f"{value.value.text} ({_rating(value.origins).lower()})" for value in fact.values)
    values = " or ".join(value.value.text for value in fact.values)
    return _review(("fact", fact.id), fact.label, item, f"Contradictory: {values}", told, "agreement of values")


def _review(
    name: tuple[str, str], text: str, item: dict[str, Any], rating: str, explanation: str, aspect: str
) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "url": "/".join((ADDRESS, *(quote(part, safe="", errors="replace") for part in name))),
        "claimReviewed": text,
        "itemReviewed": {key: value for key, value in item.items() if value},
        "reviewRating": {"@type": "Rating", "alternateName": rating, "ratingExplanation": explanation},
        "reviewAspect": aspect,
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
