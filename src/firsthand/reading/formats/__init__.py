"""The formats that can be read: one file a format, and one line here.

A file's kind is told by its content first (`firsthand.reading.kinds`), and by the ending of its name where the content
leaves it open.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from firsthand.reading.draft import Reader

_FORMATS: dict[str, tuple[str, ...]] = {
    "plain": (".txt", ".text"),
    "markdown": (".md", ".markdown", ".mkd", ".mdown"),
    "html": (".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".jsp"),
    "mhtml": (".mhtml", ".mht"),
    "pdf": (".pdf",),
    "eml": (".eml", ".emlx"),
    "mbox": (".mbox", ".mbx"),
    "subtitles": (".vtt", ".srt"),
    "jsonl": (".jsonl", ".ndjson"),
    "json_export": (".json", ".har"),
    "chat_page": (),
    "table": (".csv", ".tsv", ".tab"),
    "warc": (".warc",),
    "feed": (".xml", ".rss", ".atom", ".rdf", ".nitf", ".tei", ".enex"),
    "zipped": (".docx", ".docm", ".odt", ".fodt", ".epub", ".xlsx", ".xlsm", ".wacz", ".zip"),
    "rtf": (".rtf",),
    "webarchive": (".webarchive",),
    "msg": (".msg",),
}

KINDS = {ending: kind for kind, endings in _FORMATS.items() for ending in endings}
"""The format that an ending of a name stands for."""

ENDINGS = tuple(sorted(KINDS, key=lambda ending: (-len(ending), ending)))
"""Endings of names that are read, packed ones (``.gz``, ``.zst``) not counted; longer ones first."""

HARMLESS = frozenset(("plain", "markdown", "jsonl", "json_export", "table", "subtitles"))
"""Formats that are read line by line with the standard library alone: no worker is needed for them."""


def reader_of(kind: str) -> Reader:
    """The reader of a format; imported only now, with the library that it needs."""
    return cast(Reader, import_module(f"{__name__}.{kind}").read)
