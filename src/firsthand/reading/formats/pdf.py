"""PDF: the text of its pages in the order of reading, lines joined into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from firsthand.model import Problem
from firsthand.reading.columns import Line, Word, read_pages
from firsthand.reading.dates import interval_of
from firsthand.reading.draft import Draft, File

_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?")
_FILLED_IN = re.compile(
    r"\(?(?:untitled|unknown|anonymous|unspecified|user|admin\w*)\)?|microsoft word.*|.*\.\w{3,4}|https?://\S+", re.I
)
"""What word processors and printers fill in where nobody said anything."""
_BROKEN = ("\x02", "\ufffe", "\u00ad")
"""What the library gives for a hyphen at the end of a line; it goes on with the next line as if there were none."""
_LOW = 3.0
"""Points below the line above from which a word stands on another line."""
_JUMP = 5.0
"""Points that a word stands left of the one before it, from which it belongs to another column: the library goes on
with a broken word wherever it finds its end. Words of scripts that run to the left stand closer."""
_PRINTED_ADDRESS = re.compile(r"((?:https?|file)://\S+)(?:\s+\d{1,4}\s*/\s*\d{1,4})?")
_PRINTED_AT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? +\d{1,2}[:.]\d\d(?: ?[AP]M)?(?: .*)?")
"""What browsers print above a page: when it was printed, and its title."""


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
    pages: list[list[Line]] = []
    try:
        for number in range(len(pdf)):
            try:
                pages.append(_lines_of(pdf, number))
            except pdfium.PdfiumError as error:
                yield file.warning("page", f"page {number + 1} cannot be read: {error}")
        told = pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()
    n_empty = sum(not page for page in pages)
    address = _take_address(pages)
    printed = read_pages(pages)
    if not printed.text.strip():
        yield file.error("no-text", "holds no text, only pictures perhaps; left out")
        return
    if n_empty:
        yield file.warning("page", f"{n_empty} of {len(pages)} pages hold no text, only pictures perhaps")
    if printed.mixed:
        shown = ", ".join(map(str, printed.mixed[:10]))
        yield file.warning("columns", f"columns could not be told apart on page {shown}; lines may run across them")
    yield Draft(
        printed.text,
        url=address,
        title=_told(told.get("Title")),
        author=_told(told.get("Author")),
        retrieved=_made(told.get("CreationDate")),
        metadata=tuple(sorted((k.lower(), v) for k, v in told.items() if k in ("Subject", "Keywords") and _told(v))),
    )


def _lines_of(pdf: Any, number: int) -> list[Line]:
    """The lines of a page as the library finds them, cut where it goes on over the end of a line."""
    from pypdfium2 import raw

    page = pdf[number]
    words = page.get_textpage()
    try:
        codes = [raw.FPDFText_GetUnicode(words.raw, n) for n in range(words.count_chars())]
        shown = "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)
        lines: list[Line] = []
        for row in re.finditer(r"[^\r\n\f\v]+", shown):
            lines += _rows(words, shown, row.start(), row.end())
        return [replace(line, place=place) for place, line in enumerate(lines)]
    finally:
        words.close()
        page.close()


def _rows(textpage: Any, shown: str, begin: int, end: int) -> Iterator[Line]:
    """The printed lines of one row of the library's."""
    row: list[Word] = []
    base = 0.0
    for piece in re.finditer(r"[^\s\x02\ufffe]+[\x02\ufffe]?", shown[begin:end]):
        first, last = begin + piece.start(), begin + piece.end() - 1
        text = piece[0]
        broken = text[-1] in _BROKEN
        text = text[:-1] if broken and text[:-1] else text
        here, there = textpage.get_charbox(first), textpage.get_charbox(last - (broken and last > first))
        lower = abs(here[1] - base) > max(_LOW, 0.7 * (here[3] - here[1]))
        if row and ((lower and here[0] < row[-1].right - 1) or row[-1].left - there[2] > _JUMP):
            yield Line(tuple(row), base)
            row = []
        if not row:
            base = here[1]
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        row.append(Word(text + "-" if broken else text, here[0], max(there[2], here[0])))
        if broken:
            yield Line(tuple(row), base, hyphen=True)
            row = []
    if row:
        yield Line(tuple(row), base)


def _take_address(pages: list[list[Line]]) -> str | None:
    """The address that a browser prints at the foot of each page; taken out of the text, with what it prints above."""
    found: dict[str, None] = {}
    for page in pages:
        lowest = min(page, key=lambda line: line.base, default=None)
        if lowest is not None and (match := _PRINTED_ADDRESS.fullmatch(lowest.text)):
            found.setdefault(match[1])
            page.remove(lowest)
            highest = max(page, key=lambda line: line.base, default=None)
            if highest is not None and _PRINTED_AT.fullmatch(highest.text):
                page.remove(highest)
    told = next(iter(found)) if len(found) == 1 else ""
    return told if told.startswith("http") else None


def _told(value: str | None) -> str | None:
    """A metadata field, unless it is what a word processor fills in by itself."""
    value = " ".join((value or "").split())
    return value if value and not _FILLED_IN.fullmatch(value) else None


def _made(value: str | None) -> str | None:
    """The day on which the file was made, which says nothing of the day on which its text was published."""
    match = _DATE.match(value or "")
    made = interval_of("-".join(part for part in match.groups()[:3] if part)) if match else None
    return made.earliest if made else None
