"""Shapes of those who tell: people round, bodies square, works diamonds, outlets hexagons, documents sheets.

Who is not named or not here is drawn with a broken line: the shape says it without a colour.
"""

from __future__ import annotations

from markupsafe import Markup

from firsthand.report.drawing.pen import at

_HEXAGON = ((-8, 0), (-4, -7), (4, -7), (8, 0), (4, 7), (-4, 7))
_DIAMOND = ((0, -8), (8, 0), (0, 8), (-8, 0))


def shape(kind: str, x: float, y: float, ringed: bool = False) -> Markup:
    """The shape of a voice, a medium or a document; `ringed`: all goes through it."""
    ring = Markup('<circle class="ring" cx="{}" cy="{}" r="12.5"/>').format(at(x), at(y)) if ringed else Markup("")
    return ring + _MAKERS.get(kind, _circle)(kind, x, y)


def _circle(kind: str, x: float, y: float) -> Markup:
    return Markup('<circle class="shape {}" cx="{}" cy="{}" r="7"/>').format(kind, at(x), at(y))


def _square(kind: str, x: float, y: float) -> Markup:
    return Markup('<rect class="shape {}" x="{}" y="{}" width="13" height="13"/>').format(
        kind, at(x - 6.5), at(y - 6.5)
    )


def _corners(kind: str, x: float, y: float, corners: tuple[tuple[int, int], ...]) -> Markup:
    points = " ".join(f"{at(x + dx)},{at(y + dy)}" for dx, dy in corners)
    return Markup('<polygon class="shape {}" points="{}"/>').format(kind, points)


def _hexagon(kind: str, x: float, y: float) -> Markup:
    return _corners(kind, x, y, _HEXAGON)


def _diamond(kind: str, x: float, y: float) -> Markup:
    return _corners(kind, x, y, _DIAMOND)


def _sheet(kind: str, x: float, y: float) -> Markup:
    outline = f"M{at(x - 5.5)} {at(y - 7)}h7l4 4v10h-11z"
    fold = f"M{at(x + 1.5)} {at(y - 7)}v4h4"
    return Markup('<path class="shape {}" d="{}"/><path class="fold" d="{}"/>').format(kind, outline, fold)


_MAKERS = {
    "body": _square,
    "role": _square,
    "work": _diamond,
    "outlet": _hexagon,
    "medium": _hexagon,
    "document": _sheet,
}
