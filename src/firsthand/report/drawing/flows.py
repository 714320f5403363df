"""Who takes from whom, drawn: givers on the left, takers on the right, a band between them as wide as what is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from firsthand.case.outlets import Flow
from firsthand.present.interface import Interface
from firsthand.report.drawing.pen import at, drawing, label, title

_WIDTH, _TOP, _ROOM, _GAP = 940, 34, 420.0, 10.0
_LEFT, _RIGHT, _BAR = 250.0, 680.0, 10.0
_WIDEST = 14.0
"""Pixels that one telling is drawn wide at most: where little is taken, little is drawn."""
_LEAST = 14.0
"""Least height of an outlet: its name must fit beside it."""


def draw_flows(flows: Sequence[Flow], most: int, t: Interface) -> Markup:
    """The strongest `most` givers and takers, and what goes between them."""
    givers, takers = _strongest(flows, most, "giver"), _strongest(flows, most, "taker")
    drawn = [f for f in flows if f.giver in givers and f.taker in takers]
    if not drawn:
        return Markup("")
    gives, takes = Counter[str](), Counter[str]()
    for flow in drawn:
        gives[flow.giver] += flow.n
        takes[flow.taker] += flow.n
    unit = min(_WIDEST, _ROOM / sum(gives.values()))
    left, height_left = _stack([g for g in givers if gives[g]], gives, unit)
    right, height_right = _stack([k for k in takers if takes[k]], takes, unit)
    parts = [label(_LEFT - 10, 18, t("map.givers"), "tick end"), label(_RIGHT + 20, 18, t("map.takers"), "tick")]
    used_left, used_right = Counter[str](), Counter[str]()
    order = sorted(drawn, key=lambda f: (left[f.giver][0], right[f.taker][0]))
    for flow in order:
        scale_left = left[flow.giver][1] / gives[flow.giver]
        scale_right = right[flow.taker][1] / takes[flow.taker]
        y1 = left[flow.giver][0] + (used_left[flow.giver] + flow.n / 2) * scale_left
        y2 = right[flow.taker][0] + (used_right[flow.taker] + flow.n / 2) * scale_right
        used_left[flow.giver] += flow.n
        used_right[flow.taker] += flow.n
        parts.append(_band(flow, y1, y2, flow.n * unit, t))
    media = {f.giver for f in drawn if f.medium}
    for name, (y, height) in left.items():
        parts += [_block(_LEFT, y, height, "medium" if name in media else "outlet")]
        parts.append(label(_LEFT - 10, y + height / 2 + 4, name, "end named-only" if name in media else "end", 34))
    for name, (y, height) in right.items():
        parts += [_block(_RIGHT, y, height, "outlet"), label(_RIGHT + 20, y + height / 2 + 4, name, "", 36)]
    return drawing("flows", _WIDTH, _TOP + max(height_left, height_right) + 10, t("map.described"), parts)


def _strongest(flows: Sequence[Flow], most: int, end: str) -> list[str]:
    counted = Counter[str]()
    for flow in flows:
        counted[getattr(flow, end)] += flow.n
    return sorted(counted, key=lambda name: (-counted[name], name))[:most]


def _stack(names: Sequence[str], sizes: Counter[str], unit: float) -> tuple[dict[str, tuple[float, float]], float]:
    """Top and height of each name, one below the other, and where they end."""
    places, y = {}, float(_TOP)
    for name in names:
        height = max(_LEAST, sizes[name] * unit)
        places[name] = (y, height)
        y += height + _GAP
    return places, y - _TOP


def _band(flow: Flow, y1: float, y2: float, width: float, t: Interface) -> Markup:
    x1, x2 = _LEFT + _BAR, _RIGHT
    middle = (x1 + x2) / 2
    path = f"M{at(x1)} {at(y1)}C{at(middle)} {at(y1)} {at(middle)} {at(y2)} {at(x2)} {at(y2)}"
    words = t("map.flow", taker=flow.taker, giver=flow.giver, tellings=t.count("telling", flow.n))
    kind = "named" if flow.medium else "shown"
    return Markup('<path class="band {}" d="{}" stroke-width="{}">{}</path>').format(
        kind, path, at(max(1.5, width)), title(words)
    )


def _block(x: float, y: float, height: float, kind: str) -> Markup:
    return Markup('<rect class="block {}" x="{}" y="{}" width="{}" height="{}"/>').format(
        kind, at(x), at(y), at(_BAR), at(height)
    )
