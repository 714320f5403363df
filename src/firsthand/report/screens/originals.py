"""What is pointed at and not in the collection: what to look for."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.report.views import Asked, Screen, Views

_CLAIMS = 12
"""Claims below an original: the rest is said in a number."""
MOST = 500


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The originals to look for."""
    found = []
    for original in views.originals[:MOST]:
        texts = ((id, views.case.claim_text(id)) for id in original.claims[:_CLAIMS])
        found.append((original, [(views.claim_path(id), text) for id, text in texts if text is not None]))
    title = views.ui("originals.title", n=len(views.originals))
    return views.screen(title, "originals.html", title=title, originals=found, n=len(views.originals), most=MOST)
