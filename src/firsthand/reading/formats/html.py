"""Web pages."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.markup import Absence, declared_charset, read_page


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: the page's main text."""
    content = file.bytes()
    if not content.strip():
        return
    try:
        page, remark = decode(content, declared_charset(content))
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    found = read_page(page)
    if isinstance(found, Absence):
        yield file.error(found.code, found.message)
        return
    if remark:
        yield file.warning("encoding", remark)
    yield found
