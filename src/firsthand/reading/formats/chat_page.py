"""Telegram's export of a chat as pages: one document a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from firsthand.model import Problem
from firsthand.reading.blocks import find_blocks
from firsthand.reading.draft import Draft, File, guarded
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import told_date

_DAY_FIRST = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d):\d\d(?: (?:UTC)?([+-]\d\d:\d\d))?")


def read(file: File) -> Iterator[Draft | Problem]:
    """Messages with text; the channel is the outlet, and whom one was forwarded from is credited."""
    from lxml import html

    try:
        page, _ = decode(file.bytes(), "utf-8")
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    tree = html.document_fromstring(page.replace("\0", ""), parser=html.HTMLParser(no_network=True))
    name = _shown(_first(tree, "page_header"))
    author, n_without = None, 0
    for message in _all(tree, "message"):
        author = _shown(_first(message, "from_name")) or author
        if _first(message, "text") is None:
            n_without += 1
            continue
        yield from guarded(_of_message(message, name, author), file, f"message {message.get('id')}")
    if n_without:
        yield file.warning("no-text", f"{n_without} messages of {name!r:.60} hold no text (pictures, joining, calls)")


def _of_message(message: Any, outlet: str | None, author: str | None) -> Iterator[Draft]:
    text = "\n".join(block.text for part in _all(message, "text") for block in find_blocks(part))
    date = _first(message, "date")
    match = _DAY_FIRST.search((date.get("title") or "") if date is not None else "")
    stamp = f"{match[3]}-{match[2]}-{match[1]}T{match[4]}{match[5] or ''}" if match else ""
    forwarded = _first(message, "forwarded")
    credit = _shown(_first(forwarded, "from_name")) if forwarded is not None else None
    yield Draft(
        text,
        author=outlet if credit else author,
        outlet=outlet,
        published=told_date(stamp),
        credits=(re.sub(r"\s+\d\d\.\d\d\.\d{4}.*$", "", credit),) if credit else (),
        metadata=(("message", (message.get("id") or "").removeprefix("message")),),
    )


def _all(element: Any, name: str) -> list[Any]:
    return [e for e in element.iter("div") if name in (e.get("class") or "").split()]


def _first(element: Any, name: str) -> Any:
    return next(iter(_all(element, name)), None)


def _shown(element: Any) -> str | None:
    return " ".join(element.text_content().split()) or None if element is not None else None
