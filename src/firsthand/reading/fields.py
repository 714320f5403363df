"""Named fields (of JSON lines and tables) become a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any

from firsthand.model import Problem
from firsthand.reading.dates import date_of_field
from firsthand.reading.draft import Draft, File
from firsthand.reading.markup import draft_of_page

_KNOWN = ("id", "text", "html", "title", "author", "outlet", "owner", "published", "retrieved", "url", "language")


def draft_of_fields(fields: Mapping[str, Any], file: File, where: str) -> Iterator[Draft | Problem]:
    """The draft of one row; `where` names the row in problems. Unknown fields are kept as metadata."""
    language = _string(fields.get("language"))
    published = date_of_field(fields.get("published"), language or "")
    if published is None and fields.get("published") not in (None, ""):
        yield file.warning("date", f"{where}: published {fields['published']!r:.60} is no ISO 8601 date; left out")
    told = Draft(
        "",
        given_id=_string(fields.get("id")),
        url=_string(fields.get("url")),
        title=_string(fields.get("title")),
        author=_string(fields.get("author")),
        outlet=_string(fields.get("outlet")),
        owner=_string(fields.get("owner")),
        published=published,
        retrieved=_string(fields.get("retrieved")),
        language=re.split("[-_]", language.lower())[0] if language else None,
        metadata=tuple(sorted((k, _plain(v)) for k, v in fields.items() if k not in _KNOWN and v not in (None, ""))),
    )
    text, page = fields.get("text"), fields.get("html")
    if isinstance(text, str) and text.strip():
        yield replace(told, text=text)
    elif isinstance(page, str) and (found := draft_of_page(page, told.url)):
        yield merge(told, found)
    else:
        yield file.error("no-text", f"{where} has no text")


def merge(told: Draft, found: Draft) -> Draft:
    """The draft `found` in a page, with what is `told` about it from outside in place of what it says itself."""
    names = (f.name for f in dataclass_fields(Draft) if f.name not in ("text", "metadata"))
    better = {name: value for name in names if (value := getattr(told, name)) not in (None, (), "unknown")}
    return replace(found, **better, metadata=tuple(sorted({**dict(found.metadata), **dict(told.metadata)}.items())))


def _string(value: object) -> str | None:
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value)
    if value is None or isinstance(value, (dict, bool)):
        return None
    return " ".join(str(value).split()) or None


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    except (RecursionError, TypeError):
        return str(type(value).__name__)
