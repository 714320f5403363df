"""Plain text, as it is."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: the whole file."""
    try:
        text, remark = decode(file.bytes())
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    if remark:
        yield file.warning("encoding", remark)
    yield Draft(text)
