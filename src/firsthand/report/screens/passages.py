"""Which documents share passages, those that share most first."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.case.sharing import count_pairs, pairs
from firsthand.report.views import Asked, Screen, Views

MOST = 1000
"""Pairs on one page: more than anybody scrolls through."""


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The pairs of documents."""
    ids = views.case.shared.document_id
    found = [(pair, ids(pair.a), ids(pair.b)) for pair in pairs(views.case, MOST)]
    views.by_id.fetch(id for _, a, b in found for id in (a, b))
    n = count_pairs(views.case)
    title = views.ui("passages.title", n=views.counts.reuses, pairs=views.ui.count("pair", n))
    return views.screen(title, "passages.html", title=title, pairs=found, n=n, most=MOST)
