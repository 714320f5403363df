"""Tables (CSV, TSV): one document a row."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.encodings import NotText, decode
from firsthand.reading.fields import Rows
from firsthand.reading.othernames import in_own_names

_LONGEST_KEY = 40
_MOST_LINES = 200
"""Lines of one cell that are looked at to tell whether they are rows of their own."""


def read(file: File) -> Iterator[Draft | Problem]:
    """One document a row below a row of field names; commas, semicolons, tabs or bars between."""
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
    table = _Table(list(io.StringIO(text.lstrip("\ufeff"), newline="")))
    header = [name.strip() for name in table.header()]
    yield from read_rows(header, table.rows(file), file)


def read_rows(
    header: Sequence[str], rows: Iterator[tuple[str, Sequence[str]] | Problem], file: File
) -> Iterator[Draft | Problem]:
    """The documents of rows, each told with where it stands, below a row of names."""
    named = in_own_names({name: "x" for name in header if name})
    if "text" not in named and "html" not in named:
        shown = ", ".join(name for name in header if name)
        yield file.error(
            "no-text", f"rows without text: no column is named 'text' or 'html', only {shown:.200}; left out"
        )
        return
    reading = Rows(file)
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        where, cells = row
        if any(cell.strip() for cell in cells):
            yield from reading.read({name: cell for name, cell in zip(header, cells) if name}, where)
    yield from reading.told()


@dataclass(slots=True)
class _Table:
    """The lines of a table. A quote that is never closed would swallow every row behind it: such a row ends with its
    line, and the next line is a row again.
    """

    lines: list[str]
    delimiter: str = ","
    at: int = 0
    n_columns: int = 0

    def header(self) -> list[str]:
        """The names of the columns, which tell what parts them."""
        while self.at < len(self.lines) and not self.lines[self.at].strip():
            self.at += 1
        first = self.lines[self.at][:10_000]
        if first.lower().startswith("sep=") and len(first.strip()) == 5:  # what spreadsheets put before a table
            self.at += 1
            first = self.lines[self.at][:10_000] if self.at < len(self.lines) else ""
        self.delimiter = max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))
        cells, self.at = self._row(self.at) or (self._alone(self.at), self.at + 1)
        self.n_columns = len(cells)
        return cells

    def rows(self, file: File) -> Iterator[tuple[str, Sequence[str]] | Problem]:
        """Every row with the line on which it begins, and a problem for each that is not closed."""
        while self.at < len(self.lines):
            begin = self.at
            found = self._row(begin)
            if found is None:
                found = self._loose(begin)
            elif self._swallows(begin, found[1]):
                found = None
            cells, self.at = found or (self._alone(begin), begin + 1)
            if found is None:
                told = f"line {begin + 1}: a quote is opened and not closed; the row is taken to end with its line"
                yield file.error("csv", told)
            yield f"line {begin + 1}", cells

    def _row(self, begin: int, strict: bool = True) -> tuple[list[str], int] | None:
        """The row that begins on a line, and the line behind it; None where its quotes do not match."""
        lines = (self.lines[n] for n in range(begin, len(self.lines)))
        reader = csv.reader(lines, delimiter=self.delimiter, strict=strict)
        try:
            return next(reader, []), begin + reader.line_num
        except csv.Error:
            return None

    def _loose(self, begin: int) -> tuple[list[str], int] | None:
        """The row where quotes stand inside of cells without being doubled; None where it would swallow other rows."""
        if self.lines[begin].count('"') % 2 == 0:
            bare = self.delimiter == "\t"  # tables with tabs are often written without any rule for quotes
            cells = self.lines[begin].rstrip("\r\n").split("\t") if bare else self._alone(begin)
            return cells, begin + 1
        found = self._row(begin, strict=False)
        if found is None or len(found[0]) != self.n_columns or found[1] - begin > _MOST_LINES:
            return None
        return None if any(map(self._is_row, range(begin + 1, found[1]))) else found

    def _alone(self, nth: int) -> list[str]:
        """The cells of one line, whatever its quotes."""
        try:
            return next(csv.reader([self.lines[nth].rstrip("\r\n")], delimiter=self.delimiter), [])
        except csv.Error:
            return self.lines[nth].rstrip("\r\n").split(self.delimiter)

    def _is_row(self, nth: int) -> bool:
        """Whether a line looks like a row of this table by itself: as many cells, a key in the first."""
        cells = self._alone(nth)
        return len(cells) == self.n_columns > 1 and len(cells[0]) <= _LONGEST_KEY and " " not in cells[0].strip()

    def _swallows(self, begin: int, end: int) -> bool:
        """Whether every further line of a row is a row of this table by itself."""
        return end - begin > 1 and all(map(self._is_row, range(begin, min(end, begin + _MOST_LINES))))
