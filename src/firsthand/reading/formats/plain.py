"""Plain text, as it is; only lines that were wrapped to a width become paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.wrapped import unwrapped


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: the whole file."""
    try:
        text, remark = decode(file.bytes())
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    if remark:
        yield file.warning("encoding", remark)
    yield Draft(unwrapped(text))
