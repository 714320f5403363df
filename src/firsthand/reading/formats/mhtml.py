"""Web pages that a browser saved as one file (MHTML)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import merge
from firsthand.reading.markup import declared_charset, draft_of_page


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
    url = _address(archive, page)
    draft = draft_of_page(text, url)
    if draft is None:
        yield file.error("no-text", "no text can be found in this page; left out")
        return
    if remark:
        yield file.warning("encoding", remark)
    yield merge(Draft("", url=url), draft)


_PAGES = ("text/html", "application/xhtml+xml")


def _address(archive: EmailMessage, page: EmailMessage) -> str | None:
    for header in (archive.get("Snapshot-Content-Location"), page.get("Content-Location")):
        address = str(header or "").strip()
        if address.startswith(("http://", "https://")):
            return address
    return None
