"""Every threshold, with the experiment it comes from. One frozen class a stage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReuseSettings:
    """The text-reuse engine."""

    min_words: int = 8
    """Shortest reported passage, in words. Issue: every exact shared passage of eight words is found."""


@dataclass(frozen=True, slots=True)
class QuotesSettings:
    """Attribution: quote marks, the rules' reach, who is meant."""

    max_nesting: int = 6
    """Quote marks nested deeper are noise. No gold text goes beyond three."""
    missing_closer_reach: int = 2000
    """How far back, in characters, a missing closer is looked for; bounds the work on hostile text."""
    bare_words: int = 5
    """Shortest quoted stretch that counts as a quotation without any cue; shorter ones are scare quotes or titles."""
    reach_tokens: int = 60
    """How far from its cue, in tokens, a source or a complementizer is looked for."""


QUOTES = QuotesSettings()


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Limits of what is read."""

    max_bytes: int = 2_000_000_000
    """Largest unpacked file, in bytes; a packed one that grows beyond it is taken for a bomb."""

    first_year: int = 1500
    """A publication date before this year is dropped as suspicious."""

    last_year: int = 2100
    """A publication date after this year is dropped as suspicious. Fixed: nothing is held against today."""
