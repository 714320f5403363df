"""OpenDocument texts (ODT)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.fields import merge
from firsthand.reading.officexml import name_of, told_in
from firsthand.reading.safexml import BadXml, parse_damaged
from firsthand.reading.zips import Archive, member, member_or_none

_LEFT_OUT = frozenset(("tracked-changes", "annotation", "bookmark", "sequence-decls", "scripts", "font-face-decls",
                       "automatic-styles", "ruby-text"))  # fmt: skip
"""Deleted text waits under "tracked-changes"; the rest is no text of the author's."""
_MOST_SPACES = 100


def read(archive: Archive, file: File) -> Iterator[Draft | Problem]:
    """One document: headings, paragraphs, lists, tables and notes in order, one a line."""
    try:
        root, damage = parse_damaged(member(archive, "content.xml", file), deep=True)
    except BadXml as error:
        yield file.error("unreadable", f"no OpenDocument that can be read: {error}")
        return
    if damage:
        yield file.warning("damaged", damage)
    text = "\n".join(line.strip() for line in _lines(root) if line.strip())
    if not text:
        yield file.error("no-text", "holds no text; left out")
        return
    yield merge(told_in(member_or_none(archive, "meta.xml", file)), Draft(text))


def _lines(root: Any) -> list[str]:
    lines: list[str] = []
    stack: list[Any] = [root]
    while stack:
        element = stack.pop()
        name = name_of(element)
        if name in ("p", "h"):
            text, inner = _paragraph(element)
            lines.extend(text.split("\n"))
            stack.extend(reversed(inner))
        elif name == "table-row":
            cells = [" ".join(_lines_below(cell)) for cell in element]
            lines.append(" | ".join(dict.fromkeys(cell for cell in cells if cell)))
        elif name and name not in _LEFT_OUT:
            stack.extend(reversed(element))
    return lines


def _lines_below(element: Any) -> list[str]:
    return [line for child in element for line in _lines(child) if line.strip()]


def _paragraph(paragraph: Any) -> tuple[str, list[Any]]:
    """The text of one paragraph, and the frames and notes in it that hold paragraphs of their own."""
    pieces, inner = [paragraph.text or ""], []
    stack = [(child, True) for child in reversed(paragraph)]
    while stack:
        element, entering = stack.pop()
        name = name_of(element)
        if not entering:
            pieces.append(element.tail or "")
            continue
        stack.append((element, False))
        if name == "s":
            count = element.get("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}c") or "1"
            pieces.append(" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES))
        elif name in ("tab", "line-break"):
            pieces.append("\t" if name == "tab" else "\n")
        elif name in ("note", "frame", "text-box"):
            inner.append(element)
        elif name and name not in _LEFT_OUT:
            pieces.append(element.text or "")
            stack.extend((child, True) for child in reversed(element))
    return "".join(pieces), inner
