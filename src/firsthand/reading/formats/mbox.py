"""Mailboxes (MBOX): mails one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.mails import read_mail
from firsthand.reading.unpack import TooLarge


def read(file: File) -> Iterator[Draft | Problem]:
    """The documents of each mail; a mail that cannot be read is a problem, and the next one is read."""
    with file.open() as stream:
        for mail in _mails(stream, file.settings.whole_bytes):
            yield from read_mail(mail, file)


def _mails(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """Cut where a line begins with ``From `` behind an empty one, as every program that writes this format does."""
    lines: list[bytes] = []
    n_bytes, blank = 0, True
    for line in stream:
        if blank and line.startswith(b"From "):
            if lines:
                yield b"".join(lines)
            lines, n_bytes = [], 0
            continue
        blank = not line.strip()
        if line.startswith(b">") and line.lstrip(b">").startswith(b"From "):
            line = line[1:]
        n_bytes += len(line)
        if n_bytes > limit:
            raise TooLarge(f"a mail is larger than {limit / 1e6:.0f} MB; it and what follows are left out")
        lines.append(line)
    if lines:
        yield b"".join(lines)
