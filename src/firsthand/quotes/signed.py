"""Words above their author's line: embedded posts, pull quotes.

In: a text, its paragraphs and its quoted stretches. Out: :class:`Attribution` values, and the lines of their authors.
A line with a dash and a handle ("— Ana Ruiz (@aruiz) 2 March 2024") signs the paragraph before it; a dash or a given
name alone signs only a paragraph that is nothing but a quotation. With where it was written ("Ana Ruiz, Tarn Post"), on
the same line or the next, it signs the quotation that ends a paragraph, whatever few words that name nobody lead up to
it ("Others note, “…”").
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
_WRITER = re.compile(rf"\s*([—–―-]{{1,2}}\s*)?({_NAME}),\s(?!(?i:who|said)\b)[^\n.“”\"]{{3,70}}$")
_AUTHOR = re.compile(rf"\s*([—–―-]{{1,2}}\s*)?({_NAME})(?:,\s[^\n.“”\"]{{3,70}})?\s*$")


def find_signed(
    text: str, paragraphs: Sequence[Range], quoted: Sequence[Quoted]
) -> tuple[list[Attribution], list[Range]]:
    """Attributions of signed paragraphs, and the lines that sign them."""
    whole = {q.start: q.end for q in quoted if q.depth == 0 and q.kind == "marks"}
    found: list[Attribution] = []
    lines: list[Range] = []
    for paragraph in paragraphs:
        below = _next_line(text, paragraph[1])  # also where it is no passage: it is a byline
        for place in (paragraph, below):
            if (writer := _find_writer(text, paragraph, place, quoted)) is not None:
                found.append(Attribution((writer[0],), (), writer[1], RULE_PRECISION["signed"], "signed"))
                lines += [place] if place is below else []
    written = set(lines)
    for (start, end), (line, stop) in pairwise(paragraphs):
        if (line, stop) in written:
            continue
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


def _next_line(text: str, end: int) -> Range:
    """The next line of `text` that is not empty."""
    near = text[end : end + QUOTES.longest_signature]
    start = end + len(near) - len(near.lstrip())
    stop = text.find("\n", start)
    return start, len(text) if stop < 0 else stop


def _find_writer(text: str, paragraph: Range, line: Range, quoted: Sequence[Quoted]) -> tuple[Range, Range] | None:
    """The quotation that ends a paragraph, and who wrote it and where, as the rest of the line or the next one says."""
    start, end = _content(text, *paragraph)
    below = line != paragraph
    here = [q for q in quoted if q.depth == 0 and q.kind == "marks" and start <= q.start and q.end <= end]
    if not here or (below and here[-1].end < end - 1) or (below and line[1] - line[0] > QUOTES.longest_signature):
        return None
    last = here[-1]
    place = line if below else (last.end, end)
    author = _WRITER.match(text, place[0], place[0] + len(text[slice(*place)].rstrip()))
    if author is None or not _is_person(author.group(2)):
        return None
    # where a closing mark is missing in between, the writer's words go on
    first = next(q for n, q in enumerate(here) if not any(earlier.closed for earlier in here[n:-1]))
    introduction = text[start : first.start]
    capitals = (word.lower().strip(",.:") for word in introduction.split() if word[:1].isupper())
    names_somebody = any(word in given_names() for word in capitals)
    if names_somebody or len(introduction) > QUOTES.longest_introduction or 2 * (last.end - first.start) < end - start:
        return None
    return (first.start, last.end), author.span(2)


def _is_person(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and words[0].lower() in given_names()


def _signs(text: str, author: re.Match[str], content: Range, whole: dict[int, int]) -> bool:
    """Whether a line names who said the quotation that is the whole paragraph before it."""
    if whole.get(content[0], -1) < content[1] - 1:
        return False
    words = author.group(2).split()
    return len(words) > 1 and (author.group(1) is not None or words[0].lower() in given_names())


def _content(text: str, start: int, end: int) -> Range:
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    return begin, start + len(text[start:end].rstrip())
