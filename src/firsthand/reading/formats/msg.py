"""Mails that Outlook saved (.msg)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from firsthand.model import Problem
from firsthand.reading.dates import minute_of
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import decode
from firsthand.reading.fields import merge
from firsthand.reading.formats.parts import read_part, tied
from firsthand.reading.markup import declared_charset, draft_of_page

_SUBJECT, _SENDER, _ADDRESS, _BODY, _PAGE, _ID = "0037", "0C1A", "5D01", "1000", "1013", "1035"
_DATES = (0x00390040, 0x0E060040)
"""When it was sent, or else when it arrived."""


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: what was written; and those of its attachments."""
    import olefile

    content = file.bytes()
    try:
        ole = olefile.OleFileIO(io.BytesIO(content))
    except OSError as error:
        yield file.error("unreadable", f"no mail that can be read: {error}")
        return
    with ole:
        if not ole.exists("__properties_version1.0"):
            yield file.error("unknown-format", "an old Office file (.doc, .xls, .ppt), which is not read; left out")
            return
        told = Draft(
            "",
            title=_text(ole, "", _SUBJECT) or None,
            author=_text(ole, "", _SENDER) or None,
            published=_sent(ole),
            metadata=tuple(
                (n, v) for n, v in (("from", _text(ole, "", _ADDRESS)), ("message-id", _text(ole, "", _ID))) if v
            ),
        )
        text, page = _text(ole, "", _BODY, whole=True), _bytes(ole, "__substg1.0_" + _PAGE + "0102")
        shown = draft_of_page(decode(page, declared_charset(page))[0]) if page and not text.strip() else None
        if shown or text.strip():
            yield merge(told, shown or Draft(text.replace("\r\n", "\n")))
        else:
            yield file.error("no-text", "this mail holds no text; left out")
        folders = sorted({entry[0] for entry in ole.listdir() if entry[0].startswith("__attach")})
        for folder in folders:
            name = _text(ole, folder + "/", "3707") or _text(ole, folder + "/", "3704") or "attachment"
            if data := _bytes(ole, f"{folder}/__substg1.0_37010102"):
                yield from tied(read_part(file, name, data), "attached to", told.title or "a mail")


def _bytes(ole: Any, name: str) -> bytes:
    return bytes(ole.openstream(name).read()) if ole.exists(name) else b""


def _text(ole: Any, folder: str, name: str, whole: bool = False) -> str:
    wide, narrow = (_bytes(ole, f"{folder}__substg1.0_{name}{kind}") for kind in ("001F", "001E"))
    text = wide.decode("utf-16-le", "replace") if wide else narrow.decode("cp1252", "replace")
    text = text.replace("\0", "")
    return text if whole else " ".join(text.split())


def _sent(ole: Any) -> Any:
    """The minute in which it was sent: a hundred nanoseconds since 1601, in the table of fixed properties."""
    table = _bytes(ole, "__properties_version1.0")[32:]
    found = {tag: value for tag, _, value in struct.iter_unpack("<IIQ", table[: len(table) // 16 * 16])}
    value = next((found[tag] for tag in _DATES if tag in found), 0)
    try:
        return minute_of(datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=value // 10)) if value else None
    except OverflowError:
        return None
