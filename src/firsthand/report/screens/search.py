"""Full-text search: where documents hold all words that are looked for."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.model import Span
from firsthand.report.views import Asked, Screen, Views

MOST = 50


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The documents that hold all words of ``q``."""
    query = asked.get("q")
    hits = (
        [Span(hit.start, hit.end, hit.exact, hit.document) for hit in views.case.search(query, MOST)] if query else []
    )
    views.by_id.fetch(hit.document for hit in hits)
    title = views.ui("search.title", n=len(hits)) if query else views.ui("search.ask")
    return views.screen(title, "search.html", title=title, query=query, hits=hits, most=MOST)
