"""What was found of a new text, as records."""

from __future__ import annotations

from firsthand.checking import Finding
from firsthand.export.parts import Record, span_record
from firsthand.export.records import change_record, claim_record
from firsthand.model import Document


def check_record(document: Document, finding: Finding) -> Record:
    """One statement of a new text: whether it was told before, by whom, and the claim of the case that it tells."""
    return {
        "type": "check",
        "span": span_record(finding.span),
        "verdict": finding.verdict,
        "told_before_by": list(finding.before),
        "elsewhere": [{"document": where, "source": who} for where, who in finding.elsewhere],
        "differences": [change_record(change, span_record) for change in finding.differences],
        "claim": claim_record(finding.claim) if finding.claim else None,
        "path": document.path,
    }
