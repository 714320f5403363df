"""What a browser's developer tools recorded (HAR): every page that came, among thousands of other answers."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from firsthand.model import Problem
from firsthand.reading.dates import read_date
from firsthand.reading.draft import Draft, File, guarded
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import merge
from firsthand.reading.markup import Absence, declared_charset, read_page

_PAGES = ("text/html", "application/xhtml+xml")


def read_entries(entries: list[Any], file: File) -> Iterator[Draft | Problem]:
    """One document a page with text."""
    n_passed, n_read = 0, 0
    for nth, entry in enumerate(entries, 1):
        answer = _below(entry, "response")
        content = _below(answer, "content")
        is_page = str(content.get("mimeType")).lower().startswith(_PAGES) and content.get("text")
        if not is_page or answer.get("status") != 200:
            n_passed += 1
            continue
        for item in guarded(_of_page(entry, content, file, nth), file, f"entry {nth}"):
            n_read += isinstance(item, Draft)
            yield item
    if not n_read:
        yield file.error("no-text", "no page with text was recorded here; left out")
    elif n_passed:
        yield file.warning("resources", f"{n_passed} recorded answers are no pages and were passed over")


def _of_page(entry: Mapping[str, Any], content: Mapping[str, Any], file: File, nth: int) -> Iterator[Draft | Problem]:
    page = str(content["text"])
    if content.get("encoding") == "base64":
        try:
            data = base64.b64decode(page)
            page, _ = decode(data, declared_charset(data))
        except (binascii.Error, ValueError, NotText) as error:
            yield file.error("unreadable", f"entry {nth} cannot be read: {error}")
            return
    url = str(_below(entry, "request").get("url") or "") or None
    found = read_page(page, url)
    if isinstance(found, Absence):
        yield file.warning(found.code, f"{url or f'entry {nth}'}: {found.message}")
        return
    when = read_date(entry.get("startedDateTime")).interval
    yield merge(Draft("", retrieved=when.earliest if when else None), found)


def _below(value: Any, name: str) -> Mapping[str, Any]:
    inner = value.get(name) if isinstance(value, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}
