"""Named fields (of JSON lines and tables) become a draft."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from firsthand.model import Problem
from firsthand.reading.dates import interval_of
from firsthand.reading.draft import Draft, File

_KNOWN = ("id", "text", "html", "title", "author", "outlet", "owner", "published", "retrieved", "url", "language")


def draft_of_fields(fields: Mapping[str, Any], file: File, where: str) -> Iterator[Draft | Problem]:
    """The draft of one row; `where` names the row in problems. Unknown fields are kept as metadata."""
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        yield file.error("no-text", f"{where} has no text")
        return
    published = interval_of(fields.get("published"))
    if published is None and fields.get("published") not in (None, ""):
        yield file.warning("date", f"{where}: published {fields['published']!r:.60} is no ISO 8601 date; left out")
    yield Draft(
        text,
        given_id=_string(fields.get("id")),
        url=_string(fields.get("url")),
        title=_string(fields.get("title")),
        author=_string(fields.get("author")),
        outlet=_string(fields.get("outlet")),
        owner=_string(fields.get("owner")),
        published=published,
        retrieved=_string(fields.get("retrieved")),
        language=_string(fields.get("language")),
        metadata=tuple(sorted((k, _plain(v)) for k, v in fields.items() if k not in _KNOWN and v not in (None, ""))),
    )


def _string(value: object) -> str | None:
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value)
    if value is None or isinstance(value, (dict, bool)):
        return None
    return " ".join(str(value).split()) or None


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
