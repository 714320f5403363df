"""Whether two figures agree, as quantities: intervals, units and the nouns they count, in any two languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from firsthand.settings import ValueSettings
from firsthand.values.figures import Figure
from firsthand.values.units import in_base_unit

Agreement = Literal["same", "compatible", "conflict", "unrelated"]
_INFINITY = float("inf")
_LOOSE = 6.0
"""Percentage points over which a third, a half or "one in five" stands for what was counted: 48 % is "half"."""
_CONVERSION_SLACK = ValueSettings().conversion_slack


def compare_figures(a: Figure, b: Figure) -> Agreement:
    """How two figures agree, in whatever languages they were written.

    ``conflict`` only where kind and unit agree and the counted nouns match; ``compatible`` where their intervals meet,
    or one rounds to the other; ``unrelated`` where they do not measure the same. Miles and kilometres, pounds and
    kilos, Fahrenheit and Celsius compare as quantities, as loosely as news converts them.
    """
    if {a.kind, b.kind} == {"fraction", "percent"}:
        a, b = _as_percent(a), _as_percent(b)
    if a.kind != b.kind or a.kind == "label":
        return "unrelated"
    if a.unit != b.unit:
        return _compare_converted(a, b)
    heads = _heads_match(a, b)
    if heads is False:
        return "unrelated"
    if a.low == b.low and a.high == b.high:
        return "same"
    if a.nominal == b.nominal or _meet(a, b):
        return "compatible"
    if heads is None and a.kind in ("count", "ordinal", "ratio", "fraction"):
        return "unrelated"
    return "conflict"


def _as_percent(figure: Figure) -> Figure:
    """A part of a whole in words as a percentage, as loosely as such words are used."""
    if figure.kind == "percent":
        return figure
    low, high, nominal = 100 * figure.low, 100 * figure.high, 100 * figure.nominal
    return replace(figure, low=low, high=high, nominal=nominal, step=_LOOSE, kind="percent", unit="%")


def _compare_converted(a: Figure, b: Figure) -> Agreement:
    first, second = in_base_unit(a.nominal, a.unit), in_base_unit(b.nominal, b.unit)
    if first is None or second is None or first[0] != second[0]:
        return "unrelated"
    x, y = first[1], second[1]
    if _cannot_part(a, x, b, y):
        return "compatible"
    return "compatible" if abs(x - y) <= _CONVERSION_SLACK * max(abs(x), abs(y)) else "conflict"


def _cannot_part(a: Figure, x: float, b: Figure, y: float) -> bool:
    """Whether one says "more than" and the other "up to" something larger: both hold, in whatever units."""
    above, below = (x, y) if a.high == _INFINITY else (y, x)
    return {a.high == _INFINITY, b.high == _INFINITY} == {True, False} and 0.0 in (a.low, b.low) and above <= below


def _heads_match(a: Figure, b: Figure) -> bool | None:
    """Whether both count the same noun; None where that cannot be told."""
    if a.kind in ("money", "measure", "duration") or a.head is None or b.head is None:
        return None
    if a.head == b.head:
        return True
    return False if a.known_head and b.known_head else None


def _meet(a: Figure, b: Figure) -> bool:
    """Whether two intervals meet, round numbers taken as rounded. Two "more than" meet where their numbers do."""
    both_open = (a.high == b.high == _INFINITY) or (a.low == b.low == 0.0 and a.kind != "percent")
    (a_low, a_high), (b_low, b_high) = _reach(a, both_open), _reach(b, both_open)
    return a_low <= b_high and b_low <= a_high


def _reach(figure: Figure, as_written: bool) -> tuple[float, float]:
    slack = max(figure.step if figure.step != 1.0 else 0.0, _rounding(figure.nominal)) / 2
    if as_written or figure.low == figure.high:
        return figure.nominal - slack, figure.nominal + slack
    low = figure.nominal / 2 if figure.low == 0.0 else figure.low
    return low, figure.nominal * 2 if figure.high == _INFINITY else figure.high


def _rounding(value: float) -> float:
    """The step to which a round number of three digits or more was rounded: 10,000 to a thousand, 1,234 to one."""
    if value < 100 or value != int(value):
        return 0.0
    magnitude = 10.0 ** (len(str(int(value))) - 2)
    return magnitude if value % magnitude == 0 else 0.0
