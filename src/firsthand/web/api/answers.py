"""Answers of the API: pages that say what was cut, and tags by which a client sees that nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from firsthand.export.lines import to_json
from firsthand.export.parts import Record

USUAL = 100
"""Records of an answer where nobody says how many."""


def page(request: Request, values: Any, total: int, records: Sequence[Record]) -> Record:
    """A page of a list: how many there are in all, what this one holds, whether any are left, and where they are."""
    start = values.get("from", 0)
    behind = start + len(records)
    left = behind < total
    again = [(name, value) for name, value in values.items() if name != "from"]
    return {
        "total": total,
        "from": start,
        "limit": values.get("limit", USUAL),
        "cut": left,
        "next": f"{request.url.path}?{urlencode([*again, ('from', behind)])}" if left and records else None,
        "records": list(records),
    }


def answer(request: Request, value: Any, status: int = 200) -> Response:
    """`value` as JSON under its tag; 304 and nothing where the client has it."""
    body = to_json(value).encode("utf8")
    headers = {"cache-control": "private, no-cache"}
    if request.method in ("GET", "HEAD"):
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers["etag"] = tag
        if _has(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type="application/json")


def _has(tags: str, tag: str) -> bool:
    return tags.strip() == "*" or tag in (known.strip().removeprefix("W/") for known in tags.split(","))
