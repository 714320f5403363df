"""Whoever denies a claim vouches for it as little as whoever prints the denial."""

from __future__ import annotations

import pytest

import firsthand
from firsthand.model import Claim, Document, TimeInterval

DAY = ["2024-03-01", "2024-03-02", "2024-03-03"]

TOLD = [
    ("en", "Mayor Nils Brodie took money from the builder Pell Works for two years, auditor Ida Marsh said.",
     "Mayor Nils Brodie denied having taken money from the builder Pell Works for two years."),
    ("es",
     "El alcalde Nils Brodie recibió dinero de la constructora Pell Works durante años, dijo la auditora Ida Marsh.",
     "El alcalde Nils Brodie negó que recibió dinero de la constructora Pell Works durante años."),
]  # fmt: skip


def claim_of(language: str, *texts: str) -> Claim:
    outlets = ["Sorrel Post", "Brenholt Mail", "Coast Radio"]
    documents = [
        Document(f"d{n}", text, outlet=outlets[n], published=TimeInterval(DAY[n], DAY[n]), languages=(language,))
        for n, text in enumerate(texts)
    ]
    claims = [c for c in firsthand.trace(documents).claims if "Pell Works" in c.text]
    return max(claims, key=lambda c: c.n_documents)


@pytest.mark.parametrize(("language", "told", "denied"), TOLD)
def test_a_denial_is_no_origin_of_what_it_denies(language: str, told: str, denied: str) -> None:
    claim = claim_of(language, told, denied)
    assert claim.n_documents == 2
    assert claim.origins.best == 1
    assert [o.name for o in claim.origins.list] == ["Ida Marsh"]
    assert claim.direct_reports == 1
    assert [a.certainty.level for a in claim.assertions if a.span.document == "d1"] == ["denied"]


def test_what_everybody_denies_goes_back_to_who_denies_it() -> None:
    _, _, denied = TOLD[0]
    claim = claim_of("en", denied, denied)
    assert [o.name for o in claim.origins.list] == ["Nils Brodie"]
