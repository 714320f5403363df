"""The tables of the export as data frames."""

from __future__ import annotations

from typing import Any

from firsthand.errors import MissingExtra
from firsthand.export.records import ledger_order, records
from firsthand.export.tables import columns_of, tables_of, value_at
from firsthand.model import Case, Claim, Document


def to_frames(case: Case) -> dict[str, Any]:
    """A ``pandas.DataFrame`` for every table, with the columns of the CSV export and values as they are.

    Raises
    ------
    MissingExtra
        pandas is not installed.
    """
    pandas = _pandas("to_pandas()")
    frames = {}
    for name, rows in tables_of(records(case)).items():
        columns = columns_of(name)
        values = [[value_at(row, column) for column in columns] for row in rows]
        frames[name] = pandas.DataFrame(values, columns=columns)
    return frames


def claims_frame(case: Case, once: bool) -> Any:
    """A ``pandas.DataFrame`` of the ledger, a claim a row under its id.

    Raises
    ------
    MissingExtra
        pandas is not installed.
    """
    pandas = _pandas("claims_frame()")
    documents = {document.id: document for document in case.documents}
    claims = [c for c in sorted(case.claims, key=ledger_order) if once or c.n_documents > 1]
    rows = [_row(claim, documents) for claim in claims]
    columns = list(_row(claims[0], documents)) if claims else ["text"]
    return pandas.DataFrame(rows, index=pandas.Index([c.id for c in claims], name="claim"), columns=columns)


def _row(claim: Claim, documents: dict[str, Document]) -> dict[str, Any]:
    first = next((a.span.document for a in claim.assertions if a.id == claim.first.assertion), "")
    published = claim.first.published
    return {
        "text": claim.text,
        "told": len(claim.assertions),
        "documents": claim.n_documents,
        "outlets": claim.n_outlets,
        "owners": claim.n_owners,
        "origins": claim.origins.best,
        "low": claim.origins.low,
        "high": claim.origins.high,
        "verdict": claim.origins.verdict,
        "voices": "; ".join(origin.name for origin in claim.origins.list),
        "direct_reports": claim.direct_reports,
        "deficit": claim.deficit,
        "first_told": published.earliest if published else None,
        "first_outlet": documents[first].outlet if first in documents else None,
        "summary": claim.summary,
    }


def _pandas(feature: str) -> Any:
    try:
        import pandas
    except ImportError:
        raise MissingExtra(feature, "pandas") from None
    return pandas
