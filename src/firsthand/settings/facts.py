"""Thresholds of facts: which frames tell the same, and what differing values mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactSettings:
    """Tying frames to facts, and reading their values."""

    same_event: float = 0.05
    """Mean probability from which two clusters of event frames are one event (average link): chosen on ECB+ topics 1–23
    for F, at a precision of .88 or more."""
    same_loose_event: float = 0.6
    """The same for what may be said of anything, as "strengthen": chosen on the seeds, without loss on ECB+."""
    same_value: float = 0.5
    """The same for frames of values."""
    same_affair: float = 0.1
    """Documents that share an affair less probably than this tell nothing in common; above it, how probably they share
    one counts in how probably they tell one fact."""
    background_weight: float = 200.0
    """A stem weighs as if so many articles of news stood beside the collection."""
    largest_group: int = 900
    """Frames of one concept are compared all with all up to this many; more are cut by the days of their documents."""
    same_hour_minutes: float = 60.0
    """Two reports this close in time are of one hour: a number cannot have grown between them."""
    most_per_article: float = 4.0
    """What the articles tell in more of their sentences than this each is their topic, not one fact."""
    rounding: float = 0.025
    """Two figures this close, one of them round, are one figure rounded."""
