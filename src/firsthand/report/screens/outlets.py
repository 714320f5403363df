"""The map: who takes from whom among outlets, as a drawing, a matrix and a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from firsthand.case.outlets import Flow, flows, outlet_rows
from firsthand.report.drawing.flows import draw_flows
from firsthand.report.views import Asked, Screen, Views

_DRAWN, _MATRIX, _ROWS = 14, 14, 200


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """All outlets of the case."""
    found = flows(views.case)
    gives, takes = Counter[str](), Counter[str]()
    for flow in found:
        gives[flow.giver] += flow.n
        takes[flow.taker] += flow.n
    rows = outlet_rows(views.case, _ROWS)
    title = views.ui("map.title", n=len(rows))
    return views.screen(
        title, "map.html", title=title, rows=rows, gives=gives, takes=takes, matrix=_matrix(found),
        drawing=draw_flows(found, _DRAWN, views.ui), n_flows=len(found), most=_ROWS,
        agencies=_dependence(found, takes),
    )  # fmt: skip


def _matrix(found: Sequence[Flow]) -> tuple[list[str], list[str], dict[tuple[str, str], int]]:
    """The strongest givers and takers, and how much goes between them."""
    gives, takes = Counter[str](), Counter[str]()
    cells: dict[tuple[str, str], int] = {}
    for flow in found:
        gives[flow.giver] += flow.n
        takes[flow.taker] += flow.n
        cells[flow.giver, flow.taker] = cells.get((flow.giver, flow.taker), 0) + flow.n
    return _most(gives), _most(takes), cells


def _most(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda name: (-counted[name], name))[:_MATRIX]


def _dependence(found: Sequence[Flow], takes: Counter[str]) -> dict[str, tuple[str, int]]:
    """For each outlet that takes: from whom it takes most, and what share of what it takes that is, in percent."""
    strongest: dict[str, Flow] = {}
    for flow in found:
        if flow.taker not in strongest or flow.n > strongest[flow.taker].n:
            strongest[flow.taker] = flow
    return {name: (flow.giver, round(100 * flow.n / takes[name])) for name, flow in strongest.items()}
