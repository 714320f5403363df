"""PDF: the text of its pages, lines joined into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from firsthand.model import Problem
from firsthand.reading.dates import interval_of
from firsthand.reading.draft import Draft, File

_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?")
_FULL_LINES = 0.9
"""Quantile of line ends that stands for the column's right edge."""
_SHORT_LINE = 0.75
"""A line shorter than this share of the column is a heading if the next does not go on in lower case."""
_WIDE_GAP = 1.35
"""Distance to the next line, in usual distances, from which white space was meant."""
_MOST_RUNNING = 100
_PAGE_NUMBER = re.compile(r"\W*(?:page|página|pág\.?|p\.)?\s*\d{1,4}(?:\s*(?:/|of|de)\s*\d{1,4})?\W*", re.I)


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line and where it stands on its page, in points from the lower left corner."""

    text: str
    left: float
    right: float
    base: float


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: all pages, running heads and page numbers left out."""
    import pypdfium2 as pdfium

    content = file.bytes()
    if not content.strip():
        return
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        secret = "password" in str(error).lower()
        yield file.error(
            "encrypted" if secret else "unreadable",
            "needs a password" if secret else f"no PDF that can be read: {error}",
        )
        return
    try:
        pages: list[list[_Line]] = []
        for number in range(len(pdf)):
            try:
                pages.append(_lines_of(pdf, number))
            except pdfium.PdfiumError as error:
                yield file.warning("page", f"page {number + 1} cannot be read: {error}")
        told = pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()
    text = _paragraphs(_without_running_lines(pages))
    if not text.strip():
        yield file.error("no-text", "holds no text, only pictures perhaps; left out")
        return
    yield Draft(
        text,
        title=_told(told.get("Title")),
        author=_told(told.get("Author")),
        retrieved=_made(told.get("CreationDate")),
        metadata=tuple(sorted((k.lower(), v) for k, v in told.items() if k in ("Subject", "Keywords") and v.strip())),
    )


def _lines_of(pdf: Any, number: int) -> list[_Line]:
    page = pdf[number]
    words = page.get_textpage()
    try:
        shown = words.get_text_range()
        lines = []
        for match in re.finditer(r"[^\r\n\f\v]*[^\s][^\r\n\f\v]*", shown):
            text = " ".join(match.group().replace("\x02", "-").replace("\ufffe", "-").split())
            if text:
                first = words.get_charbox(match.start() + len(match.group()) - len(match.group().lstrip()))
                last = words.get_charbox(match.start() + len(match.group().rstrip()) - 1)
                lines.append(_Line(text, first[0], last[2], first[1]))
        return lines
    finally:
        words.close()
        page.close()


def _told(value: str | None) -> str | None:
    """A metadata field, unless it is what a word processor fills in by itself."""
    value = " ".join((value or "").split())
    return (
        value
        if value and not re.search(r"untitled|^microsoft word|\.\w{3,4}$|^unknown$|^user$|^admin", value, re.I)
        else None
    )


def _made(value: str | None) -> str | None:
    """The day on which the file was made, which says nothing of the day on which its text was published."""
    match = _DATE.match(value or "")
    made = interval_of("-".join(part for part in match.groups()[:3] if part)) if match else None
    return made.earliest if made else None


def _without_running_lines(pages: list[list[_Line]]) -> list[_Line]:
    """All lines but page numbers and what stands at the top or bottom of most pages."""
    edges = Counter(text for page in pages for text in {line.text for line in page[:2] + page[-2:]})
    running = {text for text, n in edges.items() if len(text) < _MOST_RUNNING and n >= max(3, 0.6 * len(pages))}
    lines: list[_Line] = []
    for page in pages:
        for nth, line in enumerate(page):
            at_edge = nth < 2 or nth >= len(page) - 2
            numbered = len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.text)
            if not (at_edge and (line.text in running or numbered)):
                lines.append(line)
    return lines


def _paragraphs(lines: list[_Line]) -> str:
    """Lines joined, unless white space parts them or one ends early: with room left for the next one's first word."""
    if not lines:
        return ""
    left = median(line.left for line in lines)
    edge = sorted(line.right for line in lines)[int(_FULL_LINES * (len(lines) - 1))]
    gaps = [above.base - line.base for above, line in pairwise(lines) if above.base > line.base]
    usual = median(gaps) if gaps else 0.0
    joined: list[str] = [lines[0].text]
    for above, line in pairwise(lines):
        letter = (line.right - line.left) / len(line.text)
        room = edge - above.right - letter * (1 + len(line.text.split(maxsplit=1)[0]))
        ended = above.text[-1] in '.!?:…”"»)'
        goes_on = line.text[0].islower()
        is_heading = above.right - left < _SHORT_LINE * (edge - left) and above.text[-1] not in ",;-" and not goes_on
        parted = above.base - line.base > _WIDE_GAP * usual and not goes_on
        if parted or is_heading or (ended and room > 0):
            joined.append(line.text)
        elif above.text.endswith("-") and goes_on and above.text[-2:-1].isalpha():
            joined[-1] = joined[-1][:-1] + line.text
        else:
            joined[-1] += " " + line.text
    return "\n".join(joined)
