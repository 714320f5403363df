"""What a format's reader hands over: a document before it has an id, and the file that it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from firsthand.model import DocumentStatus, Problem, Severity, TimeInterval
from firsthand.reading.encodings import printable
from firsthand.settings import ReadingSettings


@dataclass(frozen=True, slots=True)
class Remark:
    """Something suspicious about a document."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as its format tells it, not yet completed from its text nor named by its content.

    `saved_from` is where a copy was found, when that is not the original's address; `remarks` are what the reader has
    to tell about it, and no part of its content.
    """

    text: str
    given_id: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    owner: str | None = None
    published: TimeInterval | None = None
    retrieved: str | None = None
    language: str | None = None
    status: DocumentStatus = "unknown"
    credits: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    saved_from: str | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """One file to be read: what it is called, and how it is opened (already unpacked)."""

    path: str
    name: str
    open: Callable[[], IO[bytes]] = field(compare=False)
    settings: ReadingSettings = field(default_factory=ReadingSettings)

    def bytes(self) -> bytes:
        """The whole content."""
        with self.open() as stream:
            return stream.read()

    def problem(self, severity: Severity, code: str, message: str) -> Problem:
        """A problem of this file, told in one line."""
        return Problem(severity, "read", code, printable(f"{self.path}: {' '.join(message.split())}"), path=self.path)

    def error(self, code: str, message: str) -> Problem:
        """Something here could not be read."""
        return self.problem("error", code, message)

    def warning(self, code: str, message: str) -> Problem:
        """Something here was read and looks suspicious."""
        return self.problem("warning", code, message)


Reader = Callable[[File], Iterator[Draft | Problem]]


def find_defect(draft: Draft, file: File) -> Problem | None:
    """Why a draft is no document: it is empty, or a line of it is longer than any article's."""
    limit = file.settings.longest_line
    if not draft.text.strip():
        which = f"document {draft.given_id!r:.80} " if draft.given_id else ""
        return file.error("empty", f"{which}is empty; left out")
    longest = max(map(len, draft.text.splitlines()), default=0) if len(draft.text) > limit else 0
    if longest <= limit:
        return None
    where = f"document {draft.given_id!r:.80}" if draft.given_id else "the text"
    return file.error("too-long", f"{where} has a line of {longest / 1e6:.0f} million characters; left out")
