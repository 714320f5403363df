"""Units of measure and what they are of: facts of physics, the same in every language."""

from __future__ import annotations

_UNITS: dict[str, tuple[str, float, float]] = {
    # unit: (dimension, how many base units it is, where its zero lies in base units)
    "mm": ("length", 0.001, 0), "cm": ("length", 0.01, 0), "m": ("length", 1, 0), "km": ("length", 1000, 0),
    "inch": ("length", 0.0254, 0), "foot": ("length", 0.3048, 0), "yard": ("length", 0.9144, 0),
    "mile": ("length", 1609.344, 0),
    "m2": ("area", 1, 0), "km2": ("area", 1e6, 0), "ha": ("area", 1e4, 0), "acre": ("area", 4046.86, 0),
    "foot2": ("area", 0.092903, 0), "mile2": ("area", 2.58999e6, 0),
    "mg": ("mass", 1e-6, 0), "g": ("mass", 0.001, 0), "kg": ("mass", 1, 0), "pound": ("mass", 0.453592, 0),
    "ounce": ("mass", 0.0283495, 0), "tonne": ("mass", 1000, 0), "ton": ("mass", 1000, 0),
    "l": ("volume", 1, 0), "gallon": ("volume", 3.78541, 0), "barrel": ("volume", 158.987, 0),
    "km/h": ("speed", 1, 0), "mph": ("speed", 1.609344, 0),
    "W": ("power", 1, 0), "kW": ("power", 1e3, 0), "MW": ("power", 1e6, 0), "GW": ("power", 1e9, 0),
    "celsius": ("temperature", 1, 0), "fahrenheit": ("temperature", 5 / 9, -160 / 9),
    "second": ("time", 1, 0), "minute": ("time", 60, 0), "hour": ("time", 3600, 0), "day": ("time", 86400, 0),
    "week": ("time", 604800, 0), "fortnight": ("time", 1209600, 0), "month": ("time", 2629800, 0),
    "year": ("time", 31557600, 0), "decade": ("time", 315576000, 0), "century": ("time", 3155760000, 0),
}  # fmt: skip


def in_base_unit(value: float, unit: str | None) -> tuple[str, float] | None:
    """The dimension that `unit` measures, and `value` in that dimension's base unit; None for unknown units."""
    known = _UNITS.get(unit or "")
    if known is None:
        return None
    dimension, factor, zero = known
    return dimension, value * factor + zero
