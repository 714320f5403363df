"""The story in time: when documents were published, what happened when, which claims were told first when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from firsthand.case.facets import Facets
from firsthand.case.known_facts import dated_facts
from firsthand.case.ledger import Choice
from firsthand.case.lines import lines
from firsthand.case.outlets import days_told
from firsthand.report.drawing.calendar import buckets_of, draw_calendar
from firsthand.report.screens.ledger import span_of
from firsthand.report.views import Asked, Screen, Views

_FACTS, _CLAIMS = 60, 60


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """What is dated between ``since`` and ``until``, or all of it."""
    days = days_told(views.case)
    facts = dated_facts(views.case, "0000", "9999", 1)
    ends = [day for day, _ in days] + [day for f in facts for day in (f.time.earliest[:10], f.time.latest[:10])]
    since, until = (_day(asked.get(name)) for name in ("since", "until"))
    since, until = since or min(ends, default=""), until or max(ends, default="")
    if since > until:
        since, until = until, since
    facts = dated_facts(views.case, since, until, _FACTS) if since else []
    total, told = (
        lines(views.case, Choice("date", facets=Facets(since=since, until=until)), _CLAIMS) if since else (0, [])
    )
    buckets = buckets_of(days, facts, since, until) if since else []
    title = views.ui("timeline.title")
    return views.screen(
        title, "timeline.html", title=title, since=since, until=until, facts=facts, lines=told, n_lines=total,
        whole=not (asked.get("since") or asked.get("until")), buckets=buckets, span_of=span_of,
        drawing=draw_calendar(buckets, views.ui, views.to), undated=views.counts.documents - sum(n for _, n in days),
    )  # fmt: skip


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
