"""The formats that can be read: one file a format, found here by the ending of a file's name."""

from __future__ import annotations

from importlib import import_module

from firsthand.reading.draft import Reader

_READERS = {
    ".txt": "plain",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}

ENDINGS = tuple(sorted(_READERS))
"""Endings of names that are read, packed ones (``.gz``, ``.zst``) not counted."""


def reader_for(ending: str) -> Reader | None:
    """The reader of files whose name ends so; imported only now, with the library that it needs."""
    module = _READERS.get(ending)
    return import_module(f"{__name__}.{module}").read if module else None
