"""What documents are called where they are shown."""

from __future__ import annotations

from firsthand.case.labels import label_documents
from firsthand.model import Case, Document
from firsthand.report.phrases import plain


def short_names(case: Case) -> dict[str, str]:
    """A short name for every document, by its id."""
    return label_documents((document.id, document.path) for document in case.documents)


def byline(document: Document) -> str:
    """Outlet and author, where known."""
    return ", ".join(plain(part) for part in (document.outlet, document.author) if part)
