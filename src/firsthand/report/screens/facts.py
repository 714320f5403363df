"""What several documents tell of one thing, contradictions first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from firsthand.case.known_facts import FactChoice, choose_facts
from firsthand.model import FactStatus
from firsthand.report.drawing.values import fact_spans
from firsthand.report.facts import worth_showing
from firsthand.report.views import Asked, Screen, Views

STEP = 40
STATUSES = ("contradictory", "updated", "different scope", "rounded", "agreed")
SORTS = ("", "date", "documents")
assert set(STATUSES) == set(get_args(FactStatus))


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The facts that are asked for."""
    status, sort = asked.one_of("status", ("", *STATUSES)), asked.one_of("sort", SORTS)
    choice = FactChoice(status, asked.get("q"), asked.get("since"), asked.get("until"), sort)
    start = asked.number("from", 0)
    total, found = choose_facts(views.case, choice, STEP, start)
    shown = worth_showing(found)
    views.by_id.fetch(a.span.document for fact in shown for a in fact.assertions[:40])
    counts = views.fact_counts
    n = sum(counts.values())
    title = views.ui("facts.title", n=n) if n else views.ui("facts.none")
    return views.screen(
        title, "facts.html", title=title, facts=shown, total=total, start=start, step=STEP, asked=asked,
        counts=counts, statuses=STATUSES, n=n, spans=fact_spans, choice=choice, n_alike=len(found) - len(shown),
    )  # fmt: skip
