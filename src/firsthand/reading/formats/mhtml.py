"""Web pages that a browser saved as one file (MHTML)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from firsthand.model import Problem
from firsthand.reading.dates import date_of_field
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.markup import Absence, declared_charset, read_page


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: the first page in the archive, which the browser was showing."""
    content = file.bytes()
    if not content.strip():
        return
    archive = message_from_bytes(content, policy=policy.default)
    page = next((part for part in archive.walk() if part.get_content_type() in _PAGES), None)
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes):
        yield file.error("no-text", "no page in this archive; left out")
        return
    try:
        text, remark = decode(payload, page.get_content_charset() or declared_charset(payload))
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    found = read_page(text, _address(archive, page))
    if isinstance(found, Absence):
        yield file.error(found.code, found.message)
        return
    if remark:
        yield file.warning("encoding", remark)
    saved = date_of_field(str(archive.get("Date") or ""))
    yield replace(found, retrieved=found.retrieved or (saved.earliest if saved else None))


_PAGES = ("text/html", "application/xhtml+xml")


def _address(archive: EmailMessage, page: EmailMessage) -> str | None:
    for header in (archive.get("Snapshot-Content-Location"), page.get("Content-Location")):
        address = str(header or "").strip()
        if address.startswith(("http://", "https://")):
            return address
    return None
