"""One claim: its answer, who took it from whom as a drawing and as a table, every telling in its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.case.large import claim_part
from firsthand.model import Claim, Document
from firsthand.report import lineage
from firsthand.report.addresses import read_part
from firsthand.report.drawing.tree import draw_tree
from firsthand.report.lineage import Row
from firsthand.report.views import Asked, NoSuchView, Screen, Views

MOST = 800
"""Tellings on one page: more than anybody reads, few enough to open at once."""

_VOICES = 40
"""Voices that can be merged from a list."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Two documents whose tie can be cut, by their ids."""

    parent: str
    child: str


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The claim of that id."""
    name = read_part(parts[0])
    id = views.case.claim_id(name) if isinstance(name, int) else name
    part = claim_part(views.case, id, MOST) if id is not None else None
    if part is None:
        raise NoSuchView(parts[0])
    claim = part.claim
    views.by_id.fetch(sorted(lineage.documents_of(claim)))
    rows = lineage.lineage(claim, views.by_id, views.names)
    by_row = {row.id: row for row in rows}
    return views.screen(
        claim.text[:200],
        "claim.html",
        claim=claim,
        n_tellings=part.n_tellings,
        rows=rows[:MOST],
        by_row=by_row,
        numbers={row.id: n for n, row in enumerate(rows, 1)},
        drawing=draw_tree(claim, rows, views.by_id, views.names, views.ui),
        summary=dict(claim.summaries).get(views.ui.language, claim.summary),
        cut=lambda row: _cut(row, by_row, views.by_id),
        voices=_voices(views, claim),
        role_of=lineage.role_of,
        status_of=_status,
    )


def _status(document: Document) -> str:
    return document.status if document.status in ("corrected", "retracted") else ""


def _cut(row: Row, by_row: dict[str, Row], documents: object) -> Cut | None:
    """What to cut so that `row` no longer hangs where it hangs; nothing where one document says it twice."""
    above = by_row.get(row.parent or "")
    if row.assertion is None or above is None or above.assertion is None:
        return None
    parent, child = above.assertion.span.document, row.assertion.span.document
    return Cut(parent, child) if parent != child else None


def _voices(views: Views, claim: Claim) -> list[str]:
    """Names of the people and bodies to whom the claim is attributed, who may be one."""
    named = {a.source.name for a in claim.assertions if a.source and not a.source.anonymous}
    named |= {o.name for o in claim.origins.list if o.kind in ("person", "body", "work")}
    return sorted(named)[:_VOICES]
