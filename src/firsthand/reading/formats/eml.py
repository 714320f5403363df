"""Mails, newsletters and press releases among them."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from firsthand.model import Problem
from firsthand.reading.dates import date_of_field
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import merge
from firsthand.reading.markup import declared_charset, draft_of_page


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: the mail's plain text, or else its page; attachments are not read."""
    content = file.bytes()
    if not content.strip():
        return
    mail = message_from_bytes(content, policy=policy.default)
    part = mail.get_body(preferencelist=("plain", "html"))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        yield file.error("no-text", "this mail holds no text; left out")
        return
    is_page = part.get_content_type() == "text/html"
    try:
        text, remark = decode(payload, part.get_content_charset() or (declared_charset(payload) if is_page else None))
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    if remark:
        yield file.warning("encoding", remark)
    sender, address = parseaddr(_header(mail, "From"))
    told = Draft(
        text.replace("\r\n", "\n") if not is_page else "",
        title=_header(mail, "Subject") or None,
        author=sender or None,
        published=date_of_field(_header(mail, "Date")),
        metadata=tuple(
            (name, value) for name, value in (("from", address), ("message-id", _header(mail, "Message-ID"))) if value
        ),
    )
    if not is_page:
        yield told
    elif page := draft_of_page(text):
        yield merge(told, page)
    else:
        yield file.error("no-text", "no text can be found in this mail's page; left out")


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name) or "").split())
    except (ValueError, IndexError, AttributeError, TypeError):  # broken headers break the library's own parser
        return ""
