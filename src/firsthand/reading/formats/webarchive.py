"""Pages that Safari saved (.webarchive)."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.markup import declared_charset, draft_of_page


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: the page that the browser was showing."""
    content = file.bytes()
    if not content.strip():
        return
    try:
        told: Any = plistlib.loads(content)
        page = told["WebMainResource"]
        data, url = page["WebResourceData"], str(page.get("WebResourceURL") or "")
        charset = page.get("WebResourceTextEncodingName") or declared_charset(data)
        text, remark = decode(data, charset)
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError, IndexError) as error:
        yield file.error("unreadable", f"no archive of a page that can be read: {error}")
        return
    if remark:
        yield file.warning("encoding", remark)
    address = url if url.startswith(("http://", "https://")) else None
    if draft := draft_of_page(text, address):
        yield draft
    else:
        yield file.error("no-text", "no text can be found in this page; left out")
