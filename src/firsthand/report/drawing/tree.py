"""Who took a claim from whom, drawn: time from left to right, a line below the other for every telling.

Solid lines are cited (the text says so), broken ones inferred (the wording shows it); a line is as thick as it is
probable. What everything passes through has a ring; translations say between which languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from firsthand.model import Claim, Derivation, Document
from firsthand.present import reason_words
from firsthand.present.interface import Interface
from firsthand.report.drawing.pen import at, drawing, label, line, title
from firsthand.report.drawing.shapes import shape
from firsthand.report.drawing.timescale import TimeScale
from firsthand.report.lineage import Row
from firsthand.report.phrases import brief, plain

MOST_DRAWN = 48
"""Rows of a tree that is drawn: what is larger is a table."""

CITED = frozenset(
    {
        "credits the outlet", "credits the agency", "says so itself", "attributed", "attributed, continues",
        "attributed, pronoun", "attributed, role", "attributed, dropped subject", "spoke to", "names the medium",
    }
)  # fmt: skip
"""Kinds of reasons that stand in the text: somebody says from whom it is."""

_WIDTH, _ROW, _TOP = 990, 32, 16
_LEFT, _RIGHT, _VOICES, _STEP = 210.0, 560.0, 20.0, 22.0
_TICKS_APART = 118.0
_UNDATED = 715.0
_WIDEST, _THINNEST = 4.0, 1.0

_LABEL = Markup('<text x="{}" y="{}"><tspan class="who">{}</tspan><tspan class="where" dx="6">{}</tspan></text>')


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is drawn."""

    x: float
    y: float


def draw_tree(
    claim: Claim,
    rows: Sequence[Row],
    documents: Mapping[str, Document],
    names: Mapping[str, str],
    t: Interface,
    most: int = MOST_DRAWN,
) -> Markup:
    """The drawing of a claim's tree; empty where it is too large, or nothing is tied to anything."""
    if not 1 < len(rows) <= most:
        return Markup("")
    published = [documents[r.assertion.span.document].published if r.assertion else None for r in rows]
    scale = TimeScale(published, _LEFT, _RIGHT)
    places = _places(rows, scale, published)
    foot = _TOP + _ROW * len(rows) + 4
    parts = [*_axis(scale, foot, t)] if len(scale.moments) > 1 else []
    if parts and any(row.assertion and when is None for row, when in zip(rows, published)):
        parts += [
            line(_UNDATED, _TOP - 6, _UNDATED, foot + 4, "grid"),
            label(_UNDATED - 3, foot + 18, t("undated"), "tick"),
        ]
    by_id = {row.id: row for row in rows}
    parts += [_edge(row, by_id, places, t) for row in rows if row.edge or row.parent]
    parts += [_node(n, row, places[row.id], claim, documents, names, t) for n, row in enumerate(rows, 1)]
    height = foot + (26 if len(scale.moments) > 1 else 0)
    return drawing("lineage", _WIDTH, height, t("tree.described", n=len(rows)), parts)


def _places(rows: Sequence[Row], scale: TimeScale, published: Sequence[object]) -> dict[str, Place]:
    """Tellings by their time, those without one in a column of their own; voices by their depth."""
    dated = len(scale.moments) > 1
    places: dict[str, Place] = {}
    for n, (row, when) in enumerate(zip(rows, published)):
        x = scale.place(when) if dated else None  # type: ignore[arg-type]
        if x is None:
            depth = min(row.depth, 12)
            x = _VOICES + _STEP * depth if row.kind != "telling" else _VOICES + 2 * _STEP * depth
            if dated and row.kind == "telling":  # behind the last date, not before the first: it is not known
                x = _UNDATED
        places[row.id] = Place(x, _TOP + _ROW * n + _ROW / 2)
    return places


def _axis(scale: TimeScale, foot: float, t: Interface) -> list[Markup]:
    parts = [line(_LEFT - 24, foot, _RIGHT + 24, foot, "axis")]
    for words, x in scale.ticks(_TICKS_APART, t):
        parts += [line(x, _TOP - 6, x, foot + 4, "grid"), label(x - 3, foot + 18, words, "tick")]
    return parts


def _edge(row: Row, by_id: Mapping[str, Row], places: Mapping[str, Place], t: Interface) -> Markup:
    above = places.get(row.parent or "")
    if above is None:
        return Markup("")
    here = places[row.id]
    probability = row.edge.probability if row.edge else 1.0
    how = "cited" if _is_cited(row.edge) else "inferred"
    kind = row.assertion.kind if row.assertion else "voice"
    width = _THINNEST + (_WIDEST - _THINNEST) * max(0.0, min(1.0, probability))
    return Markup('<path class="edge {} {}" d="{}" stroke-width="{}">{}</path>').format(
        how, kind, _path(above, here), at(width), title(edge_words(row.edge, by_id[row.parent or ""], t))
    )


def _path(a: Place, b: Place) -> str:
    if b.x > a.x + 18:
        return f"M{at(a.x)} {at(a.y + 9)}V{at(b.y - 8)}Q{at(a.x)} {at(b.y)} {at(a.x + 8)} {at(b.y)}H{at(b.x - 10)}"
    middle = (a.y + b.y) / 2
    return f"M{at(a.x)} {at(a.y + 9)}C{at(a.x)} {at(middle)} {at(b.x)} {at(middle)} {at(b.x)} {at(b.y - 10)}"


def _is_cited(edge: Derivation | None) -> bool:
    return edge is None or any(reason.kind in CITED for reason in edge.reasons)


def edge_words(edge: Derivation | None, parent: Row, t: Interface) -> str:
    """Why a telling hangs on another, in one line."""
    if edge is None:
        return t("tree.attributed", name=parent.name)
    why = "; ".join(reason_words(reason, t.language) for reason in edge.reasons)
    return t("tree.taken", name=parent.name, probability=f"{edge.probability:.2f}", why=why)


def _node(
    n: int,
    row: Row,
    place: Place,
    claim: Claim,
    documents: Mapping[str, Document],
    names: Mapping[str, str],
    t: Interface,
) -> Markup:
    called, told, kind, tongue = _called(row, claim, documents, names, t)
    ringed = any(point.casefold() == part.casefold() for point in claim.chokepoints for part in (row.name, *told))
    words = [called, *told]
    if row.assertion:
        words += [t.date(documents[row.assertion.span.document].published), row.assertion.span.exact]
    badge = label(place.x + (18 if ringed else 15), place.y + 4, tongue, "tongue") if tongue else Markup("")
    x = place.x + (18 if ringed else 15) + (8 + 6.2 * len(tongue) if tongue else 0)
    return Markup('<a href="#row-{n}" class="node-link">{title}{shape}{badge}{label}</a>').format(
        n=n,
        title=title(" · ".join(words) + (" · " + t("tree.chokepoint") if ringed else "")),
        shape=shape(kind, place.x, place.y, ringed),
        badge=badge,
        label=_LABEL.format(at(x), at(place.y + 4), brief(plain(called), 30), brief(plain(" · ".join(told)), 38)),
    )


def _called(
    row: Row, claim: Claim, documents: Mapping[str, Document], names: Mapping[str, str], t: Interface
) -> tuple[str, list[str], str, str]:
    """What a row is called, what else is said of it, its shape, and the languages of a translation."""
    if row.assertion is None:
        kind = "medium" if row.kind == "medium" else _kind_of_voice(row, claim)
        return row.name, [t("tree.not_here")] if row.name in claim.originals else [], kind, ""
    document = documents[row.assertion.span.document]
    tongue = row.assertion.language if row.assertion.language != claim.language else ""
    return names[document.id], [document.outlet] if document.outlet else [], "document", tongue


def _kind_of_voice(row: Row, claim: Claim) -> str:
    for origin in claim.origins.list:
        if row.id in (f"origin:{origin.kind}:{origin.name}", f"origin:{origin.kind}:{origin.entity}") or (
            origin.entity is not None and row.id == f"origin:{origin.entity}"
        ):
            return origin.kind
    part = row.id.split(":")[1] if row.id.count(":") > 1 else ""
    return part or "person"
