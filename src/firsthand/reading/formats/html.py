"""Web pages."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.markup import declared_charset, draft_of_page


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
    draft = draft_of_page(page)
    if draft is None:
        yield file.error("no-text", "no text can be found in this page; left out")
        return
    if remark:
        yield file.warning("encoding", remark)
    yield draft
