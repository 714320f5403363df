"""Transcripts: paragraphs that open with their speaker's name and a colon.

In: a text and its paragraphs. Out: :class:`Attribution` values. A name in capitals ("MODERATOR:") is a speaker wherever
it stands; a name in small letters only when the same label opens several paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.sources.gender import given_names
from firsthand.settings import RULE_PRECISION

Range = tuple[int, int]
_UPPER = "A-ZÀ-ÖØ-Þ"
_THIN = "[ \u00a0\u202f]"
"""What stands before a colon in French."""
_SHOUTED = re.compile(
    rf"\s*[\"“«]?((?:[{_UPPER}][{_UPPER}.'’-]+)(?:[ ][{_UPPER}][{_UPPER}.'’-]*){{0,3}})"
    rf"(?:,[ ][{_UPPER}][{_UPPER}.,'’ -]{{2,60}})?{_THIN}?(:)\s+(?=\S)"
)
_NAMED = re.compile(rf"\s*((?:[{_UPPER}][\w.'’-]+)(?:[ ][{_UPPER}][\w.'’-]+){{1,3}}|[PRQA]){_THIN}?([:.])\s+(?=\S)")
_TIMED = re.compile(r"\s*\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?\s*[-–—|:]?\s+")
"""The time of an entry in a live blog."""
_AGAIN = re.compile(r"\s*[\"“«](?=\w)")


def _taking_turns(text: str, paragraphs: Sequence[Range]) -> set[str]:
    """Names that open a paragraph each, one right behind the other: "Ana Ruiz: …", "Max Orr: …"."""
    found: set[str] = set()
    before = ""
    for start, end in paragraphs:
        match = _NAMED.match(text, start, min(end, start + 90))
        name = match.group(1) if match and " " in match.group(1) else ""
        if name and before and name != before and (_is_person(name) or _is_person(before)):
            found |= {name, before}
        before = name
    return found


def _is_person(label: str) -> bool:
    return label.split()[0].lower() in given_names() and " " in label


def opens_turn(text: str, start: int, end: int) -> bool:
    """Whether a paragraph opens with a speaker's name in capitals."""
    return _SHOUTED.match(text, start, min(end, start + 90)) is not None


def find_turns(text: str, paragraphs: Sequence[Range]) -> list[Attribution]:
    """One attribution a turn; a paragraph that goes on with the quote mark of a turn belongs to it."""
    labels = Counter(m.group(1) for a, b in paragraphs if (m := _NAMED.match(text, a, min(b, a + 90))))
    speakers = {label for label, n in labels.items() if n > 1} if len(labels) > 1 else set()
    speakers |= _taking_turns(text, paragraphs)
    turns: list[Attribution] = []
    speaker: Attribution | None = None
    for start, end in paragraphs:
        match = _SHOUTED.match(text, start, min(end, start + 90))
        if match is None:
            timed = _TIMED.match(text, start, min(end, start + 20))
            match = _NAMED.match(text, timed.end() if timed else start, min(end, start + 90))
            live = timed is not None and match is not None and _is_person(match.group(1))
            speakers |= {match.group(1)} if live and match else set()
            match = match if match and match.group(1) in speakers and len(match.group(1)) > 1 else None
        tail = start + len(text[start:end].rstrip())
        if match is not None and match.end() < tail:
            speaker = Attribution(
                ((match.end(), tail),), (match.span(2),), match.span(1), RULE_PRECISION["transcript"], "transcript"
            )
            turns.append(speaker)
        elif speaker is not None and (again := _AGAIN.match(text, start, end)):
            turns.append(
                Attribution(((again.end() - 1, tail),), speaker.cue, speaker.source, speaker.probability, "transcript")
            )
        else:
            speaker = None
    return turns
