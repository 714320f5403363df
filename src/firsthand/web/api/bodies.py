"""What is sent to the API: objects of JSON, read within limits and held against their schemas."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from firsthand.export.schemas import Schema
from firsthand.web.api.shapes import SHAPES

_LONGEST = 2_000_000
"""Bytes: the longest text that is checked, each character written as an escape."""


async def body_of(request: Request, shape: str) -> dict[str, Any]:
    """The object that was sent, which is of that shape.

    Raises
    ------
    HTTPException
        It is no JSON (415), too long (413), or of another shape (400).
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "send application/json")
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > _LONGEST:
            raise HTTPException(413, f"more than {_LONGEST} bytes were sent")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        raise HTTPException(400, "what was sent is no JSON") from None
    if not isinstance(value, dict):
        raise HTTPException(400, "what was sent is no object")
    if fault := next(_faults(value, SHAPES[shape]), None):
        raise HTTPException(400, fault)
    return value


def _faults(value: dict[str, Any], shape: Schema) -> Any:
    yield from (f"{name} is missing" for name in shape["required"] if name not in value)
    for name, part in value.items():
        if name not in shape["properties"]:
            yield f"{name[:40]!r} is not known here"
        elif fault := _fault(part, shape["properties"][name]):
            yield f"{name} {fault}"


def _fault(value: Any, shape: Schema) -> str:
    """What keeps a value from being of a shape; empty where nothing does."""
    if shape["type"] == "array":
        if not isinstance(value, list):
            return "is no list"
        if len(value) < shape.get("minItems", 0):
            return f"has fewer than {shape['minItems']} items"
        return next(filter(None, (_fault(item, shape["items"]) for item in value)), "")
    if not isinstance(value, str):
        return "is no text"
    if value not in shape.get("enum", [value]):
        return f"is none of: {', '.join(shape['enum'])}"
    if len(value) > shape.get("maxLength", len(value)):
        return f"has more than {shape['maxLength']} characters"
    if not re.search(shape.get("pattern", ""), value):
        return "has nothing to read"
    return ""
