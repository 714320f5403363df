"""PDF: the text of its pages, lines joined into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from statistics import median

from firsthand.model import Problem, TimeInterval
from firsthand.reading.dates import interval_of
from firsthand.reading.draft import Draft, File

_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?")
_SHORT_LINE = 0.75
"""A line shorter than this share of the usual one ends a paragraph if it ends like a sentence."""
_MOST_RUNNING = 100
_PAGE_NUMBER = re.compile(r"\W*(?:page|página|pág\.?|p\.)?\s*\d{1,4}(?:\s*(?:/|of|de)\s*\d{1,4})?\W*", re.I)


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
        yield file.error("encrypted" if secret else "unreadable", "needs a password" if secret else f"no PDF that can be read: {error}")
        return
    try:
        pages = [_lines(page) for page in _pages(pdf)]
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
        published=_published(told.get("CreationDate")),
        metadata=tuple(sorted((k.lower(), v) for k, v in told.items() if k in ("Subject", "Keywords") and v.strip())),
    )


def _pages(pdf: object) -> Iterator[str]:
    for number in range(len(pdf)):  # type: ignore[arg-type]
        page = pdf[number]  # type: ignore[index]
        words = page.get_textpage()
        try:
            yield words.get_text_range()
        finally:
            words.close()
            page.close()


def _told(value: str | None) -> str | None:
    """A metadata field, unless it is what a word processor fills in by itself."""
    value = " ".join((value or "").split())
    return value if value and not re.search(r"untitled|^microsoft word|\.\w{3,4}$|^unknown$|^user$|^admin", value, re.I) else None


def _published(value: str | None) -> TimeInterval | None:
    """The day of creation: its hour is the writer's clock, in no sure zone."""
    match = _DATE.match(value or "")
    return interval_of("-".join(part for part in match.groups()[:3] if part)) if match else None


def _lines(page: str) -> list[str]:
    return [" ".join(line.replace("\x02", "-").replace("\ufffe", "-").split()) for line in re.split(r"\r\n|[\r\n\f\v]", page)]


def _without_running_lines(pages: list[list[str]]) -> list[str]:
    """All lines but page numbers and what stands at the top or bottom of most pages."""
    edges = Counter(line for page in pages for line in {*_edge(page)} if len(line) < _MOST_RUNNING)
    running = {line for line, n_pages in edges.items() if line and n_pages >= max(3, 0.6 * len(pages))}
    lines: list[str] = []
    for page in pages:
        shown = [line for line in page if line]
        for nth, line in enumerate(shown):
            at_edge = nth < 2 or nth >= len(shown) - 2
            if not (at_edge and (line in running or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(line)))):
                lines.append(line)
    return lines


def _edge(page: list[str]) -> list[str]:
    shown = [line for line in page if line]
    return shown[:2] + shown[-2:]


def _paragraphs(lines: list[str]) -> str:
    if not lines:
        return ""
    usual = median(sorted((len(line) for line in lines), reverse=True)[: max(1, len(lines) // 2)])
    joined: list[str] = [lines[0]]
    for above, line in zip(lines, lines[1:]):
        ended = above[-1] in ".!?:…”\"»)" and len(above) < _SHORT_LINE * usual
        heading = len(above) < _SHORT_LINE * usual and above[-1] not in ",;-" and not line[:1].islower()
        if ended or heading or (above[-1] in ".!?”\"»" and len(above) < usual - 12 and not line[:1].islower()):
            joined.append(line)
        elif above.endswith("-") and line[:1].islower() and above[-2:-1].isalpha():
            joined[-1] = joined[-1][:-1] + line
        else:
            joined[-1] += " " + line
    return "\n".join(joined)
