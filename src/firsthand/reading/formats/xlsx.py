"""Spreadsheets (XLSX): one document a row below a row of field names."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File
from firsthand.reading.formats.table import read_rows
from firsthand.reading.officexml import below, name_of
from firsthand.reading.othernames import in_own_names
from firsthand.reading.safexml import parse
from firsthand.reading.zips import Archive, member, member_or_none

_PLACE = re.compile(r"([A-Z]{1,3})\d+")
_FIRST_DAY = datetime(1899, 12, 30)
_DAYS = (10_000, 80_000)
"""Numbers in a column of dates that count days: from 1927 to 2119."""


def read(archive: Archive, file: File) -> Iterator[Draft | Problem]:
    """The rows of every sheet that has a column of texts."""
    strings = member_or_none(archive, "xl/sharedStrings.xml", file)
    shared = ["".join(t.text or "" for t in below(si, "t")) for si in below(parse(strings), "si")] if strings else []
    problems: list[Problem] = []
    found = False
    for name in sorted(n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)):
        for item in _sheet(member(archive, name, file), shared, file):
            if isinstance(item, Problem) and item.code == "no-text" and not found:
                problems.append(item)
                continue
            found = found or isinstance(item, Draft)
            yield item
    if not found:
        yield from problems[:1] or [file.error("no-text", "no sheet with texts; left out")]


def _sheet(content: bytes, shared: list[str], file: File) -> Iterator[Draft | Problem]:
    rows = _rows(content, shared, file.settings.most_cells)
    header = [name.strip() for name in next(rows, [])]
    if not any(header):
        return
    named = [next(iter(in_own_names({name: "x"})), "") if name else "" for name in header]

    def dated() -> Iterator[tuple[str, list[str]]]:
        for number, cells in enumerate(rows, 2):
            yield f"row {number}", [_day(c) if n in ("published", "retrieved") else c for n, c in zip(named, cells)]

    yield from read_rows(header, dated(), file)


def _rows(content: bytes, shared: list[str], most_cells: int) -> Iterator[list[str]]:
    """The cells of each row as text, in their columns."""
    from lxml import etree

    n_cells = 0
    for _, row in etree.iterparse(io.BytesIO(content), tag="{*}row", resolve_entities=False, no_network=True):
        cells: list[str] = []
        for nth, cell in enumerate(c for c in row if name_of(c) == "c"):
            column = _column(cell.get("r"), nth)
            if column < 1000:  # beyond that lie only the marks of formatting
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = _value(cell, shared)
        n_cells += len(cells)
        row.clear()
        if n_cells > most_cells:
            return
        yield cells


def _column(place: str | None, nth: int) -> int:
    match = _PLACE.fullmatch(place or "")
    if not match:
        return nth
    number = 0
    for letter in match[1]:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _value(cell: Any, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in below(cell, "t"))
    value = next((v.text or "" for v in cell if name_of(v) == "v"), "")
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    return value


def _day(value: str) -> str:
    """A number in a column of dates: days since the end of 1899, and parts of a day."""
    try:
        days = float(value)
    except ValueError:
        return value
    if not _DAYS[0] <= days <= _DAYS[1]:
        return value
    moment = _FIRST_DAY + timedelta(minutes=round(days * 1440))
    return date.isoformat(moment.date()) if days == int(days) else moment.isoformat(timespec="minutes")
