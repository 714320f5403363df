"""Mails, newsletters and press releases among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.mails import read_mail

_COUNTED = re.compile(rb"\s*(\d{1,9})\s*\n")


def read(file: File) -> Iterator[Draft | Problem]:
    """One document a mail: the text or page that was written, each mail that it forwards, and each attachment."""
    content = file.bytes()
    if not content.strip():
        return
    if counted := _COUNTED.match(content):  # Apple's .emlx: the mail's length, the mail, and notes on it
        content = content[counted.end() : counted.end() + int(counted[1])]
    yield from read_mail(content, file)
