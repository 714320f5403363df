"""A range of origins as a drawing: a dot a count, the range a line, the best count filled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Places of a drawn range of origins, in pixels: a dot a count, at most `most` of them."""

    dots: tuple[int, ...]
    low: int
    high: int
    best: int
    width: int
    beyond: bool


def scale(low: int, best: int, high: int, most: int = 7, step: int = 14) -> Scale:
    """Where to draw a range; counts beyond the last dot are drawn at an arrow's head."""
    n_dots = min(most, max(3, high))

    def place(n: int) -> int:
        return 8 + step * (min(max(n, 1), n_dots) - 1)

    beyond = high > n_dots
    return Scale(
        tuple(place(n) for n in range(1, n_dots + 1)), place(low), place(high) + (10 if beyond else 0), place(best),
        16 + step * (n_dots - 1) + (12 if beyond else 0), beyond,
    )  # fmt: skip
