"""Word documents, read as the XML that they are: what was inserted is text, what was deleted is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.fields import merge
from firsthand.reading.officexml import below, name_of, told_in
from firsthand.reading.safexml import BadXml, parse, parse_damaged
from firsthand.reading.zips import Archive, member, member_or_none

_LEFT_OUT = frozenset(
    ("del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "sdtPr", "tblPr", "fldData")
)
"""Deleted text, formulas of fields, and what is given twice for old programs."""
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(archive: Archive, file: File) -> Iterator[Draft | Problem]:
    """One document: paragraphs, tables, controls and text boxes in order, one a line, notes at the end."""
    try:
        body, damage = parse_damaged(member(archive, "word/document.xml", file), deep=True)
    except BadXml as error:
        yield file.error("unreadable", f"no Word document that can be read: {error}")
        return
    lines = _lines(body)
    for part in ("footnotes", "endnotes"):
        if notes := member_or_none(archive, f"word/{part}.xml", file):
            lines += _lines(parse(notes, deep=True))
    comments = member_or_none(archive, "word/comments.xml", file)
    if comments and (n := sum(1 for _ in below(parse(comments), "comment"))):
        yield file.warning("comments", f"{n} comments in the margin were not read")
    if damage:
        yield file.warning("damaged", damage)
    text = "\n".join(line.strip() for line in lines if line.strip())
    if not text:
        yield file.error("no-text", "holds no text; left out")
        return
    yield merge(told_in(member_or_none(archive, "docProps/core.xml", file)), Draft(text))


def _lines(root: Any) -> list[str]:
    """The lines of all paragraphs; a table's cells side by side, text boxes behind their paragraph."""
    lines: list[str] = []
    stack: list[Any] = [root]
    while stack:
        element = stack.pop()
        name = name_of(element)
        if name == "p":
            text, boxes = _paragraph(element)
            lines.extend(text.split("\n"))
            stack.extend(reversed(boxes))
        elif name == "tr":
            lines.extend(_row(element))
        elif name and name not in _LEFT_OUT:
            stack.extend(reversed(element))
    return lines


def _row(row: Any) -> list[str]:
    cells = [[line for line in _lines_below(cell) if line.strip()] for cell in row if name_of(cell) in ("tc", "sdt")]
    if all(len(cell) <= 1 for cell in cells):
        shown = list(dict.fromkeys(cell[0] for cell in cells if cell))
        return [" | ".join(shown)] if shown else []
    return [line for cell in cells for line in cell]


def _lines_below(cell: Any) -> list[str]:
    return [line for child in cell if name_of(child) not in _LEFT_OUT for line in _lines(child)]


def _paragraph(paragraph: Any) -> tuple[str, list[Any]]:
    """The text of one paragraph, and the text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = name_of(element)
        if name == "t":
            pieces.append(element.text or "")
        elif name in _MARKS:
            pieces.append(_MARKS[name])
        elif name == "txbxContent":
            boxes.append(element)
        elif name and name not in _LEFT_OUT:
            stack.extend(reversed(element))
    return "".join(pieces), boxes
