"""What the XML of word processors has in common: properties of the file, and names without their namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from firsthand.reading.dates import interval_of
from firsthand.reading.draft import Draft
from firsthand.reading.safexml import BadXml, parse

_MADE_BY_TOOLS = re.compile(
    r"python-docx|word document|untitled|unbekannt|unknown|user|admin(?:istrator)?|microsoft.*", re.I
)
"""What programs fill in where nobody said anything."""
_MOST_ELEMENTS = 5_000_000


def name_of(element: Any) -> str:
    """The local name of an element; empty for what is none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def below(element: Any, name: str) -> Iterator[Any]:
    """All elements of a name below another."""
    return (found for found in element.iter() if name_of(found) == name)


def told_in(properties: bytes | None) -> Draft:
    """Title and author of a file's own properties. Its day is when the file was made: `retrieved` at most."""
    try:
        root = parse(properties) if properties else None
    except BadXml:
        root = None
    if root is None:
        return Draft("")
    words = {name_of(e): " ".join((e.text or "").split()) for e in root.iter() if isinstance(e.tag, str)}
    made = interval_of((words.get("created") or words.get("creation-date") or words.get("date") or "")[:10])
    author = words.get("creator") or words.get("initial-creator") or ""
    by_a_tool = author == "python-docx"
    return Draft(
        "",
        title=_told(words.get("title")),
        author=_told(author),
        retrieved=made.earliest if made and not by_a_tool else None,
        metadata=tuple((name, words[name]) for name in ("keywords", "subject") if words.get(name)),
    )


def _told(value: str | None) -> str | None:
    return value if value and not _MADE_BY_TOOLS.fullmatch(value) else None
