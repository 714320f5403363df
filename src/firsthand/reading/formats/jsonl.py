"""JSON lines: one document a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.fields import draft_of_fields


def read(file: File) -> Iterator[Draft | Problem]:
    """One document a line; a line that is none is a problem, and the next one is read."""
    with file.open() as stream:
        for number, line in enumerate(stream, 1):
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            try:
                fields = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield file.error("json", f"line {number} is not JSON: {error}")
                continue
            if not isinstance(fields, dict):
                yield file.error("json", f"line {number} is no JSON object")
                continue
            yield from draft_of_fields(fields, file, f"line {number}")
