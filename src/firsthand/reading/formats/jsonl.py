"""JSON lines: one document a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import IO

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import decode
from firsthand.reading.fields import draft_of_fields

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(file: File) -> Iterator[Draft | Problem]:
    """One document a line; a line that is none is a problem, and the next one is read."""
    guessed = False
    with file.open() as stream:
        for number, line in enumerate(_lines(stream), 1):
            if not line.strip():
                continue
            try:
                row = line.decode("utf-8")
            except UnicodeDecodeError:
                row = line.decode("cp1252", "replace")
                if not guessed:
                    yield file.warning("encoding", f"not UTF-8 from line {number} on; read as cp1252")
                guessed = True
            try:
                fields = json.loads(row)
            except (ValueError, RecursionError) as error:
                yield file.error("json", f"line {number} is not JSON: {error}")
                continue
            if not isinstance(fields, dict):
                yield file.error("json", f"line {number} is no JSON object")
                continue
            yield from draft_of_fields(fields, file, f"line {number}")


def _lines(stream: IO[bytes]) -> Iterable[bytes]:
    """The lines of a stream in UTF-8 with or without a mark, or in marked UTF-16."""
    first = stream.readline()
    if first.startswith(_WIDE_MARKS):
        text, _ = decode(first + stream.read())
        yield from (line.encode("utf-8", "replace") for line in text.splitlines())
    else:
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from stream
