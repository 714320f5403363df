"""Every threshold, with the experiment it comes from. One frozen class a stage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReuseSettings:
    """The text-reuse engine."""

    min_words: int = 8
    """Shortest reported passage, in words. Issue: every exact shared passage of eight words is found."""
