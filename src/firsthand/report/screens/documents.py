"""The documents of a case, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.report.views import Asked, Screen, Views

STEP = 100
IN_REPORT = 2000
"""Documents in a report's list, which has no further page."""


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """Documents by their labels, from the place asked for."""
    start, step = asked.number("from", 0), IN_REPORT if views.to.is_report else STEP
    found = views.case.documents(step, start)
    views.by_id.fetch(id for d in found for id in (*d.same_as[:8], *d.versions[:1]))
    title = views.ui("documents.title", n=views.counts.documents)
    return views.screen(title, "documents.html", title=title, documents=found, start=start, step=step, asked=asked)
