"""Tables (CSV): one document a row."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import draft_of_fields


def read(file: File) -> Iterator[Draft | Problem]:
    """One document a row below a row of field names; commas, semicolons or tabs between."""
    try:
        text, remark = decode(file.bytes())
    except NotText as error:
        yield file.error("binary", f"left out: {error}")
        return
    if not text.strip():
        return
    if remark:
        yield file.warning("encoding", remark)
    csv.field_size_limit(sys.maxsize)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = [name.strip().lower() for name in next(rows, [])]
    if "text" not in header and "html" not in header:
        yield file.error("no-text", "no column is named 'text' or 'html'; left out")
        return
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield file.error("csv", f"line {line}: {error}")
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield from draft_of_fields(dict(zip(header, row)), file, f"line {line}")


def _delimiter(text: str) -> str:
    first = text[: text.find("\n") if "\n" in text else len(text)][:10_000]
    return max(",;\t", key=lambda mark: (first.count(mark), mark == ","))
