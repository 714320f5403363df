"""Words above their author's line: embedded posts, pull quotes.

In: a text, its paragraphs and its quoted stretches. Out: :class:`Attribution` values, and the lines of their authors.
A line with a dash and a handle ("— Ana Ruiz (@aruiz) 2 March 2024") signs the paragraph before it; a dash or a given
name alone signs only a paragraph that is nothing but a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.marks import Quoted
from firsthand.quotes.sources.gender import given_names
from firsthand.settings import QUOTES, RULE_PRECISION

Range = tuple[int, int]
_UPPER = "A-ZÀ-ÖØ-Þ"
_NAME = rf"[{_UPPER}][\w.'’-]*(?:[ ](?:d[aeo]s?[ ])?[{_UPPER}][\w.'’-]*){{0,4}}"
_POST = re.compile(rf"\s*([—–―-]{{1,2}})\s*({_NAME})\s*\(@\w{{2,20}}\)[^\n]{{0,40}}$")
_AUTHOR = re.compile(rf"\s*([—–―-]{{1,2}}\s*)?({_NAME})(?:,\s[^\n.“”\"]{{3,70}})?\s*$")


def find_signed(
    text: str, paragraphs: Sequence[Range], quoted: Sequence[Quoted]
) -> tuple[list[Attribution], list[Range]]:
    """Attributions of signed paragraphs, and the lines that sign them."""
    whole = {q.start: q.end for q in quoted if q.depth == 0 and q.kind == "marks"}
    found: list[Attribution] = []
    lines: list[Range] = []
    for (start, end), (line, stop) in pairwise(paragraphs):
        if stop - line > QUOTES.longest_signature:
            continue
        content = _content(text, start, end)
        post = _POST.match(text, line, stop)
        author = None if post else _AUTHOR.match(text, line, stop)
        if author is not None and not _signs(text, author, content, whole):
            author = None
        signed = post or author
        if signed is not None and content[0] < content[1]:
            cue = (signed.span(1),) if post else ()
            found.append(Attribution((content,), cue, signed.span(2), RULE_PRECISION["signed"], "signed"))
            lines.append((line, stop))
    return found, lines


def _signs(text: str, author: re.Match[str], content: Range, whole: dict[int, int]) -> bool:
    """Whether a line names who said the quotation that is the whole paragraph before it."""
    if whole.get(content[0], -1) < content[1] - 1:
        return False
    words = author.group(2).split()
    return len(words) > 1 and (author.group(1) is not None or words[0].lower() in given_names())


def _content(text: str, start: int, end: int) -> Range:
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    return begin, start + len(text[start:end].rstrip())
