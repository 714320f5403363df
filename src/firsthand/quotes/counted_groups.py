"""Counted groups: so many of a common noun, who are nobody by name."""

from __future__ import annotations

from firsthand.values import find_figures

_REACH, _FEWEST = 60, 2


def are_counted(text: str, language: str) -> bool:
    """Whether `text` is so many of a common noun: "at least four news organisations", "más de diez vecinos"."""
    figures = find_figures(text[:_REACH], language)
    if not figures or figures[0].start or figures[0].kind != "count" or figures[0].nominal < _FEWEST:
        return False
    rest = text[figures[0].end :].split()
    return bool(rest) and all(word[:1].islower() for word in rest)
