"""Gaps of time in words, never more exact than the dates at their ends."""

from __future__ import annotations

from math import ceil, floor

from firsthand.languages import table

_UNITS = (("month", 43_830.0), ("day", 1440.0), ("hour", 60.0), ("minute", 1.0))
_NEARLY_EXACT = 0.1
"""Where the ends of a gap differ by this share of it at most, one number tells it."""


def duration_words(least: float, most: float, language: str = "en") -> str:
    """A gap between `least` and `most` minutes: ``3 hours``, ``1 to 2 days``, ``up to 2 days``.

    For documents of 1 and 2 March it is "up to 2 days": nobody knows that it was a minute.
    """
    words = table(language, "reasons").get("durations") or table("en", "reasons")["durations"]
    least, most = max(0.0, least), max(0.0, least, most)
    unit, size = next((u for u in _UNITS if most >= u[1]), _UNITS[-1])
    if most - least <= _NEARLY_EXACT * most:
        return _counted(words, unit, max(1, round((least + most) / 2 / size)))
    low, high = floor(least / size), max(1, ceil(most / size))
    if low == high:
        return _counted(words, unit, high)
    if low == 0:
        return str(words["up_to"].format(most=_counted(words, unit, high)))
    return str(words["between"].format(least=low, most=_counted(words, unit, high)))


def _counted(words: dict[str, dict[str, str]], unit: str, n: int) -> str:
    return words[unit]["one" if n == 1 else "many"].format(n=n)
