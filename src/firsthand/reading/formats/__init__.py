"""The formats that can be read: one file a format, found here by the ending of a file's name."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from firsthand.reading.draft import Reader

_READERS = {
    ".txt": "plain",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".mhtml": "mhtml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "table",
    ".warc": "warc",
    ".xml": "feed",
}

ENDINGS = tuple(sorted(_READERS, key=lambda ending: (-len(ending), ending)))
"""Endings of names that are read, packed ones (``.gz``, ``.zst``) not counted; longer ones first."""


def reader_for(ending: str) -> Reader | None:
    """The reader of files whose name ends so; imported only now, with the library that it needs."""
    module = _READERS.get(ending)
    return cast(Reader, import_module(f"{__name__}.{module}").read) if module else None
