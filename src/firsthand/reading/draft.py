"""What a format's reader hands over: a document before it has an id, and the file that it came from."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import IO

from firsthand.errors import FirsthandError
from firsthand.model import DocumentStatus, Problem, Severity, TimeInterval
from firsthand.reading.encodings import printable
from firsthand.reading.unpack import TooLarge
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


Bytes = bytes
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class File:
    """One file to be read: what it is called, and how it is opened (already unpacked)."""

    path: str
    name: str
    open: Callable[[], IO[bytes]] = field(compare=False)
    settings: ReadingSettings = field(default_factory=ReadingSettings)
    depth: int = 0

    def bytes(self) -> bytes:
        """The whole content.

        Raises
        ------
        TooLarge
            If it is larger than what is held in memory as one piece.
        """
        with self.open() as stream:
            return read_whole(stream, self.settings.whole_bytes)

    def within(self, name: str, content: Bytes) -> File:
        """A part of this file (a mail's attachment, an archive's record) as a file of its own."""
        return replace(self, name=name, open=lambda: io.BytesIO(content), depth=self.depth + 1)

    def problem(self, severity: Severity, code: str, message: str) -> Problem:
        """A problem of this file, told in one line."""
        return Problem(severity, "read", code, printable(f"{self.path}: {' '.join(message.split())}"), path=self.path)

    def error(self, code: str, message: str) -> Problem:
        """Something here could not be read."""
        return self.problem("error", code, message)

    def warning(self, code: str, message: str) -> Problem:
        """Something here was read and looks suspicious."""
        return self.problem("warning", code, message)


def read_whole(stream: IO[bytes], limit: int) -> bytes:
    """All of `stream`.

    Raises
    ------
    TooLarge
        If there is more than `limit`.
    """
    pieces, left = [], limit
    while piece := stream.read(_PIECE):  # a stream that is asked for all makes room for all
        pieces.append(piece)
        left -= len(piece)
        if left < 0:
            raise TooLarge(f"larger than {limit / 1e6:.0f} MB, which is the limit for one document; left out")
    return b"".join(pieces)


Reader = Callable[[File], Iterator[Draft | Problem]]


def guarded(found: Iterator[Draft | Problem], file: File, where: str) -> Iterator[Draft | Problem]:
    """What one row, entry or part gives; whatever goes wrong there is a problem, and the next one is read."""
    try:
        yield from found
    except (MemoryError, FirsthandError):
        raise
    except TooLarge as error:
        yield file.error("too-large", f"{where}: {error}")
    except Exception as error:
        yield file.error("row", f"{where} cannot be read ({type(error).__name__}: {error}); the rest is"[:300])


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
