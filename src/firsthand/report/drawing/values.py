"""The values of a fact, drawn: a line for each value, a dot for each time it is told, time from left to right."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from firsthand.model import Document, Fact, FactAssertion, Span
from firsthand.present.interface import Interface
from firsthand.report.drawing.pen import drawing, label, line, title
from firsthand.report.drawing.shapes import shape
from firsthand.report.drawing.timescale import TimeScale

MOST_DRAWN = 24
"""Values that are drawn; the others stand in the list below."""

_WIDTH, _ROW, _TOP, _LEFT, _RIGHT = 940, 34, 14, 250.0, 830.0
_TICKS_APART = 118.0
_DOTS = 60


def fact_spans(fact: Fact) -> dict[str, Span]:
    """Where each assertion of a fact stands, by its id."""
    return {a.id: a.span for a in fact.assertions}


def draw_values(fact: Fact, documents: Mapping[str, Document], names: Mapping[str, str], t: Interface) -> Markup:
    """The drawing of a fact's values; empty where there is no second one, or nothing is dated."""
    by_id = {a.id: a for a in fact.assertions}
    values = fact.values[:MOST_DRAWN]
    published = {a.id: documents[a.span.document].published for a in fact.assertions}
    scale = TimeScale(published.values(), _LEFT, _RIGHT)
    if len(values) < 2 or not scale.moments:
        return Markup("")
    foot = _TOP + _ROW * len(values) + 4
    parts = [line(_LEFT - 14, foot, _RIGHT + 14, foot, "axis")]
    for words, x in scale.ticks(_TICKS_APART, t):
        parts += [line(x, _TOP - 4, x, foot + 4, "grid"), label(x - 3, foot + 18, words, "tick")]
    for n, told in enumerate(values):
        y = _TOP + _ROW * n + _ROW / 2
        dots = [(scale.place(published[id]), by_id[id]) for id in told.assertions[:_DOTS] if id in by_id]
        parts.append(label(6, y + 5, told.value.text, "value", 26))
        placed = [x for x, _ in dots if x is not None]
        if placed:
            parts.append(line(min(placed), y, max(placed), y, f"course {fact.status.replace(' ', '-')}"))
        parts += [_dot(x, y, a, documents, names, t) for x, a in dots if x is not None]
        undated = sum(x is None for x, _ in dots)
        if undated:
            parts.append(label(_LEFT - 70, y + 5, t("undated_n", n=undated), "tick"))
    return drawing("values", _WIDTH, foot + 26, t("fact.described", n=len(values)), parts)


def _dot(
    x: float, y: float, a: FactAssertion, documents: Mapping[str, Document], names: Mapping[str, str], t: Interface
) -> Markup:
    document = documents[a.span.document]
    who = t.source(a.source) or t("nobody_named")
    kind = a.source.kind if a.source else "unseen"
    words = [names[document.id], document.outlet or "", t.date(document.published), who, a.span.exact]
    level = a.certainty.level
    told = "" if level not in ("denied", "doubted") else t.name_of("certainty", level)
    return Markup('<g class="dot {level}">{title}{shape}</g>').format(
        level=level, title=title(" · ".join(filter(None, [*words, told]))), shape=shape(kind, x, y)
    )
