"""Attributions by whatever a language has: its trained model where there is one, its table of rules elsewhere.

In: text, language. Out: :class:`Attribution` ranges in order. Always true: a model and the rules never both speak for the
same words; the rules only name a source where the model heard quoted words and nobody who said them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.quotes import tagger
from firsthand.quotes.attribution import Attribution
from firsthand.quotes.rules import find_by_rules

Range = tuple[int, int]


def find_attributions(text: str, language: str, ranges: Sequence[Range] | None = None) -> list[Attribution]:
    """Attributions of `text`, or of the paragraphs inside `ranges` only."""
    if not tagger.has_model(language):
        return find_by_rules(text, language, ranges)
    found = tagger.find_attributions(text, language, ranges)
    nameless = [a for a in found if a.source is None and not a.cue]
    if not nameless:
        return found
    lines = sorted({_line(text, a.content[0]) for a in nameless})
    named = [a for a in find_by_rules(text, language, lines) if a.source is not None and a.content]
    return [_named(a, named) if a.source is None and not a.cue else a for a in found]


def _line(text: str, place: Range) -> Range:
    """The line that a range begins on."""
    start = text.rfind("\n", 0, place[0]) + 1
    end = text.find("\n", place[0])
    return start, len(text) if end < 0 else end


def _named(attribution: Attribution, named: Sequence[Attribution]) -> Attribution:
    """The attribution with the cue and source of a rule that heard most of its content too."""
    start, end = attribution.content[0]
    for other in named:
        shared = sum(max(0, min(end, b) - max(start, a)) for a, b in other.content)
        if 2 * shared > end - start:
            return replace(attribution, cue=other.cue, source=other.source)
    return attribution
