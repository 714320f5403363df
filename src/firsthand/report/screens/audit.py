"""The audit: what was run with which settings, what went wrong, what was left out, what the user decided, and from
which files every document was read.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.case.sharing import with_boilerplate
from firsthand.report.views import Asked, Screen, Views

STEP = 200
IN_REPORT = 2000
_PROBLEMS, _FURNITURE = 500, 200


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """Everything that says how the case came about."""
    start, step = asked.number("from", 0), IN_REPORT if views.to.is_report else STEP
    documents = views.case.documents(step, start)
    ids = views.case.shared.document_id
    furniture = [(ids(key), spans) for key, spans in with_boilerplate(views.case, _FURNITURE)]
    views.by_id.fetch([*(id for id, _ in furniture), *(p.document for p in views.problems[:_PROBLEMS] if p.document)])
    return views.screen(
        views.ui("audit.title"), "audit.html", documents=documents, start=start, step=step, furniture=furniture,
        problems=views.problems[:_PROBLEMS], n_problems=len(views.problems), decisions=views.case.decisions(),
        run=views.run, asked=asked,
    )  # fmt: skip
