"""Thresholds of names, dates, figures and certainty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValueSettings:
    """Names, dates, figures and certainty."""

    spelling_similarity: float = 0.84
    """Two words of names that sound alike in their consonants are one spelling from this Jaro-Winkler similarity of
    their sounds on (tests/values/test_spelling.py: Pezeshkian and Pazeschkian are, Castro and Castera are not)."""
    dominant_share: float = 0.85
    """A surname of several people is the one's who has this share of the full names with it in the collection."""
    dominant_mentions: int = 10
    """... and who is named in full at least this often there (read on 2,000 news articles: "Trump" is the
    president)."""
    about_slack: float = 0.1
    """"About 100" is 90 to 110: what English and Spanish renderings of one figure allow (evaluation/changes.py)."""
    hedge_context: int = 600
    """A hedge governs a content from at most this many signs away, within its sentence."""
    longest_content: int = 20_000
    """Of a longer content only this many signs are searched for hedges: a bound on time, not on news."""
    conversion_slack: float = 0.12
    """Miles and kilometres agree within this share: news rounds what it converts (evaluation/changes.py)."""
