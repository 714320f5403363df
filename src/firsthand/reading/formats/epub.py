"""Books and magazines (EPUB): one document a chapter."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.fields import merge, told_date
from firsthand.reading.formats.parts import read_part
from firsthand.reading.officexml import below, name_of
from firsthand.reading.safexml import BadXml, parse
from firsthand.reading.zips import Archive, member, member_or_none


def read(archive: Archive, file: File) -> Iterator[Draft | Problem]:
    """The chapters in the order in which the book is read, each with what is told of the book."""
    names = archive.namelist()
    package = _package(archive, file)
    opf = member_or_none(archive, package, file) if package else None
    try:
        book = parse(opf) if opf else None
    except BadXml as error:
        book = None
        yield file.warning("unreadable", f"what the book says about itself cannot be read: {error}")
    chapters = [name for name in _spine(book, package or "") if name in names] if book is not None else []
    told = _told(book) if book is not None else Draft("")
    for name in chapters or sorted(n for n in names if n.lower().endswith((".xhtml", ".html", ".htm"))):
        content = member(archive, name, file)
        for item in read_part(file, name, content, "html"):
            if isinstance(item, Draft):
                yield merge(told, item)
            elif item.code != "no-text":  # covers and plates hold none
                yield item


def _package(archive: Archive, file: File) -> str | None:
    """Where the book's own description lies."""
    container = member_or_none(archive, "META-INF/container.xml", file)
    try:
        root = parse(container) if container else None
    except BadXml:
        root = None
    found = next((e.get("full-path") for e in below(root, "rootfile")), None) if root is not None else None
    return found or next((name for name in sorted(archive.namelist()) if name.lower().endswith(".opf")), None)


def _spine(book: Any, package: str) -> list[str]:
    places = {item.get("id"): item.get("href") or "" for item in below(book, "item")}
    found = [places.get(item.get("idref"), "") for item in below(book, "itemref")]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(href))) for href in found if href]


def _told(book: Any) -> Draft:
    words: dict[str, list[str]] = {}
    for element in book.iter():
        if value := " ".join((element.text or "").split()) if isinstance(element.tag, str) else "":
            words.setdefault(name_of(element), []).append(value)
    language = words.get("language", [""])[0].partition("-")[0].lower()
    return Draft(
        "",
        author=", ".join(words.get("creator", ())) or None,
        outlet=words.get("publisher", [None])[0],
        published=told_date(words.get("date", [None])[0]),
        language=language or None,
        metadata=(("book", words["title"][0]),) if words.get("title") else (),
    )
